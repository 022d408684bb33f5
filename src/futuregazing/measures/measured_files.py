"""The files of a snapshot: what each is, and what was read of it, kept and rejected.

The table `snapshot_files` has a row a file and kind of row (a file of notices holds notices,
awards and their suppliers). It names no folder of the machine that imported them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from futuregazing.procurement.snapshot import Book

FILES = "snapshot_files"
COLUMNS = [
    *("file_id", "file", "reader", "holds", "read", "kept", "rejected", "reasons"),
    *("sha256", "bytes"),
]


def reasons(rejected: Mapping[str, int]) -> str:
    """Return reasons with their numbers of rows: `no supplier 2; a total, not a payment 1`."""
    return "; ".join(f"{why} {n:,}" for why, n in sorted(rejected.items()))


def all_reasons(told: Iterable[str]) -> str:
    """Return the reasons of several files together, as `reasons` words them."""
    found: Counter[str] = Counter()
    for one in (one for text in told if text for one in text.split("; ")):
        why, _, n = one.rpartition(" ")
        found[why] += int(n.replace(",", ""))
    return reasons(found)


def files_frame(book: Book) -> pd.DataFrame:
    """Return the table: read = kept + rejected, with the reasons and how many rows each.

    Columns: file_id (of file and kind of row), file, reader (kind of file), holds (kind of
    row), read, kept, rejected, reasons, sha256 and bytes of the file. Sorted by file name.
    """
    rows = [
        {
            "file_id": f"{file.id}:{table}",
            "file": file.name,
            "reader": file.reader,
            "holds": table,
            "read": counts.read,
            "kept": counts.kept,
            "rejected": sum(counts.rejected.values()),
            "reasons": reasons(counts.rejected),
            "sha256": file.sha256,
            "bytes": file.bytes,
        }
        for file in sorted(book.by_content.values(), key=lambda one: (one.name, one.id))
        for table, counts in sorted(file.counts.items())
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
