(() => {
  // Where drawings can be enlarged, a tap does it around its place, and Escape undoes it.
  const switchOf = (part) => {
    const found = part.closest("figure")?.querySelector(".larger");
    return found?.checkVisibility() ? found.firstElementChild : null;
  };
  const enlarge = (box, larger) => {
    box.checked = larger;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const drawing = event.target.closest(".drawing");
    const box = drawing && switchOf(drawing);
    if (!box || String(getSelection())) return;
    const { left, width } = drawing.querySelector("svg").getBoundingClientRect();
    enlarge(box, !box.checked);
    drawing.scrollLeft = ((event.clientX - left) / width) * drawing.scrollWidth - drawing.clientWidth / 2;
  });
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Escape" && switchOf(event.target);
    if (!box?.checked) return;
    enlarge(box, false);
    box.focus();
  });
})();
