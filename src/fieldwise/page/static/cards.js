/**
 * Terms open a card: the canon's definition and the field's own word, taken from the glossary.
 *
 * By mouse on resting upon a term, by keyboard on reaching it; a tap, a click or Enter makes the
 * card stay. Escape closes it and gives the keyboard back to the term.
 */
export function startCards() {
  const card = document.querySelector("#fw-card");
  if (!(card instanceof HTMLElement) || !("showPopover" in card)) return;
  /** @type {HTMLAnchorElement | null} */
  let term = null;
  let pinned = false;
  let timer = 0;

  /** @param {EventTarget | null} target */
  const termAt = (target) => {
    const found = target instanceof Element ? target.closest("a.t") : null;
    return found instanceof HTMLAnchorElement ? found : null;
  };

  const close = () => {
    clearTimeout(timer);
    if (!term) return;
    term.removeAttribute("aria-describedby");
    term.setAttribute("aria-expanded", "false");
    term = null;
    pinned = false;
    card.hidePopover();
  };

  /** @param {HTMLAnchorElement} next */
  const open = (next) => {
    clearTimeout(timer);
    if (term === next) return;
    close();
    const row = document.getElementById(decodeURIComponent(next.hash.slice(1)));
    if (!row) return;
    term = next;
    card.replaceChildren(...cardOf(row));
    card.showPopover();
    place(card, next);
    next.setAttribute("aria-describedby", card.id);
    next.setAttribute("aria-expanded", "true");
  };

  const closeSoon = () => {
    clearTimeout(timer);
    if (!pinned) timer = window.setTimeout(close, 220);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const next = termAt(event.target);
    if (next && next !== term && !pinned) {
      clearTimeout(timer);
      timer = window.setTimeout(() => open(next), 120);
    } else if (next === term || card.contains(asNode(event.target))) {
      clearTimeout(timer);
    }
  });
  document.addEventListener("pointerout", (event) => {
    const left = termAt(event.target) || card.contains(asNode(event.target));
    if (event.pointerType === "mouse" && left) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const next = termAt(event.target);
    if (next && next.matches(":focus-visible")) open(next);
    else if (term && !card.contains(asNode(event.target))) close();
  });
  document.addEventListener("click", (event) => {
    const next = termAt(event.target);
    if (next) {
      event.preventDefault();
      const again = next === term && pinned;
      if (again) return close();
      open(next);
      pinned = term !== null;
      if (event.detail === 0) card.focus({ preventScroll: true }); // by keyboard
    } else if (!card.contains(asNode(event.target))) {
      close();
    } else if (event.target instanceof Element && event.target.closest("a")) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !term) return;
    event.preventDefault();
    const back = card.contains(document.activeElement) ? term : null;
    close();
    back?.focus({ preventScroll: true });
    close();
  });
  addEventListener("scroll", () => term && place(card, term), { passive: true });
  addEventListener("resize", close);
}

/** @param {EventTarget | null} target */
function asNode(target) {
  return target instanceof Node ? target : null;
}

/**
 * What a card says, from a line of the glossary.
 * @param {HTMLElement} row
 */
function cardOf(row) {
  const name = row.id.slice("term-".length);
  const canon = made("div", "canon");
  canon.append(copied(row, ".term", "p", "term"), copied(row, ".means", "p", "means"));
  const field = made("div", "field");
  field.append(copied(row, ".word", "p", "word"), copied(row, ".bridge", "p", "bridge"));
  const friend = document.querySelector(`[data-friend~="${CSS.escape(name)}"] p`);
  if (friend) {
    const careful = made("p", "careful");
    careful.append(...[...friend.childNodes].map((node) => node.cloneNode(true)));
    field.append(careful);
  }
  const ways = made("div", "ways");
  for (const [id, text] of [[`def-${name}`, "Where it is defined"], [row.id, "In the glossary"]]) {
    if (!document.getElementById(id)) continue;
    const way = made("a", "");
    way.setAttribute("href", `#${id}`);
    way.textContent = text;
    ways.append(way);
  }
  return [canon, field, ways];
}

/**
 * @param {HTMLElement} row
 * @param {string} from
 * @param {string} tag
 * @param {string} name
 */
function copied(row, from, tag, name) {
  const copy = made(tag, name);
  const source = row.querySelector(from);
  if (source) copy.append(...[...source.childNodes].map((node) => node.cloneNode(true)));
  return copy;
}

/**
 * @param {string} tag
 * @param {string} name
 */
function made(tag, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return element;
}

/**
 * Below the term, or above it where there is no room; never over the edge.
 * @param {HTMLElement} card
 * @param {HTMLElement} term
 */
function place(card, term) {
  const [line] = term.getClientRects();
  if (!line) return;
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(12, Math.min(line.left - 16, innerWidth - width - 12));
  const below = line.bottom + 8;
  const fits = below + height < innerHeight - 8 || line.top - height - 8 < 0;
  card.style.left = `${left}px`;
  card.style.top = `${fits ? below : line.top - height - 8}px`;
}
