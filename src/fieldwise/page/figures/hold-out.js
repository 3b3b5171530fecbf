// Hold out: split, fit polynomials to one part, and watch the errors on both parts.
import { bowl, polynomials, predictions, split, testErrors } from "./arithmetic.js";
import { Chart, around, axisTitle, pairs, scale } from "./chart.js";
import { box, button, deck, html, slider, table } from "./elements.js";
import { clamp, inBrackets, printers, withUnit } from "./numbers.js";
import { figure } from "./widget.js";

/** @typedef {{degree: number, count: number, seed: number}} HoldOutState */

const HIGHEST = 12;

/** The notebook's own split and line. @param {import("./types").Data} data @returns {HoldOutState} */
const notebooks = ({ x }) => ({ degree: 1, count: Math.floor(x.length * 0.75), seed: 0 });

/** The training points, the test points, and every degree fitted to the former.
 * @param {import("./types").Data} data @param {HoldOutState} state */
function judge(data, { seed, count }) {
  const { train, test } = split(seed, data.x.length);
  /** @param {number[]} order */
  const pick = (order) => ({ x: order.map((i) => data.x[i]), y: order.map((i) => data.y[i]) });
  const [fitted, held] = [pick(train.slice(0, count)), pick(test)];
  const fits = polynomials(fitted.x, fitted.y, HIGHEST);
  return { seed, count, fitted, held, fits, test: testErrors(fits, held.x, held.y) };
}

/** The same degrees for one part's errors, as points. @param {number[]} errors */
const byDegree = (errors) => errors.map((error, degree) => /** @type {const} */ ([degree, error]));

/** @param {import("./types").Kit<HoldOutState>} kit */
function holdOutPanel(kit) {
  const most = notebooks(kit.data).count;
  const seed = html("input", {
    type: "number",
    min: 0,
    max: 4294967295,
    input: () => seed.value && seed.validity.valid && kit.put({ seed: Number(seed.value) }),
  });
  const parts = {
    seed,
    degree: slider({ low: 0, high: HIGHEST, step: 1, input: (degree) => kit.put({ degree }) }),
    count: slider({
      low: Math.min(3, most),
      high: most,
      step: 1,
      input: (count) => kit.put({ count }),
    }),
    numbers: table(["training", "test"], 2),
  };
  const bar = box(
    "panel",
    parts.degree.element,
    parts.count.element,
    box(
      "row",
      button("Split again", () => kit.put({ seed: kit.state().seed + 1 })),
      html("label", {}, html("code", {}, "random_state"), " ", seed),
      button("Reset", () => kit.put(notebooks(kit.data))),
    ),
  );
  return { ...parts, bar };
}

class HoldOutView {
  /** @param {import("./types").Kit<HoldOutState>} kit */
  constructor(kit) {
    const { data } = kit;
    this.kit = kit;
    this.of = bowl(data.x, data.y);
    this.print = printers(this.of);
    this.now = judge(data, kit.state());
    /** Test errors of the splits before this one. @type {number[][]} */
    this.earlier = [];
    const redraw = () => this.redraw();
    this.cloud = new Chart("held dots line", redraw);
    this.errors = new Chart("ghosts cursor train test train-here test-here", redraw);
    this.panel = holdOutPanel(kit);
    kit.root.append(
      html("p", {}, "Raise the degree, take fewer points: when do the errors part ways?"),
      deck(this.panel.bar, [this.cloud, this.errors], this.panel.numbers),
    );
  }

  draw() {
    const state = this.kit.state();
    const { seed, count } = this.now;
    if (state.seed === seed && state.count === count) {
      this.show();
      return;
    }
    // the splits before this one stay in sight, as long as they are as large
    this.earlier =
      state.count === count && state.seed ? [...this.earlier, this.now.test].slice(-12) : [];
    this.now = judge(this.kit.data, state);
    this.drawCurves();
  }

  /** The frames stay while the curves move, so that two states can be compared. */
  redraw() {
    const { best, varY } = this.of;
    const { x, y } = this.kit.data;
    this.cloud.axes(scale(...around(x)), scale(...around(y)));
    const low = Math.max(best / 20, varY * 1e-9, 1e-99);
    this.errors.axes(scale(-0.3, HIGHEST + 0.3), scale(low, varY * 5 || 1, true));
    this.drawCurves();
  }

  drawCurves() {
    const { cloud, errors, now } = this;
    // rings and dots can be told apart without a colour
    const rings = cloud
      .dots(pairs(now.held, 900))
      .replaceAll("h0", "m-4,0a4,4 0 1 0 8,0a4,4 0 1 0-8,0");
    cloud.trace({ held: rings, dots: cloud.dots(pairs(now.fitted, 900)) });
    errors.trace({
      ghosts: this.earlier.map((test) => errors.line(byDegree(test))).join(""),
      train: errors.line(byDegree(now.fits.errors)),
      test: errors.line(byDegree(now.test)),
    });
    this.show();
  }

  /** The degree shown (so many points decide only so many), and both errors there. */
  here() {
    const { fits, test } = this.now;
    const degree = Math.min(this.kit.state().degree, test.length - 1);
    const train = fits.errors[degree];
    return { degree, train: train < this.of.varY * 1e-15 ? 0 : train, test: test[degree] };
  }

  show() {
    const { cloud, errors, now } = this;
    const { degree, train, test } = this.here();
    const { low: first, high: last } = cloud.x;
    /** @type {import("./types").Point[]} */
    const curve = Array.from({ length: 161 }, (_, i) => {
      const v = first + ((last - first) * i) / 160;
      return [v, predictions(now.fits, v, degree)[degree]];
    });
    cloud.trace({ line: cloud.line(curve) });
    const { left, right, top, bottom } = errors.area;
    const x = errors.x(degree);
    // what lies outside the frame stands at its edge
    const [high, low] = [test, train].map((error) => clamp(errors.y(error), top + 6, bottom - 6));
    errors.trace({
      cursor: `M${x},${top}V${bottom}`,
      "train-here": `M${x},${low}h0`,
      "test-here": `M${x},${high}h0`,
    });
    const place = clamp(x, left + 26, right - 20);
    const above = test > train ? -12 : 20;
    errors.write(
      ["halo test", place, clamp(high + above, top + 20, bottom - 12), "test"],
      ["halo train", place, clamp(low + 8 - above, top + 20, bottom - 12), "training"],
    );
    this.showNumbers();
    this.kit.say(() => this.sentence());
  }

  showNumbers() {
    const { panel, print, kit, now } = this;
    const { degree: wanted, seed, count } = kit.state();
    const { degree, train, test } = this.here();
    const observations = kit.words().observations;
    panel.degree.set(wanted, `${degree}`);
    panel.count.set(count, `${count}`, `${count} ${observations}`);
    panel.seed.value = `${seed}`;
    panel.numbers.set(0, `${count}`, `${now.held.x.length}`);
    panel.numbers.set(1, print.mse(train), print.mse(test));
  }

  sentence() {
    const { print, kit, now, cloud, errors } = this;
    const { x, y, mse, observations } = kit.words();
    const { degree, train, test } = this.here();
    const lowest = Math.min(...now.test);
    const both = `training error ${print.mse(train)}, test error ${withUnit(print.mse(test), mse.unit)}`;
    cloud.name(`${y.name} against ${x.name}, and a polynomial of degree ${degree}`);
    errors.name(`Errors against the degree; at degree ${degree}, ${both}`);
    if (train > 2 * lowest && test > 2 * lowest) {
      return `Both errors are high: degree ${degree} is too simple for the pattern. That is underfitting.`;
    }
    if (test > 1.5 * train && test > 1.3 * lowest) {
      const how = train ? "has learned accidents of its" : "passes through all";
      return `The curve ${how} ${now.count} training ${observations}: ${both}. That is overfitting.`;
    }
    return `With ${both}, the difference may be chance. Split again, and see how much it varies.`;
  }

  reword() {
    const { x, y, mse, observations } = this.kit.words();
    const { panel, cloud, errors } = this;
    const square = inBrackets(mse.unit);
    cloud.titles(axisTitle(x), axisTitle(y));
    errors.titles(["degree of the polynomial"], [`MSE${square}`]);
    panel.degree.label("Degree of the polynomial");
    panel.count.label(`Training ${observations}`);
    panel.numbers.name(0, observations);
    panel.numbers.name(1, `MSE${square}`);
    this.redraw();
  }
}

export const holdOut = figure("hold_out", "Hold out", notebooks, HoldOutView);

export default holdOut;
