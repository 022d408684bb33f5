"""What is said of a headline's range follows from its alternatives; none is said plainly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledger_rows import ledger

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import Period, parse_period
from futuregazing.measures.defensible import Alternative, Defended
from futuregazing.measures.defensible_grounds import OTHER_TIME, SEEN_IN_COPY
from futuregazing.measures.defensible_tables import alternatives, families, ranges
from futuregazing.measures.defensible_words import (
    answer,
    changes,
    chart_title,
    range_of,
    reason,
    silent,
)
from futuregazing.measures.headlines import Headline

YEAR = parse_period("FY2024/25", "FY2024/25")


def pounds(value: int, **meaning: Any) -> Quantity:
    given = {"basis": "published_invoice_spend", "refs": (Ref("figures", f"F{value}"),)}
    return Quantity(Decimal(value), Unit("GBP"), **(given | meaning))


def other(value: int, *differs: str, out: Statement | None = None, **meaning: Any) -> Alternative:
    number = pounds(value, **meaning)
    return Alternative(number, number, differs, statement("a source"), out)


def headline(
    *others: Alternative, title: str = "Spending", period: Period | None = YEAR, **more: Any
) -> Defended:
    number = pounds(100, period=period)
    told = statement("Councils spent {n}.", n=number)
    return Defended(Headline("a.spending", "a", title, told, number), number, others, **more)


def said(found: Defended) -> str:
    return changes(found, ledger()).text


def test_a_number_without_a_second_source_stands_alone() -> None:
    assert range_of(headline()).text == (
        "Councils spent £100. No second source: this number stands alone."
    )


def test_two_ranges_of_two_kinds_are_told_apart() -> None:
    kind = {"basis": "contract_award_value"}
    told = range_of(headline(other(90, "period"), other(500, "kind of number", **kind))).text
    assert (
        "Numbers of its own kind, the neighbouring years among them, run from £90 to £100" in told
    )
    assert "Other kinds of number reach from £90 to £500" in told


def test_others_that_agree_are_no_range() -> None:
    assert "agree with it" in range_of(headline(other(100, "publication"))).text


def test_a_floor_is_said_to_have_no_upper_end() -> None:
    assert "a floor, and no upper end" in range_of(headline(open_above=True)).text


def test_a_headline_read_in_a_copy_is_no_better_than_what_is_left_out() -> None:
    number = pounds(100, grade="C")
    told = Headline("a.b", "a", "A", statement("{n}.", n=number), number)
    assert "itself seen only in a copy" in range_of(Defended(told, number, ())).text
    assert "copy" not in range_of(headline()).text


def test_each_ground_says_what_it_would_make_of_the_number() -> None:
    told = said(headline(other(90, "period"), other(60, "place", "period")))
    assert "Read for another place, it would be £60 (a source)." in told
    assert "For another period it would be £90 (a source)." in told


def test_of_one_ground_the_farthest_is_told() -> None:
    told = said(headline(other(90, "period"), other(70, "period")))
    assert "£70" in told
    assert "£90" not in told


def test_another_kind_is_named() -> None:
    kind = {"basis": "contract_award_value"}
    told = said(headline(other(500, "kind of number", **kind)))
    assert "As another kind of number (contracts awarded), it would be £500" in told


def test_a_total_with_staff_that_cannot_be_defended_is_told_with_the_reason() -> None:
    told = said(headline(other(180, "staff", "kind of number", out=SEEN_IN_COPY)))
    assert "left out: £180 with staff counted in (a source), seen only in a copy" in told


def test_what_is_about_another_time_is_not_told() -> None:
    assert "£180" not in said(headline(other(180, "staff", out=OTHER_TIME)))


def test_the_year_that_would_replace_a_number_is_the_next() -> None:
    assert "A figure for FY2025/26 would replace it; none was known by 22 November 2026." in said(
        headline()
    )


def test_after_a_window_a_later_one_would_replace_it() -> None:
    window = parse_period("2016", "2021")
    assert "A figure for a later time than 2016 to 2021" in said(headline(period=window))


def test_a_number_of_no_stated_time_asks_for_one() -> None:
    assert "A figure for a stated period would replace it" in said(headline(period=None))


def test_a_known_contradiction_is_told() -> None:
    clash = statement("one, against other")
    assert "A known contradiction bears on it: one, against other." in said(
        headline(clashes=(clash,))
    )


def test_the_answer_counts_who_stands_alone_and_names_who_moves_farthest() -> None:
    near = headline(other(90, "period"), title="Near")
    far = headline(other(50, "place"), title="Far")
    assert answer([headline(), near, far]).text == (
        "1 of 3 headline numbers stand alone, with no second value known; of the others, “Far” "
        "could move farthest, from £50 to £100, by the place covered."
    )
    assert chart_title([near, far]).text == "“Far”: known values run from £50 to £100"


def test_a_title_tells_that_other_kinds_of_number_count_other_things() -> None:
    far = headline(other(50, "kind of number"), title="Far")
    assert chart_title([far]).text.endswith("from £50 to £100; some count other things")


def test_the_answer_of_an_edition_in_which_nothing_moves() -> None:
    assert answer([headline()]).text.startswith("1 of 1 headline numbers stand alone")
    assert answer([]).text.startswith("No headline of this edition has a number")


def test_a_reason_is_given_only_where_kinds_stand_together() -> None:
    assert reason([headline(other(90, "period"))]) == ""
    assert reason([headline(other(90, "kind of number"))])


def test_subjects_without_a_number_are_named() -> None:
    unknown = Headline("a.b", "a", "Growth", statement("Nothing."), None)
    told = silent([unknown])
    assert told is not None
    assert told.text == "No number, and so no range, is known for: Growth."
    assert silent([]) is None


def test_shares_stand_in_a_chart_of_their_own() -> None:
    share = Quantity(Decimal(5), Unit("percent"), refs=(Ref("figures", "F5"),))
    told = Headline("a.share", "a", "Share", statement("{n}", n=share), share)
    found = list(families([headline(), Defended(told, share, ())]))
    assert [(one.slug, len(one.found)) for one in found] == [("amounts", 1), ("shares", 1)]


def test_a_row_of_the_chart_says_whether_its_number_stands_alone() -> None:
    frame = ranges([headline(), headline(other(100, "publication")), headline(other(90, "period"))])
    assert list(frame["note"]) == ["stands alone", "others agree", ""]
    assert frame["outer_low"].isna().all()


def test_printed_alternatives_come_first_and_the_file_holds_all() -> None:
    found = headline(
        other(90, "period"),
        other(80, "period"),
        other(1, "period", out=OTHER_TIME),
        other(70, "period", out=SEEN_IN_COPY),
    )
    frame, printed = alternatives([found], 2)
    assert [int(q.value) for q in frame["value"]] == [80, 90, 70, 1]
    assert printed == 2
    assert alternatives([found], 9)[1] == 3  # what is about another time is never printed
