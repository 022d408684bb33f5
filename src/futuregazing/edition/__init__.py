"""What to build: editions, their parameters, and periods of time."""

from futuregazing.edition.dates import add_months, format_date
from futuregazing.edition.faults import Fault, ParameterError
from futuregazing.edition.loading import known_editions, load_edition, with_settings
from futuregazing.edition.model import Edition, Origin
from futuregazing.edition.periods import Period, PeriodError, financial_year, parse_period

__all__ = [
    "Edition",
    "Fault",
    "Origin",
    "ParameterError",
    "Period",
    "PeriodError",
    "add_months",
    "financial_year",
    "format_date",
    "known_editions",
    "load_edition",
    "parse_period",
    "with_settings",
]
