// The contract of a notebook widget, and what every figure does to keep it.
import { box, freshId, furnish, html } from "./elements.js";

/**
 * A figure whose state lives in the model under one key. What stood in its place, the still
 * figure, returns when it goes.
 * @template {object} State
 * @param {string} key
 * @param {string} title
 * @param {(data: import("./types").Data, model: import("./types").Model) => State} first
 * @param {new (kit: import("./types").Kit<State>) => import("./types").View} View
 * @returns {import("./types").Figure}
 */
export function figure(key, title, first, View) {
  return {
    render({ model, el }) {
      const still = [...el.childNodes];
      const data = model.get("data");
      const initial = first(data, model);
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
      furnish(
        root,
        { role: "group", "aria-labelledby": id },
        html("p", { class: "name", id }, title),
      );
      const view = new View({
        root,
        model,
        data,
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
      const draw = () => view.draw();
      const reword = () => {
        view.reword();
        saying.ariaLive = "off"; // the same in other words: at once, and not aloud
        speak();
      };
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
    },
  };
}
