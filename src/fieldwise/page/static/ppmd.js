/**
 * PPMd, variant H, read: prediction by partial matching with information inheritance
 * (D. Shkarin, “PPM: one step to practicality”, 2002), over the range coder of 7-Zip.
 *
 * A context is what came before, up to some length; it knows which signs followed it and how often.
 * A sign is looked for in the longest context that has been met and, where that one has never seen
 * it, in ever shorter ones. How likely a context with a single sign keeps to it, and how likely
 * another is left, is learned beside, from how such contexts did before.
 *
 * A context and a state, which is a sign that has followed a context, are numbers: places in arrays.
 * There are a million of them, too many for objects.
 */

/** @typedef {{ sum: number, shift: number, count: number }} Leaving */

/** The sign that ends a text. */
const END = 0x1e;
/** The longest context, in signs. */
const ORDER = 24;
const START = -13;
const MOST_OFTEN = 124;
const BITS = 7;
const ONCE_LEFT = [0x3cdd, 0x1f3f, 0x59bf, 0x48f3, 0x64a1, 0x5abc, 0x6632, 0x6051];
const LEFT_AFTER = [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2];

/**
 * @param {string} packed in base64
 * @returns {Generator<string, void>} the texts, each when it is asked for
 */
export function* texts(packed) {
  const model = new Model(packed);
  const decoder = new TextDecoder();
  for (;;) {
    const text = [];
    for (let sign = model.read(); sign !== END; sign = model.read()) text.push(sign);
    yield decoder.decode(Uint8Array.from(text));
  }
}

class Coder {
  range = 0xffffffff;
  code = 0;
  at = 1;

  /** @param {string} packed */
  constructor(packed) {
    this.bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    for (let nth = 0; nth < 4; nth++) this.shift();
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
      this.shift();
    }
  }

  shift() {
    if (this.at >= this.bytes.length) throw new Error("cut short");
    this.code = this.code * 256 + this.bytes[this.at++];
  }
}

class Model {
  // of each state: the sign, how often it has followed, and the context that it leads to or,
  // while none has been made, the place in the text after it as a negative number
  states = 0;
  sign = new Uint8Array(2 ** 16);
  often = new Uint8Array(2 ** 16);
  next = new Int32Array(2 ** 16);
  // of each context: its first state, how many there are, how often they have followed and it has
  // been left, and the context that is one sign shorter
  contexts = 1;
  first = new Int32Array(2 ** 16);
  count = new Uint16Array(2 ** 16);
  total = new Uint16Array(2 ** 16);
  shorter = new Int32Array(2 ** 16);
  /** What a context may lead to that has not been made. */
  text = [0];
  /** By how many signs the context is shorter than the longest that there may be. */
  fallen = ORDER;
  /** How long single signs have been as expected; negative at first. */
  run = START;
  luck = 0;
  high = 0;
  leaves = 0;
  found = 0;
  /** Signs that a longer context has ruled out are those with the number of the last reading. */
  ruled = new Uint32Array(256);
  reading = 0;
  once = Array.from({ length: 128 }, (_, often) =>
    Uint16Array.from({ length: 64 }, (_, kind) => 2 ** 14 - Math.floor(ONCE_LEFT[kind & 7] / (often + 2))),
  );
  leaving = Array.from({ length: 25 }, (_, row) =>
    Array.from({ length: 16 }, () => ({ sum: (5 * row + 10) << (BITS - 4), shift: BITS - 4, count: 4 })),
  );

  /** @param {string} packed */
  constructor(packed) {
    this.coder = new Coder(packed);
    this.longest = this.context = this.#makeContext(this.#makeStates(256), 256, 257, 0);
    for (let sign = 0; sign < 256; sign++) this.#setState(sign, sign, 1, 0);
  }

  /** The next sign of the text. */
  read() {
    this.reading++;
    let done = this.count[this.context] > 1 ? this.#findAmong() : this.#findAlone();
    while (!done) {
      const { context, count, shorter } = this;
      let at = context;
      do {
        this.fallen++;
        at = shorter[at];
        if (!at) throw new Error("no sign");
      } while (count[at] === count[context]);
      this.context = at;
      done = this.#findUnruled();
    }
    return this.sign[this.found];
  }

  /** In a context of several signs. */
  #findAmong() {
    const { context, coder, often, sign, total } = this;
    const first = this.first[context];
    const end = first + this.count[context];
    const count = coder.share(total[context]);
    let upTo = 0;
    for (let state = first; state < end; state++) {
      upTo += often[state];
      if (count >= upTo) continue;
      coder.take(upTo - often[state], often[state]);
      this.luck = state === first && 2 * often[state] > total[context] ? 1 : 0;
      this.run += this.luck;
      this.#meet(state);
      if (state > first && often[state] > often[state - 1]) this.found = this.#swap(state);
      if (often[this.found] > MOST_OFTEN) this.#halve();
      const next = this.next[this.found];
      if (this.fallen === 0 && next > 0) this.longest = this.context = next;
      else this.#learn();
      return true;
    }
    this.luck = 0;
    this.high = isHigh(sign[this.found]);
    coder.take(upTo, total[context] - upTo);
    for (let state = first; state < end; state++) this.ruled[sign[state]] = this.reading;
    return false;
  }

  /** In a context of a single sign. */
  #findAlone() {
    const { context, coder, often, sign } = this;
    const state = this.first[context];
    this.high = isHigh(sign[this.found]);
    const others = this.count[this.shorter[context]];
    const row = this.once[often[state] - 1];
    const kind =
      this.luck +
      (others === 1 ? 0 : others === 2 ? 2 : others < 12 ? 4 : 6) +
      this.high +
      2 * isHigh(sign[state]) +
      (this.run < 0 ? 32 : 0);
    const likely = row[kind];
    const change = (likely + 32) >> BITS;
    const bound = (coder.range >>> 14) * likely;
    const isFound = coder.code < bound;
    if (!isFound) coder.code -= bound;
    coder.range = isFound ? bound : coder.range - bound;
    coder.take(0, 1);
    this.luck = isFound ? 1 : 0;
    row[kind] += isFound ? 128 - change : -change;
    if (!isFound) {
      this.leaves = LEFT_AFTER[row[kind] >> 10];
      this.ruled[sign[state]] = this.reading;
      return false;
    }
    this.found = state;
    if (often[state] < 128) often[state]++;
    this.run++;
    const next = this.next[state];
    if (this.fallen === 0 && next > 0) this.longest = this.context = next;
    else this.#learn();
    return true;
  }

  /** In a shorter context, among the signs that no longer one has ruled out. */
  #findUnruled() {
    const { context, coder, often, ruled, reading, sign } = this;
    const first = this.first[context];
    const end = first + this.count[context];
    let [left, sum] = [0, 0];
    for (let state = first; state < end; state++) {
      if (ruled[sign[state]] === reading) continue;
      left++;
      sum += often[state];
    }
    const leaving = this.#leavingOf(context, left);
    const mean = leaving ? leaving.sum >> leaving.shift : 1;
    if (leaving) leaving.sum -= mean;
    const leave = mean || 1;
    const count = coder.share(sum + leave);
    let upTo = 0;
    for (let state = first; state < end; state++) {
      if (ruled[sign[state]] === reading) continue;
      upTo += often[state];
      if (count >= upTo) continue;
      coder.take(upTo - often[state], often[state]);
      if (leaving && leaving.shift < BITS && --leaving.count === 0) {
        leaving.sum *= 2;
        leaving.count = 3 << leaving.shift++;
      }
      this.run = START;
      this.#meet(state);
      if (often[state] > MOST_OFTEN) this.#halve();
      this.#learn();
      return true;
    }
    coder.take(sum, leave);
    if (leaving) leaving.sum += sum + leave;
    for (let state = first; state < end; state++) ruled[sign[state]] = reading;
    return false;
  }

  /**
   * @param {number} context
   * @param {number} left
   * @returns {Leaving | null}
   */
  #leavingOf(context, left) {
    const count = this.count[context];
    if (count === 256) return null;
    const kind =
      (left < this.count[this.shorter[context]] - count ? 1 : 0) +
      (this.total[context] < 11 * count ? 2 : 0) +
      (count - left > left ? 4 : 0) +
      this.high;
    return this.leaving[rank(left)][kind];
  }

  /** @param {number} state */
  #meet(state) {
    this.found = state;
    this.often[state] += 4;
    this.total[this.context] += 4;
  }

  /** Halve how often each sign has followed, so that what is new counts for more. */
  #halve() {
    const { context, often } = this;
    const first = this.first[context];
    for (let state = this.found; state > first; state--) this.#swap(state);
    const more = this.fallen ? 1 : 0;
    let left = this.total[context];
    let [count, sum] = [this.count[context], 0];
    for (let nth = 0; nth < count; nth++) {
      let state = first + nth;
      left -= often[state];
      often[state] = (often[state] + more + (nth ? 0 : 4)) >> 1;
      sum += often[state];
      while (state > first && often[state] > often[state - 1]) state = this.#swap(state);
    }
    this.found = first;
    while (!often[first + count - 1]) {
      count--;
      left++;
    }
    const isAlone = count === 1 && this.count[context] > 1;
    this.count[context] = count;
    if (isAlone) {
      do {
        left >>= 1;
        often[first] = (often[first] + 1) >> 1;
      } while (left > 1);
    } else {
      this.total[context] = sum + left - (left >> 1);
    }
  }

  /** What was found is new to the longest contexts; and a longer context may follow. */
  #learn() {
    const { context, found, text } = this;
    this.#meetInShorter();
    if (this.fallen === 0) {
      this.longest = this.context = this.next[found] = this.#lengthen();
      return;
    }
    text.push(this.sign[found]);
    let after = -text.length;
    let next = this.next[found];
    if (next === 0) {
      this.next[found] = after;
      next = context;
    } else {
      if (next < 0) next = this.#lengthen();
      if (--this.fallen === 0) {
        after = next;
        if (this.longest !== context) text.pop();
      }
    }
    const rest = this.total[context] - this.count[context] - (this.often[found] - 1);
    for (let grown = this.longest; grown !== context; grown = this.shorter[grown]) this.#grow(grown, after, rest);
    this.longest = this.context = next;
  }

  /** What is found in a context counts in the next shorter one as well. */
  #meetInShorter() {
    const { often } = this;
    const shorter = this.shorter[this.context];
    if (!shorter || often[this.found] >= MOST_OFTEN / 4) return;
    let state = this.#stateOf(shorter, this.sign[this.found]);
    if (this.count[shorter] === 1) {
      if (often[state] < 32) often[state]++;
      return;
    }
    if (state > this.first[shorter] && often[state] >= often[state - 1]) state = this.#swap(state);
    if (often[state] < MOST_OFTEN - 9) {
      often[state] += 2;
      this.total[shorter] += 2;
    }
  }

  /** The context that is longer by the sign that was found, made with those between. */
  #lengthen() {
    const { found } = this;
    const place = this.next[found];
    const waiting = this.fallen ? [found] : [];
    let context = this.context;
    while (this.shorter[context]) {
      context = this.shorter[context];
      const state = this.#stateOf(context, this.sign[found]);
      if (this.next[state] > 0) {
        context = this.next[state];
        if (waiting.length === 0) return context;
        break;
      }
      waiting.push(state);
    }
    const sign = this.text[-place];
    const often = this.#inherited(context, sign);
    for (const state of waiting.reverse()) {
      const own = this.#makeStates(1);
      this.#setState(own, sign, often, place - 1);
      context = this.next[state] = this.#makeContext(own, 1, 0, context);
    }
    return context;
  }

  /**
   * How often a sign counts in a context just made, from how it did in the shorter one.
   * @param {number} context
   * @param {number} sign
   */
  #inherited(context, sign) {
    const often = this.often[this.#stateOf(context, sign)];
    if (this.count[context] === 1) return often;
    const met = often - 1;
    const rest = this.total[context] - this.count[context] - met;
    if (2 * met <= rest) return 5 * met > rest ? 2 : 1;
    return 2 + Math.floor((2 * met + rest - 1) / (2 * rest));
  }

  /**
   * Add the sign that was found to a longer context, which has not met it before.
   * @param {number} context
   * @param {number} after
   * @param {number} rest how often other signs were met where it was found
   */
  #grow(context, after, rest) {
    const own = this.count[context];
    const among = this.count[this.context];
    let first = this.first[context];
    if ((own & (own - 1)) === 0) {
      const wider = this.#makeStates(2 * own);
      for (const array of [this.sign, this.often, this.next]) array.copyWithin(wider, first, first + own);
      this.first[context] = first = wider;
    }
    let total = this.total[context];
    if (own === 1) {
      this.often[first] = this.often[first] < MOST_OFTEN / 4 - 1 ? 2 * this.often[first] : MOST_OFTEN - 4;
      total = this.often[first] + this.leaves + (among > 3 ? 1 : 0);
    } else {
      total += (2 * own < among ? 1 : 0) + (4 * own <= among && total <= 8 * own ? 2 : 0);
    }
    const met = 2 * (total + 6) * this.often[this.found];
    const all = rest + total;
    const isFew = met < 6 * all;
    const often = isFew
      ? 1 + Number(met > all) + Number(met >= 4 * all)
      : 4 + Number(met >= 9 * all) + Number(met >= 12 * all) + Number(met >= 15 * all);
    this.#setState(first + own, this.sign[this.found], often, after);
    this.count[context]++;
    this.total[context] = total + (isFew ? 3 : often);
  }

  /**
   * @param {number} context
   * @param {number} sign
   */
  #stateOf(context, sign) {
    let state = this.first[context];
    while (this.sign[state] !== sign) state++;
    return state;
  }

  /**
   * Exchange a state with the one before it, and give the number that it has then.
   * @param {number} state
   */
  #swap(state) {
    const before = state - 1;
    const [sign, often, next] = [this.sign[before], this.often[before], this.next[before]];
    this.#setState(before, this.sign[state], this.often[state], this.next[state]);
    this.#setState(state, sign, often, next);
    return before;
  }

  /** @param {number} count */
  #makeStates(count) {
    const made = this.states;
    this.states += count;
    if (this.states > this.sign.length) {
      const length = 2 * this.sign.length;
      this.sign = wider(new Uint8Array(length), this.sign);
      this.often = wider(new Uint8Array(length), this.often);
      this.next = wider(new Int32Array(length), this.next);
    }
    return made;
  }

  /**
   * @param {number} state
   * @param {number} sign
   * @param {number} often
   * @param {number} next
   */
  #setState(state, sign, often, next) {
    this.sign[state] = sign;
    this.often[state] = often;
    this.next[state] = next;
  }

  /**
   * @param {number} first
   * @param {number} count
   * @param {number} total
   * @param {number} shorter
   */
  #makeContext(first, count, total, shorter) {
    const made = this.contexts++;
    if (made === this.first.length) {
      this.first = wider(new Int32Array(2 * made), this.first);
      this.count = wider(new Uint16Array(2 * made), this.count);
      this.total = wider(new Uint16Array(2 * made), this.total);
      this.shorter = wider(new Int32Array(2 * made), this.shorter);
    }
    this.first[made] = first;
    this.count[made] = count;
    this.total[made] = total;
    this.shorter[made] = shorter;
    return made;
  }
}

/**
 * @template {Uint8Array | Uint16Array | Int32Array} T
 * @param {T} array
 * @param {T} before
 */
function wider(array, before) {
  array.set(before);
  return array;
}

/** @param {number} sign */
const isHigh = (sign) => (sign >= 0x40 ? 8 : 0);

/**
 * Which row a number of signs belongs to: the more there are, the coarser.
 * @param {number} count
 */
function rank(count) {
  if (count < 4) return count - 1;
  let row = 3;
  for (let from = 4, width = 1; count >= from + width; row++) from += width++;
  return row;
}
