/**
 * On facing pages, what is short stays in sight while its longer neighbour is read. What fills
 * the screen scrolls as ever, or its end could not be reached.
 */
export function startFacing() {
  /** @type {Map<Element, number>} */
  const heights = new Map();
  const mark = () => {
    for (const [part, height] of heights) {
      part.toggleAttribute("data-short", height < innerHeight * 0.8);
    }
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) heights.set(target, contentRect.height);
    mark();
  });
  for (const part of document.querySelectorAll(".stay")) observer.observe(part);
  addEventListener("resize", mark);
}
