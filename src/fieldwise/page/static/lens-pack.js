// Other fields' tellings: those that the page carries, and those that stand beside it.
import { texts } from "./ppmd.js";

/**
 * @typedef {object} Telling What another edition says, by place.
 * @property {string} field
 * @property {string} name
 * @property {string} hue
 * @property {Record<string, string>} parts
 * @property {Record<string, unknown>} words
 */

const BETWEEN = "\u001f";
const FIRST_WORD = 14;
const [WORD, CAPITAL] = [/[\x0e-\x1d]/g, /\x01(.)/g];
const BESIDE = /^\.\.\/[\w.%~-]+\/[\w.%~-]+\.telling\.js$/;
const LONGEST = 2_000_000;

/**
 * The one way in which text becomes an address of a script: a telling beside the page, no other.
 * The same policy lets our renderer's own HTML be read; see `read` in lens-html.js.
 */
const TYPES = /** @type {any} */ (globalThis).trustedTypes;
const POLICY = TYPES?.createPolicy("fieldwise", {
  createHTML: (/** @type {string} */ html) => html,
  createScriptURL: (/** @type {string} */ address) => {
    if (!BESIDE.test(address)) throw new TypeError(address);
    return address;
  },
});

/** @param {string} html */
export const trusted = (html) => (POLICY ? POLICY.createHTML(html) : html);

export class Pack {
  /** @type {string} */
  text;
  /** @type {Map<string, Telling>} */
  #read = new Map();
  #unread;
  #texts;
  /** @type {string[] | null} */
  #places = null;

  /**
   * @param {string} text
   * @param {Pack} [before] what the page carried until it was changed, which only a server does: from
   *   there the fields are had sooner than unpacked, and plain symbols seldom change
   */
  constructor(text, before) {
    this.text = text;
    const [head = "", body = ""] = text.split("\n");
    /** @type {{ carried: [string, string][], ends: number[], beside: [string, string][] | null }} */
    const { carried, ends, beside } = head ? JSON.parse(head) : { carried: [], ends: [], beside: [] };
    this.fields = [...carried, ...(beside ?? [])];
    this.#unread = carried.map(([field]) => field);
    this.#texts = texts(body);
    if (!before) return;
    const [first = ""] = this.#unread;
    const kept = before.#read.get(first);
    const isKept = kept && before.text.split("\n")[1]?.startsWith(body.slice(0, ends[0]));
    if (isKept) this.#read.set(first, kept);
    this.#unread.splice(isKept ? 0 : 1);
  }

  /**
   * @param {string} field
   * @param {string} lesson
   * @returns {Promise<Telling>}
   */
  async telling(field, lesson) {
    while (this.#unread.includes(field)) {
      this.#next();
      if (this.#unread.includes(field)) await new Promise((resolve) => setTimeout(resolve));
    }
    const told = this.#read.get(field) ?? checked(await beside(field, lesson), field);
    this.#read.set(field, told);
    return told;
  }

  /** Read all that the page carries, a telling at a time, before it is asked for. */
  readAhead() {
    const last = this.#unread.at(-1);
    if (last) this.telling(last, "").catch(() => {}); // whoever asks for one is told
  }

  /** Read the next of the tellings that the page carries. */
  #next() {
    const next = () => this.#texts.next().value ?? "";
    this.#places ??= JSON.parse(next());
    const [about = "", ...parts] = next().split(BETWEEN);
    const [name, hue, words] = JSON.parse(about);
    const [field = "", own] = [this.#unread[0], leaves(words)];
    const told = this.#places?.map((place, nth) => [place, spelt(parts[nth] ?? "", own)]);
    this.#read.set(field, checked({ field, name, hue, parts: Object.fromEntries(told ?? []), words }, field));
    this.#unread.shift();
  }
}

/**
 * What stands for a field's own words, and for capital letters, is put back.
 * @param {string} text
 * @param {string[]} words
 */
function spelt(text, words) {
  return text
    .replace(CAPITAL, (_, letter) => letter.toUpperCase())
    .replace(WORD, (sign) => words[sign.charCodeAt(0) - FIRST_WORD] ?? "");
}

/**
 * The texts in a scenario's words, in their order.
 * @param {object} words
 * @returns {string[]}
 */
function leaves(words) {
  return Object.values(words).flatMap((word) => (typeof word === "string" ? [word] : leaves(word)));
}

/**
 * A telling from beside the page. On a server it is read; a page on a disk may not read its
 * neighbours, but it may run them: they call one function with what they hold.
 * @param {string} field
 * @param {string} lesson
 * @returns {Promise<unknown>}
 */
async function beside(field, lesson) {
  const address = `../${encodeURIComponent(field)}/${encodeURIComponent(lesson)}.telling.js`;
  if (location.protocol === "file:") return run(address);
  const response = await fetch(address);
  const text = response.ok ? await response.text() : "";
  return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
}

/**
 * @param {string} address
 * @returns {Promise<unknown>}
 */
function run(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const done = () => {
      script.remove();
      Reflect.deleteProperty(globalThis, "fwTelling");
      reject(new Error("nothing was told")); // which a promise that is kept ignores
    };
    Object.assign(globalThis, { fwTelling: resolve });
    script.onload = done;
    script.onerror = done;
    script.src = POLICY ? POLICY.createScriptURL(address) : address;
    document.head.append(script);
  });
}

/**
 * Data from elsewhere have the shape of a telling, or are refused.
 * @param {any} told
 * @param {string} field
 * @returns {Telling}
 */
function checked(told, field) {
  const { name, hue, parts, words } = told ?? {};
  const texts = Object.entries(parts ?? {});
  const length = texts.reduce((sum, [, text]) => sum + (typeof text === "string" ? text.length : NaN), 0);
  const fits =
    told?.field === field &&
    typeof name === "string" &&
    /^(\d|plain)$/.test(hue) &&
    texts.length > 0 &&
    length < LONGEST &&
    words !== null &&
    typeof words === "object";
  if (!fits) throw new TypeError(`not a telling: ${field}`);
  return { field, name, hue, parts: Object.fromEntries(texts), words };
}
