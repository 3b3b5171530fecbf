/** Pixels by which one block may begin below another that it faces. */
const LEVEL = 48;
const BLOCKS = "p, li, tr, pre, h1, h2, h3, dt, dd, figure, .formula, summary, .output, [data-play]";

/**
 * Where the reader is: the block at the top of their screen, and how far down it stands. Of two that
 * face each other it is the canon, which is the same before and after. Gives a function that scrolls back to it.
 */
export function holdSpot() {
  const bar = document.querySelector(".bar");
  const beneath = bar instanceof HTMLElement && bar.offsetHeight < innerHeight / 2 ? bar.offsetHeight : 0;
  const seen = [...document.querySelectorAll(`#fw-main :is(${BLOCKS})`)]
    .map((block) => ({ block, box: block.getBoundingClientRect() }))
    .filter(({ block, box }) => {
      const shown = box.height > 0 && box.bottom > beneath && box.top < innerHeight;
      return shown && !isStuck(block);
    });
  const begun = seen.filter(({ box }) => box.top >= beneath).sort((a, b) => a.box.top - b.box.top);
  const level = begun.filter(({ box }) => box.top < (begun[0]?.box.top ?? 0) + LEVEL);
  const spot = level.find(({ block }) => block.closest(".canon")) ?? begun[0] ?? seen[0];
  if (!spot) return () => {};
  const { block } = spot;
  const cell = block.closest("[data-cell], section") ?? block;
  const [blockWas, cellWas] = [topOf(block), topOf(cell)];
  return () => {
    const by = block.isConnected ? topOf(block) - blockWas : topOf(cell) - cellWas;
    if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: "instant" });
  };
}

/**
 * Where a block begins, or would, did it not stay in sight while its neighbour is read.
 * @param {Element} block
 */
function topOf(block) {
  const { top } = block.getBoundingClientRect();
  const stay = block.closest(".stay");
  const page = stay?.parentElement;
  if (!stay || !page) return top;
  return top - stay.getBoundingClientRect().top + page.getBoundingClientRect().top;
}

/**
 * What stays in sight while its longer neighbour is read says nothing of how far its reader is.
 * @param {Element} block
 */
function isStuck(block) {
  const stay = block.closest(".stay[data-short]");
  const page = stay?.parentElement;
  if (!stay || !page) return false;
  const above = stay.getBoundingClientRect().top - page.getBoundingClientRect().top;
  return above > parseFloat(getComputedStyle(page).paddingTop) + 1;
}
