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
  const later = places.map((place) => {
    const figure = figures[place.dataset.play ?? ""];
    const model = createModel({ ...values });
    document.addEventListener(REWORDED, (event) => {
      model.set("words", /** @type {CustomEvent} */ (event).detail);
    });
    return () => {
      place.hidden = false;
      figure.render({ model, el: place });
    };
  });
  // one after another, so that a slow machine answers its reader in between
  const next = () => {
    later.shift()?.();
    if (later.length > 0) setTimeout(next);
  };
  requestAnimationFrame(() => setTimeout(next));
}
