"""What the register of real technology purchases in `data/notices` must look like."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.edition.vocabulary import PURCHASE_THEMES
from futuregazing.tables.schemas.columns import (
    boolean,
    day,
    integer,
    matching,
    number,
    one_of,
    text,
    url,
)

SYSTEMS = ("CF", "FTS", "other")
BUYER_KINDS = ("council", "combined_authority", "police", "fire", "ambulance", "consortium")
SUPPLIER_SCALES = ("sme", "large", "unknown")

VALUE_BASES = (
    "award",
    "contract",
    "tender_estimate",
    "framework_ceiling",
    "shared",
    "annual",
    "none",
)
"""What kind of value a row holds; values of different bases are never added up."""

NOTICE_TYPES = (
    "Award Notice",
    "OJEU - F3 - Contract Award Notice",
    "PCS Notice - Website Contract Award Notice",
    "UK5",
    "UK6",
    "UK7",
    "UK7 - Contract Details Notice",
    "award",
    "awardUpdate",
    "compiled",
    "decision",
    "foi",
    "news",
    "tenderCancellation",
)

PROCEDURES = (
    "call_off",
    "direct",
    "framework",
    "mini_competition",
    "negotiated",
    "open",
    "other",
    "restricted",
    "unknown",
)

_CPV = r"\d{8}"
_ORGANISATION = r"GB-(CFS-\d+|COH-[A-Z0-9]{8}|FTS-\d+|LAE-[A-Z]+|PPON-[A-Z0-9-]+|SRS-\S+)"

register = pa.DataFrameSchema(
    {
        "register_id": matching(r"REG\d{4}", "an id such as REG0001"),
        "ocid": matching(r"ocds-[a-z0-9]{6}-\S+", "an OCID", required=False),
        "notice_id": text(required=False),
        "system": one_of(SYSTEMS),
        "notice_type": one_of(NOTICE_TYPES),
        "date_published": day(required=False),
        "known_by": day(required=False),
        "known_by_basis": one_of(("exact", "month", "year", "not shown")),
        "buyer_name": text(),
        "buyer_id": matching(_ORGANISATION, "an organisation id", required=False),
        "buyer_kind": one_of(BUYER_KINDS),
        "supplier_name": text(required=False),
        "supplier_id": matching(_ORGANISATION, "an organisation id", required=False),
        "supplier_scale": one_of(SUPPLIER_SCALES),
        "subject": text(),
        "subject_shown": boolean(),
        "theme": one_of(PURCHASE_THEMES),
        "cpv_main": matching(_CPV, "an eight-digit CPV code", required=False),
        "cpv_other": matching(f"{_CPV}( {_CPV})*", "eight-digit CPV codes", required=False),
        "value_gbp": number(0, required=False),
        "value_basis": one_of(VALUE_BASES),
        "start_date": day(required=False),
        "end_date": day(required=False),
        "max_end_date": day(required=False),
        "term_months": integer(1, 600, required=False),
        "extension_months": integer(1, 600, required=False),
        "term_anchor": text(required=False),
        "procedure": one_of(PROCEDURES),
        "framework": text(required=False),
        "region": text(required=False),
        "sme_suitable": boolean(required=False),
        "source_url": url(),
        "same_contract_as": matching(r"REG\d{4}", "an id such as REG0001", required=False),
        "same_contract_how": one_of(("near certain", "probable"), required=False),
        "note": text(required=False),
    },
    strict=True,
)
