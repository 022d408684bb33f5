"""Words on charts: how wide they are, where they break, and how they keep out of each other's way.

Widths come from the font file itself, in points, so that a label's place is known before
anything is drawn and is the same on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from futuregazing.exhibits import style

ELLIPSIS = "…"


def drawable(text: str) -> str:
    """Return `text` with what cannot be drawn replaced by a question mark.

    Names from notices hold control characters and emoji: the first are illegal in SVG,
    the second are missing from the font, which the PDF would refuse.
    """
    flat = unicodedata.normalize("NFC", " ".join(text.split()))
    known = _glyphs(spare=False) | _glyphs(spare=True)
    return "".join(c if ord(c) in known else "?" for c in flat)


@cache
def text_width(text: str, size: float = style.LABEL_PT, *, bold: bool = False) -> float:
    """Return the width of one line of `text` in points, as it is drawn."""
    width, run, spare = 0.0, "", False
    for c in drawable(text):
        if (ord(c) not in _glyphs(spare=False)) != spare:
            width += _run_width(run, size, bold, spare)
            run, spare = "", not spare
        run += c
    return width + _run_width(run, size, bold, spare)


def wrap(text: str, width: float, size: float = style.LABEL_PT, *, bold: bool = False) -> list[str]:
    """Break `text` into lines no wider than `width` points, at spaces, hyphens and slashes.

    Lines come out of even length, with no last word alone. A single word wider than the
    line is cut with an ellipsis rather than let run out.
    """
    fewest = _filled(text, width, size, bold)
    if len(fewest) < 2:
        return fewest
    narrower = text_width(drawable(text), size, bold=bold) / len(fewest)
    while narrower < width:
        lines = _filled(text, narrower, size, bold)
        if len(lines) == len(fewest) and not any(ELLIPSIS in line for line in lines):
            return lines
        narrower += size / 2
    return fewest


def _filled(text: str, width: float, size: float, bold: bool) -> list[str]:
    """Break `text` into lines each as full as can be."""
    lines: list[str] = []
    for piece in _pieces(drawable(text)):
        joined = f"{lines[-1]}{piece}" if lines else piece
        if lines and text_width(joined.rstrip(), size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(piece.lstrip())
    return [shorten(line.rstrip(), width, size, bold=bold) for line in lines if line.strip()]


def shorten(text: str, width: float, size: float = style.LABEL_PT, *, bold: bool = False) -> str:
    """Cut `text` to `width` points, with an ellipsis where something was cut."""
    text = drawable(text)
    if text_width(text, size, bold=bold) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip() + ELLIPSIS
        if text_width(cut, size, bold=bold) <= width:
            return cut
    return ELLIPSIS


def widest(texts: Sequence[str], size: float = style.LABEL_PT, *, bold: bool = False) -> float:
    """Return the width of the widest text; nothing is nought wide."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return centres as near as possible to `wanted` with no two boxes overlapping.

    Boxes keep the order of `wanted` and stay between `low` and `high` while there is
    room; where there is none they are pressed evenly, never silently dropped.

    Args:
        wanted: the centre each box would like.
        sizes: the extent of each box along the axis.
        low, high: the limits of the axis.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[list[int]] = []
    for i in order:
        groups.append([i])
        while len(groups) > 1 and _top(groups[-2], wanted, sizes, low, high) > _bottom(
            groups[-1], wanted, sizes, low, high
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    centres = [0.0] * len(wanted)
    for group in groups:
        at = _bottom(group, wanted, sizes, low, high)
        for i in group:
            centres[i] = at + sizes[i] / 2
            at += sizes[i]
    return centres


def _bottom(
    group: list[int], wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> float:
    """Return where a run of touching boxes begins: around the mean of what they want."""
    total = sum(sizes[i] for i in group)
    offset, wish = 0.0, 0.0
    for i in group:
        wish += wanted[i] - offset - sizes[i] / 2
        offset += sizes[i]
    return max(low, min(high - total, wish / len(group)))


def _top(
    group: list[int], wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> float:
    return _bottom(group, wanted, sizes, low, high) + sum(sizes[i] for i in group) - 1e-9


def _pieces(text: str) -> list[str]:
    """Split at places where a line may break, each piece keeping its own ending."""
    pieces, current = [], ""
    for c in text:
        if c == " " and current:
            pieces.append(current)
            current = c
        else:
            current += c
            if c in "-/" and len(current.strip()) > 3:
                pieces.append(current)
                current = ""
    return [*pieces, current] if current else pieces


def _run_width(text: str, size: float, bold: bool, spare: bool) -> float:
    """Return the width of letters that are all in one font."""
    if not text:
        return 0.0
    font = _font(bold, spare)
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=_no_hinting())
    width, _ = font.get_width_height()
    return float(width) / 64


@cache
def _font(bold: bool, spare: bool) -> Any:
    """Return the text face, or the spare one for letters that it lacks."""
    from pathlib import Path

    from font_source_sans_pro import font_directory
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    if spare:
        name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
        return FT2Font(str(Path(get_data_path()) / "fonts" / "ttf" / name))
    name = "SourceSansPro-Semibold.ttf" if bold else "SourceSansPro-Regular.ttf"
    return FT2Font(str(Path(font_directory) / name))


@cache
def _no_hinting() -> Any:
    from matplotlib.ft2font import LoadFlags

    return LoadFlags.NO_HINTING


@cache
def _glyphs(*, spare: bool) -> frozenset[int]:
    return frozenset(_font(bold=False, spare=spare).get_charmap())
