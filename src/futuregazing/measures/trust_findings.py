"""What the claim checker found, as the page on trust prints it: open ones with their sums."""

from __future__ import annotations

import re

import pandas as pd

from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import Ref, refs_of
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures.check_rows import FINDINGS
from futuregazing.tables.frames import Tables

_ROW = re.compile(r"(?<=\()[A-Z]+\d+(?=[,)])")


def open_findings(tables: Tables) -> pd.DataFrame:
    """Return the findings that nobody has treated yet, the gravest first.

    Returns:
        clash (its weight and what is wrong), arithmetic (the sum written out, with publishers
        where the checker names rows), refs.
    """
    kept, _ = _by_state(tables)
    publishers = _publishers(tables)
    rows = [
        {
            "clash": f"{row['severity'].capitalize()}: {row['message']}",
            "arithmetic": _ROW.sub(
                lambda found: publishers.get(found[0], found[0]), str(row["arithmetic"])
            ),
            "refs": (Ref(FINDINGS, str(name)),),
        }
        for name, row in kept.iterrows()
    ]
    return pd.DataFrame(rows, columns=["clash", "arithmetic", "refs"])


def findings_title(tables: Tables) -> Statement:
    """Return how many contradictions are open and how many are known and treated."""
    still, settled = _by_state(tables)
    return statement(
        "{still}, beside {settled}",
        still=counted(len(still), "open contradictions", refs_of(still, FINDINGS)),
        settled=counted(len(settled), "known and treated", refs_of(settled, FINDINGS)),
    )


def nothing_open(tables: Tables) -> Statement:
    """Return that no contradiction is open, and how many are known."""
    _, settled = _by_state(tables)
    if settled.empty:
        return statement("No contradiction between published figures was found.")
    return statement(
        "No contradiction between published figures is open; {settled}.",
        settled=counted(len(settled), "known and treated", refs_of(settled, FINDINGS)),
    )


def _publishers(tables: Tables) -> dict[str, str]:
    """Return who published each figure and fact, by its row."""
    frames = [tables[name] for name in ("figures", "bluelight") if name in tables.names]
    return {
        str(row): str(name)
        for frame in frames
        if "publisher" in frame.columns
        for row, name in frame["publisher"].items()
    }


def _by_state(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the findings that are open, and those that are known or answered."""
    frame = tables[FINDINGS]
    if frame.empty:
        return frame, frame
    return frame[frame["state"] == "new"], frame[frame["state"] != "new"]
