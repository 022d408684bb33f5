"""The tidy tables of payments, of the revenue outturn and of rejects, column by column."""

from __future__ import annotations

from futuregazing.procurement.columns import RESOLVER, RULES, Column, TidyTable
from futuregazing.procurement.tidy_columns import POUNDS, flags, raw
from futuregazing.procurement.vocabulary import OUTTURN_STATUSES, PAYER_PLACES

SPEND = TidyTable(
    name="spend",
    row="a payment as a body lists it",
    key=("spend_key",),
    columns=(
        Column("spend_key", "text", "file id and row", required=True),
        Column("publisher", "text", "the body as printed, or as the file names it", required=True),
        Column("listed_by", "text", "the body whose list it is, as the file's name has it"),
        Column("paid_on", "day", "day of payment"),
        Column("amount_gbp", "money", "amount; VAT as the publisher has it", POUNDS),
        Column("supplier_name", "text", "name of the payee as printed"),
        Column("company_number", "text", "Companies House number, eight characters"),
        Column("reference", "text", "transaction or invoice number"),
        Column("description", "text", "purpose, expense type or account"),
        Column("service", "text", "department or service"),
        flags("payment"),
        *raw("always 0"),
        Column("kept", "yes_no", "counts as a payment", required=True, filled_by=RULES),
        Column("body_code", "text", "the body that paid", filled_by=RESOLVER),
        Column("body_kind", "text", "kind of body", filled_by=RESOLVER),
        Column("body_name", "text", "its name", filled_by=RESOLVER),
        Column("resolved_by", "text", "what it was recognised by", filled_by=RESOLVER),
        Column(
            "payer_in", "text", "where it is named", filled_by=RESOLVER, words=tuple(PAYER_PLACES)
        ),
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
        flags("row"),
        *raw("the column's place, from 0"),
        Column("kept", "yes_no", "counts in a sum", required=True, filled_by=RULES),
    ),
    points_to={},
)

REJECT = TidyTable(
    name="reject",
    row="something read that could not become a row",
    key=("raw_file", "raw_line", "raw_no", "of_table"),
    columns=(
        *raw("its place in that line, from 0"),
        Column("of_table", "text", "the table it would have gone to", required=True),
        Column("reason", "text", "why it was rejected", required=True),
        Column("excerpt", "text", "its first 200 characters", required=True),
    ),
    points_to={},
)
