// Fit it yourself: a line to drag, its residuals, their squares, and an MSE to beat.
import { bowl, mse } from "./arithmetic.js";
import { Chart, around, axisTitle, drag, pairs, scale } from "./chart.js";
import { box, button, furnish, html, slider, svg, symbol, tick } from "./elements.js";
import { clamp, inBrackets, printers, roundStep, withUnit } from "./numbers.js";
import { figure } from "./widget.js";

/** @typedef {{w: number, b: number, squares: boolean, best: boolean}} FitState */

/** The first line: it knows the mean of y and nothing of x.
 * @param {import("./types").Data} data @returns {FitState} */
const flat = (data) => ({ w: 0, b: bowl(data.x, data.y).meanY, squares: false, best: false });

/** A line through the whole plot as a path. @param {Chart} plot @param {number} w @param {number} b */
const ray = (plot, w, b) => plot.line([plot.x.low, plot.x.high].map((x) => [x, w * x + b]));

/**
 * Residuals and their squares as paths. A square's side is its residual, to scale; it lies on the
 * side where the line is not.
 * @param {Chart} plot @param {readonly import("./types").Point[]} points @param {FitState} line
 */
function residualPaths({ x, y }, points, { w, b, squares }) {
  const paths = { misses: "", squares: "" };
  for (const [v, height] of points) {
    const foot = y(w * v + b);
    const rise = y(height) - foot;
    const [across, up] = [x(v).toFixed(1), `v${rise.toFixed(1)}`];
    const miss = `M${across},${foot.toFixed(1)}`;
    paths.misses += miss + up;
    if (squares) paths.squares += `${miss}h${(w < 0 ? -rise : rise).toFixed(1)}${up}H${across}z`;
  }
  return paths;
}

/** @type {Record<string, number>} */
const KEYS = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -Infinity,
  End: Infinity,
};

/**
 * One end of the line: a slider that stands in the plot and moves up and down.
 * @param {FitView} view @param {number} end @param {string} name
 */
function handleOf(view, end, name) {
  const [low, high] = view.heights;
  const move = (/** @type {number} */ y) => view.lift(end, clamp(y, low, high));
  const handle = svg(
    "g",
    {
      class: "handle",
      role: "slider",
      tabindex: 0,
      "aria-label": name,
      "aria-orientation": "vertical",
      "aria-valuemin": low,
      "aria-valuemax": high,
      keydown(/** @type {KeyboardEvent} */ event) {
        const steps = KEYS[event.key];
        if (!steps) return;
        event.preventDefault();
        move(view.height(end) + (steps * (high - low)) / 200);
      },
    },
    svg("circle", { class: "reach", r: 24 }),
    svg("circle", { r: 9 }),
  );
  drag(handle, () => {
    // on a touch screen a press does not focus by itself
    handle.focus({ preventScroll: true });
    const from = clamp(view.height(end), low, high);
    return (_, dy) => move(from + view.rise(dy));
  });
  return handle;
}

/** The numbers and controls beside the plot. @param {FitView} view */
function fitPanel({ kit: { data, put, state }, heights: [low, high], places, of }) {
  const height = high - low;
  const steep = (2 * height) / (places[1] - places[0]);
  const weights = { low: -steep, high: steep, step: roundStep(steep / 500) };
  const biases = {
    low: Math.min(low, of.intercept) - height,
    high: Math.max(high, of.intercept) + height,
    step: roundStep(height / 500),
  };
  const parts = {
    loss: html("b"),
    unit: html("p"),
    goal: html("span"),
    w: slider({ ...weights, input: (w) => put({ w }) }),
    b: slider({ ...biases, input: (b) => put({ b }) }),
    squares: tick((squares) => put({ squares }), "Residual squares"),
    best: tick((best) => put({ best }), "The best line"),
  };
  const element = box(
    "panel",
    parts.unit,
    box("score", parts.loss, parts.goal),
    parts.w.element,
    parts.b.element,
    box("row", parts.squares.element, parts.best.element),
    button("Reset", () => put({ ...flat(data), squares: state().squares })),
  );
  return { ...parts, element };
}

class FitView {
  /** @param {import("./types").Kit<FitState>} kit */
  constructor(kit) {
    const { root, data, state, put } = kit;
    this.kit = kit;
    this.of = bowl(data.x, data.y);
    this.print = printers(this.of);
    this.points = pairs(data, 1200);
    this.places = around(data.x);
    this.heights = around(data.y);
    const [left, right] = this.places;
    this.ends = [0.06, 0.94].map((part) => left + (right - left) * part);
    this.plot = new Chart("squares average misses dots best line", () => this.redraw(), "group");
    this.panel = fitPanel(this);
    this.grip = svg("path", { class: "grip" });
    this.handles = ["Left", "Right"].map((side, end) =>
      handleOf(this, end, `${side} end of the line`),
    );
    this.plot.canvas.append(this.grip, ...this.handles);
    drag(this.grip, () => {
      const { b } = state();
      return (_, dy) => put({ b: b + this.rise(dy) });
    });
    root.append(
      html("p", {}, "Drag either end of the line, or all of it, until the MSE is small."),
      box("beside", this.plot.element, this.panel.element),
    );
  }

  /** A distance in pixels, downwards, as a difference in y. @param {number} dy */
  rise(dy) {
    const { y } = this.plot;
    return y.invert(dy) - y.invert(0);
  }

  /** The line's height at one of its ends. @param {number} end */
  height(end) {
    const { w, b } = this.kit.state();
    return w * this.ends[end] + b;
  }

  /** Move one end, the other stays. @param {number} end @param {number} y */
  lift(end, y) {
    const { ends } = this;
    const w = (y - this.height(1 - end)) / (ends[end] - ends[1 - end]);
    this.kit.put({ w, b: y - w * ends[end] });
  }

  draw() {
    const { plot, of, kit } = this;
    const state = kit.state();
    const line = ray(plot, state.w, state.b);
    plot.trace({ ...residualPaths(plot, this.points, state), line });
    plot.trace({ best: state.best ? ray(plot, of.slope, of.intercept) : "" });
    this.grip.setAttribute("d", line);
    this.drawAverage(mse(of, state.w, state.b), state.squares);
    this.drawHandles();
    this.drawNumbers();
    kit.say(() => this.sentence());
  }

  /** The square of mean size, in the corner that the points leave free.
   * @param {number} loss @param {boolean} shown */
  drawAverage(loss, shown) {
    const { plot, of } = this;
    const { left, right, top, bottom } = plot.area;
    const size = plot.y(0) - plot.y(Math.sqrt(loss));
    const x = of.slope < 0 ? left + size + 8 : right - 2;
    const y = bottom - 4;
    plot.trace({ average: shown ? `M${x},${y}v${-size}h${-size}v${size}z` : "" });
    if (!shown && !plot.words.firstChild) return;
    const place = Math.max(y - size - 6, top + 12);
    plot.write(["miss up", Math.max(x, left + 90), place, shown ? "mean square" : ""]);
  }

  drawHandles() {
    const { plot, print, heights } = this;
    const { x, y } = this.kit.words();
    this.handles.forEach((handle, end) => {
      const [place, value] = [this.ends[end], this.height(end)];
      const top = plot.y(clamp(value, heights[0], heights[1]));
      const spoken = `${y.name} ${withUnit(print.y(value), y.unit)}`;
      furnish(handle, {
        transform: `translate(${plot.x(place)},${top})`,
        "aria-valuenow": value,
        "aria-valuetext": `${spoken} at ${x.name} ${withUnit(print.x(place), x.unit)}`,
      });
    });
  }

  drawNumbers() {
    const { panel, of, print, kit } = this;
    const { slope, y } = kit.words();
    const { w, b, squares, best } = kit.state();
    const loss = mse(of, w, b);
    panel.w.set(w, print.w(w), withUnit(print.w(w), slope.unit));
    panel.b.set(b, print.b(b), withUnit(print.b(b), y.unit));
    panel.squares.input.checked = squares;
    panel.best.input.checked = best;
    panel.loss.textContent = print.mse(loss);
    kit.root.classList.toggle("close", loss <= of.best * 1.01);
  }

  sentence() {
    const { of, print, kit } = this;
    const { y, mse: square, observation, observations } = kit.words();
    const { w, b } = kit.state();
    const loss = mse(of, w, b);
    return loss <= of.best * 1.01
      ? `Within 1 % of the best: on these ${observations} no straight line has an MSE below ${withUnit(print.mse(of.best), square.unit)}.`
      : `The square root of this MSE, ${withUnit(print.y(Math.sqrt(loss)), y.unit)}, is how far off the prediction for one ${observation} typically is.`;
  }

  redraw() {
    const { plot, places, heights } = this;
    plot.axes(scale(...places), scale(...heights));
    plot.trace({ dots: plot.dots(this.points) });
    this.draw();
  }

  reword() {
    const { panel, plot, print, of } = this;
    const { x, y, slope, mse: square } = this.kit.words();
    plot.titles(axisTitle(x), axisTitle(y));
    plot.name(`${y.name} against ${x.name}, and a line to drag`);
    panel.w.label(symbol("w"), `, the slope${inBrackets(slope.unit)}`);
    panel.b.label(symbol("b"), `, the intercept${inBrackets(y.unit)}`);
    panel.unit.textContent = `MSE${inBrackets(square.unit)}`;
    panel.goal.textContent = `best line ${print.mse(of.best)}`;
    this.redraw();
  }
}

export const fit = figure("fit", "Fit it yourself", flat, FitView);

export default fit;
