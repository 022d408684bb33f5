"""The predictions under review and those for the edition's own year, and what they say in one line.

Predictions are chosen by the year they are about, never by hand. Whose they are matters:
each family of programmes is scored by itself, and only the association's own published list
counts in its score.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, refs_of, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period, parse_period
from futuregazing.edition.sections import PredictionsReview
from futuregazing.measures.verdicts import HAPPENED, UNCLEAR, judged, to_date
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

LISTED = "listed"
FULL_TEXT = "full text"
NOUN = "predictions"

STATED_AS: Mapping[str, str] = MappingProxyType(
    {
        "listed": "the organisers' own list",
        "remark": "a remark, as we read it",
        "forecast": "a forecast",
    }
)

GUESTS, PEERS, GOVERNMENT = "techUK, other pages and guests", "Socitm", "Government plans"
PRESS, SUPPLIERS, ADVISERS = "Press", "Suppliers", "Think tanks and advisers"
FAMILIES = (
    ("techuk", GUESTS),
    ("socitm", PEERS),
    ("government", GOVERNMENT),
    ("press", PRESS),
    ("supplier", SUPPLIERS),
    ("think-tank", ADVISERS),
    ("legal briefing", ADVISERS),
)
"""Words in a programme's name and the family they put it in; the first that fits decides."""

THEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Artificial intelligence": ("AI",),
        "Cloud, low-code and legacy": ("cloud", "low-code", "legacy"),
        "Cyber security": ("cyber", "resilience"),
        "Data and interoperability": ("data", "interoperability", "geospatial"),
        "Digital services and care": (
            "accessibility",
            "assistive tech",
            "citizen innovation",
            "digital inclusion",
            "digital service",
            "social care",
        ),
        "Innovation": ("autonomous delivery", "emerging tech", "innovation"),
        "Market and buying": ("market size", "procurement", "SME", "supplier collaboration"),
        "Place and reorganisation": ("devolution", "devolution/LGR", "place", "policy"),
        "Police and fire": ("blue light procurement", "police reform", "policing"),
        "Ways of working": (
            "collaboration",
            "operating model",
            "shared services",
            "skills",
            "ways of working",
        ),
    }
)


def family(programme: str, association: str) -> str:
    """Return whose predictions a programme's are; one that fits no family stays by itself."""
    if programme == association:
        return association
    lowered = programme.lower()
    return next((name for word, name in FAMILIES if word in lowered), programme)


def theme_group(theme: str) -> str:
    """Return the group of a theme; of "AI / policing" the first named decides."""
    first = theme.split(" / ")[0]
    for group, themes in THEMES.items():
        if first in themes:
            return group
    return first.capitalize()


def years_reviewed(edition: Edition, settings: PredictionsReview) -> Period | None:
    """Return the years whose predictions are reviewed; None where no edition came before."""
    start = edition.previous if settings.review_from == "previous" else settings.review_from
    return years(start, edition.year - 1) if start else None


def years(first: int, last: int) -> Period:
    """Return one year, or the years from first to last, as prose names them."""
    return parse_period(str(first), str(last))


def chosen(tables: Tables, settings: PredictionsReview) -> pd.DataFrame:
    """Return the predictions of the programmes that the settings ask for."""
    frame = tables["predictions"]
    wanted = list(settings.programmes)
    return frame[frame["programme"].isin(wanted)] if wanted else frame


def review(tables: Tables, edition: Edition, settings: PredictionsReview) -> pd.DataFrame:
    """Return the predictions under review with their verdicts, the latest year first.

    Returns:
        As `judged`, with `family`, `group` (of its theme), `verdict` (worked out by the as-of
        date) and, where people's verdicts are printed, `to_date`.
    """
    frame = history(tables, edition, settings)
    period = years_reviewed(edition, settings)
    if period is None:
        return frame.iloc[:0]
    return frame[frame["edition"] >= period.start.year]


def history(tables: Tables, edition: Edition, settings: PredictionsReview) -> pd.DataFrame:
    """Return all predictions for years before the edition's with their verdicts; see `review`."""
    frame = chosen(tables, settings)
    frame = frame[frame["edition"] < edition.year]
    made = judged(frame, tables["evidence"], edition.as_of)
    made["verdict"] = made["by_now"]
    if prints_to_date(tables, settings):
        made["to_date"] = to_date(made)
    made["family"] = [family(p, settings.association_programme) for p in made["programme"]]
    made["group"] = [theme_group(theme) for theme in made["theme"]]
    return _in_order(made)


def for_year(tables: Tables, year: int, settings: PredictionsReview) -> pd.DataFrame:
    """Return the predictions for a year that had been made by the as-of date, listed first."""
    frame = chosen(tables, settings)
    frame = frame[frame["edition"] == year].copy()
    frame["refs"] = pd.Series(list(refs_of(frame, "predictions")), index=frame.index, dtype=object)
    return _in_order(frame)


def scored(frame: pd.DataFrame, settings: PredictionsReview) -> pd.DataFrame:
    """Return the predictions that count in the association's score."""
    own = frame["programme"] == settings.association_programme
    return frame[own & frame["stated_as"].isin(settings.scored_stated_as)]


def with_verdict(frame: pd.DataFrame, column: str = "verdict") -> pd.DataFrame:
    """Return the predictions that evidence could judge at all."""
    return frame[frame[column] != UNCLEAR]


def prints_to_date(tables: Tables, settings: PredictionsReview) -> bool:
    """Tell whether people's verdicts "to date" are printed: current edition only, if asked."""
    return tables.current and "to_date" in settings.clocks


def number_of(frame: pd.DataFrame, noun: str = NOUN) -> Quantity:
    """Return how many predictions there are, as a count that knows its rows."""
    return counted(len(frame), noun, refs_of(frame, "predictions"), scope="predictions")


def out_of(part: pd.DataFrame, whole: pd.DataFrame, noun: str = NOUN) -> Quantity:
    """Return "three of nine predictions" as one number that names its denominator."""
    rows = refs_of(whole, "predictions")
    return part_of(len(part), len(whole), noun, rows, scope="predictions")


def evidence_refs(frame: pd.DataFrame) -> tuple[Ref, ...]:
    """Return the rows of predictions and findings behind some verdicts."""
    return unique_refs(ref for refs in frame["refs"] for ref in refs)


def headline(
    tables: Tables,
    settings: PredictionsReview,
    edition: Edition,
    reviewed: pd.DataFrame | None = None,
) -> Statement:
    """Return the section's answer: what became of the predictions under review.

    `reviewed` is what `review` returns, where that is known already.
    """
    frame = review(tables, edition, settings) if reviewed is None else reviewed
    period = years_reviewed(edition, settings)
    if period is None or frame.empty:
        return statement(
            "There is nothing to review: no prediction for an earlier edition was known by {day}.",
            day=edition.as_of,
        )
    tested = with_verdict(frame)
    if tested.empty:
        return statement(
            "None of the {number} made for {years} could be judged by {day}: no evidence for or "
            "against them was known.",
            number=number_of(frame),
            years=period,
            day=edition.as_of,
        )
    values = {"years": period, "day": edition.as_of}
    happened = tested[tested["verdict"] == HAPPENED]
    if happened.empty:
        return statement(
            "None of the {number} for {years} that could be judged by {day} had come true in full.",
            number=number_of(tested),
            **values,
        )
    return statement(
        "By {day}, {number} for {years} that could be judged had come true in full.",
        number=out_of(happened, tested),
        **values,
    )


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return predictions by year, the latest first; listed ones before remarks and forecasts."""
    places = {stated: number for number, stated in enumerate(STATED_AS)}
    rows = sorted(
        zip(frame["edition"], frame["stated_as"], frame.index, strict=True),
        key=lambda row: (-row[0], places[row[1]], row[2]),
    )
    return frame.loc[[row[2] for row in rows]]
