"""What a snapshot adds to a build: numbers measured from it, and the records behind them.

Without a snapshot nothing of this is loaded: most builds need no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futuregazing.edition.model import Edition

if TYPE_CHECKING:
    from futuregazing.measures.measured_numbers import Measured
    from futuregazing.report.snapshot import UsedSnapshot
    from futuregazing.tables.frames import Tables


def used(snapshot: Path | None, edition: Edition) -> UsedSnapshot | None:
    """Return the snapshot to build on, found whole; raise `UserError` if it is not."""
    if snapshot is None:
        return None
    from futuregazing.report.snapshot import used_snapshot

    return used_snapshot(snapshot, edition)


def named(snapshot: UsedSnapshot | None) -> dict[str, Any]:
    """Return what the manifest says of the snapshot: nothing, if there is none."""
    return {"snapshot": snapshot.inputs} if snapshot else {}


def with_measures(
    tables: Tables, edition: Edition, snapshot: UsedSnapshot | None
) -> tuple[Tables, tuple[Measured, ...]]:
    """Return the tables with what is measured from the snapshot, and these numbers."""
    if snapshot is None:
        return tables, ()
    from futuregazing.measures.measured_edition import measured_tables

    made = measured_tables(snapshot.folder, edition, tables)
    return made.tables, made.numbers


def write_records(folder: Path, numbers: Sequence[Measured]) -> None:
    """Write which records each measured number rests on, among the report's data."""
    if numbers:
        from futuregazing.measures.measured_trace import write_rows
        from futuregazing.report.outputs import DATA

        write_rows(folder / DATA, numbers)
