/**
 * Sentences that are written for the command line, in the app: where one names an option, there
 * stands a button that does the same.
 */
const OPTION = /(--(?:below|above)\s[\d.eE+-]*\d|--(?:x-unit|y-unit|missing|table|leave-out-broken))/;

/** @type {Record<string, string>} */
const LABELS = {
  "--below": "Keep y below",
  "--above": "Keep y above",
  "--x-unit": "the unit of x",
  "--y-unit": "the unit of y",
  "--missing": "marks for “no value”",
  "--table": "the sheet",
  "--leave-out-broken": "leaving out broken rows",
};

/**
 * @param {string} sentence
 * @param {{ fill: (name: string, value: string) => void }} form
 * @returns {(string | Node)[]}
 */
export function worded(sentence, form) {
  return sentence.split(OPTION).map((part, at) => {
    if (at % 2 === 0) return part;
    const [option, value] = part.split(/\s/);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = [LABELS[option ?? ""], value].filter(Boolean).join(" ");
    button.addEventListener("click", () => {
      form.fill((option ?? "").slice(2).replaceAll("-", "_"), value ?? "");
    });
    return button;
  });
}
