// Contrast of every chart's words and marks, computed from the drawing as the page shows it.
//
// Words need 4.5 to 1 against what lies under them (3 to 1 where they are large), coloured marks
// 3 to 1 against the page. Grey lines are scales and grids, which carry nothing alone. In the dark
// page a drawing is inverted and its hues turned back, unless it keeps its white ground.
export const contrastFindings = (page, scheme) =>
  page.evaluate((dark) => {
    const TURN = [[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]];
    const paper = getComputedStyle(document.body).backgroundColor;
    const rgb = (text) => {
      const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
      return found && { c: found.slice(1, 4).map((n) => n / 255), a: found[4] === undefined ? 1 : Number(found[4]) };
    };
    const white = [1, 1, 1];
    const ground = rgb(paper).c;
    const shown = (c, turned) => {
      if (!turned) return c;
      const negative = c.map((v) => 1 - v);
      const hue = TURN.map((row) => Math.min(1, Math.max(0, row.reduce((s, f, i) => s + f * negative[i], 0))));
      return hue.map((v, i) => 1 - (1 - v) * (1 - ground[i]));
    };
    const light = (c) => {
      const [r, g, b] = c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
      const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
      return (high + 0.05) / (low + 0.05);
    };
    const coloured = (c) => Math.max(...c) - Math.min(...c) > 0.12;
    // The colours that a fill shows: its own, or those of a pattern.
    const colours = (element, name) => {
      const told = getComputedStyle(element)[name];
      const pattern = /url\("?#([^")]+)/.exec(told);
      if (!pattern) return [rgb(told)].filter((c) => c && c.a > 0.05);
      const parts = [...(document.getElementById(pattern[1])?.querySelectorAll("*") || [])];
      return parts.flatMap((p) => [rgb(getComputedStyle(p).fill)]).filter((c) => c && c.a > 0.05);
    };
    const holds = (shape, point, svg) => {
      const box = shape.getBBox();
      const there = shape.getCTM().inverse().multiply(svg.getCTM());
      const at = new DOMPoint(point.x, point.y).matrixTransform(there);
      if (at.x < box.x || at.x > box.x + box.width || at.y < box.y || at.y > box.y + box.height) return false;
      return shape.isPointInFill ? shape.isPointInFill(at) : true;
    };
    const found = [];
    for (const svg of document.querySelectorAll("svg[role=img]")) {
      const name = svg.closest("figure")?.id || "a drawing";
      const turned = dark && !svg.classList.contains("on-white");
      const base = turned ? white : dark ? white : ground;
      const drawn = [...svg.querySelectorAll("path, rect, circle, ellipse, polygon, use, text")].filter(
        (e) => !e.closest("defs, pattern, marker, clipPath, mask")
      );
      const areas = [];
      const faults = new Set();
      for (const element of drawn) {
        if (element.tagName !== "text") {
          const fills = colours(element, "fill");
          if (fills.length) areas.push([element, fills]);
          const strokes = getComputedStyle(element).stroke === "none" ? [] : colours(element, "stroke");
          const marks = [...fills, ...strokes].map((m) => m.c).filter(coloured);
          const best = Math.max(...marks.map((c) => contrast(shown(c, turned), shown(base, turned))));
          if (marks.length && best < 2.995) faults.add(`${name}: a mark has ${best.toFixed(2)} to 1`);
          continue;
        }
        const ink = colours(element, "fill")[0];
        if (!ink || !element.textContent.trim()) continue;
        const box = element.getBBox();
        const to = svg.getCTM().inverse().multiply(element.getCTM());
        const size = parseFloat(getComputedStyle(element).fontSize) * (svg.clientWidth / svg.viewBox.baseVal.width || 1);
        const large = size >= 24 || (size >= 18.66 && Number(getComputedStyle(element).fontWeight) >= 700);
        for (const share of [0.1, 0.5, 0.9]) {
          const point = new DOMPoint(box.x + box.width * share, box.y + box.height / 2).matrixTransform(to);
          const under = areas.findLast(([shape]) => holds(shape, point, svg));
          for (const { c } of under ? under[1] : [{ c: base }]) {
            const has = contrast(shown(ink.c, turned), shown(c, turned));
            if (has < (large ? 3 : 4.495)) faults.add(`${name}: "${element.textContent.slice(0, 40)}" has ${has.toFixed(2)} to 1`);
          }
        }
      }
      found.push(...faults);
    }
    return found;
  }, scheme === "dark");
