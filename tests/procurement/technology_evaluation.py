"""How well technology is told, measured on labelled real notices.

The project holds their ids and labels alone. A stratum's rows stand for all its notices, so
figures are weighted; the intervals come from drawing again within strata (seeded).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from futuregazing import paths
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.technology import ADJACENT, OTHER, TECHNOLOGY, TechnologyRule

HERE = Path(__file__).parent
SHARED = paths.root().parent / "shared" / "data"
FOLDERS = ("contracts_finder_csv", "contracts_finder_v2", "ocds")
DRAWS, SEED = 2000, 20261122
POSITIVE = {"without": (TECHNOLOGY,), "with": (TECHNOLOGY, ADJACENT)}
"""What counts as found, without and with the switch for adjacent codes."""


@dataclass(frozen=True)
class Subject:
    """A notice as the rule sees it; `main` is the stated code, else an award's, else the lowest."""

    key: str
    title: str | None
    description: str | None
    main: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    """A subject with its label and the number of notices it stands for."""

    subject: Subject
    label: str
    stratum: str
    weight: float


def imported(shared: Path, snapshot: Path) -> Path:
    """Import the published notices; return the folder of their tables."""
    import_files([shared / name for name in FOLDERS], snapshot)
    return tidy_tables(snapshot)


def subjects(tables: Path) -> dict[str, Subject]:
    """Return the notices by OCID and by release id, of several the latest."""
    file = {name: sql_text(str(tables / f"{name}.parquet")) for name in ("notice", "award")}
    codes = sql_text(str(tables / "classification.parquet"))
    rows = duckdb.sql(f"""
        WITH told AS (SELECT notice_key, min(code) FILTER (role = 'main') AS main,
                min(code) AS lowest, list(DISTINCT code ORDER BY code) AS codes
            FROM {codes} WHERE scheme = 'CPV' GROUP BY 1),
        awarded AS (SELECT notice_key, min(main_cpv) AS cpv FROM {file["award"]} GROUP BY 1)
        SELECT ocid, release_id, notice_key, title, description,
            coalesce(main, cpv, lowest), coalesce(codes, [])
        FROM {file["notice"]} LEFT JOIN told USING (notice_key) LEFT JOIN awarded USING (notice_key)
        ORDER BY published_at, notice_key""").fetchall()
    found = {}
    for ocid, release, key, title, description, main, listed in rows:
        subject = Subject(key, title, description, main, tuple(listed))
        found |= {name: subject for name in (ocid, release) if name}
    return found


def labelled(found: Mapping[str, Subject], half: str) -> list[Labelled]:
    """Return the labelled notices of a half, `tuning` or `held_out`."""
    with (HERE / "technology_labels.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    with (HERE / "technology_strata.csv").open(newline="") as file:
        size = {row["stratum"]: int(row["notices"]) for row in csv.DictReader(file)}
    drawn = Counter(row["stratum"] for row in rows)
    return [
        Labelled(
            found[row["id"]],
            row["label"],
            row["stratum"],
            size[row["stratum"]] / drawn[row["stratum"]],
        )
        for row in rows
    ]


def methods(rule: TechnologyRule) -> Mapping[str, Callable[[Subject], str]]:
    """Return the ways of telling technology that are compared; each gives a verdict."""

    def of_codes(codes: Sequence[str]) -> str:
        kinds = {rule.codes.kind(code) for code in codes}
        if kinds & {"core", "loose"}:
            return TECHNOLOGY
        return ADJACENT if "adjacent" in kinds else OTHER

    return {
        "CPV alone, any code": lambda s: of_codes([*s.codes, s.main or ""]),
        "CPV alone, main code": lambda s: of_codes([s.main or ""]),
        "words alone": lambda s: rule.judge(s.title, s.description).verdict,
        "the rule": lambda s: rule.judge(s.title, s.description, s.main, s.codes).verdict,
    }


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one way of telling, with the 95% interval of F1."""

    hits: int
    false_alarms: int
    missed: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


def score(
    rows: Sequence[Labelled],
    verdicts: Sequence[str],
    positive: Sequence[str] = (TECHNOLOGY,),
    *,
    weighted: bool = True,
) -> Score:
    """Return how well verdicts agree with labels, weighted by stratum unless told otherwise."""
    truth = np.array([row.label in positive for row in rows])
    told = np.array([verdict in positive for verdict in verdicts])
    weight = np.array([row.weight if weighted else 1.0 for row in rows])
    draws = [_figures(truth, told, weight * n)[2] for n in _drawn_again(rows)]
    low, high = np.percentile(draws, [2.5, 97.5])
    precision, recall, f1 = _figures(truth, told, weight)
    hits, alarms, missed = (truth & told).sum(), (told & ~truth).sum(), (truth & ~told).sum()
    return Score(
        int(hits), int(alarms), int(missed), precision, recall, f1, float(low), float(high)
    )


def _figures(truth: np.ndarray, told: np.ndarray, weight: np.ndarray) -> tuple[float, float, float]:
    hits, found, real = (float(weight[those].sum()) for those in (truth & told, told, truth))
    return hits / max(found, 1e-9), hits / max(real, 1e-9), 2 * hits / (found + real)


def _drawn_again(rows: Sequence[Labelled]) -> list[np.ndarray]:
    """Return how often each row is drawn when its stratum is drawn again, with replacement."""
    random = np.random.default_rng(SEED)
    strata = np.array([row.stratum for row in rows])
    times = np.zeros((DRAWS, len(rows)))
    for stratum in sorted(set(strata)):
        places = np.flatnonzero(strata == stratum)
        times[:, places] = random.multinomial(
            len(places), [1 / len(places)] * len(places), size=DRAWS
        )
    return list(times)


def table(rows: Sequence[Labelled], rule: TechnologyRule) -> str:
    """Return the figures of all ways of telling, as printed by the benchmark."""
    counts = Counter(row.label for row in rows)
    lines = [f"{len(rows)} notices: " + ", ".join(f"{n} {k}" for k, n in sorted(counts.items()))]
    for switch, positive in POSITIVE.items():
        for weighted in (True, False):
            how = "weighted by stratum" if weighted else "unweighted"
            lines += ["", f"{switch} adjacent, {how}"]
            lines.append(f"{'':22} precision  recall  F1     95% of F1      hits false missed")
            for name, tell in methods(rule).items():
                s = score(rows, [tell(row.subject) for row in rows], positive, weighted=weighted)
                lines.append(
                    f"{name:22} {s.precision:9.3f}  {s.recall:6.3f}  {s.f1:.3f}  "
                    f"{s.low:.3f}-{s.high:.3f} {s.hits:9} {s.false_alarms:5} {s.missed:6}"
                )
    return "\n".join(lines)
