"""Where councils' money goes in all, and what one technology contract is worth.

What councils buy and what they spend on services are two wholes; neither is technology.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, add, ratio, share
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.periods import parse_period
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import in_place
from futuregazing.measures.worked_out import per_item
from futuregazing.tables.frames import Tables

PROCUREMENT = "total_procurement"
AREA_SHARE = "service_area_share"
MEAN, MEDIAN = "contract_value_mean", "contract_value_median"
AWARDED, AWARD_COUNT = "contract_awards_value", "contract_awards_count"

FINANCE = "lg_finance_national"
NATION, OUTTURN = "England", "outturn"
ADULTS, CHILDREN = "adult social care", "children's social care"
SERVICES = ("education", ADULTS, CHILDREN, "housing services (excl. HRA)")
"""Service lines that stand beside one another; homelessness is part of housing."""
OUTSIDE_EDUCATION = "total service expenditure excluding education"
_AREA = re.compile(r"^(?P<name>.+?) (?:share|category|sub-category)\b")


def procurement(tables: Tables) -> pd.DataFrame:
    """Return what councils buy in all, every published total: `label`, `value`, in time."""
    frame = choose.where(choose.figures(tables), PROCUREMENT, scope=COUNCILS)
    found = sorted(choose.quantities(frame), key=lambda q: (choose.ended(q), q.refs))
    return pd.DataFrame(
        [{"label": "All that councils buy", "value": q} for q in found], columns=["label", "value"]
    )


def procurement_sentence(tables: Tables) -> Statement | None:
    """Return the latest total of all that councils buy, from whom and where."""
    frame = choose.where(choose.figures(tables), PROCUREMENT, scope=COUNCILS)
    found = choose.best(frame)
    if found is None:
        return None
    return statement(
        "Councils{place} bought {total} of goods, works and services in {period}. That is all "
        "third-party spending, not technology.",
        place=in_place(found.geography),
        total=found,
        period=found.period,
    )


def bought_areas(tables: Tables) -> pd.DataFrame:
    """Return shares of all that councils buy by service area, the latest: `label`, `value`."""
    frame = choose.where(choose.figures(tables), AREA_SHARE, scope=COUNCILS)
    for group in choose.told_together(frame):
        rows: list[dict[str, Any]] = [
            {"label": _area_name(record["definition_note"]), "value": q}
            for q, record in zip(choose.quantities(group), choose.records(group), strict=True)
        ]
        rows.sort(key=lambda row: -row["value"].value)
        return pd.DataFrame(rows)
    return pd.DataFrame(columns=["label", "value"])


def bought_areas_title(table: pd.DataFrame) -> Statement:
    """Return which service area leads what councils buy."""
    return statement(
        "{area} leads what councils buy: {share} of it",
        area=str(table["label"].iloc[0]),
        share=table["value"].iloc[0],
    )


def services(tables: Tables) -> pd.DataFrame:
    """Return councils' net spending by service in the latest year: `label`, `value`."""
    frame = _outturn(tables)
    made = [
        {"label": _service_name(line), "value": _pounds(frame, line)}
        for line in SERVICES
        if line in set(frame["measure"])
    ]
    return pd.DataFrame(made, columns=["label", "value"])


def social_care_share(tables: Tables) -> Quantity | None:
    """Return social care's share of net service spending outside education, or None."""
    frame = _outturn(tables)
    if not {ADULTS, CHILDREN, OUTSIDE_EDUCATION} <= set(frame["measure"]):
        return None
    care = add(_pounds(frame, ADULTS), _pounds(frame, CHILDREN), reason="two service lines")
    whole = _pounds(frame, OUTSIDE_EDUCATION)
    return share(care, whole, denominator="net service spending outside education")


def contract_values(tables: Tables) -> pd.DataFrame:
    """Return what one technology contract is worth, as published or as totals and counts imply.

    Returns:
        One row a value, latest first: `what` (mean, median, implied mean), `value`,
        `contracts` (how many, where known), `place`, `period`, `publisher`.
    """
    frame = choose.where(choose.figures(tables), scope=COUNCILS)
    published = choose.best_first(choose.where(frame, MEAN, MEDIAN))
    published = published[published["unit"] == POUND]
    implied = _implied_means(frame)
    recomputed = {tuple(sorted(q.period.spelling())) for q, _ in implied if q.period}
    made = []
    for q, record in zip(choose.quantities(published), choose.records(published), strict=True):
        if q.period and tuple(sorted(q.period.spelling())) in recomputed:
            continue  # a printed mean that its own total and count do not give is not repeated
        what = "Median" if record["metric"] == MEDIAN else "Mean"
        made.append(_value_row(what, q, None, record["publisher"]))
    for q, record in implied:
        made.append(_value_row("Mean, worked out", q, q.inputs[1], record["publisher"]))
    columns = ["what", "value", "contracts", "place", "period", "publisher"]
    return pd.DataFrame(made, columns=columns)


def mean_and_median(tables: Tables) -> tuple[Quantity, Quantity] | None:
    """Return the mean and the median contract value of one source and period, the latest."""
    frame = choose.where(choose.figures(tables), MEAN, MEDIAN, scope=COUNCILS)
    for group in choose.told_together(frame[frame["unit"] == POUND]):
        mean, median = (choose.best(choose.where(group, metric)) for metric in (MEAN, MEDIAN))
        if mean is not None and median is not None:
            return mean, median
    return None


def gap_sentence(mean: Quantity, median: Quantity) -> Statement:
    """Return what the gap between mean and median says about contracts."""
    return statement(
        "Half of the contracts are worth less than {median}, but the mean is {mean}, {times} as "
        "much: a few large contracts pull it up. A supplier sizing a first bid should think of "
        "the median; the money as a whole sits in the large ones.",
        median=median,
        mean=mean,
        times=ratio(mean, median, reason="mean and median of the same contracts"),
    )


def _implied_means(frame: pd.DataFrame) -> list[tuple[Quantity, dict[str, object]]]:
    """Return the mean that each pair of a total and a count on one page implies, latest first."""
    found = []
    for group in choose.told_together(choose.where(frame, AWARDED, AWARD_COUNT)):
        totals = choose.quantities(choose.where(group, AWARDED))
        counts = choose.quantities(choose.where(group, AWARD_COUNT))
        if totals and len(counts) == 1:
            total = max(totals, key=lambda q: (q.value, q.refs))
            mean = per_item(total, counts[0], "total and count as the same page prints them")
            found.append((mean, choose.record_of(group, total)))
    return found


def _value_row(
    what: str, value: Quantity, contracts: Quantity | None, publisher: object
) -> dict[str, object]:
    return {
        "what": what,
        "value": value,
        "contracts": contracts,
        "place": value.geography,
        "period": value.period,
        "publisher": publisher,
    }


def _outturn(tables: Tables) -> pd.DataFrame:
    """Return the finance table's rows for what was spent in the latest year known."""
    frame = tables[FINANCE]
    spent = frame[(frame["nation"] == NATION) & (frame["basis"] == OUTTURN)]
    latest = max(spent["financial_year"], default="")
    return spent.loc[spent["financial_year"] == latest]


def _pounds(frame: pd.DataFrame, line: str) -> Quantity:
    """Return one line of the finance table."""
    row = frame[frame["measure"] == line].iloc[0]
    year = f"FY{str(row['financial_year']).replace('-', '/')}"
    return Quantity(
        Decimal(str(row["value_gbp_m"])).normalize() * 10**6,
        Unit(POUND),
        basis=f"net service spending, {row['basis']}",
        geography=str(row["nation"]),
        scope=COUNCILS[0],
        period=parse_period(year, year),
        vintage=str(row["known_by"]),
        grade="A",
        refs=(Ref(FINANCE, str(row.name)),),
    )


def _area_name(note: str) -> str:
    found = _AREA.match(note)
    name = found["name"] if found else note
    return name[:1].upper() + name[1:]


def _service_name(line: str) -> str:
    plain = line.replace(" (excl. HRA)", ", council tenancies apart")
    return plain[:1].upper() + plain[1:]
