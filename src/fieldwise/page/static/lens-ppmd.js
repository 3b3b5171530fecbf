/**
 * PPMd, variant H, read: prediction by partial matching with information inheritance
 * (D. Shkarin, “PPM: one step to practicality”, 2002), over the range coder of 7-Zip.
 *
 * A context is what came before, up to some length; it knows which signs followed it and how often.
 * A sign is looked for in the longest context that has been met, and, where that one has never seen
 * it, in ever shorter ones. Which of two ways a bit goes in the longest, and how likely it is that
 * a context has to be left, is learned beside, from how such contexts did before.
 *
 * @typedef {object} State A sign that has followed a context.
 * @property {number} sign
 * @property {number} often
 * @property {Context | number} next the context that it leads to; or, while none has been made, the
 *   place in the text after it; 0 if it has never been met
 *
 * @typedef {object} Context
 * @property {State[]} states
 * @property {number} total of all that have followed, and of leaving
 * @property {Context | null} shorter
 *
 * @typedef {object} Leaving How likely a context is left, learned over many alike.
 * @property {number} sum
 * @property {number} shift
 * @property {number} count
 */

const MOST_OFTEN = 124;
const BITS = 7;
const [ONCE_LEFT, LEFT_AFTER] = [
  [0x3cdd, 0x1f3f, 0x59bf, 0x48f3, 0x64a1, 0x5abc, 0x6632, 0x6051],
  [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2],
];

/**
 * @param {string} packed in base64
 * @param {number} order the longest context, in signs
 * @param {number} end the sign that ends a text
 * @returns {Generator<string, void>} the texts, each when it is asked for
 */
export function* texts(packed, order, end) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const model = new Model(new Coder(bytes), order);
  const decoder = new TextDecoder();
  for (;;) {
    const text = [];
    for (let sign = model.sign(); sign !== end; sign = model.sign()) text.push(sign);
    yield decoder.decode(Uint8Array.from(text));
  }
}

class Coder {
  range = 0xffffffff;
  code = 0;
  at = 1;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    for (let nth = 0; nth < 4; nth++) this.#shift();
  }

  /** @param {number} total */
  share(total) {
    this.range = Math.floor(this.range / total);
    return Math.floor(this.code / this.range);
  }

  /**
   * @param {number} start
   * @param {number} size
   */
  take(start, size) {
    this.code -= start * this.range;
    this.range *= size;
    while (this.range < 2 ** 24) {
      this.range *= 256;
      this.#shift();
    }
  }

  #shift() {
    if (this.at > this.bytes.length) throw new Error("cut short");
    this.code = this.code * 256 + (this.bytes[this.at++] ?? 0);
  }
}

class Model {
  /** @type {number[]} */
  text = [0];
  fallen;
  run;
  firstRun;
  luck = 0;
  high = 0;
  leaves = 0;
  /** @type {Context} */
  root = { states: [], total: 257, shorter: null };
  longest = this.root;
  context = this.root;
  /** @type {State} */
  found;
  once = Array.from({ length: 128 }, (_, i) =>
    Array.from({ length: 64 }, (_, k) => 2 ** 14 - Math.floor((ONCE_LEFT[k & 7] ?? 0) / (i + 2))),
  );
  /** @type {Leaving[][]} */
  leaving = Array.from({ length: 25 }, (_, i) =>
    Array.from({ length: 16 }, () => ({ sum: (5 * i + 10) << (BITS - 4), shift: BITS - 4, count: 4 })),
  );

  /**
   * @param {Coder} coder
   * @param {number} order
   */
  constructor(coder, order) {
    this.coder = coder;
    this.order = this.fallen = order;
    this.run = this.firstRun = -Math.min(order, 12) - 1;
    for (let sign = 0; sign < 256; sign++) this.root.states.push({ sign, often: 1, next: 0 });
    this.found = /** @type {State} */ (this.root.states[0]);
  }

  /** The next sign of the text. */
  sign() {
    const masked = new Uint8Array(256);
    if (this.context.states.length > 1 ? this.#among(masked) : this.#alone(masked)) return this.found.sign;
    for (;;) {
      const { length } = this.context.states;
      do {
        this.fallen++;
        if (!this.context.shorter) throw new Error("no sign");
        this.context = this.context.shorter;
      } while (this.context.states.length === length);
      if (this.#unmasked(masked)) return this.found.sign;
    }
  }

  /** @param {Uint8Array} masked */
  #among(masked) {
    const { context, coder } = this;
    const count = coder.share(context.total);
    let upTo = 0;
    for (let nth = 0; nth < context.states.length; nth++) {
      const state = at(context, nth);
      upTo += state.often;
      if (count >= upTo) continue;
      coder.take(upTo - state.often, state.often);
      this.luck = nth === 0 && 2 * state.often > context.total ? 1 : 0;
      this.run += this.luck;
      this.found = state;
      context.total += 4;
      state.often += 4;
      if (nth > 0 && state.often > at(context, nth - 1).often) swap(context, nth);
      if (state.often > MOST_OFTEN) this.#halve();
      this.#on();
      return true;
    }
    this.luck = 0;
    this.high = isHigh(this.found.sign);
    coder.take(upTo, context.total - upTo);
    for (const { sign } of context.states) masked[sign] = 1;
    return false;
  }

  /** @param {Uint8Array} masked */
  #alone(masked) {
    const { context, coder } = this;
    const state = at(context, 0);
    this.high = isHigh(this.found.sign);
    const others = context.shorter?.states.length ?? 1;
    const row = this.once[state.often - 1] ?? [];
    const column =
      this.luck +
      (others === 1 ? 0 : others === 2 ? 2 : others < 12 ? 4 : 6) +
      this.high +
      2 * isHigh(state.sign) +
      (this.run < 0 ? 32 : 0);
    const likely = row[column] ?? 0;
    const mean = (likely + 32) >> BITS;
    const whole = coder.range;
    const bound = (whole >>> 14) * likely;
    if (coder.code < bound) {
      coder.range = bound;
      coder.take(0, 1);
      row[column] = likely + 128 - mean;
      this.found = state;
      if (state.often < 128) state.often++;
      this.luck = 1;
      this.run++;
      this.#on();
      return true;
    }
    coder.code -= bound;
    coder.range -= bound;
    coder.take(0, 1);
    row[column] = likely - mean;
    this.leaves = LEFT_AFTER[(likely - mean) >> 10] ?? 0;
    masked[state.sign] = 1;
    this.luck = 0;
    return false;
  }

  /** @param {Uint8Array} masked */
  #unmasked(masked) {
    const { context, coder } = this;
    const left = context.states.filter(({ sign }) => !masked[sign]);
    const sum = left.reduce((sum, { often }) => sum + often, 0);
    const leaving = this.#leavingOf(context, left.length);
    let leave = 1;
    if (leaving) {
      leave = leaving.sum >> leaving.shift;
      leaving.sum -= leave;
      leave ||= 1;
    }
    const count = coder.share(sum + leave);
    let upTo = 0;
    for (const state of left) {
      upTo += state.often;
      if (count >= upTo) continue;
      coder.take(upTo - state.often, state.often);
      if (leaving && leaving.shift < BITS && --leaving.count === 0) {
        leaving.sum *= 2;
        leaving.count = 3 << leaving.shift++;
      }
      this.found = state;
      this.run = this.firstRun;
      context.total += 4;
      state.often += 4;
      if (state.often > MOST_OFTEN) this.#halve();
      this.#learn();
      return true;
    }
    coder.take(sum, leave);
    if (leaving) leaving.sum += sum + leave;
    for (const { sign } of left) masked[sign] = 1;
    return false;
  }

  /**
   * @param {Context} context
   * @param {number} left
   */
  #leavingOf({ states, total, shorter }, left) {
    if (states.length === 256 || !shorter) return null;
    const masked = states.length - left;
    const row = this.leaving[rank(left)];
    const column =
      (left < shorter.states.length - states.length ? 1 : 0) +
      (total < 11 * states.length ? 2 : 0) +
      (masked > left ? 4 : 0) +
      this.high;
    return row?.[column] ?? null;
  }

  /** Halve how often each has been met, so that what is new counts for more. */
  #halve() {
    const { context, found } = this;
    const { states } = context;
    states.splice(states.indexOf(found), 1);
    states.unshift(found);
    const adder = this.fallen ? 1 : 0;
    let left = context.total;
    let sum = 0;
    for (const [nth, state] of states.entries()) {
      left -= state.often;
      state.often = (state.often + adder + (nth === 0 ? 4 : 0)) >> 1;
      sum += state.often;
    }
    for (let nth = 1; nth < states.length; nth++) {
      for (let to = nth; to > 0 && at(context, to).often > at(context, to - 1).often; to--) swap(context, to);
    }
    const kept = states.findIndex(({ often }) => often === 0);
    if (kept > 0) {
      left += states.length - kept;
      states.length = kept;
      if (kept === 1) {
        const state = at(context, 0);
        do {
          left >>= 1;
          state.often = (state.often + 1) >> 1;
        } while (left > 1);
        this.found = state;
        return;
      }
    }
    context.total = sum + left - (left >> 1);
    this.found = at(context, 0);
  }

  #on() {
    const { next } = this.found;
    if (this.fallen === 0 && typeof next === "object") this.longest = this.context = next;
    else this.#learn();
  }

  #learn() {
    const { found, context, text } = this;
    this.#meetInShorter();
    if (this.fallen === 0) {
      this.longest = this.context = found.next = this.#lengthen();
      return;
    }
    text.push(found.sign);
    /** @type {Context | number} */
    let raw = text.length;
    let next = found.next;
    if (next === 0) {
      found.next = raw;
      next = context;
    } else {
      if (typeof next === "number") next = this.#lengthen();
      if (--this.fallen === 0) {
        raw = next;
        if (this.longest !== context) text.pop();
      }
    }
    let grown = this.longest;
    this.longest = this.context = next;
    const { length } = context.states;
    const leave = context.total - length - (found.often - 1);
    for (; grown !== context; grown = /** @type {Context} */ (grown.shorter)) {
      grow(grown, found, raw, length, leave, this.leaves);
    }
  }

  /** A sign that is met in a context is met in the next shorter one as well. */
  #meetInShorter() {
    const { shorter } = this.context;
    if (!shorter || this.found.often >= MOST_OFTEN / 4) return;
    const nth = shorter.states.findIndex(({ sign }) => sign === this.found.sign);
    const state = at(shorter, nth);
    if (shorter.states.length === 1) {
      if (state.often < 32) state.often++;
      return;
    }
    if (nth > 0 && state.often >= at(shorter, nth - 1).often) swap(shorter, nth);
    if (state.often < MOST_OFTEN - 9) {
      state.often += 2;
      shorter.total += 2;
    }
  }

  /** The context that is longer by the sign that was found, and those that it needs, made. */
  #lengthen() {
    const { found } = this;
    const place = /** @type {number} */ (found.next);
    const waiting = this.fallen ? [found] : [];
    let context = this.context;
    while (context.shorter) {
      context = context.shorter;
      const state = /** @type {State} */ (context.states.find(({ sign }) => sign === found.sign));
      if (typeof state.next === "object") {
        context = state.next;
        if (waiting.length === 0) return context;
        break;
      }
      waiting.push(state);
    }
    const sign = this.text[place] ?? 0;
    const often = inherited(context, sign);
    for (const state of waiting.reverse()) {
      context = { states: [{ sign, often, next: place + 1 }], total: 0, shorter: context };
      state.next = context;
    }
    return context;
  }
}

/**
 * @param {Context} context
 * @param {number} nth
 */
const at = (context, nth) => /** @type {State} */ (context.states[nth]);

/** @param {number} sign */
const isHigh = (sign) => (sign >= 0x40 ? 8 : 0);

/**
 * Exchange a state with the one before it.
 * @param {Context} context
 * @param {number} nth
 */
function swap(context, nth) {
  const state = at(context, nth);
  context.states[nth] = at(context, nth - 1);
  context.states[nth - 1] = state;
}

/**
 * Which row a number of signs belongs to: the more there are, the coarser.
 * @param {number} count
 */
function rank(count) {
  if (count < 4) return count - 1;
  let row = 3;
  for (let from = 4, wide = 1; count >= from + wide; row++) from += wide++;
  return row;
}

/**
 * How often a sign counts as met in a context just made, from how it did in the shorter one.
 * @param {Context} context
 * @param {number} sign
 */
function inherited(context, sign) {
  const { often } = /** @type {State} */ (context.states.find((state) => state.sign === sign));
  if (context.states.length === 1) return often;
  const met = often - 1;
  const rest = context.total - context.states.length - met;
  const more = 2 * met <= rest ? Number(5 * met > rest) : Math.floor((2 * met + rest - 1) / (2 * rest)) + 1;
  return 1 + more;
}

/**
 * Add the sign that was found to a longer context, which has met it for the first time.
 * @param {Context} context
 * @param {State} found
 * @param {Context | number} next
 * @param {number} length of the context in which it was found
 * @param {number} leave how often that one has been left
 * @param {number} leaves
 */
function grow(context, found, next, length, leave, leaves) {
  const own = context.states.length;
  if (own === 1) {
    const state = at(context, 0);
    state.often = state.often < MOST_OFTEN / 4 - 1 ? 2 * state.often : MOST_OFTEN - 4;
    context.total = state.often + leaves + (length > 3 ? 1 : 0);
  } else {
    const few = 4 * own <= length && context.total <= 8 * own;
    context.total += (2 * own < length ? 1 : 0) + (few ? 2 : 0);
  }
  const met = 2 * (context.total + 6) * found.often;
  const all = leave + context.total;
  let often;
  if (met < 6 * all) {
    often = 1 + Number(met > all) + Number(met >= 4 * all);
    context.total += 3;
  } else {
    often = 4 + Number(met >= 9 * all) + Number(met >= 12 * all) + Number(met >= 15 * all);
    context.total += often;
  }
  context.states.push({ sign: found.sign, often, next });
}
