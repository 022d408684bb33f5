import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.procurement.suppliers import (
    Supplier,
    cleaned_name,
    company_number,
    group_suppliers,
    marked,
)

COH = "GB-COH"


def groups(*suppliers: Supplier, **more) -> list[tuple[str, str]]:
    return [(one.group, one.how) for one in group_suppliers(suppliers, **more)]


@pytest.mark.parametrize(
    ("given_number", "full"),
    [
        ("2986", "00002986"),
        ("SC123456", "SC123456"),
        (" 0123 4567 ", "01234567"),
        ("0", ""),
        ("n/a", ""),
    ],
)
def test_a_company_number_has_eight_signs(given_number, full):
    assert company_number(COH, given_number) == full


def test_a_number_of_another_register_is_no_company_number():
    assert company_number("GB-CFS", "01234567") == ""


@pytest.mark.parametrize(
    "printed",
    [
        "Civica UK Limited",
        "CIVICA UK LTD.",
        "Civica (formerly X) UK Ltd",
        "The Civica UK",
        "Civica UK Ltd t/a Xpress",
    ],
)
def test_legal_forms_case_and_trading_names_do_not_tell_companies_apart(printed):
    assert cleaned_name(printed) == "civica uk"


def test_companies_whose_names_begin_alike_are_not_one():
    assert cleaned_name("Northgate Vehicle Hire") != cleaned_name("Northgate Public Services")


def test_one_number_is_one_company_whatever_it_is_called():
    found = groups(
        Supplier("NEC Software", COH, "968498"), Supplier("Northgate PS Ltd", COH, "00968498")
    )
    assert found == [("00968498", "company number")] * 2


def test_a_name_without_a_number_joins_the_only_company_of_that_name():
    found = groups(Supplier("Softcat plc", COH, "02174990"), Supplier("SOFTCAT"))
    assert found == [("02174990", "company number"), ("02174990", "name of a company")]


def test_a_name_that_two_companies_bear_joins_neither():
    found = groups(
        Supplier("Apex Ltd", COH, "11111111"), Supplier("Apex", COH, "22222222"), Supplier("Apex")
    )
    assert found[2] == ("apex", "name")


def test_who_is_not_named_belongs_to_no_group():
    given_names = [Supplier(name) for name in ("REDACTED", "", "Withheld", "Waste Collection 2024")]
    assert groups(*given_names, titles=["Waste collection 2024"]) == [("", "unnamed")] * 4


@pytest.mark.parametrize(
    "printed",
    ["REDACTED PERSONAL DATA", "Redacted - Personal Information", "Withheld: commercial"],
)
def test_a_name_that_is_hidden_is_nobodys_whatever_the_publisher_adds(printed):
    assert groups(Supplier(printed)) == [("", "unnamed")]


def test_a_hidden_name_with_a_company_number_is_that_company():
    assert groups(Supplier("Redacted", COH, "9782047")) == [("09782047", "company number")]


def test_a_supplier_of_a_table_is_marked_under_any_spelling():
    assert marked("BYTES SOFTWARE SERVICES LTD", ["Bytes Software Services Limited"])
    assert not marked("Bytes Technology", ["Bytes Software Services Limited"])


@given(st.lists(st.sampled_from(["Acme Ltd", "ACME", "Beta plc", "Acme Holdings"])))
def test_suppliers_of_one_cleaned_name_are_always_in_one_group(names):
    made = groups(*(Supplier(name) for name in names))
    by_name = {}
    for name, (group, _) in zip(names, made, strict=True):
        assert by_name.setdefault(cleaned_name(name), group) == group
