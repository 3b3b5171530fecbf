// The drop area that the app adds to the pages it serves; no file on a disk has it.
import { Form } from "./form.js";

const host = document.querySelector("fieldwise-data");
if (host instanceof HTMLElement && host.shadowRoot) start(host, host.shadowRoot);

/**
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 */
function start(host, root) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
  const dialog = /** @type {HTMLDialogElement} */ (part("dialog"));
  const over = part(".over");
  const form = new Form(root, host.dataset);
  const lessons = document.querySelector("main > .course");
  const area = part(".area");
  if (lessons) lessons.before(host);
  area.hidden = !lessons;
  part(".pill").hidden = Boolean(lessons);

  for (const button of root.querySelectorAll(".open")) {
    button.addEventListener("click", () => dialog.showModal());
  }
  part(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => form.stop());

  let depth = 0;
  const holdsFile = (/** @type {DragEvent} */ event) =>
    Boolean(event.dataTransfer?.types.includes("Files"));
  addEventListener("dragenter", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    depth += 1;
    over.hidden = dialog.open;
  });
  addEventListener("dragleave", (event) => {
    if (!holdsFile(event)) return;
    depth -= 1;
    if (depth <= 0) over.hidden = true;
  });
  addEventListener("dragover", (event) => holdsFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    depth = 0;
    over.hidden = true;
    const [file] = event.dataTransfer?.files ?? [];
    if (!dialog.open) dialog.showModal();
    if (file) form.take(file);
  });
}
