/**
 * The reader's spot: what stands at the top of the screen stays there, whatever changes above it.
 */
const KEY = "fieldwise-spot";

/**
 * @template Result
 * @param {() => Promise<Result>} change
 * @returns {Promise<Result>}
 */
export async function keepingSpot(change) {
  const root = document.documentElement;
  const before = inSight().map((one) => /** @type {const} */ ([one, one.getBoundingClientRect().top]));
  root.style.overflowAnchor = "none"; // the browser would correct for it a second time
  const result = await change();
  const kept = before.find(([one]) => one.isConnected);
  if (kept) {
    const moved = kept[0].getBoundingClientRect().top - kept[1];
    if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
  }
  requestAnimationFrame(() => requestAnimationFrame(() => (root.style.overflowAnchor = "")));
  return result;
}

/**
 * Remember the spot over a reload: the nearest cell with a name, and how far above it we are.
 * @param {number} built when what is to be seen was built
 */
export function leaveSpot(built) {
  const named = inSight().map((one) => one.closest("[id]")).find(Boolean);
  const spot = { id: named?.id, top: named?.getBoundingClientRect().top, y: scrollY, built };
  sessionStorage.setItem(KEY, JSON.stringify(spot));
}

/**
 * Go back to the spot that was left, before anything is painted.
 * @returns {number} when what is to be seen was built; 0 if no spot was left
 */
export function returnToSpot() {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return 0;
  sessionStorage.removeItem(KEY);
  history.scrollRestoration = "manual";
  const { id, top, y, built } = JSON.parse(kept);
  for (const part of document.querySelectorAll("[data-later]")) part.removeAttribute("data-later");
  const there = id ? document.getElementById(id) : null;
  if (there) scrollBy({ top: there.getBoundingClientRect().top - top, behavior: "instant" });
  else scrollTo({ top: y, behavior: "instant" });
  return built ?? 0;
}

/** Elements that the reader sees, from the top down. */
function inSight() {
  /** @type {Set<Element>} */
  const found = new Set();
  for (const across of [0.3, 0.75]) {
    for (let down = 0.08; down < 1; down += 0.06) {
      const [one] = document.elementsFromPoint(innerWidth * across, innerHeight * down);
      if (one?.closest("main")) found.add(one);
    }
  }
  const tops = [...found].map((one) => /** @type {const} */ ([one.getBoundingClientRect().top, one]));
  return tops.sort(([one], [other]) => (one < 0 ? 1e6 : one) - (other < 0 ? 1e6 : other)).map(([, one]) => one);
}
