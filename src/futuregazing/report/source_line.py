"""The line under a figure or table that says where its numbers come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from futuregazing.report.backing import Source
from futuregazing.report.blocks import Part, Parts
from futuregazing.report.records import Records, date_in_words

NAMED_IN_FULL = 3
"""Up to so many publications are named with title and date; more are counted by publisher."""
NAMED_PUBLISHERS = 4


def source_line(refs: Iterable[tuple[str, str]], records: Records) -> Parts:
    """Return publications, access date and licence of the rows behind an exhibit.

    The numerals in it are dates and counts of rows, not findings; they carry no mark.
    """
    rows = list(refs)
    sources = [records.source(records.get(table, row)) for table, row in rows]
    distinct = list(dict.fromkeys(sources))
    named = _in_full if len(distinct) <= NAMED_IN_FULL else _by_publisher
    tables = [records.table(table) for table in dict.fromkeys(table for table, _ in rows)]
    accessed = sorted({t.accessed for t in tables if t.accessed})
    # Two licences may share a clause ("CC BY 4.0 for the compilation"): it is said once.
    clauses = [one for table in tables for one in table.licence.split("; ") if one]
    licences = list(dict.fromkeys(clauses))
    tail = f" Accessed {date_in_words(accessed[-1])}." if accessed else ""
    tail += f" Licence: {'; '.join(licences)}." if licences else ""
    return (*named(sources, distinct), Part("text", "." + tail))


def _in_full(_: list[Source], distinct: list[Source]) -> Iterator[Part]:
    for i, source in enumerate(distinct):
        yield Part("text", f"{'; ' if i else ''}{source.publisher}, ")
        yield Part("link" if source.url else "text", source.title, href=source.url)
        if source.published:
            yield Part("text", f", {date_in_words(source.published)}")


def _by_publisher(sources: list[Source], _: list[Source]) -> Iterator[Part]:
    counts = Counter(source.publisher for source in sources)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    named, others = ranked[:NAMED_PUBLISHERS], len(ranked) - NAMED_PUBLISHERS
    told = ", ".join(f"{name} ({counts[name]})" for name in named)
    if others > 0:
        told += f" and {others} other publisher{'s' if others > 1 else ''}"
    yield Part("text", f"{told}; {len(sources)} records, each listed with the data")
