// The gallery. Without scripts it lists every field; these find the nearest.
import { startTheme } from "./toggle.js";
import { startFinding } from "./finding.js";
import { startSettling } from "./settling.js";

startTheme();
startFinding();
startSettling();
