// What the lens can show, to choose from: a list of its own page, plain symbols and the fields.

/** Fields from which on a box helps to find one. */
const MANY = 9;

/**
 * @typedef {{own: {field: string, name: string}, others: [string, string][]}} Choices
 */

/**
 * Build the list; gives a function that marks what is shown.
 * @param {HTMLElement} panel
 * @param {Choices} choices
 * @param {(field: string, again: boolean) => void} choose
 */
export function createPanel(panel, { own, others }, choose) {
  const group = made("fieldset", "");
  const title = made("legend", "Read this page");
  /** @type {Map<string, HTMLInputElement>} */
  const radios = new Map();
  const option = (/** @type {string} */ field, /** @type {string} */ name, note = "") => {
    const label = made("label", "");
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "fw-lens";
    radio.value = field;
    radios.set(field, radio);
    label.append(radio, made("span", name));
    if (note) label.append(made("small", note));
    return label;
  };
  const plain = others.filter(([field]) => field === "plain-symbols");
  const fields = others.filter(([field]) => field !== "plain-symbols");
  const list = made("div", "");
  list.className = "fields";
  list.append(...fields.map(([field, name]) => option(field, name)));
  group.append(title, option(own.field, own.name, "this page"), ...plain.map(([field, name]) => option(field, name)));
  if (fields.length > 0) {
    const head = made("p", fields.length === 1 ? "As another field tells it" : "As other fields tell it");
    head.className = "head";
    group.append(head);
  }
  if (fields.length >= MANY) group.append(finder(list));
  group.append(list);
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Read this page in other words");
  panel.replaceChildren(group);

  let again = false;
  let pointed = false;
  panel.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    again = false;
    const checked = group.querySelector("input:checked");
    if (checked instanceof HTMLElement) checked.focus();
  });
  panel.addEventListener("pointerup", () => (pointed = true));
  panel.addEventListener("keydown", (event) => {
    pointed = false;
    const isRadio = event.target instanceof HTMLInputElement && event.target.type === "radio";
    if (event.key !== "Enter" || !isRadio) return;
    event.preventDefault(); // or the button, which gets the focus back, would be pressed
    panel.hidePopover();
  });
  group.addEventListener("change", (event) => {
    const radio = event.target;
    if (!(radio instanceof HTMLInputElement) || radio.type !== "radio") return;
    choose(radio.value, again);
    again = true;
    if (pointed) panel.hidePopover();
    pointed = false;
  });
  return (/** @type {string} */ field) => {
    const radio = radios.get(field);
    if (radio) radio.checked = true;
  };
}

/**
 * A box that leaves the fields whose names hold what is typed.
 * @param {HTMLElement} list
 */
function finder(list) {
  const label = made("label", "");
  label.className = "finder";
  const box = document.createElement("input");
  box.type = "search";
  box.autocomplete = "off";
  box.placeholder = `Find one of ${list.childElementCount}`;
  box.setAttribute("aria-label", "Find a field");
  box.addEventListener("input", () => {
    const typed = box.value.trim().toLowerCase();
    for (const entry of list.children) {
      if (entry instanceof HTMLElement) entry.hidden = !entry.textContent?.toLowerCase().includes(typed);
    }
  });
  label.append(box);
  return label;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
