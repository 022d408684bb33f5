"""Columns of payments are chosen by what their headings say, and refused with the reason."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from futuregazing.procurement.importing import import_files
from futuregazing.procurement.money_headings import is_sterling, money_of, times_of
from futuregazing.procurement.printing import outcome
from futuregazing.procurement.readers import UnknownFormat, describe, reader_of
from futuregazing.procurement.sheets import UnreadableSheet
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.spend import SpendFile, read_spend
from futuregazing.procurement.spend_headings import roles


def listed(folder: Path, *lines: str) -> Path:
    file = folder / "anytown.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def paid(folder: Path, *lines: str) -> SpendFile:
    file = listed(folder, *lines)
    assert reader_of(file).name == "spend"
    return read_spend(file)


def amounts(read: SpendFile) -> list[Decimal]:
    return [one.amount_gbp for one in read.payments]


class TestTheAmount:
    @pytest.mark.parametrize(
        ("line", "row", "flags"),
        [
            ("Supplier Name,Date,Amount excl VAT,VAT", "Acme,03/04/2025,100.50,20.10", ()),
            ("Supplier,Date,VAT,Amount ex VAT", "Acme,03/04/2025,20.10,100.50", ()),
            ("Creditor Name,Paid On,Amount ex VAT,Running balance", "A,3/4/2025,100.50,9.50", ()),
            ("Supplier,Date,Budget,Net Amount", "Acme,03/04/2025,5000.00,100.50", ()),
            ("Supplier,Date,Amount (exc VAT),Irrecoverable VAT", "A,3/4/2025,100.50,0", ()),
            ("Supplier,Date,Ref,Amount ex VAT,VAT,Total inc VAT", "A,3/4/25,7,100.5,2,102.5", ()),
            ("Supplier,Date,VAT Amount,Gross Amount,Net", "A,3/4/2025,20.10,120.60,100.50", ()),
            ("Supplier,Date,Total,Line Amount,Amount code", "A,3/4/25,200,100.50,7",
             ("VAT unstated",)),
            ("Supplier,Date,VAT,Amount inc VAT", "Acme,03/04/2025,16.75,100.50", ("gross",)),
            ("Supplier,Date,Amount (EUR),Amount (GBP)", "A,3/4/25,120,100.50", ("VAT unstated",)),
            ("Supplier,Date,Spend (£000),Spend (£)", "A,3/4/25,0.1,100.50", ("VAT unstated",)),
        ],
    )  # fmt: skip
    def test_is_what_was_paid_before_tax_wherever_it_stands(self, tmp_path, line, row, flags):
        (one,) = paid(tmp_path, line, row).payments
        assert (one.amount_gbp, one.flags) == (Decimal("100.50"), flags)

    @pytest.mark.parametrize(
        "words",
        ["Total Amount", "Amount Excluding VAT", "Amount inc VAT", "Payment Amount",
         "Transaction Amount", "Invoice Line Amount", "Paid Amount", "Sum of Amount",
         "Payment Value", "Actual Value", "Distribution Amount", "Value of Payment", "AmountNet",
         "NET_AMOUNT", "Spend over £500", "Paid (£)", "£"],
    )  # fmt: skip
    def test_is_told_by_single_words_of_its_heading(self, tmp_path, words):
        read = paid(tmp_path, f"Date,Dept,Supplier,Item,{words}", "03/04/2025,ICT,Acme,PCs,12.50")
        assert amounts(read) == [Decimal("12.50")]

    @pytest.mark.parametrize(
        "words",
        ["VAT", "VAT Amount", "Net VAT", "Irrecoverable VAT (£)", "Tax total", "Balance (£)",
         "Budget amount", "Amount code", "Cumulative spend", "Amount paid to date", "Spend YTD",
         "Total number", "Contract Value", "Order value", "Spend category", "Amount (%)",
         "Amount (EUR)", "Amount €", "Value USD", "Amount ($)", "Annual Value", "Description"],
    )  # fmt: skip
    def test_is_no_tax_balance_budget_code_or_other_currency(self, words):
        assert money_of(words) is None

    def test_is_not_guessed_between_two_columns_of_one_heading(self, tmp_path):
        file = listed(tmp_path, "Supplier,Date,Amount,Amount", "Acme,03/04/2025,20.10,100.50")
        assert reader_of(file) is None
        assert "two columns of amounts bear the same heading" in describe(file)

    def test_is_flagged_where_another_column_is_headed_as_well(self, tmp_path):
        read = paid(tmp_path, "Supplier,Date,Spend,Value", "Acme,03/04/2025,20.10,100.50")
        assert [(one.amount_gbp, one.flags) for one in read.payments] == [
            (Decimal("20.10"), ("VAT unstated", "one of several amounts"))
        ]


class TestUnitsAndCurrencies:
    @pytest.mark.parametrize(
        ("words", "pounds", "flag"),
        [
            ("Amount (£000)", "1500.50", "in thousands"),
            ("Spend £000s", "1500.50", "in thousands"),
            ("Spend £k", "1500.50", "in thousands"),
            ("Amount £'000", "1500.50", "in thousands"),
            ("Amount (£m)", "1500500.00", "in millions"),
        ],
    )
    def test_thousands_and_millions_are_multiplied_and_flagged(self, tmp_path, words, pounds, flag):
        # 1.5005 x 1,000 = 1,500.50; x 1,000,000 = 1,500,500
        (one,) = paid(tmp_path, f"Supplier,Date,{words}", "Acme,03/04/2025,1.5005").payments
        assert (one.amount_gbp, one.flags) == (Decimal(pounds), ("VAT unstated", flag))

    def test_a_line_before_the_headings_may_say_thousands(self, tmp_path):
        read = paid(tmp_path, "Payments in £000", "Supplier,Date,Net Amount", "Acme,03/04/2025,1.5")
        assert [(one.amount_gbp, one.flags) for one in read.payments] == [
            (Decimal("1500.00"), ("in thousands",))
        ]

    @pytest.mark.parametrize(
        "words", ["Spend over £500", "Payments over £25,000", "Amount > £25 000", "Amount (£)"]
    )
    def test_a_threshold_in_a_heading_multiplies_nothing(self, words):
        assert times_of(words) == 1

    def test_a_list_in_another_currency_is_refused(self, tmp_path):
        file = listed(tmp_path, "Supplier,Date,Amount (EUR)", "Acme,03/04/2025,1000.50")
        assert reader_of(file) is None
        with pytest.raises(UnreadableSheet, match=r"no column of amounts in pounds .*EUR"):
            read_spend(file)

    def test_a_payment_in_another_currency_is_flagged_and_left_out_of_sums(self, tmp_path):
        file = listed(
            tmp_path,
            "Supplier,Date,Currency,Net Amount",
            *("Acme,03/04/2025,GBP,10.00", "Beta,03/04/2025,EUR,20.00", "Gamma,3/4/2025,,30.00"),
        )
        import_files([file], tmp_path / "snap")
        rows = f"FROM '{tidy_tables(tmp_path / 'snap')}/spend.parquet' ORDER BY raw_line"
        assert duckdb.sql(f"SELECT amount_gbp, kept, flags {rows}").fetchall() == [
            (Decimal("10.00"), True, []),
            (Decimal("20.00"), False, ["another currency"]),
            (Decimal("30.00"), True, []),
        ]

    @pytest.mark.parametrize(
        ("cell", "is_ours"),
        [("GBP", True), ("£", True), ("UK Pounds", True), ("Sterling", True), (None, True),
         ("€", False), ("EUR", False), ("US Dollar", False), ("XDR", False)],
    )  # fmt: skip
    def test_which_currencies_are_pounds(self, cell, is_ours):
        assert is_sterling(cell) == is_ours


class TestDaysAndPayees:
    @pytest.mark.parametrize(
        "words",
        ["Invoice Date", "Pay Date", "Cheque Date", "Effective Date", "Post Date", "Paid On",
         "Settlement Date", "Date of Transaction", "Payment Date (dd/mm/yyyy)"],
    )  # fmt: skip
    def test_a_day_is_told_by_single_words_of_its_heading(self, tmp_path, words):
        read = paid(tmp_path, f"{words},Dept,Supplier,Amount", "03/04/2025,ICT,Acme,12.50")
        assert [str(one.paid_on) for one in read.payments] == ["2025-04-03"]

    def test_the_day_of_payment_is_preferred_to_the_invoices(self):
        told = roles(["Invoice Date", "Posting Date", "Due Date", "BACS payment date", "Supplier"])
        assert told["date"] == 3
        assert roles(["Invoice Date", "Effective Date"])["date"] == 1
        assert "date" not in roles(["Contract Start Date", "End Date", "Due date", "Award Date"])

    @pytest.mark.parametrize(
        "words",
        ["Company Name", "Paid To", "Supplier/Payee", "Trading Name", "Name of Supplier",
         "Account Name", "Contractor", "Supplier Name(T)", "Supplier Description"],
    )  # fmt: skip
    def test_a_payee_is_told_by_single_words_of_its_heading(self, tmp_path, words):
        read = paid(tmp_path, f"Date,Item,{words},Amount", "03/04/2025,PCs,Acme,12.50")
        assert [one.supplier_name for one in read.payments] == ["Acme"]

    def test_a_payees_number_or_place_is_not_the_payee(self):
        headings = ["Supplier ID", "Supplier Postcode", "Vendor Category", "Payee (or redacted)"]
        assert roles(headings)["supplier"] == 3


class TestThePayer:
    @pytest.mark.parametrize(
        "words",
        ["Body Name", "OrganisationName", "Entity", "Organisation", "Organization",
         "Organisation Label", "Org Name", "Local Authority", "Local Authority Name", "Council",
         "Council Name", "Authority", "Authority Name", "Publisher", "PUBLISHER_NAME"],
    )  # fmt: skip
    def test_is_told_by_a_whole_heading_of_who_publishes(self, tmp_path, words):
        head, row = "Date,Supplier,Net Amount", "03/04/2025,Acme,12.50"
        (one,) = paid(tmp_path, f"{words},{head}", f"Ely Council,{row}").payments
        assert (one.publisher, one.supplier_name) == ("Ely Council", "Acme")

    @pytest.mark.parametrize(
        "words",
        ["Organisation Type", "Organisation Code", "Organisation Paid", "Supplier Organisation",
         "Council Tax", "Authority Code", "Authority to pay", "Payee's council", "Publisher URI",
         "Company Name", "Vendor Council Name", "Contracting with Local Authority"],
    )  # fmt: skip
    def test_is_not_told_by_a_heading_with_other_words(self, words):
        assert "publisher" not in roles(["Date", words, "Supplier", "Net Amount"])

    def test_a_heading_that_names_bodies_is_preferred_to_one_that_may_be_something_else(self):
        told = roles(["Organisation", "Supplier", "Date", "Net Amount", "Body Name"])
        assert told["publisher"] == 4
        assert roles(["Authority", "Council Name", "Supplier", "Net Amount"])["publisher"] == 1

    def test_no_payee_is_made_of_an_organisation(self, tmp_path):
        file = listed(tmp_path, "Organisation,Date,Net Amount", "Acme,03/04/2025,12.50")
        assert reader_of(file) is None
        assert "no column of payees was found" in describe(file)


class TestRefusals:
    @pytest.mark.parametrize(
        ("headings", "lacks"),
        [
            ("Date,Who,Net Amount", "no column of payees"),
            ("Payment Date,Supplier,Outlay", "no column of amounts in pounds"),
            ("Supplier,Address,Amount", "no column of days"),
        ],
    )
    def test_a_list_that_resembles_payments_is_refused_with_what_it_lacks(
        self, tmp_path, headings, lacks
    ):
        file = listed(tmp_path, headings, "03/04/2025,Acme Ltd,12.50")
        told = ", ".join(repr(one) for one in headings.split(","))
        assert reader_of(file) is None
        with pytest.raises(UnknownFormat, match="resembles a list of payments") as refused:
            import_files([file], tmp_path / "snap")
        assert f"{lacks} was found among the headings {told}" in str(refused.value)

    def test_an_import_of_a_folder_says_why_it_passes_over_such_a_list(self, tmp_path):
        (folder := tmp_path / "in").mkdir()
        listed(folder, "Date,Who,Net Amount", "03/04/2025,Acme Ltd,12.50")
        (folder / "good.csv").write_text("Date,Supplier,Net Amount\n03/04/2025,Acme,12.50\n")
        told = "\n".join(outcome(import_files([folder], tmp_path / "snap")))
        assert "in/anytown.csv: text that begins 'Date,Who,Net Amount'; it resembles" in told
        assert "no column of payees was found" in told

    def test_other_headings_further_down_that_cannot_be_read_end_the_list(self, tmp_path):
        head, row = "Supplier,Date,Net Amount", "Acme,03/04/2025,12.50"
        euros = "Supplier,Date,Amount (EUR)"
        read = paid(tmp_path, head, row, euros, row, row, head, row)
        assert [one.line for one in read.payments] == [2, 7]
        assert [(one.line, one.reason) for one in read.rejects] == [
            (3, "headings of a list that cannot be read as payments"),
            (4, "no list of payments"),
            (5, "no list of payments"),
            (6, "the headings again"),
        ]

    def test_headings_without_an_amount_below_them_are_told(self, tmp_path):
        file = listed(tmp_path, "Date,Supplier,Net Amount", "03/04/2025,Acme Ltd,soon")
        assert "none of its first rows has an amount" in describe(file)


class TestWithoutHeadings:
    def test_the_payee_may_stand_behind_the_day(self, tmp_path):
        rows = [f"{n:02}/04/2025,Adult services,Firm {n} Ltd,PCs and more,{n}.50" for n in (1, 2)]
        read = paid(tmp_path, *rows)
        assert [(one.supplier_name, str(one.amount_gbp)) for one in read.payments] == [
            ("Firm 1 Ltd", "1.50"),
            ("Firm 2 Ltd", "2.50"),
        ]

    def test_two_columns_of_pounds_and_pence_are_not_guessed_between(self, tmp_path):
        rows = [f"Firm {n} Ltd,{n:02}/04/2025,{n}.50,{n}.10" for n in (1, 2)]
        assert reader_of(listed(tmp_path, *rows)) is None
        with pytest.raises(UnreadableSheet, match="no list of payments"):
            read_spend(tmp_path / "anytown.csv")

    def test_unknown_headings_are_not_passed_over(self, tmp_path):
        rows = [f"ENV,Firm {n} Ltd,{n:02}/04/2025,{n}.50" for n in (1, 2)]
        assert reader_of(listed(tmp_path, "Place,Whom,At,Outlay", *rows)) is None

    def test_headings_may_stand_far_down(self, tmp_path):
        notes = [f"note {n}" for n in range(45)]
        read = paid(tmp_path, *notes, "Supplier,Date,Net Amount", "Acme,03/04/2025,12.50")
        assert amounts(read) == [Decimal("12.50")]
