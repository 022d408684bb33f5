"""How a number reads in prose: three significant figures, the source's own qualifier kept.

Rule 14 of the house style: money as £2.85bn, £845m, £71,600; fewer figures where the
source is coarser; all digits in tables and CSV.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from futuregazing.claims.units import TIMES, Unit

MINUS = "\N{MINUS SIGN}"
"""What stands before a negative number in print; a hyphen is shorter, and may end a line."""

PROSE_FIGURES = 3
LONGEST_PRINTED = 15
QUOTIENT_FIGURES = 10
"""No source prints more than fifteen digits; longer numbers come from a division."""

SHARE_DECIMALS = 3
"""Of a share in per cent that was worked out, in tables and evidence."""

FULL_COUNT_BELOW = Decimal(10) ** 6
"""Counts below a million are printed whole: "1,309 contracts", never "1,310"."""

TINY_SHARE = Decimal("0.1")
"""A smaller share in per cent is nearly nothing to a reader, whatever its digits are."""

QUALIFIER_WORDS = {
    "exact": "",
    "approx": "about ",
    "nearly": "nearly ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "less than ",
    "at_most": "up to ",
    "forecast": "a forecast ",
    "derived": "",
    "qualitative": "about ",
}

_MONEY_STEPS = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


def significant(value: Decimal, figures: int) -> Decimal:
    """Round half up to `figures` significant figures, keeping trailing zeros after the point."""
    if value == 0:
        return Decimal(0)
    exponent = value.adjusted() - figures + 1
    rounded = value.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)
    if rounded.adjusted() > value.adjusted():  # 9.996 becomes 10.0, not 10.00
        rounded = rounded.quantize(Decimal(1).scaleb(exponent + 1), rounding=ROUND_HALF_UP)
    return rounded


def plain(value: Decimal) -> str:
    """Print a decimal with thousands separators, a minus sign and no exponent."""
    return signed(f"{value:,f}")


def signed(text: str) -> str:
    """Return a formatted number with the sign that print has for less than nought."""
    return f"{MINUS}{text[1:]}" if text.startswith("-") else text


def money(value: Decimal, figures: int = PROSE_FIGURES) -> str:
    """Print pounds in prose: ``£2.85bn``, ``£845m``, ``£71,600``, ``−£3m``."""
    sign, size = (MINUS if value < 0 else ""), abs(value)
    for step, letter in _MONEY_STEPS:
        if significant(size, figures) >= step:
            return f"{sign}£{plain(significant(size / step, figures))}{letter}"
    rounded = significant(size, figures)
    if size != size.to_integral() and rounded < 1000:
        return f"{sign}£{rounded:,.2f}"
    return f"{sign}£{plain(rounded.quantize(Decimal(1), rounding=ROUND_HALF_UP))}"


def full_money(value: Decimal) -> str:
    """Print pounds with every digit there is: ``£2,851,363,984.60``."""
    sign, size = (MINUS if value < 0 else ""), abs(value)
    whole = size == size.to_integral()
    return f"{sign}£{size:,.0f}" if whole else f"{sign}£{size:,.2f}"


def number(value: Decimal, figures: int | None = PROSE_FIGURES) -> str:
    """Print a number that is not money; `figures` None keeps every digit a source printed.

    A quotient that never ends is cut to ten figures: more would be noise of the division.
    """
    if figures is None and len(value.as_tuple().digits) > LONGEST_PRINTED:
        figures = QUOTIENT_FIGURES
    if figures is not None and value != value.to_integral():
        value = significant(value, figures)
    text = plain(value.normalize() if value == value.to_integral() else value)
    return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral() else text


def count(value: Decimal, noun: str) -> str:
    """Print a counted thing: ``254 councils``, ``2 million people``."""
    million = Decimal(10) ** 6
    if abs(value) >= FULL_COUNT_BELOW:
        amount = f"{number(significant(value / million, PROSE_FIGURES).normalize())} million"
    else:
        amount = number(value)
    return f"{amount} {singular(noun) if value == 1 else noun}".strip()


def capitalised(words: str) -> str:
    """Return words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """Return words with a small first letter, the rest as it is."""
    return words[:1].lower() + words[1:]


def singular(noun: str) -> str:
    """Return a counted noun for one of it: the noun is kept in the plural, as a unit is.

    "of 17 predictions" stays as it is: what is counted there is the whole.
    """
    if noun.startswith("of "):
        return noun
    if noun.endswith("ies"):
        return f"{noun.removesuffix('ies')}y"
    return noun.removesuffix("s")


def amount(value: Decimal, unit: Unit, figures: int = PROSE_FIGURES) -> str:
    """Print value and unit as prose does, without a qualifier."""
    if unit.is_money:
        text = money(value, figures)
        return f"{text} a {unit.per}" if unit.per else text
    if unit.is_share:
        return f"{number(value, figures)}%"
    if unit.base == TIMES:
        return f"{number(value, figures)} times"
    return count(value, unit.base)


def _printable_share(value: Decimal) -> Decimal:
    """Cut a share that a division gave: three decimals, more only where it is tinier than that.

    What a source printed, of however many digits, stays as it is.
    """
    if len(value.as_tuple().digits) <= LONGEST_PRINTED:
        return value
    places = max(SHARE_DECIMALS, PROSE_FIGURES - 1 - value.adjusted())
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def full(value: Decimal, unit: Unit) -> str:
    """Print value and unit with all digits, as tables and evidence do."""
    if unit.is_money:
        return full_money(value)
    if unit.is_share:
        return f"{number(_printable_share(value), None)}%"
    noun = singular(unit.base) if value == 1 else unit.base
    return f"{number(value, None)} {noun}".strip()
