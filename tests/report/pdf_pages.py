"""A look at printed pages: how far each is filled, and what its text reads as."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

DPI = 20
PAPER_MM, TURNED_MM = 297, 210
HEAD_MM, FOOT_MM = 26, 22
"""Running head and page number, which stand on every page, however empty."""
INK = 200
_MARK = re.compile(r"\s?\[(?:\d+|[a-z])\](?: (?=[.,;:)]))?")
_INVISIBLE = re.compile("[\u200b\u2060\u00ad]")


@dataclass(frozen=True)
class Page:
    """A page: its number, and how far down it is filled (0 to 1)."""

    number: int
    filled: float


def pages(pdf: bytes) -> list[Page]:
    """Return the pages of a PDF; pdftoppm draws them."""
    return [Page(number, filled) for number, filled in enumerate(_filled(pdf), 1)]


def text(pdf: bytes) -> str:
    """Return what pdftotext reads, on one line, without evidence marks and places to break."""
    return plain(" ".join(texts(pdf)))


def texts(pdf: bytes) -> list[str]:
    """Return what pdftotext reads on each page, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.pdf")
        file.write_bytes(pdf)
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
        )
    return done.stdout.decode().split("\f")


def plain(words: str) -> str:
    """Return words with one space between them, without marks and invisible letters."""
    return " ".join(_MARK.sub("", " ".join(_INVISIBLE.sub("", words).split())).split())


def _filled(pdf: bytes) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.pdf")
        file.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(DPI), "-gray", str(file), f"{folder}/page"]
        subprocess.run(command, capture_output=True, check=True)
        return [_lowest_ink(path) for path in sorted(Path(folder).glob("page*.pgm"))]


def _lowest_ink(path: Path) -> float:
    """Return how far down a page its lowest mark stands, as a share of the type area."""
    with Image.open(path) as opened:
        wide, high = opened.size
        mm = high / (PAPER_MM if high > wide else TURNED_MM)
        area = opened.crop((0, int(HEAD_MM * mm), wide, int(high - FOOT_MM * mm)))
        marks = area.point(lambda shade: 255 if shade < INK else 0).getbbox()
        return marks[3] / area.height if marks else 0.0
