// Every table that can be sorted, by each of its columns, up and down: what is alike in kind
// stands in order, and absent values stand last both ways.
//
// The order is told by other means than the page's script: the browser's own reading of days, the
// letters of ISO days and of ids, amounts of money worked out here. Columns that a reader surely
// sorts by must be of a kind that is told.
export const sortingFindings = (page) =>
  page.evaluate(() => {
    const SURELY = [
      ["opportunities-contracts", "Ends"],
      ["opportunities-contracts", "Value"],
      ["opportunities-contracts", "Buyer"],
      ["buyers-and-suppliers-sellers", "Supplier"],
      ["buyers-and-suppliers-sellers", "Purchases"],
      ["predictions-review-scorecard", "Number"],
      ["predictions-review-findings", "Date"],
    ];
    const names = new Intl.Collator("en-GB", { numeric: true });
    const first = (text) => text.replace(/,? or .* if extended$/, "");
    const day = (text) => Date.parse(/^\d{4}$/.test(text) ? `1 January ${text}` : /^\d/.test(text) ? text : `1 ${text}`);
    const signed = (text) => parseFloat(text.replace("−", "-"));
    const KINDS = [
      ["ids", /^[A-Z]*\d{4}-\d{2}(-\d{2})?$/, (text) => text],
      ["days", /^((\d{1,2} )?[A-Z][a-z]{2,8} )?\d{4}(,? or .* if extended)?$/, (text) => day(first(text))],
      ["years", /^FY\d{4}\/\d{2}$/, (text) => text],
      ["money", /^[-−]?£[\d,.]+(k|m|bn)?$/, (text) => {
        const size = { k: 1e3, m: 1e6, bn: 1e9 }[/[a-z]*$/.exec(text)[0]] || 1;
        return signed(text.replace(/[£,]/g, "")) * size;
      }],
      ["counts", /^[-−]?[\d,]+(\.\d+)?%?$/, (text) => signed(text.replaceAll(",", ""))],
      ["names", /^[A-Z][A-Za-z]/, (text) => text],
    ];
    const before = (kind, a, b) => (kind === "names" ? names.compare(a, b) : a < b ? -1 : Number(a > b));
    const found = [];
    const told = new Set();
    for (const figure of document.querySelectorAll("figure:has(.sort)")) {
      const heads = [...figure.querySelector("thead tr").cells];
      heads.forEach((head, i) => {
        const title = head.textContent.trim();
        const name = `${figure.id}, "${title}"`;
        for (const way of [1, -1]) {
          head.querySelector(".sort").click();
          const rows = [...figure.querySelectorAll("tbody tr:not(.total)")].map((row) => row.cells[i]);
          const absent = rows.map((cell) => cell.classList.contains("none") || /\bnot (named|stated)$/.test(cell.textContent.trim()));
          if (absent.includes(true) && absent.lastIndexOf(false) > absent.indexOf(true)) found.push(`${name}: absent values do not stand last`);
          const cells = rows.filter((cell, n) => !absent[n]).map((cell) => cell.textContent.trim());
          const kind = KINDS.find(([, looks]) => cells.every((text) => looks.test(text)));
          if (!kind) continue;
          const [word, , of] = kind;
          const wrong = cells.findIndex((text, n) => n && way * before(word, of(cells[n - 1]), of(text)) > 0);
          if (wrong > 0) found.push(`${name}: "${cells[wrong]}" stands after "${cells[wrong - 1]}"`);
          for (const [id, start] of SURELY) if (figure.id === id && title.startsWith(start)) told.add(`${id}, ${start}`);
        }
      });
    }
    for (const [id, start] of SURELY) {
      const figure = document.getElementById(id);
      if (figure?.querySelector(".sort") && !told.has(`${id}, ${start}`)) found.push(`${id}: no order is known for "${start}"`);
    }
    return found;
  });
