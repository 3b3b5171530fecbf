/** From a file to the lesson on it: columns, units, notes, and the way there. */
import { ask, follow, send } from "./asking.js";
import { worded } from "./wording.js";

/**
 * @typedef {{ label: string, kind: string, says: string, unit: string, unit_from: string,
 *   low: number | null, high: number | null, example: string }} Column
 * @typedef {{ source: string, columns: Column[], findings: string[], x: string, y: string }} Table
 */

const PAUSE = 350;

export class Form {
  /**
   * @param {ShadowRoot} root
   * @param {DOMStringMap} told
   */
  constructor(root, told) {
    this.root = root;
    this.largest = Number(told.largest);
    this.id = "";
    /** @type {Column[]} */
    this.columns = [];
    this.timer = 0;
    this.asked = 0;
    /** @type {AbortController | null} */
    this.under = null;
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.part(".largest").textContent = `${Math.floor(this.largest / 1e6)}`;
    const field = told.field || "";
    const fields = /** @type {[string, string][]} */ (JSON.parse(told.fields ?? "[]"));
    const known = fields.some(([id]) => id === field);
    const name = known ? `${field} ` : "";
    this.part(".command").textContent = `fieldwise open ${name}--data FILE`;
    this.select("field").append(option("", "no field: plain words"));
    this.select("field").append(...fields.map(([id, text]) => option(id, text)));
    this.select("field").value = known ? field : "";
    this.listen();
  }

  listen() {
    const file = /** @type {HTMLInputElement} */ (this.part("input[type=file]"));
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen) this.take(chosen);
      file.value = "";
    });
    this.part(".again").addEventListener("click", () => this.restart());
    for (const axis of ["x", "y"]) {
      this.select(axis).addEventListener("change", () => this.describe(axis));
    }
    this.part(".second").addEventListener("input", () => this.noteSoon());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.build();
    });
  }

  /**
   * Send a file to the app, and offer its columns.
   * @param {File} file
   */
  async take(file) {
    this.restart();
    if (file.size > this.largest) {
      this.error(
        `“${file.name}” has more than ${Math.floor(this.largest / 1e6)} MB. ` +
          `The command line reads files of any size: ${this.part(".command").textContent}.`,
      );
      return;
    }
    this.zone(`Reading ${file.name}`);
    this.under = new AbortController();
    const answer = await send(file, this.under.signal, (share) => {
      this.zone(share < 1 ? `Taking ${file.name}, ${Math.floor(100 * share)} %` : `Reading ${file.name}`);
    });
    this.zone("");
    if (answer.error) return this.error(answer.error);
    this.id = answer.id;
    this.offer(/** @type {Table} */ (/** @type {unknown} */ (answer)));
    this.note();
  }

  /** @param {Table} table */
  offer(table) {
    this.columns = table.columns;
    this.part(".source").textContent = table.source;
    const numbers = table.columns.filter((column) => column.kind === "number");
    for (const axis of ["x", "y"]) {
      const select = this.select(axis);
      select.replaceChildren(...numbers.map(({ label }) => option(label, label)));
      select.value = (axis === "x" ? table.x : table.y) || numbers[0]?.label || "";
      this.describe(axis);
    }
    this.part("tbody").replaceChildren(...table.columns.map(row));
    this.part(".findings").replaceChildren(...table.findings.map((text) => element("li", text)));
    for (const one of this.root.querySelectorAll(".second")) one.removeAttribute("hidden");
    this.part(".first").hidden = true;
    this.select("x").focus();
  }

  /**
   * Fill in a column's unit, and say its range.
   * @param {string} axis
   */
  describe(axis) {
    const column = this.column(axis);
    this.input(`${axis}_unit`).value = column?.unit ?? "";
    const from = column?.unit_from ? `, unit from ${column.unit_from}` : "";
    const range = column && column.low !== null ? `${short(column.low)} to ${short(column.high)}` : "";
    this.part(`.of-${axis}`).textContent = `${range}${from}`;
  }

  noteSoon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.note(), PAUSE);
  }

  /** What a careful colleague would say about these two columns. */
  async note() {
    const number = (this.asked += 1);
    const answer = await ask(`/-/data/${this.id}/notes`, this.choice());
    if (number !== this.asked || !this.id) return;
    this.error(answer.error ?? "");
    this.button().disabled = Boolean(answer.error);
    const kept =
      answer.usable < answer.rows ? `${answer.usable} of ${answer.rows} rows can be used.` : `${answer.rows} rows.`;
    const sample = answer.sample ? ` The lesson runs on a sample of ${answer.sample}.` : "";
    const notes = (answer.notes ?? []).map((/** @type {{ sentence: string, advice: string }} */ one) => {
      const note = document.createElement("p");
      note.append(...worded(`${one.sentence} ${one.advice}`, this));
      return note;
    });
    const calm = notes.length ? "" : " Nothing stands out in them.";
    const rows = element("p", `${kept}${sample}${calm}`);
    rows.className = "rows";
    this.part(".notes").replaceChildren(...(answer.error ? [] : [rows, ...notes]));
  }

  /** Build the lesson, and go there. */
  async build() {
    if (this.button().disabled || !this.id) return;
    this.button().disabled = true;
    this.error("");
    this.under = new AbortController();
    const began = Date.now();
    let text = "Building";
    const tick = () => this.says(`${text} … ${Math.round((Date.now() - began) / 1000)} s`);
    const timer = setInterval(tick, 1000);
    tick();
    try {
      await follow(`/-/data/${this.id}/lesson`, this.choice(), this.under.signal, (line) => {
        if (line.says) text = `${line.says[0]?.toUpperCase()}${line.says.slice(1)}`;
        if (line.error) this.error(line.error);
        if (line.done) location.assign(line.done);
      });
    } finally {
      clearInterval(timer);
      this.says("");
      this.button().disabled = false;
    }
  }

  /** Give up what is under way. */
  stop() {
    this.under?.abort();
  }

  /** Back to the first step. */
  restart() {
    this.stop();
    this.id = "";
    this.error("");
    this.part(".notes").replaceChildren();
    this.button().disabled = false;
    for (const name of ["below", "above", "missing", "table"]) this.input(name).value = "";
    this.input("leave_out_broken").checked = false;
    for (const one of this.root.querySelectorAll(".second")) one.setAttribute("hidden", "");
    this.part(".first").hidden = false;
  }

  choice() {
    const text = (/** @type {string} */ name) => this.input(name).value.trim();
    const unit = (/** @type {string} */ axis) => {
      const typed = text(`${axis}_unit`);
      return typed === (this.column(axis)?.unit ?? "") ? null : typed;
    };
    return {
      x: this.select("x").value,
      y: this.select("y").value,
      x_unit: unit("x"),
      y_unit: unit("y"),
      field: this.select("field").value,
      below: text("below"),
      above: text("above"),
      missing: text("missing"),
      table: text("table"),
      leave_out_broken: this.input("leave_out_broken").checked,
    };
  }

  /** @param {string} axis */
  column(axis) {
    return this.columns.find(({ label }) => label === this.select(axis).value);
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  /** @param {string} name */
  select(name) {
    return /** @type {HTMLSelectElement} */ (this.part(`select[name=${name}]`));
  }

  /** @param {string} name */
  input(name) {
    return /** @type {HTMLInputElement} */ (this.part(`input[name=${name}]`));
  }

  button() {
    return /** @type {HTMLButtonElement} */ (this.part(".build"));
  }

  /** @param {string} sentence */
  error(sentence) {
    this.part(".error").replaceChildren(...worded(sentence, this));
  }

  /**
   * Fill in what a note advises, as if it had been typed.
   * @param {string} name
   * @param {string} value
   */
  fill(name, value) {
    const input = this.input(name);
    const fold = input.closest("details");
    if (fold) fold.open = true;
    if (input.type === "checkbox") input.checked = true;
    else if (value) input.value = value;
    input.focus();
    if (value || input.type === "checkbox") this.noteSoon();
  }

  /** @param {string} sentence */
  says(sentence) {
    this.part(".says").textContent = sentence;
  }

  /** @param {string} sentence what is being done with a file; empty if nothing is */
  zone(sentence) {
    this.part(".lead").textContent = sentence || "Drop a table here, or choose a file";
  }
}

/** @param {Column} column */
function row({ label, unit, kind, says, low, high, example }) {
  const holds =
    kind === "number" && low !== null ? `${short(low)} to ${short(high)}` : example ? `${says}, as “${example}”` : says;
  const line = document.createElement("tr");
  const head = element("th", label);
  head.setAttribute("scope", "row");
  line.append(head, element("td", unit), element("td", holds));
  return line;
}

/** @param {number | null} number */
function short(number) {
  return number === null ? "" : `${Number(number.toPrecision(6))}`.replace("-", "−");
}

/**
 * @param {string} value
 * @param {string} text
 */
function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
