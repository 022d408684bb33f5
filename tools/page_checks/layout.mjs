// At 320 CSS pixels, which is 1280 at 400% zoom: nothing to scroll sideways for, nothing cut off.
export const layoutFindings = (page) =>
  page.evaluate(() => {
    document.querySelectorAll("details").forEach((d) => (d.open = true));
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide at ${innerWidth}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parent = text.parentElement;
      if (!text.textContent.trim() || parent.closest(".box, pre, .unseen, .skip, script, style, dialog, caption")) continue;
      if (!parent.checkVisibility()) continue;
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.right > innerWidth + 1 || box.left < -1) {
          found.push(`cut off at ${Math.round(box.right)} px: "${text.textContent.trim().slice(0, 60)}"`);
          break;
        }
      }
    }
    return found;
  });
