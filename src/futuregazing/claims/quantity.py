"""A number that knows what it is: unit, qualifier, basis, geography, scope, period, vintage, rows.

Arithmetic keeps that knowledge and refuses to mix what does not match: pounds invoiced
are not pounds awarded, England is not the United Kingdom, and a number published in
one vintage is not the start of another vintage's growth. An editor who has a reason to
mix all the same states it; the reason is printed as a note, and stays with whatever is
worked out from the result. What must agree for which operation: see `claims.likeness`.

A quotient has no sign of its own, because it would not say what is meant: `share` divides a
part by its whole, `growth` an end by its start, `ratio` two numbers for a stated reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from futuregazing.claims import wording
from futuregazing.claims.likeness import (
    SAME_FOR_GROWTH,
    SAME_FOR_SHARE,
    SAME_TO_COMPARE,
    Mismatch,
    joined_notes,
    kind_of_period,
    require_same,
    require_summable,
    rows,
    stated,
)
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.units import PERCENT, TIMES, Unit, parse_unit
from futuregazing.edition.periods import Period, parse_period

__all__ = [
    "Mismatch",
    "Quantity",
    "add",
    "complement",
    "counted",
    "growth",
    "quantity",
    "ratio",
    "share",
    "source_figures",
    "subtract",
]

ALL = 100
WAYS_TO_COUNT_A_SHARE = ("", "(by value)", "(by volume)")
OTHER_SIDE = {
    "at_least": "at_most",
    "at_most": "at_least",
    "less_than": "at_least",
    "nearly": "approx",
}
"""At least 60% inside is at most 40% outside; nearly 60% leaves a little more than 40%."""
POINTS = ("exact", "derived", "approx")
"""Qualifiers of a number that is neither a bound nor a forecast."""


@dataclass(frozen=True)
class Quantity:
    """One number with its meaning.

    Attributes:
        value: in the base unit (pounds, per cent, things), as a decimal.
        unit: see `futuregazing.claims.units`.
        qualifier: exact, approx, nearly, at_least, less_than, at_most, forecast, derived.
        basis: kind of number, a `measure_basis` of the ledger or of the register.
        geography, scope, denominator, series, vintage: as the source states them.
        period: what time it is about; None when the source does not say.
        price_basis: nominal unless deflated.
        grade: A, B or C as in the ledger; the worst of the inputs for a derived number.
        refs: the rows it rests on.
        figures: significant figures of the source, so that prose never sharpens a number.
        formula: how it was derived, with the inputs filled in; empty for a published one.
        inputs: the quantities it was derived from.
        note: the stated reasons for mixing unlike numbers, here or in the inputs.
    """

    value: Decimal
    unit: Unit
    qualifier: str = "exact"
    basis: str = ""
    geography: str = ""
    scope: str = ""
    period: Period | None = None
    price_basis: str = "nominal"
    denominator: str = ""
    series: str = ""
    vintage: str = ""
    grade: str = ""
    refs: tuple[Ref, ...] = ()
    figures: int | None = None
    formula: str = ""
    inputs: tuple[Quantity, ...] = field(default=(), repr=False)
    note: str = ""

    @property
    def period_kind(self) -> str:
        """Return what kind of time it is about: ``calendar year``, ``6 financial years``."""
        return kind_of_period(self.period)

    @property
    def prose_figures(self) -> int:
        """Return how many significant figures prose may show."""
        return min(self.figures or wording.PROSE_FIGURES, wording.PROSE_FIGURES)

    @property
    def amount(self) -> str:
        """Return the number with its unit, without the qualifier: ``£2.85bn``."""
        return wording.amount(self.value, self.unit, self.prose_figures)

    @property
    def text(self) -> str:
        """Return the number as prose says it: ``at least £30.5bn``."""
        return f"{wording.QUALIFIER_WORDS.get(self.qualifier, '')}{self.amount}"

    @property
    def bare(self) -> str:
        """Return the number alone, for sentences that name what is counted themselves."""
        return wording.number(self.value) if self.unit.is_count else self.amount

    @property
    def brief(self) -> str:
        """Return the number where its size is enough: a tiny share as ``less than 0.1%``."""
        tiny = self.unit.is_share and 0 < self.value < wording.TINY_SHARE
        if not tiny or self.qualifier not in POINTS:
            return self.text
        return wording.QUALIFIER_WORDS["less_than"] + wording.full(wording.TINY_SHARE, self.unit)

    @property
    def full(self) -> str:
        """Return the number with all its digits, as tables and the evidence show it."""
        return wording.full(self.value, self.unit)

    @property
    def expression(self) -> str:
        """Return the number as a term of somebody else's formula."""
        return f"({self.formula})" if self.formula else self.full

    def __add__(self, other: Quantity) -> Quantity:
        """Add two numbers of one kind; raise `Mismatch` otherwise."""
        return add(self, other)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract a number of one kind; raise `Mismatch` otherwise."""
        return subtract(self, other)

    def __lt__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value < other.value

    def __le__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value <= other.value

    def __gt__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value > other.value

    def __ge__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value >= other.value

    def _beside(self, other: Quantity) -> Quantity:
        require_same(self, other, SAME_TO_COMPARE, "compared")
        return self

    def to_json(self) -> dict[str, Any]:
        """Return the claim as it travels through notebooks, pages and files."""
        return {
            "text": self.text,
            "full": self.full,
            "value": float(self.value),
            "unit": str(self.unit),
            "qualifier": self.qualifier,
            "basis": self.basis,
            "geography": self.geography,
            "scope": self.scope,
            "period": str(self.period) if self.period else "",
            "price_basis": self.price_basis if self.unit.is_money else "",
            "denominator": self.denominator,
            "series": self.series,
            "vintage": self.vintage,
            "grade": self.grade,
            "refs": [ref.to_json() for ref in self.refs],
            "formula": self.formula,
            "inputs": [q.to_json() for q in self.inputs],
            "note": self.note,
        }


def quantity(row: Mapping[str, Any]) -> Quantity:
    """Make the quantity of one row of `figures`.

    Args:
        row: a row with figure_id, value_text (or value), unit, qualifier, period_start,
            period_end, geography, buyer_scope, measure_basis, series_id, published_date,
            source_grade.

    Raises:
        ValueError: value or unit cannot be read.
    """
    printed = str(row.get("value_text") or row["value"])
    try:
        number = Decimal(printed)
    except InvalidOperation as err:
        raise ValueError(f"{row['figure_id']}: not a number: {printed!r}") from err
    unit, factor = parse_unit(str(row["unit"]))
    return Quantity(
        value=number * factor,
        unit=unit,
        qualifier=str(row["qualifier"]),
        basis=str(row["measure_basis"]),
        geography=str(row["geography"]),
        scope=str(row["buyer_scope"]),
        period=parse_period(_text(row["period_start"]), _text(row["period_end"])),
        series=_text(row["series_id"]),
        vintage=_text(row["published_date"]) or _text(row.get("known_by")),
        grade=_text(row["source_grade"]),
        refs=(Ref("figures", str(row["figure_id"])),),
        figures=source_figures(number),
    )


def source_figures(number: Decimal) -> int:
    """Count the significant figures a source printed.

    "19.0" counts as two: the tables write whole numbers of a decimal column with a
    zero after the point, which no source printed. "500" counts as three.
    """
    whole = number == number.to_integral()
    trimmed = number.quantize(Decimal(1)) if whole else number.normalize()
    return len(trimmed.as_tuple().digits)


def counted(
    number: int, noun: str, refs: tuple[Ref, ...], *, told_by: bool = False, **meaning: Any
) -> Quantity:
    """Make the quantity of a count of table rows, or of what such rows tell of.

    The checker counts the rows again, so where they are not what is counted (eleven themes,
    told by forty findings) `told_by` says so.

    Args:
        number: how many.
        noun: what is counted, in the plural ("contracts").
        refs: the rows counted, or those that tell the number.
        told_by: whether the rows only tell the number.
        meaning: geography, scope, period, basis, formula ... as in `Quantity`.
    """
    rows_told = f", told by {len(refs)} row{'' if len(refs) == 1 else 's'}" if told_by else ""
    meaning = {
        "basis": "count",
        "figures": None,
        "formula": f"count of {noun}{rows_told}",
    } | meaning
    return Quantity(Decimal(number), Unit(noun), refs=refs, **meaning)


def add(a: Quantity, b: Quantity, *, reason: str = "") -> Quantity:
    """Return a + b; the two must agree as `likeness.SAME_FOR_SUM` says."""
    require_summable(a, b, "added", reason)
    return _derived(a, b, a.value + b.value, a.unit, f"{a.expression} + {b.expression}", reason)


def subtract(a: Quantity, b: Quantity, *, reason: str = "") -> Quantity:
    """Return a - b; the two must agree as `likeness.SAME_FOR_SUM` says."""
    require_summable(a, b, "subtracted", reason)
    return _derived(a, b, a.value - b.value, a.unit, f"{a.expression} - {b.expression}", reason)


def share(part: Quantity, whole: Quantity, *, reason: str = "", denominator: str = "") -> Quantity:
    """Return part as a percentage of whole; both as `likeness.SAME_FOR_SHARE` says."""
    require_same(part, whole, SAME_FOR_SHARE, "set in proportion", reason)
    value = part.value / _not_nought(whole, "a share of it") * ALL
    formula = f"{part.expression} ÷ {whole.expression} × {ALL}"
    made = _derived(part, whole, value, Unit(PERCENT), formula, reason)
    return replace(made, geography=whole.geography, denominator=denominator or whole.full)


def growth(start: Quantity, end: Quantity, *, reason: str = "") -> Quantity:
    """Return the total growth in per cent from start to end; both of one series."""
    require_same(start, end, SAME_FOR_GROWTH, "compared over time", reason)
    if not reason.strip() and not start.series:
        raise Mismatch(f"{start.full} ({rows(start)}) belongs to no series: nothing joins to it")
    value = (end.value / _not_nought(start, "growth from it") - 1) * ALL
    formula = f"({end.expression} ÷ {start.expression} - 1) × {ALL}"
    unit = Unit(PERCENT, aside="(total over period)")
    made = _derived(end, start, value, unit, formula, reason)
    return replace(made, period=_span(start.period, end.period))


def ratio(a: Quantity, b: Quantity, *, reason: str) -> Quantity:
    """Return how many times b goes into a; the two may be unlike, so it takes a reason."""
    if not reason.strip():
        raise Mismatch(
            f"{a.full} ({rows(a)}) is set against {b.full} ({rows(b)}) without a reason. "
            "State why the two may be compared; it will be printed as a note."
        )
    formula = f"{a.expression} ÷ {b.expression}"
    value = a.value / _not_nought(b, "a ratio to it")
    return _derived(a, b, value, Unit(TIMES), formula, reason)


def complement(part: Quantity, *, scope: str = "", geography: str = "") -> Quantity:
    """Return 100% less a share, such as the share outside London from the share inside it.

    Raises:
        Mismatch: it is no share of a whole (an amount, a rate of growth, above 100%).
    """
    is_part = part.unit.is_share and not part.unit.per and 0 <= part.value <= ALL
    if not is_part or part.unit.aside not in WAYS_TO_COUNT_A_SHARE:
        raise Mismatch(
            f"{part.full} ({rows(part)}) is no share of a whole (unit: {part.unit}), so nothing "
            "is left of it to a hundred per cent."
        )
    made = _derived(part, part, ALL - part.value, part.unit, f"{ALL}% - {part.expression}", "")
    return replace(
        made,
        inputs=(part,),
        qualifier=OTHER_SIDE.get(part.qualifier, part.qualifier),
        scope=scope or part.scope,
        geography=geography or part.geography,
    )


def _derived(
    a: Quantity, b: Quantity, value: Decimal, unit: Unit, formula: str, reason: str
) -> Quantity:
    """Return the common meaning of a and b, with what they don't share left out."""
    keep = {
        name: getattr(a, name) if getattr(a, name) == getattr(b, name) else ""
        for name in (
            *("basis", "geography", "scope", "denominator"),
            *("price_basis", "vintage", "series"),
        )
    }
    counted_figures = [q.figures for q in (a, b) if q.figures and not q.unit.is_count]
    return Quantity(
        value=value,
        unit=unit,
        qualifier="derived" if {a.qualifier, b.qualifier} <= {"exact", "derived"} else "approx",
        period=a.period if a.period == b.period else None,
        grade=max(a.grade, b.grade),
        refs=unique_refs((*a.refs, *b.refs)),
        figures=max(2, min(counted_figures)) if counted_figures else None,
        formula=formula,
        inputs=(a, b),
        note=joined_notes(a.note, b.note, stated(reason)),
        **keep,
    )


def _not_nought(q: Quantity, wanted: str) -> Decimal:
    """Return a value to divide by; raise `Mismatch` where it is nought."""
    if not q.value:
        raise Mismatch(f"{q.full} ({rows(q)}) is nought: {wanted} cannot be told")
    return q.value


def _span(start: Period | None, end: Period | None) -> Period | None:
    """Return the period from the start of one to the end of the other, named by both."""
    if start is None or end is None:
        return None
    return parse_period(start.spelling()[0], end.spelling()[1])


def _text(value: Any) -> str:
    """Return a cell as text, absent ones as the empty text."""
    return "" if value is None or value != value else str(value)
