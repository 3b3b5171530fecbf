// What the tests ask of the arithmetic, as plain functions from JSON to JSON.
import * as arithmetic from "../../src/fieldwise/page/figures/arithmetic.js";

export const { bowl, curvatures, permutation, split } = arithmetic;

/** @param {number[]} x @param {number[]} y @param {[number, number][]} lines */
export function losses(x, y, lines) {
  const of = bowl(x, y);
  return lines.map(([w, b]) => arithmetic.mse(of, w, b));
}

/** @param {number[]} x @param {number[]} y @param {number} rate @param {number[]} epochs */
export function descend(x, y, rate, epochs) {
  const run = arithmetic.descent(bowl(x, y), rate);
  return epochs.map((epoch) => ({ ...run.to(epoch), over: run.over }));
}

/** @param {number[]} x @param {number[]} y @param {number} rate @param {number} epoch */
export function descendStandardised(x, y, rate, epoch) {
  const of = bowl(x, y);
  const { w: v, b: c, mse } = arithmetic.descent(arithmetic.standardised(of), rate).to(epoch);
  return { ...arithmetic.unscaled(of, v, c), mse };
}

/**
 * @param {number[]} x @param {number[]} y
 * @param {number[]} xTest @param {number[]} yTest @param {number} highest
 */
export function fitDegrees(x, y, xTest, yTest, highest) {
  const of = arithmetic.polynomials(x, y, highest);
  return {
    train: of.errors,
    test: arithmetic.testErrors(of, xTest, yTest),
    at: xTest.map((v) => arithmetic.predictions(of, v)),
  };
}
