"""The measured part of the section on the regional split, in sentences and titles."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import Period, calendar_year
from futuregazing.edition.sections import RegionalSplit
from futuregazing.measures import measured_labels as of
from futuregazing.measures.measured_lines import FRAMES, left_out
from futuregazing.measures.measured_words_parts import (
    how_many,
    line,
    none_held,
    nothing_bought,
    number_in,
    printed,
    refs_of,
    subtitle,
    what_is_held,
)
from futuregazing.measures.regions import words

SECTION = of.REGIONS_SECTION


def answer(tables: FRAMES) -> Statement:
    """Return in one sentence in which regions the buyers of the snapshot are."""
    if nothing_bought(tables, SECTION):
        return none_held(tables, SECTION)
    frame = printed(tables, of.REGIONS)
    known = _known(frame)
    most = _most_awards(known)
    if not int(most["n"]):
        return statement(
            "Measured from notices, no award of the snapshot is by a buyer whose region is known."
        )
    whole = line(tables, SECTION, of.IN_SCOPE)
    return statement(
        "Measured from notices, buyers in {region} made {most} of the snapshot's {n}, and "
        "{with_any} of {all} have one at all: that shows where notices were brought "
        "together, not where councils buy most.",
        most=how_many(most, ""),
        n=how_many(whole, _what(whole)),
        region=_place(most),
        with_any=_regions(known[known["n"] > 0], ""),
        all=_regions(known),
    )


def _what(whole: pd.Series) -> str:
    """Return what is counted: entries of registers are no notices of awards."""
    left = left_out(whole)
    mixed = left is not None and "register" in left.text and whole["n"] > 1
    return "technology awards and register entries" if mixed else "technology awards"


def held(tables: FRAMES) -> list[Statement]:
    """Return what the measured part rests on; nothing more where nothing is held."""
    return [] if nothing_bought(tables, SECTION) else [what_is_held(tables, SECTION)]


def regions(tables: FRAMES) -> pd.DataFrame:
    """Return one tile a region with the value its buyers awarded; empty without an award.

    Columns of `printed` with `region` for the name, and the tile's place in the grid.
    """
    frame = _known(printed(tables, of.REGIONS))
    if frame.empty or nothing_bought(tables, SECTION):
        return frame.iloc[:0]
    places = tables["regions"].loc[list(frame["code"]), ["tile_row", "tile_col"]]
    return frame.assign(
        region=[label.text for label in frame["label"]],
        text=[_on_tile(*one) for one in zip(frame["value"], frame["n"], strict=True)],
        tile_row=list(places["tile_row"]),
        tile_col=list(places["tile_col"]),
    )


def regions_title(frame: pd.DataFrame) -> Statement:
    """Return where the buyers that awarded most are."""
    row = _largest(frame)
    if row is None:
        return statement("No region has an award with a value that counts")
    return statement(
        "Buyers in {name} awarded most in the snapshot: {value}",
        name=_place(row),
        value=row["value"],
    )


def regions_subtitle(tables: FRAMES) -> Statement:
    """Return measure, place and years of the tiles."""
    what = "Value of technology awards by councils and combined authorities of each region"
    return subtitle(tables, SECTION, what, bracketed=False)


def elsewhere(tables: FRAMES) -> Statement | None:
    """Return what was awarded by buyers of no one known region; None if nothing was."""
    frame = printed(tables, of.REGIONS)
    lost = frame[[label.text == of.REGION_NOT_KNOWN for label in frame["label"]]]
    if lost.empty or not int(lost.iloc[0]["n"]):
        return None
    row = lost.iloc[0]
    if row["value"] is None:
        return statement(
            "On no tile: {n} by buyers whose region is not known, or who lie in several, none "
            "with a value that counts.",
            n=how_many(row),
        )
    return statement(
        "On no tile: {n} by buyers whose region is not known, or who lie in several, worth "
        "{value}.",
        n=how_many(row),
        value=row["value"],
    )


def heads(tables: FRAMES) -> pd.DataFrame:
    """Return the value per head of the last whole year; empty if not known or not wanted.

    Columns of `printed` with `awarded` and `people` (Quantities) and `of_year` (of the people).
    """
    frame = printed(tables, of.PER_HEAD)
    if frame.empty:
        return frame
    years = [calendar_year(int(year)) for year in frame["year"]]
    return frame.assign(of_year=pd.Series(years, frame.index, dtype="object"))


def heads_title(frame: pd.DataFrame) -> Statement:
    """Return where most was awarded per head."""
    row = _largest(frame)
    if row is None:
        return statement("No value per head is known")
    return statement(
        "Most per head in the snapshot of {year}: {name}, {value}",
        year=_year(frame),
        name=_place(row),
        value=row["value"],
    )


def heads_subtitle(frame: pd.DataFrame) -> Statement:
    """Return measure, year and population of the values per head."""
    return statement(
        "Technology awarded in {year} by councils and combined authorities of each region, per "
        "inhabitant; money of the day; in brackets the awards that count, of those held",
        year=_year(frame),
    )


def heads_sentence(frame: pd.DataFrame) -> Statement:
    """Return what a value per head rests on, and what it is no measure of."""
    return statement(
        "In {year}, the last whole year with a value, the snapshot has {n} that count. So few "
        "are decided by single contracts: the numbers say how complete the snapshot is, region by "
        "region, before they say who spends more. A region without an award has no bar; it is "
        "not nought. People are those of the latest estimate, the middle of {people}.",
        year=_year(frame),
        n=_sum(frame, "with_value"),
        people=frame["of_year"].iloc[0],
    )


def heads_not_known(tables: FRAMES, settings: RegionalSplit) -> bool:
    """Tell whether values per head are wanted of what the snapshot holds, and there are none."""
    if not settings.per_head or printed(tables, of.REGIONS).empty:
        return False
    return not nothing_bought(tables, SECTION) and printed(tables, of.PER_HEAD).empty


def heads_coverage(frame: pd.DataFrame) -> Statement:
    """Return the coverage of the values per head: the awards of the year, region by region."""
    return statement(
        "{n} of {year} by buyers of the regions shown, {counted} of them counted. A sample "
        "of what could be found, not the market.",
        n=_sum(frame, "n"),
        year=_year(frame),
        counted=_sum(frame, "with_value", ""),
    )


def _on_tile(value: Quantity | None, n: int) -> str:
    """Return what a tile without a value says; nothing where the value itself stands there."""
    if value is not None:
        return ""
    return "no value" if n else "none held"


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    known = [label.text != of.REGION_NOT_KNOWN for label in frame["label"]]
    return frame[known].reset_index(drop=True)


def _largest(frame: pd.DataFrame) -> pd.Series | None:
    """Return the line with the largest value, None if no line has one."""
    valued = [one for one in frame["value"] if one is not None]
    if not valued:
        return None
    most = ranked(valued, by=("geography",))[-1]
    return frame[[one is most for one in frame["value"]]].iloc[0]


def _sum(frame: pd.DataFrame, column: str, noun: str = "awards") -> Named:
    return number_in(int(frame[column].sum()), noun, refs_of(frame))


def _place(row: pd.Series) -> Named:
    """Return a region as a sentence names it: "the North West"."""
    return Named(words([row["label"].text]), row["label"].refs)


def _year(frame: pd.DataFrame) -> Period:
    found: Period = frame["awarded"].iloc[0].period
    return found


def _regions(frame: pd.DataFrame, noun: str = "regions and nations") -> Named:
    return number_in(len(frame), noun, refs_of(frame))


def _most_awards(frame: pd.DataFrame) -> pd.Series:
    return frame.sort_values("n", ascending=False, kind="stable").iloc[0]
