/**
 * The lens: the whole page in the page's own words, in plain symbols, or in another field's, in
 * place. The choice stands in the address as `?lens=FIELD`, so that a link carries it.
 */
import { mark } from "./lens-marks.js";
import { Pack } from "./lens-pack.js";
import { createPanel } from "./lens-panel.js";
import { places } from "./lens-places.js";
import { holdSpot } from "./lens-spot.js";

/** @typedef {import("./lens-pack.js").Telling} Telling */

/** Said to whoever draws with the page's words; the detail is the words. */
const REWORDED = "fw:words";
/** Said when the page has been told otherwise. */
const TOLD = "fw:told";
/** Asked by whoever changes the page itself; the detail has `change`, and is given `done`. */
const CHANGE = "fw:change";

export function startLens() {
  const button = document.querySelector("button.lens");
  const panel = document.querySelector("#fw-lens");
  if (!packed() || !(button instanceof HTMLElement) || !(panel instanceof HTMLElement)) return;
  const lens = new Lens();
  const show = createPanel(panel, lens.choices(), (field, settled) => lens.choose(field, settled));
  lens.shown = (field, name) => {
    show(field);
    const shown = button.querySelector(".name");
    if (shown) shown.textContent = name;
    button.toggleAttribute("data-other", field !== lens.own.field);
  };
  addEventListener("popstate", () => lens.follow());
  document.addEventListener(CHANGE, (event) => lens.aside(/** @type {CustomEvent} */ (event).detail));
  panel.addEventListener("toggle", () => {
    if (panel.matches(":popover-open")) lens.pack.readAhead();
    const lost = document.activeElement === document.body || panel.contains(document.activeElement);
    if (lost && !panel.matches(":popover-open")) button.focus({ preventScroll: true });
  });
  button.hidden = false;
  lens.shown(lens.own.field, lens.own.name);
  if (asked()) lens.follow({ arriving: true });
}

class Lens {
  /** @type {import("./lens-places.js").Fill[] | null} */
  #places = null;
  #turn = 0;
  /** @type {(field: string, name: string) => void} */
  shown = () => {};
  pack = new Pack(packed());
  own = itself();
  field = this.own.field;
  lesson = document.documentElement.dataset.lesson ?? "";

  choices() {
    const others = this.pack.fields.filter(([field]) => field !== this.own.field);
    return { own: this.own, others };
  }

  /**
   * The reader has chosen: tell, and write it into the address.
   * @param {string} field
   * @param {boolean} again whether this takes the place of the choice just before
   */
  async choose(field, again) {
    const before = address(this.field === this.own.field ? "" : this.field);
    if (!(await this.#tell(field))) return;
    const after = address(field === this.own.field ? "" : field);
    if (after === before) return;
    if (again) history.replaceState(history.state, "", after);
    else history.pushState(null, "", after);
  }

  /**
   * The address has changed, or the page has just been opened.
   * @param {{arriving?: boolean}} [how]
   */
  async follow({ arriving = false } = {}) {
    const known = [this.own.field, ...this.pack.fields.map(([field]) => field)];
    const wanted = asked() || this.own.field;
    await this.#tell(known.includes(wanted) ? wanted : this.own.field, arriving ? arrive : null);
  }

  /**
   * The page itself is changed, as one that is watched: in its own words, and then told as before.
   * @param {{change: () => void, done?: Promise<unknown>}} asked
   */
  aside(asked) {
    const { field } = this;
    if (field === this.own.field) return;
    const stay = () => {};
    asked.done = this.#tell(this.own.field, stay, false).then(() => {
      asked.change();
      return this.#tell(field, stay);
    });
  }

  /**
   * @param {string} field
   * @param {(() => void) | null} [quietly] what brings the reader to their spot, if nothing is said
   * @param {boolean} [lasting] whether it is painted, so that the figures have to follow
   * @returns {Promise<boolean>} whether the page tells it now
   */
  async #tell(field, quietly = null, lasting = true) {
    const turn = ++this.#turn;
    if (field === this.field) return true;
    const own = field === this.own.field;
    if (this.field === this.own.field) this.#look();
    /** @type {Telling | null} */
    let told = null;
    let steps;
    try {
      if (!own) told = await this.pack.telling(field, this.lesson);
      this.#places ??= places();
      steps = this.#places.map((fill) => fill(told?.parts ?? null));
    } catch {
      if (turn === this.#turn) visit(field, this.lesson);
      return false;
    }
    if (turn !== this.#turn) return false;
    const changed = this.#lay(told, steps, quietly ?? holdSpot(), lasting);
    this.field = field;
    const name = told?.name ?? this.own.name;
    this.shown(field, name);
    say(quietly ? "" : told ? `The page is told ${spoken(told)}.` : "The page is in its own words again.");
    if (!quietly) mark(changed);
    return true;
  }

  /** What the page holds and says by itself, at this moment. */
  #look() {
    const text = packed();
    if (text !== this.pack.text) this.pack = new Pack(text, this.pack);
    this.own = itself();
    this.#places = null;
  }

  /**
   * @param {Telling | null} told
   * @param {((changed: import("./lens-places.js").Changed) => void)[]} steps
   * @param {() => void} keep
   * @param {boolean} lasting
   */
  #lay(told, steps, keep, lasting) {
    const root = document.documentElement;
    for (const later of document.querySelectorAll("[data-later]")) later.removeAttribute("data-later");
    /** @type {Set<Element>} */
    const changed = new Set();
    root.toggleAttribute("data-turning", true);
    for (const step of steps) step((element) => changed.add(element));
    root.dataset.hue = told?.hue ?? this.own.hue;
    document.title = told ? plain(told.parts["=title"] ?? "") : this.own.title;
    elsewhere(told, this.own, this.lesson);
    const words = told?.words ?? this.own.words;
    if (lasting) document.dispatchEvent(new CustomEvent(REWORDED, { detail: words }));
    document.dispatchEvent(new CustomEvent(TOLD));
    keep();
    requestAnimationFrame(() => {
      keep();
      root.removeAttribute("data-turning");
    });
    return changed;
  }
}

/** The tellings that the page carries. */
function packed() {
  return document.querySelector("#fw-tellings")?.textContent ?? "";
}

/** What the page says by itself. */
function itself() {
  const { field = "", hue = "0" } = document.documentElement.dataset;
  const play = document.querySelector("#fw-play")?.textContent;
  return {
    field,
    hue,
    name: document.querySelector("button.lens .name")?.textContent ?? "",
    title: document.title,
    words: play ? JSON.parse(play).words : {},
  };
}

/**
 * Where a telling cannot be had, its field's own page can, at the same passage.
 * @param {string} field
 * @param {string} lesson
 */
function visit(field, lesson) {
  location.assign(`../${encodeURIComponent(field)}/${lesson}.html${location.hash || passage()}`);
}

/** The passage that is being read, as an address within the page. */
function passage() {
  const cells = [...document.querySelectorAll("#fw-main [data-cell][id]")];
  const read = cells.filter((cell) => cell.getBoundingClientRect().top < innerHeight / 3).at(-1);
  return read ? `#${read.id}` : "";
}

/** What the address asks for. */
function asked() {
  return new URLSearchParams(location.search).get("lens") ?? "";
}

/** @param {string} field */
function address(field) {
  const url = new URL(location.href);
  if (field) url.searchParams.set("lens", field);
  else url.searchParams.delete("lens");
  return url.href;
}

/** To the passage that a link names; where a page is opened again, the browser knows the spot. */
function arrive() {
  const aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (aim) aim.scrollIntoView({ behavior: "instant" });
}

/** @param {Telling} told */
function spoken(told) {
  return plain(told.parts["=inside"] ?? "");
}

/** @param {string} escaped */
function plain(escaped) {
  return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
}

/** @param {string} text */
function say(text) {
  const said = document.querySelector("#fw-said");
  if (said && text) said.textContent = text;
}

/**
 * The panel of proof speaks of the page's own edition; where another is told, it says so.
 * @param {Telling | null} told
 * @param {{name: string}} own
 * @param {string} lesson
 */
function elsewhere(told, own, lesson) {
  const note = document.querySelector(".elsewhere");
  if (!(note instanceof HTMLElement)) return;
  note.hidden = told === null;
  if (!told) return note.replaceChildren();
  const other = told.hue !== "plain" && document.querySelector(".brand a");
  note.replaceChildren(
    `You are reading this page ${spoken(told)}. Canon, code and numbers are the same, ` +
      `character for character; what follows, and the files to take with you, are of the edition “${own.name}”.`,
    told.hue === "plain" ? " Names and units are left out, of what the code prints and draws as well." : "",
  );
  if (!other) return;
  const link = document.createElement("a");
  link.href = `../${encodeURIComponent(told.field)}/${lesson}.html#fw-proof`;
  link.textContent = `The edition “${told.name}” has its own.`;
  note.append(" ", link);
}
