/** On paper nothing can be unfolded: what a reader needs is opened first, and closed after. */
export function startPrinting() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    const folded = document.querySelectorAll(
      "details.folded:not([open]), .prompt details:not([open]), " +
        "details[data-print]:not([open])",
    );
    opened = [...folded].filter((one) => one instanceof HTMLDetailsElement);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
