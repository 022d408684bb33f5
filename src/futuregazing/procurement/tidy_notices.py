"""The tidy tables of notices and contracts, described column by column."""

from __future__ import annotations

from futuregazing.procurement.columns import RULES, Column, TidyTable
from futuregazing.procurement.tidy_columns import POUNDS, flags, period, raw, source, technology
from futuregazing.procurement.vocabulary import (
    CLASSIFICATION_ROLES,
    NOTICE_VALUE_BASES,
    ROUTES,
    STAGES,
    VALUE_BASES,
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
        source(),
        Column("ocid", "text", "Open Contracting id of the process, where there is one"),
        Column("release_id", "text", "the release's own id", required=True),
        Column("notice_type", "text", "UK1 to UK17, or the source's own word", required=True),
        Column("stage", "text", "stage of the process", required=True, words=tuple(STAGES)),
        Column("status", "text", "status of the tender, as printed"),
        Column("published_at", "moment", "moment of publication, in UTC"),
        Column("title", "text", "title, cut at 1,000 characters"),
        Column("description", "text", "description, cut at 4,000 characters"),
        Column("buyer_key", "text", "the first buyer"),
        Column("n_buyers", "number", "buyers named", "buyers"),
        Column("value_gbp", "money", "estimated value", POUNDS),
        Column("value_basis", "text", "basis of it", words=tuple(NOTICE_VALUE_BASES)),
        *period(),
        Column("deadline", "day", "last day for tenders, as printed"),
        Column("expected_date", "day", "day on which a planned tender is expected"),
        Column("sme_suitable", "yes_no", "marked as suitable for small and medium firms"),
        Column("is_framework", "yes_no", "sets up a framework or dynamic market"),
        Column("url", "text", "page of the notice"),
        flags("notice"),
        *raw("always 0"),
        Column("kept", "yes_no", "false for a repeat", required=True, filled_by=RULES),
        Column("duplicate_of", "text", "the notice it repeats", filled_by=RULES),
        *technology(),
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
        source(),
        Column("ocid", "text", "Open Contracting id of the process, where there is one"),
        Column("release_id", "text", "the release's own id", required=True),
        Column("notice_type", "text", "UK5, UK6, UK7, or the source's own word", required=True),
        Column("award_id", "text", "the award's id within the process", required=True),
        Column("title", "text", "title of the award, else of the tender"),
        Column("description", "text", "description, cut at 4,000 characters"),
        Column("status", "text", "active, cancelled ..., as printed"),
        Column("award_date", "day", "day of the award, as printed"),
        Column("published_at", "moment", "moment of publication, in UTC"),
        Column("stated_net", "money", "the award's value without VAT, as printed", POUNDS),
        Column("stated_gross", "money", "the award's value with VAT, as printed", POUNDS),
        Column("contract_net", "money", "its contracts' value without VAT, summed", POUNDS),
        Column("contract_gross", "money", "its contracts' value with VAT, summed", POUNDS),
        Column("tender_gbp", "money", "the tender's value, as printed", POUNDS),
        Column("currency", "text", "currency of the values as printed"),
        *period(),
        Column("procedure", "text", "procedure, as printed"),
        Column("route", "text", "route to market", required=True, words=tuple(ROUTES)),
        Column("is_framework", "yes_no", "the process sets up a framework or dynamic market"),
        Column("framework_ocid", "text", "the framework bought under, where named"),
        Column("n_suppliers", "number", "suppliers named", "suppliers", required=True),
        Column("buyer_key", "text", "the first buyer"),
        Column("main_cpv", "text", "main CPV code, eight digits"),
        Column("above_threshold", "yes_no", "above the Act's threshold, where stated"),
        flags("award"),
        *raw("the award's place in its release, from 1"),
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
        *technology(),
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
        flags("supplier in this award"),
        *raw("the award's place in its release, from 1"),
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
        *period(),
        flags("contract"),
        *raw("the contract's place in its release, from 1"),
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
        flags("code"),
        *raw("always 0"),
    ),
    points_to={"notice_key": "notice"},
)
