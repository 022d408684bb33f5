from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from exhibit_samples import HOSTILE, WORDS, bars, make, pounds

from futuregazing import exhibits
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import UnboundNumber, statement
from futuregazing.exhibits import Exhibit, ExhibitError
from futuregazing.exhibits.bundle import EXHIBIT_MEDIA_TYPE, alt_of, numbers_left_out

MUCH = pounds(5)


def faults(**changes: Any) -> str:
    with pytest.raises(ExhibitError) as caught:
        replace(make("ranking"), **changes)
    return str(caught.value)


@pytest.mark.parametrize("name", ["series", "Market.series", "market_size.g15", "a.b.c", "a b.c"])
def test_an_id_is_section_and_slug_in_lower_case_without_digits(name: str) -> None:
    assert "section.slug" in faults(id=name)


def test_a_title_has_at_most_fifteen_words() -> None:
    fifteen = " ".join(["word"] * 15)
    assert make("ranking", title=fifteen).title_text == fifteen
    with pytest.raises(ExhibitError, match="16 words, of at most 15"):
        make("ranking", title=f"{fifteen} more")


def test_a_title_counts_the_words_that_its_numbers_print() -> None:
    said = statement("Spend is {size}", size=pounds(5, qualifier="at_least"))
    assert make("ranking", title=said).title_text == "Spend is at least £5"


def test_what_is_missing_is_told_all_at_once() -> None:
    told = faults(title=(), subtitle=(), alt=" ", sources=())
    for fault in ("no title", "no subtitle", "no alt text", "no source row and no coverage"):
        assert fault in told


def test_alt_text_may_not_leave_out_a_number_that_the_title_states() -> None:
    title = statement("Kent buys {much}", much=MUCH).parts
    assert "leaves out what its title states: £5" in faults(title=title, alt="In 2015: £50.")
    assert numbers_left_out("£5bn of 12 in FY2024/25", "12 bars, FY2024/25: £5bn") == []
    assert numbers_left_out("5 of 12, 2% a year", "12 bars in 2025, 2 to 12%") == ["5", "2%"]


def test_alt_text_that_lacks_a_number_of_the_title_begins_with_the_title() -> None:
    title = statement("Kent buys {much}", much=MUCH)
    assert alt_of(None, "Two bars.", title) == "Kent buys £5. Two bars."
    assert alt_of(None, "Two bars, £5 and £3.", title) == "Two bars, £5 and £3."
    assert alt_of("A bar.", "Two bars.", title) == "Kent buys £5. A bar."


def test_alt_text_may_not_repeat_the_title() -> None:
    assert "repeats the title" in faults(alt="Councils buy most of it from a few.")


def test_measured_numbers_state_their_coverage() -> None:
    assert "coverage with n" in faults(measured=True)
    assert make("ranking", measured=True, coverage="of all contracts").coverage


def test_a_chart_needs_a_drawing() -> None:
    assert "needs a drawing" in faults(svg=None)


def test_rows_have_a_cell_for_each_column() -> None:
    assert "row 1 has 1 cells for 2 columns" in faults(rows=(("Kent",),))


@pytest.mark.parametrize("cell", ["nan", "NaT", "None", "", " ", None, {"text": "nan"}])
def test_a_cell_that_reads_like_nothing_is_refused(cell: Any) -> None:
    assert "say what is absent" in faults(rows=(("Kent", cell),))


def test_none_as_a_word_of_the_tables_is_allowed() -> None:
    assert replace(make("ranking"), rows=(("Kent", "none"),)).rows == (("Kent", "none"),)


def test_a_bundle_survives_the_journey_through_a_notebook() -> None:
    made = make("ranking", notes=["A note."], measured=True, coverage="of all")
    carried = json.loads(json.dumps(made.to_json(), allow_nan=False))
    assert Exhibit.from_json(carried) == made


def test_a_notebook_shows_the_drawing_and_carries_the_bundle() -> None:
    shown = make("ranking")._repr_mimebundle_()
    assert set(shown) == {EXHIBIT_MEDIA_TYPE, "image/svg+xml", "text/html", "text/plain"}
    assert shown[EXHIBIT_MEDIA_TYPE]["title"] == [
        {"kind": "text", "text": "Councils buy most of it from a few"}
    ]


def test_a_table_is_shown_as_an_escaped_table() -> None:
    frame = bars((HOSTILE, "Kent"))
    made = exhibits.table(frame, {"label": "Council", "value": "Spend"}, **WORDS)
    shown = made._repr_mimebundle_()
    assert "image/svg+xml" not in shown
    assert "&lt;script&gt;" in shown["text/html"]
    assert '<th scope="col">Council</th>' in shown["text/html"]


def test_sources_are_the_given_rows_and_those_behind_the_cells_each_once() -> None:
    made = make("ranking", bars(("Kent", "Devon")), sources=[Ref("figures", "FIG1")])
    assert made.sources == (Ref("figures", "FIG1"), Ref("figures", "FIG0"))


def test_a_title_takes_digits_from_rows_alone() -> None:
    with pytest.raises(UnboundNumber, match="comes from no row"):
        make("ranking", title="Spend doubled since 2016")
    named = statement("Sales through {name}", name=Named("G-Cloud 15", (Ref("figures", "A"),)))
    assert make("ranking", title=named).title_text == "Sales through G-Cloud 15"


def test_the_reason_for_mixing_kinds_is_printed_as_the_last_note() -> None:
    made = make("ranking", notes=["First."], reason="both are all there is")
    assert [note[0]["text"] for note in made.notes] == [
        "First.",
        "Different kinds of number stand together here: both are all there is",
    ]
