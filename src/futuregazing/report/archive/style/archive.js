"use strict";
(() => {
  // Without this script the lists stand in full; with it they can be searched.
  const form = document.querySelector(".search");
  const field = document.getElementById("wanted");
  const found = document.getElementById("found");
  const lists = [...document.querySelectorAll(".holds details")].map((box) => ({
    box,
    items: [...box.querySelectorAll("li")].map((item) => ({
      item,
      words: item.textContent.toLowerCase(),
      shown: [],
    })),
  }));
  const all = lists.flatMap(({ items }) => items);
  const wholes = [...document.querySelectorAll(".holds")];

  // What figures show and sentences say lies packed in the page, and is unpacked when first asked
  // for; a browser that cannot unpack it searches what stands in the lists.
  let unpacked;
  const unpack = async () => {
    try {
      const base64 = document.getElementById("packed").textContent;
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      const texts = JSON.parse(await new Response(stream).text());
      all.forEach((one, i) => {
        one.shown = texts[i].map((text) => ({ text, words: text.toLowerCase() }));
      });
    } catch {
      return;
    }
  };

  const MOST = 3;
  const LETTER = /[\p{L}\p{N}]/u;
  // Words are found from their beginning: "15" in "G-Cloud 15" and not in "2015".
  const holds = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!at || !LETTER.test(text[at - 1]) || !LETTER.test(word[0])) return true;
    }
    return false;
  };
  // Why an item was found, where its own line does not say so: the texts in it that hold most of
  // the words, or the whole phrase.
  const reason = (one, missing, phrase) => {
    const fit = (text) => (missing.filter((word) => holds(text.words, word)).length + holds(text.words, phrase));
    const best = one.shown.map((text) => ({ text, fits: fit(text) })).filter(({ fits }) => fits);
    best.sort((a, b) => b.fits - a.fits);
    return best.slice(0, MOST).map(({ text }) => text.text).join(" · ");
  };
  const explain = (one, told) => {
    one.told ??= one.item.appendChild(Object.assign(document.createElement("span"), { className: "shows" }));
    one.told.textContent = told;
  };

  const search = async () => {
    const phrase = field.value.toLowerCase().trim().replace(/\s+/g, " ");
    const wanted = phrase.split(" ").filter(Boolean);
    if (wanted.length) await (unpacked ??= unpack());
    let count = 0;
    for (const { box, items } of lists) {
      let here = 0;
      for (const one of items) {
        const missing = wanted.filter((word) => !holds(one.words, word));
        const fits = missing.every((word) => one.shown.some((text) => holds(text.words, word)));
        one.item.hidden = !fits;
        here += fits ? 1 : 0;
        if (one.told || (fits && missing.length)) explain(one, fits && missing.length ? reason(one, missing, phrase) : "");
      }
      box.hidden = here === 0;
      box.open = wanted.length > 0 && here > 0;
      count += here;
    }
    for (const whole of wholes) {
      whole.hidden = [...whole.querySelectorAll("details")].every((box) => box.hidden);
    }
    found.textContent = wanted.length ? (count === 1 ? "1 found" : count + " found") : "";
  };

  // Strips that need no scrolling need no stop of the Tab key.
  const boxes = [...document.querySelectorAll(".lines .box")];
  const fit = () => {
    for (const box of boxes) {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle("scrolls", scrolls);
      if (scrolls) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", fit);
  fit();

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  search();
})();
