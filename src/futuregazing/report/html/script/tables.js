// Longer tables can be sorted by a column and narrowed by words; the order printed comes back.
(() => {
  const FEWEST = 8;
  const make = (tag, given) => Object.assign(document.createElement(tag), given);

  const enhance = (figure) => {
    const tables = [...figure.querySelectorAll(":scope > .box table, :scope > .more table")];
    const count = tables.reduce((sum, table) => sum + table.tBodies[0].rows.length, 0);
    if (!tables.length || count < FEWEST) return;
    const [table] = tables;
    const body = table.tBodies[0];
    const label = figure.querySelector("a.label").textContent;
    const total = body.querySelector(".total");
    let rows;

    // The folded rows join the others the first time a reader sorts or narrows the table.
    const together = () => {
      if (rows) return;
      const folded = tables.slice(1).flatMap((t) => [...t.tBodies[0].rows]);
      body.append(...folded, ...(total ? [total] : []));
      figure.querySelector(":scope > .more")?.remove();
      rows = [...body.rows].filter((row) => row !== total);
    };

    const status = make("p", { className: "status" });
    status.setAttribute("role", "status");
    const input = make("input", { type: "search", autocomplete: "off" });
    const words = make("label", { textContent: `Narrow ${label} to rows with ` });
    words.append(input);
    const tools = make("div", { className: "tools" });
    tools.append(words, status);
    table.closest(".box").before(tools);
    const tell = (more) => {
      const seen = rows.filter((row) => !row.hidden).length;
      status.textContent = `${seen} of ${rows.length} rows${more}`;
    };
    input.addEventListener("input", () => {
      together();
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every((word) => text.includes(word));
      }
      if (total) total.hidden = wanted.length > 0;
      tell("");
    });

    const heads = [...table.tHead.rows[0].cells];
    // A cell that the page marks as empty says nothing, whatever its word for that is.
    const cellText = (row, i) =>
      row.cells[i].classList.contains("none") ? "–" : row.cells[i].textContent.trim();
    const sortBy = (i) => {
      together();
      const order = { none: "ascending", ascending: "descending", descending: "none" }[
        heads[i].getAttribute("aria-sort") || "none"
      ];
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      if (order !== "none") heads[i].setAttribute("aria-sort", order);
      const sorted =
        order === "none" ? rows : orderOf(rows.map((row) => cellText(row, i)), order === "descending").map((n) => rows[n]);
      body.append(...sorted, ...(total ? [total] : []));
      const name = heads[i].textContent.trim();
      tell(order === "none" ? ", in the order printed" : `, by ${name}, ${order}`);
    };
    heads.forEach((head, i) => {
      const button = make("button", { type: "button", className: "sort" });
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(i));
      head.append(button);
    });
  };
  document.querySelectorAll("figure.table, figure.scorecard").forEach(enhance);
})();
