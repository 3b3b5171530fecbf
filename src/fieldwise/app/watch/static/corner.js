/** The corner of a watched page: how the edition stands, and each finding with a way to its line. */

/**
 * @typedef {{ place: string, link: string, code: string, severity: string, message: string,
 *   hint: string, slot: string }} Finding
 * @typedef {{ built: boolean, error: string, milliseconds: number, at: number,
 *   found: Finding[] }} Standing
 */

const WEIGHT = ["error", "warning", "advice"];
const FADE = 1600;
const LINGER = 10_000;

export class Corner {
  /** @param {ShadowRoot} root */
  constructor(root) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
    this.aside = part("aside");
    this.details = /** @type {HTMLDetailsElement} */ (part("details"));
    this.what = part(".what");
    this.list = part(".list");
    this.foot = part(".foot");
    this.said = part(".said");
    this.changed = /** @type {HTMLAnchorElement} */ (part(".changed"));
    this.waiting = 0;
    this.lingering = 0;
    this.details.addEventListener("toggle", () => {
      this.aside.toggleAttribute("data-open", this.details.open);
      sessionStorage.setItem("fieldwise-corner", this.details.open ? "open" : "");
    });
    this.details.open = sessionStorage.getItem("fieldwise-corner") === "open";
  }

  /** A build has begun; most are done before one could read that. */
  wait() {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => (this.what.textContent = "Building …"), 400);
  }

  /**
   * The app does not answer.
   * @param {boolean} last whether it is not asked any more
   */
  gone(last) {
    clearTimeout(this.waiting);
    const sentence = "The app has stopped; what you save is not shown";
    if (this.aside.dataset.state !== "gone") this.said.textContent = `${sentence}.`;
    this.state("gone", sentence);
    this.foot.textContent = last
      ? "When it runs again, load this page anew."
      : "When it runs again, this page goes on.";
  }

  /**
   * @param {[string, Standing][]} standings
   * @param {string} [lost] why the files are not followed, if they are not
   */
  show(standings, lost) {
    clearTimeout(this.waiting);
    if (lost) return this.lost(lost);
    if (standings.length === 0) return;
    const found = standings.flatMap(([, one]) => one.found);
    const broken = standings.filter(([, one]) => !one.built);
    const state = broken.length ? "broken" : found.length ? "found" : "fine";
    const counts = counted(found) || "nothing found";
    const at = clock(Math.max(...standings.map(([, one]) => one.at)));
    const sentence = broken.length
      ? `Not built: ${found.length ? counts : "see why"}`
      : `Built at ${at}, ${counts}`;
    this.state(state, sentence);
    this.said.textContent = `${sentence}.`;
    const several = standings.length > 1;
    this.list.replaceChildren(
      ...standings.flatMap(([name, one]) => {
        if (!one.error && one.found.length === 0) return [];
        const entries = one.error ? [failure(one.error)] : [];
        const found = [...one.found].sort((item, other) => weight(item) - weight(other));
        const list = made("ul", "findings", ...entries, ...found.map((item) => this.entry(item)));
        return several ? [made("p", "edition", name.split("/")[0] ?? ""), list] : [list];
      }),
    );
    if (broken.length) this.changed.hidden = true;
    this.foot.textContent = broken.length ? "The page shows the last good build." : "";
  }

  /** @param {string} why */
  lost(why) {
    const sentence = "Your files are not followed at the moment";
    this.state("broken", sentence);
    this.said.textContent = `${sentence}.`;
    this.list.replaceChildren(made("ul", "findings", failure(why)));
    this.foot.textContent = "The page shows the last good build.";
  }

  /**
   * Keep how long after a build it was seen, once it is painted.
   * @param {number} at when the build was done, in milliseconds since 1970; 0 for nothing new
   */
  shown(at) {
    if (!at) return;
    requestAnimationFrame(() => {
      setTimeout(() => (this.aside.dataset.shown = `${Math.round(Date.now() - at)}`));
    });
  }

  /**
   * Let the reader see what has changed: a mark that fades, and a way there if it is out of sight.
   * @param {Element[]} elements
   */
  mark(elements) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const seen = elements.filter((one) => one.closest("main"));
    for (const one of still ? [] : seen) {
      const line = "inset 3px 0 0";
      one.animate(
        [{ boxShadow: `${line} var(--rubric)` }, { boxShadow: `${line} transparent` }],
        { duration: FADE, easing: "ease-in" },
      );
    }
    const [first] = seen;
    const cell = first?.closest("[data-cell]");
    const inSight = seen.some((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    clearTimeout(this.lingering);
    this.changed.hidden = !first || inSight;
    if (!first || inSight) return;
    this.lingering = window.setTimeout(() => (this.changed.hidden = true), LINGER);
    const above = first.getBoundingClientRect().top < 0;
    const name = cell instanceof HTMLElement ? cell.dataset.cell : "";
    this.changed.textContent = `${above ? "↑" : "↓"} Changed: ${name || "another part"}`;
    this.changed.href = `#${cell?.id || name}`;
    this.changed.onclick = (event) => {
      event.preventDefault();
      for (let box = first.closest("details"); box; box = box.parentElement?.closest("details") ?? null) {
        box.open = true;
      }
      first.scrollIntoView({ block: "center" });
      this.changed.hidden = true;
    };
  }

  /**
   * @param {string} state
   * @param {string} sentence
   */
  state(state, sentence) {
    this.aside.dataset.state = state;
    this.what.textContent = sentence;
  }

  /** @param {Finding} item */
  entry(item) {
    const message = made("span", "message", made("span", "code", item.code), ...written(item.message));
    const where = made("span", "where", item.link ? link(item) : this.copier(item));
    const cell = item.slot && document.querySelector(`[data-cell="${CSS.escape(item.slot)}"]`);
    if (cell) {
      const slot = made("button", "slot", `in ${item.slot}`);
      slot.addEventListener("click", () => cell.scrollIntoView({ block: "center" }));
      where.append(slot);
    }
    const parts = item.hint ? [message, made("span", "hint", ...written(item.hint)), where] : [message, where];
    return made("li", `finding ${item.severity}`, ...parts);
  }

  /**
   * Without an editor that can be opened, its place is copied, for the editor's own way to go there.
   * @param {Finding} item
   */
  copier({ place }) {
    const button = made("button", "place", short(place));
    button.title = `Copy ${place}`;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place);
      button.textContent = "Copied";
      this.said.textContent = "Copied.";
      setTimeout(() => (button.textContent = short(place)), 1200);
    });
    return button;
  }
}

/** @param {Finding} item */
function link(item) {
  const anchor = /** @type {HTMLAnchorElement} */ (made("a", "place", short(item.place)));
  anchor.href = item.link;
  anchor.title = `Open ${item.place} in your editor`;
  return anchor;
}

/** @param {Finding} item */
function weight(item) {
  return WEIGHT.indexOf(item.severity);
}

/**
 * File, line and column, without the folders.
 * @param {string} place
 */
function short(place) {
  return place.split(/[\\/]/).at(-1) ?? place;
}

/**
 * A sentence with what stands in backticks as code.
 * @param {string} sentence
 */
function written(sentence) {
  return sentence.split("`").map((part, at) => (at % 2 ? made("code", "", part) : part));
}

/** @param {string} error */
function failure(error) {
  return made("li", "finding error", made("span", "message", error));
}

/** @param {Finding[]} found */
function counted(found) {
  const kinds = [
    ["error", "error", "errors"],
    ["warning", "warning", "warnings"],
    ["advice", "piece of advice", "pieces of advice"],
  ];
  return kinds
    .map(([kind, one, several]) => {
      const number = found.filter((item) => item.severity === kind).length;
      return number ? `${number} ${number === 1 ? one : several}` : "";
    })
    .filter(Boolean)
    .join(", ");
}

/** @param {number} seconds */
function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB");
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {...(string | Node)} content
 */
function made(tag, name, ...content) {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...content);
  return element;
}
