// Every table that can be sorted, by each of its columns: what is alike in kind stands in order.
//
// The order is told by other means than the page's script: the browser's own reading of days, the
// letters of ISO days and of ids, amounts of money worked out here. Absent values stand last.
export const sortingFindings = (page) =>
  page.evaluate(() => {
    const KINDS = [
      [/^[A-Z]*\d{4}-\d{2}(-\d{2})?$/, (text) => text],
      [/^(\d{1,2} )?[A-Z][a-z]{2,8} \d{4}$/, (text) => Date.parse(/^\d/.test(text) ? text : `1 ${text}`)],
      [/^FY\d{4}\/\d{2}$/, (text) => text],
      [/^-?£[\d,.]+(k|m|bn)?$/, (text) => {
        const size = { k: 1e3, m: 1e6, bn: 1e9 }[/[a-z]*$/.exec(text)[0]] || 1;
        return parseFloat(text.replace(/[£,]/g, "")) * size;
      }],
    ];
    const found = [];
    for (const figure of document.querySelectorAll("figure:has(.sort)")) {
      const heads = [...figure.querySelector("thead tr").cells];
      heads.forEach((head, i) => {
        head.querySelector(".sort").click();
        const rows = [...figure.querySelectorAll("tbody tr:not(.total)")].map((row) => row.cells[i]);
        const absent = rows.map((cell) => cell.classList.contains("none"));
        const name = `${figure.id}, "${head.textContent.trim()}"`;
        if (absent.lastIndexOf(false) > absent.indexOf(true) && absent.includes(true)) found.push(`${name}: absent values do not stand last`);
        const told = rows.filter((cell, n) => !absent[n]).map((cell) => cell.textContent.trim());
        for (const [kind, of] of KINDS) {
          const alike = told.filter((text) => kind.test(text));
          const wrong = alike.findIndex((text, n) => n && of(alike[n - 1]) > of(text));
          if (alike.length === told.length && wrong > 0) found.push(`${name}: "${alike[wrong]}" stands after "${alike[wrong - 1]}"`);
        }
      });
    }
    return found;
  });
