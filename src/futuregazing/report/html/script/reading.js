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
  document.addEventListener("change", fit);
  document.fonts?.ready.then(fit);
  fit();

  // A link into a folded table unfolds it; some browsers do so by themselves.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folds = target?.closest("details:not([open])");
    if (!folds) return;
    folds.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
