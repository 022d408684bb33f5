"""The tidy tables of buyers and suppliers, described column by column."""

from __future__ import annotations

from futuregazing.procurement.columns import RESOLVER, Column, TidyTable
from futuregazing.procurement.tidy_columns import flags, raw

BUYER = TidyTable(
    name="buyer",
    row="a buyer under one id and one printed name; its raw record is the first that names it",
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
        flags("buyer"),
        *raw("always 0"),
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
    row="a supplier under one id and one printed name; its raw record is the first that names it",
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
        flags("supplier"),
        *raw("always 0"),
        Column("group_key", "text", "one firm under all its names", filled_by=RESOLVER),
        Column("group_name", "text", "the name to print for it", filled_by=RESOLVER),
        Column("grouped_by", "text", "what it was grouped by", filled_by=RESOLVER),
        Column("is_reseller", "yes_no", "sells others' products", filled_by=RESOLVER),
        Column("is_public_body", "yes_no", "is a public body itself", filled_by=RESOLVER),
    ),
    points_to={},
)
