// Runs every check on every page given and prints what was found; nothing is left out or skipped.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { launch, opened } from "./browser.mjs";
import { axeFindings } from "./axe.mjs";
import { nuFindings } from "./nu.mjs";
import { contrastFindings } from "./contrast.mjs";
import { documentFindings, treeFindings } from "./document.mjs";
import { layoutFindings } from "./layout.mjs";
import { keyboardFindings } from "./keyboard.mjs";
import { scriptlessFindings } from "./scriptless.mjs";
import { sortingFindings } from "./sorting.mjs";
import { searchingFindings } from "./searching.mjs";
import { printedFindings } from "./printed.mjs";
import { phoneFindings } from "./phone.mjs";
import { olderFindings, withoutUnpacking } from "./older.mjs";
import { presentedFindings } from "./presented.mjs";

const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];

const inOneLook = async (browser, file, width, scheme) => {
  const look = { width, scheme };
  return opened(browser, file, look, async (page) => [
    ...(await axeFindings(page)),
    ...(await contrastFindings(page, scheme)),
  ]);
};

const checksOf = (browser, file) => [
  ["Nu HTML checker", () => nuFindings(file)],
  ...WIDTHS.flatMap((width) =>
    SCHEMES.map((scheme) => [
      `axe and contrast, ${width} px, ${scheme}`,
      () => inOneLook(browser, file, width, scheme),
    ])
  ),
  ["document", () => opened(browser, file, {}, documentFindings)],
  ["accessibility tree", () => opened(browser, file, {}, treeFindings)],
  ["layout at 320 px", () => opened(browser, file, { width: 320, height: 256 }, layoutFindings)],
  ["a phone", () => opened(browser, file, { width: 360 }, phoneFindings)],
  ["reduced motion", () => opened(browser, file, { reducedMotion: "reduce" }, motionFindings)],
  ["keyboard", () => opened(browser, file, {}, keyboardFindings)],
  ["sorting", () => opened(browser, file, {}, sortingFindings)],
  ["searching", () => opened(browser, file, {}, searchingFindings)],
  ["printed", () => opened(browser, file, { width: 672 }, printedFindings)],
  ["an older browser", () => opened(browser, file, { before: withoutUnpacking }, olderFindings)],
  ["presented", () => opened(browser, file, { width: 1280, height: 720 }, presentedFindings)],
  ["without script", () => opened(browser, file, { script: false, reducedMotion: "reduce" }, scriptlessFindings)],
];

const motionFindings = (page) =>
  page.evaluate(() => {
    const found = [];
    if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") found.push("scrolling glides");
    if (document.getAnimations().length) found.push(`${document.getAnimations().length} animations run`);
    const moving = [...document.querySelectorAll("*")].filter(
      (e) => !/^(0s(, )?)+$/.test(getComputedStyle(e).transitionDuration)
    );
    return moving.length ? [...found, `${moving.length} elements have a transition`] : found;
  });

// To look into one check alone while mending a page; what every change must pass names none.
const only = process.env.PAGE_CHECKS_ONLY;
const files = process.argv.slice(2).map((name) => resolve(name));
const absent = files.filter((file) => !existsSync(file));
if (!files.length || absent.length) {
  console.error(absent.length ? `page checks: no such page: ${absent}` : "page checks: no page given");
  process.exit(2);
}
let faults = 0;
let ran = 0;
const browser = await launch();
for (const file of files) {
  for (const [name, check] of checksOf(browser, file)) {
    if (only && !name.includes(only)) continue;
    const found = await check();
    ran += 1;
    faults += found.length;
    console.log(`${found.length ? "FOUND" : "ok   "} ${file.split("/").slice(-2).join("/")}: ${name}`);
    found.slice(0, 20).forEach((fault) => console.log(`      ${fault}`));
    if (found.length > 20) console.log(`      and ${found.length - 20} more`);
  }
}
await browser.close();
if (!ran) {
  console.error(`page checks: no check is named "${only}"`);
  process.exit(2);
}
console.log(faults ? `${faults} findings` : "No findings");
process.exit(faults ? 1 : 0);
