"""The rules, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from futuregazing.claims.checking import (
    dates,
    growth,
    magnitude,
    means,
    notes,
    parts,
    same,
    shares,
    windows,
)
from futuregazing.claims.checking.finding import Comparison, Finding
from futuregazing.claims.checking.ledger import Ledger


@dataclass(frozen=True)
class Rule:
    """A rule: its name, and the function that makes its comparisons."""

    name: str
    compare: Callable[[Ledger], Iterator[Comparison]]

    @property
    def meaning(self) -> str:
        """Return what the rule does, in a sentence."""
        return (self.compare.__doc__ or "").split("\n")[0]


_FUNCTIONS: tuple[Callable[[Ledger], Iterator[Comparison]], ...] = (
    *(same.same_claim, same.floors, same.repeats, same.to_or_by, same.stale),
    *(shares.share_of_whole, shares.sum_of_shares, shares.denominators),
    *(parts.part_and_whole, parts.sectors, parts.windows_within, parts.parts_on_a_page),
    *(growth.rate_and_period, growth.growth_and_levels, growth.last_year),
    *(growth.rate_and_levels, growth.points_or_percent),
    *(magnitude.order_of_magnitude, magnitude.possible_values),
    *(magnitude.median_and_mean, magnitude.counted_things),
    *(means.mean_and_count, means.remainder, means.bases),
    *(windows.overlapping_windows, windows.rate_and_window, windows.vintages),
    *(windows.pace, windows.steps_of_series),
    *(dates.period_order, dates.told_too_early, dates.one_date),
    *(notes.own_words, notes.counts_on_the_page, notes.part_with_share),
    *(notes.growth_with_amount, notes.forecast_rates),
)

RULES: dict[str, Rule] = {
    function.__name__: Rule(function.__name__, function) for function in _FUNCTIONS
}

_ORDER = {"high": 0, "medium": 1, "low": 2}


def compared(ledger: Ledger) -> Iterator[tuple[Rule, Comparison]]:
    """Yield every comparison that the rules make, those that hold too."""
    for rule in RULES.values():
        for comparison in rule.compare(ledger):
            yield rule, comparison


def findings(made: Iterable[tuple[Rule, Comparison]]) -> list[Finding]:
    """Return what does not hold, each once, the most severe first."""
    found: dict[str, Finding] = {}
    for rule, comparison in made:
        if not comparison.holds:
            finding = comparison.finding(rule.name)
            found.setdefault(finding.key, finding)
    return sorted(found.values(), key=lambda f: (_ORDER[f.severity], f.rule, f.rows))
