/**
 * What a reader brings decides which optional passages are open. The story's own level stands
 * until the reader chooses another, which is then kept for every lesson.
 */
const KEPT = "fieldwise-level";

export function startLevels() {
  const form = document.querySelector("form.levels");
  if (!(form instanceof HTMLFormElement)) return;
  const passages = [...document.querySelectorAll("details.optional")].filter(
    (one) => one instanceof HTMLDetailsElement,
  );
  const settings = [...form.querySelectorAll("select")];
  const kept = remembered();
  for (const setting of settings) {
    const known = [...setting.options].map((option) => option.value);
    if (known.includes(kept[setting.name])) setting.value = kept[setting.name];
  }
  const level = () => Object.fromEntries(settings.map((one) => [one.name, one.value]));
  const show = () => {
    for (const passage of passages) passage.open = serves(level(), passage.dataset.level ?? "");
  };

  if (settings.some((one) => one.value !== form.dataset[one.name])) show();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    show();
    remember(level());
    const said = document.querySelector("#fw-said");
    const open = passages.filter((passage) => passage.open).length;
    if (said) said.textContent = `${open} of ${passages.length} optional passages are open.`;
  });
  form.hidden = false;
}

const LADDER = ["none", "calculus", "linear algebra"];

/**
 * Whether a passage is for such a reader, as in level.py.
 * @param {Record<string, string>} level
 * @param {string} passage
 */
function serves(level, passage) {
  if (passage === "code") return level.programming === "none";
  if (passage === "numpy") return level.programming === "some";
  return LADDER.indexOf(level.mathematics) >= LADDER.indexOf(passage);
}

/** @returns {Record<string, string>} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // a page opened from a disk may have no storage
  }
}

/** @param {Record<string, string>} level */
function remember(level) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(level));
  } catch {
    // without storage the choice lasts as long as the page
  }
}
