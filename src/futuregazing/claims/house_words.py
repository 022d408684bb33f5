"""Words of the tables as the report prints them: numbers and periods in the house's forms.

The tables keep what their compilers typed, "495m" and "2018-24". A reader meets "£495m" and
"2018 to 2024" there, as everywhere else. Titles of sources and what is bought in a notice
are the words of others and never pass through here.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from futuregazing.claims.wording import MINUS
from futuregazing.edition.dates import MONTHS, format_date

OUR_WORDS = frozenset(
    {"bluelight", "contradictions", "evidence", "figures", "predictions", "statements"}
)
"""Tables whose words are descriptions of ours; the millions in them are pounds."""

COUNTED = ("calls", "households", "miles", "people", "records", "residents", "users")
"""What a bare number of millions may count that is not money."""

_AMOUNT = r"\d+(?:\.\d+)?"
_MILLIONS = re.compile(rf"(?<![£\w.,])({_AMOUNT})(m|bn)(?= (?:[a-z]+ )?(?:{'|'.join(COUNTED)})\b)")
_BARE = re.compile(rf"(?<![£\w.,])({_AMOUNT})(?=(?: to £?{_AMOUNT})?(?:bn|m)\b)")
"""An amount without its pound sign; also the first of "2 to 2.9bn"."""
_THOUSANDS_OF_MILLIONS = re.compile(r"(?<![£\w.,])£?(\d{1,3}),(\d{3}(?:\.\d+)?)m\b")
_THOUSANDS = re.compile(rf"(?<![£\w.,])£?({_AMOUNT})k\b")
_SPAN_OF_AMOUNTS = re.compile(
    rf"(?<![\w.,-])(£?{_AMOUNT})-(?=£?{_AMOUNT}(?:%|bn\b|m\b| months| years))"
)
_SPAN_OF_LOTS = re.compile(r"(\blots \d+)-(?=\d+\b)")
_SPAN_OF_DAYS = re.compile(r"(?<=\w) - (?=(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4}\b)")
_SLASHED = re.compile(r"(?<![\w/.])(?:FY)?((?:19|20)?)(\d\d)/(\d\d)(?![\w/.]|,\d)")
_SPAN_OF_PERIODS = re.compile(
    r"(FY\d{4}/\d\d|Q\d \d{4}|[A-Z][a-z]{2,8})-(?=FY\d|Q\d|[A-Z][a-z]{2,8} \d{4})"
)
_HYPHENED = re.compile(r"(?<![\w/:.-])((?:[A-Z][a-z]+ )?)(\d{4})-(\d{4}|\d\d)(?![\w-]|\.\d)")
_TAKEN_AWAY = re.compile(r"(?<=[\d)]) - (?=[\d(])|(?<=[\d)])-(?=1 = )")
_TIMES = re.compile(r"(?<=[\dnm%]) x (?=[\d£])")
_BELOW_NOUGHT = re.compile(r"(?<=[ =(])-(?=\d)")
_POUNDS = re.compile(r"\bGBP ?(?=\d)")
_STEPS = {"m": "million", "bn": "billion"}
_DAY = re.compile(r"(?<![\w/.-])\d{4}-\d\d-\d\d(?![\w-])")
_CENTURIES = ("19", "20")


def house_words(text: Any) -> str:
    """Return words of ours with numbers and periods as the house prints them.

    "GBP50k" gives "£50,000", "1.1m car miles" "1.1 million car miles", "2018-24" "2018 to
    2024", "FY24/25" "FY2024/25" and "0.64 x 10.5bn" "0.64 × £10.5bn".
    """
    return _in_operators(_in_periods(_in_amounts(str(text))))


def _in_amounts(text: str) -> str:
    told = _POUNDS.sub("£", text)
    told = _MILLIONS.sub(lambda found: f"{found[1]} {_STEPS[found[2]]}", told)
    told = _SPAN_OF_AMOUNTS.sub(r"\1 to ", _SPAN_OF_LOTS.sub(r"\1 to ", told))
    told = _THOUSANDS_OF_MILLIONS.sub(_in_billions, told)
    told = _THOUSANDS.sub(lambda found: f"£{Decimal(found[1]) * 1000:,.0f}", told)
    return _BARE.sub(r"£\1", told)


def _in_periods(text: str) -> str:
    told = _SLASHED.sub(_financial_year, text)
    told = _SPAN_OF_DAYS.sub(" to ", _SPAN_OF_PERIODS.sub(r"\1 to ", told))
    return _HYPHENED.sub(_period, _DAY.sub(_day, told))


def _in_operators(text: str) -> str:
    told = _TAKEN_AWAY.sub(f" {MINUS} ", _TIMES.sub(" × ", text))
    return _BELOW_NOUGHT.sub(MINUS, told)


def _in_billions(found: re.Match[str]) -> str:
    """Return "2,851.4m" as "£2.8514bn"."""
    return f"£{found[1]}.{found[2].replace('.', '').rstrip('0') or '0'}bn"


def _financial_year(found: re.Match[str]) -> str:
    """Return "FY24/25" and "2024/25" as "FY2024/25"; a quotient stays as it is."""
    century, first, last = found.groups()
    told = century or found[0].startswith("FY")
    follows = int(last) == (int(first) + 1) % 100
    return f"FY{century or '20'}{first}/{last}" if told and follows else found[0]


def _day(found: re.Match[str]) -> str:
    """Return "2026-03-04" as "4 March 2026"; what is no day stays as it is."""
    try:
        return format_date(dt.date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _period(found: re.Match[str]) -> str:
    """Return two years as a span or a financial year, and a year and a month in words."""
    month, first, last = found.groups()
    if first[:2] not in _CENTURIES or (len(last) == 4 and last[:2] not in _CENTURIES):
        return found[0]
    if len(last) == 4:
        return f"{month}{first} to {last}"
    if month:
        return f"{month}{first} to {month}{first[:2]}{last}"
    if int(last) == (int(first) + 1) % 100:
        return f"FY{first}/{last}"
    if int(last) > int(first[2:]):
        return f"{first} to {first[:2]}{last}"
    return f"{MONTHS[int(last) - 1]} {first}" if 1 <= int(last) <= len(MONTHS) else found[0]
