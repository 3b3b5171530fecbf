/** What has changed is marked for a moment, where the reader can see it. */
const LASTS = 2600;
const BLOCK = "p, li, td, th, summary, h1, h2, h3, pre, text";

let timer = 0;

/** @param {Iterable<Element>} changed */
export function mark(changed) {
  clear();
  const blocks = new Set([...changed].map((one) => (one.closest(".canon [data-q]") ?? one.closest(BLOCK) ?? one)));
  const seen = [...blocks].filter((block) => {
    const { top, bottom, height } = block.getBoundingClientRect();
    return height > 0 && bottom > -innerHeight && top < 2 * innerHeight;
  });
  for (const block of seen) block.setAttribute("data-changed", "");
  timer = window.setTimeout(clear, LASTS);
}

function clear() {
  clearTimeout(timer);
  for (const marked of document.querySelectorAll("[data-changed]")) {
    marked.removeAttribute("data-changed");
  }
}
