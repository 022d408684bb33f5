"""Print how well technology is told, against codes alone and words alone.

.venv/bin/python benchmarks/technology.py                           # the held-out half
.venv/bin/python benchmarks/technology.py ../shared/data tuning     # files elsewhere, the other
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "procurement"))

from technology_evaluation import SHARED, imported, labelled, subjects, table

from futuregazing.procurement.technology import TechnologyRule
from futuregazing.tables import load_tables


def main(shared: Path, half: str) -> None:
    """Import the published files into a passing snapshot and print the table."""
    rule = TechnologyRule(load_tables(None)["cpv_technology"])
    with tempfile.TemporaryDirectory() as folder:
        found = subjects(imported(shared, Path(folder)))
    print(table(labelled(found, half), rule))


def asked(words: Sequence[str]) -> tuple[Path, str]:
    """Return the folder of published files and the half that were asked for, or the usual ones."""
    folder, half = (*words, *("", "held_out")[len(words) :])[:2]
    return Path(folder) if folder else SHARED, half


if __name__ == "__main__":
    main(*asked(sys.argv[1:]))
