/** The button that turns light into dark and back; the system's choice until it is pressed. */
export function startTheme() {
  const button = document.querySelector("button.theme");
  if (!(button instanceof HTMLButtonElement)) return;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("fieldwise-theme", root.dataset.theme);
    } catch {
      // without storage the choice lasts as long as the page
    }
    label();
  });
  system.addEventListener("change", label);
  button.hidden = false;
  label();
}
