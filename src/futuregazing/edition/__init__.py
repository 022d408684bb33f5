"""What to build: editions, their parameters, and periods of time."""

from futuregazing.edition.dates import add_months, format_date
from futuregazing.edition.explain import Described, Explained, describe_settings, explain
from futuregazing.edition.faults import Fault, ParameterError
from futuregazing.edition.loading import known_editions, load_edition, with_settings
from futuregazing.edition.model import Edition, Origin
from futuregazing.edition.periods import (
    Period,
    PeriodError,
    calendar_year,
    financial_year,
    horizon,
    parse_period,
)
from futuregazing.edition.printed_periods import parse_printed
from futuregazing.edition.vocabulary import SECTION_NAMES

__all__ = [
    "SECTION_NAMES",
    "Described",
    "Edition",
    "Explained",
    "Fault",
    "Origin",
    "ParameterError",
    "Period",
    "PeriodError",
    "add_months",
    "calendar_year",
    "describe_settings",
    "explain",
    "financial_year",
    "format_date",
    "horizon",
    "known_editions",
    "load_edition",
    "parse_period",
    "parse_printed",
    "with_settings",
]
