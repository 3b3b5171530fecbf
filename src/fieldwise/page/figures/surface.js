// The loss over slope and intercept: lines of equal loss, and the way of a descent among them.
import { Chart, scale } from "./chart.js";
import { svg, symbol } from "./elements.js";
import { inBrackets, markText } from "./numbers.js";

/** @typedef {import("./types").Bowl} Bowl */
/** @typedef {import("./types").Epoch} Epoch */

/**
 * Half the width and height of the part to show: the start, the best line, and as much beyond it,
 * so that a step too far still lands inside. Axes of one unit have one scale; w and b, which have
 * no common unit, each fill their axis.
 * @param {Bowl} of @param {boolean} oneUnit @param {number} aspect
 */
function halvesOf({ best, slope, intercept, varX }, oneUnit, aspect) {
  const typical = Math.sqrt(best) || 1;
  const [w, b] = [Math.abs(slope) * 1.15, Math.abs(intercept)];
  if (!oneUnit) return [w || typical / Math.sqrt(varX), Math.max(b * 1.6, typical / 100)];
  const half = Math.max(b * 1.15, w / aspect) || typical;
  return [half * aspect, half];
}

/**
 * Lines of equal loss, the widest first. Each is an ellipse about the best point: a unit circle
 * under the transposed inverse of the Cholesky factor of the loss's quadratic form.
 * @param {Bowl} of @param {Chart} plot
 */
function ellipses({ varX, meanX, best, slope, intercept }, { x, y, area }) {
  const square = varX + meanX ** 2;
  const kx = (area.right - area.left) / (x.high - x.low);
  const ky = (area.top - area.bottom) / (y.high - y.low);
  const farthest = (x.high - slope) ** 2 * square + (y.high - intercept) ** 2;
  const lines = [];
  let width = 0;
  for (let k = Math.floor(3 * Math.log10(best || farthest * 1e-6)); ; k++) {
    const level = [1, 2, 5][((k % 3) + 3) % 3] * 10 ** Math.floor(k / 3);
    if (!(level - best < farthest * 3)) return lines.reverse();
    const radius = Math.sqrt(level - best) / Math.sqrt(square);
    if (!(radius * kx > width + 8)) continue;
    width = radius * kx;
    const tall = (radius * square) / Math.sqrt(varX);
    const skew = (-kx * tall * meanX) / square;
    lines.push({ level, width, matrix: [width, 0, skew, ky * tall, x(slope), y(intercept)] });
  }
}

export class Surface {
  /** @param {() => void} redraw */
  constructor(redraw) {
    this.rings = svg("g");
    this.plot = new Chart("ahead way steps mark here", redraw);
    this.plot.marks.prepend(this.rings);
  }

  /** Choose the window; a zoom of 10 shows ten times as much.
   * @param {Bowl} of @param {boolean} oneUnit @param {number} zoom */
  frame(of, oneUnit, zoom) {
    const { plot } = this;
    const { slope, intercept } = of;
    plot.resize();
    const { left, right, top, bottom } = plot.area;
    const [w, b] = halvesOf(of, oneUnit, (right - left) / (bottom - top));
    const across = scale(slope - w * zoom, slope + w * zoom);
    plot.axes(across, scale(intercept - b * zoom, intercept + b * zoom));
    const lines = ellipses(of, plot);
    this.rings.replaceChildren(
      ...lines.map(({ matrix }) =>
        svg("circle", { class: "ring", r: 1, transform: `matrix(${matrix})` }),
      ),
    );
    const [x, y] = [plot.x(slope), plot.y(intercept)];
    plot.trace({ mark: `M${x - 6},${y}h12m-6,-6v12` });
    let last = right;
    /** @type {import("./chart").Label[]} */
    const levels = lines.flatMap(({ level, width }) => {
      const text = markText(level);
      if (x + width > last - 26 || width < 20 || !text) return [];
      last = x + width;
      return [["halo", last, y + 4, text]];
    });
    const start = zoom > 1 ? "" : "start";
    plot.write(
      ["halo", x, y - 11, "best line"],
      ["halo", plot.x(0), plot.y(0) - 12, start],
      ...levels,
    );
  }

  /** The power of ten by which a point lies outside. @param {Bowl} of @param {Epoch} at */
  outside(of, { w, b }) {
    const { x, y } = this.plot;
    const out = Math.max(
      Math.abs((w - of.slope) / (x.high - of.slope)),
      Math.abs((b - of.intercept) / (y.high - of.intercept)),
    );
    return out > 1 ? 10 ** Math.ceil(Math.log10(out)) : 1;
  }

  /** @param {readonly Epoch[]} trail @param {string} layer */
  draw(trail, layer) {
    const { plot } = this;
    const points = trail.map(({ w, b }) => /** @type {const} */ ([w, b]));
    plot.trace({ [layer]: plot.line(points) });
    if (layer === "way") {
      plot.trace({ steps: plot.dots(points.slice(0, 60)), here: plot.dots(points.slice(-1)) });
    }
  }

  /** @param {import("./types").Words} words @param {boolean} scaled */
  reword({ x, y, slope }, scaled) {
    const unit = inBrackets(y.unit);
    if (scaled) {
      const across = `slope per standard deviation of ${x.name}${unit}`;
      this.plot.titles([across], [`prediction at the mean ${x.name}${unit}`]);
    } else {
      const across = [symbol("w"), `, the slope${inBrackets(slope.unit)}`];
      this.plot.titles(across, [symbol("b"), `, the intercept${unit}`]);
    }
  }
}
