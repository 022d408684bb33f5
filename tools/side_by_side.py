"""Take pictures of one executed notebook as nbconvert's own templates print it, and as we do.

    python tools/side_by_side.py reports/2027 docs/side_by_side

Writes the pictures that `docs/side_by_side/README.md` shows. Needs Debian's `poppler-utils`
and `chromium`, and an environment with `nbconvert[webpdf]` and `pillow`; nbconvert's
`webpdf` wants Playwright's browser beside. No test and no build runs this.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
RESOLUTION = 60
COLOURS = 128
HEADING = "Why published answers differ"
DESKTOP, PHONE = (1280, 1000), (360, 740)


@dataclass(frozen=True)
class Place:
    """Where to look in the PDFs: the words printed there, from which page on, and for how many."""

    name: str
    words: str
    pages: int = 1
    first: int = 1


PLACES = (
    Place("opening", "Key points", 2),
    # The cover draws the same chart under the same words.
    Place("chart", "Published answers run from", first=2),
    Place("table", "Who, what, where, when and how"),
)


def main(report: Path, out: Path) -> None:
    """Take all pictures of the report in a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        theirs = Path(work)
        _convert(report / "notebooks" / "report.ipynb", theirs, "webpdf", "--no-input")
        _convert(report / "notebooks" / "report.ipynb", theirs, "html", "--template", "lab")
        for place in PLACES:
            _pages(theirs / "webpdf.pdf", place, out / f"{place.name}_webpdf.png")
            _pages(report / "report.pdf", place, out / f"{place.name}_ours.png")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            for name, page in (
                ("lab", theirs / "html.html"),
                ("ours", (report / "report.html").resolve()),
            ):
                for size, (width, height) in (("desktop", DESKTOP), ("phone", PHONE)):
                    _screen(browser, page, width, height, out / f"{size}_{name}.png")
            browser.close()


def _convert(notebook: Path, folder: Path, to: str, *options: str) -> None:
    command = ["jupyter", "nbconvert", "--to", to, *options, str(notebook)]
    command += ["--output-dir", str(folder), "--output", to]
    if to == "webpdf":
        command.append("--disable-chromium-sandbox")
    subprocess.run(command, check=True)


def _pages(pdf: Path, place: Place, target: Path) -> None:
    """Draw the pages where a place's words are printed, side by side."""
    first = page_with(pdf, place.words, place.first)
    with tempfile.TemporaryDirectory() as work:
        last = str(first + place.pages - 1)
        command = ["pdftoppm", "-r", str(RESOLUTION), "-f", str(first), "-l", last, "-png"]
        subprocess.run([*command, str(pdf), f"{work}/p"], check=True)
        drawn = [Image.open(path) for path in sorted(Path(work).glob("p*.png"))]
        _save(_beside(drawn), target)


def page_with(pdf: Path, words: str, first: int) -> int:
    """Return the first page with the words, from a page on, that is not a list of contents."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    for number, page in enumerate(text.split("\f"), start=1):
        flat = " ".join(page.split())
        if number >= first and words in flat and ". . ." not in flat and "Contents" not in flat:
            return number
    raise SystemExit(f"{pdf}: no page says {words!r}")


def _beside(pictures: Sequence[Image.Image]) -> Image.Image:
    framed = [ImageOps.expand(one.convert("RGB"), 1, "#999999") for one in pictures]
    height = max(one.height for one in framed)
    whole = Image.new("RGB", (sum(one.width for one in framed), height), "white")
    left = 0
    for one in framed:
        whole.paste(one, (left, 0))
        left += one.width
    return whole


def _screen(browser: Browser, page: Path, width: int, height: int, target: Path) -> None:
    """Take the part of a page below the heading of the section on the market's size."""
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(page.as_uri())
    tab.evaluate(
        "words => [...document.querySelectorAll('h2,h3')]"
        ".find(heading => heading.textContent.includes(words)).scrollIntoView()",
        HEADING,
    )
    tab.wait_for_timeout(400)
    tab.screenshot(path=str(target))
    tab.close()
    _save(ImageOps.expand(Image.open(target).convert("RGB"), 1, "#999999"), target)


def _save(picture: Image.Image, target: Path) -> None:
    picture.quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
