import { texts } from "./ppmd.js";

/**
 * Files that the page carries are given from the page when it was opened from a disk; else the
 * link leads to the file beside it.
 */
export function startDownloads() {
  for (const link of document.querySelectorAll("a[download]")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const name = link.download;
    const own = name.endsWith(".certificate.json");
    const carried = document.querySelector(own ? "#fw-certificate" : "#fw-pack")?.textContent;
    if (!carried || location.protocol !== "file:") continue;
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      give(name, own ? pretty(certificate()) : await unpacked(name));
    });
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function give(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function certificate() {
  return JSON.parse(document.querySelector("#fw-certificate")?.textContent ?? "{}");
}

/** @param {unknown} content */
function pretty(content) {
  return `${JSON.stringify(content, null, 1)}\n`;
}

/**
 * One of the carried files; a notebook gets back its certificate and its packed originals.
 * @param {string} name
 * @returns {Promise<string>}
 */
async function unpacked(name) {
  const [packed] = texts(document.querySelector("#fw-pack")?.textContent ?? "");
  const file = JSON.parse(packed)[name];
  return typeof file === "string" ? file : pretty(await whole(file));
}

/** @param {any} notebook */
async function whole(notebook) {
  const own = (notebook.metadata.fieldwise ??= {});
  const { originals } = own;
  delete own.originals;
  own.certificate = certificate();
  if (!originals) return notebook;
  const bytes = new TextEncoder().encode(JSON.stringify(notebook));
  const deflated = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  const data = new Uint8Array(await new Response(deflated).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  own.originals = {
    ...originals,
    digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    data: toBase64(data),
  };
  return notebook;
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs);
}
