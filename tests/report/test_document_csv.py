"""The data of an exhibit as CSV: all digits, nothing that runs."""

from __future__ import annotations

import csv
import io

import document_samples as sample
import pytest

from futuregazing.formulas import guarded
from futuregazing.report.csv import csv_name, exhibit_csv
from futuregazing.report.document import document_from_notebook


def exhibit(**fields):
    bundle = sample.table(**fields)
    return document_from_notebook(
        sample.section(sample.code("market_size", 1, sample.show(bundle)))
    ).exhibits[0]


def read(**fields) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exhibit_csv(exhibit(**fields)))))


def test_csv_has_keys_all_rows_and_the_records_behind_each_line():
    assert read(rows_shown=1) == [
        ["who", "value_gbp", "records"],
        ["Sampleton", "1500000", "figures:SAMPLE3"],
        ["Absentford", "", ""],
        [sample.HOSTILE, "0", "register:SAMPLEREG1"],
    ]


def test_csv_is_named_by_the_permanent_id():
    assert csv_name(exhibit()) == "market-size-top.csv"


@pytest.mark.parametrize(
    "value", [0, -5, 2851363984.6, 0.1 + 0.2, 1e15, 123456789012345678, -0.000012]
)
def test_numbers_come_back_with_every_digit_and_stay_numbers(value):
    column = {"key": "v", "label": "V", "kind": "number"}
    rows = read(columns=[column], rows=[[{"text": "shown", "value": value}]], sources=[])
    assert float(rows[1][0]) == float(value)
    assert not rows[1][0].startswith("'")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_never_starts_a_formula(start):
    assert guarded(f"{start}cmd|calc") == f"'{start}cmd|calc"


@pytest.mark.parametrize("text", ["G-Cloud", "a=b", "£5", "", "'quoted'"])
def test_harmless_text_is_left_alone(text):
    assert guarded(text) == text


def test_commas_quotes_and_line_breaks_come_back():
    text = 'a "quoted", name\nof two lines'
    column = {"key": "t", "label": "T"}
    assert read(columns=[column], rows=[[text]], sources=[])[1] == [text]


def test_a_column_of_links_is_followed_by_their_addresses():
    column = {"key": "what", "label": "What", "kind": "link"}
    cell = {"text": "Notice", "href": "https://example.org/1"}
    assert read(columns=[column], rows=[[cell], ["none"]], sources=[]) == [
        ["what", "what_url"],
        ["Notice", "https://example.org/1"],
        ["none", ""],
    ]


def test_a_date_is_written_as_an_iso_date():
    column = {"key": "end", "label": "Ends", "kind": "date", "absent": "not printed"}
    dated = {"text": "31 March 2027", "value": "2027-03-31"}
    absent = {"text": "not printed", "value": None}
    assert read(columns=[column], rows=[[dated], [absent]], sources=[])[1:] == [
        ["2027-03-31"],
        [""],
    ]


def test_a_row_whose_id_is_in_the_line_is_not_named_twice():
    rows = [["SAMPLE3", {"text": "1", "value": 1, "refs": [["figures", "SAMPLE3"]]}]]
    assert read(rows=rows)[0] == ["who", "value_gbp"]


def test_many_rows_behind_a_line_are_named_in_runs():
    refs = [["figures", f"SAMPLE{n}"] for n in range(1, 9)]
    rows = [["A", {"text": "8", "value": 8, "refs": refs}]]
    assert read(rows=rows)[1][-1] == (
        "figures: SAMPLE1, SAMPLE2, SAMPLE3, SAMPLE4, SAMPLE5, SAMPLE6, SAMPLE7, SAMPLE8"
    )


def test_a_number_keeps_its_qualifier_in_a_column_beside_it():
    column = {"key": "v", "label": "V", "kind": "money", "unit": "£", "absent": "not known"}
    values = [
        [{"text": "at least £2bn", "value": 2e9}],
        [{"text": "not known", "value": None}],
        [{"text": "1,900", "value": 1900}],
    ]
    assert read(columns=[column], rows=values, sources=[]) == [
        ["v", "v_as_printed"],
        ["2000000000", "at least £2bn"],
        ["", ""],
        ["1900", "1,900"],
    ]
