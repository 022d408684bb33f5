"""The traps of payment lists, each on the published file where it occurs (see docs/traps.md).

What is expected is counted from the raw bytes or cells, not by the import. Three traps occur in
none of the files at hand: `#####` and a day of 1900 in a column of amounts, a word such as
REDACTED there, and a month whose days all bear another year. `TestNowhere` shows that; the small
cases that hold their rules are in `test_spend`.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from real_files import SHARED, pounds, raw_rows

from futuregazing.procurement.readers import reader_of
from futuregazing.procurement.spend import SpendFile, read_spend

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here"),
]
SPEND = SHARED / "spend"
FILES = sorted(file for file in SPEND.glob("*") if file.name != "manifest.csv")
MISREAD = "ï»¿".encode()
POLICE = ("lancashire_pcc__pcc-2018-19.xlsx", "lancashire_pcc__pcc-2024-25.xlsx")


@cache
def read(name: str) -> SpendFile:
    return read_spend(SPEND / name)


def flagged(name: str, flag: str) -> int:
    return sum(flag in one.flags for one in read(name).payments)


def in_pence(cell: object) -> str:
    """Return a cell as text, a number without what a spreadsheet adds beyond the pence."""
    return f"{cell:.2f}" if isinstance(cell, int | float) else str(cell).strip()


class TestBytes:
    @pytest.mark.parametrize(
        ("name", "publisher"),
        [
            ("manchester__clean__2022-05.csv", "Manchester City Council"),
            ("tfl__clean__2022-P10.csv", "TFL CORPORATE"),
        ],
    )
    def test_a_mark_that_was_decoded_wrongly_spoils_no_heading_and_is_flagged(
        self, name, publisher
    ):
        """The first column bears the mark: read with it, nobody would be the publisher."""
        assert (SPEND / name).read_bytes().startswith(MISREAD)
        rows = [row for row in raw_rows(f"spend/{name}")[1:] if any(row)]
        paid = read(name).payments
        assert [one.publisher for one in paid] == [row[0].strip() for row in rows]
        assert publisher in {one.publisher for one in paid}
        assert flagged(name, "mark_misread") == len(rows) == len(paid)

    def test_one_sound_mark_is_left_out_and_is_nothing_odd(self):
        name = "gateshead__clean__2018-02.csv"
        assert (SPEND / name).read_bytes().startswith("\ufeff".encode())
        assert read(name).payments[0].service == raw_rows(f"spend/{name}")[1][0]
        assert flagged(name, "mark_misread") == 0

    @pytest.mark.parametrize(
        "name", ["hyndburn__raw__1575631095wpdm_1910.csv", "hyndburn__raw__2001.csv"]
    )
    def test_carriage_returns_alone_end_lines_and_are_flagged(self, name):
        """All lines but the last, which is cells without content and ends in both signs."""
        raw = (SPEND / name).read_bytes()
        assert (raw.count(b"\n"), raw.count(b"\r\n")) == (1, 1)
        lines = [line for line in raw.split(b"\r")[1:] if line.strip(b",\n")]
        assert len(read(name).payments) == len(lines) == flagged(name, "returns_alone")

    @pytest.mark.slow
    def test_no_other_file_is_odd_in_its_bytes(self):
        odd = {
            file.name
            for file in FILES
            if {"mark_misread", "returns_alone"} & {*read(file.name).payments[0].flags}
        }
        assert len(odd) == 4


class TestLayouts:
    def test_a_file_without_headings_is_flagged_and_adds_up(self):
        """The last of 405 rows are the headings; a minus stands behind its number."""
        name = "hyndburn__raw__April-25-CSV.csv"
        rows = [row for row in raw_rows(f"spend/{name}") if any(cell.strip() for cell in row)]
        assert next(cell for cell in rows[-1] if cell) == "Department Area"
        assert flagged(name, "no headings") == len(rows) - 1 == 404
        printed = [row[-1] for row in rows[:-1]]
        refunds = sum(pounds(cell[:-1]) for cell in printed if cell.endswith("-"))
        spent = sum(pounds(cell) for cell in printed if not cell.endswith("-")) - refunds
        assert sum(one.amount_gbp for one in read(name).payments) == spent

    def test_rows_without_content_before_the_headings_count_for_nothing(self):
        name = "hyndburn__raw__April-2023.csv"
        rows = raw_rows(f"spend/{name}")
        assert not any(rows[0])
        assert rows[1][0] == "Service Cost Centre"
        found = read(name)
        assert found.rows == sum(any(cell.strip() for cell in row) for row in rows) - 1
        assert found.rejects == ()

    def test_the_real_register_of_contracts_is_not_read_as_payments(self):
        (register,) = (SHARED / "registers").iterdir()
        assert reader_of(register).name == "register"

    @pytest.mark.slow
    def test_every_list_of_payments_is_taken_for_one(self):
        assert {reader_of(file).name for file in FILES} == {"spend"}


class TestCells:
    def test_a_day_of_1900_stands_where_a_service_is_due_and_reaches_no_payment(self):
        """Three lines of a payment card, without a day of payment and with nought for a service."""
        name = "london__clean__2019-P06.csv"
        odd = [row for row in raw_rows(f"spend/{name}") if row[8].startswith("1900-01-0")]
        assert [row[5] for row in odd] == ["6375.00", "586.35", "390.6"]
        found = {(one.amount_gbp, one.description): one for one in read(name).payments}
        paid = [found[pounds(row[5]), row[3]] for row in odd]
        assert all("no day" in one.flags for one in paid)
        assert not any("1900-01" in f"{one.service}{one.paid_on}" for one in read(name).payments)

    def test_a_grand_total_is_no_supplier_and_is_the_sum_of_the_payments(self):
        assert self.without_total("networkrail__clean__2021-04.csv") == 0

    def test_a_grand_total_may_hold_more_than_the_file_lists(self):
        """The lines of January 2017 are £31,649,694.25 less than the total under them."""
        assert self.without_total("networkrail__clean__2017-01.csv") == Decimal("31649694.25")

    @staticmethod
    def without_total(name: str) -> Decimal:
        """Return by how much the printed total exceeds the payments, which are all other lines."""
        lines = [row for row in raw_rows(f"spend/{name}")[1:] if row[0]]
        (total,) = (row[-1] for row in lines if row[0] == "Grand Total")
        spent = sum(pounds(row[-1]) for row in lines if row[0] != "Grand Total")
        paid = sum(one.amount_gbp for one in read(name).payments)
        assert read(name).rejects[0].reason == "a total, not a payment"
        assert paid == spent
        return pounds(total) - paid

    @pytest.mark.parametrize(
        ("name", "column"),
        [("leeds__clean__2013-06.csv", 11), ("manchester__clean__2022-05.csv", 6)],
    )
    def test_redacted_payees_are_those_whose_cell_says_so(self, name, column):
        names = [row[column] for row in raw_rows(f"spend/{name}")[1:] if any(row)]
        expected = sum(bool(re.search("redacted", one, re.IGNORECASE)) for one in names)
        assert flagged(name, "redacted") == expected > 100

    def test_a_firm_called_redactive_is_not_redacted(self):
        paid = [
            one for one in read(POLICE[0]).payments if one.supplier_name == "REDACTIVE EVENTS LTD"
        ]
        assert len(paid) == 2
        assert not any("redacted" in one.flags for one in paid)

    @pytest.mark.parametrize("name", POLICE)
    def test_a_forces_repeated_totals_are_those_that_its_cells_repeat(self, name):
        """Counted with openpyxl: rows of a sheet alike in supplier, day, total and reference."""
        again = 0
        for sheet in openpyxl.load_workbook(SPEND / name, read_only=True).worksheets:
            head, *rows = (row for row in sheet.iter_rows(values_only=True) if any(row))
            at = [
                place
                for place, told in enumerate(head)
                if told and re.search("supplier|date|total|amount|invoice|ref", str(told), re.I)
            ]
            alike = Counter(tuple(in_pence(row[place]) for place in at) for row in rows)
            again += sum(n - 1 for n in alike.values())
        assert flagged(name, "repeated total") == again > 500


class TestNowhere:
    @pytest.mark.slow
    def test_no_file_has_signs_or_a_day_of_1900_or_a_word_as_an_amount(self):
        """The only cell of words where an amount is due is a line of copyright."""
        texts = {file.name: file.read_bytes() for file in FILES if file.suffix == ".csv"}
        assert not [name for name, raw in texts.items() if b"###" in raw or b"1900-01-05" in raw]
        assert [name for name, raw in texts.items() if b"1900-01-0" in raw] == [
            "london__clean__2019-P06.csv"
        ]
        wrong = {
            (file.name, one.excerpt)
            for file in FILES
            for one in read(file.name).rejects
            if one.reason == "the amount is not a number"
        }
        assert wrong == {("networkrail__clean__2017-01.csv", "© Copyright Network Rail 2017")}

    @pytest.mark.slow
    def test_no_workbook_has_a_day_before_payments_were_published(self):
        for file in FILES:
            if file.suffix != ".xlsx":
                continue
            for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
                cells = (cell for row in sheet.iter_rows(values_only=True) for cell in row)
                days = [cell for cell in cells if hasattr(cell, "year")]
                assert min(day.year for day in days) >= 2018
                assert len(days) > 500

    @pytest.mark.slow
    def test_in_no_file_do_all_days_bear_another_year_than_the_rest_says(self):
        for file in FILES:
            far = flagged(file.name, "day far from the others")
            assert far <= 0.1 * len(read(file.name).payments), file.name
