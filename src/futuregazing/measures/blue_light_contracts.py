"""Blue-light contracts in the register: how many, of what, by which route.

The register is a sample of what could be found: London's police publish their decisions
and are over-represented. Contracts are listed by date, never ranked over mixed values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, share
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import Period, parse_moment
from futuregazing.edition.sections import BlueLightProcurement
from futuregazing.measures.buyer_names import identified, tidy_name
from futuregazing.measures.register import (
    BUYER_KIND_LABELS,
    OTHER_THEMES,
    PROCEDURE_LABELS,
    SAID,
    SHARED,
    THEME_LABELS,
    VALUE_BASIS_LABELS,
    deals,
    how_many,
    keep,
    purchases,
    records,
    value_of,
)
from futuregazing.tables.frames import Tables

LONDON_POLICE = ("metropolitan police", "mopac", "mps", "mayor's office for policing")
NATIONAL_KIND = "consortium"
SAME_DEAL = ["buyer_name", "subject", "date_published"]
"""What the lines of one framework or award have in common."""


def contracts(tables: Tables, settings: BlueLightProcurement) -> pd.DataFrame:
    """Return the register's purchases of the kinds of buyer set, the newest first, each once.

    A framework with several suppliers is one purchase: `others` counts its further suppliers.
    Those that show no day of their own come last, though it is known by when they were public.
    """
    once = purchases(tables["register"])
    kept = once[once["buyer_kind"].isin(settings.register_kinds)]
    further = kept[kept["value_basis"] == SHARED].groupby(SAME_DEAL).size()
    chosen = deals(kept)
    keys = [tuple(row[name] for name in SAME_DEAL) for row in records(chosen)]
    chosen = chosen.assign(others=[int(further.get(key, 0)) for key in keys])
    newest = chosen.sort_index().sort_values("known_by", ascending=False, kind="stable")
    dated = newest["date_published"] != ""
    newest = pd.concat([newest[dated], newest[~dated]])
    return identified(newest, tables)


def national_contracts(tables: Tables) -> pd.DataFrame:
    """Return what national bodies such as the Home Office buy for the services, each once."""
    once = purchases(tables["register"])
    national = once[once["buyer_kind"] == NATIONAL_KIND]
    bodies = [str(name).casefold() for name in tables["national_bodies"]["name"]]
    return keep(
        national,
        (any(body in name.casefold() for body in bodies) for name in national["buyer_name"]),
    )


def by_kind(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many contracts each kind of buyer has, and how many with a usable value.

    Columns: label, value (a count), valued (a count), then one column a kind of value with
    its count; refs.
    """
    rows = []
    for kind, label in BUYER_KIND_LABELS.items():
        part = frame[frame["buyer_kind"] == kind]
        if part.empty:
            continue
        fit = part[part["value_flag"] == SAID]
        rows.append({"label": label, "value": how_many(part), "valued": how_many(fit)})
    return pd.DataFrame(rows, columns=["label", "value", "valued"])


def by_theme(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many contracts fall under each theme: label, value (a count); most first.

    What fits none of the themes comes last.

    Contracts whose subject was inferred from the supplier are left out.
    """
    shown = frame[frame["subject_shown"].astype(bool)]
    rows = [(THEME_LABELS[str(theme)], how_many(part)) for theme, part in shown.groupby("theme")]
    rows.sort(key=lambda row: (row[0] == OTHER_THEMES, -row[1].value, row[0]))
    return pd.DataFrame(rows, columns=["label", "value"])


def london_share(frame: pd.DataFrame) -> Quantity | None:
    """Return the share of the contracts that London's police bought, or None without any."""
    if frame.empty:
        return None
    london = keep(frame, map(_is_london_police, frame["buyer_name"]))
    return share(how_many(london), how_many(frame), denominator="blue-light contracts listed")


def usable_values(frame: pd.DataFrame, bases: Sequence[str]) -> pd.DataFrame:
    """Return the contracts with a usable value of some kinds."""
    return frame[(frame["value_flag"] == SAID) & frame["value_basis"].isin(bases)]


def contract_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return contracts as they are printed.

    Columns: known (period or None), buyer, subject, source_url, supplier, value,
    kind_of_value, route, seen_as, refs.
    """
    columns = "known buyer subject source_url supplier value kind_of_value route seen_as refs"
    return pd.DataFrame([_line(row) for row in records(frame)], columns=columns.split())


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    flag, kind = row["value_flag"], VALUE_BASIS_LABELS[row["value_basis"]]
    known: Period | None = parse_moment(row["date_published"])
    return {
        "known": known,
        "buyer": row["buyer"],
        "subject": capitalised(str(row["subject"])),
        "source_url": row["source_url"],
        "supplier": _supplier(row),
        "value": value_of(row),
        "kind_of_value": kind if flag in {SAID, "no value"} or flag in kind else f"{kind}: {flag}",
        "route": PROCEDURE_LABELS[row["procedure"]],
        "seen_as": row["seen_as"],
        "refs": row["refs"],
    }


def _supplier(row: Mapping[str, Any]) -> str:
    name = tidy_name(row["supplier_name"]) or "not named"
    if not row["others"]:
        return name
    return f"{name} and {row['others']} other{'s' if row['others'] > 1 else ''}"


def _is_london_police(name: str) -> bool:
    return any(name.casefold().startswith(london) for london in LONDON_POLICE)
