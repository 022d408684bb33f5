// What the document says of itself, and what Chromium hands to a screen reader.
export const documentFindings = (page) =>
  page.evaluate(() => {
    const found = [];
    const wrong = (bad, words) => bad && found.push(words);
    const all = (selector) => [...document.querySelectorAll(selector)];
    wrong(document.documentElement.lang !== "en-GB", `the language is "${document.documentElement.lang}"`);
    wrong(document.title.length < 10, "the title says nothing");
    wrong(all("main").length !== 1, `${all("main").length} main landmarks`);
    const levels = all("h1, h2, h3, h4, h5, h6").filter((h) => h.checkVisibility());
    wrong(levels.filter((h) => h.tagName === "H1").length !== 1, "not one h1");
    levels.forEach((h, i) => {
      const jump = i ? Number(h.tagName[1]) - Number(levels[i - 1].tagName[1]) : 0;
      wrong(jump > 1, `heading level skipped before "${h.textContent.trim().slice(0, 60)}"`);
      wrong(!h.textContent.trim(), "an empty heading");
    });
    for (const table of all("table")) {
      const name = table.caption?.textContent.trim();
      wrong(!name, "a table without caption");
      wrong([...table.querySelectorAll("th")].some((th) => !th.scope), `${name}: a header without scope`);
      wrong(!table.tHead, `${name}: no column headers`);
    }
    const alts = all("svg[role=img]").map((svg) => svg.querySelector("title")?.textContent.trim() || "");
    wrong(new Set(alts).size !== alts.length, "two drawings have the same alternative text");
    alts.forEach((alt) => wrong(alt.length < 40 || !/\d/.test(alt), `alternative text states no finding: "${alt}"`));
    wrong(all("svg:not([role=img]):not([aria-hidden])").length, "a drawing without role");
    const ids = all("[id]").map((e) => e.id);
    wrong(new Set(ids).size !== ids.length, "an id stands twice");
    const ends = new Set(ids);
    all("a[href^='#']:not([href^='#/'])").forEach((a) => wrong(!ends.has(decodeURIComponent(a.hash.slice(1))), `${a.hash} leads nowhere`));
    return found;
  });

const NAMED = new Set(["link", "button", "image", "figure", "heading", "table", "textbox", "searchbox", "navigation", "dialog"]);

export const treeFindings = async (page) => {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  // Chromium hands the tree out level by level; it is read from the root down.
  const byId = new Map(nodes.map((n) => [n.nodeId, n]));
  const inOrder = (n) => [n, ...(n.childIds || []).flatMap((id) => (byId.has(id) ? inOrder(byId.get(id)) : []))];
  const told = inOrder(nodes[0]).filter((n) => !n.ignored).map((n) => ({ role: n.role?.value || "", name: n.name?.value || "" }));
  const found = told
    .filter((n) => NAMED.has(n.role) && !n.name.trim())
    .map((n) => `a ${n.role} has no name`);
  const landmarks = told.map((n) => n.role).filter((r) => ["banner", "navigation", "main", "contentinfo"].includes(r));
  if (!landmarks.includes("main")) found.push(`landmarks: ${landmarks.join(", ")}`);
  const headings = told.filter((n) => n.role === "heading").map((n) => n.name.replace(/\s+/g, " ").trim());
  const printed = await page.evaluate(() =>
    [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((h) => h.checkVisibility())
      .map((h) => h.textContent.replace(/\s+/g, " ").trim())
  );
  const bare = (words) => words.replace(/\s/g, "");
  printed.forEach((words, i) => {
    if (bare(headings[i] || "") !== bare(words)) found.push(`heading ${i + 1} reads "${headings[i]}", not "${words}"`);
  });
  // Words in reading order: what a screen reader says of the main part is what is printed there.
  const said = bare(told.filter((n) => n.role === "StaticText").map((n) => n.name).join(""));
  const paragraphs = await page.evaluate(() =>
    [...document.querySelectorAll("main p:not(:has(.unseen))")]
      .filter((p) => p.checkVisibility())
      .map((p) => p.textContent.replace(/\s/g, ""))
  );
  let from = 0;
  for (const words of paragraphs) {
    const at = said.indexOf(words, from);
    if (at < 0) found.push(`not read out in its place: "${words.slice(0, 80)}"`);
    else from = at;
  }
  return found;
};
