"""Releases published after the as-of date of the edition that a snapshot is for: set aside.

A frozen download is read back without them (`futuregazing.sources.releases`); an import that
is told the day does the same, by the same end of the day, and counts them as rejected.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import duckdb

from futuregazing.errors import UserError
from futuregazing.procurement.parts import Rejected
from futuregazing.uk_days import end_of

AFTER = "published after the as-of date"

_LATE = "published_at >= $over::TIMESTAMP"


class OtherDay(UserError):
    """Raised when files of one snapshot would be read as of different days."""


def set_aside_releases(con: duckdb.DuckDBPyConnection, as_of: date | None) -> list[Rejected]:
    """Take what was published too late out of the table `release`; return it as rejects."""
    if as_of is None:
        return []
    over = {"over": end_of(as_of).replace(tzinfo=None)}
    late = con.execute(
        f"SELECT raw_file, raw_line, notice_key FROM release WHERE {_LATE} ORDER BY ALL", over
    ).fetchall()
    con.execute(f"DELETE FROM release WHERE {_LATE}", over)
    return [Rejected(line, 0, "notice", AFTER, key, file) for file, line, key in late]


def agreed_day(held: Collection[str], given: date | None) -> date | None:
    """Return the day as of which to read: the one given, else that of what is held.

    Args:
        held: the days, as ISO text, of files that are in and are not read again; empty text
            for those read without one.
        given: the day asked for now, if any.

    Raises:
        OtherDay: the snapshot holds files as of another day, or of several.
    """
    days = set(held)
    if given is None:
        if len(days) > 1:
            raise OtherDay(
                "This snapshot's files were read as of different days; import all of them again "
                "with one --as-of."
            )
        (day,) = days or {""}
        return date.fromisoformat(day) if day else None
    if others := sorted(days - {given.isoformat()}):
        told = others[0] or "no day"
        raise OtherDay(
            f"This snapshot holds files read as of {told}, not {given.isoformat()}. Import all "
            "of them again with this --as-of, or name another folder with --snapshot."
        )
    return given
