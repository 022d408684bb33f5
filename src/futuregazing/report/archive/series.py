"""Each headline through the editions: its numbers, and whether a line may join two of them.

A line joins two numbers only if they are points of one series, or one and the same number told
again. Everything else is a break, and says why (see `claims.changes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from futuregazing.claims.changes import Change, Reason, classify
from futuregazing.claims.wording import capitalised
from futuregazing.measures.between import Moved
from futuregazing.measures.between_reasons import why
from futuregazing.report.archive.headlines import fact_of
from futuregazing.report.blocks import Json

Join = Literal["first", "joined", "same", "break"]


@dataclass(frozen=True)
class Point:
    """A headline's number in one edition.

    Attributes:
        year, text, meaning: of the edition, the number, and what it measures.
        href: where the edition tells it, from the archive.
        join: how it follows on the point before.
        told: why it differs from that point, or that it does not.
        direction: up, down or level within one series; empty without a trend.
    """

    year: int
    text: str
    meaning: str
    href: str
    join: Join = "first"
    told: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Line:
    """One headline through the editions, the earliest first."""

    id: str
    title: str
    points: tuple[Point, ...]


def lines_of(catalogues: Sequence[Json]) -> list[Line]:
    """Return each headline that two editions or more have a number for.

    Args:
        catalogues: of the editions, the earliest first.
    """
    records: dict[str, list[tuple[Json, Json]]] = {}
    for catalogue in reversed(catalogues):
        for record in catalogue["headlines"]["numbers"]:
            records.setdefault(record["id"], []).insert(0, (catalogue, record))
    return [
        Line(name, told[-1][1]["title"], tuple(_points(told)))
        for name, told in records.items()
        if len(told) > 1
    ]


def _points(told: Sequence[tuple[Json, Json]]) -> Iterator[Point]:
    before: tuple[Json, Json] | None = None
    for catalogue, record in told:
        year = catalogue["edition"]["year"]
        known = {number["anchor"] for number in catalogue["numbers"]}
        place = record["anchor"] if record["anchor"] in known else record["section"]
        href = f"{year}/report.html#{place.replace('_', '-')}"
        measure = f"{capitalised(record['measure'])}. " * bool(record["measure"])
        point = Point(year, record["text"], f"{measure}{record['meaning']}", href)
        yield _after(before, (catalogue, record), point) if before else point
        before = catalogue, record


def _after(before: tuple[Json, Json], now: tuple[Json, Json], point: Point) -> Point:
    """Return a point with how it follows on the one before."""
    moved = _moved(before, now)
    change = moved.change
    return replace(point, join=_join(change), told=why(moved), direction=change.direction)


def _join(change: Change) -> Join:
    if not change.moved:
        return "same"
    return "joined" if Reason.REAL in change.reasons or change.direction else "break"


def _moved(before: tuple[Json, Json], now: tuple[Json, Json]) -> Moved:
    then, later = fact_of(before[1]), fact_of(now[1])
    mended, slip = _corrected(before, now)
    change = classify(then, later, corrected=bool(mended))
    record = now[1]
    return Moved(
        record["id"], record["section"], record["title"], record["measure"],
        then.number, later.number, change,
        mended if Reason.CORRECTED in change.reasons else (), slip,
    )  # fmt: skip


def _corrected(before: tuple[Json, Json], now: tuple[Json, Json]) -> tuple[tuple[str, ...], bool]:
    """Return why publishers' numbers behind either were put right in between; whether ours were."""
    rows = {tuple(ref) for side in (before, now) for ref in side[1]["number"]["refs"]}
    since, until = (side[0]["edition"]["as_of"] for side in (before, now))
    own = [
        (ours, reason)
        for table, row, day, reason, ours in now[0]["headlines"]["corrections"]
        if (table, row) in rows and since < day <= until
    ]
    mended = tuple(dict.fromkeys(reason for ours, reason in own if not ours))
    return mended, any(ours for ours, _ in own)
