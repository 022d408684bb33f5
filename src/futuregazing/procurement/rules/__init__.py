"""The rules: each trap of the notices is one named rule, applied in a stated order.

    counts = apply_rules(con)                           # flags and decisions in `judged`
    counts = apply_rules(con, without=["ceiling"])      # to see what a rule is worth

Copies come first, then what a value is worth, then what is one contract, then what is only
flagged. A rule is a query; this module alone writes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import duckdb

from futuregazing.errors import UserError
from futuregazing.procurement.rules import changes, dates, repeats, suppliers, values
from futuregazing.procurement.rules.judged import make_judged
from futuregazing.procurement.rules.model import Rule
from futuregazing.procurement.rules.overrides import FLAG as OVERRIDE
from futuregazing.procurement.rules.overrides import apply_overrides, checked
from futuregazing.procurement.rules.payments import find_listed_again, listed_again

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "OF_PAYMENTS",
    "RULES",
    "Rule",
    "UnknownRule",
    "apply_rules",
    "flags_sql",
    "make_judged",
    "names_of_rules",
]

RULES: tuple[Rule, ...] = (
    repeats.repeated_release,
    repeats.printed_twice,
    values.times_hundred,
    repeats.reissued_award,
    repeats.not_awarded,
    repeats.several_notices,
    changes.contract_changed,
    repeats.same_notice_elsewhere,
    values.foreign_currency,
    values.placeholder,
    values.far_below_threshold,
    values.far_above_tender,
    values.implausible,
    repeats.same_contract_elsewhere,
    values.ceiling,
    values.whole_value_on_each,
    values.gross_only,
    values.several_suppliers,
    dates.late_publication,
    dates.dated_after_publication,
    dates.one_day,
    dates.period_unlikely,
    dates.extension_inside,
    dates.extension_unclear,
    changes.contract_ended,
    suppliers.no_supplier,
    suppliers.supplier_unnamed,
    suppliers.supplier_is_title,
    suppliers.supplier_public,
)
"""All rules, in the order in which they are applied."""

OF_PAYMENTS: tuple[Rule, ...] = (listed_again,)
"""Rules of payments, which need no order."""

LONGEST_CHAIN = 20


class UnknownRule(UserError):
    """Raised when a rule that does not exist is to be switched off."""


def names_of_rules(without: Collection[str] = ()) -> list[str]:
    """Return the rules that are used; raise `UnknownRule` if one left out does not exist."""
    names = [rule.name for rule in (*RULES, *OF_PAYMENTS)]
    if unknown := sorted(set(without) - set(names)):
        raise UnknownRule(f"There is no rule {', '.join(unknown)}; there are: {', '.join(names)}.")
    return [name for name in names if name not in set(without)]


def apply_rules(
    con: duckdb.DuckDBPyConnection,
    without: Collection[str] = (),
    given: pd.DataFrame | None = None,
) -> Mapping[str, int]:
    """Apply the rules, then the overrides given, to `judged`, noting flags in `flagged`.

    Payments of several files go into `listed_again`. Return the rows found by each rule, and
    under `override` the awards overridden.
    """
    used = set(names_of_rules(without))
    con.execute("CREATE OR REPLACE TEMP TABLE flagged (rid BIGINT, bit BIGINT)")
    counts = {rule.name: _apply(con, rule, n) for n, rule in enumerate(RULES) if rule.name in used}
    overridden = apply_overrides(con, checked(given), 1 << len(RULES))
    again = find_listed_again(con, used=listed_again.name in used)
    found = {listed_again.name: again} if listed_again.name in used else {}
    return {**counts, OVERRIDE: overridden, **found}


def _apply(con: duckdb.DuckDBPyConnection, rule: Rule, number: int) -> int:
    made = con.execute(f"CREATE OR REPLACE TEMP TABLE found AS {rule.query}")
    count = int(made.fetchall()[0][0])
    if not count:
        return 0
    con.execute("INSERT INTO flagged SELECT DISTINCT rid, 1::BIGINT << ? FROM found", [number])
    if rule.changes:
        changes = ", ".join(f"{name} = found.{name}" for name in rule.changes)
        con.execute(f"UPDATE judged SET {changes} FROM found WHERE judged.rid = found.rid")
        if "duplicate_of" in rule.changes:
            _follow_chains(con)
    return count


def _follow_chains(con: duckdb.DuckDBPyConnection) -> None:
    """Let a copy of a copy point at the award that is kept in the end."""
    step = """UPDATE judged SET duplicate_of = k.duplicate_of FROM judged AS k
        WHERE judged.duplicate_of = k.rid AND k.duplicate_of IS NOT NULL"""
    for _ in range(LONGEST_CHAIN):
        if not con.execute(step).fetchall()[0][0]:
            return


def flags_sql(bits: str) -> str:
    """Return SQL for the flags that a row's bits stand for: a list with nulls."""
    flags = [*(rule.flag for rule in RULES), OVERRIDE]
    cases = (f"CASE WHEN {bits} & {1 << n} <> 0 THEN '{flag}' END" for n, flag in enumerate(flags))
    return f"[{', '.join(cases)}]"
