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
  const packed = fromBase64(document.querySelector("#fw-pack")?.textContent ?? "");
  const [names, ...slices] = JSON.parse(await piped(packed, new DecompressionStream("deflate")).text());
  const text = (/** @type {string} */ of) =>
    slices.map((/** @type {string[]} */ slice) => slice[names.indexOf(of)]).join("");
  if (!name.endsWith(".ipynb")) return text(name);
  return pretty(await whole(JSON.parse(text(name)), JSON.parse(text(`${name}#outputs`))));
}

/**
 * @param {any} notebook
 * @param {any[]} outputs
 */
async function whole(notebook, outputs) {
  for (const [at, cell] of notebook.cells.entries()) {
    if (outputs[at] !== null) cell.outputs = outputs[at];
  }
  const own = (notebook.metadata.fieldwise ??= {});
  const { originals } = own;
  delete own.originals;
  own.certificate = certificate();
  if (!originals) return notebook;
  const bytes = new TextEncoder().encode(JSON.stringify(notebook));
  const data = await piped(bytes, new CompressionStream("deflate")).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  own.originals = {
    ...originals,
    digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    data: toBase64(new Uint8Array(data)),
  };
  return notebook;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} through
 */
function piped(bytes, through) {
  return new Response(new Blob([bytes]).stream().pipeThrough(through));
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs);
}
