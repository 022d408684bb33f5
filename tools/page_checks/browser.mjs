// The installed Chromium, driven page by page; every request that leaves the machine is a finding.
import { createRequire } from "node:module";

export const modules = process.env.PAGE_CHECKS_MODULES;
const require = createRequire(`${modules}/check.mjs`);
const { chromium } = require("playwright-core");
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ARGS });

// Opens a page in a context of its own, runs a check, and adds what the page itself did wrong.
export const opened = async (browser, file, look, check) => {
  const { width = 1280, height = 800, scheme = "light", reducedMotion = "no-preference" } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion,
    javaScriptEnabled: look.script !== false,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  if (look.before) await page.addInitScript(look.before);
  const found = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(file|data|blob):/.test(url)) found.push(`asks for ${url.slice(0, 80)}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`console: ${message.text().slice(0, 200)}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error}`));
  await page.goto(`file://${file}`);
  try {
    return [...(await check(page)), ...found];
  } finally {
    await context.close();
  }
};
