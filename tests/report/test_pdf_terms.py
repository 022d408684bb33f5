"""Definitions at the foot of the page, the index, and pointers from the key points."""

from __future__ import annotations

import pdf_samples as samples
import pytest
from pdf_samples import column, only, prose, table

from futuregazing.report.typst import render_pdf
from futuregazing.report.typst.index import Index
from futuregazing.report.typst.opening import cover_chart
from futuregazing.report.typst.prepare import prepare
from futuregazing.report.typst.terms import glossary_of, with_definitions

GLOSSARY = {
    "call-off": ("", "a contract made under a framework"),
    "framework": ("", "an agreement with several suppliers"),
    "lot": ("", "a part of a purchase"),
    "CPV": ("Common Procurement Vocabulary", "the code list"),
    "SME": ("small firm", "a firm with few staff"),
    "techUK": ("", "a trade association"),
}


def section_of(*texts: str) -> samples.Json:
    blocks = [prose(text) for text in texts]
    return {"name": "market_size", "slug": "market-size", "number": 1, "blocks": blocks}


def defined(*texts: str) -> list[tuple[str, str]]:
    made = with_definitions(section_of(*texts), GLOSSARY)
    parts = [part for block in made["blocks"] for part in block["parts"]]
    assert "".join(part["text"] for part in parts) == "".join(texts), "no word is lost or added"
    return [(part["text"], part["defined"]) for part in parts if "defined" in part]


def glossary_table(*rows: tuple[str, str, str]) -> samples.Json:
    keys = ("term", "expansion", "meaning")
    columns = [column(key.title(), key=key) for key in keys]
    cells = [[{"text": text} for text in row] for row in rows]
    return table("method-and-quality-glossary", columns, cells)


def test_a_word_of_the_trade_is_defined_at_its_first_use_in_a_section_only() -> None:
    found = defined("Two call-offs were seen.", "A call-off is small.")
    assert found == [("Two call-offs", "Call-off: a contract made under a framework.")]


def test_two_terms_in_one_sentence_are_both_defined_in_order() -> None:
    found = defined("Under a framework, each call-off counts.")
    assert [text for text, _ in found] == ["Under a framework", ", each call-off"]


def test_a_name_that_holds_a_term_and_a_lot_of_something_are_not_the_term() -> None:
    assert defined("The Cyber Assessment Framework has a lot of parts.") == []
    assert [t for t, _ in defined("Frameworks are many.")] == ["Frameworks"]


def test_initials_are_defined_where_the_section_does_not_spell_them_out() -> None:
    assert defined("By CPV code.") == [
        ("By CPV", "CPV: Common Procurement Vocabulary, the code list.")
    ]
    assert defined("A small firm (SME) sells.", "Each SME counts.") == []
    assert defined("Seen by techUK.") == [], "a body is listed in the index instead"


def test_a_definition_stands_at_the_foot_of_the_page_of_its_first_use() -> None:
    words = glossary_table(("call-off", "–", "a contract made under a framework"))
    document = only(prose("Each call-off is small."), words)
    document["sections"][0]["number"] = 1
    found = samples.text_of(render_pdf(document))
    assert "Call-off: a contract made under a framework." in found


def test_the_glossary_is_read_from_its_own_table() -> None:
    words = glossary_table(("CPV", "Common Vocabulary", "codes"), ("lot", "–", "a part"))
    section = {"blocks": [prose("x"), words]}
    assert glossary_of([section]) == {"CPV": ("Common Vocabulary", "codes"), "lot": ("", "a part")}
    assert glossary_of([{"blocks": [prose("x")]}]) == {}


def test_the_index_lists_buyers_and_sellers_that_are_named_and_nothing_else() -> None:
    columns = [column("Buyer", key="buyer"), column("Supplier", key="supplier")]
    rows = [[{"text": "Sampleton Council"}, {"text": "not named"}]]
    index = Index([{"blocks": [table("market-size-b", columns, rows)]}])
    assert index.named_in("Sampleton Council bought; not named did not.") == ["Sampleton Council"]
    assert index.named_in("Sampleton Councils", "Other Council") == []
    assert [(e["name"], e["letter"]) for e in index.entries()] == [("Sampleton Council", "S")]


@pytest.mark.parametrize(
    ("spellings", "listed"),
    [
        (["Sample Software Limited", "Sample Software"], ["Sample Software"]),
        (["Sample (UK) Ltd", "Sample plc", "Sample"], ["Sample"]),
        (["SAMPLE", "Sample"], ["Sample"]),
        (["Fire & Rescue Service", "Fire and Rescue Service"], ["Fire & Rescue Service"]),
        (["Sample One", "Sample"], ["Sample", "Sample One"]),
        (["Sampleton Council", "Sampleton City Council"],
         ["Sampleton City Council", "Sampleton Council"]),
        (["Co-sample Ltd"], ["Co-sample Ltd"]),
        (["Sample Police (East)", "Sample Police (West)"],
         ["Sample Police (East)", "Sample Police (West)"]),
    ],
)  # fmt: skip
def test_the_index_lists_a_body_once_however_its_legal_form_is_spelt(
    spellings: list[str], listed: list[str]
) -> None:
    rows = [[{"text": name}] for name in spellings]
    index = Index([{"blocks": [table("market-size-b", [column("Supplier")], rows)]}])
    assert {hit for name in spellings for hit in index.named_in(name)} == set(listed)
    assert [entry["name"] for entry in index.entries()] == listed


def test_a_term_that_a_body_is_called_by_stays_the_term() -> None:
    words = glossary_table(("Sample", "–", "a part"))
    bodies = table("market-size-b", [column("Supplier")], [[{"text": "Sample Ltd"}]])
    index = Index([{"blocks": [bodies, words]}])
    assert index.named_in("Sample and Sample Ltd") == ["Sample", "Sample Ltd"]


def test_the_index_gives_each_page_once_and_neighbours_as_a_range() -> None:
    columns = [column("Buyer", key="buyer"), column("Last")]
    rows = [[{"text": "Sampleton Council"}, {"text": f"End{i}"}] for i in range(90)]
    pdf = render_pdf(only(prose("Words."), table("market-size-long", columns, rows)))
    pages = [p.extract_text() for p in samples.opened(pdf).pages]
    on = [n for n, text in enumerate(pages, start=1) if "End" in text and "Buyer" in text]
    assert f"Sampleton Council, {on[0]}–{on[-1]}" in samples.text_of(pdf)


def test_a_key_point_says_where_its_number_is_drawn() -> None:
    sections = prepare(samples.sample())["sections"]
    items = [item for b in sections[0]["blocks"] if b["kind"] == "findings" for item in b["items"]]
    told = samples.text_of(render_pdf(samples.sample()))
    for item in items:
        if item["see"]:
            assert f"See {item['see']['text']}, page" in told


def test_the_covers_chart_keeps_qualifiers_and_leaves_out_what_is_no_amount() -> None:
    columns = [column("Label"), column("Value", "money")]
    rows = [
        [{"text": "Bought in"}, {"text": "at least 2,000,000,000", "value": 2e9}],
        [{"text": "Awarded"}, {"text": "4,560,000,000", "value": 4.56e9}],
        [{"text": "Not known"}, {"text": ""}],
    ]
    chart = samples.chart("market-size-answers") | {"form": "compare", "columns": columns}
    sections = [{"name": "market_size", "blocks": [chart | {"rows": rows}]}]
    made = cover_chart(sections, lambda parts: parts)
    assert made is not None
    assert [(a["amount"], round(a["share"], 3)) for a in made["answers"]] == [
        ("at least £2bn", 0.439), ("£4.56bn", 1.0),
    ]  # fmt: skip
    rows.pop(0)
    assert cover_chart(sections, lambda parts: parts) is None
