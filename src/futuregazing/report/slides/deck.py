"""Which slides an edition has: pure choice among what the document holds, nothing worded anew.

Ten where an edition knows enough. One that knows less has fewer: a slide that would have
neither a number nor a drawing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from futuregazing.report.blocks import Exhibit, Part, Parts, Prose, Section, exhibits_in
from futuregazing.report.document import KEY_POINTS, Document
from futuregazing.report.shown import exhibit_shows

TALLEST = 510.0
"""A drawing's height in points: a taller one would be lettered too small for a room."""
WIDE = 0.45
"""A flatter drawing takes the slide's width, a taller one stands beside its words."""
MOST_POINTS = 3
LONGEST_ANSWER = 190
"""Letters of a headline that leave room for a sentence under it."""
NOTES_ROLES = ("suppliers", "councils", "caveat")

_VIEW_BOX = re.compile(r"viewBox=\"([^\"]+)\"")


Advice = tuple[str, Parts]
"""For whom a sentence is ("" for all): a role of the section's sentences, and its words."""


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes:
        id: its permanent anchor.
        kind: cover, exhibit or points.
        topic: the section's title, above the headline.
        section: the anchor in the report where it is told at length.
        headline: the sentence that is the slide's title; the cover's is the edition's title.
        points: further sentences, each with whom it is for.
        exhibit: the drawing.
        notes: what the speaker may add.
    """

    id: str
    kind: str
    topic: str
    section: str
    headline: Parts
    points: tuple[Advice, ...] = ()
    exhibit: Exhibit | None = None
    notes: tuple[Advice, ...] = ()

    @property
    def titled(self) -> bool:
        """Tell whether the drawing's title stands over it: one that tells the same, or no number.

        A slide has one message; a title with other numbers would tell a second beside it.
        """
        if self.exhibit is None or self.exhibit.title == self.headline:
            return False
        told = {part.mark for part in self.exhibit.title if part.mark}
        return not told or bool(told & {part.mark for part in self.headline})

    @property
    def wide(self) -> bool:
        """Tell whether the drawing stands under its words and not beside them."""
        return self.exhibit is not None and aspect(self.exhibit) <= WIDE


@dataclass(frozen=True)
class Wanted:
    """A slide that an edition has if it knows enough.

    Attributes:
        section: by name.
        forms: forms of drawing, the best first; one of another form stands in for none.
        answered: whether the section's answer is its headline, else the drawing's title.
    """

    id: str
    section: str
    forms: tuple[str, ...]
    answered: bool = True


WANTED = (
    Wanted("size", "market_size", ("change_by_kind", "change")),
    Wanted("answers", "market_size", ("compare",), answered=False),
    Wanted("buyers", "buyers_and_suppliers", ("share", "compare", "ranking")),
    Wanted("regions", "regional_split", ("share", "tiles", "cartogram")),
    Wanted("blue-light", "blue_light_procurement", ("small_multiples", "tally")),
    Wanted("trends", "technology_trends", ("change", "compare")),
    Wanted("renewals", "opportunities", ("calendar", "compare")),
    Wanted("predictions", "predictions_review", ("evidence_grid", "compare", "tally")),
)
SURE = ("how_sure", "trust", "method_and_quality")
"""Sections whose answers say how far to trust the numbers: the last slide."""


def deck_of(document: Document) -> tuple[Slide, ...]:
    """Return an edition's slides in order: the cover, what it knows, and how sure it is."""
    sections = {section.name: section for section in document.sections}
    shown: set[str] = set()
    slides = [_cover(document, sections.get(KEY_POINTS))]
    for wanted in WANTED:
        section = sections.get(wanted.section)
        slide = _slide(wanted, section, shown) if section else None
        if slide:
            slides.append(slide)
            shown |= {slide.exhibit.id} if slide.exhibit else set()
    if sure := _sure([sections[name] for name in SURE if name in sections]):
        slides.append(sure)
    return tuple(slides)


def aspect(exhibit: Exhibit) -> float:
    """Return a drawing's height over its width; 1 where it does not say."""
    width, height = _size(exhibit)
    return height / width


def _size(exhibit: Exhibit) -> tuple[float, float]:
    """Return a drawing's width and height in points; 1 and 1 where it does not say."""
    box = _VIEW_BOX.search(exhibit.svg or "")
    numbers = [float(n) for n in box[1].replace(",", " ").split()] if box else []
    return (numbers[2], numbers[3]) if len(numbers) == 4 and numbers[2] > 0 else (1.0, 1.0)


def _cover(document: Document, key_points: Section | None) -> Slide:
    """Return the title slide, with the edition's first key point that holds a number."""
    told = _sentences(key_points, ("answer", "finding")) if key_points else []
    numbered = [parts for parts in told if _numbered(parts)]
    title = (Part("text", document.meta.title),)
    return Slide("cover", "cover", "", "report", title, tuple(("", p) for p in numbered[:1]))


def _slide(wanted: Wanted, section: Section, shown: set[str]) -> Slide | None:
    answers = _sentences(section, ("answer",))
    number = _first_number(answers[0]) if answers and wanted.answered else None
    exhibit = _drawing(section, wanted.forms, shown, number)
    if not wanted.answered:
        if exhibit is None:
            return None
        return Slide(
            wanted.id, "exhibit", section.title, exhibit.slug, exhibit.title, (), exhibit,
            _notes(section, ("caveat",)),
        )  # fmt: skip
    # An edition that had nothing to review, say, has a sentence for the reader but no slide.
    if not answers or not (exhibit or _numbered(answers[0])):
        return None
    kind = "exhibit" if exhibit else "points"
    notes = _notes(section, NOTES_ROLES)
    # Where the drawing stands beside its words there is room under them, else in the notes.
    room = exhibit is None or aspect(exhibit) > WIDE
    points = notes[:1] if room and sum(len(p.text) for p in answers[0]) <= LONGEST_ANSWER else ()
    return Slide(
        wanted.id, kind, section.title, section.slug, answers[0], points, exhibit,
        notes[len(points) :],
    )  # fmt: skip


def _numbered(parts: Parts) -> bool:
    return _first_number(parts) is not None


def _first_number(parts: Parts) -> Part | None:
    return next((part for part in parts if part.kind == "claim"), None)


def _drawing(
    section: Section, forms: Iterable[str], shown: set[str], number: Part | None
) -> Exhibit | None:
    """Return the drawing for a slide, not too tall: one that shows the headline's number.

    Where none does, or the headline has no number, the first of the forms that the section has.
    """
    fit = [
        exhibit
        for exhibit in exhibits_in(section.blocks)
        if exhibit.is_figure and exhibit.id not in shown and _size(exhibit)[1] <= TALLEST
    ]
    telling = [e for e in fit if number is not None and exhibit_shows(e, number)]
    of_form = [e for form in forms for e in fit if e.form == form]
    return next(iter([*telling, *of_form]), None)


def _sure(sections: list[Section]) -> Slide | None:
    """Return the last slide: how sure the numbers are, and where to get them."""
    points = [note for section in sections for note in _notes(section, ("answer",))[:1]]
    if not points:
        return None
    first = sections[0]
    notes = tuple(note for section in sections for note in _notes(section, ("caveat",)))
    return Slide(
        "how-sure", "points", first.title, first.slug, points[0][1],
        tuple(("", parts) for _, parts in points[1:MOST_POINTS]), notes=notes,
    )  # fmt: skip


def _sentences(section: Section, roles: tuple[str, ...]) -> list[Parts]:
    """Return what a section says in some roles, in the order of the roles."""
    prose = [block for block in section.blocks if isinstance(block, Prose)]
    return [block.parts for role in roles for block in prose if block.role == role]


def _notes(section: Section, roles: tuple[str, ...]) -> tuple[Advice, ...]:
    return tuple((role, parts) for role in roles for parts in _sentences(section, (role,)))
