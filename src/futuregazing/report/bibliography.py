"""The bibliography: the publications behind a report, each page listed once.

Some tables know a page's title and others only its address, and they write the address and
the publisher in their own ways; a reader is to find the page once, under its title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from futuregazing.report.backing import Record, Source
from futuregazing.report.records import Records, host

Page = tuple[str, ...]

_SPELLING = re.compile(r"^https?://(?:www\.)?")


def bibliography(used: Iterable[tuple[Record, str]], records: Records) -> tuple[Source, ...]:
    """Return the publications, each once, sorted, with the marks of what was taken from them.

    Two titles at one address stay two entries (a page may hold several data sets); an address
    without a title joins the title known for it.

    Args:
        used: a record and the mark of a number resting on it ("" for an exhibit's row).
        records: knows which publication a record is of.
    """
    taken = [(record, mark, records.source(record)) for record, mark in used]
    entry = _entries({source: _page(record, source) for record, _, source in taken})
    rows: defaultdict[Source, dict[tuple[str, str], None]] = defaultdict(dict)
    marks: defaultdict[Source, dict[str, None]] = defaultdict(dict)
    for record, mark, source in taken:
        rows[entry[source]][(record.table, record.row)] = None
        if mark:
            marks[entry[source]][mark] = None
    return tuple(
        replace(one, used_by=tuple(marks[one]), rows=tuple(rows[one]))
        for one in sorted(rows, key=_alphabetical)
    )


def page_of(url: str) -> str:
    """Return an address without what may differ for one page: scheme, "www.", last slash."""
    return _SPELLING.sub("", url).rstrip("/")


def _page(record: Record, source: Source) -> Page:
    """Return what makes a publication one page; a table that is cited as such is itself."""
    if record.publisher and record.publisher_url:
        return (page_of(source.url),)
    return (source.publisher, source.title, source.url)


def _entries(pages: Mapping[Source, Page]) -> dict[Source, Source]:
    """Return the entry under which each publication is listed."""
    on_page: defaultdict[Page, list[Source]] = defaultdict(list)
    for source, page in pages.items():
        on_page[page].append(source)
    return {source: _entry(source, on_page[page]) for source, page in pages.items()}


def _entry(source: Source, on_page: Iterable[Source]) -> Source:
    """Return the entry of a publication among those on its page.

    One without a title takes its own publisher's title if there is one. Of several spellings of
    one title that with a grade is kept: predictions have none, and name a programme.
    """
    on_page = list(on_page)
    titled = [one for one in on_page if one.title != host(one.url)]
    chosen = source
    if titled and source not in titled:
        chosen = min(titled, key=lambda one: (one.publisher != source.publisher, *_best(one)))
    title = chosen.title.casefold()
    return min((one for one in on_page if one.title.casefold() == title), key=_best)


def _best(source: Source) -> tuple[bool, tuple[str, ...]]:
    return not source.grade, _alphabetical(source)


def _alphabetical(source: Source) -> tuple[str, ...]:
    words = (source.publisher, source.title, source.url)
    return tuple(word.casefold() for word in words) + words
