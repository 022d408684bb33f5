"""How often each fault stands in the real files: counted there, beside the rates stated.

    .venv/bin/python benchmarks/counted_rates.py          # what is counted, and what is stated

The rates of the known market stand in `known_dirt.csv`, a row a kind: those counted with the
fraction, the files and what was counted; the others with the reason why they cannot be, and
a rate that was chosen. A test counts again. Notices are read as they stand (`raw_awards`),
so that no rule of the import is measured by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from known_dirt import STATED
from raw_awards import (
    ENGLAND,
    REGISTER,
    SPEND,
    TENDERS,
    RawAward,
    awards,
    exported,
    once,
    paid,
    released,
    searched,
    stated,
)
from real_files import raw_records, raw_releases

from futuregazing.procurement.contracts_finder import SUPPLIERS
from futuregazing.procurement.spend_cells import day
from futuregazing.procurement.spend_rows import NOT_AN_AMOUNT, REDACTED, REPEATED, TOTAL_ROW

LATE_DAYS, CORRECTED_WITHIN = 30, 31
MANY, MILLION = 10, 1_000_000
LONG_ENOUGH = 6
"""Letters from which on capitals are not just an abbreviation."""
NO_FIRM = re.compile(
    r"withheld|redacted|undisclosed|not disclosed|see attach|see below|as per|^various|^multiple"
    r"|^tb[ac]$|^n/?\.?a\.?$|^none$|^unknown$|^not applicable$|to be confirmed|^individual",
    re.IGNORECASE,
)
FRAMEWORK = re.compile(r"framework|dynamic purchasing|\bdps\b|approved list", re.IGNORECASE)
CALLED_OFF = re.compile(r"call[- ]?off|further competition|\b(under|via|through)\b", re.IGNORECASE)
TYPED = re.compile(r"(\d)\1{5,}|1234567?8?9?0?")


@dataclass(frozen=True)
class Count:
    """How many of how many, in which files."""

    hits: int
    out_of: int
    files: str

    @property
    def told(self) -> tuple[int, int, str]:
        """Return it as the table states it."""
        return self.hits, self.out_of, self.files


def _share(of: Iterable[object], of_which: Callable[[Any], object], files: str) -> Count:
    rows = list(of)
    return Count(sum(bool(of_which(row)) for row in rows), len(rows), files)


NOTICES = "contracts_finder_csv, contracts_finder_v2, ocds/contracts_finder_england"
EXPORT, RELEASES = "contracts_finder_csv", "ocds/contracts_finder_england"


def several_suppliers() -> Count:
    """Count awards that name more than one supplier."""
    return _share(awards(), lambda award: len(award.suppliers) > 1, NOTICES)


def late() -> Count:
    """Count awards of the export published more than thirty days after the day of the award."""

    def is_late(row: Mapping[str, str]) -> bool:
        awarded, published = day(row["Awarded Date"]), day(row["Published Date"])
        return bool(awarded and published and (published - awarded).days > LATE_DAYS)

    return _share(once(), is_late, EXPORT)


def one_day() -> Count:
    """Count contracts of the export that start and end on one day."""
    return _share(once(), lambda r: r["Contract start date"] == r["Contract end date"], EXPORT)


def repeated() -> Count:
    """Count notices that stand again, alike, in the files of one folder."""
    rows = [(row["Notice Identifier"], row[SUPPLIERS]) for row in exported()]
    found = [row["id"] for row in searched()]
    sent = [(one["ocid"], one["id"]) for one in released()]
    every = (rows, found, sent)
    return Count(sum(len(x) - len(set(x)) for x in every), sum(map(len, every)), NOTICES)


def hundredfold() -> Count:
    """Count awards a hundred times one of equal buyer and title, published within a month."""
    alike = defaultdict(list)
    for award in awards():
        alike[award.buyer, award.title].append(award)

    def is_mistyped(high: RawAward) -> bool:
        return any(
            low.value and high.value and abs(high.value - 100 * low.value) <= 100 < high.value
            and low.published and high.published
            and abs((high.published - low.published).days) <= CORRECTED_WITHIN
            for low in alike[high.buyer, high.title]
        )  # fmt: skip

    return _share(awards(), is_mistyped, NOTICES)


def reissued() -> Count:
    """Count award ids that stand in several releases, with equal title and like value."""
    versions = defaultdict(set)
    for award in stated():
        versions[award.process, award.award].add((award.release, award.title, award.value))

    def is_again(told: set[tuple[str, str, Decimal]]) -> bool:
        return len(told) > 1 and len({told_again[1:] for told_again in told}) == 1

    return _share(versions.values(), is_again, RELEASES)


def shared_process() -> Count:
    """Count OCIDs under which awards of several ids or titles stand."""
    held = defaultdict(set)
    for award in stated():
        held[award.process].add((award.award, award.title))
    return _share(held.values(), lambda told: len(told) > 1, RELEASES)


def ceiling() -> Count:
    """Count awards that set up a framework by their title, or have ten suppliers and millions."""

    def is_framework(award: RawAward) -> bool:
        named = FRAMEWORK.search(award.title) and not CALLED_OFF.search(award.title)
        many = len(award.suppliers) >= MANY and (award.value or 0) >= MILLION
        return bool(named and len(award.suppliers) > 1) or many

    return _share(awards(), is_framework, NOTICES)


def placeholder() -> Count:
    """Count values of a pound or less, and of keys typed in a row."""

    def is_none(award: RawAward) -> bool:
        value = award.value
        return value is not None and (value <= 1 or bool(TYPED.fullmatch(str(int(value)))))

    return _share(awards(), is_none, NOTICES)


def no_value() -> Count:
    """Count contracts of the register without a number for a value."""
    column = "Total Contract Value (including extensions)"
    return _share(raw_records(REGISTER), lambda r: not re.search(r"\d", r[column]), REGISTER)


def foreign() -> Count:
    """Count values of tenders and awards in another currency than pounds."""
    told: Counter[str] = Counter()
    for name in (ENGLAND, *TENDERS):
        for one in raw_releases(name):
            values = [one["tender"].get("value"), *(a.get("value") for a in one.get("awards", []))]
            told.update(value["currency"] for value in values if value)
    hits = told.total() - told["GBP"]
    return Count(hits, told.total(), ", ".join((ENGLAND, *TENDERS)))


def capital_buyer() -> Count:
    """Count awards whose buyer is printed in capitals."""
    return _share(awards(), lambda award: _is_in_capitals(award.buyer), NOTICES)


def odd_buyer() -> Count:
    """Count awards whose buyer's name has a mark or an article before it, a blank after, an &."""
    odd = re.compile(r"^[^A-Za-z]|^the |\s$|&", re.IGNORECASE)
    return _share(awards(), lambda award: odd.search(award.buyer), NOTICES)


def capital_supplier() -> Count:
    """Count names of suppliers that are printed in capitals."""
    return _share(_suppliers(), _is_in_capitals, NOTICES)


def odd_supplier() -> Count:
    """Count names of suppliers in which the form of company is spelt out, of those with one."""
    formed = [name for name in _suppliers() if re.search(r"\b(ltd|limited)\b", name, re.IGNORECASE)]
    return _share(formed, lambda name: "limited" in name.lower(), NOTICES)


def supplier_without_id() -> Count:
    """Count suppliers without a number of any register."""
    numbered = [told for award in awards() for told in award.numbered]
    return _share(numbered, lambda told: not told, f"{EXPORT}, {RELEASES}")


def unnamed_supplier() -> Count:
    """Count awards with a supplier that is withheld, or a word instead of a name."""
    return _share(awards(), lambda a: any(map(NO_FIRM.search, a.suppliers)), NOTICES)


def _suppliers() -> list[str]:
    return [name for award in awards() for name in award.suppliers]


def _is_in_capitals(name: str) -> bool:
    return name.isupper() and sum(sign.isalpha() for sign in name) >= LONG_ENOUGH


def name_redacted() -> Count:
    """Count payments whose payee is redacted."""
    payments = [payment for file in paid() for payment in file.payments]
    return _share(payments, lambda payment: REDACTED in payment.flags, SPEND)


def amount_redacted() -> Count:
    """Count rows whose amount is no number."""
    hits = sum(reject.reason == NOT_AN_AMOUNT for file in paid() for reject in file.rejects)
    return Count(hits, sum(file.rows for file in paid()), SPEND)


def total_row() -> Count:
    """Count files with a row of totals."""
    return _share(paid(), lambda file: TOTAL_ROW in {r.reason for r in file.rejects}, SPEND)


def whole_invoices() -> Count:
    """Count files that repeat the total of an invoice on each of its lines."""
    return _share(paid(), lambda file: any(REPEATED in p.flags for p in file.payments), SPEND)


def twice() -> Count:
    """Count payments alike another of their file in every column, and payments all the same."""
    again, every = 0, 0
    for file in paid():
        told = Counter(
            (p.supplier_name, p.paid_on, p.amount_gbp, p.reference, p.description, p.service)
            for p in file.payments
            if REPEATED not in p.flags
        )
        again, every = again + told.total() - len(told), every + told.total()
    return Count(again, every, SPEND)


COUNTED: tuple[Callable[[], Count], ...] = (
    several_suppliers, late, one_day, repeated, hundredfold, reissued, shared_process, ceiling,
    placeholder, no_value, foreign, capital_buyer, odd_buyer, capital_supplier, odd_supplier,
    supplier_without_id, unnamed_supplier, name_redacted, amount_redacted, total_row,
    whole_invoices, twice,
)  # fmt: skip
"""Each kind that can be counted, by its name in `known_dirt.csv`."""


def main() -> None:
    """Print each kind: what is counted now, and what is stated."""
    for count in COUNTED:
        found = count()
        told = STATED.get(count.__name__)
        rate = f"{told.rate:.4f}" if told else "not stated"
        print(f"{count.__name__:20} {found.hits:7,} of {found.out_of:7,} = "
              f"{found.hits / found.out_of:.4f} (stated {rate}) {found.files}")  # fmt: skip


if __name__ == "__main__":
    main()
