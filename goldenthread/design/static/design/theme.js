// Remembers the reader's choice of theme: a preference, and all that is ever kept in the browser.
// Loaded before the page is drawn, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const set = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  let kept = "device";
  try { kept = localStorage.getItem("theme") || kept; } catch { /* storage refused: follow the device */ }
  set(kept);
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("fieldset.theme");
    if (!choice) return;
    choice.hidden = false;
    for (const box of choice.querySelectorAll("input")) box.checked = box.value === kept;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme" || !target.closest("fieldset.theme")) return;
    set(target.value);
    try { localStorage.setItem("theme", target.value); } catch { /* holds for this page only */ }
  });
})();
