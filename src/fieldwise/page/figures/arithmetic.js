// What the figures compute: the lesson's formulas, and nothing that draws.
/** @typedef {import("./types").Bowl} Bowl */
/** @typedef {import("./types").Epoch} Epoch */
/** @typedef {import("./types").Polynomials} Polynomials */

/** @param {readonly number[]} numbers */
export const mean = (numbers) => numbers.reduce((sum, v) => sum + v, 0) / numbers.length;

/** @param {readonly number[]} a @param {readonly number[]} b */
function meanProduct(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum / a.length;
}

/**
 * The MSE of every line, from sums about the means: exact where w and b differ a lot in size.
 * @param {readonly number[]} x
 * @param {readonly number[]} y
 * @returns {Bowl}
 */
export function bowl(x, y) {
  const meanX = mean(x);
  const meanY = mean(y);
  const fromX = x.map((v) => v - meanX);
  const fromY = y.map((v) => v - meanY);
  const varX = meanProduct(fromX, fromX);
  const slope = varX ? meanProduct(fromX, fromY) / varX : 0;
  const misses = fromY.map((v, i) => v - slope * fromX[i]);
  return {
    n: x.length,
    meanX,
    meanY,
    varX,
    varY: meanProduct(fromY, fromY),
    slope,
    intercept: meanY - slope * meanX,
    best: meanProduct(misses, misses),
  };
}

/**
 * The bowl for the standardised feature, whose mean is 0 and whose variance is 1.
 * @param {Bowl} of
 * @returns {Bowl}
 */
export const standardised = (of) => ({
  ...of,
  meanX: 0,
  varX: 1,
  slope: of.slope * Math.sqrt(of.varX),
  intercept: of.meanY,
});

/**
 * Slope and intercept in the feature's own unit, from those of the standardised feature.
 * @param {Bowl} of
 * @param {number} v
 * @param {number} c
 */
export const unscaled = (of, v, c) => {
  const w = v / Math.sqrt(of.varX);
  return { w, b: c - w * of.meanX };
};

/** @param {Bowl} of @param {number} w @param {number} b */
export const mse = (of, w, b) =>
  of.best + of.varX * (w - of.slope) ** 2 + (of.meanY - w * of.meanX - b) ** 2;

/**
 * The eigenvalues of the loss's Hessian, smaller first; the smaller by way of the determinant,
 * because the two may differ by many powers of ten.
 * @param {Bowl} of
 * @returns {[number, number]}
 */
export function curvatures({ varX, meanX }) {
  const square = varX + meanX ** 2;
  const large = square + 1 + Math.hypot(square - 1, 2 * meanX);
  return [(4 * varX) / large, large];
}

/**
 * A descent from w = b = 0. `to` runs it up to an epoch, or to the last at which the loss is still
 * a number, and stops early when its patience (in ms) is at an end. `trail` keeps every early
 * epoch, later ones thinner.
 * @param {Bowl} of
 * @param {number} rate
 */
export function descent(of, rate) {
  const { n, varX, meanX, meanY, slope } = of;
  /** @param {Epoch} from @param {number} epoch */
  const walk = (from, epoch) => {
    let { w, b } = from;
    for (let left = epoch - from.epoch; left > 0; left--) {
      const miss = meanY - w * meanX - b;
      const tilt = varX * (slope - w) + meanX * miss;
      w += rate * 2 * tilt;
      b += rate * 2 * miss;
    }
    return { epoch, w, b, mse: mse(of, w, b) };
  };
  const trail = [{ epoch: 0, w: 0, b: 0, mse: mse(of, 0, 0) }];
  return {
    trail,
    now: trail[0],
    /** Whether the loss of the next epoch is too large for a number. */
    over: false,
    /** @param {number} last @param {number} [patience] */
    to(last, patience = Infinity) {
      const end = performance.now() + patience;
      let stride = Infinity;
      while (this.now.epoch < last && !this.over && performance.now() < end) {
        const kept = trail[trail.length - 1].epoch;
        const due = kept + (kept < 60 ? 1 : Math.ceil(kept / 50));
        const next = walk(this.now, Math.min(last, due, this.now.epoch + stride));
        // as for the notebook, when the sum of the squares is no longer a number
        if (Number.isFinite(next.mse * n)) {
          this.now = next;
          if (next.epoch >= due) trail.push(next);
        } else if (stride === 1) this.over = true;
        else stride = 1;
      }
      return this.now;
    },
  };
}

/**
 * NumPy's `RandomState(seed).permutation(n)`, so that a split here is the notebook's split.
 * Mersenne Twister: M. Matsumoto and T. Nishimura (1998), ACM TOMACS 8, 3-30.
 * @param {number} seed
 * @param {number} n
 */
export function permutation(seed, n) {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) {
    state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  }
  let used = 624;
  const next = () => {
    if (used === 624) {
      for (let i = 0; i < 624; i++) {
        const u = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
        state[i] = state[(i + 397) % 624] ^ (u >>> 1) ^ (u & 1 ? 0x9908b0df : 0);
      }
      used = 0;
    }
    let u = state[used++];
    u ^= u >>> 11;
    u ^= (u << 7) & 0x9d2c5680;
    u ^= (u << 15) & 0xefc60000;
    return u ^ (u >>> 18);
  };
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const mask = 0xffffffff >>> Math.clz32(i);
    let j = next() & mask;
    while (j > i) j = next() & mask;
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * scikit-learn's `train_test_split(test_size=0.25, random_state=seed)`, as indices.
 * @param {number} seed
 * @param {number} n
 */
export function split(seed, n) {
  const order = permutation(seed, n);
  const held = Math.ceil(n / 4);
  return { test: order.slice(0, held), train: order.slice(held) };
}

/**
 * Least squares for every degree up to `highest`, or as many as the points decide. The basis is
 * orthogonal on the points: Brubeck, Nakatsukasa and Trefethen (2021), SIAM Review 63, 405-415.
 * @param {readonly number[]} x
 * @param {readonly number[]} y
 * @param {number} highest
 * @returns {Polynomials}
 */
export function polynomials(x, y, highest) {
  const { meanX: center, varX } = bowl(x, y);
  const spread = Math.sqrt(varX) || 1;
  const t = x.map((v) => (v - center) / spread);
  const coefficients = [mean(y)];
  let rest = y.map((v) => v - coefficients[0]);
  const errors = [meanProduct(rest, rest)];
  const basis = [x.map(() => 1)];
  const recurrence = [];
  for (let k = 0; k < Math.min(highest, x.length - 1); k++) {
    const q = basis[k].map((v, i) => v * t[i]);
    const row = basis.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((p, j) => {
        const part = meanProduct(p, q);
        row[j] += part;
        for (let i = 0; i < q.length; i++) q[i] -= part * p[i];
      });
    }
    const norm = Math.sqrt(meanProduct(q, q));
    if (norm < 1e-9) break;
    const p = q.map((v) => v / norm);
    const coefficient = meanProduct(p, rest);
    rest = rest.map((v, i) => v - coefficient * p[i]);
    basis.push(p);
    recurrence.push([...row, norm]);
    coefficients.push(coefficient);
    errors.push(meanProduct(rest, rest));
  }
  return { center, spread, recurrence, coefficients, errors };
}

/**
 * What the polynomials up to a degree predict at one x: entry d is the prediction of degree d.
 * @param {Polynomials} of
 * @param {number} x
 * @param {number} [degree]
 */
export function predictions({ center, spread, recurrence, coefficients }, x, degree) {
  const t = (x - center) / spread;
  const p = [1];
  return recurrence.slice(0, degree).reduce(
    (sums, row, k) => {
      let rest = t * p[k];
      for (let j = 0; j <= k; j++) rest -= row[j] * p[j];
      p.push(rest / row[k + 1]);
      return [...sums, sums[k] + coefficients[k + 1] * p[k + 1]];
    },
    [coefficients[0]],
  );
}

/**
 * The MSE of every degree on points that may be new to the fit.
 * @param {Polynomials} of
 * @param {readonly number[]} x
 * @param {readonly number[]} y
 */
export function testErrors(of, x, y) {
  const sums = of.coefficients.map(() => 0);
  x.forEach((v, i) => predictions(of, v).forEach((p, d) => (sums[d] += (y[i] - p) ** 2)));
  return sums.map((sum) => sum / x.length);
}
