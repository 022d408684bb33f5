// A number's evidence, and a figure's citation, open over the page instead of leading away.
const openSheet = (() => {
  const sheet = document.getElementById("sheet");
  const body = sheet.querySelector(".sheet-body");
  const leads = sheet.querySelector(".sheet-link");
  const copy = sheet.querySelector(".sheet-copy");
  const said = sheet.querySelector(".sheet-said");
  let taken = "";

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(taken);
      said.textContent = "Copied";
    } catch {
      said.textContent = taken;
    }
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet || event.target.closest("a, .sheet-close")) sheet.close();
  });

  return ({ name, content, href, link, toCopy, copies }) => {
    body.replaceChildren(...content);
    sheet.setAttribute("aria-label", name);
    leads.href = href;
    leads.textContent = link;
    taken = toCopy;
    copy.textContent = copies;
    said.textContent = "";
    sheet.showModal();
    sheet.scrollTop = 0;
  };
})();

const addressOf = (anchor) => location.href.split("#")[0] + "#" + anchor;

document.addEventListener("click", (event) => {
  const claim = event.target.closest("a.claim");
  if (!claim || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const entry = document.getElementById(claim.hash.slice(1));
  if (!entry) return;
  event.preventDefault();
  const content = entry.cloneNode(true);
  content.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
  openSheet({
    name: "Evidence " + claim.dataset.n,
    content: content.childNodes,
    href: claim.hash,
    link: "See it in the list",
    toCopy: addressOf(claim.id || claim.hash.slice(1)),
    copies: "Copy the link to this number",
  });
});
