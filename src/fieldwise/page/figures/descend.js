// Descend: gradient descent at a learning rate of one's choice, on the loss surface and as a curve.
import { bowl, curvatures, descent, standardised, unscaled } from "./arithmetic.js";
import { Chart, scale } from "./chart.js";
import { box, button, deck, html, slider, symbol, table, tick } from "./elements.js";
import { inBrackets, printers, scientific, whole, withUnit } from "./numbers.js";
import { Surface } from "./surface.js";
import { figure } from "./widget.js";

/** @typedef {import("./types").Bowl} Bowl */
/** @typedef {import("./types").Epoch} Epoch */
/** @typedef {{rate: number, scaledRate: number, standardise: boolean}} DescendState */

const LAST_EPOCH = 1e9;

/** The two ways to descend: on the feature as it is, and standardised as the lesson does it.
 * @param {Bowl} of @param {import("./types").Model} model */
function waysOf(of, model) {
  const limit = 2 / curvatures(of)[1];
  const [rate, large] = [model.get("learning_rate"), model.get("too_large")];
  const low = Math.floor(Math.log10(Math.min(rate / 3, limit / 100)));
  const high = Math.ceil(Math.log10(Math.max(large, limit * 8)) - 1e-9);
  // the slider goes from 0 to 1, which are powers of ten from low to high
  return [
    { of, limit, rate, epochs: model.get("epochs"), low, range: high - low },
    { of: standardised(of), limit: 1, rate: 0.1, epochs: 100, low: -3, range: 4 },
  ];
}

/** @param {number} rate */
const rateText = (rate) =>
  rate < 0.01 ? scientific(rate, 2) : String(Number(rate.toPrecision(2)));

/** The loss against the epoch, both axes logarithmic, as in the lesson's still figure. */
class LossCurve {
  /** @param {() => void} redraw */
  constructor(redraw) {
    this.plot = new Chart("best ahead way here", redraw);
    /** Whether it shows more than at first. */
    this.grown = false;
  }

  /** @param {Bowl} of @param {number} start @param {number} epochs @param {Epoch} now */
  frame({ best }, start, epochs, { epoch, mse }) {
    const { plot } = this;
    const low = Math.max(best * 0.85, start * 1e-12, 1e-99);
    const high = Math.max(start * 1.5, low * 10);
    // a loss that grows gets room for as many powers of ten again
    const top = mse > high ? Math.min(mse * (mse / start), 1e308) : high;
    const last = epoch > epochs ? 10 ** Math.ceil(Math.log10(epoch)) : epochs;
    this.grown = top > high || last > epochs;
    plot.axes(scale(1, last * 1.2, true), scale(low, top, true));
    plot.trace({
      best: plot.line([
        [1, best],
        [last * 1.2, best],
      ]),
    });
    plot.write(["halo from", plot.area.left + 8, plot.y(best) - 7, "best line"]);
  }

  /** @param {Epoch} now */
  outgrown = ({ epoch, mse }) => mse > this.plot.y.high || epoch * 1.1 > this.plot.x.high;

  /** @param {readonly Epoch[]} trail @param {string} layer */
  draw(trail, layer) {
    const { plot } = this;
    const points = trail.slice(1).map(({ epoch, mse }) => /** @type {const} */ ([epoch, mse]));
    plot.trace({ [layer]: plot.line(points) });
    if (layer === "way") plot.trace({ here: plot.dots(points.slice(-1)) });
  }
}

/** @param {DescendView} view */
function descendPanel(view) {
  const parts = {
    rate: slider({
      low: 0,
      high: 1,
      step: 0.0125,
      input(at) {
        const { low, range } = view.way;
        // two digits, so that it can be typed into the notebook
        view.choose(Number((10 ** (low + at * range)).toPrecision(2)));
      },
    }),
    play: button("Play", () => view.toggle()),
    scaled: tick((standardise) => view.kit.put({ standardise })),
    numbers: table(["now", "best line"], 4),
  };
  const bar = box(
    "panel",
    parts.rate.element,
    box(
      "row",
      parts.play,
      button("One epoch", () => view.step()),
      button("Reset", () => view.reset()),
      parts.scaled.element,
    ),
  );
  return { ...parts, bar };
}

class DescendView {
  /** @param {import("./types").Kit<DescendState>} kit */
  constructor(kit) {
    this.kit = kit;
    this.of = bowl(kit.data.x, kit.data.y);
    this.print = printers(this.of);
    this.ways = waysOf(this.of, kit.model);
    this.way = this.ways[0];
    this.rate = 0;
    this.run = this.ahead = descent(this.of, 0);
    this.zoom = 1;
    /** Epochs reached by the clock, with their fraction. */
    this.reached = 0;
    /** The next frame while playing, else 0. */
    this.next = 0;
    this.surface = new Surface(() => this.redraw());
    this.curve = new LossCurve(() => this.redraw());
    this.panel = descendPanel(this);
    kit.root.append(
      html("p", {}, "Choose a learning rate, predict where it leads, then play."),
      deck(this.panel.bar, [this.surface.plot, this.curve.plot], this.panel.numbers),
    );
  }

  /** @param {number} rate */
  choose(rate) {
    this.kit.put(this.kit.state().standardise ? { scaledRate: rate } : { rate });
  }

  /** Follow the state: another rate or another feature begins anew. */
  draw() {
    const { standardise, rate, scaledRate } = this.kit.state();
    const way = this.ways[Number(standardise)];
    const now = standardise ? scaledRate : rate;
    if (way === this.way && now === this.rate) return;
    const another = way !== this.way;
    this.way = way;
    this.rate = now;
    if (another) this.surface.reword(this.kit.words(), standardise);
    this.restart(another);
  }

  /** Back to w = b = 0; what plays goes on playing. @param {boolean} [another] */
  restart(another = false) {
    const { of, epochs } = this.way;
    const grown = this.zoom > 1 || this.curve.grown;
    this.run = descent(of, this.rate);
    this.ahead = descent(of, this.rate);
    this.ahead.to(epochs);
    this.reached = 0;
    this.zoom = 1;
    if (another || grown) this.redraw();
    else this.foresee();
  }

  reset() {
    this.pause();
    this.choose(this.way.rate);
    this.restart();
  }

  step() {
    this.pause();
    this.reached = this.run.to(this.run.now.epoch + 1).epoch;
    this.show();
  }

  toggle() {
    if (this.next) {
      this.pause();
      this.show();
      return;
    }
    if (this.run.over || this.arrived()) this.restart();
    this.panel.play.textContent = "Pause";
    this.await(performance.now());
  }

  pause() {
    cancelAnimationFrame(this.next);
    clearTimeout(this.next);
    this.next = 0;
    this.panel.play.textContent = "Play";
  }

  /** Ask for the next frame; who wants less motion gets two a second. @param {number} before */
  await(before) {
    const go = () => this.advance(before);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.next = calm ? setTimeout(go, 500) : requestAnimationFrame(go);
  }

  /** The further it gets, the faster it goes: the curve grows evenly on its logarithmic axis.
   * @param {number} before */
  advance(before) {
    const now = performance.now();
    const { run, way } = this;
    const goal = run.now.epoch < way.epochs ? way.epochs : LAST_EPOCH;
    const pace = Math.max(8, 1.2 * this.reached);
    const target = Math.min(this.reached + (pace * Math.min(now - before, 500)) / 1000, goal);
    const { epoch } = run.to(Math.floor(target), 6);
    this.reached = epoch < Math.floor(target) ? epoch : target;
    if (run.over || epoch === goal || (goal === LAST_EPOCH && this.arrived())) this.pause();
    else this.await(now);
    this.show();
  }

  /** Slope and intercept as the lesson has them, whatever the descent runs on. */
  line() {
    const { w, b } = this.run.now;
    return this.way === this.ways[0] ? { w, b } : unscaled(this.of, w, b);
  }

  /** Whether it agrees with the best line in every digit shown. */
  arrived() {
    const { w, b } = this.line();
    const { print, of, run } = this;
    return (
      print.w(w) === print.w(of.slope) &&
      print.b(b) === print.b(of.intercept) &&
      print.mse(run.now.mse) === print.mse(of.best)
    );
  }

  redraw() {
    const { surface, curve, run, way, zoom } = this;
    surface.frame(way.of, way !== this.ways[0], zoom);
    curve.frame(way.of, run.trail[0].mse, way.epochs, run.now);
    this.panel.rate.label("Learning rate ", symbol("η"), `, stable up to ${rateText(way.limit)}`);
    this.foresee();
  }

  /** Draw the way to come, faintly, and where the descent is. */
  foresee() {
    const { trail, now } = this.ahead;
    this.surface.draw(trail, "ahead");
    this.curve.draw([...trail, now], "ahead");
    this.show();
  }

  show() {
    const { surface, curve, run, way } = this;
    const further = surface.outside(way.of, run.now);
    this.zoom *= further;
    if (further > 1 || curve.outgrown(run.now)) {
      this.redraw();
      return;
    }
    const trail = [...run.trail, run.now];
    surface.draw(trail, "way");
    curve.draw(trail, "way");
    this.showNumbers();
    this.kit.say(() => this.sentence(), this.next > 0);
  }

  showNumbers() {
    const { panel, print, of, way, rate, run } = this;
    const { limit, low, range } = way;
    const at = (/** @type {number} */ value) => (Math.log10(value) - low) / range;
    const { w, b } = this.line();
    panel.numbers.set(0, whole(run.now.epoch), "");
    panel.numbers.set(1, print.mse(run.now.mse), print.mse(of.best));
    panel.numbers.set(2, print.w(w), print.w(of.slope));
    panel.numbers.set(3, print.b(b), print.b(of.intercept));
    const stable = rate < limit;
    const text = rateText(rate);
    panel.rate.set(at(rate), text, `${text}, ${stable ? "stable" : "too large"}`, at(limit));
    panel.scaled.input.checked = way !== this.ways[0];
  }

  sentence() {
    const { print, of, way, rate, run, surface, curve } = this;
    const { epoch, mse } = run.now;
    const { w, b } = this.line();
    const loss = withUnit(print.mse(mse), this.kit.words().mse.unit);
    const after = `After epoch ${whole(epoch)}`;
    surface.plot.name(`Loss over w and b, now ${print.w(w)} and ${print.b(b)}`);
    curve.plot.name(`Loss against epoch. ${after} the MSE is ${loss}.`);
    if (!epoch) return "From w = 0 and b = 0: which will arrive first?";
    if (run.over) {
      return `${after} the MSE is ${loss}, and the next is too large for a computer’s number: the descent has diverged.`;
    }
    if (rate > way.limit) {
      return `${after} the MSE is ${loss}: every step overshoots the valley and lands higher up.`;
    }
    if (this.arrived()) return `${after} it agrees with the best line in every digit shown.`;
    if (mse < of.best * 1.01) {
      return `${after} the loss looks finished, yet b is ${print.b(b)} where the best line has ${print.b(of.intercept)}. Play on, or standardise.`;
    }
    return `${after} the MSE is ${loss}.`;
  }

  reword() {
    const { x, y, slope, mse } = this.kit.words();
    const { panel } = this;
    const square = inBrackets(mse.unit);
    this.curve.plot.titles(["epoch"], [`MSE${square}`]);
    panel.scaled.words.textContent = `Standardise ${x.phrase}`;
    panel.numbers.name(0, "epoch");
    panel.numbers.name(1, `MSE${square}`);
    panel.numbers.name(2, symbol("w"), inBrackets(slope.unit));
    panel.numbers.name(3, symbol("b"), inBrackets(y.unit));
    this.surface.reword(this.kit.words(), this.kit.state().standardise);
    this.redraw();
  }
}

export const descend = figure(
  "descend",
  "Descend",
  (_, model) => ({ rate: model.get("learning_rate"), scaledRate: 0.1, standardise: false }),
  DescendView,
);

export default descend;
