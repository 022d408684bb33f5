import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing import paths
from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.invoice_totals import lists_totals
from futuregazing.procurement.invoice_totals import rows as totals
from futuregazing.procurement.readers import reader_of
from futuregazing.procurement.sheets import UnreadableSheet
from futuregazing.procurement.spend import named_month, publisher_of, read_spend
from futuregazing.procurement.spend_cells import amount, day, is_month_first

SPEND = paths.root().parent / "shared" / "data" / "spend"
HEAD = ["Body Name", "Date Paid", "Transaction No", "Net Amount", "Supplier Name"]
ROW = ["Anytown Council", "03/04/2025", "17", "1,200.50", "Acme Ltd"]


def a_file(folder: Path, rows: list[list[str]], name: str = "anytown_2025-04.csv", **how) -> Path:
    out = io.StringIO()
    csv.writer(out, lineterminator=how.pop("line_end", "\n")).writerows(rows)
    file = folder / name
    file.write_bytes(how.pop("mark", b"") + out.getvalue().encode(how.pop("encoding", "utf-8")))
    return file


def reasons(file: Path) -> list[str]:
    return [one.reason for one in read_spend(file).rejects]


class TestAmounts:
    @pytest.mark.parametrize(
        ("printed", "pounds"),
        [
            ("1,200.50", "1200.50"),
            ("£ 1,200", "1200.00"),
            ("(45.10)", "-45.10"),
            ("45.10-", "-45.10"),
            ("45.10 CR", "-45.10"),
            ("-45.10", "-45.10"),
            ("£-45.10", "-45.10"),
            (4072.505, "4072.50"),
            (858.0000000000001, "858.00"),
            ("�99", "99.00"),
            ("−1,000.50", "-1000.50"),
            ("100 000.00", "100000.00"),
            ("1,234,567.8", "1234567.80"),
            (".50", "0.50"),
        ],
    )
    def test_an_amount_is_read_to_the_penny(self, printed, pounds):
        assert amount(printed) == Decimal(pounds)

    @pytest.mark.parametrize(
        "printed",
        ["REDACTED", "#####", "1900-01-05", dt.datetime(1900, 1, 5), "", None, "n/a", "12 items",
         "1e9999", float("nan"), True, "1000,5", "12,34", "1,23,4", "1.000,50", "1,00,000", "1 00"],
    )  # fmt: skip
    def test_what_is_no_amount_is_none(self, printed):
        assert amount(printed) is None

    @given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
    def test_every_printed_amount_is_read_back(self, pounds):
        assert amount(f"{pounds:,.2f}") == pounds == amount(f"£{pounds:,.2f}")


class TestDays:
    @pytest.mark.parametrize(
        "printed",
        ["03/04/2025", "3-Apr-25", "2025-04-03", "3 April 2025", "03.04.25", 45750, "45750",
         "3rd April 2025", "3rd of April 2025", "Thu 03 Apr 2025", "Thursday, 3 April 2025",
         "Thu 03/04/2025", "20250403", 20250403,
         "2025-04-03T10:00:00", dt.datetime(2025, 4, 3, 1), dt.date(2025, 4, 3)],
    )  # fmt: skip
    def test_one_day_in_many_forms(self, printed):
        assert day(printed) == dt.date(2025, 4, 3)

    @pytest.mark.parametrize(
        "printed",
        [
            "1900-01-05",
            "31/09/2022",
            "",
            None,
            "soon",
            5,
            "99/99/99",
            "20251340",
            120250403,
            "Apr-24",
        ],
    )
    def test_a_day_that_cannot_be_is_none(self, printed):
        assert day(printed) is None

    def test_the_month_is_first_only_where_it_must_be(self):
        assert is_month_first(["04/03/2025", "04/28/2025"])
        assert not is_month_first(["04/03/2025", "05/06/2025"])
        assert not is_month_first(["04/28/2025", "28/04/2025"])
        assert day("04/03/2025", month_first=True) == dt.date(2025, 4, 3)

    @given(st.dates(dt.date(1998, 1, 1), dt.date(2068, 12, 31)))
    def test_every_day_is_read_back(self, when):
        assert day(when.isoformat()) == day(when.strftime("%d/%m/%Y")) == when
        assert day(when.strftime("%d-%b-%y")) == when


class TestFiles:
    def test_a_payment_has_its_row_its_body_and_its_flags(self, tmp_path):
        (paid,) = read_spend(a_file(tmp_path, [HEAD, ROW])).payments
        assert (paid.line, paid.publisher, paid.paid_on) == (2, ROW[0], dt.date(2025, 4, 3))
        assert (paid.amount_gbp, paid.supplier_name) == (Decimal("1200.50"), "Acme Ltd")
        assert (paid.reference, paid.flags) == ("17", ())

    @pytest.mark.parametrize(
        "how",
        [
            {"mark": "\ufeff\ufeff".encode()},
            {"mark": "ï»¿".encode()},
            {"encoding": "utf-16"},
            {"encoding": "cp1252"},
            {"line_end": "\r"},
            {"line_end": "\r\n"},
        ],
    )
    def test_marks_encodings_and_line_ends_do_not_matter(self, tmp_path, how):
        rows = [HEAD, [*ROW[:4], "Café £ Ltd"]]
        (paid,) = read_spend(a_file(tmp_path, rows, **how)).payments
        assert (paid.publisher, paid.supplier_name) == ("Anytown Council", "Café £ Ltd")

    @pytest.mark.parametrize(
        ("how", "flags"),
        [
            ({"mark": "\ufeff".encode()}, ()),
            ({"mark": "\ufeff\ufeff".encode()}, ("mark_misread",)),
            ({"mark": "ï»¿".encode()}, ("mark_misread",)),
            ({"mark": "\ufeffï»¿".encode()}, ("mark_misread",)),
            ({"line_end": "\r\n"}, ()),
            ({"line_end": "\r"}, ("returns_alone",)),
        ],
    )
    def test_what_is_odd_in_the_bytes_of_a_file_is_flagged_on_its_payments(
        self, tmp_path, how, flags
    ):
        paid = read_spend(a_file(tmp_path, [HEAD, ROW, ROW], **how)).payments
        assert [one.flags for one in paid] == [flags, flags]

    def test_lines_before_the_headings_are_rejected_and_counted(self, tmp_path):
        file = a_file(tmp_path, [["Spend over £500"], [], HEAD, ROW])
        assert reasons(file) == ["before the headings"]
        assert read_spend(file).rows == 2

    @pytest.mark.parametrize("name", ["Grand Total", "TOTAL", "Sub-total:", "Total for April"])
    def test_a_total_is_no_payment(self, tmp_path, name):
        assert reasons(a_file(tmp_path, [HEAD, ROW, ["", "", "", "1200.50", name]])) == [
            "a total, not a payment"
        ]

    @pytest.mark.parametrize(
        "name", ["Total Access (UK) Ltd", "Total Gas & Power", "Totally Local"]
    )
    def test_a_supplier_whose_name_begins_so_is_paid(self, tmp_path, name):
        file = a_file(tmp_path, [HEAD, [*ROW[:4], name]])
        assert [paid.supplier_name for paid in read_spend(file).payments] == [name]

    def test_a_row_without_amount_or_supplier_is_rejected_with_the_reason(self, tmp_path):
        rows = [HEAD, [*ROW[:3], "", "A Ltd"], [*ROW[:3], "REDACTED", "B Ltd"], [*ROW[:4], ""]]
        assert reasons(a_file(tmp_path, rows)) == [
            "no amount",
            "the amount is not a number",
            "no supplier",
        ]

    def test_where_the_amount_without_vat_is_blank_the_one_with_it_counts(self, tmp_path):
        head = ["Supplier", "Date Paid", "Net Amount", "VAT", "Gross Amount"]
        rows = [
            ["Acme Ltd", "03/04/2025", "100.00", "20.00", "120.00"],
            ["Bell Ltd", "03/04/2025", "", "", "60.00"],
            ["Cole Ltd", "03/04/2025", "", "", ""],
            ["Dyer Ltd", "03/04/2025", "none", "", "70.00"],
        ]
        read = read_spend(a_file(tmp_path, [head, *rows]))
        assert [(p.supplier_name, p.amount_gbp, p.flags) for p in read.payments] == [
            ("Acme Ltd", Decimal("100.00"), ()),
            ("Bell Ltd", Decimal("60.00"), ("gross",)),
        ]
        assert [r.reason for r in read.rejects] == ["no amount", "the amount is not a number"]

    def test_an_amount_with_a_part_of_a_penny_is_rounded_and_flagged(self, tmp_path):
        printed = ["12.345", "12.35", "12.3500", "858.0000000000001"]
        rows = [[*ROW[:3], one, ROW[4]] for one in printed]
        paid = read_spend(a_file(tmp_path, [HEAD, *rows])).payments
        assert [("part of a penny" in one.flags) for one in paid] == [True, False, False, False]
        assert paid[0].amount_gbp == Decimal("12.34")

    @pytest.mark.parametrize(
        ("cells", "days"),
        [
            (["Mar-25", "April 2025"], [dt.date(2025, 3, 31), dt.date(2025, 4, 30)]),
            (["Feb-24", "Feb-25"], [dt.date(2024, 2, 29), dt.date(2025, 2, 28)]),
            (["Mar-24", "Mar-25", "Mar-26"], [None, None, None]),
            (["May be", "Mar-1"], [None, None]),
        ],
    )
    def test_a_month_alone_is_its_last_day_unless_its_number_may_be_a_day(
        self, tmp_path, cells, days
    ):
        rows = [[ROW[0], cell, *ROW[2:]] for cell in cells]
        paid = read_spend(a_file(tmp_path, [HEAD, *rows], name="anytown.csv")).payments
        assert [one.paid_on for one in paid] == days
        flag = "month alone" if days[0] else "no day"
        assert [one.flags for one in paid] == [(flag,)] * len(cells)

    def test_other_headings_further_down_change_the_columns(self, tmp_path):
        other = [["Supplier", "Amount"], ["Beta Ltd", "7"]]
        read = read_spend(a_file(tmp_path, [HEAD, ROW, *other]))
        assert [(paid.supplier_name, paid.amount_gbp) for paid in read.payments] == [
            ("Acme Ltd", Decimal("1200.50")),
            ("Beta Ltd", Decimal("7.00")),
        ]

    def test_columns_without_headings_are_told_by_what_they_hold(self, tmp_path):
        rows = [
            [
                "ENV",
                "Parks and Cemeteries",
                str(n),
                f"Supplier {n} Ltd",
                f"{n:02}/04/2025",
                f"{n}.50",
            ]
            for n in range(1, 6)
        ]
        paid = read_spend(a_file(tmp_path, rows)).payments
        assert [one.supplier_name for one in paid] == [f"Supplier {n} Ltd" for n in range(1, 6)]
        assert sum(one.amount_gbp for one in paid) == Decimal("17.50")

    @pytest.mark.parametrize(
        "torn",
        [
            '"Firm 5 Ltd,03/04/2025,5.50,thing',
            'Firm 5 Ltd,03/04/2025,5.50,"thing',
            '"Firm 5 Ltd,03/04/2025,"5.50",thing',
            '5" "Firm Ltd,03/04/2025,5.50,"thing',
        ],
    )
    @pytest.mark.parametrize("closed_at", [None, 6, 9])
    def test_a_quotation_mark_without_a_partner_swallows_no_payment(
        self, tmp_path, torn, closed_at
    ):
        lines = [f"Firm {n} Ltd,03/04/2025,{n}.50,thing" for n in range(1, 11)]
        lines[4] = torn
        if closed_at:
            lines[closed_at - 1] = f'Firm "{closed_at}" Ltd,03/04/2025,"{closed_at}.50",thing'
        file = tmp_path / "anytown_2025-04.csv"
        file.write_text("\n".join(["Supplier Name,Date Paid,Net Amount,Description", *lines]))
        read = read_spend(file)
        assert [one.line for one in read.payments] == list(range(2, 12))
        # 1.50 + 2.50 + ... + 10.50
        assert sum(one.amount_gbp for one in read.payments) == Decimal("60.00")

    def test_a_line_that_a_lone_mark_spoils_is_rejected_with_its_number(self, tmp_path):
        good = "Firm Ltd,03/04/2025,1.00,thing"
        lines = ["Supplier,Date,Amount,Purpose", good, 'Firm Ltd,03/04/2025,"1,20,thing', good]
        file = tmp_path / "anytown.csv"
        file.write_text("\n".join(lines))
        read = read_spend(file)
        assert [one.line for one in read.payments] == [2, 4]
        assert [(one.line, one.reason) for one in read.rejects] == [(3, "no amount")]

    @pytest.mark.parametrize("cell", ["1 High St\nAnytown", "1 High St,\nAnytown, UK", "a\nb\nc\n"])
    def test_a_cell_of_several_lines_is_one_cell(self, tmp_path, cell):
        head = ["Supplier", "Purpose", "Date", "Amount", "Reference"]
        rows = [["Acme Ltd", cell, "03/04/2025", f"{n}.00", "R1"] for n in range(1, 9)]
        rows[3][1] = "office, plain"
        read = read_spend(a_file(tmp_path, [head, *rows]))
        assert [int(one.amount_gbp) for one in read.payments] == list(range(1, 9))
        assert read.rows == 8

    def test_an_invoice_total_on_many_lines_is_flagged_from_the_second_on(self, tmp_path):
        head = ["Category", "Date", "Total Invoice Amount", "Supplier", "Invoice No"]
        line = ["Licences", "09/04/2024", "2094915.96", "SCC", "INV7"]
        other = [*line[:4], "INV8"]
        rows = [head, line, ["Radio", *line[1:]], other, line]
        paid = read_spend(a_file(tmp_path, rows)).payments
        assert ["repeated total" in one.flags for one in paid] == [False, True, False, True]

    @pytest.mark.parametrize(
        ("publisher", "repeats"), [("anytown", False), ("lancashire_pcc", True)]
    )
    def test_alike_totals_without_a_reference_repeat_only_where_that_is_known(
        self, tmp_path, publisher, repeats
    ):
        head = ["Category", "Date", "Total", "Supplier"]
        line = ["Licences", "09/04/2024", "100.00", "SCC"]
        file = a_file(tmp_path, [head, line, ["Radio", *line[1:]]], f"{publisher}__2024-04.csv")
        paid = read_spend(file).payments
        assert ["repeated total" in one.flags for one in paid] == [False, repeats]

    def test_each_decision_on_totals_has_its_publisher_reason_and_evidence(self):
        assert len({row["publisher"] for row in totals()}) == len(totals())
        for row in totals():
            assert lists_totals(row["publisher"].upper()) == (row["lists_totals"] == "yes")
            assert all(row[name] for name in ("reason", "evidence"))
            assert dt.date.fromisoformat(row["decided_on"])

    def test_equal_lines_are_two_payments_elsewhere(self, tmp_path):
        paid = read_spend(a_file(tmp_path, [HEAD, ROW, ROW])).payments
        assert [one.flags for one in paid] == [(), ()]

    def test_redactions_refunds_and_missing_days_are_flagged(self, tmp_path):
        rows = [HEAD, [ROW[0], "1900-01-05", "", "-5", "Redacted Personal Data"]]
        (paid,) = read_spend(a_file(tmp_path, rows)).payments
        assert paid.flags == ("no day", "redacted", "refund")

    def test_a_month_whose_days_all_have_another_year_is_flagged(self, tmp_path):
        file = a_file(tmp_path, [HEAD, [ROW[0], "03/04/2024", *ROW[2:]]])
        assert read_spend(file).payments[0].flags == ("day far from the others",)

    def test_a_register_of_contracts_is_no_spend_file(self, tmp_path):
        rows = [
            ["Contract Title", "Start Date", "End Date"],
            ["Parking", "2022-01-01", "2023-01-01"],
        ]
        with pytest.raises(UnreadableSheet, match="no list of payments"):
            read_spend(a_file(tmp_path, rows))

    @pytest.mark.parametrize(
        "rows",
        [
            [["Name", "Value"], ["Anytown", "1200.50"], ["Borchester", "900.25"]],
            [["Supplier", "Address", "Amount"], ["Acme Ltd", "1 High St", "12.50"]],
            [
                ["Id", "Measure in words", "Published", "Edition"],
                ["F1", "Spend of all councils", "2020-12-15", "2021"],
                ["F2", "Spend of some councils", "2021-12-14", "2022"],
            ],
        ],
        ids=["names and values", "suppliers", "figures with days and years"],
    )
    def test_a_table_of_names_and_numbers_is_no_list_of_payments(self, tmp_path, rows):
        file = a_file(tmp_path, rows)
        assert reader_of(file) is None
        with pytest.raises(UnreadableSheet, match="no list of payments"):
            read_spend(file)

    @pytest.mark.parametrize("column", ["Period", "Payment Month", "Financial Year", "Invoice No"])
    def test_a_period_or_a_reference_stands_in_for_the_day(self, tmp_path, column):
        rows = [["Supplier", column, "Amount"], ["Acme Ltd", "7", "12.50"]]
        file = a_file(tmp_path, rows)
        assert reader_of(file).name == "spend"
        assert [one.flags for one in read_spend(file).payments] == [("VAT unstated", "no day")]

    def test_unknown_headings_do_not_hide_a_column_of_pounds_and_pence(self, tmp_path):
        paid = [["ENV", f"Firm {n} Ltd", "03/04/2025", f"{n}.50"] for n in range(1, 6)]
        read = read_spend(a_file(tmp_path, [["Cost place", "To whom", "When", "£"], *paid]))
        assert sum(one.amount_gbp for one in read.payments) == Decimal("17.50")
        assert [one.line for one in read.payments] == [2, 3, 4, 5, 6]

    @pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02", b"PK\x03\x04 not a workbook"])
    @pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
    def test_what_is_no_table_is_refused_in_a_sentence(self, tmp_path, raw, name):
        file = tmp_path / name
        file.write_bytes(raw)
        with pytest.raises(UnreadableSheet, match="x"):
            read_spend(file)

    def test_every_sheet_of_a_workbook_is_read(self, tmp_path):
        book = openpyxl.Workbook()
        for title, paid in (("Apr 24", 10), ("May 24", 20.5)):
            sheet = book.create_sheet(title)
            sheet.append(["Supplier", "Date", "Amount"])
            sheet.append(["Acme Ltd", dt.datetime(2024, 4, 3), paid])
        book.save(tmp_path / "force.xlsx")
        read = read_spend(tmp_path / "force.xlsx")
        assert [one.amount_gbp for one in read.payments] == [Decimal("10.00"), Decimal("20.50")]

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.lists(
                st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8),
                min_size=1,
                max_size=6,
            ),
            max_size=12,
        )
    )
    def test_rows_in_are_payments_and_rejects(self, rows):
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            read = read_spend(a_file(Path(folder), [HEAD, ROW, *rows]))
        assert read.rows == len(read.payments) + len(read.rejects)


def test_a_file_is_named_after_who_published_it():
    assert publisher_of(Path("lancashire_fire__fire-2022-23.xlsx")) == "lancashire fire"
    assert publisher_of(Path("Anytown-2025-04.csv")) == "Anytown"


def test_a_fetched_file_is_named_by_what_stands_behind_its_checksum(tmp_path):
    assert publisher_of(Path("3f7a9b21-leeds_2025-04.csv")) == "leeds"
    assert publisher_of(Path("snap/raw/files/12345678-leeds_2025-04.csv")) == "leeds"
    folder = tmp_path / "raw" / "files"
    folder.mkdir(parents=True)
    file = a_file(folder, [HEAD[1:], ["03/04/2024", *ROW[2:]]], "3f7a2024-leeds_2025-04.csv")
    (paid,) = read_spend(file).payments
    assert (paid.publisher, paid.flags) == ("leeds", ("day far from the others",))


def test_a_day_before_a_name_is_no_checksum():
    assert own_name(Path("20250401-leeds.csv")) == "20250401-leeds"
    assert own_name(Path("facade-works_2025.csv")) == "facade-works_2025"
    assert own_name(Path("snap/raw/files/deadbeef-20250401-leeds.csv")) == "20250401-leeds"


@pytest.mark.parametrize(
    ("name", "month"),
    [("salford__2018-06", (2018, 6)), ("May 24", (2024, 5)), ("pcc-2018-19", None), ("Q3", None)],
)
def test_a_name_may_tell_the_month(name, month):
    found = named_month(name)
    assert (found.year, found.month) == month if month else found is None


@pytest.mark.shared
@pytest.mark.skipif(not SPEND.is_dir(), reason="the published spend files are not here")
class TestPublishedFiles:
    def read(self, name: str):
        return read_spend(SPEND / name)

    def test_the_invoice_of_nine_lines_counts_once(self):
        read = self.read("lancashire_pcc__pcc-2024-25.xlsx")
        lines = [one for one in read.payments if one.amount_gbp == Decimal("2094915.96")]
        assert len(lines) == 9
        assert sum("repeated total" not in one.flags for one in lines) == 1

    def test_payments_sum_to_the_publishers_own_grand_total(self):
        read = self.read("networkrail__clean__2021-04.csv")
        assert sum(one.amount_gbp for one in read.payments) == Decimal("410476063.55")
        assert [one.reason for one in read.rejects] == ["a total, not a payment", "no amount"]

    def test_carriage_returns_alone_end_lines(self):
        assert len(self.read("hyndburn__raw__1575631095wpdm_1910.csv").payments) == 265

    def test_headings_at_the_end_of_a_file_without_any_are_no_payment(self):
        read = self.read("hyndburn__raw__April-25-CSV.csv")
        assert (len(read.payments), [one.reason for one in read.rejects]) == (
            404,
            ["the headings again"],
        )

    def test_a_sheet_that_changes_its_columns_is_read_to_the_end(self):
        read = self.read("lancashire_fire__fire-2022-23.xlsx")
        assert (read.rows, len(read.payments), len(read.rejects)) == (2909, 2908, 1)

    @pytest.mark.slow
    def test_every_file_is_read_and_no_row_is_lost(self):
        files = [file for file in sorted(SPEND.iterdir()) if file.name != "manifest.csv"]
        for file in files:
            read = read_spend(file)
            assert read.rows == len(read.payments) + len(read.rejects), file.name
            assert len(read.payments) > 0.9 * read.rows, file.name
