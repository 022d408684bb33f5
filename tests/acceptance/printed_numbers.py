"""Reading printed numbers back, and working claims out again from the tables.

A printed number equals a value when the value, rounded to the last digit printed, is the number:
"£2.85bn" stands for everything from £2.845bn to £2.855bn.
"""

from __future__ import annotations

import re
from calendar import month_name
from decimal import Decimal
from math import sqrt
from statistics import median
from typing import Any

from futuregazing.claims.checking.formula import NotAFormula, worked_out
from futuregazing.claims.quantity import quantity
from futuregazing.edition import Edition
from futuregazing.tables import Tables

Json = dict[str, Any]

STEPS = {"k": 10**3, "m": 10**6, " million": 10**6, "bn": 10**9, "%": 1, "": 1}
UNITS = {"£": 1, "£k": 10**3, "£m": 10**6, "£bn": 10**9}
NUMBER = re.compile(
    r"(?P<sign>[-−]?)£?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<step>bn\b|m\b|k\b|%| million)?"
)
NEARLY = Decimal("1e-9")
CORRECTIONS = frozenset(
    {"corrections", "compiling slips", "matters of definition", "stale statements"}
    | {"withheld rows", "revisions and corrections"}
)
"""What the register of corrections counts; it stands beside the tables, and has no rows to cite."""
AUTHORITY = "strategic_authority_id"
AS_CHECKED = ", as the check found"
"""What the build's own checks counted; their rows are in the report, not among the tables."""
TWO_SIDED_95 = 1.959963984540054
VALUES = {
    "register": "value_gbp",
    "procurement_thresholds": "value_gbp",
    "techuk_index_it_spend_by_district": "it_spend_gbp",
    "lg_finance_national": "value_gbp_m",
}
MILLIONS = frozenset({"lg_finance_national"})
STEPS_OF_FACTS = {"GBP k": 10**3, "GBP m": 10**6, "GBP bn": 10**9}


def reads_as(text: str, value: float, unit: str = "") -> bool:
    """Tell whether a value, rounded as a text is, is the first number of the text."""
    found = NUMBER.search(text)
    if found is None:
        return False
    step = Decimal(UNITS.get(unit, 1) * STEPS[found["step"] or ""])
    digits = found["digits"].replace(",", "")
    printed = Decimal(digits) * step * (-1 if found["sign"] else 1)
    half = _last_place(digits) * step / 2
    return abs(printed - Decimal(repr(value))) <= half + abs(printed) * NEARLY


def _last_place(digits: str) -> Decimal:
    """Return what one more in the last printed digit is.

    Noughts at the end say nothing: pence are always two digits, and thousands are round.
    """
    if "." in digits:
        return Decimal(1).scaleb(-len(digits.partition(".")[2].rstrip("0")))
    kept = digits.rstrip("0")
    return Decimal(1).scaleb(len(digits) - len(kept)) if kept else Decimal(1)


def recomputed(claim: Json, tables: Tables, edition: Edition) -> str:
    """Return what is wrong with a claim when it is worked out again; empty if nothing is."""
    value, formula, refs = claim["value"], claim["formula"], claim["refs"]
    if not reads_as(claim["text"], value):
        return f"{claim['text']} does not stand for {value}"
    if not formula:
        own = _stated(*refs[0], tables) if len(refs) == 1 else None
        return "" if own == value else f"{refs} say {own}, not {value}"
    wrong = [fault for given in claim["inputs"] if (fault := recomputed(given, tables, edition))]
    if wrong:
        return f"{claim['text']} rests on {'; '.join(wrong)}"
    given = _given(claim, tables, edition)
    return "" if given else f"{formula} does not give {value}"


def _stated(table: str, row: str, tables: Tables) -> float:
    """Return the value of one row, in base units."""
    fields = tables[table].loc[row]
    if table == "figures":
        return float(quantity(fields).value)
    if table == "bluelight":
        return float(Decimal(str(fields["value"])) * _step_of_fact(fields["unit"]))
    if table == "population_region_2010_2024":
        return float(fields["population"])
    return float(fields[VALUES[table]]) * (10**6 if table in MILLIONS else 1)


def _step_of_fact(unit: str) -> int:
    """Return what a unit stands for, whatever it is told of: "GBP m per year fleet spend"."""
    return next(
        (step for name, step in STEPS_OF_FACTS.items() if f"{unit} ".startswith(f"{name} ")), 1
    )


def _given(claim: Json, tables: Tables, edition: Edition) -> bool:
    """Tell whether a formula gives its claim, by the kind of formula it is."""
    formula, value, refs = claim["formula"], claim["value"], claim["refs"]
    if formula.startswith("count of "):
        noun = formula.removeprefix("count of ").partition(", told by ")[0]
        most = len(tables.corrections) if noun in CORRECTIONS else _countable(refs, tables)
        return value == int(value) and 0 <= value <= most
    if formula.startswith("setting "):
        return float(edition.value(formula.removeprefix("setting "))) == value
    if found := re.fullmatch(r"Wilson interval at 95% for (\d+) of (\d+)", formula):
        ends = wilson(*map(int, found.groups()))
        return any(abs(end - value) < 1e-6 or reads_as(claim["text"], end) for end in ends)
    if formula.endswith(AS_CHECKED):
        return any(value == n for ref in refs for n in _numbers(tables[ref[0]].loc[ref[1]]))
    if formula.startswith("length of "):
        return reads_as(claim["text"], _years(formula.removeprefix("length of ")))
    if re.fullmatch(r"median of \d+ values", formula):
        # A purchase that two rows tell counts once, by the row that the other points at.
        rows = [(table, row, tables[table].loc[row]) for table, row in refs]
        cited = {row for _, row, _ in rows}
        once = [(t, fields) for t, _, fields in rows if fields.get("same_contract_as") not in cited]
        return abs(median(float(fields[VALUES[t]]) for t, fields in once) - value) < 1
    if re.fullmatch(r"sum of \d+ \w+", formula):
        return abs(sum(_stated(*ref, tables) for ref in refs) - value) < 1
    if formula.startswith("quantile of "):
        values = [float(tables[table].loc[row][VALUES[table]]) for table, row in refs]
        return min(values) <= value <= max(values)
    if formula == "number asked, as the source states it":
        words = " ".join(map(str, tables[refs[0][0]].loc[refs[0][1]]))
        return re.search(rf"\b{int(value)}\b", words) is not None
    return _agrees(claim)


def _numbers(fields: Any) -> list[float]:
    """Return the numbers among a row's fields."""
    return [float(cell) for cell in map(str, fields) if re.fullmatch(r"\d+(\.\d+)?", cell)]


def _years(told: str) -> float:
    """Return how many years a printed span of whole years or months has: "2018 to June 2022"."""
    first, _, last = told.partition(" to ")
    (end_year,) = re.findall(r"\d{4}", last)
    (start_year,) = re.findall(r"\d{4}", first) or [end_year]
    start = _month(first, 1) + 12 * int(start_year)
    return (_month(last, 12) + 12 * int(end_year) - start + 1) / 12


def _month(told: str, otherwise: int) -> int:
    named = [n for n, name in enumerate(month_name) if name and name in told]
    return named[0] if named else otherwise


def _countable(refs: list[list[str]], tables: Tables) -> int:
    """Return how many things some rows stand for: one a row, or as many as the row tells."""
    return sum(_stands_for(table, row, tables) for table, row in refs)


def _stands_for(table: str, row: str, tables: Tables) -> int:
    if table not in tables.names:  # what the build's own checks found: one thing a row
        return 1
    fields = tables[table].loc[row]
    if table == "regions":
        return int(fields["n_lower_or_single"]) + int(fields["n_counties"])
    if table == "strategic_authorities":
        members = tables["strategic_authority_members"]
        return 1 + int((members[AUTHORITY] == row).sum())
    if table == "la_reorganisation_2027_2028":
        named = str(fields["councils"])
        return sum(map(int, re.findall(r"\d+", named))) + len(re.split(r", | and ", named))
    return 1


def _agrees(claim: Json) -> bool:
    """Tell whether a formula's sum comes to its claim; one in words has inputs that say it."""
    in_percent = claim["unit"].startswith("percent")
    try:
        made = worked_out(claim["formula"], in_percent=in_percent)
    except NotAFormula:
        return bool(claim["inputs"])
    return reads_as(claim["text"], float(made)) or abs(float(made) - claim["value"]) < 1e-6


def wilson(happened: int, judged: int) -> tuple[float, float]:
    """Return the ends of Wilson's interval for a share, in per cent."""
    share, z = happened / judged, TWO_SIDED_95
    middle = share + z * z / (2 * judged)
    half = z * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    whole = 1 + z * z / judged
    return 100 * (middle - half) / whole, 100 * (middle + half) / whole
