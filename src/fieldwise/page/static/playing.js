// The figures to play with, each in its place, on the run's data and in the words of the page.
import { figures } from "../figures/index.js";
import { createModel } from "../figures/model.js";

/** Who changes the words of the page says so with this event; its detail is the new words. */
export const REWORDED = "fw:words";

export function startPlaying() {
  const given = document.getElementById("fw-play");
  if (!given) return;
  const values = JSON.parse(given.textContent ?? "");
  /** @type {HTMLElement[]} */
  const places = Array.from(document.querySelectorAll("[data-play]"));
  const models = places.map(() => createModel({ ...values }));
  const later = places.map((place, at) => () => {
    place.hidden = false;
    figures[place.dataset.play ?? ""].render({ model: models[at], el: place });
  });
  let drawn = JSON.stringify(values.words);
  document.addEventListener(REWORDED, (event) => {
    const words = /** @type {CustomEvent} */ (event).detail;
    const now = JSON.stringify(words);
    if (now === drawn) return; // to draw takes longer than all the rest of a turn
    drawn = now;
    for (const model of models) model.set("words", words);
  });
  // one after another, so that a slow machine answers its reader in between
  const next = () => {
    later.shift()?.();
    if (later.length > 0) setTimeout(next);
  };
  requestAnimationFrame(() => setTimeout(next));
}
