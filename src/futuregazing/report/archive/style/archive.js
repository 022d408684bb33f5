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
    })),
  }));
  const wholes = [...document.querySelectorAll(".holds")];

  const search = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { box, items } of lists) {
      let here = 0;
      for (const { item, words } of items) {
        const fits = wanted.every((word) => words.includes(word));
        item.hidden = !fits;
        here += fits ? 1 : 0;
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
      if (box.scrollWidth > box.clientWidth + 1) box.setAttribute("tabindex", "0");
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
