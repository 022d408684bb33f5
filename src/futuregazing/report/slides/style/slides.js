/* Without this script, on a phone, and in print, the slides are one page to scroll. */
(function () {
  var deck = document.querySelector(".deck");
  var small = window.matchMedia("(max-width: 60em), (max-height: 30em)").matches;
  /* A drawing that does not scroll needs no stop of the Tab key. */
  var fit = function () {
    document.querySelectorAll(".drawing").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  };
  document.addEventListener("change", fit);
  window.addEventListener("resize", fit);
  fit();
  if (small || !deck || /[?&]scroll\b/.test(location.search)) return;
  deck.classList.add("reveal");
  document.documentElement.classList.add("shown");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  Reveal.initialize({
    width: 1280, height: 720, margin: 0.02, minScale: 0.2, maxScale: 4,
    hash: true, respondToHashChanges: true, history: false, center: false, display: "grid",
    controls: true, controlsTutorial: false, progress: true, slideNumber: "c/t",
    transition: still ? "none" : "fade", transitionSpeed: "fast", backgroundTransition: "none",
    scrollActivationWidth: null, pdfSeparateFragments: false, preventIframeAutoFocus: true,
    keyboard: { 78: function () { deck.classList.toggle("with-notes"); } }
  }).then(function () {
    /* An application would keep a screen reader from reading on; these are pages of words. */
    deck.removeAttribute("role");
  });

  /* In print all slides stand one after another, as they do without this script. */
  var moved = [deck].concat(Array.prototype.slice.call(deck.querySelectorAll(".slides, .slide")));
  var kept = [];
  window.addEventListener("beforeprint", function () {
    kept = moved.map(function (part) {
      var was = [part.style.cssText, part.hidden, part.getAttribute("aria-hidden")];
      part.style.cssText = "";
      part.hidden = false;
      part.removeAttribute("aria-hidden");
      return was;
    });
    deck.classList.remove("reveal");
    document.documentElement.classList.remove("shown");
  });
  window.addEventListener("afterprint", function () {
    moved.forEach(function (part, at) {
      part.style.cssText = kept[at][0];
      part.hidden = kept[at][1];
      if (kept[at][2] !== null) part.setAttribute("aria-hidden", kept[at][2]);
    });
    deck.classList.add("reveal");
    document.documentElement.classList.add("shown");
    Reveal.layout();
  });
})();
