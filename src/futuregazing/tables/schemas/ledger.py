"""What each table of `data/ledger` must look like."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.schemas.columns import (
    coarse_date,
    day,
    integer,
    matching,
    number,
    one_of,
    text,
    url,
)

MEASURE_BASES = (
    "contract_award_value",
    "contract_register",
    "count",
    "derived_growth",
    "framework_ceiling",
    "government_total_incl_staff",
    "grant_or_budget",
    "market_estimate_incl_in_house",
    "market_estimate_supplier_revenue",
    "official_or_press_estimate",
    "published_invoice_spend",
    "reported_cost",
    "reported_procurement_total",
    "supplier_or_market_estimate",
    "supplier_reported_framework_sales",
    "survey_budget",
    "survey_or_audit_share",
    "survey_total_cost_incl_staff",
    "unsourced_or_modelled_estimate",
)
"""What kind of number a figure is: numbers of different bases never share a line."""

QUALIFIERS = (
    "exact",
    "approx",
    "nearly",
    "at_least",
    "at_most",
    "less_than",
    "forecast",
    "qualitative",
)
"""Part of the number: how firmly, or on which side, the source states it."""

KNOWN_BY_BASES = ("exact", "month", "year", "financial year", "assumed", "not shown")
GRADES = ("A", "B", "C")
SEVERITIES = ("high", "medium", "low")

BLUE_LIGHT_TOPICS = (
    "ai_in_policing",
    "bluelight_commercial",
    "contracts_expiring",
    "cyber",
    "digital_skills",
    "esn",
    "fire_procurement",
    "fire_standards",
    "frameworks",
    "home_office_police_tech",
    "interoperability",
    "pds",
    "pds_to_blc",
    "police_ict_spend",
    "police_procurement",
    "police_reform",
    "procurement_act",
    "savings",
)

STATEMENT_KINDS = (
    "ask_of_councils",
    "ask_of_suppliers",
    "blue_light_ai",
    "blue_light_cyber",
    "blue_light_data",
    "blue_light_procurement",
    "blue_light_skills",
    "context",
    "market",
    "role",
    "trend",
)

PERIOD = r"(FY\d{4}/\d{2}|\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?)"
PERIOD_WORDS = "a period such as 2021, 2021-12, 2021-Q4, 2021-12-09 or FY2021/22"
_ROW_IDS = r"[A-Z]+\d+( [A-Z]+\d+)*"

figures = pa.DataFrameSchema(
    {
        "figure_id": matching(r"FIG\d{4}", "an id such as FIG0123"),
        "metric": matching(r"[a-z][a-z0-9_]*", "a metric in lower case with underscores"),
        "value": number(),
        "unit": text(),
        "qualifier": one_of(QUALIFIERS),
        "period_start": matching(PERIOD, PERIOD_WORDS, required=False),
        "period_end": matching(PERIOD, PERIOD_WORDS),
        "geography": text(),
        "buyer_scope": text(),
        "definition_note": text(required=False),
        "measure_basis": one_of(MEASURE_BASES),
        "series_id": matching(r"[A-Z0-9_]+", "a series in capitals", required=False),
        "publisher": text(),
        "title": text(),
        "url": url(),
        "published_date": coarse_date(required=False),
        "known_by": day(required=False),
        "known_by_basis": one_of(KNOWN_BY_BASES),
        "edition": integer(2010, 2100, required=False),
        "source_type": one_of(("primary", "secondary")),
        "page_pointer": text(required=False),
        "ambiguity_note": text(required=False),
        "source_grade": one_of(GRADES),
    },
    strict=True,
)

metrics_vocabulary = pa.DataFrameSchema(
    {
        "metric": matching(r"[a-z][a-z0-9_]*", "a metric in lower case with underscores"),
        "rows": integer(0),
        "meaning": text(),
        "units_seen": text(),
        "measure_bases_seen": text(),
    },
    strict=True,
)

_SIDE = matching(
    r"https?://\S+( ; https?://\S+)*|same page|see record_ids",
    "web addresses with ' ; ' between them, 'same page' or 'see record_ids'",
)

contradictions = pa.DataFrameSchema(
    {
        "contradiction_id": matching(r"CX\d{3}", "an id such as CX001"),
        "topic": text(),
        "claim_a": text(),
        "source_a": _SIDE,
        "claim_b": text(),
        "source_b": _SIDE,
        "arithmetic_check": text(required=False),
        "likely_explanation": text(required=False),
        "severity": one_of(SEVERITIES),
        "how_the_report_should_treat_it": text(),
        "known_by": day(),
        "record_ids": matching(_ROW_IDS, "row ids with a blank between them"),
    },
    strict=True,
)

statements = pa.DataFrameSchema(
    {
        "statement_id": matching(r"ST\d{3}", "an id such as ST001"),
        "kind": one_of(STATEMENT_KINDS),
        "published_date": coarse_date(),
        "known_by": day(),
        "who": text(),
        "statement": text(),
        "url": url(),
    },
    strict=True,
)

bluelight = pa.DataFrameSchema(
    {
        "fact_id": matching(r"BL\d{3}", "an id such as BL001"),
        "topic": one_of(BLUE_LIGHT_TOPICS),
        "fact": text(),
        "value": number(required=False),
        "unit": text(required=False),
        "qualifier": one_of(QUALIFIERS, required=False),
        "period_or_date": text(required=False),
        "geography": text(),
        "publisher": text(),
        "title": text(),
        "url": url(),
        "published_date": coarse_date(required=False),
        "known_by": day(required=False),
        "known_by_basis": one_of(KNOWN_BY_BASES),
        "page_pointer": text(required=False),
        "note": text(required=False),
        "source_grade": one_of(GRADES),
    },
    strict=True,
)
