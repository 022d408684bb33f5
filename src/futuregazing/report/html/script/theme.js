// Light or dark as the system says, until a reader chooses.
(() => {
  const button = document.querySelector(".theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const store = { get: () => null, set: () => undefined };
  try {
    const kept = localStorage;
    store.get = () => kept.getItem("theme");
    store.set = (theme) => kept.setItem("theme", theme);
  } catch {
    // A page opened from a file may keep nothing; the choice then lasts as long as the page.
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => {
    button.textContent = isDark() ? "Light page" : "Dark page";
  };
  const kept = store.get();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store.set(root.dataset.theme);
    show();
  });
  dark.addEventListener("change", show);
  button.hidden = false;
  show();
})();
