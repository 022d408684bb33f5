"""Totals among payments are told by what they are called, and by what they come to."""

from pathlib import Path

import pytest

from futuregazing.procurement.spend import SpendFile, read_spend

HEAD = "Supplier Name,Payment Date,Ref,Net Amount"
ROWS = ("Acme Ltd,03/04/2025,1,10.50", "Beta Ltd,04/04/2025,2,20.25")  # 10.50 + 20.25 = 30.75


def read(folder: Path, *lines: str, head: str = HEAD) -> SpendFile:
    file = folder / "anytown.csv"
    file.write_text("\n".join((head, *lines)), encoding="utf-8")
    return read_spend(file)


def outcome(found: SpendFile) -> tuple[int, list[str]]:
    return len(found.payments), [one.reason for one in found.rejects]


class TestByName:
    @pytest.mark.parametrize(
        "name",
        ["Monthly Total", "Total net", "Report Total", "Page Total", "Total expenditure",
         "April Total", "Total April 2024", "Net Total", "Total excluding VAT", "Sum", "Subtotal"],
    )  # fmt: skip
    def test_a_row_without_day_or_reference_that_is_called_total_is_none(self, tmp_path, name):
        found = read(tmp_path, *ROWS, f"{name},,,99.99")
        assert outcome(found) == (2, ["a total, not a payment"])

    def test_the_word_may_stand_in_another_column(self, tmp_path):
        assert outcome(read(tmp_path, *ROWS, ",Monthly total,,99.99")) == (
            2,
            ["a total, not a payment"],
        )

    @pytest.mark.parametrize(
        "row",
        ["Total Energies UK Ltd,,,99.99", "Total Gas,03/04/2025,,99.99", "Total Gas,,INV7,99.99",
         "Totally Local,,,99.99", "Summit Books,,,99.99"],
    )  # fmt: skip
    def test_a_firm_of_such_a_name_is_paid(self, tmp_path, row):
        assert outcome(read(tmp_path, *ROWS, row)) == (3, [])


class TestBySum:
    def test_a_row_without_a_day_that_is_the_sum_of_those_above_is_none(self, tmp_path):
        found = read(tmp_path, *ROWS, "Anytown Council,,,30.75")
        assert outcome(found) == (2, ["without a day, and the sum of rows above"])

    def test_subtotals_and_the_total_of_all_are_each_told(self, tmp_path):
        # 10.50 + 20.25 = 30.75; 1 + 2 = 3; 30.75 + 3 = 33.75
        more = ("Acme Ltd,05/04/2025,3,1.00", "Beta Ltd,05/04/2025,4,2.00")
        found = read(tmp_path, *ROWS, "ENV,,,30.75", *more, "ICT,,,3.00", ",,,33.75")
        assert outcome(found) == (4, ["without a day, and the sum of rows above"] * 3)

    @pytest.mark.parametrize(
        "row",
        ["Gamma Ltd,,,30.76", "Gamma Ltd,05/04/2025,3,30.75", "Gamma Ltd,,INV7,30.75"],
        ids=["another amount", "a day", "a reference"],
    )
    def test_what_differs_in_amount_or_has_a_day_or_reference_is_paid(self, tmp_path, row):
        assert outcome(read(tmp_path, *ROWS, row)) == (3, [])

    def test_two_equal_rows_without_a_day_are_two_payments(self, tmp_path):
        assert outcome(read(tmp_path, "Acme Ltd,,,5.00", "Acme Ltd,,,5.00")) == (2, [])

    def test_a_list_that_has_no_days_at_all_has_no_such_totals(self, tmp_path):
        head = "Supplier Name,Period,Net Amount"
        rows = ("Acme Ltd,,1.00", "Beta Ltd,,2.00", "Total Gas,,3.00")
        assert outcome(read(tmp_path, *rows, head=head)) == (3, [])
