/** What slides sideways can be reached by keyboard, and only what slides. */
export function startSliding() {
  const observer = new ResizeObserver((entries) => {
    const sliding = entries.map(({ target }) => target.scrollWidth > target.clientWidth + 1);
    for (const [at, { target }] of entries.entries()) {
      if (sliding[at]) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  const observe = () => {
    for (const box of document.querySelectorAll("pre, .slide, .formula")) observer.observe(box);
  };
  document.addEventListener("fw:told", observe); // another telling may have brought more
  observe();
}
