// The places of the page that another telling may fill, as telling.py names them.
import { lay, read } from "./lens-html.js";

/** @typedef {import("./lens-pack.js").Telling} Telling */
/** @typedef {(element: Element) => void} Changed */
/** @typedef {(parts: Record<string, string> | null) => (changed: Changed) => void} Fill */

const LETTER = /\p{L}/u;
const MAIN = "#fw-main";

/**
 * All places of the page, each as a way to fill it; without parts, with what it says by itself.
 * Parts are read and looked through first, and nothing is written before all have been.
 * @returns {Fill[]}
 */
export function places() {
  return [...phrases(), ...quoted(), ...cells(), ...outputs(), ...rows()];
}

function phrases() {
  return all("[data-t]").map((element) => html(element, `=${element.dataset.t}`));
}

/** Words and values in canon and in headings; the field's own cells are places as a whole. */
function quoted() {
  return all(`${MAIN} [data-q], #fw-contents [data-q]`)
    .filter((element) => !element.closest(".cell.field, [data-t], td.field, .recap, .proof"))
    .map((element) => html(element, `?${element.dataset.q}`));
}

function cells() {
  return all(`${MAIN} .cell.field[data-cell], ${MAIN} h1[data-cell]`).map((element) =>
    html(element, `#${element.dataset.cell}`, (fragment) => fragment.firstElementChild),
  );
}

function rows() {
  const found = all(`${MAIN} tr[id^="term-"]`).flatMap((row) => {
    const of = (/** @type {string} */ name) => row.querySelector(`.${name}`);
    return [of("word"), of("bridge")].map((cell, line) => term(cell, row.id.slice(5), line));
  });
  const recap = all(`${MAIN} .recap li`).map((item) => {
    const slug = item.querySelector("a")?.hash.slice("#def-".length) ?? "";
    return term(item.querySelector(".field"), slug, 0);
  });
  return [...found, ...recap];
}

/**
 * @param {Element | null} element
 * @param {string} slug
 * @param {number} line
 */
function term(element, slug, line) {
  return element ? html(element, slug, (fragment) => fragment, line) : () => () => {};
}

/**
 * @param {Element} element
 * @param {string} place
 * @param {(fragment: DocumentFragment) => Element | DocumentFragment | null} part
 * @param {number} [line] the one line that is meant, if not all of them
 * @returns {Fill}
 */
function html(element, place, part = (fragment) => fragment, line) {
  const own = /** @type {Element} */ (element.cloneNode(true));
  return (parts) => {
    const text = parts?.[place];
    const told = text === undefined ? null : part(read(line === undefined ? text : lineOf(text, line)));
    return (changed) => lay(element, told ?? own, changed);
  };
}

/** What code prints and draws: the text of an output, the words of a drawing. */
function outputs() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return all(`${MAIN} .output[data-cell], ${MAIN} .figure[data-cell]`).flatMap((element) => {
    const svg = element.querySelector("svg");
    const printed = element.querySelector("samp");
    if (!svg && !printed) return [];
    const cell = element.dataset.cell ?? "";
    const nth = (seen.get(cell) ?? -1) + 1;
    seen.set(cell, nth);
    const place = `>${cell}.${nth}`;
    return svg ? [drawing(element, svg, place)] : printed ? [html(printed, place)] : [];
  });
}

/**
 * @param {Element} figure
 * @param {SVGElement} svg
 * @param {string} place
 * @returns {Fill}
 */
function drawing(figure, svg, place) {
  const texts = [...svg.querySelectorAll("text")].filter((text) => LETTER.test(text.textContent ?? ""));
  const caption = figure.querySelector("figcaption p");
  const own = [svg.getAttribute("aria-label") ?? "", ...texts.map((text) => text.textContent ?? "")];
  return (parts) => {
    const told = parts?.[place]?.split("\n").map((line) => read(line).textContent ?? "");
    const [label = "", ...words] = told?.length === own.length ? told : own;
    return (changed) => {
      svg.setAttribute("aria-label", label);
      if (caption) caption.textContent = label;
      for (const [at, text] of texts.entries()) {
        if (text.textContent === words[at]) continue;
        text.textContent = words[at] ?? "";
        changed(text);
      }
    };
  };
}

/**
 * @param {string} text
 * @param {number} line
 */
function lineOf(text, line) {
  const cut = text.indexOf("\n");
  return line === 0 ? text.slice(0, cut) : text.slice(cut + 1);
}

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
}
