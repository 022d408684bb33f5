// On a phone: each drawing is seen whole, and neither a table of few columns nor the data behind
// a drawing needs scrolling sideways, but for a word as long as an address.
const FEW = { table: 3, data: 4 };
const LONG = 16;

export const phoneFindings = (page) =>
  page.evaluate(([few, long]) => {
    document.querySelectorAll("details").forEach((d) => (d.open = true));
    const found = [];
    for (const box of document.querySelectorAll(".box")) {
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
