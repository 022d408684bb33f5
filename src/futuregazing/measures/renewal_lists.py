"""Contracts that end, as the report shows them: by month, by kind of value, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, ratio
from futuregazing.claims.refs import Named
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import Period
from futuregazing.measures.buyer_names import tidy_name
from futuregazing.measures.register import (
    PLACEHOLDER,
    SAID,
    THEME_LABELS,
    VALUE_BASIS_LABELS,
    how_many,
    records,
    refs_of_purchases,
    total_value,
    value_of,
)

OTHER_THEMES = "All other themes"
INFERRED = " (inferred from the supplier)"
THEMES_APART = 3
"""Themes with a colour of their own; house style tells at most four apart."""


def ends_by_theme(named: pd.DataFrame) -> pd.DataFrame:
    """Return one line a contract for the chart: date, label, kind (theme, at most four).

    Subjects that were inferred from the supplier count under no theme of their own.
    """
    shown = named[named["subject_shown"].astype(bool)]
    sizes = shown["theme"].value_counts()
    order = sorted(sizes.index, key=lambda theme: (-sizes[theme], theme))
    own = [theme for theme in order if theme != "other"][:THEMES_APART]
    rows = [
        {
            "date": row["ends"],
            "label": f"{row['buyer']}: {row['subject']}",
            "kind": THEME_LABELS[row["theme"]]
            if row["theme"] in own and row["subject_shown"]
            else OTHER_THEMES,
            "refs": row["refs"],
        }
        for row in records(named)
    ]
    labels = [THEME_LABELS[theme] for theme in own] + [OTHER_THEMES]
    made = pd.DataFrame(rows, columns=["date", "label", "kind", "refs"])
    rank = [labels.index(kind) for kind in made["kind"]]
    return made.iloc[sorted(range(len(made)), key=lambda i: (rank[i], i))]


def coverage(named: pd.DataFrame) -> pd.DataFrame:
    """Return what stands behind the list, by kind of value: never added up across kinds.

    Columns: label, contracts (a count), usable (values fit to be added), total (or None).
    """
    rows = []
    for basis, label in VALUE_BASIS_LABELS.items():
        part = named[named["value_basis"] == basis]
        if part.empty:
            continue
        fit = part[part["value_flag"] == SAID]
        rows.append(
            {
                "label": label.capitalize(),
                "contracts": how_many(part),
                "usable": how_many(fit, "values"),
                "total": total_value(part, [basis]),
                "refs": refs_of_purchases(part),
            }
        )
    return pd.DataFrame(rows, columns=["label", "contracts", "usable", "total", "refs"])


def largest_share(named: pd.DataFrame, total: Quantity | None) -> Quantity | None:
    """Return how often the largest one-kind sum of councils' values goes into a published total."""
    councils = named[named["buyer_kind"] == "council"]
    sums = [one for one in coverage(councils)["total"] if one is not None]
    if total is None or not sums:
        return None
    reason = "a sum from the register beside a published total: only to show how little is named"
    largest = ranked(sums, reason=reason)[-1]
    return replace(ratio(total, largest, reason=reason), figures=2)


def listing_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return contracts as they are printed, with links to their notices.

    Columns: ends, buyer, subject, source_url, theme, supplier, value, kind_of_value, how,
    seen_as, reorganisation, refs.
    """
    rows = [_line(row) for row in records(frame)]
    columns = (
        "ends buyer subject source_url theme supplier value kind_of_value how seen_as "
        "reorganisation refs"
    )
    return pd.DataFrame(rows, columns=columns.split())


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = VALUE_BASIS_LABELS[row["value_basis"]]
    flag = row["value_flag"]
    return {
        "ends": _ends(row),
        "buyer": row["buyer"],
        "subject": capitalised(row["subject"]) + ("" if row["subject_shown"] else INFERRED),
        "source_url": row["source_url"],
        "theme": THEME_LABELS[row["theme"]],
        "supplier": tidy_name(row["supplier_name"]) or "not named",
        "value": None if flag == PLACEHOLDER else value_of(row),
        "kind_of_value": kind if flag in {SAID, "no value"} or flag in kind else f"{kind}: {flag}",
        "how": row["how"],
        "seen_as": row["seen_as"],
        "reorganisation": row["reorganisation"],
        "refs": (*row["refs"], *row["ahead_refs"]),
    }


def _ends(row: Mapping[str, Any]) -> Period | Named:
    """Return when a contract ends; with the last possible end where an extension is printed."""
    if row["extendable"] is None:
        return row["ends"]  # type: ignore[no-any-return]
    return Named(f"{row['ends']}, or {row['extendable']} if extended", row["refs"])
