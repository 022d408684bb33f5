"""What a report may not print is refused, with section, cell and reason."""

from __future__ import annotations

import document_samples as sample
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from futuregazing.errors import BuildError
from futuregazing.report.document import document_from_notebook


def refused(*cells) -> str:
    """Return the message with which a section of these cells is refused."""
    with pytest.raises(BuildError) as caught:
        document_from_notebook(sample.section(*cells))
    return str(caught.value)


def shown(bundle) -> object:
    return sample.code("market_size", 7, sample.show(bundle), source="section.chart()")


def test_a_failed_cell_is_named_with_its_error_and_its_first_line():
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=[])
    told = refused(sample.code("market_size", 4, error, source="boom = {}['x']\nmore()"))
    assert told == "Section market_size, cell 4 (\"boom = {}['x']\"): stopped with KeyError: 'x'"


@pytest.mark.parametrize(("stream", "verb"), [("stdout", "printed"), ("stderr", "warned")])
def test_a_print_or_warning_is_refused_with_what_it_said(stream, verb):
    output = new_output("stream", name=stream, text="\nleft over\n")
    told = refused(sample.code("market_size", 4, output))
    assert "Section market_size, cell 4" in told
    assert verb in told
    assert "'left over'" in told


def test_what_matplotlib_says_on_its_first_run_is_no_fault():
    words = "Matplotlib is building the font cache; this may take a moment.\n"
    output = new_output("stream", name="stderr", text=words)
    assert document_from_notebook(sample.section(sample.code("market_size", 1, output))).sections


def test_a_bare_data_frame_is_refused():
    output = new_output("execute_result", data={"text/html": "<table>", "text/plain": "x"})
    assert "shows text/html, text/plain" in refused(sample.code("market_size", 4, output))


def test_a_media_type_of_another_version_is_refused():
    newer = "application/vnd.futuregazing.exhibit.v2+json"
    told = refused(sample.code("market_size", 4, sample.output(newer, {})))
    assert newer in told
    assert sample.EXHIBIT in told


def test_two_exhibits_of_one_id_are_refused_with_both_places():
    cells = [sample.code("market_size", n, sample.show(sample.chart())) for n in (3, 8)]
    told = refused(*cells)
    assert "'market_size.series'" in told
    assert "cell 3" in told
    assert "cell 8" in told


def test_a_digit_typed_in_markdown_is_refused_with_its_surroundings():
    told = refused(sample.markdown("market_size", 5, "About 12 councils."))
    assert "Section market_size, cell 5" in told
    assert "'About 12 councils.'" in told


def test_a_digit_in_a_sentences_words_is_refused_with_the_sentence():
    said = sample.say(sample.text("Some 3 councils spent "), sample.number())
    told = refused(sample.code("market_size", 6, said))
    assert "'Some 3 councils spent £111m'" in told


@pytest.mark.parametrize("where", ["title", "subtitle", "notes"])
def test_a_digit_in_an_exhibits_words_is_refused(where):
    words = [sample.text("Since 2016")]
    told = refused(shown(sample.chart(**{where: [words] if where == "notes" else words})))
    assert "'Since 2016'" in told


def test_digits_that_are_bound_are_welcome_in_words():
    parts = [
        sample.number(),
        {"kind": "period", "text": "FY2024/25"},
        {"kind": "name", "text": "Frame-9", "refs": [["figures", "SAMPLE4"]]},
        {"kind": "date", "text": "31 December 2025", "iso": "2025-12-31"},
    ]
    made = document_from_notebook(sample.section(shown(sample.chart(title=parts))))
    assert len(made.exhibits[0].title) == 4


def test_a_count_of_nothing_needs_no_row_but_its_formula():
    nought = sample.number("0", refs=[], formula="count of contracts")
    made = document_from_notebook(sample.section(sample.code("market_size", 6, sample.say(nought))))
    assert made.evidence[0].records == ()


def test_a_number_that_rests_on_no_row_is_refused():
    said = sample.say(sample.number(refs=[]))
    assert "rests on no row" in refused(sample.code("market_size", 6, said))


def test_a_number_whose_row_was_not_handed_over_is_refused():
    said = sample.say(sample.number(row=99))
    assert "row SAMPLE99 of figures" in refused(sample.code("market_size", 6, said))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": []}, "no title"),
        ({"kind": "pie"}, "'pie' is none of"),
        ({"svg": None}, "no drawing"),
        ({"alt": " "}, "no alternative text"),
        ({"alt": "No description has been provided for this image"}, "no alternative text"),
        ({"columns": [], "rows": []}, "no data columns"),
    ],
)
def test_an_incomplete_exhibit_is_refused_with_what_it_lacks(change, reason):
    assert reason in refused(shown(sample.chart(**change)))


def test_a_row_of_the_wrong_length_is_refused():
    assert "a row of 1 cells under 2 columns" in refused(shown(sample.chart(rows=[["A"]])))


def test_a_figure_without_source_and_coverage_is_refused():
    bundle = sample.chart(sources=[], coverage=None, rows=[])
    assert "neither a row it rests on nor its coverage" in refused(shown(bundle))


def test_two_drawings_with_one_description_are_refused():
    cells = [shown(sample.chart(f"market_size.{n}", alt="Bars.")) for n in ("one", "two")]
    assert "market_size.one and market_size.two have the same" in refused(*cells)


def test_an_unknown_role_is_refused():
    said = sample.say(sample.text("Hm."), role="aside")
    assert "role 'aside' is none of" in refused(sample.code("market_size", 6, said))


def test_a_reference_to_nothing_is_refused():
    assert "'market_size.gone'" in refused(
        sample.markdown("market_size", 5, "See [](#market_size.gone).")
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<div>raw</div>", "block html"),
        ("raw <b>words</b>", "inline html"),
        ("![alt](picture.png)", "image"),
        ("|a|b|\n|-|-|\n|c|d|", "table"),
        ("#### Deep", "a heading of level 4"),
        ("- one\n  - two", "a list inside a list"),
        ("[run](javascript:alert())", "links are https"),
    ],
)
def test_markdown_that_the_report_does_not_print_is_refused(source, reason):
    assert reason in refused(sample.markdown("market_size", 5, source))


def test_a_section_needs_exactly_one_title():
    assert "2 headings of level 1" in refused(sample.markdown("market_size", 5, "# Another"))


def test_a_notebook_that_was_not_assembled_is_refused_with_what_to_do():
    bare = new_notebook(cells=[new_code_cell("x = 1")])
    with pytest.raises(BuildError, match="futuregazing build"):
        document_from_notebook(bare)
