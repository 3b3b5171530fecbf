// Runs before anything is painted: the reader's own choice of light or dark, if there is one.
try {
  const theme = localStorage.getItem("fieldwise-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a page opened from a disk may have no storage
}
