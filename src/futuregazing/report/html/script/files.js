// "Data (CSV)" hands out the file itself: taken from the archive that the page carries.
(() => {
  const whole = document.querySelector("a.all-csv");
  const unpacks = () => {
    try {
      return new DecompressionStream("deflate-raw");
    } catch {
      return null;
    }
  };
  // Browsers that cannot unpack, or not this way of packing, keep the plain link.
  if (!whole || !unpacks()) return;
  const LOCAL = 0x04034b50;
  const HEAD = 30;
  let files;

  // The members of an archive: name to bytes, in order, until the list of contents begins.
  const members = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = new Map();
    for (let at = 0; view.getUint32(at, true) === LOCAL; ) {
      const size = view.getUint32(at + 18, true);
      const named = view.getUint16(at + 26, true);
      const start = at + HEAD + named + view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(bytes.subarray(at + HEAD, at + HEAD + named));
      found.set(name, bytes.subarray(start, start + size));
      at = start + size;
    }
    return found;
  };
  const unpacked = async () => {
    const base64 = whole.href.slice(whole.href.indexOf(",") + 1);
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const [inner] = members(bytes).values();
    const stream = new Blob([inner]).stream().pipeThrough(unpacks());
    return members(new Uint8Array(await new Response(stream).arrayBuffer()));
  };
  const nameOf = (link) =>
    link.matches(".csv")
      ? link.closest("figure").id + ".csv"
      : link.closest("[id]").id.replace(/^table-/, "rows-of-") + ".csv";

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.csv, a.rows-csv");
    if (!link) return;
    event.preventDefault();
    files ??= await unpacked();
    const name = nameOf(link);
    const url = URL.createObjectURL(new Blob([files.get(name)], { type: "text/csv;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  });
})();
