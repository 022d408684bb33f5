import pytest

from futuregazing.tables import crossings
from futuregazing.tables.references import reference_faults

SERIES = "figure_id series_id measure_basis unit geography buyer_scope period_end"


def told(faults):
    return [(fault.row, fault.column, fault.found) for fault in faults]


def test_a_series_of_two_units_is_refused(texts):
    figures = texts(
        SERIES,
        "F1 | S | count | councils | England | councils | 2020",
        "F2 | S | count | organisations | England | councils | 2021",
        "F3 |   | count | sites | UK | councils | 2021",
    )
    assert told(crossings.series_faults({"figures": figures})) == [
        ("F2", "unit", "'organisations'")
    ]


def test_a_calendar_year_does_not_continue_financial_years(texts):
    figures = texts(
        SERIES,
        "F1 | S | spend | GBP bn | England | councils | FY2019/20",
        "F2 | S | spend | GBP bn | England | councils | 2021",
    )
    assert told(crossings.series_faults({"figures": figures})) == [
        ("F2", "period_kind", "'calendar years'")
    ]


def test_a_copy_is_not_a_primary_source(texts):
    figures = texts(
        "figure_id source_type source_grade",
        "F1 | primary | C",
        "F2 | secondary | C",
        "F3 | primary | A",
    )
    assert told(crossings.source_faults({"figures": figures})) == [
        ("F1", "source_type", "'primary'")
    ]


@pytest.mark.parametrize(
    ("found", "stated", "supports", "refused"),
    [
        ("2024-09-10", "2024-10-04", "1", True),
        ("2024-09-10", "2024-10-04", "0", False),
        ("2024-10-05", "2024-10-04", "-1", False),
        ("2025", "2026-01-28", "1", True),
        ("2025-12-12", "2025", "1", False),
        ("", "2025", "1", False),
    ],
)
def test_a_finding_older_than_its_prediction_is_no_test_of_it(
    texts, found, stated, supports, refused
):
    frames = {
        "predictions": texts("prediction_id published_date", f"P1 | {stated}"),
        "evidence": texts(
            "evidence_id prediction_id date supports", f"E1 | P1 | {found} | {supports}"
        ),
    }
    expected = [("E1", "supports", repr(supports))] if refused else []
    assert told(crossings.baseline_faults(frames)) == expected


def test_a_contradiction_is_not_told_before_both_sides_were_known(texts):
    frames = {
        "figures": texts("figure_id known_by", "F1 | 2021-12-31", "F2 | 2023-12-31"),
        "bluelight": texts("fact_id known_by", "B1 | 2022-01-01"),
        "contradictions": texts(
            "contradiction_id known_by record_ids",
            "C1 | 2022-12-12 | F1 F2",
            "C2 | 2022-12-12 | F1 B1",
        ),
    }
    assert told(crossings.contradiction_faults(frames)) == [("C1", "known_by", "'2022-12-12'")]


def test_known_by_is_the_last_day_of_the_printed_date_and_later_only_for_findings(texts):
    columns = ("published_date", "date", "date_published")
    frames = {
        name: texts(f"id {column} known_by", "R1 | 2021-12 | 2022-03-01", "R2 | 2021 | 2021-06-30")
        for name, column, _ in crossings.DATED
    }
    faults = list(crossings.known_by_faults(frames))
    assert set(columns) == {column for _, column, _ in crossings.DATED}
    assert [f.row for f in faults if f.file == "ledger/figures.csv"] == ["R1", "R2"]
    assert [f.row for f in faults if f.file == "ledger/evidence.csv"] == ["R2"]


def test_a_contract_does_not_end_before_it_starts_nor_twin_itself(texts):
    register = texts(
        "register_id start_date end_date max_end_date same_contract_as",
        "R1 | 2024-05-01 | 2024-04-30 |  | ",
        "R2 |  | 2024-04-30 | 2023-04-30 | R2",
        "R3 | 2024-05-01 | 2024-05-01 |  | R1",
    )
    assert told(crossings.contract_faults({"register": register})) == [
        ("R1", "end_date", "'2024-04-30'"),
        ("R2", "max_end_date", "'2023-04-30'"),
        ("R2", "same_contract_as", "'R2'"),
    ]


def test_only_a_fact_with_a_number_that_no_figure_tells_is_read(texts):
    facts = texts(
        "fact_id value unit",
        "B1 | 40 | GBP m",
        "B2 |    |",
        "B3 | 12 | GBP m",
    )
    links = texts("link_id table row_id to_table", "L1 | bluelight | B3 | figures")
    readings = texts("fact_id metric", "B1 | savings", "B2 | savings", "B3 | savings")
    frames = {"bluelight": facts, "links": links, "bluelight_readings": readings}
    faults = list(crossings.reading_faults(frames))
    assert told(faults) == [("B2", "fact_id", "'B2'"), ("B3", "fact_id", "'B3'")]
    assert "a number and a unit" in faults[0].expected
    assert "linked to a figure" in faults[1].expected


def test_each_id_of_a_cell_must_be_a_row_somewhere(whole):
    frames = {name: whole[name].astype("str") for name in whole.names}
    frames["contradictions"].loc["CX001", "record_ids"] = "FIG0009 FIG9999 BL001"
    faults = [fault for fault in reference_faults(frames) if fault.row == "CX001"]
    assert told(faults) == [("CX001", "record_ids", "'FIG9999'")]
