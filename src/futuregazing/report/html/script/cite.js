// Every figure and table can be cited: the words with its permanent address, ready to copy.
(() => {
  const cite = document.getElementById("cite")?.textContent.trim();
  if (!cite) return;
  document.querySelectorAll("figure.exhibit").forEach((figure) => {
    const label = figure.querySelector("a.label").textContent;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "plain",
      textContent: "Cite this " + label.split(" ")[0].toLowerCase(),
    });
    const unseen = Object.assign(document.createElement("span"), { className: "unseen", textContent: ", " + label });
    button.append(unseen);
    button.addEventListener("click", () => {
      const heading = figure.querySelector("h3, h4, h5").cloneNode(true);
      heading.querySelector(".label").remove();
      const words = `${cite} ${label}: ${heading.textContent.trim()}. ${addressOf(figure.id)}`;
      const told = Object.assign(document.createElement("p"), { textContent: words });
      openSheet({
        name: "Cite " + label,
        content: [told],
        href: "#" + figure.id,
        link: "Go to " + label,
        toCopy: words,
        copies: "Copy the citation",
      });
    });
    let take = figure.querySelector(".take");
    if (!take) {
      take = Object.assign(document.createElement("div"), { className: "take" });
      figure.append(take);
    }
    const first = take.querySelector("details");
    take.insertBefore(button, first);
  });
})();
