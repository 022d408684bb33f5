"""What a build says while it works: a line a section, and at the end what was made."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from futuregazing.edition.dates import format_date
from futuregazing.edition.model import Edition
from futuregazing.report.build import Built
from futuregazing.report.run import Ran
from futuregazing.report.weight import MOST_BYTES


class Progress:
    """Prints to standard error, so that standard output stays free for results."""

    def __init__(self, edition: Edition, only: Sequence[str]) -> None:
        """Remember what will be built."""
        self.edition = edition
        self.names = [name for name in edition.sections if not only or name in only]
        self.done = 0

    def begin(self) -> None:
        """Say what is being built and as of when."""
        as_of = format_date(self.edition.as_of)
        _line(f"{self.edition.title}, as of {as_of}: {len(self.names)} sections")

    def tell(self, ran: Ran) -> None:
        """Say that a section is done."""
        self.done += 1
        how = "unchanged, from the cache" if ran.from_cache else f"{ran.seconds:.1f} s"
        width = max(map(len, self.names))
        _line(f"  [{self.done}/{len(self.names)}] {ran.section:<{width}}  {how}")

    def end(self, built: Built) -> None:
        """Say what was made and where."""
        if built.up_to_date:
            _line(f"Nothing to do: {built.folder} is what these inputs give.")
            return
        files = sorted(path for path in built.folder.iterdir() if path.is_file())
        for path in files:
            _line(f"  {path}  {path.stat().st_size / 1024:,.0f} KB")
        for path in files:
            size, most = path.stat().st_size, MOST_BYTES.get(path.name)
            if most and size >= most:
                _line(
                    f"  Note: {path.name} has {size:,} bytes; it should have fewer than {most:,}."
                )
        for name in built.unsealed:
            _line(f"  Warning: data/{name} is not as sealed; `futuregazing data check` tells more.")
        for one in built.told:
            _line(f"  Note: {one}.")
        if built.own:
            _line(
                f"  {built.own.claims} claims agree with their records and each other; "
                f"{built.own.worked_out} worked out again, {built.own.in_words} not, "
                "their formulas being words."
            )
        cached = sum(ran.from_cache for ran in built.ran)
        _line(f"Built in {built.seconds:.1f} s; {cached} of {len(built.ran)} sections unchanged.")


def _line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
