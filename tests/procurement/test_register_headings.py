"""Registers of contracts: what their headings make of days and values, and totals among them."""

from datetime import date
from decimal import Decimal

import pytest
from test_flat_readers import Read

from futuregazing.procurement.register_cells import size_of

HEAD = "Contract Title,Supplier Name,Start Date,End Date,{},Reference"


def register(folder, *rows: str, value: str = "Contract Value", name: str = "anytown.csv") -> Read:
    read = Read(folder, "\n".join((HEAD.format(value), *rows)), name)
    assert read.reader == "register"
    return read


class TestValues:
    @pytest.mark.parametrize(
        ("heading", "pounds", "flags"),
        [
            ("Total Contract Value (£)", 15, []),
            ("Contract Sum", 15, []),
            ("Contract Value (£000)", 15_000, ["in_thousands"]),
            ("Contract Value £k", 15_000, ["in_thousands"]),
            ("Value (£m)", 15_000_000, ["in_millions"]),
            ("Contract Value (EUR)", None, ["foreign_currency"]),
            ("Contract value per annum", None, ["value_of_a_year"]),
            ("Annual Value", None, ["value_of_a_year"]),
            ("Irrecoverable VAT", None, []),
            ("Value band", None, []),
        ],
    )
    def test_a_value_is_in_pounds_and_of_the_whole_contract(self, tmp_path, heading, pounds, flags):
        read = register(tmp_path, "Parking,Acme,01/04/2024,31/03/2027,15,R1", value=heading)
        assert read.rows("award", "stated_net, flags") == [(pounds, flags)]

    def test_the_total_is_preferred_to_other_values(self, tmp_path):
        text = "Title,Supplier,End Date,Annual Value,Value,Total Value,VAT value\n"
        read = Read(tmp_path, text + "Parking,Acme,31/03/2027,5,10,15,3\n")
        assert read.rows("award", "stated_net") == [(Decimal(15),)]

    def test_a_contract_in_another_currency_has_no_value_and_says_so(self, tmp_path):
        text = "Title,Supplier,End Date,Currency,Value\n"
        rows = "Parking,Acme,31/03/2027,GBP,15\nRoads,Beta,31/03/2027,EUR,20\n"
        read = Read(tmp_path, text + rows)
        assert read.rows("award", "stated_net, flags") == [
            (Decimal(15), []),
            (None, ["foreign_currency"]),
        ]


class TestDays:
    def test_the_month_is_first_where_one_day_of_the_register_must_be_read_so(self, tmp_path):
        rows = ("A,Acme,04/13/2024,03/04/2027,1,R1", "B,Beta,04/01/2024,03/31/2027,2,R2")
        assert register(tmp_path, *rows).rows("award", "start_date, end_date, flags") == [
            (date(2024, 4, 13), date(2027, 3, 4), []),
            (date(2024, 4, 1), date(2027, 3, 31), []),
        ]

    def test_the_day_is_first_elsewhere(self, tmp_path):
        read = register(tmp_path, "A,Acme,01/04/2024,03/04/2027,1,R1")
        assert read.rows("award", "start_date, end_date") == [(date(2024, 4, 1), date(2027, 4, 3))]


class TestTotals:
    @pytest.mark.parametrize(
        "row", ["Grand Total,,,,99,", "Total value of contracts,,,,,", ",,,,40,", "All,,,,40,"]
    )
    def test_a_total_is_no_contract(self, tmp_path, row):
        # 15 + 25 = 40
        contracts = ("A,Acme,1/4/2024,31/3/2027,15,R1", "B,Beta,1/4/2024,31/3/2027,25,R2")
        read = register(tmp_path, *contracts, row)
        assert read.rows("award", "title") == [("A",), ("B",)]
        assert read.rows("reject", "raw_line, reason") == [(4, "a total, not a contract")]

    @pytest.mark.parametrize(
        "row", ["Total Mobile,Acme,,,40,R3", "Total Mobile,,1/4/2024,,40,R3", "Roads,,,,41,R3"]
    )
    def test_what_has_a_supplier_or_a_day_or_another_value_is_one(self, tmp_path, row):
        contracts = ("A,Acme,1/4/2024,31/3/2027,15,R1", "B,Beta,1/4/2024,31/3/2027,25,R2")
        assert register(tmp_path, *contracts, row).counts["award"].kept == 3


class TestBodies:
    @pytest.mark.parametrize(
        ("cell", "told"),
        [("SME", ("sme", "")), ("Yes", ("sme", "")), ("VCSE", ("", "yes")), ("No", ("large", "")),
         ("SME & VCSE", ("sme", "yes")), ("Both", ("sme", "yes")), ("Non-SME", ("", "")),
         ("N/A", ("", "")), ("", ("", ""))],
    )  # fmt: skip
    def test_a_cell_names_the_size_of_a_firm(self, cell, told):
        assert size_of(cell) == told

    @pytest.mark.parametrize(
        ("name", "body"),
        [
            ("leeds_city_council_contracts_register_2025.csv", "leeds city council"),
            ("Barnet-Contracts-Register-2025.csv", "Barnet"),
            ("register.csv", "register"),
        ],
    )
    def test_a_register_without_a_buyer_is_of_the_body_in_its_name(self, tmp_path, name, body):
        read = register(tmp_path, "A,Acme,1/4/2024,31/3/2027,15,R1", name=name)
        assert read.rows("buyer", "name") == [(body,)]
