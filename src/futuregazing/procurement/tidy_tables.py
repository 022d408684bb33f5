"""The tidy tables of notices, contracts and payments, described column by column."""

from __future__ import annotations

from futuregazing.procurement.columns import RESOLVER, RULES, TECHNOLOGY, Column, TidyTable
from futuregazing.procurement.vocabulary import (
    CLASSIFICATION_ROLES,
    NOTICE_VALUE_BASES,
    OUTTURN_STATUSES,
    ROUTES,
    SOURCES,
    STAGES,
    VALUE_BASES,
)

POUNDS = "GBP"


def _source() -> Column:
    return Column("source", "text", "where it was published", required=True, words=tuple(SOURCES))


def _raw(ordinal: str) -> tuple[Column, ...]:
    """Return the columns that lead back to the raw record."""
    return (
        Column("raw_file", "text", "the id of the imported file (see imports.json)", required=True),
        Column("raw_line", "number", "line, row or (of packages) release, from 1", required=True),
        Column("raw_no", "number", ordinal, required=True),
    )


def _period() -> tuple[Column, ...]:
    return (
        Column("start_date", "day", "first day of the contract, as printed"),
        Column("end_date", "day", "last day of the contract, as printed"),
        Column("max_end_date", "day", "last day with every extension, where stated"),
    )


def _flags(whose: str) -> Column:
    return Column("flags", "words", f"quality flags of the {whose}, sorted", required=True)


def _technology() -> tuple[Column, ...]:
    """Return the columns of the judgement whether technology is bought, and on what evidence."""
    return (
        Column("technology", "yes_no", "buys technology", filled_by=TECHNOLOGY),
        Column("adjacent", "yes_no", "buys what lies beside technology", filled_by=TECHNOLOGY),
        Column("technology_why", "words", "the evidence for that", filled_by=TECHNOLOGY),
    )


NOTICE = TidyTable(
    name="notice",
    row="a published release, also a planning or pre-market one",
    key=("notice_key",),
    columns=(
        Column(
            "notice_key",
            "text",
            "source:ocid:release id, or source:buyer_key:the buyer's own number; repeats ~2, ~3",
            required=True,
        ),
        _source(),
        Column("ocid", "text", "Open Contracting id of the process, where there is one"),
        Column("release_id", "text", "the release's own id", required=True),
        Column("notice_type", "text", "UK1 to UK17, or the source's own word", required=True),
        Column("stage", "text", "stage of the process", required=True, words=tuple(STAGES)),
        Column("status", "text", "status of the tender, as printed"),
        Column("published_at", "moment", "moment of publication"),
        Column("title", "text", "title, cut at 1,000 characters"),
        Column("description", "text", "description, cut at 4,000 characters"),
        Column("buyer_key", "text", "the first buyer"),
        Column("n_buyers", "number", "buyers named", "buyers"),
        Column("value_gbp", "money", "estimated value", POUNDS),
        Column("value_basis", "text", "basis of it", words=tuple(NOTICE_VALUE_BASES)),
        *_period(),
        Column("deadline", "day", "last day for tenders, as printed"),
        Column("expected_date", "day", "day on which a planned tender is expected"),
        Column("sme_suitable", "yes_no", "marked as suitable for small and medium firms"),
        Column("is_framework", "yes_no", "sets up a framework or dynamic market"),
        Column("url", "text", "page of the notice"),
        _flags("notice"),
        *_raw("always 0"),
        Column("kept", "yes_no", "false for a repeat", required=True, filled_by=RULES),
        Column("duplicate_of", "text", "the notice it repeats", filled_by=RULES),
        *_technology(),
    ),
    points_to={"buyer_key": "buyer", "duplicate_of": "notice"},
)

AWARD = TidyTable(
    name="award",
    row="an award as one release states it; count only those kept",
    key=("award_key",),
    columns=(
        Column(
            "award_key", "text", "notice_key:award id; a repeat has its notice's ~2", required=True
        ),
        Column("notice_key", "text", "the release that states it", required=True),
        _source(),
        Column("ocid", "text", "Open Contracting id of the process, where there is one"),
        Column("release_id", "text", "the release's own id", required=True),
        Column("notice_type", "text", "UK5, UK6, UK7, or the source's own word", required=True),
        Column("award_id", "text", "the award's id within the process", required=True),
        Column("title", "text", "title of the award, else of the tender"),
        Column("description", "text", "description, cut at 4,000 characters"),
        Column("status", "text", "active, cancelled ..., as printed"),
        Column("award_date", "day", "day of the award, as printed"),
        Column("published_at", "moment", "moment of publication"),
        Column("stated_net", "money", "the award's value without VAT, as printed", POUNDS),
        Column("stated_gross", "money", "the award's value with VAT, as printed", POUNDS),
        Column("contract_net", "money", "its contracts' value without VAT, summed", POUNDS),
        Column("contract_gross", "money", "its contracts' value with VAT, summed", POUNDS),
        Column("tender_gbp", "money", "the tender's value, as printed", POUNDS),
        Column("currency", "text", "currency of the values as printed"),
        *_period(),
        Column("procedure", "text", "procedure, as printed"),
        Column("route", "text", "route to market", required=True, words=tuple(ROUTES)),
        Column("is_framework", "yes_no", "the process sets up a framework or dynamic market"),
        Column("framework_ocid", "text", "the framework bought under, where named"),
        Column("n_suppliers", "number", "suppliers named", "suppliers", required=True),
        Column("buyer_key", "text", "the first buyer"),
        Column("main_cpv", "text", "main CPV code, eight digits"),
        Column("above_threshold", "yes_no", "above the Act's threshold, where stated"),
        _flags("award"),
        *_raw("the award's place in its release, from 1"),
        Column("value_net", "money", "value without VAT as decided", POUNDS, filled_by=RULES),
        Column("value_gross", "money", "value with VAT as decided", POUNDS, filled_by=RULES),
        Column("value_gbp", "money", "the value to use with its basis", POUNDS, filled_by=RULES),
        Column(
            "value_basis",
            "text",
            "what kind of number that is",
            required=True,
            filled_by=RULES,
            words=tuple(VALUE_BASES),
        ),
        Column("kept", "yes_no", "counts as an award", required=True, filled_by=RULES),
        Column("duplicate_of", "text", "the award kept in its stead", filled_by=RULES),
        *_technology(),
    ),
    points_to={"notice_key": "notice", "buyer_key": "buyer", "duplicate_of": "award"},
)

AWARD_SUPPLIER = TidyTable(
    name="award_supplier",
    row="a supplier of an award",
    key=("award_key", "supplier_no"),
    columns=(
        Column("award_key", "text", "the award", required=True),
        Column("supplier_no", "number", "place in the award's list, from 1", required=True),
        Column("supplier_key", "text", "the supplier", required=True),
        Column("supplier_name", "text", "name as this award prints it"),
        *_raw("the award's place in its release, from 1"),
    ),
    points_to={"award_key": "award", "supplier_key": "supplier"},
)

CONTRACT = TidyTable(
    name="contract",
    row="a contract as one release states it",
    key=("contract_key",),
    columns=(
        Column("contract_key", "text", "notice key:place:contract id", required=True),
        Column("notice_key", "text", "the release that states it", required=True),
        Column("award_key", "text", "the award it is made under, in that release", required=True),
        Column("contract_id", "text", "the contract's id", required=True),
        Column("award_id", "text", "id of the award it is made under"),
        Column("title", "text", "title"),
        Column("status", "text", "status, as printed"),
        Column("signed_date", "day", "day of signature, as printed"),
        Column("value_net", "money", "value without VAT", POUNDS),
        Column("value_gross", "money", "value with VAT", POUNDS),
        Column("currency", "text", "currency of the values"),
        *_period(),
        _flags("contract"),
        *_raw("the contract's place in its release, from 1"),
    ),
    points_to={"award_key": "award", "notice_key": "notice"},
)

CLASSIFICATION = TidyTable(
    name="classification",
    row="a code that a notice gives to what is bought",
    key=("notice_key", "lot", "scheme", "code"),
    columns=(
        Column("notice_key", "text", "the release that states it", required=True),
        Column("lot", "text", "lot, or award id; empty for the whole", required=True),
        Column("scheme", "text", "CPV, ProClass ...", required=True),
        Column("code", "text", "the code; of CPV its eight digits", required=True),
        Column("description", "text", "the code's name as printed"),
        Column("role", "text", "role", required=True, words=tuple(CLASSIFICATION_ROLES)),
        *_raw("always 0"),
    ),
    points_to={"notice_key": "notice"},
)

BUYER = TidyTable(
    name="buyer",
    row="a buyer under one id and one printed name",
    key=("buyer_key",),
    columns=(
        Column("buyer_key", "text", "made of id and name", required=True),
        Column("name", "text", "name as printed"),
        Column("scheme", "text", "scheme of the id (GB-CFS, GB-PPON ...)"),
        Column("id", "text", "id in that scheme"),
        Column("other_ids", "words", "further ids, scheme and id", required=True),
        Column("locality", "text", "town, as printed"),
        Column("postcode", "text", "postcode, as printed"),
        Column("region", "text", "region or NUTS code of the address, as printed"),
        Column("seen_at", "moment", "latest publication that names it"),
        Column("raw_file", "text", "the id of an imported file that names it", required=True),
        Column("body_code", "text", "the body it is", filled_by=RESOLVER),
        Column("body_kind", "text", "kind of body", filled_by=RESOLVER),
        Column("body_name", "text", "the body's name", filled_by=RESOLVER),
        Column("body_region", "text", "code of the body's region or nation", filled_by=RESOLVER),
        Column("resolved_by", "text", "what it was recognised by", filled_by=RESOLVER),
    ),
    points_to={},
)

SUPPLIER = TidyTable(
    name="supplier",
    row="a supplier under one id and one printed name",
    key=("supplier_key",),
    columns=(
        Column("supplier_key", "text", "made of ids and name", required=True),
        Column("name", "text", "name as printed"),
        Column("scheme", "text", "scheme of the id"),
        Column("id", "text", "id in that scheme"),
        Column("company_number", "text", "Companies House number, eight characters"),
        Column("scale", "text", "sme or large, as printed"),
        Column("vcse", "yes_no", "voluntary, community or social enterprise, as printed"),
        Column("locality", "text", "town, as printed"),
        Column("postcode", "text", "postcode, as printed"),
        Column("seen_at", "moment", "latest publication that names it"),
        Column("raw_file", "text", "the id of an imported file that names it", required=True),
        Column("group_key", "text", "one firm under all its names", filled_by=RESOLVER),
        Column("group_name", "text", "the name to print for it", filled_by=RESOLVER),
        Column("grouped_by", "text", "what it was grouped by", filled_by=RESOLVER),
        Column("is_reseller", "yes_no", "sells others' products", filled_by=RESOLVER),
        Column("is_public_body", "yes_no", "is a public body itself", filled_by=RESOLVER),
    ),
    points_to={},
)

SPEND = TidyTable(
    name="spend",
    row="a payment as a body lists it",
    key=("spend_key",),
    columns=(
        Column("spend_key", "text", "file id and row", required=True),
        Column("publisher", "text", "the body as printed, or as the file names it", required=True),
        Column("paid_on", "day", "day of payment"),
        Column("amount_gbp", "money", "amount; VAT as the publisher has it", POUNDS),
        Column("supplier_name", "text", "name of the payee as printed"),
        Column("company_number", "text", "Companies House number, eight characters"),
        Column("reference", "text", "transaction or invoice number"),
        Column("description", "text", "purpose, expense type or account"),
        Column("service", "text", "department or service"),
        _flags("payment"),
        *_raw("always 0"),
        Column("kept", "yes_no", "counts as a payment", required=True, filled_by=RULES),
        Column("body_code", "text", "the body that paid", filled_by=RESOLVER),
        Column("body_kind", "text", "kind of body", filled_by=RESOLVER),
        Column("group_key", "text", "the firm that was paid", filled_by=RESOLVER),
    ),
    points_to={},
)

OUTTURN = TidyTable(
    name="outturn",
    row="an item of an authority's revenue outturn in a financial year; sum only those kept",
    key=("raw_file", "raw_line", "raw_no"),
    columns=(
        Column("authority_code", "text", "the ONS's code; of totals a shorter one", required=True),
        Column("lgf_code", "text", "the ministry's own code of the authority"),
        Column("authority_name", "text", "name as printed"),
        Column("authority_class", "text", "class of authority, as printed"),
        Column("authority_subclass", "text", "subclass, as printed"),
        Column("year_end", "day", "last day of the financial year", required=True),
        Column("status", "text", "whose row", required=True, words=tuple(OUTTURN_STATUSES)),
        Column("item", "text", "the column's name as printed", required=True),
        Column("form", "text", "form: RS, RO1 to RO6, RSX, RG ...", required=True),
        Column("line", "text", "line or service within the form", required=True),
        Column("measure", "text", "net_exp, tot_exp, empl ...", required=True),
        Column("amount_gbp", "money", "amount; printed in thousands", POUNDS),
        _flags("row"),
        *_raw("the column's place, from 0"),
        Column("kept", "yes_no", "counts in a sum", required=True, filled_by=RULES),
    ),
    points_to={},
)

REJECT = TidyTable(
    name="reject",
    row="something read that could not become a row",
    key=("raw_file", "raw_line", "raw_no", "of_table"),
    columns=(
        *_raw("its place in that line, from 0"),
        Column("of_table", "text", "the table it would have gone to", required=True),
        Column("reason", "text", "why it was rejected", required=True),
        Column("excerpt", "text", "its first 200 characters", required=True),
    ),
    points_to={},
)

TABLES: tuple[TidyTable, ...] = (
    NOTICE,
    AWARD,
    AWARD_SUPPLIER,
    CONTRACT,
    CLASSIFICATION,
    BUYER,
    SUPPLIER,
    SPEND,
    OUTTURN,
    REJECT,
)
