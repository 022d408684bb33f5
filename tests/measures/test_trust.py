"""What is checked of printed numbers, and how the answer follows from it."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from futuregazing.claims.checking import Finding, OwnChecked, Source
from futuregazing.claims.printed import Measured, Printed, printed_in
from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.measures import trust, trust_findings
from futuregazing.measures.check_numbers import cautions, number_checks
from futuregazing.measures.check_rows import (
    Check,
    cautions_frame,
    checks_frame,
    findings_frame,
)
from futuregazing.measures.check_words import in_words
from futuregazing.measures.checks import with_tables
from futuregazing.measures.numbers_printed import Numbers
from futuregazing.tables.frames import Tables

EDITION = load_edition(2022)
FIGURES = pd.DataFrame(
    [
        ("FIG1", "2021-12-09", "exact", "A", "https://example.org/a"),
        ("FIG2", "2021-06-30", "month", "B", "https://example.org/b"),
        ("FIG3", "2021-12-31", "not shown", "C", "seen on paper"),
        ("FIG4", "2022-01-01", "exact", "A", "https://example.org/d"),
    ],
    columns=["figure_id", "known_by", "known_by_basis", "source_grade", "url"],
).set_index("figure_id", drop=False)
REGIONS = pd.DataFrame({"region_code": ["E1"], "known_by": [""]}).set_index("region_code")
TABLES = Tables({"figures": FIGURES, "regions": REGIONS}, EDITION.as_of)
NOTHING_FOUND = OwnChecked(findings=(), claims=0, worked_out=0, in_words=0)


def claim(text: str, *rows: str, grade: str = "", formula: str = "", basis: str = "spend") -> Any:
    refs = [["regions" if row == "E1" else "figures", row] for row in rows]
    return {
        "text": text,
        "value": 1.0,
        "refs": refs,
        "grade": grade,
        "formula": formula,
        "basis": basis,
        "inputs": [],
    }


def fact(text: str, row: str) -> Any:
    return claim(text) | {"refs": [["bluelight", row]]}


def printed(*claims: Any, headlines: tuple[Any, ...] = ()) -> Printed:
    shown = Measured("a.b", "18 purchases", ()), Measured("a.c", "", ())
    return Printed(("key_points", "market_size"), claims, headlines, shown)


def checks(*claims: Any, own: OwnChecked = NOTHING_FOUND) -> dict[str, Check]:
    told = printed(*claims)
    return {c.check_id: c for c in number_checks(Numbers(told, TABLES), own, told, EDITION)}


def finding(*rows: str, state: str = "new", severity: str = "medium") -> Finding:
    sources = tuple(Source(row, "1", "Someone", "", "", "") for row in rows)
    return Finding("same_claim", severity, rows, "1 against 2", "Two values.", sources, state)  # type: ignore[arg-type]


def outcome(check: Check) -> tuple[int, int, int, int]:
    return check.passed, check.known, check.failed, check.not_checked


class TestNumbers:
    def test_are_counted_once_however_often_they_stand(self) -> None:
        twice = claim("£1", "FIG1"), claim("£1", "FIG1")
        assert outcome(checks(*twice)["evidence"]) == (1, 0, 0, 0)

    def test_without_a_row_or_with_a_row_that_is_not_there_lead_nowhere(self) -> None:
        found = checks(claim("£1"), claim("£2", "FIG9"), claim("none", formula="count of lots"))
        assert outcome(found["evidence"]) == (1, 0, 2, 0)

    def test_are_as_weak_as_their_weakest_source(self) -> None:
        found = checks(claim("£1", "FIG1"), claim("£2", "FIG1", "FIG3"), claim("£3", "FIG2"))
        assert outcome(found["traced"]) == (2, 0, 1, 0)
        assert [found[f"grade_{g}"].passed for g in "abc"] == [1, 1, 1]

    def test_over_many_rows_have_no_single_source(self) -> None:
        assert checks(claim("4 things", "FIG1", "FIG2", "FIG3", "FIG4"))["traced"].looked_at == 0

    def test_need_a_source_that_shows_its_day_be_it_coarse(self) -> None:
        found = checks(*(claim(row, row) for row in ("FIG1", "FIG2", "FIG3", "E1")))
        assert outcome(found["dated"]) == (2, 0, 1, 1)

    def test_must_not_rest_on_what_was_published_later(self) -> None:
        found = checks(claim("£1", "FIG1"), claim("£4", "FIG4"), claim("one", "E1"))["in_time"]
        assert outcome(found) == (1, 0, 1, 1)
        assert found.day == "2022-01-01"

    def test_give_a_page_that_is_a_web_address(self) -> None:
        found = checks(claim("£1", "FIG1"), claim("£3", "FIG3"), claim("one", "E1"))["pages"]
        assert outcome(found) == (1, 0, 1, 1)

    def test_of_our_own_counting_say_what_they_cover(self) -> None:
        assert outcome(checks()["measured"]) == (1, 0, 1, 0)

    def test_rest_on_clashing_figures_only_if_they_take_their_value_from_them(self) -> None:
        own = OwnChecked((finding("FIG1", "FIG2"),), claims=3, worked_out=0, in_words=1)
        tally = claim("4 figures", "FIG1", "FIG2", formula="count of figures", basis="count")
        assert outcome(checks(tally, own=own)["clashes"]) == (0, 0, 0, 0)
        both = claim("£1", "FIG1"), claim("£2", "FIG2"), claim("£3", "FIG3")
        assert outcome(checks(*both, own=own)["clashes"]) == (1, 0, 2, 0)

    def test_taken_from_facts_clash_like_figures_where_the_facts_were_held_against_others(
        self,
    ) -> None:
        clash = (finding("BL1", "BL2"),)
        own = OwnChecked(clash, claims=3, worked_out=0, in_words=0, rows=frozenset({"BL1", "BL2"}))
        told = fact("£1", "BL1"), fact("£2", "BL2"), fact("£3", "BL3"), claim("£4", "FIG1")
        # Nothing is held against the third fact, so it neither fits nor clashes.
        assert outcome(checks(*told, own=own)["clashes"]) == (1, 0, 2, 0)

    def test_of_sections_that_were_not_run_are_told(self) -> None:
        found = checks()["sections"]
        assert found.passed == 2
        assert "opportunities" in found.detail


class TestCautions:
    def test_name_a_number_whose_fact_is_contradicted(self) -> None:
        numbers = Numbers(printed(fact("£400m", "BL1"), fact("£5", "BL3")), TABLES)
        rows = cautions(numbers, [finding("BL1", "BL2", state="known")])
        told = [(row["number"], row["why"]) for row in rows if "clash" in str(row["why"])]
        assert told == [("£400m", "treated clash")]

    def test_name_each_reason_and_whether_it_is_a_headline(self) -> None:
        copy, disputed = claim("£3", "FIG3"), claim("£1", "FIG1")
        numbers = Numbers(printed(copy, disputed, headlines=(disputed,)), TABLES)
        rows = cautions(numbers, [finding("FIG1", "FIG2")])
        told = {(row["number"], row["why"], row["headline"]) for row in rows}
        assert told == {
            ("£3", "copy", False),
            ("£3", "no day", False),
            ("£1", "open clash", True),
        }

    @pytest.mark.parametrize(
        ("state", "severity", "why"),
        [("known", "high", ["treated clash"]), ("new", "low", []), ("new", "high", ["open clash"])],
    )
    def test_tell_open_from_treated_and_leave_slight_ones(
        self, state: str, severity: str, why: list[str]
    ) -> None:
        numbers = Numbers(printed(claim("£1", "FIG1")), TABLES)
        rows = cautions(numbers, [finding("FIG1", "FIG2", state=state, severity=severity)])
        assert [row["why"] for row in rows] == why


def page(
    *, failed: int = 0, copies: int = 0, of: int = 10, findings: tuple[Finding, ...] = ()
) -> Tables:
    """Return the tables of a report of `of` numbers, some wrong and some from copies."""
    made = [
        Check("evidence", "Lead to rows", "numbers", of),
        Check("tested", "Agree", "numbers", 3, failed),
        Check("ledger", "Can be true", "figures", 5, not_checked=2),
    ]
    rows = [
        {
            "caution_id": f"copy:{i}",
            "number": f"£{i}",
            "headline": i == 0,
            "why": "copy",
            "claim": json.dumps(claim(f"£{i}", "FIG3")),
        }
        for i in range(copies)
    ]
    frames = {
        "checks": checks_frame(made),
        "check_findings": findings_frame(findings, ["FIG1"]),
        "check_cautions": cautions_frame(rows),
    }
    return with_tables(TABLES, frames, EDITION.as_of)


class TestTheAnswer:
    @pytest.mark.parametrize(
        ("tables", "begins"),
        [
            (page(), "Yes: all 10 numbers lead"),
            (page(copies=2), "Mostly: all 10 numbers lead"),
            (page(copies=3), "Only in part: all 10 numbers lead"),
            (page(failed=1, copies=2), "No: 1 number"),
        ],
    )
    def test_follows_from_what_was_found(self, tables: Tables, begins: str) -> None:
        assert trust.answer(tables).text.startswith(begins)

    def test_names_its_reservations_in_numbers_that_lead_to_their_rows(self) -> None:
        sentence = trust.answer(page(copies=2))
        assert sentence.text.endswith("but 2 rest on untraced copies.")
        [doubt] = [p for p in sentence.parts if p["kind"] == "claim" and p["claim"]["text"] == "2"]
        assert doubt["claim"]["refs"] == [
            ["check_cautions", "copy:0"],
            ["check_cautions", "copy:1"],
        ]


class TestThePage:
    def test_lists_only_open_findings_with_their_sums_in_pounds(self) -> None:
        both = finding("FIG1", "FIG2"), finding("FIG1", "FIG3", state="known")
        listed = trust_findings.open_findings(page(findings=both))
        assert list(listed["clash"]) == ["Medium: Two values."]
        assert list(listed["arithmetic"]) == ["1 against 2"]
        assert trust_findings.findings_title(page(findings=both)).text == (
            "1 open contradiction, beside 1 known and treated"
        )

    def test_says_in_words_that_nothing_is_open(self) -> None:
        known = finding("FIG1", "FIG2", state="known")
        assert trust_findings.nothing_open(page()).text == (
            "No contradiction between published figures was found."
        )
        assert trust_findings.nothing_open(page(findings=(known,))).text == (
            "No contradiction between published figures is open; 1 known and treated."
        )

    def test_adds_up_what_became_of_what_was_looked_at(self) -> None:
        looked_at = trust.scorecard(page(failed=1))["looked_at"][1]
        assert (looked_at.text, looked_at.formula) == ("4", "3 + 0 + 1")
        assert looked_at.refs == (Ref("checks", "tested"),)

    def test_names_the_headlines_to_take_with_care_and_is_silent_without(self) -> None:
        told = trust.careful(page(copies=2))
        assert told is not None
        assert told.text == "Headlines to take with care: £0 (seen only in a copy)."
        assert trust.careful(page()) is None

    @pytest.mark.parametrize(
        ("arithmetic", "printed_as"),
        [
            ("2.8 GBP bn (FIG1) against 2851.3639846 GBP m", "£2.8bn (FIG1) against £2.8514bn"),
            ("GBP 1.315bn to GBP 1.325bn / 44%", "£1.315bn to £1.325bn / 44%"),
            ("published 2025-05-27: 1 GBP bn", "published 27 May 2025: £1bn"),
            ("12,000 GBP, contract_award_value", "£12,000, contracts awarded"),
        ],
    )
    def test_writes_money_as_the_report_does(self, arithmetic: str, printed_as: str) -> None:
        assert in_words(arithmetic) == printed_as


def test_what_is_printed_is_read_from_outputs_headlines_apart() -> None:
    one, two = claim("£1", "FIG1"), claim("£2", "FIG2")
    outputs = [
        {"role": "answer", "parts": [{"kind": "claim", "claim": one}]},
        {"role": "body", "parts": [{"kind": "text", "text": "and "}]},
        {"id": "a.b", "measured": True, "rows": [[{"text": "£2", "claim": two}]], "sources": []},
        {"id": "a.c", "measured": True, "rows": []},
    ]
    data = [{"data": {"application/vnd.futuregazing.x": bundle}} for bundle in outputs]
    told = printed_in({"market_size": {"cells": [{"outputs": data}]}})
    assert [c["text"] for c in told.claims] == ["£1", "£2"]
    assert [c["text"] for c in told.headlines] == ["£1"]
    assert told.measured == (Measured("a.b", "", ()),)
