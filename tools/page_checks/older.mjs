// In a browser that cannot unpack the data files: each "Data (CSV)" leads to the archive of them all.
export const withoutUnpacking = () => {
  window.DecompressionStream = class {
    constructor(format) {
      throw new TypeError(`unsupported: ${format}`);
    }
  };
};

export const olderFindings = async (page) => {
  const link = page.locator("a.csv").first();
  if (!(await link.count())) return [];
  await link.click();
  const hash = await page.evaluate(() => location.hash);
  return hash === "#files" ? [] : [`"Data (CSV)" leads to "${hash}"`];
};
