// Runs before anything is painted, so that nothing moves afterwards: the page's own faces, and the
// reader's choice of light or dark, if there is one.
const faces = { "Fieldwise Canon": "fonts/canon.woff2", "Fieldwise Field": "fonts/field.woff2" };
for (const [name, file] of Object.entries(faces)) {
  const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
  document.fonts.add(new FontFace(name, bytes.buffer));
}
try {
  const theme = localStorage.getItem("fieldwise-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a page opened from a disk may have no storage
}
