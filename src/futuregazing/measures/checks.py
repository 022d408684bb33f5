"""All checks of one edition, run and handed over as data tables beside the others.

    tables = checked_tables(tables, edition, printed, unsealed)
    tables["checks"]

A build runs them when every other section is there; a notebook opened by hand runs them on
the tables and on what the last built report prints.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.checking import Finding, OwnChecked, check, check_own
from futuregazing.claims.predicting.finding import criteria_findings
from futuregazing.claims.printed import Printed
from futuregazing.edition.model import Edition
from futuregazing.measures.check_numbers import cautions, number_checks
from futuregazing.measures.check_rows import (
    CAUTIONS,
    CHECKS,
    FINDINGS,
    Check,
    cautions_frame,
    checks_frame,
    findings_frame,
)
from futuregazing.measures.check_tables import table_checks
from futuregazing.measures.numbers_printed import Numbers, facts_used, figures_used
from futuregazing.tables.frames import Tables
from futuregazing.tables.sidecars import ColumnNote, KnownBy, Licence, Sidecar, Source

TITLES: Mapping[str, str] = MappingProxyType(
    {
        CHECKS: "Checks of this build",
        FINDINGS: "Findings of this build",
        CAUTIONS: "Numbers of this build to be careful with",
    }
)
PRODUCER = "Future Gazing"
ORDER = {"high": 0, "medium": 1, "low": 2}


def checked_tables(
    tables: Tables, edition: Edition, printed: Printed | None, unsealed: Collection[str]
) -> Tables:
    """Return the tables with three more: the checks, their findings, and numbers to mind.

    Args:
        tables: as of the edition.
        edition: the edition checked.
        printed: what its other sections print; None if that is not known.
        unsealed: files of tables that are not as their sidecars state.
    """
    ledger = check(tables)
    own = check_own(printed.claims, tables) if printed else None
    numbers = Numbers(printed, tables) if printed else None
    found = _together((*criteria_findings(tables), *ledger.findings), own)
    shown = figures_used(numbers) | facts_used(numbers) if numbers else set()
    made: list[Check] = []
    if printed and own and numbers:
        made += number_checks(numbers, own, printed, edition)
    made += table_checks(tables, edition, ledger, unsealed)
    frames = {
        CHECKS: checks_frame(made),
        FINDINGS: findings_frame(found, shown),
        CAUTIONS: cautions_frame(cautions(numbers, found) if numbers else []),
    }
    return with_tables(tables, frames, edition.as_of)


def with_tables(tables: Tables, frames: Mapping[str, pd.DataFrame], made: dt.date) -> Tables:
    """Return the tables with some that the build made, each with a sidecar of its own."""
    sidecars = {name: _sidecar(name, frame, made) for name, frame in frames.items()}
    return replace(
        tables, frames={**tables.frames, **frames}, sidecars={**tables.sidecars, **sidecars}
    )


def _together(ledger: Iterable[Finding], own: OwnChecked | None) -> list[Finding]:
    """Return all findings, each once, open and grave ones first."""
    found = {finding.key: finding for finding in (*(own.findings if own else ()), *ledger)}
    return sorted(
        found.values(), key=lambda f: (f.state != "new", ORDER[f.severity], f.rule, f.rows)
    )


def _sidecar(name: str, frame: pd.DataFrame, made: dt.date) -> Sidecar:
    """Return what is said about a table that was made here; its seal is of the rows as CSV."""
    text = frame.to_csv(index=False, lineterminator="\n")
    return Sidecar(
        title=TITLES[name],
        description="One row a result; worked out anew each time the report is built.",
        producer=PRODUCER,
        source=Source(text="The report's own sections, and the data tables as of its date."),
        published="with the report",
        known_by=KnownBy(rule="as they are now", reason="It is about this report as it is built."),
        accessed=made,
        licence=Licence(name="CC BY 4.0"),
        key=(str(frame.columns[0]) if len(frame.columns) else "row",),
        rows=len(frame),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        columns={str(c): ColumnNote(meaning=str(c).replace("_", " ")) for c in frame.columns},
    )
