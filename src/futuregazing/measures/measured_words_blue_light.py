"""What the section on blue light says of awards measured from a snapshot."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures.measured_contract_lists import LARGEST, contracts
from futuregazing.measures.measured_labels import ALL
from futuregazing.measures.measured_lines import covered, lines, number, with_value
from futuregazing.measures.measured_names_blue_light import AWARDS, BUYERS, KINDS, SUPPLIERS
from futuregazing.measures.measured_words_awards import HEADING, awards_covered, awards_held
from futuregazing.measures.plain_words import mid_sentence, plain_words, shortened
from futuregazing.tables.frames import Tables

LONGEST = 90
"""Letters of a name that a chart or table shows."""


def holds(tables: Tables) -> bool:
    """Tell whether the snapshot holds an award of the kinds of service that are described."""
    return bool(len(lines(tables, AWARDS)) and number(tables, AWARDS, ALL).value)


def answer(tables: Tables) -> Statement:
    """Return which kind of service awarded most, of how many awards."""
    if not holds(tables):
        return statement(
            "The snapshot holds no technology award of the services described here that was "
            "recognised as theirs."
        )
    all_of_them = number(tables, AWARDS, ALL)
    valued = with_value(lines(tables, KINDS))
    if valued.empty:
        return statement(
            "The snapshot holds {all} of blue-light services, none with a value that can be used.",
            all=all_of_them,
        )
    leader = _leading(valued)
    return statement(
        "The awards of {who} come to {value}, {more} in the snapshot, which holds {all} of "
        "blue-light services.",
        value=leader["value"],
        who=mid_sentence(leader["label"]),
        more="the only ones with a value"
        if len(valued) == 1
        else "more than those of any other service",
        all=all_of_them,
    )


def covers(tables: Tables) -> Iterator[Statement]:
    """Yield what the snapshot holds for the section, and that it is no market."""
    if holds(tables):
        yield awards_held(tables, AWARDS)
        yield statement(
            "Values are those printed when contracts were awarded, for their whole lives; a sample "
            "is not the market, and one large contract can lead it."
        )


def kinds(tables: Tables) -> pd.DataFrame:
    """Return value by kind of service: label, value, awards, bodies, covered, refs."""
    return _told(lines(tables, KINDS), "bodies")


def kinds_title(frame: pd.DataFrame) -> Statement:
    """Return which kind of service awarded most."""
    return _title(frame, "The snapshot holds most value for {who}: {value}", lower=True)


def buyers(tables: Tables) -> pd.DataFrame:
    """Return the services that awarded most: label, value, awards, covered, refs."""
    return _told(lines(tables, BUYERS))


def buyers_title(frame: pd.DataFrame) -> Statement:
    """Return who awarded most."""
    return _title(frame, "{who} awarded most: {value}")


def suppliers(tables: Tables) -> pd.DataFrame:
    """Return the firms to which most was awarded, then what is no firm's."""
    return _told(lines(tables, SUPPLIERS))


def suppliers_title(tables: Tables) -> Statement:
    """Return which firm was awarded most."""
    frame = lines(tables, SUPPLIERS)
    firms = frame[~frame["apart"].astype(bool)] if len(frame) else frame
    return _title(_told(firms), "{who} was awarded most: {value}")


def largest(tables: Tables) -> pd.DataFrame:
    """Return the largest awards, the largest first."""
    return contracts(tables, LARGEST)


def largest_title(lines_shown: pd.DataFrame) -> Statement:
    """Return what the largest award is worth."""
    first = lines_shown.iloc[0]
    return statement("The largest award is worth {value}", value=first["value"])


def coverage(tables: Tables) -> Statement:
    """Return of how many awards the values are."""
    return awards_covered(tables, AWARDS)


def _told(frame: pd.DataFrame, *further: str) -> pd.DataFrame:
    """Return lines as they are printed, names in one line and of a length that fits."""
    made = pd.DataFrame(
        {
            "label": [
                shortened(plain_words(one), LONGEST) or "not named" for one in frame["label"]
            ],
            "value": frame["value"],
            "awards": frame["n"],
            "covered": [covered(row) for row in frame.to_dict("records")],
            "refs": frame["refs"],
        }
    )
    for name in further:
        made[name] = frame[name] if name in frame else pd.Series(dtype="object")
    return made


def _title(frame: pd.DataFrame, template: str, *, lower: bool = False) -> Statement:
    """Return a title that names the line of highest value."""
    valued = with_value(frame)
    if valued.empty:
        return statement("None of these awards has a value that can be used")
    row = _leading(valued)
    who = mid_sentence(row["label"]) if lower else row["label"]
    return statement(template, who=Named(who, row["refs"]), value=row["value"])


def _leading(valued: pd.DataFrame) -> pd.Series:
    """Return the line of highest value, of lines that all have one."""
    most = ranked(list(valued["value"]))[-1]
    return next(row for _, row in valued.iterrows() if row["value"] == most)


__all__ = [
    "AWARDS",
    "HEADING",
    "LONGEST",
    "answer",
    "buyers",
    "buyers_title",
    "coverage",
    "covers",
    "holds",
    "kinds",
    "kinds_title",
    "largest",
    "largest_title",
    "suppliers",
    "suppliers_title",
]
"""All words of the section: its notebook asks here."""
