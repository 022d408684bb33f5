"""What belongs to which theme of technology: figures by metric, findings by their words.

A finding is filed under the first theme whose words it holds, else under its prediction's
theme. Findings about police, fire and ambulance services have a section of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import pandas as pd

from futuregazing.edition.vocabulary import TrendTheme
from futuregazing.tables.frames import Tables

ORDER: tuple[TrendTheme, ...] = get_args(TrendTheme)


@dataclass(frozen=True)
class Theme:
    """One theme of the section.

    Attributes:
        label: its name as a heading.
        middle: its name in the middle of a sentence.
        metrics: metrics of the figures that belong to it.
        words: pattern of words that file a finding under it.
        predictions: themes of predictions whose other findings belong to it.
        purchases: themes of the register of purchases that belong to it.
        proper: whether it is the name of one programme, which an edition must not name
            before it knows anything of it.
    """

    label: str
    middle: str
    metrics: tuple[str, ...] = ()
    words: str = r"(?!)"
    predictions: tuple[str, ...] = ()
    purchases: tuple[str, ...] = ()
    proper: bool = False


THEMES: Mapping[TrendTheme, Theme] = MappingProxyType(
    {
        "data": Theme(
            "Data, and data for vulnerable residents",
            "data",
            words=r"\b[Dd]ata\b|vulnerab",
            predictions=("data",),
            purchases=("data_analytics", "gis"),
        ),
        "low_code": Theme(
            "Low-code",
            "low-code",
            words=r"[Ll]ow-code",
            predictions=("low-code",),
            purchases=("low_code",),
        ),
        "ai": Theme(
            "Artificial intelligence",
            "artificial intelligence",
            metrics=(
                "ai_not_using_share",
                "generative_ai_use_share",
                "ai_using_or_exploring_share",
                "ai_using_share",
                "ai_staff_capacity_barrier_share",
                "ai_training_barrier_share",
                "ai_funding_barrier_share",
                "ai_staff_capability_barrier_share",
                "ai_productivity_benefit_share",
                "ai_share_of_it_awards",
                "ai_pilot_councils",
                "ai_assurance_over_month_share",
                "digital_literacy_barrier_share",
                "ai_tool_hours_saved",
                "ai_tool_user_organisations",
                "ai_tool_users",
                "copilot_early_access_councils",
                "copilot_users",
                "ai_contract_awards_value",
                "ai_contract_awards_count",
            ),
            words=r"\bAI\b|Copilot|\bMinute\b|Magic Notes|\bExtract\b|\b[Bb]ot\b|[Gg]enerative",
            predictions=("AI",),
            purchases=("ai",),
        ),
        "autonomous_delivery": Theme(
            "Autonomous delivery",
            "autonomous delivery",
            metrics=(
                "delivery_robots",
                "delivery_robot_population_served",
                "delivery_robot_global_deliveries",
            ),
            words=r"[Rr]obot",
            predictions=("autonomous delivery",),
        ),
        "interoperability": Theme(
            "Interoperability and property references",
            "interoperability",
            metrics=(
                "open_referral_councils",
                "digital_planning_lpas",
                "digital_planning_lpas_added",
            ),
            words=(
                r"[Ii]nteroperab|Open Referral|UPRN|[Pp]roperty reference|Open Digital Planning|"
                r"\bLPAs\b|[Ss]iloed|location identifier|One Login|information standards"
            ),
            predictions=("interoperability",),
            purchases=("planning",),
        ),
        "cloud": Theme(
            "Cloud",
            "cloud",
            metrics=(
                "onprem_citizen_data_share",
                "cloud_under_quarter_share",
                "cloud_no_strategy_share",
                "cloud_pure_share",
                "onprem_two_datacentres_share",
                "cloud_share_of_it_spend",
                "public_cloud_market",
            ),
            words=r"(?<!G-)\b[Cc]loud\b|on premise|data centre",
            purchases=("hosting_cloud",),
        ),
        "cyber": Theme(
            "Cyber security",
            "cyber security",
            metrics=("caf_completed_councils", "cyber_support_funding", "cyber_incident_cost"),
            words=r"[Cc]yber|\bCAF\b|[Aa]ttack",
            predictions=("cyber",),
            purchases=("cyber",),
        ),
        "digital_care": Theme(
            "Digital social care and telecare",
            "digital care",
            metrics=(
                "digital_social_care_records_share",
                "digital_ready_telecare_share",
                "telecare_users",
            ),
            words=r"[Tt]elecare|care record|digital-ready|providers digital",
            predictions=("social care", "assistive tech"),
            purchases=("social_care", "telecare"),
        ),
        "local_digital_declaration": Theme(
            "The Local Digital Declaration",
            "the Local Digital Declaration",
            metrics=(
                "signatories_local_digital_declaration",
                "signatories_share_of_principal_authorities",
                "local_digital_funding",
            ),
            words=r"\bDeclaration\b|Local Digital Fund|fund opened for councils|had signed",
            proper=True,
        ),
        "shared_code": Theme(
            "Shared code",
            "shared code",
            metrics=("localgov_drupal_councils", "localgov_drupal_live_sites"),
            words=r"LocalGov Drupal|[Ss]hared code|[Oo]pen source",
        ),
        "failed_projects": Theme(
            "Projects and attacks that went wrong",
            "projects that failed",
            metrics=("project_cost", "cyber_incident_cost"),
            words=r"\bERP\b",
        ),
    }
)

FILED_FIRST: tuple[TrendTheme, ...] = (
    "failed_projects",
    "low_code",
    "shared_code",
    "local_digital_declaration",
    "autonomous_delivery",
    "interoperability",
    "digital_care",
    "cyber",
    "ai",
    "cloud",
    "data",
)
"""The order in which a finding's words are tried: the narrow themes before the wide ones."""

CAPACITY = ("digital_funding_gap_share", "digital_workforce_share")
"""Metrics about money and staff for digital work at large, told at the end of the section."""

GIST = 9
"""Letters by which two findings without a number are taken to begin alike."""

BLUE_LIGHT = re.compile(
    r"\b[Pp]olic(e|ing)\b|\bforces?\b|\b[Ff]ire\b|[Bb]lue.?[Ll]ight|\b(JES|NPCC|Met|LEDS)\b"
)


def theme_of_metric(metric: str) -> TrendTheme | None:
    """Return the theme that a metric belongs to, or None if other sections print it."""
    return next((name for name, theme in THEMES.items() if metric in theme.metrics), None)


def theme_of_words(text: str, prediction_theme: str = "") -> TrendTheme | None:
    """Return the theme that a finding belongs to by its words, else by its prediction's theme."""
    for name in FILED_FIRST:
        if re.search(THEMES[name].words, text):
            return name
    return next((n for n, theme in THEMES.items() if prediction_theme in theme.predictions), None)


def findings(tables: Tables) -> pd.DataFrame:
    """Return the dated findings about councils with their `theme`, each told once.

    Left out: what belongs to no theme, blue-light findings, and what a figure record of the
    same source already says.
    """
    evidence = tables["evidence"]
    about = tables["predictions"].reindex(evidence["prediction_id"])[["theme", "prediction", "who"]]
    about = about.fillna("").set_index(evidence.index)
    blue_light = [
        any(BLUE_LIGHT.search(text) for text in (found, *others))
        for found, others in zip(evidence["finding"], about.to_numpy(), strict=True)
    ]
    themes = [
        theme_of_words(found, theme)
        for found, theme in zip(evidence["finding"], about["theme"], strict=True)
    ]
    evidence = evidence.assign(theme=pd.Series(themes, evidence.index, dtype=object))
    evidence = evidence[evidence["theme"].notna() & ~pd.Series(blue_light, evidence.index)]
    return _told_once(evidence, tables["figures"])


def said(tables: Tables) -> pd.DataFrame:
    """Return what speakers held to be a trend, with its `theme`."""
    statements = tables["statements"]
    trends = statements[statements["kind"] == "trend"].copy()
    trends["theme"] = [theme_of_words(text) for text in trends["statement"]]
    return trends[trends["theme"].notna()]


def _told_once(evidence: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return findings without repeats of each other and of figures with source and number.

    Two findings of one source and day repeat each other if they give the same number, or
    none and begin alike.
    """
    known = set(zip(figures["url"], figures["value"], strict=True))
    pairs = zip(evidence["source_url"], evidence["value"], strict=True)
    repeats = pd.Series([pair in known for pair in pairs], index=evidence.index, dtype=bool)
    told = set(evidence.loc[repeats, "finding"])
    kept = evidence[~evidence["finding"].isin(told)].drop_duplicates("finding")
    gist = kept["value_text"].where(kept["value_text"] != "", kept["finding"].str[:GIST])
    return kept[~kept.assign(gist=gist).duplicated(["source_url", "date", "gist"])]
