// What a figure is built of: elements, sliders, boxes to tick, tables of numbers.
/** @typedef {Record<string, string | number | ((event: any) => void)>} Attributes */

/**
 * Attributes for an element, where functions listen to events, and children.
 * @template {Element} E
 * @param {E} element
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 */
export function furnish(element, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {(Node | string)[]} children
 */
export const html = (tag, attributes = {}, ...children) =>
  furnish(document.createElement(tag), attributes, ...children);

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {(Node | string)[]} children
 */
export const svg = (tag, attributes = {}, ...children) =>
  furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, ...children);

/** Change a text, and leave alone what is the same. @param {Element} element @param {string} text */
export function print(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} kind @param {(Node | string)[]} children */
export const box = (kind, ...children) => html("div", { class: kind }, ...children);

/**
 * Controls, charts and numbers, arranged by the room there is.
 * @typedef {{element: HTMLElement}} Part
 * @param {HTMLElement} controls @param {Part[]} charts @param {Part} numbers
 */
export const deck = (controls, charts, numbers) =>
  box("deck", controls, box("pair", ...charts.map(({ element }) => element)), numbers.element);

/** A symbol in italics, its index lowered. @param {string} text */
export function symbol(text) {
  const [letter, index] = text.split(/_(.*)/);
  return html("i", {}, letter, ...(index ? [html("sub", {}, index)] : []));
}

let ids = 0;
export const freshId = () => `play-${++ids}`;

/** @param {string} text @param {() => void} click */
export const button = (text, click) => html("button", { type: "button", click }, text);

/**
 * A labelled slider with its value beside it.
 * @param {{low: number, high: number, step: number, input: (value: number) => void}} options
 */
export function slider({ low, high, step, input }) {
  [low, high] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const id = freshId();
  const name = html("label", { for: id });
  const value = html("span", { class: "value", "aria-hidden": "true" });
  const attributes = { id, type: "range", min: low, max: high, step };
  const control = html("input", { ...attributes, input: () => input(Number(control.value)) });
  return {
    element: box("slider", name, value, control),
    control,
    /** @param {(string | Node)[]} parts */
    label: (...parts) => name.replaceChildren(...parts),
    /**
     * @param {number} number @param {string} text how it reads @param {string} [spoken]
     * @param {number} [filled] the number up to which the track is filled
     */
    set(number, text, spoken = text, filled = number) {
      const at = `${(100 * (filled - low)) / (high - low || 1)}%`;
      if (control.value !== String(number)) control.value = String(number);
      if (control.style.getPropertyValue("--at") !== at) control.style.setProperty("--at", at);
      control.setAttribute("aria-valuetext", spoken);
      print(value, text);
    },
  };
}

/** A box to tick. @param {(on: boolean) => void} change @param {string} [text] */
export function tick(change, text = "") {
  const words = html("span", {}, text);
  const input = html("input", { type: "checkbox", change: () => change(input.checked) });
  return { element: html("label", { class: "tick" }, input, words), input, words };
}

/**
 * A table of numbers that change: a column per heading, so many rows.
 * @param {string[]} headings
 * @param {number} count
 */
export function table(headings, count) {
  const heads = headings.map((text) => html("th", { scope: "col" }, text));
  const rows = Array.from({ length: count }, () =>
    html("tr", {}, html("th", { scope: "row" }), ...heads.map(() => html("td"))),
  );
  const head = html("thead", {}, html("tr", {}, html("td"), ...heads));
  return {
    element: html("table", {}, head, html("tbody", {}, ...rows)),
    /** @param {number} row @param {(string | Node)[]} parts */
    name: (row, ...parts) => rows[row].cells[0].replaceChildren(...parts),
    /** @param {number} row @param {string[]} texts */
    set: (row, ...texts) => texts.forEach((text, i) => print(rows[row].cells[i + 1], text)),
  };
}
