"""What an import makes of a download, to be compared with the service's own list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from futuregazing.procurement.importing import import_files
from futuregazing.procurement.set_aside import AFTER
from futuregazing.procurement.snapshot import tidy_tables


def imported(snapshot: Path, as_of: date | None = None) -> dict[tuple[str, str], str]:
    """Import a download's raw pages and return the titles of the notices, by ocid and id.

    Nothing may be rejected but what came after the as-of date, and of every notice one copy
    alone may count.
    """
    done = import_files([snapshot / "raw"], snapshot, as_of=as_of)
    counts = [one.counts["notice"] for one in done.book.files.values()]
    late = sum(one.rejected.get(AFTER, 0) for one in counts)
    assert sum(one.read for one in counts) == sum(one.kept for one in counts) + late > 0
    assert bool(late) == bool(as_of)
    notices = tidy_tables(snapshot) / "notice.parquet"
    rows = duckdb.sql(f"SELECT ocid, release_id, title FROM '{notices}' WHERE kept").fetchall()
    found = {(ocid, number): title for ocid, number, title in rows}
    assert len(found) == len(rows)
    return found


def flags(snapshot: Path) -> set[str]:
    """Return the flags of an import's notices."""
    notices = tidy_tables(snapshot) / "notice.parquet"
    return {flag for (flag,) in duckdb.sql(f"SELECT unnest(flags) FROM '{notices}'").fetchall()}
