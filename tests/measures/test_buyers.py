import datetime as dt

import pytest
from ledger_rows import figures, ledger

from futuregazing.edition import load_edition
from futuregazing.measures import buyers, cautions, frameworks, smaller_firms
from futuregazing.tables import load_tables

PERCENT = {"unit": "percent"}
SHARE = PERCENT | {"metric": "sme_share", "year": "2021"}
TODAY = dt.date(2026, 11, 22)


def in_edition(year):
    edition = load_edition(year)
    return load_tables(edition.as_of), edition.as_of


def sme_rows(**more):
    rows = {
        "START": SHARE | {"year": "2016", "value_text": "20", "series_id": "S"},
        "END": SHARE | {"value_text": "26", "series_id": "S"},
        "RISE": PERCENT
        | {"metric": "sme_share_growth", "value_text": "30", "qualifier": "nearly"}
        | {"period_start": "2016", "period_end": "2021"},
    }
    return figures(**rows, **more)


def test_concentration_leads_where_it_is_known():
    ten = PERCENT | {"metric": "top10_supplier_share", "value_text": "45", "qualifier": "approx"}
    text = str(buyers.headline(ledger(figures(T=ten, S=SHARE | {"series_id": "S"}))))
    assert (
        text == "Ten suppliers held about 45% of the council technology market in England in 2020."
    )


def test_a_share_outside_a_series_is_not_the_headline():
    wrong = SHARE | {"value_text": "30", "qualifier": "nearly"}
    assert "26%" in str(buyers.headline(ledger(sme_rows(WRONG=wrong))))
    assert "No figure" in str(buyers.headline(ledger(figures(WRONG=wrong))))


def test_each_share_of_the_ten_largest_has_its_remainder():
    ten = PERCENT | {"value_text": "45"}
    tables = ledger(
        figures(
            S=ten | {"metric": "top10_supplier_share"},
            B=ten | {"metric": "top10_buyer_share", "value_text": "20"},
        )
    )
    assert [q.text for q in buyers.concentration(tables)["value"]] == ["45%", "55%", "20%", "80%"]
    assert buyers.concentration(ledger()).empty


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Capita, received from local government", "Capita"),
        ("BT, second largest supplier", "BT"),
        ("Capita local government ICT revenue", "Capita"),
    ],
)
def test_a_definition_begins_with_its_supplier(note, name):
    assert buyers.supplier_of(note) == name


def test_suppliers_are_ranked_only_within_one_source_and_period():
    got = {"metric": "supplier_received", "definition_note": "Capita, all", "value_text": "3.0"}
    other = got | {"definition_note": "BT, second", "value_text": "1.0"}
    tables = ledger(figures(A=got, B=other, C=other | {"year": "2014"}))
    largest = buyers.largest_suppliers(tables)
    assert list(largest["label"]) == ["Capita", "BT"]
    assert str(buyers.largest_suppliers_title(largest)) == (
        "Capita received 3 times as much from councils as BT"
    )
    assert len(buyers.suppliers(tables)) == 3


def test_a_share_risen_by_a_rise_is_not_a_share_risen_to_it():
    wrong = SHARE | {"value_text": "30", "qualifier": "nearly", "publisher": "Write-up"}
    (sentence,) = smaller_firms.slip(ledger(sme_rows(WRONG=wrong)))
    assert str(sentence) == (
        "Check of a source: Write-up prints the share as having grown to nearly 30%. The "
        "analysts' own text (Analyst) says it grew by nearly 30%, from 20% to 26%. The "
        "arithmetic bears out the second: 26% is 30% more than 20%. This report prints 26%."
    )


def test_without_a_wrong_print_there_is_no_slip():
    assert smaller_firms.slip(ledger(sme_rows())) == []


def test_two_series_of_smaller_firms_are_two_lines():
    later = SHARE | {"published_date": "2025-12-12", "publisher": "Other", "series_id": "T"}
    tables = ledger(
        sme_rows(
            A=later | {"year": "FY2020/21", "value_text": "15"},
            B=later | {"year": "FY2024/25", "value_text": "20"},
        )
    )
    lines = smaller_firms.share_lines(tables)
    assert list(lines["label"]) == ["Analyst, 2021"] * 2 + ["Other, 2025"] * 2
    assert "nothing fell from 26% to 20%" in str(smaller_firms.share_sentences(tables)[-1])


def test_local_government_and_all_buyers_of_gcloud_stay_apart():
    sales = {"metric": "gcloud_spend", "measure_basis": "supplier_reported_framework_sales"}
    tables = ledger(
        figures(
            L=sales | {"value_text": "0.117", "definition_note": "G-Cloud 13 spend"},
            W=sales | {"buyer_scope": "whole public sector", "value_text": "2.91"},
        )
    )
    table = frameworks.gcloud(tables)
    assert list(table["who"]) == ["Local government", "Whole public sector"]
    assert table["what"].iloc[0] == "Sales in the period, G-Cloud 13 only"


def test_an_old_figure_is_not_told_as_news():
    sales = {"metric": "gcloud_spend", "year": "2015"}
    tables = ledger(figures(L=sales))
    assert frameworks.framework_sentences(tables, TODAY) == []
    assert len(frameworks.framework_sentences(tables, dt.date(2017, 12, 31))) == 1


def test_figures_read_in_a_copy_are_named_once():
    tables = ledger(figures(C={"source_grade": "C", "publisher": "Copy (reporting A)"}, A={}))
    from futuregazing.measures import choose

    values = choose.quantities(tables["figures"])
    assert str(cautions.copies(tables, [*values, *values])) == (
        "Seen only in a copy and not traced to the producer: £1bn (Copy, reporting A)."
    )
    assert cautions.copies(tables, values[1:]) is None


def test_the_2022_edition_prints_the_share_and_the_slip():
    tables, _ = in_edition(2022)
    assert "26%" in str(buyers.headline(tables))
    (sentence,) = smaller_firms.slip(tables)
    assert "grown to nearly 30%" in str(sentence)
    assert "it grew by nearly 30%, from about 20% to 26%" in str(sentence)
    assert buyers.concentration(tables).empty


def test_the_2027_edition_keeps_both_series_and_the_slip():
    tables, as_of = in_edition(2027)
    assert smaller_firms.share_lines(tables)["label"].nunique() == 2
    assert len(smaller_firms.slip(tables)) == 1
    assert "£117m" in " ".join(str(s) for s in frameworks.framework_sentences(tables, as_of))
    assert not frameworks.ceilings(tables).empty
