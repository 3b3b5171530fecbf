// What `fieldwise open --watch` adds to a page as it is served; no file on a disk has it.
import { Corner } from "./corner.js";
import { Mirror } from "./mirror.js";
import { keepingSpot, leaveSpot, returnToSpot } from "./spot.js";

/** @typedef {import("./corner.js").Standing} Standing */

/** Milliseconds between two attempts to hear from an app that has stopped: a minute in all. */
const PAUSES = [500, 500, 1000, 2000, 4000, 8000, 16_000, 30_000];

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
  let [busy, again] = [false, false];
  corner.shown(returnToSpot());
  const reload = () => {
    leaveSpot(1000 * (known[name]?.at ?? 0));
    location.reload();
  };

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
      const changed = await keepingSpot(() => inItsOwnWords(() => mirror.follow(next)));
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

  listen(corner, async (news) => {
    known = { ...known, ...news };
    if (news.building) return corner.wait();
    corner.show(standings(known, isGallery ? "" : name), known.lost);
    if (wanted() === shown) return;
    await refresh();
    corner.shown(1000 * (known[name]?.at ?? 0));
  });
}

/**
 * Hear the app's news. An app that is started again is found again; one that stays away is not
 * asked for ever, for its port may by now be another program's.
 * @param {Corner} corner
 * @param {(news: Record<string, any>) => void} hear
 */
function listen(corner, hear) {
  let missed = 0;
  const ask = () => {
    const source = new EventSource("/-/watch");
    source.onmessage = ({ data }) => {
      missed = 0;
      hear(JSON.parse(data));
    };
    source.onerror = () => {
      const answered = source.readyState === EventSource.CLOSED; // by what is no app of ours
      source.close();
      const pause = answered ? undefined : PAUSES[missed++];
      corner.gone(pause === undefined);
      if (pause !== undefined) setTimeout(ask, pause);
    };
  };
  ask();
}

/**
 * Change a page while it says what its file says; where the lens tells it otherwise, the lens sees to it.
 * @template Result
 * @param {() => Result} change
 * @returns {Promise<Result | null>}
 */
async function inItsOwnWords(change) {
  /** @type {Result | null} */
  let result = null;
  const asked = { change: () => void (result = change()), done: undefined };
  document.dispatchEvent(new CustomEvent("fw:change", { detail: asked }));
  if (asked.done) await asked.done;
  else asked.change();
  return result;
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
