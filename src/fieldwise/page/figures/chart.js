// A plotting area: scales, axes, paths, and following a pointer.
import { box, freshId, furnish, html, svg, symbol } from "./elements.js";
import { clamp, inBrackets, markText, powerOfTen, printer, roundStep } from "./numbers.js";

/** @typedef {import("./types").Scale} Scale */
/** @typedef {import("./types").Point} Point */
/** @typedef {[kind: string, x: number, y: number, text: string]} Label in pixels */

/**
 * From numbers to pixels and back.
 * @param {number} low
 * @param {number} high
 * @param {boolean} [log]
 * @returns {Scale}
 */
export function scale(low, high, log = false) {
  const bend = log ? Math.log10 : Number;
  const start = bend(low);
  const per = bend(high) - start || 1;
  let [from, length] = [0, 1];
  const at = (/** @type {number} */ value) =>
    clamp(from + ((bend(value) - start) / per) * length, -1e6, 1e6) || 0;
  return Object.assign(at, {
    low,
    high,
    log,
    range: (/** @type {number} */ a, /** @type {number} */ z) => {
      [from, length] = [a, z - a];
    },
    invert: (/** @type {number} */ pixel) => start + ((pixel - from) / length) * per,
  });
}

/** Where a scale has its marks, and what stands there; a common power of ten stands apart.
 * @param {Scale} of @param {number} count */
function marksOf({ low, high, log }, count) {
  /** @type {number[]} */
  const values = [];
  if (log) {
    const decades = Math.log10(high / low);
    const within = decades < count / 3 ? [1, 2, 5] : [1];
    for (let e = Math.floor(Math.log10(low)); 10 ** e <= high; e += Math.ceil(decades / count)) {
      values.push(...within.map((m) => m * 10 ** e));
    }
    return { values: values.filter((v) => v >= low && v <= high), text: markText, factor: "" };
  }
  const step = roundStep((high - low) / count);
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  // far from zero, as dates in days are, marks count from a round number
  const far = high - low < Math.max(-low, high) / 500;
  const base = far ? Math.floor(low / (10 * step)) * 10 * step : 0;
  const largest = Math.max(base - low, high - base);
  const e = largest >= 1e5 || largest < 1e-2 ? Math.floor(Math.log10(largest)) : 0;
  const print = printer(step / 10 ** e, 1);
  return {
    values,
    text: (/** @type {number} */ value) => print((value - base) / 10 ** e),
    factor: (e ? `× ${powerOfTen(e)}` : "") + (base ? ` + ${Number(base.toPrecision(12))}` : ""),
  };
}

/** A plotting area as wide as its place. */
export class Chart {
  x = scale(0, 1);
  y = scale(0, 1);
  /** The area within the axes, in pixels. */
  area = { left: 46, right: 0, top: 8, bottom: 0 };
  width = 0;

  /**
   * @param {string} layers the names of its paths, from back to front
   * @param {() => void} redraw what to do when its place has changed
   * @param {string} [role]
   */
  constructor(layers, redraw, role = "img") {
    const [id, hidden] = [freshId(), { "aria-hidden": "true" }];
    /** @type {Record<string, SVGPathElement>} */
    this.paths = {};
    for (const name of layers.split(" ")) this.paths[name] = svg("path", { class: name });
    this.opening = svg("rect");
    this.grid = svg("g", { class: "axes", ...hidden });
    this.marks = svg("g", { "clip-path": `url(#${id})`, ...hidden }, ...Object.values(this.paths));
    this.words = svg("g", hidden);
    const clip = svg("clipPath", { id }, this.opening);
    this.canvas = svg("svg", { role }, clip, this.grid, this.marks, this.words);
    // titles are ordinary text around the drawing, so that long ones wrap
    this.above = html("p", { class: "title" });
    this.below = html("p", { class: "title below" });
    this.element = box("chart", this.above, this.canvas, this.below);
    new ResizeObserver(() => {
      const width = this.element.clientWidth;
      if (width && width !== this.width) redraw();
    }).observe(this.element);
  }

  resize() {
    const width = this.element.clientWidth;
    const height = Math.round(clamp(width * 0.66, 210, 400));
    const { left, top } = this.area;
    this.width = width;
    Object.assign(this.area, { right: Math.max(width, 100) - 8, bottom: height - 24 });
    furnish(this.canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    const [w, h] = [this.area.right - left, this.area.bottom - top];
    furnish(this.opening, { x: left, y: top, width: w, height: h });
  }

  /** Fit into the place there is, and draw the axes. @param {Scale} x @param {Scale} y */
  axes(x, y) {
    this.resize();
    Object.assign(this, { x, y });
    const { left, right, top, bottom } = this.area;
    x.range(left, right);
    y.range(bottom, top);
    const across = marksOf(x, (right - left) / 62);
    const up = marksOf(y, (bottom - top) / 42);
    const base = `M${left},${bottom}H${right}${across.values.map((v) => `M${x(v)},${bottom}v5`).join("")}`;
    this.grid.replaceChildren(
      svg("path", { d: up.values.map((v) => `M${left},${y(v)}H${right}`).join("") }),
      svg("path", { class: "base", d: base }),
      ...texts(
        ...across.values.map((v) => /** @type {Label} */ (["", x(v), bottom + 18, across.text(v)])),
        ...up.values.map((v) => /** @type {Label} */ (["up", left - 7, y(v) + 4, up.text(v)])),
        ["up", right, bottom - 6, across.factor],
        ["from", left + 4, top + 10, up.factor],
      ),
    );
  }

  /** Give layers their paths. @param {Record<string, string>} paths */
  trace(paths) {
    for (const [name, d] of Object.entries(paths)) this.paths[name].setAttribute("d", d);
  }

  /** Replace the words in the plot. @param {Label[]} labels */
  write(...labels) {
    this.words.replaceChildren(...texts(...labels));
  }

  /** @param {Point} point */
  place = ([x, y]) => `${this.x(x).toFixed(1)},${this.y(y).toFixed(1)}`;

  /** @param {readonly Point[]} points */
  line = (points) => `M${points.map(this.place).join("L")}`;

  /** Zero-length strokes, which round ends make dots. @param {readonly Point[]} points */
  dots = (points) => points.map((point) => `M${this.place(point)}h0`).join("");

  /** @param {(string | Node)[]} x @param {(string | Node)[]} y */
  titles(x, y) {
    this.below.replaceChildren(...x);
    this.above.replaceChildren(...y);
  }

  /** What those who cannot see it are told. @param {string} words */
  name(words) {
    this.canvas.setAttribute("aria-label", words);
  }
}

/** @param {Label[]} labels */
const texts = (...labels) =>
  labels.map(([kind, x, y, text]) => svg("text", { class: kind, x, y }, text));

/** `name, symbol [unit]`, as on the axes of the lesson's figures.
 * @param {import("./types").Quantity} quantity */
export const axisTitle = ({ name, symbol: letter, unit }) => [
  name === letter ? "" : `${name}, `,
  symbol(letter),
  inBrackets(unit),
];

/** The range of some numbers with room around it; 0 belongs to it when it is near.
 * @param {readonly number[]} values @returns {[number, number]} */
export function around(values) {
  const low = values.reduce((a, z) => Math.min(a, z));
  const high = values.reduce((a, z) => Math.max(a, z));
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const near = (high - low) / 2;
  return [low >= 0 && low < near ? 0 : low - room, high + room];
}

/** Points as pairs, at most so many, evenly picked.
 * @param {import("./types").Data} data @param {number} most @returns {Point[]} */
export const pairs = ({ x, y }, most) =>
  Array.from({ length: Math.min(x.length, most) }, (_, i) => {
    const k = Math.floor(i * Math.max(1, x.length / most));
    return [x[k], y[k]];
  });

/**
 * Follow a pointer from press to release. `start` returns what to do as it moves.
 * @param {HTMLElement | SVGElement} element
 * @param {(press: PointerEvent) => (dx: number, dy: number) => void} start
 */
export function drag(element, start) {
  // a finger here moves this and not the page; touch-action does nothing for a part of a drawing
  element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  element.addEventListener("pointerdown", (/** @type {any} */ press) => {
    if (press.button) return;
    const move = start(press);
    const follow = (/** @type {any} */ event) =>
      move(event.clientX - press.clientX, event.clientY - press.clientY);
    const end = () => element.removeEventListener("pointermove", follow);
    element.setPointerCapture(press.pointerId);
    element.addEventListener("pointermove", follow);
    element.addEventListener("lostpointercapture", end, { once: true });
  });
}
