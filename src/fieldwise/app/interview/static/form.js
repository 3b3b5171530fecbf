// The interview's form. What an answer is taken for, what is wrong with it, and what all of them
// come to is said by the same Python that asks in a terminal; this shows it.

/**
 * @typedef {object} Seen
 * @property {Record<string, string>} asks
 * @property {Record<string, string[]>} choices
 * @property {Record<string, string>} values
 * @property {Record<string, string>} proposals
 * @property {Record<string, { sentence: string, offers: [string, string][] }>} problems
 * @property {{ value: string, text: string, more: string }[]} ways
 * @property {string} ways_note
 * @property {{ id: string, name: string, summary: string } | null} near
 * @property {[string, string][]} mapping
 * @property {string} caution
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Entry */

const PAUSE = 250;

/** @type {Set<string>} names that have been left once: only these are complained about */
const touched = new Set();
let asked = 0;
let timer = 0;
let isWriting = false;
/** @type {Promise<Seen & { error?: string }>} what is being asked of the app right now */
let asking = Promise.resolve(/** @type {any} */ ({}));

const form = document.querySelector("form");
if (form) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "radio") {
      touched.add(event.target.name);
    }
    clearTimeout(timer);
    timer = setTimeout(() => look(form), PAUSE);
  });
  form.addEventListener("focusout", (event) => {
    if (!isEntry(event.target) || !event.target.value) return;
    touched.add(event.target.name);
    look(form);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    next(form, event.target)?.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write(form);
  });
  addEventListener("pagehide", () => look(form));
  document.querySelector("#fw-forget")?.addEventListener("click", () => forget(form));
  for (const entry of entries(form)) if (entry.value) touched.add(entry.name);
  look(form);
}

/** @param {unknown} target @returns {target is Entry} */
function isEntry(target) {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "radio")
  );
}

/** @param {HTMLFormElement} form */
function entries(form) {
  return [...form.elements].filter(isEntry);
}

/** @param {HTMLFormElement} form @param {HTMLElement} after */
function next(form, after) {
  const all = [...form.elements].filter(
    (one) => one instanceof HTMLElement && one.tagName !== "FIELDSET" && one.offsetParent !== null,
  );
  const found = all[all.indexOf(after) + 1];
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLFormElement} form */
function answers(form) {
  /** @type {Record<string, string>} */
  const given = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) given[name] = value;
  }
  return given;
}

/** @param {string} path @param {Record<string, string>} given */
async function ask(path, given) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
      keepalive: true, // the last answer is kept even as the page is left
    });
    return await response.json();
  } catch {
    return { error: "The app does not answer. Is it still running in the terminal?" };
  }
}

/** @param {HTMLFormElement} form */
async function look(form) {
  clearTimeout(timer);
  if (isWriting) return;
  asked += 1;
  const turn = asked;
  asking = ask("/new/look", answers(form));
  const seen = await asking;
  if (turn !== asked) return; // a later answer is under way
  if (seen.error) say(seen.error);
  else show(form, seen);
}

/** @param {HTMLFormElement} form @param {Seen} seen */
function show(form, seen) {
  say("");
  showWays(form, seen);
  for (const block of form.querySelectorAll("[data-ask]")) {
    if (block instanceof HTMLElement) showOne(form, block, seen);
  }
  const near = document.querySelector("#fw-near");
  if (near instanceof HTMLElement) showNear(near, seen);
  showMapping(seen);
}

/** @param {HTMLFormElement} form @param {HTMLElement} block @param {Seen} seen */
function showOne(form, block, seen) {
  const name = block.dataset.ask ?? "";
  const label = block.querySelector(":scope > label, :scope > legend");
  if (label && seen.asks[name] && label.textContent !== seen.asks[name]) {
    label.textContent = seen.asks[name];
  }
  seen.choices[name]?.forEach((means, place) => {
    const text = block.querySelectorAll(".choices span")[place];
    if (text) text.textContent = means;
  });
  const entry = block.querySelector("input:not([type=radio]), textarea");
  const problem = touched.has(name) ? seen.problems[name] : undefined;
  const shown = problem?.sentence ?? "";
  if (isEntry(entry)) {
    entry.setAttribute("aria-invalid", shown ? "true" : "false");
    const taken = block.querySelector(".taken");
    const value = seen.values[name];
    const proposed = entry.value.trim() ? "" : seen.proposals[name];
    if (taken instanceof HTMLElement) {
      taken.hidden = !(proposed || value) || Boolean(shown);
      taken.textContent = proposed ? `If left empty: ${proposed}` : `Taken as: ${value}`;
    }
  }
  const place = block.querySelector(".problem");
  if (place instanceof HTMLElement) showProblem(form, place, name, shown, problem?.offers ?? []);
}

/**
 * @param {HTMLFormElement} form @param {HTMLElement} place @param {string} name
 * @param {string} sentence @param {[string, string][]} offers
 */
function showProblem(form, place, name, sentence, offers) {
  const state = JSON.stringify([sentence, offers]);
  if (place.dataset.state === state) return; // a button that has the focus keeps it
  place.dataset.state = state;
  place.hidden = !sentence;
  place.textContent = sentence;
  if (!sentence || form.elements.namedItem(name) instanceof RadioNodeList) {
    if (!sentence || name !== "direction") return;
  }
  place.append(document.createElement("br"));
  for (const [answer, means] of offers) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = means || answer;
    button.addEventListener("click", () => take(form, name, answer));
    place.append(button);
  }
}

/** @param {HTMLFormElement} form @param {string} name @param {string} answer */
function take(form, name, answer) {
  const entry = form.elements.namedItem(name);
  if (isEntry(entry)) {
    entry.value = answer;
    entry.focus();
  } else if (entry instanceof RadioNodeList) {
    const chosen = [...entry].find((one) => one instanceof HTMLInputElement && one.checked);
    if (chosen instanceof HTMLInputElement) chosen.value = answer;
  }
  look(form);
}

/** @param {HTMLFormElement} form @param {Seen} seen */
function showWays(form, seen) {
  const block = form.querySelector("[data-ways]");
  const choices = block?.querySelector(".choices");
  const note = block?.querySelector("[data-ways-note]");
  if (!(block instanceof HTMLElement) || !choices || !note) return;
  block.hidden = seen.ways.length === 0;
  note.textContent = seen.ways_note;
  const state = JSON.stringify(seen.ways);
  if (block.dataset.state === state) return;
  const before = new FormData(form).get("scale");
  block.dataset.state = state;
  choices.replaceChildren(
    ...seen.ways.map((way, place) => {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      const text = document.createElement("span");
      const more = document.createElement("small");
      radio.type = "radio";
      radio.name = "scale";
      radio.value = way.value;
      radio.checked = before === way.value || (before === null && place === 0 && way.value === "best");
      text.textContent = way.text;
      more.textContent = way.more;
      text.append(more);
      label.append(radio, text);
      return label;
    }),
  );
}

/** @param {HTMLElement} place @param {Seen} seen */
function showNear(place, seen) {
  place.hidden = !seen.near;
  if (!seen.near || place.dataset.id === seen.near.id) return;
  place.dataset.id = seen.near.id;
  const code = document.createElement("code");
  code.textContent = `fieldwise open ${seen.near.id}`;
  place.replaceChildren(
    `There is already a field close to yours: ${seen.near.name}. ${seen.near.summary} Open it with `,
    code,
    ", or simply go on.",
  );
}

/** @param {Seen} seen */
function showMapping(seen) {
  const list = document.querySelector("#fw-mapping");
  const open = document.querySelector("#fw-open");
  const caution = document.querySelector("#fw-caution");
  if (!list || !(open instanceof HTMLElement) || !(caution instanceof HTMLElement)) return;
  list.replaceChildren(
    ...seen.mapping.flatMap(([label, text]) => {
      const term = document.createElement("dt");
      const means = document.createElement("dd");
      term.textContent = label;
      means.textContent = text;
      return [term, means];
    }),
  );
  const left = Object.keys(seen.problems).length;
  open.textContent =
    left === 0
      ? "Is that right? If not, change an answer; then write the lesson."
      : `${left} ${left === 1 ? "answer" : "answers"} to go, and the lesson's letters are spelled out here.`;
  caution.hidden = !seen.caution;
  caution.textContent = seen.caution;
}

/** @param {HTMLFormElement} form */
async function write(form) {
  const button = document.querySelector("[type=submit]");
  if (!(button instanceof HTMLButtonElement) || button.disabled) return;
  button.disabled = true;
  button.textContent = "Writing and building …";
  isWriting = true;
  await asking; // what is kept for later is let go once the field is written
  const made = await ask("/new/write", answers(form));
  isWriting = Boolean(made.page);
  button.disabled = false;
  button.textContent = "Write my lesson";
  if (made.error) say(made.error);
  else if (made.page) written(made);
  else mend(form, made);
}

/** @param {HTMLFormElement} form @param {Seen} seen */
function mend(form, seen) {
  const names = Object.keys(seen.problems);
  for (const name of names) {
    touched.add(name);
    seen.problems[name].sentence ||= "This one is needed.";
  }
  show(form, seen);
  say(`${names.length} ${names.length === 1 ? "answer is" : "answers are"} still to be given or mended.`);
  const first = form.querySelector(`[data-ask="${names[0]}"] :is(input, textarea)`);
  if (first instanceof HTMLElement) first.focus();
}

/** @param {{ page: string, name: string, files: string[] }} made */
function written(made) {
  const place = document.querySelector("#fw-written");
  const link = document.querySelector("#fw-page");
  const files = document.querySelector("#fw-files");
  const command = document.querySelector("#fw-next");
  if (!(place instanceof HTMLElement) || !(link instanceof HTMLAnchorElement)) return;
  link.href = made.page;
  files?.replaceChildren(
    ...made.files.map((path) => {
      const item = document.createElement("li");
      item.textContent = path;
      return item;
    }),
  );
  if (command) command.textContent = `fieldwise draft ${made.name}`;
  for (const one of document.querySelectorAll("form, aside, .send")) {
    if (one instanceof HTMLElement) one.hidden = true;
  }
  place.hidden = false;
  place.focus();
  scrollTo(0, 0);
}

/** @param {HTMLFormElement} form */
async function forget(form) {
  for (const entry of entries(form)) entry.value = "";
  for (const radio of form.querySelectorAll("input[type=radio]")) {
    if (radio instanceof HTMLInputElement) radio.checked = false;
  }
  touched.clear();
  asked += 1;
  await ask("/new/forget", {});
  look(form);
}

/** @param {string} text */
function say(text) {
  const place = document.querySelector("#fw-said");
  if (place) place.textContent = text;
}
