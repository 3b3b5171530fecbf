/**
 * What differs between two versions of a page is changed in the open page, and nothing else: what
 * a reader has opened, typed or dragged stays as it is.
 *
 * The page's own scripts have altered the open page. So the versions that are compared are those
 * of the file, of which a copy is kept; each of its nodes knows its counterpart in the open page.
 */

/** @typedef {{ was: ChildNode, now: ChildNode }} Pair */
/** @typedef {{ node: CharacterData, text: string }} Text */
/** @typedef {{ node: Element, name: string, value: string | null }} Attribute */
/** @typedef {{ parent: Node, after: ChildNode | null, now: ChildNode }} Insertion */

/** What the page's scripts read only when they need it. */
const DATA = "#fw-certificate, #fw-pack";
/** The lens's tellings; which fields there are to choose from is read when the lens starts. */
const TELLINGS = "#fw-tellings";
/** The figures' values; of these the words can change while a figure stands. */
const PLAY = "#fw-play";
/** What the page's scripts have taken hold of, so that a new one would be dead. */
const ALIVE = "button:not(.copy), input, textarea, script, style, [data-figure]";

export class Mirror {
  /**
   * @param {Document} page before its own scripts have run
   * @param {Element} own what is no part of the file
   */
  constructor(page, own) {
    /** @type {WeakMap<Node, Node>} */
    this.live = new WeakMap();
    this.page = page;
    this.head = page.head.cloneNode(true);
    this.body = /** @type {Element} */ (page.body.cloneNode(false));
    this.live.set(this.body, page.body);
    for (const child of page.body.childNodes) {
      if (child === own) break;
      const copy = child.cloneNode(true);
      this.body.append(copy);
      this.pair(copy, child);
    }
  }

  /**
   * Change the open page into the next version.
   * @param {Document} next
   * @returns {Element[] | null} what has changed; null if only a reload can show it
   */
  follow(next) {
    this.texts = /** @type {Text[]} */ ([]);
    this.attributes = /** @type {Attribute[]} */ ([]);
    this.gone = /** @type {ChildNode[]} */ ([]);
    this.come = /** @type {Insertion[]} */ ([]);
    this.anew = /** @type {{ was: Node, now: Node }[]} */ ([]);
    this.compareChildren(this.body, next.body);
    if (!sameHead(this.head, next.head) || !this.isPatchable()) return null;
    this.page.title = next.title;
    return [...new Set(this.apply())].filter((one) => !one.matches("script"));
  }

  /**
   * @param {Node} copy
   * @param {Node} live
   */
  pair(copy, live) {
    this.live.set(copy, live);
    let [one, other] = [copy.firstChild, live.firstChild];
    while (one && other) {
      this.pair(one, other);
      [one, other] = [one.nextSibling, other.nextSibling];
    }
  }

  /**
   * @param {ChildNode} was
   * @param {ChildNode} now
   */
  compare(was, now) {
    if (was.isEqualNode(now)) return;
    if (was instanceof CharacterData) {
      this.texts?.push({ node: was, text: now.nodeValue ?? "" });
      return;
    }
    if (!(was instanceof Element) || !isElement(now)) return;
    for (const { name, value } of now.attributes) {
      if (was.getAttribute(name) !== value) this.attributes?.push({ node: was, name, value });
    }
    for (const { name } of was.attributes) {
      if (!now.hasAttribute(name)) this.attributes?.push({ node: was, name, value: null });
    }
    this.compareChildren(was, now);
  }

  /**
   * @param {Node} was
   * @param {Node} now
   */
  compareChildren(was, now) {
    if (this.isLost(was)) return void this.anew?.push({ was, now });
    const [old, fresh] = [[...was.childNodes], [...now.childNodes]];
    /** @type {ChildNode | null} */
    let last = null;
    while (old[0] && fresh[0] && old[0].isEqualNode(fresh[0])) {
      last = old[0];
      old.shift();
      fresh.shift();
    }
    while (old.length && fresh.length && old.at(-1)?.isEqualNode(fresh.at(-1) ?? null)) {
      old.pop();
      fresh.pop();
    }
    const pairs = alignment(old, fresh);
    const kept = new Set(pairs.map(([one]) => old[one]));
    this.gone?.push(...old.filter((one) => !kept.has(one)));
    const partner = new Map(pairs.map(([one, other]) => [fresh[other], old[one]]));
    for (const one of fresh) {
      const counterpart = partner.get(one);
      if (counterpart) this.compare(counterpart, one);
      else this.come?.push({ parent: was, after: last, now: one });
      last = counterpart ?? last;
    }
  }

  /**
   * Whether the open page's own scripts have put other nodes in the place of some, as the lens does.
   * @param {Node} parent
   */
  isLost(parent) {
    return [...parent.childNodes].some((node) => !this.live.get(node)?.isConnected);
  }

  /** Whether all that changes is text and markup without a life of its own. */
  isPatchable() {
    const dead = (/** @type {Node} */ node) =>
      !isElement(node) || !(node.matches(ALIVE) || node.querySelector(ALIVE));
    const lifeless = (/** @type {Node} */ node) => !isElement(node) || !node.querySelector(ALIVE);
    const there = (/** @type {Node} */ node) => this.live.get(node)?.isConnected ?? false;
    const script = (/** @type {Text} */ { node, text }) => {
      const parent = node.parentElement;
      if (parent?.matches(PLAY)) return apart(node.data) !== apart(text);
      if (parent?.matches(TELLINGS)) return choices(node.data) !== choices(text);
      return parent?.matches(`script:not(${DATA}), style`) ?? false;
    };
    return (
      this.texts?.every((one) => there(one.node) && !script(one)) &&
      this.attributes?.every(({ node }) => there(node) && !node.matches("script, style")) &&
      this.gone?.every((node) => there(node) && dead(node)) &&
      this.come?.every(({ parent, now }) => there(parent) && dead(now)) &&
      this.anew?.every(({ was, now }) => [was, this.live.get(was), now].every((one) => one && lifeless(one)))
    );
  }

  /** @returns {Element[]} */
  apply() {
    /** @type {(Node | null | undefined)[]} */
    const touched = [];
    let words = null;
    for (const { node, text } of this.texts ?? []) {
      if (node.parentElement?.matches(PLAY)) words = JSON.parse(text).words;
      const live = this.live.get(node);
      if (live) live.nodeValue = text;
      node.nodeValue = text;
      touched.push(live?.parentNode);
    }
    for (const { node, name, value } of this.attributes ?? []) {
      for (const one of [node, this.live.get(node)]) {
        if (!(one instanceof Element)) continue;
        if (value === null) one.removeAttribute(name);
        else one.setAttribute(name, value);
      }
      touched.push(this.live.get(node));
    }
    touched.push(...this.insert());
    for (const node of this.gone ?? []) {
      const live = this.live.get(node);
      touched.push(live?.parentNode);
      live?.parentNode?.removeChild(live);
      node.remove();
    }
    for (const { was, now } of this.anew ?? []) touched.push(this.renew(was, now));
    if (words) this.page.dispatchEvent(new CustomEvent("fw:words", { detail: words }));
    this.page.dispatchEvent(new CustomEvent("fw:told"));
    return touched.filter((one) => one instanceof Element && one.isConnected).map((one) => /** @type {Element} */ (one));
  }

  /**
   * @param {Node} was
   * @param {Node} now
   */
  renew(was, now) {
    const live = this.live.get(was);
    if (!(was instanceof Element && live instanceof Element)) return null;
    was.replaceChildren(...[...now.childNodes].map((node) => node.cloneNode(true)));
    live.replaceChildren(...[...now.childNodes].map((node) => this.page.importNode(node, true)));
    this.pair(was, live);
    return live;
  }

  /** @returns {Node[]} */
  insert() {
    /** @type {Node[]} */
    const made = [];
    // several after one node: the last goes first, so that they come to stand in their order
    for (const { parent, after, now } of [...(this.come ?? [])].reverse()) {
      const [copy, live] = [now.cloneNode(true), this.page.importNode(now, true)];
      this.pair(copy, live);
      const place = after && this.live.get(after);
      if (after) after.after(copy);
      else parent.insertBefore(copy, parent.firstChild);
      if (place instanceof CharacterData || place instanceof Element) place.after(live);
      else this.live.get(parent)?.insertBefore(live, this.live.get(parent)?.firstChild ?? null);
      made.push(isElement(live) ? live : (live.parentNode ?? live));
    }
    return made;
  }
}

/**
 * Values without their words, as text.
 * @param {string} values
 */
function apart(values) {
  return JSON.stringify({ ...JSON.parse(values), words: null });
}

/**
 * The fields that the lens lets choose from, as text.
 * @param {string} tellings
 */
function choices(tellings) {
  const { carried, beside } = JSON.parse(tellings.split("\n")[0] || "{}");
  return JSON.stringify([...(carried ?? []), ...(beside ?? [])]);
}

/**
 * Nodes of another document are not of this window's classes.
 * @param {Node | null | undefined} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node?.nodeType === 1;
}

/**
 * Which of the old nodes becomes which of the new: as many as can, in order, each of its kind.
 * @param {ChildNode[]} old
 * @param {ChildNode[]} fresh
 * @returns {[number, number][]}
 */
function alignment(old, fresh) {
  const [one, other] = [old.map(signature), fresh.map(signature)];
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const same = one[i] === other[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : 0;
      const row = table[i];
      if (row) row[j] = Math.max(same, row[j + 1] ?? 0, table[i + 1]?.[j] ?? 0);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    const here = table[i]?.[j] ?? 0;
    if (one[i] === other[j] && here === (table[i + 1]?.[j + 1] ?? 0) + 1) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** @param {ChildNode} node */
function signature(node) {
  if (!isElement(node)) return `${node.nodeType}`;
  const { dataset } = /** @type {HTMLElement} */ (node);
  return [node.nodeName, node.id, dataset?.cell, node.getAttribute("class")].join(" ");
}

/**
 * Whether two heads ask for the same style and scripts.
 * @param {Node} one
 * @param {Node} other
 */
function sameHead(one, other) {
  const told = (/** @type {Node} */ head) =>
    [...head.childNodes]
      .filter((node) => isElement(node) && node.matches("style, script, meta[http-equiv]"))
      .map((node) => (isElement(node) ? `${node.getAttribute("content")}${node.textContent}` : ""))
      .join("\n");
  return told(one) === told(other);
}
