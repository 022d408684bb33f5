"""Write docs/recall_and_precision.md: how well buyers, and what is technology, are told.

    .venv/bin/python benchmarks/recall_and_precision.py [FOLDER OF PUBLISHED FILES]

The tests hold each part of the page against figures worked out anew.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "procurement"))

import pandas as pd
from resolver_evaluation import DECOYS, Told, decoys, register_buyers, spellings
from technology_evaluation import (
    POSITIVE,
    SHARED,
    Labelled,
    imported,
    labelled,
    methods,
    score,
    subjects,
)

from futuregazing import paths
from futuregazing.procurement.bodies import BodyNames
from futuregazing.procurement.technology import TechnologyRule
from futuregazing.tables import load_tables

PAGE = Path("docs") / "recall_and_precision.md"
HEAD = """# Recall and precision

How often the import tells right who buys and what is technology, measured on names and notices
whose answer is known. The page is written by `benchmarks/recall_and_precision.py`; tests work the
figures out again from the published files and fail where the page prints others.
"""


def buyers_part(bodies: BodyNames, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the part of the page about buyers."""
    of_spellings, (of_register, others) = (
        spellings(bodies, tables),
        register_buyers(bodies, tables),
    )
    lines = [
        "## Who buys",
        "",
        "A name is right if it leads to exactly the bodies meant (of councils that have ended, to",
        "all that came after), wrong if it leads to another. A buyer of the register is right if",
        "it leads to bodies of the kind that the register gives it: councils named together are a",
        "consortium, and a body is of the police too if the tables of bodies say that it governs a",
        "force or is the police's own. Precision is right of right and wrong, recall right of all",
        "names; a name that leads to nobody, or to some of the bodies meant, is neither.",
        "",
        "| names | n | right | wrong | recall | precision |",
        "|---|---|---|---|---|---|",
        _row("published spellings of councils", of_spellings),
        _row("buyers of the register", of_register),
        "",
        f"Of {len(DECOYS)} decoys, such as a region or a council that is none, "
        f"{len(decoys(bodies))} lead to somebody.",
        "",
        f"{_found(of_register)} Right, but under another kind than the register's, which goes by "
        "what they buy for:",
        "",
        *(f"- {name}: {kind} in the register, found as {found}" for kind, name, found in others),
    ]
    return "\n".join(lines) + "\n"


def _row(what: str, told: Told) -> str:
    return (
        f"| {what} | {told.names:,} | {told.right:,} | {len(told.wrong):,} | {told.recall:.4f} "
        f"| {told.precision:.4f} |"
    )


def _found(told: Told) -> str:
    found = told.right + len(told.wrong)
    return f"Of the register's {told.names:,} buyers {found:,} lead to a body."


def technology_part(rows: Sequence[Labelled], rule: TechnologyRule) -> str:
    """Return the part of the page about technology, of the labelled notices given."""
    counts = Counter(row.label for row in rows)
    told = ", ".join(f"{n} {label}" for label, n in sorted(counts.items()))
    lines = [
        "## What is technology",
        "",
        f"{len(rows)} notices labelled by hand and held out while the words were written ({told}).",
        "Precision, recall and F1 are weighted: the notices of a stratum stand for all of it. The",
        "interval of F1 comes from drawing again within strata; hits and errors are plain counts.",
        "",
        "| adjacent codes | told by | precision | recall | F1 | its 95% | hits | false | missed |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for switch, positive in POSITIVE.items():
        for name, tell in methods(rule).items():
            s = score(rows, [tell(row.subject) for row in rows], positive)
            lines.append(
                f"| {switch} | {name} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} "
                f"| {s.low:.3f} to {s.high:.3f} | {s.hits} | {s.false_alarms} | {s.missed} |"
            )
    return "\n".join(lines) + "\n"


def main(shared: Path) -> None:
    """Work all figures out and write the page."""
    loaded = load_tables(None)
    tables = {name: loaded[name] for name in loaded.names}
    with tempfile.TemporaryDirectory() as folder:
        rows = labelled(subjects(imported(shared, Path(folder))), "held_out")
    parts = [
        HEAD,
        buyers_part(BodyNames(tables), tables),
        technology_part(rows, TechnologyRule(tables["cpv_technology"])),
    ]
    (paths.root() / PAGE).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
