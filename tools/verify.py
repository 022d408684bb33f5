"""Rebuild the committed editions and compare them with what is in the repository.

A reader who does not build trusts `reports/<year>/report.html` and `.pdf`; this proves
that they are what the tables, parameters, notebooks and code give, byte for byte.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.report.build import build

COMMITTED = ("report.html", "report.pdf")


def differences(year: int, folder: Path) -> list[str]:
    """Build an edition into `folder` and name the committed files that differ from it."""
    build(load_edition(year), out=folder, force=True)
    kept = paths.reports() / str(year)
    return [
        f"reports/{year}/{name}"
        for name in COMMITTED
        if not (kept / name).exists() or (kept / name).read_bytes() != (folder / name).read_bytes()
    ]


def main(years: list[int]) -> int:
    """Return 0 if every committed edition is what its inputs give."""
    with tempfile.TemporaryDirectory() as work:
        wrong = [name for year in years for name in differences(year, Path(work) / str(year))]
    for name in wrong:
        print(f"{name} is not what the inputs give; run `make report` and commit it")
    if not wrong:
        print(f"The committed reports of {', '.join(map(str, years))} are what the inputs give.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main([int(year) for year in sys.argv[1:]] or [2022, 2027]))
