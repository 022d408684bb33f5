"""Contradictions, corrections and the first reading of the tables, as far as they may be told."""

from __future__ import annotations

from typing import Any

import pandas as pd

from futuregazing.claims.house_words import OUR_WORDS, house_words
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref
from futuregazing.claims.wording import capitalised
from futuregazing.tables.frames import Tables

NEVER_REPEAT = "never repeated in this report"
"""The treatment of a claim that must not be cited, not even to refute it."""
SEVERITIES = ("high", "medium", "low")
NAMED_ROWS = 6
HINDSIGHT = ("printed", "corrected")


def contradictions(tables: Tables) -> pd.DataFrame:
    """Return the contradictions known, the gravest first.

    Returns:
        topic, severity, claim_a, source_a, claim_b, source_b, arithmetic, treatment, refs. A
        claim that must not be cited is left blank, and its row is not offered as evidence.
    """
    frame = tables["contradictions"]
    made = []
    for row in frame.to_dict("records"):
        cited = row["how_the_report_should_treat_it"] != NEVER_REPEAT
        refs = (Ref("contradictions", str(row["contradiction_id"])),) if cited else ()
        made.append(
            {
                "topic": capitalised(house_words(row["topic"])),
                "severity": row["severity"],
                "claim_a": house_words(row["claim_a"]) if cited else "",
                "source_a": row["source_a"] if cited else "",
                "claim_b": house_words(row["claim_b"]) if cited else "",
                "source_b": row["source_b"] if cited else "",
                "arithmetic": house_words(row["arithmetic_check"]),
                "treatment": house_words(row["how_the_report_should_treat_it"]),
                "refs": refs,
            }
        )
    made.sort(key=lambda row: (SEVERITIES.index(row["severity"]), row["topic"]))
    columns = ["topic", "severity", "claim_a", "source_a", "claim_b", "source_b"]
    return pd.DataFrame(made, columns=[*columns, "arithmetic", "treatment", "refs"])


def corrected_rows(tables: Tables, frame: pd.DataFrame) -> tuple[Ref, ...]:
    """Return the rows that some corrections mend, as far as the edition holds them."""
    pairs = zip(frame["table"], frame["row_id"], strict=True)
    return tuple(dict.fromkeys(Ref(name, row) for name, row in pairs if row in tables[name].index))


def corrections_counted(number: int, noun: str, rows: tuple[Ref, ...]) -> Quantity:
    """Return a count of corrections, told by rows mended or, where none is held, the register.

    A row withheld as a whole is in no table, so that it cannot be cited.
    """
    origin = {} if rows else {"formula": f"count of {noun}, told by the register of corrections"}
    return counted(number, noun, rows, told_by=True, **origin)


def corrections(tables: Tables) -> pd.DataFrame:
    """Return the corrections made, as far as they may be told: table, row_id, column, kind, reason.

    The current edition also tells what was `printed` and `corrected`. Elsewhere a slip of ours
    that let later knowledge into a row is mended but not repeated, and a correction that cites
    a source of a later day is made but not told.
    """
    frame = tables.corrections
    columns = ["table", "row_id", "column", "printed", "corrected", "kind", "reason"]
    if not tables.current and tables.as_of is not None and len(frame):
        day, columns = tables.as_of.isoformat(), [c for c in columns if c not in HINDSIGHT]
        told = [_may_be_told(row, tables, day) for _, row in frame.iterrows()]
        frame = frame[told]
    made = frame[columns].copy()
    made["column"] = made["column"].where(made["column"] != "", "whole row")
    return made.sort_values(["table", "row_id", "column"])


def grouped(frame: pd.DataFrame) -> pd.DataFrame:
    """Return corrections that were made for one reason in one column as one line.

    Returns:
        place (table and column), rows (some of their ids), number, reason, and in the current
        edition change (what became what, where it is one row), the most frequent first.
    """
    made: list[dict[str, Any]] = []
    for (table, column, reason), rows in frame.groupby(["table", "column", "reason"], sort=True):
        line = {
            "place": f"{table}: {column}".replace("_", " "),
            "rows": _some(list(rows["row_id"])),
            "number": len(rows),
            "reason": reason,
        }
        if "printed" in frame.columns:
            line["change"] = _change(rows.iloc[0]) if len(rows) == 1 else "each its own"
        made.append(line)
    made.sort(key=lambda line: (-line["number"], line["place"], line["rows"]))
    return pd.DataFrame(made)


def review(tables: Tables) -> pd.DataFrame:
    """Return what reading the tables against their sources found, in the current edition only."""
    frame = tables["review"]
    return frame if tables.current else frame.iloc[:0]


def _some(names: list[str]) -> str:
    """Return names as a list, of many only the first."""
    if len(names) <= NAMED_ROWS + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED_ROWS])} and {len(names) - NAMED_ROWS} more"


def _change(row: pd.Series[str]) -> str:
    """Return what a correction made of what: "2017- became 2017"."""
    if not row["printed"] and not row["corrected"]:
        return "kept out of print"
    words = [row[side] or "nothing" for side in HINDSIGHT]
    if row["table"] in OUR_WORDS and not row["column"].endswith("_date"):
        words = [house_words(one) for one in words]
    return " became ".join(words)


def _may_be_told(row: pd.Series[str], tables: Tables, day: str) -> bool:
    """Tell whether a correction speaks only of what had been published by a day."""
    if str(row["source_date"])[: len(day)] > day:
        return False
    if row["table"] != "evidence":
        return True
    about = tables["evidence"]["prediction_id"].get(row["row_id"], "")
    return about in tables["predictions"].index
