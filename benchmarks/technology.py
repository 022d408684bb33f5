"""Print how well technology is told, against codes alone and words alone.

.venv/bin/python benchmarks/technology.py ../shared/data            # the held-out half
.venv/bin/python benchmarks/technology.py ../shared/data tuning
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "procurement"))

from technology_evaluation import imported, labelled, subjects, table

from futuregazing.procurement.technology import TechnologyRule
from futuregazing.tables import load_tables


def main(shared: Path, half: str) -> None:
    """Import the published files into a passing snapshot and print the table."""
    rule = TechnologyRule(load_tables(None)["cpv_technology"])
    with tempfile.TemporaryDirectory() as folder:
        found = subjects(imported(shared, Path(folder)))
    print(table(labelled(found, half), rule))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "held_out")
