// Put every figure into its place, as a lesson page does, each with a model that tests can reach.
import { figures } from "../../src/fieldwise/page/figures/index.js";
import { createModel } from "../../src/fieldwise/page/figures/model.js";

const values = await (await fetch("values.json")).json();
/** @type {Record<string, any>} */
const demo = {};
for (const el of document.querySelectorAll("[data-figure]")) {
  const place = /** @type {HTMLElement} */ (el);
  const name = place.dataset.figure ?? "";
  const model = createModel({ ...values });
  if (figures[name]) demo[name] = { model, stop: figures[name].render({ model, el: place }) };
}
Object.assign(window, { demo });
