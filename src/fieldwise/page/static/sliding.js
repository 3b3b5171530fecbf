/** What slides sideways can be reached by keyboard, and only what slides. */
export function startSliding() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll("pre, .slide, .formula")) observer.observe(box);
}
