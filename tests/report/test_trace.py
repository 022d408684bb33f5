"""A reader can ask a terminal where a number comes from."""

from __future__ import annotations

import pytest
from document_samples import claim, code, derived, say, section, text

from futuregazing.errors import UserError
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.trace import built_document, detail_lines, find, list_lines, weak


def document() -> Document:
    copied = {"kind": "claim", "claim": claim("£333m", 3, grade="C")}
    cell = code("market_size", 1, say(text("Sizes: "), {"kind": "claim", "claim": claim()}, copied))
    second = code(
        "market_size", 2, say(text("Worked out: "), {"kind": "claim", "claim": derived()})
    )
    return document_from_notebook(section(cell, second))


def test_a_number_is_found_by_mark_text_or_row() -> None:
    made = document()
    entry = find(made, "£111m")[0]
    assert find(made, str(entry.n)) == [entry]
    assert find(made, entry.mark.upper()) == [entry]
    assert entry in find(made, entry.claim["refs"][0][1].lower())


def test_its_evidence_names_row_publisher_page_and_place() -> None:
    told = "\n".join(detail_lines(find(document(), "£111m")[0]))
    record = find(document(), "£111m")[0].records[0]
    assert f"figures {record.row}" in told
    assert record.publisher in told
    assert "used in: market-size" in told


def test_a_worked_out_number_shows_its_formula_and_what_went_in() -> None:
    entry = next(entry for entry in document().evidence if entry.claim.get("formula"))
    told = "\n".join(detail_lines(entry))
    assert f"made: {entry.claim['formula']}" in told


def test_numbers_seen_only_in_a_copy_are_listed() -> None:
    assert [entry.claim["text"] for entry in weak(document())] == ["£333m"]
    assert any("grade C" in line for line in list_lines(weak(document())))


def test_a_number_that_is_not_in_the_report_is_the_users_fault() -> None:
    with pytest.raises(UserError, match="No number of this edition is called 'x'"):
        find(document(), "x")


def test_an_edition_that_was_not_built_says_how_to_build_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(tmp_path_factory.mktemp("empty")))
    with pytest.raises(UserError, match="make report YEAR=2027"):
        built_document(2027)
