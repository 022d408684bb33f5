"""The tables of the predictions chapter: what was said, what would show it, what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import refs_of
from futuregazing.claims.wording import capitalised
from futuregazing.edition.dates import format_date
from futuregazing.edition.periods import parse_moment
from futuregazing.edition.sections import PredictionsReview
from futuregazing.measures.predictions import with_verdict
from futuregazing.measures.verdicts import AGAINST, CONTEXT, FOR
from futuregazing.tables.frames import Tables

HOW: Mapping[str, str] = MappingProxyType({"listed": "own list", "remark": "remark"})
IN_THE_YEAR, BY_NOW = "in the year", "by now"
GRID_ROWS = 12
"""Predictions that a chart of evidence can hold on one page; the table has all."""

Spelling = Callable[[str], str]

SIDES: Mapping[int, str] = MappingProxyType({FOR: "for", AGAINST: "against", CONTEXT: "baseline"})
REACH: Mapping[str, str] = MappingProxyType({"claim": "for", "part": "for, in part"})


def in_plain_words(spell: Spelling) -> Spelling:
    """Return what makes a table's text readable: acronyms spelled out, the house's numbers."""
    return lambda text: _begun(spell(house_words(text)), text)


def grid(frame: pd.DataFrame, plain: Spelling = str) -> pd.DataFrame:
    """Return the predictions that evidence could judge, as the chart of evidence draws them.

    Returns:
        label (id and words), supports and against (numbers of findings), verdict, refs; those
        with most findings first, at most `GRID_ROWS`.
    """
    tested = with_verdict(frame)
    found = tested["found_for"] + tested["found_against"]
    order = sorted(tested.index, key=lambda row: (-found[row], row))[:GRID_ROWS]
    chosen = tested.loc[order]
    return pd.DataFrame(
        {
            "label": [
                f"{row}: {plain(words)}"
                for row, words in zip(chosen.index, chosen["prediction"], strict=True)
            ],
            "supports": list(chosen["found_for"]),
            "against": list(chosen["found_against"]),
            "verdict": list(chosen["verdict"]),
            "refs": list(chosen["refs"]),
        },
        index=chosen.index,
    )


def scorecard_rows(frame: pd.DataFrame, plain: Spelling = str) -> pd.DataFrame:
    """Return predictions under review as the scorecard prints them.

    Adds `whose` (programme and how it was stated), `shown_by` (indicator and threshold) and
    `found` (how many findings for and against).
    """
    made = frame.copy()
    rows = zip(frame["prediction"], _shown_by(frame), strict=True)
    told = [(plain(prediction), plain(shown_by)) for prediction, shown_by in rows]
    made["prediction"] = [prediction for prediction, _ in told]
    made["whose"] = _whose(frame)
    made["shown_by"] = [shown_by for _, shown_by in told]
    if "found_for" in frame.columns:
        sides = zip(frame["found_for"], frame["found_against"], strict=True)
        made["found"] = [_found(int(number_for), int(against)) for number_for, against in sides]
    return made


def clock(frame: pd.DataFrame, settings: PredictionsReview) -> str:
    """Return which verdict by the rule the scorecard's title counts: its words in the header.

    Where all predictions are for one year, the verdict in the year and that by now are one.
    """
    one_year = frame["edition"].nunique() == 1
    return IN_THE_YEAR if one_year and "in_year" in settings.clocks else BY_NOW


def scorecard_columns(frame: pd.DataFrame, settings: PredictionsReview) -> dict[str, str]:
    """Return the scorecard's columns: which verdicts are printed depends on clocks and years."""
    in_year = "in_year" in settings.clocks
    shown = {"in_year": f"Verdict {IN_THE_YEAR}"} if in_year else {}
    if clock(frame, settings) == BY_NOW:
        shown["verdict"] = f"Verdict {BY_NOW}"
    if "to_date" in frame.columns:
        shown["to_date"] = "Verdict to date, by people"
    return {
        "prediction_id": "Number",
        "prediction": "Prediction",
        "whose": "Whose",
        "shown_by": "What would show it",
        "found": "Findings",
        **shown,
    }


def findings(frame: pd.DataFrame, tables: Tables, plain: Spelling = str) -> pd.DataFrame:
    """Return the findings on some predictions, by prediction and day.

    Returns:
        prediction_id, side ("for", "for, in part", "against", "baseline"), finding, publisher,
        url, when (a period), grade, refs.
    """
    evidence = tables["evidence"]
    mine = evidence[evidence["prediction_id"].isin(frame.index)]
    places = {str(row): number for number, row in enumerate(frame.index)}
    order = sorted(
        mine.index, key=lambda row: (places[mine["prediction_id"][row]], mine["known_by"][row], row)
    )
    mine = mine.loc[order]
    return pd.DataFrame(
        {
            "prediction_id": mine["prediction_id"],
            "side": [
                REACH.get(covers, SIDES[FOR]) if side == FOR else SIDES[int(side)]
                for side, covers in zip(mine["supports"], mine["covers"], strict=True)
            ],
            "finding": [plain(str(words)) for words in mine["finding"]],
            "publisher": mine["publisher"],
            "url": mine["source_url"],
            "when": [parse_moment(str(day)) for day in mine["date"]],
            "grade": mine["source_grade"],
            "refs": list(refs_of(mine, "evidence")),
        },
        index=mine.index,
    )


def in_order_of(frame: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return predictions with their themes in the order of `scores`, which the chart keeps."""
    places = {label: number for number, label in enumerate(table["label"])}
    order = sorted(frame.index, key=lambda row: (places[frame["group"][row]], row))
    return frame.loc[order]


def _begun(told: str, text: str) -> str:
    """Return spelled-out words with a capital where the text itself began with one."""
    return capitalised(told) if text[:1].isupper() else told


def _found(number_for: int, against: int) -> str:
    """Return the numbers of findings for and against in words."""
    told = [f"{number} {side}" for number, side in ((number_for, "for"), (against, "against"))]
    return ", ".join(words for words in told if not words.startswith("0 ")) or "none"


def _whose(frame: pd.DataFrame) -> Sequence[str]:
    """Return the programme of each prediction; a forecast's programme says so by itself."""
    return [
        f"{programme} ({HOW[stated]})" if stated in HOW else str(programme)
        for programme, stated in zip(frame["programme"], frame["stated_as"], strict=True)
    ]


def _shown_by(frame: pd.DataFrame) -> Sequence[str]:
    """Return indicator, threshold and, where it is stated, probability as one text."""
    columns = (frame["indicator"], frame["threshold"], frame["decided_by"], frame["probability"])
    return [
        f"{capitalised(indicator)}: {threshold}{_by(day)}{_odds(probability)}"
        for indicator, threshold, day, probability in zip(*columns, strict=True)
    ]


def _by(day: str) -> str:
    """Return the day that decides, where the criteria name one."""
    return f" (decided by {format_date(dt.date.fromisoformat(day))})" if day else ""


def _odds(probability: float) -> str:
    return "" if pd.isna(probability) else f"; probability stated: {probability:g}"
