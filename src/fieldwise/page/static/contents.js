/** The contents follow the reader: the section that fills the screen is marked. */
export function startContents() {
  const nav = document.querySelector("#fw-contents");
  const where = document.querySelector(".contents .where");
  if (!(nav instanceof HTMLElement)) return;
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of nav.querySelectorAll("a")) {
    const section = document.querySelector(`[aria-labelledby="${link.hash.slice(1)}"]`);
    if (section) links.set(section, link);
  }
  const seen = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      const current = [...links.keys()].find((section) => seen.has(section));
      for (const [section, link] of links) {
        if (section === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      const link = current && links.get(current);
      if (where) where.textContent = link ? nameOf(link) : "Contents";
    },
    { rootMargin: "-25% 0px -70% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);
  nav.addEventListener("click", (event) => {
    const open = nav.matches(":popover-open");
    if (open && event.target instanceof Element && event.target.closest("a")) nav.hidePopover();
  });
}

/** @param {HTMLAnchorElement} link */
function nameOf(link) {
  return [...link.childNodes].map((node) => node.textContent?.trim()).join(" ").trim();
}
