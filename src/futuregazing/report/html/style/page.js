"use strict";
(() => {
  // The contents follow the reader: the last section whose top has passed the upper third.
  const links = new Map(
    [...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a])
  );
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const follow = () => {
    const line = innerHeight / 3;
    const passed = sections.filter((s) => s.getBoundingClientRect().top <= line);
    const here = passed.length ? passed[passed.length - 1].id : sections[0]?.id;
    for (const [id, a] of links) {
      if (id === here) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(follow, {
    rootMargin: "-33% 0px -66% 0px",
  });
  sections.forEach((s) => observer.observe(s));
  follow();

  // Boxes that need no scrolling need no stop of the Tab key.
  const boxes = [...document.querySelectorAll(".box, pre")];
  const fit = () => {
    for (const box of boxes) {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle("scrolls", scrolls);
      if (scrolls || !box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", fit);
  document.addEventListener("toggle", fit, true);
  document.fonts?.ready.then(fit);
  fit();

  // A number's evidence opens over the page instead of leading away from it.
  const sheet = document.getElementById("sheet");
  const body = sheet.querySelector(".sheet-body");
  const leads = sheet.querySelector(".sheet-link");
  document.addEventListener("click", (event) => {
    const claim = event.target.closest("a.claim");
    if (claim && !event.ctrlKey && !event.metaKey && !event.shiftKey && sheet.showModal) {
      const entry = document.getElementById(claim.hash.slice(1));
      if (!entry) return;
      event.preventDefault();
      const copy = entry.cloneNode(true);
      copy.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
      body.replaceChildren(...copy.childNodes);
      leads.href = claim.hash;
      sheet.setAttribute("aria-label", "Evidence " + claim.dataset.n);
      sheet.showModal();
    } else if (event.target === sheet || (sheet.open && event.target.closest(".sheet a, .sheet-close"))) {
      sheet.close();
    }
  });
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.data, details.more").forEach((d) => (d.open = true));
  });
})();
