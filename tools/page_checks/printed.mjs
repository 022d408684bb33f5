// On paper, at the width that A4 leaves between the margins: nothing is cut off or scrolls, and
// what only a screen can use is gone.
const SCREEN_ONLY = ".tools, .take, .contents, .theme";

export const printedFindings = async (page) => {
  await page.emulateMedia({ media: "print" });
  return page.evaluate((unwanted) => {
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
    for (const left of document.querySelectorAll(unwanted)) {
      if (left.checkVisibility()) found.push(`${left.className} is printed`);
    }
    return found;
  }, SCREEN_ONLY);
};
