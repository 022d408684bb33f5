"""Words that settings choose from; the tables use the same ones, and a test holds them together.

They stand here, not read from the tables, because parameters are checked before any table is
opened.
"""

from __future__ import annotations

from typing import Literal, get_args

SectionName = Literal[
    "key_points",
    "trust",
    "between_editions",
    "market_size",
    "buyers_and_suppliers",
    "regional_split",
    "technology_trends",
    "blue_light_procurement",
    "opportunities",
    "predictions_review",
    "how_sure",
    "method_and_quality",
]

# The nine English regions and three nations of the first level of international territories.
Region = Literal[
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
    "Wales",
    "Scotland",
    "Northern Ireland",
]

# What kind of number a figure record is (`measure_basis`); unlike bases never share a line.
MeasureBasis = Literal[
    "published_invoice_spend",
    "survey_or_audit_share",
    "count",
    "contract_award_value",
    "supplier_reported_framework_sales",
    "official_or_press_estimate",
    "derived_growth",
    "market_estimate_supplier_revenue",
    "grant_or_budget",
    "unsourced_or_modelled_estimate",
    "reported_cost",
    "survey_total_cost_incl_staff",
    "contract_register",
    "framework_ceiling",
    "survey_budget",
    "supplier_or_market_estimate",
    "government_total_incl_staff",
    "market_estimate_incl_in_house",
    "reported_procurement_total",
]

# `theme` in the register of technology purchases.
PurchaseTheme = Literal[
    "ai",
    "body_worn_video",
    "cctv_iot_smart",
    "control_room_comms",
    "crm_digital",
    "cyber",
    "data_analytics",
    "digital_forensics",
    "education",
    "elections",
    "finance_erp",
    "gis",
    "hardware_devices",
    "hosting_cloud",
    "housing",
    "hr_payroll",
    "it_support_services",
    "legal",
    "library_leisure",
    "low_code",
    "network_telecoms",
    "other",
    "parking_transport",
    "planning",
    "records_casework",
    "revenues_benefits",
    "social_care",
    "telecare",
]

# `value_basis` in the register; `none` (no value printed) cannot be ranked and is no choice.
ValueBasis = Literal[
    "award", "contract", "tender_estimate", "framework_ceiling", "shared", "annual"
]

BuyerKind = Literal["council", "combined_authority", "police", "fire", "ambulance", "consortium"]

BlueLightKind = Literal["police", "fire", "ambulance", "national"]

Comparator = Literal["NHS", "central government", "police"]

TrendTheme = Literal[
    "data",
    "low_code",
    "ai",
    "autonomous_delivery",
    "interoperability",
    "cloud",
    "cyber",
    "digital_care",
    "local_digital_declaration",
    "shared_code",
    "failed_projects",
]

Clock = Literal["in_year", "to_date"]

StatedAs = Literal["listed", "remark", "forecast"]

SECTION_NAMES: tuple[SectionName, ...] = get_args(SectionName)
REGIONS: tuple[Region, ...] = get_args(Region)
MEASURE_BASES: tuple[MeasureBasis, ...] = get_args(MeasureBasis)
PURCHASE_THEMES: tuple[PurchaseTheme, ...] = get_args(PurchaseTheme)
VALUE_BASES: tuple[ValueBasis, ...] = get_args(ValueBasis)
BUYER_KINDS: tuple[BuyerKind, ...] = get_args(BuyerKind)
STATED_AS: tuple[StatedAs, ...] = get_args(StatedAs)
