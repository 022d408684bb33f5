"""What moved between two editions: known answers from the ledger, and a planted error."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest
from editions import tables_of
from ledger_rows import figures, ledger

from futuregazing.claims.changes import Change, Reason
from futuregazing.claims.refs import Ref
from futuregazing.edition import known_editions, load_edition
from futuregazing.measures import between, between_reasons, between_words, choose, revisions
from futuregazing.measures.between import Moved, Side, moves, since_previous
from futuregazing.tables.frames import Tables

COUNTED, REAL, SCOPE = Reason.COUNTED, Reason.REAL, Reason.SCOPE
PERIOD, RESTATED, FIRST, SAME = Reason.PERIOD, Reason.RESTATED, Reason.FIRST, Reason.UNCHANGED


@cache
def side(year: int) -> Side:
    return Side(load_edition(year), tables_of(year))


@cache
def moved(old: int, new: int) -> dict[str, Moved]:
    return {one.id: one for one in moves(side(old), side(new))}


@cache
def since(year: int) -> list[Moved]:
    return since_previous(side(year).tables, side(year).edition)


def told(one: Moved) -> tuple[str, str]:
    return tuple(q.text if q else "" for q in (one.then, one.now))  # type: ignore[return-value]


# From the rows of the ledger, by hand: FIG0041 (2.3, FY2023/24, area not stated) and FIG0058
# (2,851.36, FY2024/25, UK); 2.3 / 2.0 and 2.8 / 2.5 of two vintages, over six and five years;
# FIG0033 (England, 2022) and FIG0053; FIG0016 (England, 2021) and FIG0056; 100 - 35 (FIG0028,
# England, two years) and a share of the UK worked out from FIG0061, FIG0062 and FIG0058;
# FIG0243 counts councils, FIG0121 is a share; FIG0217 and FIG0218 are one series; FIG0275 is of
# the UK in a financial year, FIG0272 of England and Wales in a calendar year.
KNOWN_2026 = {
    "market_size.size": ("£2.3bn", "£2.85bn", (SCOPE, PERIOD)),
    "market_size.growth": ("15%", "12%", (RESTATED, SCOPE, PERIOD)),
    "market_size.share_of_buying": ("about 4%", "3%", (SCOPE, PERIOD)),
    "buyers_and_suppliers.concentration": ("about 45%", "about 45%", (SAME,)),
    "buyers_and_suppliers.smaller_firms": ("26%", "20%", (SCOPE, PERIOD)),
    "regional_split.outside": ("65%", "68.5%", (SCOPE, PERIOD)),
    "technology_trends.ai": ("12 councils", "11%", (SCOPE,)),
    "technology_trends.digital_care": ("63%", "80%", (REAL,)),
    "technology_trends.local_digital_declaration": ("254 councils", "254 councils", (SAME,)),
    "blue_light_procurement.police_spend": ("about £1.1bn", "about £2bn", (SCOPE, PERIOD)),
    "opportunities.published_total": ("£800m", "£800m", (SAME,)),
}

# FIG0006 is a sum over six years, FIG0058 a year; FIG0230 a few suppliers of single systems,
# FIG0038 the ten largest; FIG0010 (England) and FIG0039 (area not stated) start two years apart.
KNOWN_2027 = {
    "market_size.size": ("£10.5bn", "£2.85bn", (SCOPE,)),
    "market_size.growth": ("", "12%", (FIRST,)),
    "buyers_and_suppliers.concentration": ("90%", "about 45%", (SCOPE,)),
    "buyers_and_suppliers.smaller_firms": ("26%", "20%", (SCOPE, PERIOD)),
    "regional_split.outside": ("64%", "68.5%", (SCOPE, PERIOD)),
    "technology_trends.digital_care": ("", "80%", (FIRST,)),
    "technology_trends.local_digital_declaration": ("254 councils", "254 councils", (SAME,)),
    "opportunities.published_total": ("£845m", "£800m", (SCOPE, PERIOD)),
}


@pytest.mark.parametrize(
    ("old", "new", "known"),
    [pytest.param(2025, 2026, KNOWN_2026, marks=pytest.mark.slow), (2022, 2027, KNOWN_2027)],
)
def test_headlines_moved_as_the_rows_of_the_ledger_say(
    old: int, new: int, known: dict[str, tuple[str, str, tuple[Reason, ...]]]
) -> None:
    found = moved(old, new)
    for name, (then, now, reasons) in known.items():
        assert told(found[name]) == (then, now), name
        assert found[name].change.reasons == reasons, name


@pytest.mark.slow
def test_only_care_records_have_an_arrow_between_2025_and_2026() -> None:
    arrows = {name: one.change for name, one in moved(2025, 2026).items() if one.change.direction}
    assert set(arrows) == {"technology_trends.digital_care"}
    change = arrows["technology_trends.digital_care"]
    assert change.amount is not None
    assert (change.direction, change.amount.value) == ("up", Decimal(17))  # 80 - 63
    assert not any(one.change.direction for one in moved(2022, 2027).values())


def test_signatories_rose_by_the_difference_of_two_counts() -> None:
    change = moved(2021, 2022)["technology_trends.local_digital_declaration"].change
    assert change.amount is not None
    assert change.amount.text == "31 councils"  # 254 - 223


def test_a_series_that_another_section_draws_is_led_to_and_not_drawn_twice() -> None:
    name = "technology_trends.local_digital_declaration"
    now, found = side(2022), list(moved(2021, 2022).values())
    drawn = between.drawn_in(now.tables, now.edition, found)
    assert list(drawn) == [name]
    assert [slug for slug, _ in between_words.lines(now.tables, found)] == [name.split(".")[1]]
    assert list(between_words.lines(now.tables, found, drawn)) == []
    (told,) = between_words.trends(found, drawn)
    assert {part["to"] for part in told.parts if part["kind"] == "xref"} == {
        "technology_trends.councils_over_time"
    }
    without = now.edition.model_copy(update={"sections": ("between_editions",)})
    assert between.drawn_in(now.tables, without, found) == {}


@pytest.mark.slow
def test_totals_of_all_contracts_and_of_services_are_no_restatement() -> None:
    # FIG0010 counts all contracts up for renewal, FIG0035 those for services.
    change = moved(2022, 2023)["opportunities.published_total"].change
    assert change == Change((SCOPE, PERIOD), ("series",))


def test_our_own_counts_are_never_a_trend() -> None:
    for name in ("opportunities.named", "predictions_review.come_true"):
        assert moved(2025, 2026)[name].change.reasons == (COUNTED,)


@pytest.mark.parametrize("year", [2022, pytest.param(2026, marks=pytest.mark.slow)])
def test_the_section_says_what_the_command_says(year: int) -> None:
    """One side narrows the later tables, the other loads each edition's own."""
    now = side(year)
    previous = now.edition.previous
    assert previous is not None
    narrowed = since(year)
    loaded = list(moved(previous, year).values())
    assert [(one.id, told(one), one.change.reasons) for one in narrowed] == [
        (one.id, told(one), one.change.reasons) for one in loaded
    ]


@pytest.mark.slow
@pytest.mark.parametrize("year", known_editions())
def test_every_edition_can_tell_what_moved_in_words(year: int) -> None:
    now = side(year)
    before, found = between.edition_before(now.edition), since(year)
    assert between_words.answer(found, before).text.endswith(".")
    assert len(between_words.changes_frame(found)) == len(found)
    if before:
        assert len(between_words.title(found, before).text.split()) <= 15
    for name, points in between_words.lines(now.tables, found):
        assert name
        assert len(between_words.line_title(points).text.split()) <= 15
        assert len({q.series for q in points["value"]}) == 1


def test_the_first_edition_has_none_before_it() -> None:
    assert since(2018) == []
    assert "No edition came before" in between_words.answer([], None).text


def test_revisions_of_2025_are_the_two_that_the_tracker_restated() -> None:
    # Of 2023: £39.7bn (FIG0195) became £42.4bn (FIG0204), 20% (FIG0193) became 19% (FIG0205).
    frame = revisions.revised(tables_of(2026), dt.date(2024, 12, 31))
    sides = [(then.text, now.text) for then, now in zip(frame["then"], frame["now"], strict=True)]
    assert sides == [("£39.7bn", "£42.4bn"), ("20%", "19%")]
    assert set(frame["kind"]) == {"Revision"}


def test_a_number_printed_with_more_figures_is_no_revision() -> None:
    # £1.8bn (FIG0012) and £1.85bn (FIG0022) are one average; 48% and 53% are not one share.
    frame = revisions.revised(tables_of(2023), dt.date(2021, 12, 31))
    assert [now.text for now in frame["now"]] == ["53%"]


def test_a_withheld_number_is_named_without_being_told() -> None:
    frame = revisions.revised(tables_of(2027), dt.date(2025, 12, 31))
    withheld = frame[frame["now"] == "withheld from print"]
    assert len(withheld) >= 5
    assert not withheld["then"].str.contains(r"\d").any()
    assert "440000" not in frame.to_csv()


def test_a_finding_put_right_is_told_in_words_and_leads_to_its_row() -> None:
    frame = revisions.revised(tables_of(2027), dt.date(2025, 12, 31))
    row = next(r for r in choose.records(frame) if "EV0111" in str(getattr(r["what"], "text", "")))
    assert (row["then"], row["now"]) == ("speaks against", "a baseline")
    assert row["what"].refs == (Ref("evidence", "EV0111"),)


def printed(**changes: str) -> dict[str, str]:
    return {"publisher": "Analyst", "published_date": "2021-12-09"} | changes


def small(*rows: dict[str, str], corrections: pd.DataFrame | None = None) -> Tables:
    frame = figures(**{f"FIG{i:04d}": row for i, row in enumerate(rows, start=1)})
    vocabulary = pd.DataFrame({"meaning": ["technology spend"]}, index=["annual_tech_spend"])
    tables = ledger(frame, metrics_vocabulary=vocabulary)
    return tables if corrections is None else replace(tables, corrections=corrections)


LATER = {"known_by": "2023-01-01", "published_date": "2023-01-01"}
SINCE = dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("later", "restated"),
    [
        ({"value_text": "1.2"}, True),
        ({"value_text": "1.0"}, False),
        ({"value_text": "1.0", "qualifier": "at_least"}, True),
        ({"value_text": "1.2", "publisher": "Paper (reporting Analyst)"}, True),
        ({"value_text": "1.2", "publisher": "Somebody else"}, False),
        ({"value_text": "1.2", "year": "2021"}, False),
        ({"value_text": "1.2", "geography": "UK"}, False),
        ({"value_text": "1.2", "unit": "GBP m"}, True),
        ({"value_text": "1.2", "measure_basis": "contract_award_value"}, False),
        ({"value_text": "1.2", "known_by": "2021-12-31"}, False),
    ],
)
def test_a_revision_is_the_same_thing_counted_again_by_the_same_maker(
    later: dict[str, str], restated: bool
) -> None:
    tables = small(printed(value_text="1.0"), LATER | later)
    assert len(list(revisions.restated(tables, SINCE))) == restated


def test_numbers_told_apart_by_their_definitions_alone_are_not_paired() -> None:
    tables = small(
        printed(value_text="1.0"),
        printed(value_text="3.0", definition_note="hardware alone"),
        LATER | {"value_text": "1.2"},
    )
    assert list(revisions.restated(tables, SINCE)) == []


def correction(**changes: str) -> pd.DataFrame:
    row = {
        "table": "figures",
        "row_id": "FIG0001",
        "column": "value",
        "printed": "1.0",
        "corrected": "1.2",
        "kind": "publisher error",
        "reason": "a sum was wrong",
        "decided": "2022-06-02",
        "known_by": "2022-06-01",
    }
    return pd.DataFrame([row | changes], index=["COR901"])


UNTIL = dt.date(2026, 11, 22)


def test_a_publishers_mended_error_is_a_correction_and_no_revision() -> None:
    frame = revisions.revised(small(printed(value_text="1.2"), corrections=correction()), SINCE)
    assert len(frame) == 1
    row = frame.iloc[0]
    assert (row["then"], row["now"], row["kind"]) == ("1.0", "1.2", "Correction")
    assert row["why"] == "A publisher's error: a sum was wrong"


@pytest.mark.parametrize(
    ("changes", "told_of"),
    [
        ({}, 1),
        ({"known_by": "2021-06-01"}, 0),  # before the earlier edition
        ({"known_by": "2027-06-01"}, 0),  # after the later one
        ({"column": "url"}, 0),  # changes no number
        ({"kind": "compiler slip", "known_by": ""}, 1),  # ours, by the day it was decided
        ({"kind": "compiler slip", "known_by": "", "decided": "2021-06-02"}, 0),
    ],
)
def test_corrections_fall_between_two_days(changes: dict[str, str], told_of: int) -> None:
    tables = small(printed(value_text="1.2"), corrections=correction(**changes))
    found = revisions.corrections_between(tables, SINCE, UNTIL)
    assert len(found) == told_of
    assert list(found["ours"]) == [changes.get("kind") == "compiler slip"] * told_of


@cache
def with_planted_error(year: int, kind: str = "publisher error") -> Side:
    """Return an edition whose ledger says that FIG0041 (2.3) was a misprint, known in 2025."""
    found = side(year)
    known = "" if kind == "compiler slip" else "2025-06-01"
    made = correction(row_id="FIG0041", printed="2.3", corrected="2.4", kind=kind, known_by=known)
    made["decided"] = "2025-06-02"
    frame = found.tables["figures"]
    if year > 2025 or kind == "compiler slip":
        frame.loc["FIG0041", ["value", "value_text"]] = [2.4, "2.4"]
        made = pd.concat([found.tables.corrections, made])
    else:
        made = found.tables.corrections
    # As if nothing of a later year had been published, so that both turn on one record.
    frame = frame[frame["known_by"] <= "2024-12-31"]
    frames = dict(found.tables.frames) | {"figures": frame}
    return Side(found.edition, replace(found.tables, frames=frames, corrections=made))


@pytest.mark.slow
def test_an_error_mended_between_two_editions_is_told_as_one() -> None:
    found = {one.id: one for one in moves(with_planted_error(2025), with_planted_error(2026))}
    size = found["market_size.size"]
    assert told(size) == ("£2.3bn", "£2.4bn")
    assert size.change.reasons == (Reason.CORRECTED,)
    assert size.mended == ("a sum was wrong",)
    assert between_reasons.why(size) == "Corrected error: a sum was wrong"
    # Growth is worked out from the same record: 2.3 / 2.0 was 15%, 2.4 / 2.0 is 20%.
    growth = found["market_size.growth"]
    assert told(growth) == ("15%", "20%")
    assert growth.change.reasons == (Reason.CORRECTED,)
    assert found["technology_trends.cloud"].change.reasons == (SAME,)


@pytest.mark.slow
def test_a_slip_of_ours_moves_no_number_but_is_said() -> None:
    slip = "compiler slip"
    sides = (with_planted_error(2025, slip), with_planted_error(2026, slip))
    size = {one.id: one for one in moves(*sides)}["market_size.size"]
    assert told(size) == ("£2.4bn", "£2.4bn")
    assert size.change.reasons == (SAME,)
    assert "a slip of ours in its record was mended in both editions" in between_reasons.why(size)


def test_what_moved_comes_first_and_arrows_before_all() -> None:
    frame = between_words.changes_frame(moved(2025, 2026).values())
    assert frame["topic"].iloc[0].startswith("Digital social care")
    assert frame["trend"].iloc[0].text == "↑ 17 percentage points"
    still = frame["why"].str.startswith("Unchanged")
    assert still.is_monotonic_increasing
    assert frame["trend"].iloc[1:].isna().all()


def test_each_reason_is_counted_once_a_headline() -> None:
    found = list(moved(2025, 2026).values())
    frame = between_reasons.reasons_frame(found).set_index("reason")
    numbers = {reason: int(q.value) for reason, q in frame["number"].items()}
    assert numbers["Real change"] == 1
    assert numbers["Restated vintage"] == 1
    assert numbers["Unchanged"] + sum(one.change.moved for one in found) == len(found)


# 2021 to 2022, from the rows of the ledger: of ten headlines seven differ, and of these only the
# councils that signed (FIG0005, FIG0011) are two points of one series; three had none before.
def test_moved_is_said_of_real_changes_only() -> None:
    found, before = list(moved(2021, 2022).values()), load_edition(2021)
    assert [one.change.reasons for one in found].count((FIRST,)) == 3
    real = between_words.title(found, before).text
    assert real == "1 of 10 headline numbers really changed since the 2021 edition"
    assert between_words.answer(found, before).text == (
        "7 of 10 headline numbers differ from those of the 2021 edition, 3 of them because none "
        "was known then; in 1 case one series runs through both editions, so that the thing "
        "itself has moved."
    )
    first = [one for one in found if one.change.reasons in ((FIRST,), (SAME,))]
    words = f"3 of {len(first)} headline numbers differ from"
    none = between_words.title(first, before).text
    assert none == f"{words} the 2021 edition's; none moved"
    assert between_words.answer(first, before).text == (
        f"{words} those of the 2021 edition, since none was known then. No series shows that the "
        "thing itself has moved."
    )


@pytest.mark.parametrize("year", [2022, pytest.param(2027, marks=pytest.mark.slow)])
def test_no_title_counts_more_changes_than_there_are_real_ones(year: int) -> None:
    found, before = since(year), between.edition_before(side(year).edition)
    assert before is not None
    real = [one for one in found if REAL in one.change.reasons]
    told = between_words.title(found, before)
    number = next(part["claim"]["value"] for part in told.parts if part["kind"] == "claim")
    says_changed = "none moved" not in told.text
    assert says_changed == bool(real)
    assert number == (len(real) if real else sum(one.change.moved for one in found))


def test_suppliers_are_warned_of_a_step_that_is_no_growth() -> None:
    sentence = between_words.for_suppliers(moved(2025, 2026).values()).text
    assert "from £2.3bn to £2.85bn as growth" in sentence
    assert "a place that one side leaves open" in sentence


@pytest.mark.slow
def test_the_tables_given_stay_as_they_are() -> None:
    before = choose.records(side(2026).tables["figures"])
    since_previous(side(2026).tables, side(2026).edition)
    assert choose.records(side(2026).tables["figures"]) == before
