"""The tables by name: where each lies, what names a row, what was written with hindsight.

A key column spelled `a|b` means `a`, or `b` where `a` is empty (two fire services have
no code). Row ids of tables without an id of their own are their key joined with `:`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableInfo:
    """Where a table lies and what names its rows."""

    name: str
    group: str
    key: tuple[str, ...]
    hindsight: tuple[str, ...] = ()
    """Columns written in November 2026 about older things: for the editor, and for no
    edition but the current one."""

    @property
    def file(self) -> str:
        """Return the CSV's path inside the data folder."""
        return f"{self.group}/{self.name}.csv" if self.group else f"{self.name}.csv"


_VERDICTS = ("test_data", "verdict_in_year", "verdict_to_date", "verdict_basis")

_TABLES = (
    TableInfo("figures", "ledger", ("figure_id",), ("ambiguity_note",)),
    TableInfo("metrics_vocabulary", "ledger", ("metric",)),
    TableInfo("contradictions", "ledger", ("contradiction_id",), ("likely_explanation",)),
    TableInfo("predictions", "ledger", ("prediction_id",), _VERDICTS),
    TableInfo("prediction_hashes", "ledger", ("prediction_id",)),
    TableInfo("evidence", "ledger", ("evidence_id",), ("note",)),
    TableInfo("statements", "ledger", ("statement_id",)),
    TableInfo("bluelight", "ledger", ("fact_id",), ("note",)),
    TableInfo("bluelight_readings", "ledger", ("fact_id",)),
    TableInfo("register", "notices", ("register_id",), ("note",)),
    TableInfo("local_authorities", "reference", ("gss_code",)),
    TableInfo("la_successors", "reference", ("old_gss", "new_gss|new_name")),
    TableInfo("la_reorganisation_2027_2028", "reference", ("area",)),
    TableInfo("regions", "reference", ("region_code",)),
    TableInfo("strategic_authorities", "reference", ("id",)),
    TableInfo("strategic_authority_members", "reference", ("strategic_authority_id", "member_gss")),
    TableInfo("police_forces", "reference", ("id",)),
    TableInfo("fire_services", "reference", ("fra_code|ons_name",)),
    TableInfo("ambulance_services", "reference", ("name",), ("note",)),
    TableInfo("national_bodies", "reference", ("name",), ("note",)),
    TableInfo("population_lad_2010_2024", "reference", ("gss_code", "year")),
    TableInfo("population_region_2010_2024", "reference", ("region_code", "year")),
    TableInfo("procurement_thresholds", "reference", ("threshold", "period")),
    TableInfo("lg_finance_national", "reference", ("nation", "financial_year", "basis", "measure")),
    TableInfo("police_funding_ew", "reference", ("financial_year", "release")),
    TableInfo("fire_funding_england", "reference", ("financial_year", "measure")),
    TableInfo("gdp_deflator_calendar_hmt_dec2025", "reference", ("year",)),
    TableInfo("gdp_deflator_fy_l8gg_mar2026_points", "reference", ("financial_year",)),
    TableInfo("techuk_index_it_spend_by_district", "reference", ("gss_code",)),
    TableInfo("techuk_index_measures", "reference", ("measure", "period"), ("note",)),
    TableInfo("la_name_ambiguities", "reference", ("normalised",)),
    TableInfo("body_aliases", "reference", ("alias_id",)),
    TableInfo("award_overrides", "reference", ("override_id",)),
    TableInfo("cpv_technology", "reference", ("prefix",)),
    TableInfo("proclass_technology", "reference", ("prefix",)),
    TableInfo("technology_overrides", "reference", ("override_id",)),
    TableInfo("resellers", "reference", ("reseller_id",)),
    TableInfo("glossary", "reference", ("term",)),
    TableInfo("links", "ledger", ("link_id",)),
    TableInfo("review", "ledger", ("finding_id",)),
    TableInfo("contradiction_figures", "ledger", ("contradiction_id",)),
    TableInfo("answers", "ledger", ("answer_id",)),
    TableInfo("metric_relations", "ledger", ("relation_id",)),
    TableInfo("corrections", "", ("correction_id",)),
)

CATALOGUE: dict[str, TableInfo] = {table.name: table for table in _TABLES}

CORRECTIONS = "corrections"
"""The one table that is applied to the others instead of being handed to an edition."""
