// The figures of a page, by the name under which its places ask for them.
import { descend } from "./descend.js";
import { fit } from "./fit.js";
import { holdOut } from "./hold-out.js";

/** @type {Record<string, import("./types").Figure>} */
export const figures = { fit, descend, "hold-out": holdOut };
