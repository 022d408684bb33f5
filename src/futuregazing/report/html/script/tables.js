// Longer tables can be sorted by a column and narrowed by words; the order printed comes back.
(() => {
  const FEWEST = 8;
  const SCALE = { k: 1e3, m: 1e6, bn: 1e9, million: 1e6, billion: 1e9 };
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const MONTH = `(${MONTHS.join("|")})`;
  const NAMED = new RegExp(`^(?:(\\d{1,2}) )?${MONTH}(?: to ${MONTH})? (\\d{4})(?= to |$)`);
  const DIGITS = /^(FY)?(\d{4})(?:-(\d\d)(?:-(\d\d))?|\/\d\d)?(?= to |$)/;
  const NUMBER = /^(?:[A-Za-z][A-Za-z ]* )?(-?)£?(\d[\d,]*(?:\.\d+)?)(?: ?(k|m|bn|million|billion))?(?=$|[\s%,;:)x])/;

  // Days, months, years and periods stand in one order, by their first day.
  const timeOf = (text) => {
    const named = text.match(NAMED);
    if (named) return named[4] * 372 + MONTHS.indexOf(named[2]) * 31 + Number(named[1] || 1);
    const digits = text.match(DIGITS);
    if (!digits) return NaN;
    const month = digits[1] ? 4 : digits[3] || 1;
    return digits[2] * 372 + (month - 1) * 31 + Number(digits[4] || 1);
  };
  // Only what begins with its number: the digits of a name, a version or an id are no amount.
  const numberOf = (text) => {
    const number = text.match(NUMBER);
    if (!number) return NaN;
    return Number(number[1] + number[2].replaceAll(",", "")) * (SCALE[number[3]] || 1);
  };
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
    let place = new Map();

    // The folded rows join the others the first time a reader sorts or narrows the table.
    const together = () => {
      if (rows) return;
      const folded = tables.slice(1).flatMap((t) => [...t.tBodies[0].rows]);
      body.append(...folded, ...(total ? [total] : []));
      figure.querySelector(":scope > .more")?.remove();
      rows = [...body.rows].filter((row) => row !== total);
      place = new Map(rows.map((row, i) => [row, i]));
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
    const cellText = (row, i) => row.cells[i].textContent.trim();
    const sortBy = (i) => {
      together();
      const order = { none: "ascending", ascending: "descending", descending: "none" }[
        heads[i].getAttribute("aria-sort") || "none"
      ];
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      if (order !== "none") heads[i].setAttribute("aria-sort", order);
      const told = rows.filter((row) => !row.cells[i].classList.contains("none"));
      const valueOf = [timeOf, numberOf].find((of) => told.every((row) => !Number.isNaN(of(cellText(row, i)))));
      const absent = (row) => Number(row.cells[i].classList.contains("none"));
      const way = order === "descending" ? -1 : 1;
      const compare = (a, b) =>
        valueOf
          ? valueOf(cellText(a, i)) - valueOf(cellText(b, i))
          : cellText(a, i).localeCompare(cellText(b, i), "en-GB", { numeric: true });
      const sorted = [...rows].sort((a, b) =>
        order === "none"
          ? place.get(a) - place.get(b)
          : absent(a) - absent(b) || (absent(a) ? 0 : way * compare(a, b)) || place.get(a) - place.get(b)
      );
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
