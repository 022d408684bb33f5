"""Ten kinds of error, planted into a copy of `figures`, each where the row has a partner."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, permutations

import pandas as pd

from futuregazing.claims.checking import check
from futuregazing.claims.checking.growth import is_yearly
from futuregazing.claims.checking.ledger import ledger_of
from futuregazing.claims.checking.reading import days_apart
from futuregazing.claims.checking.registry import compared

TELL_OF_DIGITS = {
    *("same_claim", "share_of_whole", "sum_of_shares", "repeats", "own_words", "vintages"),
    *("mean_and_count", "parts_on_a_page", "growth_and_levels", "rate_and_period"),
    *("counts_on_the_page", "part_with_share", "forecast_rates", "growth_with_amount"),
}
"""Rules that hold two numbers close together; the others only tell of sizes."""
HALF_A_YEAR = 180
PAST_THE_WHOLE = 1.3


@dataclass(frozen=True)
class Plant:
    """A planted error: the rows it is in, and the table with it."""

    rows: frozenset[str]
    figures: pd.DataFrame


class Garden:
    """The tables, what the rules compare in them, and where each kind of error can go."""

    def __init__(self, tables):
        self.tables = {name: tables[name] for name in tables}
        self.figures = self.tables["figures"]
        self.ledger = ledger_of(self.figures, self.tables["metric_relations"], self.tables["links"])
        self.made = list(compared(self.ledger))
        self.before = self._new(self.figures)

    def notices(self, plant: Plant) -> bool:
        """Tell whether `check` finds something new that names a row with the error."""
        found = self._new(plant.figures) - self.before
        return any(plant.rows & set(key.split()) for key, _ in found)

    def _new(self, figures):
        found = check(self.tables | {"figures": figures}).findings
        return {(finding.key, finding.seals) for finding in found if finding.state == "new"}

    def rows(self, *, rules=None, role=None):
        """Return the rows that some rules compare with others, or that have a role there."""
        found = set()
        for rule, comparison in self.made:
            if (rules is None or rule.name in rules) and role in (None, comparison.role):
                rows = [comparison.claims[0].row] if role else comparison.rows
                found.update(rows if len(comparison.rows) > 1 or rule.name == "own_words" else ())
        return sorted(found)

    def edited(self, row, **cells):
        """Return a plant with some cells of a row changed."""
        return self.planted({row: cells})

    def planted(self, edits):
        figures = self.figures.copy()
        for row, cells in edits.items():
            for column, cell in cells.items():
                figures.loc[row, column] = cell
                if column == "value_text":
                    figures.loc[row, "value"] = float(cell)
        return Plant(frozenset(edits), figures)


def changed_digit(garden, rng):
    """One of the first two digits becomes another one."""
    # A nought has no leading digit to change.
    told = [
        row
        for row in garden.rows(rules=TELL_OF_DIGITS)
        if set("123456789") & set(garden.figures.at[row, "value_text"])
    ]
    row = rng.choice(told)
    text = garden.figures.at[row, "value_text"]
    places = [i for i, c in enumerate(text) if c.isdigit()]
    first = next(i for i in places if text[i] != "0")
    place = rng.choice([i for i in places if i >= first][:2])
    digit = rng.choice([d for d in "123456789" if d != text[place]])
    return garden.edited(row, value_text=text[:place] + digit + text[place + 1 :])


def swapped_vintage(garden, rng):
    """Two numbers of one thing exchange the dates and the series under which they stand."""
    pages = garden.ledger.pages()
    near = [
        (a, b)
        for claims in garden.ledger.topics().values()
        for a, b in permutations(claims, 2)
        if a.row < b.row and a.buyers == b.buyers and (days_apart(a, b) or 0) > HALF_A_YEAR
        if len(pages[a.url]) > 1
    ]
    a, b = (claim.row for claim in rng.choice(near))
    stamp = ["published_date", "known_by", "series_id"]
    first, second = (garden.figures.loc[row, stamp].to_dict() for row in (a, b))
    return garden.planted({a: second, b: first})


def to_made_by(garden, rng):
    """A number "rose to" its end is told as what it rose by, or the other way round."""
    partnered = set(garden.rows(rules=TELL_OF_DIGITS | {"denominators", "rate_and_levels"}))
    steps = [
        (a, b)
        for points in garden.ledger.series().values()
        for a, b in pairwise(points)
        if a.value != b.value and b.row in partnered
    ]
    start, end = rng.choice(steps)
    scale = {"GBP bn": 1e9, "GBP m": 1e6}.get(garden.figures.at[end.row, "unit"], 1)
    if end.unit.is_share:
        return garden.edited(end.row, value_text=f"{abs(end.value / start.value - 1) * 100:.0f}")
    by = rng.choice([abs(end.value - start.value), end.value + start.value]) / scale
    return garden.edited(end.row, value_text=f"{by:.2f}")


def share_no_longer_fits(garden, rng):
    row = rng.choice(garden.rows(role="share"))
    value = float(garden.figures.at[row, "value_text"])
    times = rng.choice([0.5, 0.6, 1.4] if value * 1.4 <= 100 else [0.5, 0.6])
    return garden.edited(row, value_text=f"{value * times:.1f}")


def thousand_times(garden, rng):
    rows = [r for r in garden.rows(role="size") + garden.rows(role="part") if _counted(garden, r)]
    row = rng.choice(sorted(set(rows)))
    value = float(garden.figures.at[row, "value_text"])
    return garden.edited(row, value_text=f"{value * rng.choice([1000, 0.001]):.6f}")


def million_for_billion(garden, rng):
    rows = garden.rows(role="size") + garden.rows(role="part")
    units = garden.figures.loc[sorted(set(rows)), "unit"]
    row = rng.choice(sorted(units[units.str.contains(r"GBP (?:bn|m)\b")].index))
    swap = {"bn": "m", "m": "bn"}
    unit = re.sub(r"(?<=GBP )(bn|m)\b", lambda found: swap[found[1]], units[row])
    return garden.edited(row, unit=unit)


def swapped_period_ends(garden, rng):
    figures = garden.figures
    whole = figures[
        (figures["period_start"] != "") & (figures["period_start"] != figures["period_end"])
    ]
    row = rng.choice(sorted(whole.index))
    start, end = whole.loc[row, ["period_start", "period_end"]]
    return garden.edited(row, period_start=end, period_end=start)


def yearly_labelled_total(garden, rng):
    """A rate a year is labelled a total over the period, or the other way round."""
    rules = {"rate_and_period", "growth_and_levels", "rate_and_levels", "last_year"}
    tested = set(garden.rows(rules=rules))
    growths = [c for c in garden.ledger.of_metric("growth_rate") if (c.steps or 0) > 1]
    growth = rng.choice([c for c in growths if c.row in tested])
    unit = "percent (total over period)" if is_yearly(growth) else "percent per year"
    return garden.edited(growth.row, unit=unit)


def count_doubled(garden, rng):
    rules = {"mean_and_count", "counts_on_the_page", "steps_of_series"}
    counts = [
        c for c in garden.ledger.claims if c.unit.is_count and c.unit.base != "million people"
    ]
    tested = set(garden.rows(rules=rules | {"same_claim", "own_words"}))
    row = rng.choice(sorted(c.row for c in counts if c.row in tested))
    return garden.edited(row, value_text=str(2 * int(float(garden.figures.at[row, "value_text"]))))


def part_exceeds_whole(garden, rng):
    fitting = [
        comparison.claims
        for _, comparison in garden.made
        if comparison.role == "part" and comparison.severity == "high" and comparison.holds
    ]
    part, whole = rng.choice(fitting)
    value = float(garden.figures.at[part.row, "value_text"])
    times = whole.interval.high / part.value * PAST_THE_WHOLE
    if times == float("inf"):
        times = whole.value / part.value * PAST_THE_WHOLE
    return garden.edited(part.row, value_text=f"{value * times:.4f}", qualifier="exact")


def _counted(garden, row):
    return not garden.figures.at[row, "unit"].startswith("percent")


KINDS: dict[str, Callable[..., Plant]] = {
    "a changed digit": changed_digit,
    "a swapped vintage": swapped_vintage,
    "a 'to' made 'by'": to_made_by,
    "a share that no longer fits": share_no_longer_fits,
    "a thousand times more or less": thousand_times,
    "GBP m for GBP bn": million_for_billion,
    "swapped ends of a period": swapped_period_ends,
    "a rate a year labelled total": yearly_labelled_total,
    "a count doubled": count_doubled,
    "a part exceeding its whole": part_exceeds_whole,
}


def rates(garden, rng, placements):
    """Return for each kind how many of the planted errors were noticed."""
    return {
        name: sum(garden.notices(plant(garden, rng)) for _ in range(placements))
        for name, plant in KINDS.items()
    }
