// A telling's HTML: read without effect, looked through, and laid over what stands on the page.
import { trusted } from "./lens-pack.js";

const ELEMENTS = new Set(
  ("A ABBR B BLOCKQUOTE BR BUTTON CODE DD DEL DETAILS DFN DIV DL DT EM FIGCAPTION FIGURE H1 H2 H3 " +
    "H4 H5 H6 HR I LABEL LI OL P PRE S SAMP SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD TEXTAREA TH " +
    "THEAD TR UL MATH MENCLOSE MFRAC MI MN MO MOVER MPADDED MPHANTOM MROOT MROW MS MSPACE MSQRT " +
    "MSTYLE MSUB MSUBSUP MSUP MTABLE MTD MTEXT MTR MUNDER MUNDEROVER MMULTISCRIPTS MPRESCRIPTS NONE"
  ).split(" "),
);
/** Attributes that could act, load or restyle; those of a formula are many, and harmless. */
const REFUSED = /^(?:on|src|style|srcdoc|srcset|action|formaction|background|poster|ping|is$|form)/i;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|#)/i;
/** What a telling may decide about an element that is there; the rest is the page's and its reader's. */
const TOLD = ["class", "href", "rel", "data-q", "data-friend", "start"];

/**
 * HTML that the page's renderer made, as nodes that do nothing.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function read(html) {
  const template = document.createElement("template");
  template.innerHTML = trusted(html);
  for (const element of template.content.querySelectorAll("*")) {
    const known = ELEMENTS.has(element.nodeName.toUpperCase());
    const link = element.getAttribute("href");
    const acts = element.getAttributeNames().some((name) => REFUSED.test(name));
    if (!known || acts || (link !== null && !SAFE_LINK.test(link))) {
      throw new TypeError(`refused: ${element.nodeName}`);
    }
  }
  return template.content;
}

/**
 * Make an element say what another says. What is alike stays in place, with all its reader did to
 * it: what is unfolded, typed, in focus.
 * @param {Element} element
 * @param {Element | DocumentFragment} told
 * @param {(changed: Element) => void} changed told of each element whose own text is new
 */
export function lay(element, told, changed) {
  if (told instanceof Element) layAttributes(element, told);
  const old = [...element.childNodes];
  const wanted = [...told.childNodes];
  for (const [at, next] of wanted.entries()) {
    const now = old[at];
    if (now instanceof Text && next instanceof Text) {
      if (now.data !== next.data) {
        now.data = next.data;
        changed(element);
      }
    } else if (now instanceof Element && next instanceof Element && isKept(now, next)) {
      if (now.nodeName !== "BUTTON") lay(now, next, changed);
    } else {
      const copy = next.cloneNode(true);
      if (now) now.replaceWith(copy);
      else element.append(copy);
      changed(copy instanceof Element && !isInline(copy) ? copy : element);
    }
  }
  for (const gone of old.slice(wanted.length)) gone.remove();
  if (old.length > wanted.length) changed(element);
}

/**
 * @param {Element} now
 * @param {Element} next
 */
function isKept(now, next) {
  if (now.nodeName !== next.nodeName) return false;
  return now.namespaceURI === "http://www.w3.org/1999/xhtml" || now.isEqualNode(next);
}

/** @param {Element} element */
function isInline(element) {
  return /^(?:a|span|em|strong|code|math|dfn)$/i.test(element.nodeName);
}

/**
 * @param {Element} element
 * @param {Element} told
 */
function layAttributes(element, told) {
  for (const name of TOLD) {
    const value = told.getAttribute(name);
    if (value === element.getAttribute(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
