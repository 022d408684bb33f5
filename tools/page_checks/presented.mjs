// Slides as the audience sees them: each fills the screen in its turn, and none runs over its edge.
export const presentedFindings = async (page) => {
  if (!(await page.locator(".deck").count())) return [];
  const found = [];
  const slides = await page.locator(".deck .slide").count();
  await page.waitForFunction(() => document.querySelector(".deck.ready"), null, { timeout: 30000 });
  for (let turn = 1; turn <= slides; turn++) {
    await page.waitForTimeout(700);
    found.push(...(await page.evaluate(oneSlide, turn)));
    await page.keyboard.press("ArrowRight");
  }
  return found;
};

const oneSlide = (turn) => {
  const slide = document.querySelector(".deck .slide.present");
  if (!slide) return [`slide ${turn}: none is shown`];
  const name = `slide ${turn} (${slide.id})`;
  const box = slide.getBoundingClientRect();
  const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
  const faults = [];
  if (!inside) faults.push(`${name}: it stands beside the screen`);
  if (box.width * box.height < 0.8 * innerWidth * innerHeight) faults.push(`${name}: it does not fill the screen`);
  for (const part of slide.querySelectorAll("h2, p, figure, svg, figcaption")) {
    const own = part.getBoundingClientRect();
    if (part.closest(".notes, .unseen") || !own.width) continue;
    if (own.right > box.right + 1 || own.bottom > box.bottom + 1 || own.left < box.left - 1 || own.top < box.top - 1)
      faults.push(`${name}: ${part.tagName} runs over its edge`);
  }
  return faults;
};
