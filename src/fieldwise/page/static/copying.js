/** Buttons that copy the code or the prompt beside them; from a disk as well. */
export function startCopying() {
  const said = document.querySelector("#fw-said");
  const show = () => {
    for (const button of document.querySelectorAll("button.copy")) button.removeAttribute("hidden");
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button.copy") : null;
    if (!button) return;
    const source = button.parentElement?.querySelector("code, .text");
    const done = await copyText(source ? textOf(source) : "");
    button.textContent = done ? "Copied" : "Not copied";
    button.classList.add("done");
    if (said) said.textContent = done ? "Copied." : "The browser did not allow copying.";
    setTimeout(() => {
      button.textContent = "Copy";
      button.classList.remove("done");
    }, 1600);
  });
  document.addEventListener("fw:told", show); // another telling may have more to copy
  show();
}

/**
 * Code as it is; of prose its paragraphs.
 * @param {Element} source
 */
function textOf(source) {
  if (source.matches("code")) return source.textContent ?? "";
  const blocks = [...source.children].map((block) => block.textContent ?? "");
  return blocks.map((text) => text.replaceAll(/\s+/g, " ").trim()).join("\n\n");
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
