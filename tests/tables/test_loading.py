import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest

from futuregazing.tables import load_tables
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.conversion import convert
from futuregazing.tables.faults import TablesError
from futuregazing.tables.frames import Tables, UnknownTable, read_parquet, write_parquet
from futuregazing.tables.links import repeats, without_repeats
from futuregazing.tables.schemas import SCHEMAS


def test_planted_faults_are_told_all_at_once_each_once_with_row_column_found_and_expected(
    copy_of_data, set_cell
):
    figures, register = copy_of_data / "ledger/figures.csv", copy_of_data / "notices/register.csv"
    set_cell(figures, "FIG0001", "value", "about 1.2")
    set_cell(figures, "FIG0002", "measure_basis", "invoice_spend")
    set_cell(figures, "FIG0004", "url", "techuk.org")
    set_cell(register, "REG0002", "end_date", "2028-07-32")
    set_cell(register, "REG0003", "same_contract_as", "REG9999")
    set_cell(copy_of_data / "ledger/evidence.csv", "EV0001", "prediction_id", "P2018-99")
    set_cell(copy_of_data / "corrections.csv", "COR001", "printed", "something else")
    with pytest.raises(TablesError) as caught:
        load_tables(None, data=copy_of_data)
    told = [(f.file, f.row, f.column, f.found) for f in caught.value.faults]
    assert ("ledger/figures.csv", "FIG0001", "value", "'about 1.2'") in told
    assert ("ledger/figures.csv", "FIG0002", "measure_basis", "'invoice_spend'") in told
    assert ("ledger/figures.csv", "FIG0004", "url", "'techuk.org'") in told
    assert ("notices/register.csv", "REG0002", "end_date", "'2028-07-32'") in told
    assert ("notices/register.csv", "REG0003", "same_contract_as", "'REG9999'") in told
    assert ("ledger/evidence.csv", "EV0001", "prediction_id", "'P2018-99'") in told
    assert ("corrections.csv", "COR001", "printed", "'something else'") in told
    assert len(told) == len(set(told))
    message = str(caught.value)
    assert "row FIG0001, column value: found 'about 1.2'; expected a number" in message
    assert message.count("FIG0001") == 1


def test_what_cannot_be_read_is_told_together(copy_of_data):
    statements = copy_of_data / "ledger/statements.csv"
    statements.write_text(
        statements.read_text(encoding="utf-8") + "ST099,trend\n", encoding="utf-8"
    )
    regions = copy_of_data / "reference/regions.csv"
    regions.write_text(
        regions.read_text(encoding="utf-8").replace(",tile_row,", ",tile_raw,"), encoding="utf-8"
    )
    (copy_of_data / "ledger/bluelight.csv").write_bytes("fact_id\nBL001,\xa3".encode("latin-1"))
    (copy_of_data / "ledger/extra.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(TablesError) as caught:
        load_tables(None, data=copy_of_data)
    told = {(f.file, f.row, f.column, f.found) for f in caught.value.faults}
    assert ("ledger/statements.csv", "ST099 (line 21)", "", "2 cells") in told
    assert ("ledger/extra.csv", "", "", "an unknown table") in told
    assert (
        "reference/regions.csv",
        "",
        "tile_row",
        "no such column (nearest: tile_raw)",
    ) in told
    assert ("reference/regions.csv", "", "tile_raw", "an unknown column") in told
    assert [f.expected for f in caught.value.faults if f.file == "ledger/bluelight.csv"] == [
        "UTF-8 text"
    ]
    # What corrections mend is not told again because something else is wrong.
    assert "FIG0163" not in str(caught.value)


def test_sidecars_that_do_not_fit_their_tables_are_told_together(copy_of_data):
    def spoil(table, old, new):
        path = copy_of_data / f"{table}.meta.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    spoil("ledger/figures", "rule: column", "rule: colum")
    spoil("ledger/evidence", "evidence_id: {", "evidence_no: {")
    spoil("ledger/predictions", 'key: ["prediction_id"]', 'key: ["url"]')
    spoil("ledger/statements", "licence:", "license:")
    spoil("ledger/links", "title:", "title: [")
    spoil("reference/police_funding_ew", '    "13 Aug 2025": 2025-08-13\n', "")
    with pytest.raises(TablesError) as caught:
        load_tables(None, data=copy_of_data)
    told = {(f.file.removesuffix(".meta.yaml"), f.column) for f in caught.value.faults}
    assert told == {
        ("ledger/figures", "known_by.rule"),
        ("ledger/evidence", "columns.evidence_id"),
        ("ledger/evidence", "columns.evidence_no"),
        ("ledger/predictions", "key"),
        ("ledger/statements", "licence"),
        ("ledger/statements", "license"),
        ("ledger/links", ""),
        ("reference/police_funding_ew", "known_by.dates"),
    }
    assert "nothing for '13 Aug 2025'" in str(caught.value)


def test_faults_pass_from_one_process_to_another():
    import pickle

    from futuregazing.tables.faults import Fault

    error = TablesError([Fault("a.csv", "R1", "c", "1", "2")])
    assert pickle.loads(pickle.dumps(error)).faults == error.faults


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(copy_of_data):
    path = copy_of_data / "ledger/statements.csv"
    marked = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + marked.encode())
    assert len(load_tables(None, data=copy_of_data)["statements"]) == 19


def test_each_access_gives_a_fresh_copy(whole):
    mine = whole["figures"]
    mine.loc["FIG0001", "value"] = 99.0
    assert whole["figures"].at["FIG0001", "value"] == 1.2


def test_a_mistyped_table_name_gets_a_hint(whole):
    with pytest.raises(UnknownTable, match="did you mean 'figures'"):
        whole["figurs"]


def test_numbers_are_numbers_and_keep_their_printed_digits(texts):
    schema = SCHEMAS["figures"]
    table = texts("figure_id value edition", "F1 | 1.0 | 2021", "F2 | 2851.3639846 | ")
    typed = convert(table, schema)
    assert typed["value"].tolist() == [1.0, 2851.3639846]
    assert typed["value_text"].tolist() == ["1.0", "2851.3639846"]
    assert list(typed.columns)[:3] == ["figure_id", "value", "value_text"]
    assert typed["edition"].tolist() == [2021, pd.NA]


def test_tables_come_back_from_parquet_as_they_were(whole, tmp_path):
    write_parquet(whole, tmp_path)
    back = read_parquet(tmp_path)
    assert back.names == whole.names
    assert back.as_of == whole.as_of
    assert back.sidecar("figures") == whole.sidecar("figures")
    pd.testing.assert_frame_equal(back.corrections, whole.corrections)
    for name in whole:
        pd.testing.assert_frame_equal(back[name], whole[name])


def test_reading_back_needs_neither_pandera_nor_the_schemas(whole, tmp_path):
    small = Tables({"figures": whole["figures"].head(2)}, dt.date(2021, 12, 31), {})
    write_parquet(small, tmp_path)
    code = (
        "import sys, pathlib\n"
        "from futuregazing.tables.frames import read_parquet\n"
        f"assert len(read_parquet(pathlib.Path({str(tmp_path)!r}))['figures']) == 2\n"
        "loaded = [m for m in sys.modules if 'pandera' in m or 'schemas' in m or 'ruamel' in m]\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_repeat_is_shown_by_an_edition_that_does_not_know_the_original(texts):
    links = texts(
        "link_id table row_id relation to_table to_row how",
        "L1 | bluelight | B1 | same_as | figures | F1 | x",
        "L2 | bluelight | B2 | same_as | figures | F2 | x",
    )
    tables = Tables(
        {
            "links": links,
            "figures": texts("figure_id value", "F1 | 1"),
            "bluelight": texts("fact_id value", "B1 | 1", "B2 | 2", "B3 | 3"),
        }
    )
    assert repeats(tables, "bluelight") == {"B1": ("figures", "F1")}
    assert list(without_repeats(tables, "bluelight").index) == ["B2", "B3"]


def test_every_table_of_the_catalogue_has_a_schema_and_every_schema_a_table():
    assert set(SCHEMAS) == set(CATALOGUE)
