// What `fieldwise open --watch` adds to a page as it is served; no file on a disk has it.
import { Corner } from "./corner.js";
import { Mirror } from "./mirror.js";
import { keepingSpot, leaveSpot, returnToSpot } from "./spot.js";

/** @typedef {import("./corner.js").Standing} Standing */

const host = document.querySelector("fieldwise-watch");
if (host instanceof HTMLElement && host.shadowRoot) start(host, host.shadowRoot);

/**
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 */
function start(host, root) {
  const corner = new Corner(root);
  const mirror = new Mirror(document, host);
  const name = (host.dataset.page ?? "").replace(/\.html$/, "");
  const isGallery = name === "index";
  /** @type {Record<string, any>} */
  let known = {};
  let shown = host.dataset.digest ?? "";
  let [busy, again, lens] = [false, false, false];
  corner.shown(returnToSpot());
  const reload = () => {
    leaveSpot(1000 * (known[name]?.at ?? 0));
    location.reload();
  };
  // What the lens puts back is what it found when it was first used; what it tells it read before.
  document.addEventListener("fw:told", () => {
    lens = true;
    if (mirror.stale) reload();
  });

  const wanted = () => (isGallery ? known.gallery : known[name]?.digest) || shown;

  const refresh = async () => {
    if (busy) return void (again = true);
    busy = true;
    try {
      const next = await fetched(location.href);
      const now = next.querySelector("fieldwise-watch");
      shown = (now instanceof HTMLElement && now.dataset.digest) || wanted();
      while (now?.nextSibling) now.nextSibling.remove(); // what the app has added
      now?.remove();
      const changed = lens ? null : keepingSpot(() => mirror.follow(next));
      if (changed === null) return reload();
      corner.mark(changed);
    } catch {
      // the app has ended, or a build is just replacing the file: the next news tells
    } finally {
      busy = false;
    }
    if (again) {
      again = false;
      if (wanted() !== shown) await refresh();
    }
  };

  const source = new EventSource("/-/watch");
  source.onmessage = async ({ data }) => {
    const news = JSON.parse(data);
    known = { ...known, ...news };
    if (news.building) return corner.wait();
    corner.show(standings(known, isGallery ? "" : name));
    if (wanted() === shown) return;
    await refresh();
    corner.shown(1000 * (known[name]?.at ?? 0));
  };
  source.onerror = () => corner.gone();
}

/**
 * How the editions stand that this page shows.
 * @param {Record<string, any>} known
 * @param {string} name
 * @returns {[string, Standing][]}
 */
function standings(known, name) {
  const all = Object.entries(known).filter(([one]) => one.includes("/"));
  return name ? all.filter(([one]) => one === name) : all;
}

/**
 * A page as it is now. A request for a document parses it without running anything in it.
 * @param {string} address
 * @returns {Promise<Document>}
 */
function fetched(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.response ? resolve(request.response) : reject());
    request.onerror = () => reject();
    request.send();
  });
}
