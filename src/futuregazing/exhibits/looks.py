"""What each category looks like: a colour and a hatching, the same wherever it is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.lettering import text_width
from futuregazing.exhibits.paper import Paper

UNKNOWN = "not known"
KEY_LINE = 19.0
SWATCH = 11.0


@dataclass(frozen=True)
class Look:
    """Fill, hatching, edge and marker of one category."""

    colour: str
    hatch: str
    edge: str
    marker: str


NOT_KNOWN = Look(style.PAPER, style.UNKNOWN_HATCH, style.LEADER, "o")
QUIET = Look(style.PAPER, "", style.LEADER, "o")
"""What the chart is not about: there, and out of the way."""
PLAIN = Look(style.DARK_BLUE, "", style.WHITE, "o")
FIXED = {
    "happened": Look(style.DARK_BLUE, "", style.WHITE, "o"),
    "partly": Look(style.TURQUOISE, "////", style.WHITE, "s"),
    "not yet": Look(style.ORANGE, "xxxx", style.WHITE, "D"),
    "unclear": NOT_KNOWN,
    UNKNOWN: NOT_KNOWN,
}
"""Verdicts, and what is not known, look the same in every chart of every edition."""


def looks_of(names: Sequence[str], quiet: Collection[str] = ()) -> dict[str, Look]:
    """Return a look a category, in the order given; verdicts keep their own.

    Args:
        names: the categories.
        quiet: those that stand back, because the chart is about the others.

    Raises:
        UserError: there are more categories than can be told apart.
    """
    known = [n for n in names if FIXED.get(n) is not NOT_KNOWN and n not in quiet]
    if len(known) > len(style.CATEGORY_COLOURS):
        raise UserError(
            f"{len(known)} categories cannot be told apart by colour: {', '.join(known)}. "
            f"Group them to at most {len(style.CATEGORY_COLOURS)}."
        )
    if any(name in FIXED for name in known):
        free = [name for name in known if name not in FIXED]
        taken = {FIXED[name].colour for name in known if name in FIXED}
    else:
        free, taken = known, set()
    palette = zip(
        style.CATEGORY_COLOURS, style.CATEGORY_HATCHES, style.CATEGORY_MARKERS, strict=False
    )
    spare = [Look(c, hatch, style.WHITE, m) for c, hatch, m in palette if c not in taken]
    own = dict(zip(free, spare, strict=False)) | dict.fromkeys(quiet, QUIET)
    return {name: FIXED.get(name) or own[name] for name in names}


def key_height(texts: Sequence[str], width: float) -> float:
    """Return the height of a key with these entries."""
    return _places(texts, width)[-1][1] + KEY_LINE if texts else 0.0


def draw_key(paper: Paper, texts: Sequence[str], looks: Sequence[Look]) -> None:
    """Draw the key at the top of the sheet: a swatch and a text an entry, wrapping."""
    for text, look, (x, y) in zip(texts, looks, _places(texts, paper.width), strict=True):
        square(paper, (x, y + 1), SWATCH, look)
        paper.text(x + SWATCH + 5, y + 1 + SWATCH / 2, text)


def square(paper: Paper, corner: tuple[float, float], side: float, look: Look) -> None:
    """Draw a square of a category; a thin gap keeps it from its neighbours."""
    x, y = corner
    inset = 0.6
    paper.bar(
        x + inset,
        y + inset,
        side - 2 * inset,
        side - 2 * inset,
        colour=look.colour,
        hatch=look.hatch,
        edge=look.edge,
    )


def _places(texts: Sequence[str], width: float) -> list[tuple[float, float]]:
    x, y, places = 0.0, 0.0, []
    for text in texts:
        needed = SWATCH + 5 + text_width(text)
        if x and x + needed > width:
            x, y = 0.0, y + KEY_LINE
        places.append((x, y))
        x += needed + 20
    return places
