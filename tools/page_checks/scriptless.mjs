// The page with script off: evidence, data, folds and contents work by plain links.
export const scriptlessFindings = async (page) => {
  const found = [];
  const want = (right, words) => right || found.push(words);
  want((await page.locator(".theme:visible").count()) === 0, "a button that does nothing is shown");
  const claim = page.locator("main a.claim[href^='#']").first();
  if (await claim.count()) {
    const href = await claim.getAttribute("href");
    await claim.click();
    want(new URL(page.url()).hash === href, "a number's link leads nowhere");
    want(await page.locator(href).isVisible(), "a number's evidence is hidden");
  }
  const archive = page.locator("a.all-csv");
  if (await archive.count()) {
    const [download] = await Promise.all([page.waitForEvent("download"), archive.click()]);
    want(download.suggestedFilename().endsWith(".zip"), "the data files cannot be had");
    const files = await page.locator("a.csv").first().getAttribute("href");
    want(files === "#files", `"Data (CSV)" leads to ${files}`);
  }
  const fold = page.locator("details").first();
  if (await fold.count()) {
    await fold.locator("summary").click();
    want((await fold.getAttribute("open")) !== null, "a fold does not open");
  }
  const switches = page.locator(".larger input");
  if (await switches.count()) {
    await page.setViewportSize({ width: 360, height: 800 });
    await switches.first().check();
    const { width } = await page.locator(".drawing svg").first().boundingBox();
    want(width > 360, "a drawing cannot be enlarged");
  }
  return found;
};
