"""Exports, search results, registers and spend files become the tidy tables."""

import csv
import gzip
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from small_releases import Market

from futuregazing import paths
from futuregazing.procurement.contracts_finder import route_of, suppliers_in
from futuregazing.procurement.engine import engine
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.readers import reader_of
from futuregazing.procurement.schema import TABLE
from futuregazing.procurement.sheets import UnreadableSheet

SHARED = paths.root().parent / "shared" / "data"
SUPPLIERS = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"
EXPORT_HEAD = [
    "Notice Identifier", "Notice Type", "Organisation Name", "Status", "Published Date", "Title",
    "Description", "Nationwide", "Postcode", "Region", "Cpv Codes", "Contact Name",
    "Contact Email", "Contact Address 1", "Contact Address 2", "Contact Town", "Contact Postcode",
    "Contact Country", "Contact Telephone", "Contact Website", "Attachments", "Links",
    "Additional Text", "Start Date", "End Date", "Closing Date", "Is sub-contract",
    "Parent Reference", "Suitable for SME", "Suitable for VCO", "Supply Chain",
    "OJEU Contract Type", "Value Low", "Value High", "Awarded Date", "Awarded Value", SUPPLIERS,
    "Supplier's contact name", "Contract start date", "Contract end date", "OJEU Procedure Type",
    "Accelerated Justification", "Closing Time",
]  # fmt: skip
AWARD = {
    "Notice Identifier": "ANY001",
    "Notice Type": "Contract",
    "Organisation Name": "Anytown Council",
    "Status": "Awarded",
    "Published Date": "2020-09-29T17:15:24Z",
    "Title": "Licences &amp; support",
    "Cpv Codes": "48000000 72000000 ",
    "Suitable for SME": "Yes",
    "Value Low": "1",
    "Value High": "20000",
    "Awarded Date": "28/09/2020",
    "Awarded Value": "18848.73",
    SUPPLIERS: "[Acme Ltd|1 High St, Anytown|COMPANIES_HOUSE|2688108|Yes|No]"
    "[Beta|2 | 3 Low St|NONE||No|No]",
    "Contract start date": "01/10/2020",
    "Contract end date": "30/09/2022",
    "OJEU Procedure Type": "CallOffFromFrameworkAgreement ",
}


def as_csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def exported(**changes: str) -> str:
    row = AWARD | changes
    return as_csv([EXPORT_HEAD, [row.get(name, "") for name in EXPORT_HEAD]])


class Read:
    """A file read into parts in a folder of its own."""

    def __init__(self, folder: Path, text: str | Path, name: str = "file.csv") -> None:
        file = text if isinstance(text, Path) else folder / name
        if isinstance(text, str):
            file.write_text(text, encoding="utf-8")
        reader = reader_of(file)
        self.reader = reader.name if reader else None
        if reader:
            self.folder = folder / "parts"
            with engine(folder / "scratch") as con:
                part = PartWriter(con, self.folder, "f1")
                self.counts = part.counts({"f1": reader.read(file, part)})["f1"]

    def rows(self, table: str, columns: str) -> list[tuple]:
        files = str(self.folder / f"{table}-*.parquet")
        order = "ORDER BY ALL" if table in {"buyer", "supplier"} else "ORDER BY raw_line"
        return duckdb.sql(f"SELECT {columns} FROM read_parquet('{files}') {order}").fetchall()


class TestExport:
    def test_an_awarded_row_is_a_notice_and_an_award(self, tmp_path):
        read = Read(tmp_path, exported())
        assert read.reader == "contracts finder export"
        assert read.rows("award", "award_key, title, stated_net, route, main_cpv, n_suppliers") == [
            (
                "cf:667441e14bada587:ANY001:1",
                "Licences & support",
                Decimal("18848.73"),
                "call-off",
                "48000000",
                2,
            )
        ]
        assert read.rows("award", "award_date, start_date, end_date") == [
            (date(2020, 9, 28), date(2020, 10, 1), date(2022, 9, 30))
        ]
        assert read.rows("notice", "value_gbp, value_basis, sme_suitable") == [
            (Decimal(20000), "estimate unstated", True)
        ]
        assert read.rows("classification", "code, role") == [
            ("48000000", "main"),
            ("72000000", "additional"),
        ]

    def test_each_supplier_of_an_award_is_read_with_number_and_size(self, tmp_path):
        read = Read(tmp_path, exported())
        assert read.rows("supplier", "company_number, name, scale, vcse") == [
            ("02688108", "Acme Ltd", "sme", False),
            (None, "Beta", "large", False),
        ]
        assert len(read.rows("award_supplier", "supplier_key")) == 2

    def test_an_open_row_is_a_notice_without_award(self, tmp_path):
        read = Read(tmp_path, exported(Status="Open"))
        assert {name: one.kept for name, one in read.counts.items()} == {
            "notice": 1,
            "award": 0,
            "award_supplier": 0,
        }

    def test_a_row_that_lacks_its_last_column_is_read(self, tmp_path):
        head, row = list(csv.reader(io.StringIO(exported())))
        read = Read(tmp_path, as_csv([head, row[:-1]]))
        assert read.counts["award"].kept == 1

    def test_an_export_without_columns_that_are_read_is_refused_by_name(self, tmp_path):
        head, row = list(csv.reader(io.StringIO(exported())))
        with pytest.raises(UnreadableSheet, match="lacks the columns Title, Awarded Value"):
            Read(
                tmp_path,
                as_csv([[name for name in head if name not in {"Title", "Awarded Value"}], row]),
            )

    def test_a_row_of_too_many_columns_is_rejected_and_counted(self, tmp_path):
        head, row = list(csv.reader(io.StringIO(exported())))
        read = Read(tmp_path, as_csv([head, row, [*row, "more"]]))
        assert (read.counts["notice"].read, read.counts["notice"].kept) == (2, 1)
        assert read.rows("reject", "raw_line, reason") == [
            (3, "the row has not the columns of the export")
        ]

    @pytest.mark.parametrize("value", ["1e9999", " 000,", "NaN", "lots"])
    def test_a_value_that_is_none_is_flagged_and_not_guessed(self, tmp_path, value):
        read = Read(tmp_path, exported(**{"Awarded Value": value}))
        assert read.rows("award", "stated_net, flags") == [(None, ["value_unreadable"])]

    def test_hostile_text_stays_text(self, tmp_path):
        title = "'); DROP TABLE x; -- <script>\n=HYPERLINK(1)"
        read = Read(tmp_path, exported(Title=title))
        assert read.rows("award", "title") == [(title,)]

    @pytest.mark.parametrize(
        ("procedure", "route"),
        [
            ("CallOffFromDynamicPurchasingSystem ", "call-off"),
            ("NegotiatedProcedureWithoutPriorPublicationOJEU ", "direct"),
            ("SingleTenderActionNonOJEU ", "direct"),
            ("OpenAcceleratedOJEU ", "open"),
            ("CompetitiveDialog ", "negotiated"),
            ("CompetitiveQuotationNonOJEU ", "quotes"),
            ("NotSpecified ", "unknown"),
            ("Other Light Touch Regime", "other"),
        ],
    )
    def test_a_printed_procedure_tells_the_route(self, procedure, route):
        assert route_of(procedure) == route

    def test_a_supplier_cell_without_names_gives_nobody(self):
        assert list(suppliers_in("[|||||]")) == list(suppliers_in("")) == []


FOUND = {
    "id": "aa3c",
    "title": "St John&#039;s Centre",
    "organisation": "Anytown Council",
    "status": "awarded",
    "notice_type": "Contract",
    "published_date": "2026-02-26",
    "awarded_date": "2026-02-25",
    "value_low": 8000,
    "value_high": 0,
    "awarded_value": 7500.5,
    "awarded_supplier": "Acme Ltd",
    "awarded_to_sme": True,
    "cpv_codes": "45000000",
}


class TestSearch:
    def test_an_awarded_result_is_an_award(self, tmp_path):
        read = Read(tmp_path, json.dumps({"contracts": [FOUND]}), "x.json")
        assert read.rows("award", "title, stated_net, tender_gbp") == [
            ("St John's Centre", Decimal("7500.50"), Decimal(8000))
        ]
        assert read.rows("supplier", "name, scale") == [("Acme Ltd", "sme")]

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("Acme Ltd,Jones & Sons", [("Acme Ltd", None), ("Jones & Sons", None)]),
            ("Smith, Jones and Partners", [("Smith, Jones and Partners", "sme")]),
            ("Acme Ltd,Acme Ltd,Acme Ltd,", [("Acme Ltd", "sme")]),
        ],
    )
    def test_names_with_a_comma_and_no_blank_between_them_are_several_suppliers(
        self, tmp_path, cell, names
    ):
        one = FOUND | {"awarded_supplier": cell}
        read = Read(tmp_path, json.dumps({"contracts": [one]}), "x.json")
        assert read.rows("supplier", "name, scale") == names
        assert read.rows("award", "n_suppliers") == [(len(names),)]

    def test_a_pipeline_entry_is_planning(self, tmp_path):
        one = FOUND | {"status": "open", "notice_type": "Pipeline"}
        read = Read(tmp_path, json.dumps({"contracts": [one]}), "x.json")
        assert read.rows("notice", "stage") == [("planning",)]
        assert read.counts["award"].read == 0

    def test_what_is_no_notice_is_rejected(self, tmp_path):
        text = json.dumps({"contracts": [FOUND, {"title": "no id"}, 7]})
        read = Read(tmp_path, text, "x.json")
        assert (read.counts["notice"].read, read.counts["notice"].kept) == (3, 1)

    def test_half_a_file_is_one_reject(self, tmp_path):
        read = Read(tmp_path, json.dumps({"contracts": [FOUND]})[:-20], "x.json")
        ((reason,),) = read.rows("reject", "reason")
        assert reason.startswith("not the JSON")

    @pytest.mark.parametrize("zipped", [False, True])
    def test_of_a_cut_file_the_whole_results_are_read(self, tmp_path, zipped):
        three = [FOUND | {"id": str(n)} for n in (1, 2, 3)]
        text = json.dumps({"contracts": three})[:-20]
        (tmp_path / "x.json").write_bytes(
            gzip.compress(text.encode())[:-8] if zipped else text.encode()
        )
        import_files([tmp_path / "x.json"], tmp_path / "snapshot")
        found = Market(tmp_path / "snapshot")
        assert found.rows("notice", "release_id") == [("1",), ("2",)]
        ((line, reason),) = found.rows("reject", "raw_line, reason")
        assert (line, reason.endswith("what followed is lost")) == (3, True)


class TestRegister:
    HEAD = (
        "Purchasing Body,Contract Reference,Contract Title,Supplier Company Name,"
        "Total Contract Value (including extensions),Start Date,End Date,"
        "Option to extend (months),How many extensions,Current Expiry Date,SME Supplier?,"
        "Company Number,ProClass Classification,ProClass Description"
    )

    def read(self, folder: Path, *rows: str) -> Read:
        return Read(folder, "\n".join([self.HEAD, *rows]) + "\n")

    def test_a_row_is_a_contract_with_its_longest_end(self, tmp_path):
        read = self.read(
            tmp_path,
            'Anytown,S1,Parking,Acme,"1,200.00",2020-01-01,2021-01-31,12,2,2022-01-31,Yes,2986',
        )
        assert read.reader == "register"
        assert read.rows("award", "source, stated_net, end_date, max_end_date") == [
            ("register", Decimal(1200), date(2022, 1, 31), date(2023, 1, 31))
        ]
        assert read.rows("supplier", "company_number, scale") == [("00002986", "sme")]

    def test_a_code_of_the_register_is_kept_with_its_name(self, tmp_path):
        row = "Anytown,S1,Parking,Acme,5,2020-01-01,2021-01-01,0,0,2021-01-01,No,,270000,ICT"
        read = self.read(tmp_path, row)
        assert read.rows("classification", "scheme, code, description, role") == [
            ("ProClass", "270000", "ICT", "main")
        ]

    def test_a_day_that_does_not_exist_is_flagged(self, tmp_path):
        read = self.read(
            tmp_path, "Anytown,S1,Energy,Acme,5,2019-04-01,2022-09-31,0,0,2022-09-31,No,"
        )
        assert read.rows("award", "end_date, max_end_date, flags") == [
            (None, None, ["date_unreadable"])
        ]

    def test_a_reference_that_stands_twice_is_two_contracts(self, tmp_path):
        row = "Anytown,S1,Parking,Acme,5,2020-01-01,2021-01-31,0,0,2021-01-31,No,"
        read = self.read(tmp_path, row, row)
        anytown = "register:fdd94083dc5c46c4"
        assert read.rows("award", "award_key") == [(f"{anytown}:S1:1",), (f"{anytown}:S1~2:1",)]

    def test_a_fetched_register_without_a_buyer_is_that_of_its_own_name(self, tmp_path):
        text = "Contract Title,Supplier,End Date\nParking,Acme,2021-01-31\n"
        read = Read(tmp_path, text, "3f7a9b21-anytown.csv")
        assert read.rows("buyer", "name") == [("anytown",)]


class TestSpend:
    def test_payments_are_written_with_where_they_stand(self, tmp_path):
        text = "Supplier,Date,Net Amount\nAcme,03/04/2025,10.50\nTotal,,10.50\n"
        read = Read(tmp_path, text, "anytown-2025-04.csv")
        assert read.rows("spend", "spend_key, publisher, paid_on, amount_gbp, flags") == [
            ("f1:1:2", "anytown", date(2025, 4, 3), Decimal("10.50"), [])
        ]
        assert read.rows("reject", "raw_line, reason") == [(3, "a total, not a payment")]

    def test_a_list_that_only_names_such_columns_is_no_spend_file(self, tmp_path):
        text = "file,header\na.csv,date|amount|supplier name\nb.csv,date|amount|supplier\n"
        assert Read(tmp_path, text).reader is None


@pytest.mark.parametrize("text", ["", "hello", "<html></html>", "a,b\n1,2\n", '{"x": 1}'])
def test_other_files_are_read_by_nobody(tmp_path, text):
    assert Read(tmp_path, text).reader is None


def test_every_part_has_the_columns_of_its_table(tmp_path):
    read = Read(tmp_path, exported())
    for name in ("notice", "award", "award_supplier", "supplier", "buyer", "classification"):
        told = duckdb.sql(f"DESCRIBE FROM '{read.folder}/{name}-*.parquet'").fetchall()
        expected = [(column.name, column.sql_type) for column in TABLE[name].part_columns]
        assert [(row[0], row[1]) for row in told] == expected


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here")
class TestPublishedFiles:
    def test_the_export_is_read_whole(self, tmp_path):
        read = Read(tmp_path, SHARED / "contracts_finder_csv" / "contracts_finder_awards_b.csv")
        assert (read.counts["notice"].read, read.counts["award"].kept) == (1000, 1000)

    def test_the_register_is_read_whole_and_its_impossible_day_flagged(self, tmp_path):
        read = Read(tmp_path, SHARED / "registers" / "salford_contracts_register_2022-07.csv")
        assert read.counts["award"].kept == 360
        told = read.rows("award", "raw_line, flags, end_date")
        assert (118, ["date_unreadable", "mark_misread"], None) in told
        assert all("mark_misread" in flags for _, flags, _ in told)
        named = [name or "" for (name,) in read.rows("classification", "description")]
        assert sum("Information Communication" in name for name in named) == 52

    def test_the_search_results_hold_802_awards_in_1224_notices(self, tmp_path):
        counted = {"notice": 0, "award": 0}
        for file in sorted((SHARED / "contracts_finder_v2").glob("*.json")):
            (folder := tmp_path / file.stem).mkdir()
            read = Read(folder, file)
            for name in counted:
                counted[name] += read.counts[name].kept
        assert counted == {"notice": 1224, "award": 802}
