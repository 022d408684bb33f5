"""Amounts and days as spend files print them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from futuregazing.procurement.sheets import Cell

PENCE = Decimal("0.01")
NOISE = Decimal("0.000001")
"""Less is no part of an amount: sums in binary numbers end in it."""
LARGEST = Decimal(10) ** 12
"""Pounds beyond which no single payment goes; more is a slip."""
FIRST_DAY, LAST_DAY = dt.date(1998, 1, 1), dt.date(2100, 1, 1)
"""Spend files began in 2010; older days are those of spreadsheets that counted from 1900."""

_MONEY = re.compile(
    r"^\(?[-+]?\s*[£�]?\s*[-+]?"
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|\.\d+)"
    r"\)?-?(?:\s*(?:CR|DR))?$",
    re.IGNORECASE,
)
"""Commas and blanks stand between thousands only: "1000,5" is another country's 1000.5."""
_MINUS = str.maketrans("−–", "--")  # the typographer's minus and dash
_NUMBERS = re.compile(r"^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T].*)?$")
_WORDS = re.compile(r"^(\d{1,2})(?:(?:st|nd|rd|th)(?: of)?)?[-/ ]?([A-Za-z]{3,9})[-/ ,]*(\d{2,4})$")
_MONTH_ALONE = re.compile(r"^([A-Za-z]{3,9})[-/ ,]*(\d{4}|\d{2})$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
_EIGHT_DIGITS = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)$")
_MONTHS_BY_NAME = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
MONTHS = 12
MOST_YEARS = 2
"""One list has a month of so many years at most; more ("Mar-24", "Mar-25", ...) are its days."""
REMEMBERED = 1 << 12
"""Texts of days kept in memory: a file has few, each many times."""
_EXCEL_ORIGIN = dt.date(1899, 12, 30)
DAYS_COUNTED = 100_000
"""A number beyond is no count of days, but may be a day in eight digits."""
_CENTURY = 70
"""Years of two digits from here on are of the last century."""


def amount(cell: Cell, times: int = 1) -> Decimal | None:
    """Return an amount in pounds, rounded to pence; None where the cell is no number.

    Brackets, a minus after the number and "CR" make it negative. One unit of the number is
    `times` pounds.
    """
    told = _number(cell)
    return None if told is None else _in_pence(told * times)


def has_part_pence(cell: Cell, times: int = 1) -> bool:
    """Tell whether an amount has a fraction of a penny, more than a workbook's arithmetic makes."""
    told, paid = _number(cell), amount(cell, times)
    return told is not None and paid is not None and abs(told * times - paid) > NOISE


def _number(cell: Cell) -> Decimal | None:
    """Return the number that a cell prints, however fine."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float | Decimal):
        return Decimal(str(cell))
    text = " ".join(str(cell).split()).translate(_MINUS)
    if not _MONEY.match(text):
        return None
    negative = text.startswith("(") or text.endswith("-") or text.upper().endswith("CR")
    digits = re.sub(r"[^\d.]", "", text)
    minus = negative != ("-" in text.strip("()").removesuffix("-"))
    try:
        return -Decimal(digits) if minus else Decimal(digits)
    except InvalidOperation:
        return None


def day(cell: Cell, *, month_first: bool = False) -> dt.date | None:
    """Return a day; None where the cell is none or lies outside what can be.

    Args:
        cell: a day, a moment, a count of days as spreadsheets have it, or text.
        month_first: whether 03/04/2025 is in March (as one system in the files has it).
    """
    found = _day(cell, month_first)
    return found if found and FIRST_DAY <= found < LAST_DAY else None


def month_of(cell: Cell) -> dt.date | None:
    """Return the last day of a month that stands alone ("Mar-24", "March 2024"); None if none."""
    found = _MONTH_ALONE.match(" ".join(str(cell or "").split()))
    month = _MONTHS_BY_NAME.get(found[1][:3].lower(), 0) if found else 0
    first = _made(_full_year(int(found[2])), month, 1) if found and month else None
    if not first or not FIRST_DAY <= first < LAST_DAY:
        return None
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


class DayColumn:
    """What a column of days as a whole tells: which of its numbers are months, and its middle."""

    def __init__(self) -> None:
        """Begin without a cell."""
        self._beyond = [False, False]
        self._days = (Counter[dt.date](), Counter[dt.date]())
        self._of_month: dict[str, set[str]] = {}

    def see(self, cell: Cell) -> None:
        """Take the column's next cell."""
        if isinstance(cell, str) and (found := _NUMBERS.match(cell)) and int(found[1]) <= 31:
            for place in (0, 1):
                self._beyond[place] |= int(found[place + 1]) > MONTHS
        if isinstance(cell, str) and (alone := _MONTH_ALONE.match(cell)):
            self._of_month.setdefault(alone[1][:3].lower(), set()).add(alone[2])
        for days, month_first in zip(self._days, (False, True), strict=True):
            if when := day(cell, month_first=month_first):
                days[when] += 1

    @property
    def month_first(self) -> bool:
        """Tell whether the days can only be read with the month first."""
        first, second = self._beyond
        return second and not first

    @property
    def has_months(self) -> bool:
        """Tell whether cells such as "Mar-24" are months: no month stands in many "years"."""
        return all(len(years) <= MOST_YEARS for years in self._of_month.values())

    @property
    def middle(self) -> dt.date | None:
        """Return the middle one of all days; None if there is none."""
        days = self._days[self.month_first]
        place = days.total() // 2
        for when in sorted(days):
            place -= days[when]
            if place < 0:
                return when
        return None


def is_month_first(cells: Iterable[Cell]) -> bool:
    """Return whether a column of days can only be read with the month first."""
    column = DayColumn()
    for cell in cells:
        column.see(cell)
    return column.month_first


def _in_pence(number: Decimal) -> Decimal | None:
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    return number.quantize(PENCE)


@lru_cache(REMEMBERED)
def _day_in(text: str, month_first: bool) -> dt.date | None:
    text = _WEEKDAY.sub("", " ".join(text.split()))
    if digits := _EIGHT_DIGITS.match(text):
        return _made(int(digits[1]), int(digits[2]), int(digits[3]))
    if numbers := _NUMBERS.match(text):
        return _of_numbers(int(numbers[1]), int(numbers[2]), int(numbers[3]), month_first)
    if words := _WORDS.match(text):
        month = _MONTHS_BY_NAME.get(words[2][:3].lower(), 0)
        return _made(_full_year(int(words[3])), month, int(words[1]))
    return _counted(float(text)) if re.fullmatch(r"\d{5}(?:\.\d+)?", text) else None


def _day(cell: Cell, month_first: bool) -> dt.date | None:
    match cell:
        case dt.datetime():
            return cell.date()
        case dt.date():
            return cell
        case bool() | None:
            return None
        case int() | float() if cell < DAYS_COUNTED:
            return _counted(cell)
    return _day_in(str(cell), month_first)


def _of_numbers(first: int, second: int, third: int, month_first: bool) -> dt.date | None:
    if first > 31:
        return _made(first, second, third)
    month, of_month = (first, second) if month_first else (second, first)
    return _made(_full_year(third), month, of_month)


def _counted(days: float) -> dt.date | None:
    try:
        return _EXCEL_ORIGIN + dt.timedelta(days=int(days))
    except (OverflowError, ValueError):
        return None


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _made(year: int, month: int, of_month: int) -> dt.date | None:
    try:
        return dt.date(year, month, of_month)
    except ValueError:
        return None
