// On paper, at the width that A4 leaves between the margins: nothing is cut off or scrolls, no
// figure is longer than a page, and what only a screen can use, or the PDF is for, is gone.
const SCREEN_ONLY = ".tools, .take, .contents, .theme, .larger, .self";
const LEFT_TO_THE_PDF = "ol.evidence, .data table, .more table, #figures-and-tables, #data-tables";
const PAGE = (265 / 25.4) * 96;

export const printedFindings = async (page) => {
  await page.emulateMedia({ media: "print" });
  return page.evaluate(([unwanted, most]) => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the print is ${root.scrollWidth} px wide on ${innerWidth}`);
    for (const box of document.querySelectorAll(".box, .box table, .drawing svg, pre, .asks")) {
      if (!box.checkVisibility()) continue;
      const name = `${box.className.baseVal ?? box.className} ${box.tagName} in ${box.closest("[id]")?.id}`;
      const right = box.getBoundingClientRect().right;
      if (right > innerWidth + 1) found.push(`${name} ends at ${Math.round(right)} px`);
      if (/auto|scroll/.test(getComputedStyle(box).overflowX)) found.push(`${name} scrolls`);
      else if (!box.matches("svg, .box") && box.scrollWidth > box.clientWidth + 1) found.push(`${name} holds ${box.scrollWidth} px in ${box.clientWidth}`);
      if (box.matches(".asks") && !/(^|, )0\)|transparent/.test(getComputedStyle(box).backgroundColor)) found.push(`${name} has a ground of its own`);
    }
    for (const figure of document.querySelectorAll("figure:has(.drawing)")) {
      const { height } = figure.getBoundingClientRect();
      if (height > most) found.push(`${figure.id} is ${Math.round(height)} px long on a page of ${Math.round(most)}`);
    }
    for (const left of document.querySelectorAll(unwanted)) {
      if (left.checkVisibility()) found.push(`${left.className || left.id || left.tagName} is printed`);
    }
    return found;
  }, [`${SCREEN_ONLY}, ${LEFT_TO_THE_PDF}`, PAGE]);
};
