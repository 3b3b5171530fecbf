/**
 * Where the reader is: the block that they have at the top of their screen, and how far down it
 * stands. Canon is preferred, since it is the same before and after.
 */
const BLOCKS = "p, li, tr, pre, h1, h2, h3, dt, dd, figure, .formula, summary, .output, [data-play]";

export function holdSpot() {
  const bar = document.querySelector(".bar");
  const beneath = bar instanceof HTMLElement && bar.offsetHeight < innerHeight / 2 ? bar.offsetHeight : 0;
  const blocks = [...document.querySelectorAll("#fw-main :is(" + BLOCKS + ")")];
  const seen = blocks
    .map((block) => ({ block, box: block.getBoundingClientRect() }))
    .filter(({ block, box }) => {
      const shown = box.height > 0 && box.bottom > beneath && box.top < innerHeight;
      return shown && !isStuck(block);
    });
  const begin = seen.filter(({ box }) => box.top >= beneath);
  const spot =
    begin.find(({ block }) => block.closest(".canon")) ??
    begin[0] ??
    seen.find(({ block }) => block.closest(".canon")) ??
    seen[0];
  if (!spot) return () => {};
  const { block, box } = spot;
  const cell = block.closest("[data-cell], section");
  const cellTop = cell?.getBoundingClientRect().top ?? 0;
  return () => {
    const kept = block.isConnected || !cell;
    const top = kept ? block.getBoundingClientRect().top : (cell?.getBoundingClientRect().top ?? 0);
    const by = top - (kept ? box.top : cellTop);
    if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: "instant" });
  };
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
