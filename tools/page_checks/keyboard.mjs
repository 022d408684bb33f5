// A walk through the page by keyboard alone; a step that a page has nothing for is not taken.
const focus = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    return { tag: e.tagName, id: e.id, text: e.textContent.trim().slice(0, 60), inSheet: !!e.closest("dialog[open]") };
  });
const hash = (page) => page.evaluate(() => location.hash);
const has = (page, selector) => page.locator(selector).count();

const skip = async (page, want) => {
  await page.keyboard.press("Tab");
  const first = await focus(page);
  want(/^Skip/.test(first.text), `the first stop is "${first.text}"`);
  want(await page.locator(".skip").isVisible(), "the skip link stays hidden");
  const target = await page.locator(".skip").getAttribute("href");
  await page.keyboard.press("Enter");
  want((await hash(page)) === target, "the skip link leads nowhere");
  await page.keyboard.press("Tab");
  want(
    await page.evaluate((t) => document.querySelector(t).contains(document.activeElement), target),
    "after skipping, Tab is not in the report"
  );
};

const contents = async (page, want) => {
  const link = page.locator(".contents a").nth(3);
  const href = await link.getAttribute("href");
  await link.focus();
  const outline = await link.evaluate((e) => getComputedStyle(e).outlineStyle);
  await page.keyboard.press("Enter");
  want((await hash(page)) === href, "the contents lead nowhere");
  await page.waitForFunction(
    (h) => document.querySelector(".contents [aria-current]")?.hash === h, href, { timeout: 30000 }
  ).catch(() => want(false, "the contents do not follow the reader"));
  want(outline !== "none", "focus cannot be seen in the contents");
};

const sheet = async (page, want, opener, name) => {
  const first = page.locator(opener).first();
  await first.focus();
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.press("Enter");
  if (!(await has(page, "dialog[open]"))) return want(false, `${name} does not open`);
  want((await focus(page)).inSheet, `focus does not go into ${name}`);
  want(((await page.locator("dialog[open]").innerText()) || "").length > 30, `${name} is empty`);
  for (let i = 0; i < 12; i++) await page.keyboard.press("Tab");
  // Beyond the last stop is the browser itself; the page then has its focus on nothing.
  const outside = await page.evaluate(() => {
    const e = document.activeElement;
    return e !== document.body && !e.closest("dialog[open]");
  });
  want(!outside, `Tab leaves ${name}`);
  await page.keyboard.press("Escape");
  want((await has(page, "dialog[open]")) === 0, `Escape does not close ${name}`);
  want(await before.evaluate((e) => e === document.activeElement), `focus does not return from ${name}`);
};

const sort = async (page, want) => {
  const figure = page.locator("figure:has(.sort)").first();
  const button = figure.locator(".sort").first();
  const column = () => figure.locator("tbody tr:not(.total) > :first-child").allInnerTexts();
  const head = figure.locator("thead th").first();
  const printed = (await column()).length;
  await button.focus();
  const orders = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("Enter");
    orders.push(await head.getAttribute("aria-sort"));
    if (i === 0) want(/\d+ of \d+ rows/.test(await figure.locator("[role=status]").innerText()), "sorting is not told");
  }
  want(`${orders}` === "ascending,descending,", `sorting goes ${orders}`);
  want((await column()).length >= printed, "rows are lost in sorting");
  const input = figure.locator("input[type=search]");
  const [word] = (await column())[0].split(" ");
  await input.focus();
  await page.keyboard.type(word);
  const left = await figure.locator("tbody tr:not([hidden])").count();
  want(left > 0 && left <= (await column()).length, "narrowing leaves no row");
  await page.keyboard.type("qqqq");
  want((await figure.locator("tbody tr:not([hidden])").count()) === 0, "narrowing keeps rows without the word");
  want(/^0 of/.test(await figure.locator("[role=status]").innerText()), "the count does not follow");
};

const theme = async (page, want) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await ground();
  await page.locator(".theme").focus();
  await page.keyboard.press("Enter");
  want((await ground()) !== before, "the dark page does not come");
  await page.keyboard.press("Enter");
  want((await ground()) === before, "the light page does not come back");
};

const data = async (page, want) => {
  const link = page.locator("a.csv").first();
  await link.focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  want(download.suggestedFilename().endsWith(".csv"), `the data come as ${download.suggestedFilename()}`);
  const stream = await download.createReadStream();
  let text = "";
  for await (const piece of stream) text += piece;
  want(text.includes(",") && text.includes("\n"), "the CSV is empty");
};

export const keyboardFindings = async (page) => {
  const found = [];
  const want = (right, words) => right || found.push(words);
  if (await has(page, ".skip")) await skip(page, want);
  else if (await has(page, "nav")) found.push("there is no way past the cover");
  if ((await has(page, ".contents a")) > 3) await contents(page, want);
  if (await has(page, "main a.claim[href^='#']")) await sheet(page, want, "main p a.claim[href^='#']", "the evidence");
  if (await has(page, ".take button")) await sheet(page, want, ".take button", "the citation");
  if (await has(page, ".sort")) await sort(page, want);
  if (await has(page, ".theme")) await theme(page, want);
  if (await has(page, "a.csv")) await data(page, want);
  return found;
};
