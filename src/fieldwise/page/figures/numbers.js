// Numbers, units and symbols as the lesson prints them: a true minus sign, powers of ten as 10⁻⁵.

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** @param {string | number} exponent */
export function powerOfTen(exponent) {
  const raised = String(Number(exponent)).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return `10${raised.replace("-", "⁻")}`;
}

/** @param {number} value @param {number} digits */
export function scientific(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${mantissa}\u00a0×\u00a0${powerOfTen(exponent)}`.replace("-", "−");
}

/**
 * A way to print quantities of about one size: plain where that is readable, else scientific.
 * @param {number} size
 * @param {number} digits how many digits a number of that size shows
 */
export function printer(size, digits) {
  const leading = Math.floor(Math.log10(Math.abs(size) || 1));
  return (/** @type {number} */ value) => {
    if (!value && leading < -4) return "0";
    if (value && (leading < -4 || Math.abs(value) >= 1e6)) return scientific(value, digits);
    const text = value.toFixed(clamp(digits - 1 - leading, 0, 12));
    return text.replace("-", Number(text) ? "−" : "");
  };
}

/** How this data set's numbers are printed. @param {import("./types").Bowl} of */
export function printers({ slope, intercept, best, varX, varY }) {
  const [spreadX, spreadY] = [Math.sqrt(varX), Math.sqrt(varY)];
  return {
    x: printer(spreadX, 3),
    y: printer(spreadY, 3),
    w: printer(slope || spreadY / spreadX, 3),
    b: printer(clamp(Math.abs(intercept), spreadY / 1000, spreadY), 3),
    mse: printer(best || varY, 4),
  };
}

/** @param {number} count */
export const whole = (count) => count.toLocaleString("en");

/** A number and its unit, held together. @param {string} number @param {string} unit */
export const withUnit = (number, unit) =>
  unit ? `${number}${/^\d/.test(unit) ? "\u00a0×" : ""}\u00a0${unit}` : number;

/** @param {string} unit */
export const inBrackets = (unit) => (unit ? ` [${unit}]` : "");

/** The round number at or above a step: 1, 2 or 5 times a power of ten. @param {number} step */
export function roundStep(step) {
  const power = 10 ** Math.floor(Math.log10(step) + 1e-9);
  return power * ([1, 2, 5].find((m) => m * power >= step * 0.999) ?? 10);
}

/** A round number as a mark: far from 1, only powers of ten. @param {number} value */
export function markText(value) {
  const e = Math.floor(Math.log10(value) + 1e-9);
  return Math.abs(e) < 5 ? printer(value, 1)(value) : value / 10 ** e > 1.5 ? "" : powerOfTen(e);
}
