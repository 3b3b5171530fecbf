/**
 * On facing pages, what is short stays in sight while its longer neighbour is read. What fills
 * the screen scrolls as ever, or its end could not be reached.
 */
export function startFacing() {
  const parts = document.querySelectorAll(".stay");
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target);
  });
  for (const part of parts) observer.observe(part);
  addEventListener("resize", () => parts.forEach(mark));
}

/** @param {Element} part */
function mark(part) {
  part.toggleAttribute("data-short", part.getBoundingClientRect().height < innerHeight * 0.8);
}
