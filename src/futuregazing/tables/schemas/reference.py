"""What the tables of places, bodies and names in `data/reference` must look like."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.schemas.columns import (
    day,
    gss_code,
    gss_codes,
    integer,
    matching,
    number,
    one_of,
    region_code,
    text,
    url,
)

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
COUNCIL_TYPES = (
    "City of London Corporation",
    "London borough",
    "Northern Ireland district",
    "Scottish unitary authority",
    "Welsh unitary authority",
    "county council",
    "metropolitan district",
    "non-metropolitan district",
    "sui generis (Isles of Scilly)",
    "unitary authority",
)
FIRE_GOVERNANCE = (
    "combined FRA",
    "combined FRA (Wales)",
    "council-run (county/unitary FRA)",
    "mayoral",
    "metropolitan joint FRA",
    "national body",
    "police, fire and crime commissioner FRA",
)
POLICE_GOVERNANCE = (
    "City of London Corporation",
    "authority",
    "departmental",
    "elected mayor",
    "national board",
    "police and crime commissioner",
    "police, fire and crime commissioner",
)
BODY_KINDS = ("combined_authority", "police", "fire", "ambulance", "consortium", "national")
RELATIONS = ("merged into", "split", "recode (boundary change, same council)")

local_authorities = pa.DataFrameSchema(
    {
        "gss_code": gss_code(),
        "previous_gss_code": gss_codes(",", required=False),
        "name": text(),
        "name_cy": text(required=False),
        "official_name": text(),
        "short_code": matching(r"[A-Z]{3,4}", "a code of three or four capitals"),
        "type": one_of(COUNCIL_TYPES),
        "tier": one_of(("single", "lower", "upper")),
        "nation": one_of(NATIONS),
        "region_code": region_code(),
        "region": text(),
        "itl1_code": matching(r"TL[A-Z]", "an ITL1 code"),
        "county_gss": gss_code(required=False),
        "county_name": text(required=False),
        "mhclg_ecode": matching(r"E\d{4}", "an MHCLG code such as E0701", required=False),
        "govuk_slug": text(required=False),
        "police_force_area_code": gss_code(required=False),
        "police_force_area": text(required=False),
        "fire_area_code": gss_code(required=False),
        "fire_area": text(required=False),
        "rural_urban_2021": one_of(("Urban", "Rural"), required=False),
        "population_mid2024": integer(1_000, 3_000_000, required=False),
        "centroid_lon": number(-8.7, 1.8, required=False),
        "centroid_lat": number(49.8, 60.9, required=False),
    },
    strict=True,
)

la_successors = pa.DataFrameSchema(
    {
        "old_gss": gss_code(),
        "old_name": text(),
        "old_type": text(),
        "end_date": day(required=False),
        "effective_date": day(required=False),
        "relation": one_of(RELATIONS),
        "new_gss": gss_code(required=False),
        "new_name": text(),
        "current_gss": gss_code(required=False),
        "source": text(),
    },
    strict=True,
)

la_reorganisation_2027_2028 = pa.DataFrameSchema(
    {
        "area": text(),
        "councils": text(required=False),
        "new": text(),
        "shadow_from": day(required=False),
        "vesting": matching(
            r"\d{4}-\d{2}-\d{2}( \(planned\))?", "a day, followed by '(planned)' if it is"
        ),
        "status": text(),
        "source": text(),
    },
    strict=True,
)

regions = pa.DataFrameSchema(
    {
        "region_code": region_code(),
        "region": text(),
        "itl1_code": matching(r"TL[A-Z]", "an ITL1 code"),
        "nation": one_of(NATIONS),
        "population_mid2024": integer(1_000_000, 20_000_000),
        "n_lower_or_single": integer(1),
        "n_counties": integer(0),
        "tile_row": integer(0, 10),
        "tile_col": integer(0, 10),
    },
    strict=True,
)

strategic_authorities = pa.DataFrameSchema(
    {
        "id": text(),
        "gss_code": gss_code(required=False),
        "name": text(),
        "kind": one_of(
            ("combined authority", "combined county authority", "strategic regional authority")
        ),
        "effective_from": day(required=False),
        "legal_ref": text(required=False),
        "source": text(),
    },
    strict=True,
)

strategic_authority_members = pa.DataFrameSchema(
    {"strategic_authority_id": text(), "member_gss": gss_code(), "member": text(), "basis": text()},
    strict=True,
)

police_forces = pa.DataFrameSchema(
    {
        "id": matching(r"[a-z-]+", "a name in lower case with hyphens"),
        "name": text(),
        "kind": one_of(("territorial police force", "special police force")),
        "nation": one_of((*NATIONS, "United Kingdom", "Great Britain")),
        "pfa_code": gss_code(required=False),
        "pfa_name": text(required=False),
        "region_code": region_code(required=False),
        "region": text(required=False),
        "governance_type": one_of(POLICE_GOVERNANCE),
        "governing_body": text(),
        "governance_evidence": text(),
        "slug_evidence": text(required=False),
        "n_lads": integer(1, required=False),
        "population_mid2024": integer(1_000, required=False),
    },
    strict=True,
)

fire_services = pa.DataFrameSchema(
    {
        "fra_code": gss_code(required=False),
        "ons_name": text(),
        "service_name": text(),
        "nation": one_of(NATIONS),
        "region_code": region_code(),
        "region": text(),
        "governance_type": one_of(FIRE_GOVERNANCE),
        "governance_detail": text(),
        "governance_evidence": text(),
        "n_lads": integer(1),
        "population_mid2024": integer(1_000),
    },
    strict=True,
)

ambulance_services = pa.DataFrameSchema(
    {
        "ods_code": matching(r"[A-Z0-9]{3}", "an ODS code of three characters", required=False),
        "name": text(),
        "nation": one_of(NATIONS),
        "main_region_code": region_code(),
        "main_region": text(),
        "ods_code_evidence": text(required=False),
        "name_source": text(),
        "note": text(required=False),
    },
    strict=True,
)

national_bodies = pa.DataFrameSchema(
    {"name": text(), "kind": text(), "note": text(), "source": text()}, strict=True
)

la_name_ambiguities = pa.DataFrameSchema(
    {
        "normalised": text(),
        "gss_codes": gss_codes(";"),
    },
    strict=True,
)

body_aliases = pa.DataFrameSchema(
    {
        "alias_id": matching(r"AL\d{3}", "an id such as AL001"),
        "alias": text(),
        "kind": one_of(BODY_KINDS),
        "code": text(required=False),
        "name": text(required=False),
        "basis": text(),
    },
    strict=True,
)

OVERRIDABLE = (
    "value_gbp",
    "value_basis",
    "kept",
    "award_date",
    "start_date",
    "end_date",
    "max_end_date",
)

award_overrides = pa.DataFrameSchema(
    {
        "override_id": matching(r"OV\d{4}", "an id such as OV0001"),
        "award_key": matching(r"[a-z0-9]+(:.+){2,3}", "the key of an award in the tidy tables"),
        "field": one_of(OVERRIDABLE),
        "value": text(required=False),
        "reason": text(),
        "evidence": text(),
        "date": day(),
    },
    strict=True,
)

CODE_KINDS = ("core", "loose", "adjacent", "elsewhere")


def _code_kinds(digits: int, scheme: str) -> pa.DataFrameSchema:
    """Return the schema of a table of prefixes of a scheme's codes."""
    first = matching(rf"\d{{2,{digits}}}", f"the first digits of a {scheme} code")
    kind = one_of(CODE_KINDS)
    return pa.DataFrameSchema(
        {"prefix": first, "kind": kind, "meaning": text(), "why": text()}, strict=True
    )


cpv_technology = _code_kinds(8, "CPV")
proclass_technology = _code_kinds(6, "ProClass")

technology_overrides = pa.DataFrameSchema(
    {
        "override_id": matching(r"TO\d{3}", "an id such as TO001"),
        "key": matching(r"[a-z0-9]+:.+", "an award's or notice's key, such as cf:ocid:release"),
        "decision": one_of(("technology", "adjacent", "other")),
        "reason": text(),
        "evidence": url(),
        "date": day(),
    },
    strict=True,
)

resellers = pa.DataFrameSchema(
    {
        "reseller_id": matching(r"RS\d{3}", "an id such as RS001"),
        "name": text(),
        "register_ids": text(),
        "basis": text(),
    },
    strict=True,
)

glossary = pa.DataFrameSchema(
    {"term": text(), "expansion": text(required=False), "meaning": text()}, strict=True
)
