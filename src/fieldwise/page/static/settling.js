/**
 * What lies below the screen is laid out in pauses, a piece at a time, so that a slow machine
 * answers its reader at once; soon all of it stands.
 */
export function startSettling() {
  const later = [...document.querySelectorAll("[data-later]")];
  const [visit] = performance.getEntriesByType("navigation");
  const returns = visit instanceof PerformanceNavigationTiming && visit.type !== "navigate";
  // The browser puts a reader who returns where they were, which only a page that stands allows.
  for (const part of returns ? later.splice(0) : []) part.removeAttribute("data-later");
  const next = () => {
    later.shift()?.removeAttribute("data-later");
    if (later.length > 0) setTimeout(next, 16);
  };
  requestAnimationFrame(() => setTimeout(next, 50));
}
