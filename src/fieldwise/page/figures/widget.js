// The contract of a notebook widget, and what every figure does to keep it.
import { box, freshId, html } from "./elements.js";

/** @typedef {import("./types").Model} Model */

/**
 * A figure whose state lives in the model under one key. What stood in its place, the still
 * figure, returns when it goes.
 * @template {object} State
 * @param {string} key
 * @param {string} title
 * @param {(data: import("./types").Data, model: Model) => State} first
 * @param {(kit: import("./types").Kit<State>) => import("./types").View} build
 * @returns {import("./types").Figure}
 */
export function figure(key, title, first, build) {
  const open = (/** @type {Model} */ model, /** @type {HTMLElement} */ el) => {
    const still = [...el.childNodes];
    const initial = first(model.get("data"), model);
    const [id, root] = [freshId(), box(`play ${key}`)];
    const saying = html("p", { class: "say" });
    const state = () => ({ ...initial, ...model.get(key) });
    let [timer, latest] = [0, () => ""];
    const speak = () => {
      timer = 0;
      saying.textContent = latest();
      model.save_changes();
    };
    el.replaceChildren(root);
    root.role = "group";
    root.setAttribute("aria-labelledby", id);
    root.append(html("p", { class: "name", id }, title));
    const view = build({
      root,
      model,
      data: model.get("data"),
      words: () => model.get("words"),
      state,
      put: (change) => model.set(key, { ...state(), ...change }),
      say(sentence, moving = false) {
        saying.ariaLive = moving ? "off" : "polite";
        latest = sentence;
        if (!saying.textContent) speak();
        else timer ||= setTimeout(speak, 600);
      },
    });
    root.append(saying);
    const [draw, reword] = [() => view.draw(), () => view.reword()];
    reword();
    draw();
    model.on(`change:${key}`, draw);
    model.on("change:words", reword);
    return () => {
      clearTimeout(timer);
      model.off(`change:${key}`, draw);
      model.off("change:words", reword);
      view.pause?.();
      el.replaceChildren(...still);
    };
  };
  return {
    render({ model, el }) {
      let close = open(model, el);
      const again = () => {
        close();
        close = open(model, el);
      };
      model.on("change:data", again);
      return () => {
        model.off("change:data", again);
        close();
      };
    },
  };
}
