"""How technology spending divides between regions, as far as anybody has published it.

Every share belongs to one publication: England from 2016 to 2021 and the UK in one financial
year are two answers, never a trend. Where no share is published for the regions that the
editor counts as inside, it is worked out from amounts of one publication, or said to be
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, add, complement, quantity, share, subtract
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import Period, parse_moment
from futuregazing.edition.sections import RegionalSplit
from futuregazing.edition.vocabulary import REGIONS
from futuregazing.measures import choose
from futuregazing.measures.labels import in_place, place_words
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.frames import Tables

CAPITAL_AREA = frozenset({"London", "South East"})
SHARE_OUTSIDE, SHARE_INSIDE = "share_outside_london_se", "share_london_se"
SPEND, SPEND_OUTSIDE = "region_spend", "spend_outside_london_se"
TOTALS = ("annual_tech_spend", "cumulative_tech_spend")
ONE_PUBLICATION = ["publisher", "published_date", "period_start", "period_end", "measure_basis"]
NOT_THE_SAME = 0.1
"""An amount that misses share times total by more than a tenth does not belong to the share."""

_COMPASS = re.compile(r"^(North|South|East|West) ")
_JOINERS = re.compile(r"^(\s|,|and\b)*$")


@dataclass(frozen=True)
class Split:
    """One publication's division of spending, in shares of one whole.

    Attributes:
        outside, inside: shares of the whole, in per cent.
        total: the whole as an amount; None if it was not published beside the share.
        beyond: the amount outside; None unless the shares were worked out from amounts.
        published: when, as the source dates itself.
        publisher: who.
    """

    outside: Quantity
    inside: Quantity
    total: Quantity | None
    beyond: Quantity | None
    published: Named
    publisher: str

    @property
    def derived(self) -> bool:
        """Tell whether the shares are our arithmetic and not the publisher's."""
        return self.beyond is not None


def splits(tables: Tables, inside: Collection[str]) -> list[Split]:
    """Return every division between `inside` and the other regions, the oldest period first."""
    figures = choose.figures(tables)
    found = [] if frozenset(inside) != CAPITAL_AREA else _published(figures)
    told = {_key(split) for split in found}
    found += [split for split in _derived(figures, inside) if _key(split) not in told]
    return sorted(found, key=lambda s: (_period(s).end, s.outside.vintage))


def headline(tables: Tables, settings: RegionalSplit) -> Statement:
    """Say which share of spending the latest publication puts outside, or that none is known."""
    inside = words(settings.inside_regions)
    found = splits(tables, settings.inside_regions)
    if not found:
        return statement(
            "As of {day} the sources we hold do not say what share of councils' technology "
            "spending lies outside {inside}.",
            day=tables.as_of or CLOSED,
            inside=inside,
        )
    latest = found[-1]
    how = ", by our arithmetic from published amounts" if latest.derived else ""
    return statement(
        "Councils outside {inside} accounted for {outside} of local bodies' technology "
        "spending{place} {when}{how}.",
        inside=inside,
        outside=latest.outside,
        place=in_place(latest.outside.geography),
        when=in_period(_period(latest)),
        how=how,
    )


def split_frame(found: Iterable[Split], inside: Collection[str]) -> pd.DataFrame:
    """Return the shares for a chart: whole (group), part (label), value."""
    rows = []
    for split in found:
        how = "worked out from amounts published" if split.derived else "published"
        place = place_words(split.outside.geography)
        whole = f"{place}, {_period(split)} ({how} {split.published.text})"
        for part, value in ((f"Outside {words(inside)}", split.outside), ("Inside", split.inside)):
            rows.append({"group": whole, "label": part, "value": value})
    return pd.DataFrame(rows, columns=["group", "label", "value"])


def split_table(found: Iterable[Split]) -> pd.DataFrame:
    """Return one line a publication: place, period, outside, inside, total, how, who, when."""
    rows = [
        {
            "place": place_words(split.outside.geography),
            "period": _period(split),
            "outside": split.outside,
            "inside": split.inside,
            "total": split.total,
            "how": "worked out" if split.derived else "published",
            "publisher": split.publisher,
            "published": split.published,
        }
        for split in found
    ]
    columns = ["place", "period", "outside", "inside", "total", "how", "publisher", "published"]
    return pd.DataFrame(rows, columns=columns)


def clash(tables: Tables, inside: Collection[str]) -> Statement | None:
    """Return the check of an amount outside that is printed beside a share it cannot fit."""
    figures = choose.figures(tables)
    for row in choose.records(figures[figures["metric"] == SPEND_OUTSIDE]):
        amount = quantity(row)
        same = [s for s in splits(tables, inside) if _period(s) == amount.period]
        whole = _whole(figures, row, TOTALS, same_publication=False)
        if not same or whole is None:
            continue
        expected = _part(same[0].outside, whole)
        if abs(amount.value / expected.value - 1) > NOT_THE_SAME:
            return statement(
                "The source that gives {share} prints {amount} beside it. {share:bare} of "
                "{whole} would be {expected}, so the two do not measure the same thing: this "
                "report uses the share alone.",
                share=same[0].outside,
                amount=amount,
                whole=whole,
                expected=expected,
            )
    return None


def words(names: Iterable[str]) -> str:
    """Return regions as a sentence names them: "London and the South East"."""
    said = [f"the {name}" if _COMPASS.match(name) else name for name in names]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def in_period(period: Period) -> Statement:
    """Return "in FY2024/25", "on 2 August 2022" or "from 2016 to 2021"."""
    word = "from" if " to " in str(period) else "on" if period.kind == "instant" else "in"
    return statement(word + " {period}", period=period)


def regions_in(geography: str) -> frozenset[str]:
    """Return the regions that a figure's geography names; none if it names anything else."""
    rest, found = geography, set()
    for name in REGIONS:
        if name in rest:
            rest = rest.replace(name, "")
            found.add(name)
    return frozenset(found) if _JOINERS.match(rest) else frozenset()


def dated(row: Mapping[str, Any]) -> Named:
    """Return when a figure was published, as its source dates itself."""
    moment = parse_moment(str(row["published_date"]))
    return choose.named(row, str(moment) if moment else "without a date")


def _published(figures: pd.DataFrame) -> list[Split]:
    """Return the divisions whose share the publisher states itself, each once."""
    rows = choose.best_first(figures[figures["metric"].isin({SHARE_OUTSIDE, SHARE_INSIDE})])
    rows = rows.sort_values("known_by", kind="stable")
    once = rows.drop_duplicates(["metric", "value_text", "period_start", "period_end", "geography"])
    made = []
    for row in choose.records(once):
        stated = quantity(row)
        other = complement(stated)
        pair = (stated, other) if row["metric"] == SHARE_OUTSIDE else (other, stated)
        whole = _whole(figures, row, TOTALS)
        made.append(Split(*pair, whole, None, dated(row), str(row["publisher"])))
    return made


def _derived(figures: pd.DataFrame, inside: Collection[str]) -> list[Split]:
    """Return the divisions that amounts of one publication allow to be worked out."""
    made = []
    for _, group in figures[figures["metric"] == SPEND].groupby(ONE_PUBLICATION, sort=True):
        rows = choose.records(group)
        part = _sum_over(rows, frozenset(inside))
        whole = _whole(figures, rows[0], TOTALS)
        if part is None or whole is None:
            continue
        inner = share(part, whole)
        beyond = replace(subtract(whole, part), geography=f"outside {words(inside)}")
        row = rows[0]
        made.append(
            Split(complement(inner), inner, whole, beyond, dated(row), str(row["publisher"]))
        )
    return made


def _sum_over(rows: Iterable[Mapping[str, Any]], inside: frozenset[str]) -> Quantity | None:
    """Return the sum of amounts that together cover exactly these regions, else None."""
    usable = [(regions_in(str(row["geography"])), quantity(row)) for row in rows]
    usable = [(names, amount) for names, amount in usable if names and names <= inside]
    covered: frozenset[str] = frozenset()
    total: Quantity | None = None
    for names, amount in sorted(usable, key=lambda pair: -len(pair[0])):
        if not names & covered:
            covered |= names
            total = amount if total is None else add(total, amount)
    return total if covered == inside else None


def _whole(
    figures: pd.DataFrame,
    row: Mapping[str, Any],
    metrics: Collection[str],
    *,
    same_publication: bool = True,
) -> Quantity | None:
    """Return the total for the time of a regional figure, of its own publication if wanted."""
    keys = ONE_PUBLICATION if same_publication else ["period_start", "period_end", "measure_basis"]
    fits = figures["metric"].isin(metrics) & (figures["buyer_scope"] == row["buyer_scope"])
    for key in keys:
        fits &= figures[key] == row[key]
    totals = choose.best_first(figures[fits])
    if same_publication:
        return quantity(choose.records(totals)[0]) if len(totals) else None
    totals = totals[totals["geography"] == row["geography"]]
    cumulative = totals[totals["metric"] == TOTALS[1]]
    return quantity(choose.records(cumulative)[0]) if len(cumulative) else None


def _part(fraction: Quantity, whole: Quantity) -> Quantity:
    """Return a share of a total as an amount."""
    return replace(
        whole,
        value=fraction.value / 100 * whole.value,
        qualifier="approx",
        refs=(*fraction.refs, *whole.refs),
        formula=f"{fraction.full} × {whole.full}",
        inputs=(fraction, whole),
    )


def _period(split: Split) -> Period:
    period = split.outside.period
    if period is None:
        raise ValueError(f"{split.outside.full} states no period")
    return period


def _key(split: Split) -> tuple[str, str]:
    """Return what makes two divisions one: the publication's date and the period."""
    return split.published.text, str(_period(split))
