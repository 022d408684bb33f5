// On a phone: each drawing is seen whole, and enlarged its words can be read; neither a table of few
// columns nor the data behind a drawing needs scrolling sideways, but for a word as long as an
// address. A table that does scroll can be scrolled by keyboard, shows that there is more, and
// keeps in sight what its rows are about.
const FEW = { table: 3, data: 4 };
const LONG = 16;
const READABLE = 12;

export const phoneFindings = async (page) => [
  ...(await atFirst(page)),
  ...(await page.evaluate(scrolled)),
  ...(await enlarged(page)),
  ...(await page.evaluate(fromTheKeyboardAndBack)),
];

const atFirst = (page) =>
  page.evaluate(([few, long]) => {
    document.querySelectorAll("details").forEach((d) => (d.open = true));
    const found = [];
    for (const box of document.querySelectorAll(".drawing, .box:has(table)")) {
      const columns = box.querySelectorAll("thead th").length;
      const most = box.closest(".data") ? few.data : few.table;
      if (box.matches(".drawing")) {
        if (box.scrollWidth > box.clientWidth + 1) found.push(`${box.getAttribute("aria-label")} scrolls`);
        continue;
      }
      if (columns > most || box.textContent.split(/\s/).some((word) => word.length > long)) continue;
      if (box.scrollWidth <= box.clientWidth + 1) continue;
      found.push(`${box.getAttribute("aria-label")} is ${box.scrollWidth} px wide in ${box.clientWidth}`);
    }
    for (const text of document.querySelectorAll(".drawing text")) {
      const { left, right } = text.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) found.push(`out of view: "${text.textContent.trim()}" in ${text.closest("[id]")?.id}`);
    }
    return found;
  }, [FEW, LONG]);

const scrolled = () => {
  const found = [];
  for (const box of document.querySelectorAll(".exhibit .box:has(table)")) {
    if (box.scrollWidth <= box.clientWidth + 1) continue;
    const name = box.getAttribute("aria-label");
    const wrong = (bad, words) => bad && found.push(`${name}: ${words}`);
    wrong(!name || box.getAttribute("role") !== "region" || box.tabIndex < 0, "the keyboard cannot scroll it");
    wrong(!getComputedStyle(box).backgroundImage.includes("gradient"), "nothing shows that it goes on");
    box.scrollLeft = box.scrollWidth;
    const edge = box.getBoundingClientRect();
    const named = box.querySelector(".k1 tbody tr > :first-child, .k2 tbody tr > :nth-child(2)");
    const { left, width } = named?.getBoundingClientRect() ?? {};
    wrong(!(left > edge.left - 1), "scrolled, its rows have no name");
    wrong(width > 0.7 * edge.width, `the names of its rows take ${Math.round(width)} of ${Math.round(edge.width)} px`);
    box.scrollLeft = 0;
  }
  return found;
};

// By the switch over each drawing, in a box of its own that scrolls; the page beside it stays put.
const enlarged = (page) =>
  page.evaluate((readable) => {
    const found = [];
    for (const svg of document.querySelectorAll(".drawing svg")) {
      const figure = svg.closest("figure");
      const box = svg.closest(".drawing");
      const choice = figure.querySelector(".larger input");
      if (!choice?.checkVisibility()) {
        found.push(`${figure.id} cannot be enlarged`);
        continue;
      }
      const natural = svg.viewBox.baseVal.width;
      const whole = box.clientWidth;
      choice.click();
      const sizes = [...svg.querySelectorAll("text")].map(
        (text) => (parseFloat(getComputedStyle(text).fontSize) * svg.clientWidth) / natural
      );
      if (Math.min(...sizes) < readable) found.push(`${figure.id}, enlarged: words of ${Math.min(...sizes).toFixed(1)} px`);
      if (box.clientWidth !== whole || document.documentElement.scrollWidth > innerWidth) found.push(`${figure.id} widens the page`);
      if (box.tabIndex < 0) found.push(`${figure.id}, enlarged: the keyboard cannot scroll it`);
      choice.click();
      if (svg.clientWidth > whole) found.push(`${figure.id} stays large`);
    }
    return found;
  }, READABLE);

// Escape in the drawing takes it back whole, and the focus to its switch; a tap does what Space does.
const fromTheKeyboardAndBack = () => {
  const box = document.querySelector(".drawing");
  if (!box) return [];
  const found = [];
  const choice = box.closest("figure").querySelector(".larger input");
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  choice.click();
  box.focus();
  press("Escape");
  if (choice.checked) found.push("Escape leaves a drawing large");
  if (document.activeElement !== choice) found.push("Escape loses the focus");
  box.querySelector("svg").dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: innerWidth - 1 }));
  if (!choice.checked || !box.scrollLeft) found.push("a tap does not enlarge a drawing around its place");
  return found;
};
