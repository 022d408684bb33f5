// axe-core's findings on a page with everything that folds unfolded, and on the open evidence.
import { readFileSync } from "node:fs";
import { modules } from "./browser.mjs";

const AXE = readFileSync(`${modules}/node_modules/axe-core/axe.min.js`, "utf-8");

const run = (page, part = "html") =>
  page.evaluate(async (root) => {
    const { violations } = await window.axe.run(root, { resultTypes: ["violations"] });
    return violations.map((v) => `axe ${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
  }, part);

export const axeFindings = async (page) => {
  await page.evaluate(AXE);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const unfolded = await run(page);
  await page.evaluate(() => document.querySelector("a.claim")?.click());
  const withSheet = (await page.locator("dialog[open]").count()) ? await run(page, "dialog[open]") : [];
  await page.evaluate(() => document.querySelector("dialog[open]")?.close());
  return [...unfolded, ...withSheet];
};
