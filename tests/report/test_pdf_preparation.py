"""From the document to what the template walks."""

from __future__ import annotations

import pdf_samples as samples
import pytest
from pdf_samples import heading, prose

from futuregazing.report.typst.cleaning import breakable, clean, printable, web_address
from futuregazing.report.typst.exhibits import aspect
from futuregazing.report.typst.opening import split_amount
from futuregazing.report.typst.prepare import prepare


def kinds(*blocks: samples.Json) -> list[str]:
    return [b["kind"] for b in prepare(samples.only(*blocks))["sections"][0]["blocks"]]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("£2.85bn", ("", "£2.85bn", "")),
        ("more than £30.5bn", ("more than", "£30.5bn", "")),
        ("nearly 30%", ("nearly", "30%", "")),
        ("about £1.8bn a year", ("about", "£1.8bn", "a year")),
        ("254 councils", ("", "254", "councils")),
        ("-£3m", ("", "-£3m", "")),
        ("no number", ("", "no number", "")),
    ],
)
def test_a_number_is_split_into_what_is_set_large_and_what_small(text, split) -> None:
    found = split_amount(text)
    assert (found["before"], found["amount"], found["after"]) == split


def test_neighbouring_findings_become_one_list() -> None:
    assert kinds(prose("One", "finding"), prose("Two", "finding"), prose("Three")) == [
        "findings",
        "text",
    ]


def test_advice_to_suppliers_and_councils_stands_side_by_side() -> None:
    document = samples.only(
        prose("Sell", "suppliers"), prose("Sell more", "suppliers"), prose("Buy", "councils")
    )
    advice = prepare(document)["sections"][0]["blocks"][0]
    assert advice["kind"] == "advice"
    assert [parts[0]["t"] for parts in advice["suppliers"]] == ["Sell", "Sell more"]
    assert [parts[0]["t"] for parts in advice["councils"]] == ["Buy"]


def test_an_answer_that_opens_a_section_is_its_lead() -> None:
    made = prepare(samples.only(prose("It is so.", "answer"), prose("Because.")))["sections"][0]
    assert made["lead"] == [{"k": "text", "t": "It is so."}]
    assert [b["role"] for b in made["blocks"]] == ["body"]


def turned_heads(*rows: tuple[str, ...]) -> list[str] | None:
    columns = [samples.column(name) for name in "ABCDEF"]
    cells = [[{"text": text} for text in (*row, "d", "e", "f")] for row in rows]
    printed = prepare(samples.only(samples.table("market-size-few", columns, cells)))
    turned = printed["sections"][0]["blocks"][0]["turned"]
    return turned and [column["heading"] for column in turned["columns"]]


def test_rows_that_begin_alike_are_headed_apart_where_a_table_is_turned() -> None:
    assert turned_heads(("Mean", "2020", "x"), ("Median", "2020", "y")) == ["A", "Mean", "Median"]
    found = turned_heads(("Mean", "one", "2020"), ("Mean", "one", "2019"))
    assert found == ["A", "Mean, 2020", "Mean, 2019"]


def test_a_table_whose_rows_nothing_tells_apart_is_not_turned() -> None:
    assert turned_heads(("Mean", "one", "2020"), ("Mean", "one", "2020")) is None


def test_only_the_section_on_trust_keeps_its_page_to_itself() -> None:
    document = samples.sample()
    own = {section["name"]: section["slug"] == "trust" for section in document["sections"]}
    document["sections"][-1] |= {"name": "trust", "slug": "how-far-to-trust"}
    made = prepare(document)["sections"]
    assert not any(own.values())
    assert [s["slug"] for s in made if s["own_page"]] == ["how-far-to-trust"]


def test_a_heading_that_skips_a_level_is_raised_to_the_next() -> None:
    made = prepare(samples.only(heading("Deep", "deep", 3), heading("Deeper", "deeper", 3)))
    assert [b["level"] for b in made["sections"][0]["blocks"]] == [2, 3]


def test_preparing_leaves_the_document_as_it_was() -> None:
    document = samples.sample()
    prepare(document)
    assert document == samples.sample()


def test_numbers_of_tables_only_are_told_in_a_line_and_those_of_sentences_in_full() -> None:
    document = samples.sample()
    cell = samples.exhibit(document, "table")["rows"][0][1]
    first = document["evidence"][0]
    document["evidence"].append(first | {"mark": "e5", "n": 5})
    cell |= {"mark": "e5", "n": 5}
    entries = {e["n"]: e["in_words"] for e in prepare(document)["evidence"]}
    assert entries == {1: True, 2: True, 3: True, 4: True, 5: False}


def test_a_number_used_in_a_figure_leads_back_to_that_figure() -> None:
    document = samples.sample()
    document["evidence"][0]["uses"] = [
        {"section": "market-size", "where": "Figure 1", "use": 1},
        {"section": "market-size", "where": "", "use": 2},
    ]
    assert prepare(document)["evidence"][0]["used"] == [
        {"slug": "market-size-series", "text": "Figure 1"},
        {"slug": "market-size", "text": "section\u00a01"},
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("two\nlines\tand \x07 bell", "two lines and   bell"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("a\ufeffb", "ab"),
        ("private \ue123", "private \ufffd"),
        ("half \ud800", "half \ufffd"),
        ("caf\u0065\u0301", "café"),
        ("שלום 漢字 \U0001f600 Łódź", "שלום 漢字 \U0001f600 Łódź"),
    ],
)
def test_only_what_no_pdf_may_hold_is_taken_out(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_only_words_too_long_for_a_column_get_places_to_break() -> None:
    assert breakable("Bournemouth, Christchurch and Poole") == "Bournemouth, Christchurch and Poole"
    broken = breakable("x" * 30)
    assert broken.split("\u200b") == ["x" * 12, "x" * 12, "x" * 6]
    assert breakable("https://example.org/one-page/of-many").split("\u200b")[1] == "example."


def test_lines_of_code_stay_lines() -> None:
    assert clean({"kind": "code", "text": "one\r\ntwo\x00"})["text"] == "one\ntwo "


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://example.org/two words", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(text: str, address: str) -> None:
    assert web_address(text) == address


def test_a_drawing_without_a_view_box_gets_a_height_all_the_same() -> None:
    assert aspect('<svg viewBox="0 0 480 120">') == 0.25
    assert aspect("<svg>") == aspect('<svg viewBox="0 0 0 0">') == 0.5
