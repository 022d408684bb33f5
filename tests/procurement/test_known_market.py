"""What an import makes of a market whose truth is known is that truth, whatever the dirt.

Each fault of real files has its rule. With the rule switched off, what comes out wrong is
told by the fault; where there is no such fault, the rule is not missed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from known_answers import (
    Found,
    blamed,
    found_sme_share,
    found_top,
    imported,
    market_of,
    renewals,
    true_ends,
    true_sme_share,
    true_top,
    true_values,
)
from known_dirt import Dirt
from known_market import ALONE, Market, truth
from known_payments import payments, write_payments

from futuregazing import paths
from futuregazing.procurement.engine import engine
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.resolving import Resolver, resolve
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.technology_sql import TechnologyTables
from futuregazing.tables import load_tables

FEW, SOME, MANY = 600, 3_000, 40_000
TOTAL_WITHIN = 0.02
SME_WITHIN = 0.01


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    loaded = load_tables(None)
    return {name: loaded[name] for name in loaded.names}


@pytest.fixture(
    scope="module", params=[SOME, pytest.param(MANY, marks=pytest.mark.slow)], ids=lambda n: f"{n}"
)
def known(
    request: pytest.FixtureRequest,
    tables: dict[str, pd.DataFrame],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Market, Found]:
    """Return a market with all dirt, and what was found of it, buyers and suppliers told."""
    market = market_of(request.param, tables["local_authorities"])
    folder = tmp_path_factory.mktemp("known")
    found = imported(market, folder, technology=TechnologyTables.of(tables))
    with engine(folder / "scratch") as con:
        resolve(con, found.folder, Resolver(tables))
    return market, found


def test_the_total_is_the_true_one(known: tuple[Market, Found]) -> None:
    market, found = known
    true = sum(market.awards["value"].dropna())
    assert abs(sum(found.values().values()) / true - 1) < TOTAL_WITHIN


def test_the_total_of_technology_is_the_true_one_and_codes_alone_miss_it(
    known: tuple[Market, Found],
) -> None:
    """A sixth of technology hides under other codes, a sixth of the rest under codes of IT."""
    market, found = known
    bought = market.awards[market.awards["technology"] & market.awards["value"].notna()]
    true = sum(bought["value"])
    assert abs(found.worth("technology") / true - 1) < TOTAL_WITHIN
    core = " OR ".join(f"starts_with(main_cpv, '{code}')" for code in ("48", "72", "302", "32"))
    assert abs(found.worth(core) / true - 1) > 5 * TOTAL_WITHIN


def test_every_award_has_its_own_value_or_none(known: tuple[Market, Found]) -> None:
    market, found = known
    assert found.values() == true_values(market)


@pytest.mark.parametrize(("printed", "true"), [("end_date", "end"), ("max_end_date", "max_end")])
def test_renewals_in_the_horizon_are_the_true_ones(
    known: tuple[Market, Found], printed: str, true: str
) -> None:
    market, found = known
    expected = renewals(true_ends(market, true))
    assert len(expected) > len(market.awards) / 10
    assert renewals(found.ends(printed)) == expected


def test_the_share_of_small_firms_is_the_true_one(known: tuple[Market, Found]) -> None:
    market, found = known
    assert abs(found_sme_share(found) - true_sme_share(market)) < SME_WITHIN


@pytest.mark.parametrize("whose", ["buyer", "supplier"])
def test_the_ten_largest_are_the_true_ones_in_order(
    known: tuple[Market, Found], whose: str
) -> None:
    market, found = known
    assert found_top(found, whose) == true_top(market, whose)


def test_every_broken_line_is_rejected_and_nothing_else(known: tuple[Market, Found]) -> None:
    market, found = known
    rejects = found.frame("SELECT reason FROM {reject}")["reason"]
    assert len(rejects) == market.dirt["unreadable"].sum() > 0
    assert rejects.str.startswith("not JSON").all()


@pytest.mark.parametrize(
    ("flag", "fault"), [("not_utf8", "latin"), ("value_unreadable", "endless")]
)
def test_bytes_and_numbers_that_cannot_be_read_are_flagged(
    known: tuple[Market, Found], flag: str, fault: str
) -> None:
    market, found = known
    assert found.flagged(flag) == set(market.awards.loc[market.dirt[fault], "title"])


Check = Callable[[Market, Found, str], set[str]]
"""A check returns the titles of awards that came out wrong."""


def wrong_values(market: Market, found: Found, _flag: str) -> set[str]:
    """Return awards whose value is not the true one."""
    is_true, is_found = true_values(market), found.values()
    return {t for t in is_true.keys() | is_found.keys() if is_true.get(t) != is_found.get(t)}


def wrong_ends(market: Market, found: Found, _flag: str) -> set[str]:
    """Return awards that do not end once, on the true day."""
    is_true, is_found = true_ends(market, "end"), found.ends("end_date")
    return {t for t in is_true.keys() | is_found.keys() if is_true.get(t) != is_found.get(t)}


def wrong_flags(market: Market, found: Found, flag: str) -> set[str]:
    """Return awards that should be flagged and are not, or the other way round."""
    return set(market.awards.loc[market.dirt[FAULT_OF[flag]], "title"]) ^ found.flagged(flag)


@dataclass(frozen=True)
class Case:
    """A fault, the rule that is for it, and the check that fails without the rule.

    `also` are further faults that the rule has a part in.
    """

    fault: str
    rule: str
    check: Check
    also: tuple[str, ...] = ()


CASES = (
    Case("repeated", "repeated_release", wrong_values),
    Case("hundredfold", "times_hundred", wrong_values),
    Case("reissued", "reissued_award", wrong_values),
    Case("cancelled_lot", "not_awarded", wrong_values),
    Case("details_follow", "several_notices", wrong_ends),
    Case("foreign", "foreign_currency", wrong_values),
    Case("placeholder", "placeholder", wrong_values),
    Case("both_systems", "same_contract_elsewhere", wrong_values),
    Case("ceiling", "ceiling", wrong_values, also=("call_off",)),
    Case("call_off", "whole_value_on_each", wrong_values),
    Case("gross_only", "gross_only", wrong_flags),
    Case("several_suppliers", "several_suppliers", wrong_flags),
    Case("late", "late_publication", wrong_flags),
    Case("one_day", "one_day", wrong_flags),
    Case("extension_inside", "extension_inside", wrong_flags),
    Case("unnamed_supplier", "supplier_unnamed", wrong_flags),
)
FAULT_OF = {case.rule: case.fault for case in CASES}
"""Of each rule the fault it is for; a rule that only flags has its own name as its flag."""
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
NO_RULE_NEEDED = {
    "capital_buyer",
    "capital_supplier",
    "endless",
    "latin",
    "no_value",
    "odd_buyer",
    "odd_supplier",
    "shared_process",
    "supplier_without_id",
    "unreadable",
}
"""Faults that the reader, or who is who, deals with, and those that no rule must fall for."""


def told(market: Market, found: Found, case: Case, faults: Collection[str]) -> list[str]:
    """Return the rules and faults that a failed check of a case points at."""
    rule_of = {one.fault: one.rule for one in CASES}
    wrong = case.check(market, found, case.rule)
    return [f"{rule_of[f]} ({f})" for f in blamed(market, wrong, faults)]


def test_every_fault_has_its_case() -> None:
    assert {case.fault for case in CASES} | NO_RULE_NEEDED == set(Dirt.__dataclass_fields__)


@pytest.mark.slow
@EVERY_CASE
def test_the_check_that_fails_without_a_rule_names_it(
    case: Case, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    market = market_of(FEW, tables["local_authorities"], more=[case.fault, *case.also])
    found = imported(market, tmp_path, without=[case.rule])
    faults = [one.fault for one in CASES if one.check is case.check]
    to_blame = {one for one in CASES if one.fault in (case.fault, *case.also)}
    assert set(told(market, found, case, faults)) == {
        f"{one.rule} ({one.fault})" for one in to_blame
    }


@pytest.mark.slow
@EVERY_CASE
def test_a_rule_is_not_missed_where_its_fault_is_not(
    case: Case, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    market = market_of(FEW, tables["local_authorities"], spared=[case.fault, *case.also])
    found = imported(market, tmp_path, without=[case.rule])
    assert case.check(market, found, case.rule) == set()


def test_clean_files_need_no_rule_at_all(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    market = truth(FEW, tables["local_authorities"], dirt=Dirt.none())
    found = imported(market, tmp_path, without=[case.rule for case in CASES])
    assert found.values() == true_values(market)
    assert found.ends("end_date") == true_ends(market, "end")


def test_one_seed_is_one_market_and_another_is_another(tables: dict[str, pd.DataFrame]) -> None:
    councils = tables["local_authorities"]
    one, same, other = (truth(50, councils, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one.awards, same.awards)
    assert one.awards["value"].tolist() != other.awards["value"].tolist()
    assert one.awards["title"].is_unique
    assert (one.dirt[list(ALONE)].sum(axis=1) <= 1).all()


@pytest.mark.parametrize("least", [0, 0.02], ids=["as counted", "many faults"])
def test_what_was_paid_is_found_whatever_the_layout(
    least: float, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    market = truth(FEW, tables["local_authorities"])
    paid = payments(market, SOME, least=least)
    (tmp_path / "in").mkdir()
    write_payments(market, paid, tmp_path / "in")
    import_files([tmp_path / "in"], tmp_path / "snapshot")
    found = Found(tidy_tables(tmp_path / "snapshot"))
    rows = found.frame(
        """SELECT sum(amount_gbp)::VARCHAR AS pounds,
            count(*) FILTER (list_contains(flags, 'redacted')) AS redacted
        FROM {spend} WHERE kept AND NOT list_contains(flags, 'repeated total')"""
    )
    published = paid[~paid["amount_redacted"]]
    true = sum(published["amount"] * published["times"])
    assert float(rows["pounds"].iloc[0]) == pytest.approx(float(true))
    assert rows["redacted"].iloc[0] == (published["name_redacted"] * published["times"]).sum()
    lost = paid[paid["amount_redacted"]]
    reasons = found.frame("SELECT reason FROM {reject}")["reason"].value_counts()
    assert reasons.get("the amount is not a number", 0) == (lost["lines"] * lost["times"]).sum()
    assert reasons["a total, not a payment"] == 1
    assert len(lost) > 0 or not least
    assert (paid["times"] == 2).any()


def test_nothing_in_the_package_knows_the_market() -> None:
    ours = {file.stem for file in (paths.root() / "benchmarks").glob("*.py")}
    assert {"known_market", "known_dirt"} <= ours
    for module in (paths.root() / "src").rglob("*.py"):
        assert not ours & set(imported_modules(module)), module.name


def imported_modules(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).split(".")[0]
