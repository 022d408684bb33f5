"""All claims, with the declared relations between metrics by which rules find partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from futuregazing.claims.checking.facts import FACTS
from futuregazing.claims.checking.reading import FIGURES, Claim, claim_of


@dataclass(frozen=True)
class Relation:
    """One line of `metric_relations`: how a metric hangs together with others."""

    kind: str
    metric: str
    of: str = ""
    gives: str = ""
    detail: str = ""


@dataclass(frozen=True, eq=False)
class Ledger:
    """The claims to check together.

    Attributes:
        claims: all of them.
        relations: how metrics hang together.
        repeats: pairs of rows that say the same number twice: the repeat and the original.
    """

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    repeats: tuple[tuple[str, str], ...] = ()
    _metrics: dict[str, list[Claim]] = field(init=False, repr=False)
    _kinds: dict[str, list[Relation]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the claims by metric, without those that only repeat another of the same days."""
        by_row = {claim.row: claim for claim in self.claims}
        hidden = {
            a
            for a, b in self.repeats
            if a in by_row and b in by_row and _same_days(by_row[a], by_row[b])
        }
        metrics: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.row not in hidden:
                metrics[claim.metric].append(claim)
        object.__setattr__(self, "_metrics", dict(metrics))
        kinds: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            kinds[relation.kind].append(relation)
        object.__setattr__(self, "_kinds", dict(kinds))

    def of_metric(self, metric: str) -> list[Claim]:
        """Return the claims of one metric."""
        return self._metrics.get(metric, [])

    def metrics(self) -> Iterator[list[Claim]]:
        """Yield the claims metric by metric."""
        yield from self._metrics.values()

    def related(self, kind: str) -> list[Relation]:
        """Return the relations of one kind."""
        return self._kinds.get(kind, [])

    def metrics_in(self, kind: str) -> frozenset[str]:
        """Return the metrics that one kind of relation names."""
        return frozenset(relation.metric for relation in self.related(kind))

    def topic(self, metric: str) -> str:
        """Return the topic a metric belongs to, or the metric itself."""
        topics = (r.of for r in self.related("topic") if r.metric == metric)
        return next(topics, metric)

    def topics(self) -> dict[str, list[Claim]]:
        """Return the claims by topic."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for metric, claims in self._metrics.items():
            found[self.topic(metric)].extend(claims)
        return dict(found)

    def series(self) -> dict[str, list[Claim]]:
        """Return the claims of each series, in the order of their periods."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.series:
                found[claim.series].append(claim)
        return {name: by_period(claims) for name, claims in found.items()}

    def pages(self) -> dict[str, list[Claim]]:
        """Return all claims by the page they were read on."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.url].append(claim)
        return dict(found)


def ledger_of(
    figures: pd.DataFrame,
    relations: pd.DataFrame,
    links: pd.DataFrame,
    facts: pd.DataFrame | None = None,
) -> Ledger:
    """Read the claims of a table like `figures`.

    Args:
        figures: the figures.
        relations: the table `metric_relations`.
        links: the table of that name.
        facts: facts on blue light in the columns of `figures`, as `facts_read` gives them.
    """
    made = tuple(Relation(**row) for row in _records(relations))
    words = {r.metric: int(r.detail) for r in made if r.kind == "named"}
    tables = {FIGURES: figures} | ({} if facts is None else {FACTS: facts})
    claims = tuple(
        claim_of(row, words.get(row["metric"], 0), table)
        for table, frame in tables.items()
        for row in _records(frame)
    )
    both = links[links["table"].isin(tables) & links["to_table"].isin(tables)]
    return Ledger(claims, made, tuple(zip(both["row_id"], both["to_row"], strict=True)))


def by_period(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims whose both ends are stated, in the order of their ends."""
    dated = [c for c in claims if c.period is not None and c.period.bounded]
    return sorted(dated, key=lambda c: (c.period.end, c.period.start) if c.period else ())


def pairs(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield each two claims once."""
    yield from combinations(claims, 2)


def _records(frame: pd.DataFrame) -> list[dict[str, str]]:
    wanted = ["kind", "metric", "of", "gives", "detail"]
    chosen = frame[wanted] if "gives" in frame.columns else frame
    return [{str(k): v for k, v in row.items()} for row in chosen.to_dict("records")]


def _same_days(a: Claim, b: Claim) -> bool:
    if a.period is None or b.period is None:
        return False
    return (a.period.start, a.period.end) == (b.period.start, b.period.end)
