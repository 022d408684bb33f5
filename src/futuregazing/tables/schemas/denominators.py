"""What the tables of denominators in `data/reference` must look like."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.schemas.columns import (
    boolean,
    day,
    financial_year,
    gss_code,
    integer,
    matching,
    number,
    one_of,
    region_code,
    text,
    url,
)
from futuregazing.tables.schemas.reference import NATIONS

population_lad_2010_2024 = pa.DataFrameSchema(
    {
        "gss_code": gss_code(),
        "name": text(),
        "region_code": region_code(),
        "year": integer(2010, 2024),
        "population": integer(1_000, 2_000_000),
    },
    strict=True,
)

population_region_2010_2024 = pa.DataFrameSchema(
    {
        "region_code": region_code(),
        "region": text(),
        "year": integer(2010, 2024),
        "population": integer(1_000_000, 20_000_000),
        "n_lads": integer(0),
        "complete": boolean(),
        "method": text(),
    },
    strict=True,
)

procurement_thresholds = pa.DataFrameSchema(
    {
        "threshold": text(),
        "period": matching(
            r"from \d{4}-\d{2}-\d{2}|\d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}",
            "'2024-01-01 to 2025-12-31' or 'from 2026-01-01'",
        ),
        "value_gbp": integer(1),
        "vat": one_of(("included", "excluded")),
        "legal": text(),
        "known_by": day(),
        "source_url": url(),
        "second_source": url(required=False),
    },
    strict=True,
)

lg_finance_national = pa.DataFrameSchema(
    {
        "nation": one_of(NATIONS),
        "financial_year": financial_year(),
        "basis": one_of(("outturn", "final outturn", "provisional outturn", "budget", "forecast")),
        "measure": text(),
        "value_gbp_m": number(0),
        "publisher": text(),
        "release": text(),
        "url": url(),
        "note": text(required=False),
    },
    strict=True,
)

police_funding_ew = pa.DataFrameSchema(
    {
        "area": one_of(("England and Wales",)),
        "financial_year": financial_year(),
        "total_agreed_funding_gbp_m": number(0),
        "value_kind": text(),
        "release": text(),
        "url": url(),
    },
    strict=True,
)

fire_funding_england = pa.DataFrameSchema(
    {
        "financial_year": financial_year(),
        "measure": text(),
        "value_gbp_m": number(0),
        "source": text(),
        "url": url(),
    },
    strict=True,
)

gdp_deflator_calendar_hmt_dec2025 = pa.DataFrameSchema(
    {
        "year": integer(1950, 2100),
        "index": number(0, 500),
        "base": text(),
        "series": text(),
        "source": text(),
    },
    strict=True,
)

gdp_deflator_fy_l8gg_mar2026_points = pa.DataFrameSchema(
    {
        "financial_year": financial_year(),
        "index": number(0, 500),
        "base": text(),
        "series": text(),
        "source": text(),
    },
    strict=True,
)

techuk_index_it_spend_by_district = pa.DataFrameSchema(
    {
        "gss_code": gss_code(),
        "district": text(),
        "it_spend_gbp": number(0),
        "region": text(),
        "population_mid2024": integer(1_000, required=False),
        "spend_per_head_gbp": number(0, required=False),
    },
    strict=True,
)

techuk_index_measures = pa.DataFrameSchema(
    {
        "measure": text(),
        "value": number(),
        "unit": text(),
        "period": text(),
        "source_url": url(),
        "note": text(required=False),
    },
    strict=True,
)
