// The archive's search: what an item is found by leads to it, and nothing else stays in sight that
// has none of the words.
const EVERY = 9;

export const searchingFindings = (page) =>
  page.evaluate(async (every) => {
    const field = document.getElementById("wanted");
    if (!field) return [];
    const found = [];
    const bytes = Uint8Array.from(atob(document.getElementById("packed").textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const texts = JSON.parse(await new Response(stream).text());
    const items = [...document.querySelectorAll(".holds li")];
    if (texts.length !== items.length) return [`${texts.length} packed items for ${items.length} listed`];
    const search = async (words) => {
      const told = document.getElementById("found");
      told.textContent = "waiting";
      field.value = words;
      field.dispatchEvent(new Event("input"));
      for (let i = 0; i < 200 && told.textContent === "waiting"; i++) {
        await new Promise((done) => setTimeout(done, 20));
      }
      return told.textContent;
    };
    for (let i = 0; i < items.length; i += every) {
      const words = texts[i].at(-1) ?? items[i].textContent.trim();
      await search(words);
      const name = items[i].querySelector("a").textContent;
      if (!items[i].checkVisibility()) found.push(`"${words.slice(0, 60)}" does not lead to ${name}`);
    }
    if ((await search("qqqq")) !== "0 found") found.push("words that stand nowhere are found");
    if ((await search("")) !== "" || items.some((item) => item.hidden)) found.push("an emptied search leaves items hidden");
    return found;
  }, EVERY);
