// What a cell of a table says when rows are put in order: a time, an amount, words, or nothing.
const orderOf = (() => {
  const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const MONTH = "((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)";
  const LEAD = "^(?:(?:\\w+ )?(?:months|years) )?(?:(?:from|to|by|about|before|after|since|until|early|mid|late|in|the|end|of)[ -])*";
  const END = "(?=$|,| (?:to|or|and|if) | \\()";
  const NAMED = new RegExp(`${LEAD}(?:(\\d{1,2})(?: to \\d{1,2})? )?${MONTH}(?: to (?:\\d{1,2} )?${MONTH})? (\\d{4})${END}`);
  const DIGITS = new RegExp(`${LEAD}(FY)?(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d))?|-Q(\\d)|(/\\d\\d))?${END}`);
  const NUMBER = /^([↑↓] ?)?(?:[A-Za-z][a-z ]* )?([-−–]?)(£?)(\d[\d,]*(?:\.\d+)?)(?: ?(k|m|bn|thousand|million|billion)(?![a-z]))?(%)?(?=$|[\s,;:)x])/;
  const SCALE = { k: 1e3, m: 1e6, bn: 1e9, thousand: 1e3, million: 1e6, billion: 1e9 };
  const ABSENT = /^(?:[–—-]|unknown|n(?:o|ot|one) (?:.* )?(?:dated|given|known|named|printed|seen|shown|stated|told))$| not stated$/;
  const ZERO = /^(?:none|nil)$/;

  // Days, months, years and periods stand in one order, by their first day; of two or more, the
  // first. A year stands before its months, and a month before its days.
  const timeOf = (text) => {
    const at = (year, month, day) => [0, year * 416 + month * 32 + Number(day || 0)];
    const named = text.match(NAMED);
    if (named) return at(named[4], MONTHS.indexOf(named[2].slice(0, 3)) / 3 + 1, named[1]);
    const found = text.match(DIGITS);
    if (!found) return null;
    const [, financial, year, month, day, quarter, halves] = found;
    return at(year, financial || halves ? 4 : quarter ? quarter * 3 - 2 : Number(month || 0), day);
  };
  // Only what begins with its number, but for "about" and the like: the digits of a name, a
  // version or an id are no amount. Counts, shares and money are not put among each other.
  const amountOf = (text) => {
    const number = text.match(NUMBER);
    if (!number || (timeOf(text) && !/^\d+$/.test(text))) return null;
    const [, way, minus, pound, digits, scale, share] = number;
    const value = Number(digits.replaceAll(",", "")) * (SCALE[scale] || 1);
    return [pound ? 2 : share ? 1 : 0, minus || /^↓/.test(way || "") ? -value : value];
  };
  const told = (text) => !ABSENT.test(text);

  // How a column is read: as times or amounts where most of what it tells is that.
  const readingOf = (cells) => {
    const known = cells.filter(told);
    const times = known.filter(timeOf).length;
    const amounts = known.filter(amountOf).length;
    const zeros = known.filter((text) => ZERO.test(text)).length;
    if (times >= amounts && 2 * times > known.length) return timeOf;
    if (2 * amounts > known.length || (amounts && amounts + zeros === known.length))
      return (text) => (ZERO.test(text) ? [0, 0] : amountOf(text));
    return () => null;
  };
  // Returns the places of the cells in order. What is not told stands last in both directions,
  // and before it what a column of times or amounts says in words.
  return (cells, descending) => {
    const reading = readingOf(cells);
    const keys = cells.map((text) => {
      const value = told(text) ? reading(text) : null;
      return { text, value, rank: value ? 0 : told(text) ? 1 : 2 };
    });
    const compare = (a, b) =>
      a.value ? a.value[0] - b.value[0] || a.value[1] - b.value[1] : a.text.localeCompare(b.text, "en-GB", { numeric: true });
    return [...keys.keys()].sort((i, j) => {
      const [a, b] = [keys[i], keys[j]];
      return a.rank - b.rank || (a.rank === 2 ? 0 : (descending ? -1 : 1) * compare(a, b)) || i - j;
    });
  };
})();
