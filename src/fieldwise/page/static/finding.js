/** A box where one types what one does; the fields come in order of nearness. */
export function startFinding() {
  const form = document.querySelector("form.find");
  const input = document.querySelector("#fw-find");
  const list = document.querySelector(".fields");
  const found = document.querySelector("#fw-found");
  if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement) || !list) return;
  const entries = [...list.children]
    .filter((entry) => entry instanceof HTMLElement)
    .map((entry) => ({ entry, words: (entry.dataset.words ?? "").split(" ") }));
  const rarity = raritiesOf(entries.map(({ words }) => words));

  const show = () => {
    const asked = wordsOf(input.value);
    const ranked = entries
      .map(({ entry, words }) => ({ entry, score: nearness(asked, words, rarity) }))
      .sort((one, other) => other.score - one.score);
    const best = ranked[0]?.score ?? 0;
    const near = asked.length > 0 && best > 0;
    for (const { entry, score } of near ? ranked : entries.map((one) => ({ ...one, score: 1 }))) {
      entry.hidden = near && score < best * 0.3;
      list.append(entry);
    }
    if (!found) return;
    const count = entries.filter(({ entry }) => !entry.hidden).length;
    if (asked.length === 0) found.textContent = "";
    else if (!near) found.textContent = "No field is near that yet. Here are all of them.";
    else found.textContent = count === 1 ? "The nearest field:" : `The ${count} nearest, nearest first:`;
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector(".entry:not([hidden]) a");
    if (input.value.trim() && first instanceof HTMLAnchorElement) first.focus();
  });
  input.addEventListener("input", show);
  if (input.value) show();
}

const SMALL = new Set(
  ("and the for with from that this what who how are was has have does work working study studies " +
    "science scientist scientists").split(" "),
);

/** @param {string} text */
function wordsOf(text) {
  const words = text.toLowerCase().match(/\p{L}{3}\p{L}*/gu) ?? [];
  return words.filter((word) => !SMALL.has(word));
}

/**
 * How much a word tells: one that every field has tells little.
 * @param {string[][]} all
 * @returns {(word: string) => number}
 */
function raritiesOf(all) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const words of all) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + all.length / (counts.get(word) ?? 1));
}

/**
 * @param {string[]} asked
 * @param {string[]} words
 * @param {(word: string) => number} rarity
 */
function nearness(asked, words, rarity) {
  let sum = 0;
  for (const query of asked) {
    let best = 0;
    for (const [place, word] of words.entries()) {
      const alike = likeness(query, word);
      // the words that name the field and its learner come first
      if (alike) best = Math.max(best, alike * rarity(word) * (place < 4 ? 2 : 1));
    }
    sum += best;
  }
  return sum;
}

/**
 * From 0 to 1: the same word, a common beginning, or many common groups of three letters.
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  if (one === other) return 1;
  const shorter = Math.min(one.length, other.length);
  let common = 0;
  while (common < shorter && one[common] === other[common]) common += 1;
  if (common === one.length) return 0.9;
  if (common >= 4) return (0.8 * common) / Math.max(one.length, other.length);
  if (shorter < 5 || one[0] !== other[0]) return 0;
  const groups = new Set(threesOf(one));
  const both = threesOf(other).filter((three) => groups.has(three)).length;
  const share = (2 * both) / (one.length + other.length - 4);
  return share > 0.5 ? 0.6 * share : 0;
}

/** @param {string} word */
function threesOf(word) {
  return Array.from({ length: word.length - 2 }, (_, start) => word.slice(start, start + 3));
}
