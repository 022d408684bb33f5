"""The sentences and short names of the figures on technology, one entry a metric.

A sentence may use {value}, {when} (its period), {scope} (who was asked, as the source says),
{place} and {what} (what exactly is counted). Where the same series has an earlier point it is
added: "against ...". A metric without an entry stands in the tables only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Line:
    """How one metric is told.

    Attributes:
        label: what is measured, as a chart or table names it; for a share, what those
            counted do ("use no AI").
        sentence: the sentence, without its full stop.
        each: whether every record is told (grants, places), not only the latest.
    """

    label: str
    sentence: str
    each: bool = False


LINES: Mapping[str, Line] = MappingProxyType(
    {
        "ai_not_using_share": Line(
            "Use no AI",
            "Of the councils that answered the Local Government Association (LGA), {value} used "
            "no artificial intelligence (AI) {when}",
        ),
        "generative_ai_use_share": Line(
            "Use generative AI",
            "Generative AI was used by {value} of those that answered {when}",
        ),
        "ai_using_share": Line(
            "Use AI",
            "Among {scope}, {value} used AI {when}",
        ),
        "ai_using_or_exploring_share": Line(
            "Use or explore AI",
            "AI was used or explored by {value} of {scope} {when}",
        ),
        "ai_staff_capacity_barrier_share": Line(
            "Name staff capacity as a barrier to AI",
            "Staff capacity was a barrier for {value} of {scope}",
        ),
        "ai_training_barrier_share": Line(
            "Name lack of training as a barrier to AI",
            "Lack of training was a barrier for {value} of them",
        ),
        "ai_funding_barrier_share": Line(
            "Name funding as a barrier to AI",
            "Funding was a barrier to AI for {value} of {scope} {when}",
        ),
        "ai_staff_capability_barrier_share": Line(
            "Name staff capability as a barrier to AI",
            "Staff capability was a barrier for {value} of {scope} {when}",
        ),
        "ai_productivity_benefit_share": Line(
            "Report more productive staff through AI",
            "More productive staff were reported by {value} of {scope} {when}",
        ),
        "ai_pilot_councils": Line(
            "Took part in a pilot of an AI note tool",
            "A pilot of an AI note-taking tool was evaluated in {value}",
        ),
        "ai_assurance_over_month_share": Line(
            "Needed over a month to assure an AI tool",
            "Their own assurance took more than a month in {value} of {scope}",
        ),
        "digital_literacy_barrier_share": Line(
            "Call workforce capability at least a moderate barrier",
            "Workforce capability was at least a moderate barrier in {value} of {scope}",
        ),
        "copilot_early_access_councils": Line(
            "Had early access to an AI assistant",
            "An AI assistant for office work was open early to {value} {when}",
        ),
        "copilot_users": Line(
            "Have an AI assistant",
            "One council, {place}, counted {value} of an AI assistant {when}",
            each=True,
        ),
        "ai_share_of_it_awards": Line(
            "AI's share of the value of IT contracts awarded, whole public sector",
            "Across the whole public sector AI made up {value} of the value of IT contracts "
            "awarded {when}",
        ),
        "onprem_citizen_data_share": Line(
            "Keep citizens' data on their own premises, at least in part",
            "Of {scope}, {value} kept citizens' data on their own premises at least in part {when}",
        ),
        "cloud_under_quarter_share": Line(
            "Hold at most a quarter of applications and data in the cloud",
            "At most a quarter of applications and data was in the cloud for {value} of the same "
            "councils",
        ),
        "cloud_no_strategy_share": Line(
            "Have no cloud strategy",
            "Of the {scope}, {value} had no cloud strategy {when}",
        ),
        "cloud_pure_share": Line(
            "Have moved to a pure cloud model",
            "A pure cloud model was in use at {value} of the same councils",
        ),
        "onprem_two_datacentres_share": Line(
            "Run two or more data centres of their own",
            "Two or more data centres of their own were run by {value}",
        ),
        "cloud_share_of_it_spend": Line(
            "Cloud's share of IT spending",
            "Cloud took {value} of the IT spending that councils broke down {when}",
        ),
        "caf_completed_councils": Line(
            "Have completed the Cyber Assessment Framework",
            "The Cyber Assessment Framework (CAF) was completed by {value} {when}",
        ),
        "cyber_support_funding": Line(
            "Government money for council cyber security",
            "Government set aside {value} for councils' cyber security {when} ({what})",
            each=True,
        ),
        "digital_social_care_records_share": Line(
            "Keep digital care records",
            "Digital care records were kept by {value} of the care providers registered with the "
            "Care Quality Commission {when}",
        ),
        "digital_ready_telecare_share": Line(
            "Have telecare that works on digital lines",
            "Of {scope}, {value} had telecare ready for digital telephone lines {when}",
        ),
        "telecare_users": Line("Use telecare", "Telecare was used by {value} {when}"),
        "signatories_local_digital_declaration": Line(
            "Have signed the Local Digital Declaration",
            "The Local Digital Declaration had been signed by {value} in {place} {when}",
        ),
        "signatories_share_of_principal_authorities": Line(
            "Principal authorities that had signed the Declaration",
            "By another count {value} of England's principal authorities had signed {when}",
        ),
        "local_digital_funding": Line(
            "Government money for local digital projects",
            "Government put {value} into local digital projects {when} ({what})",
            each=True,
        ),
        "localgov_drupal_councils": Line(
            "Share LocalGov Drupal, code for council websites",
            "LocalGov Drupal, shared code for websites, was used or improved by {value} {when}",
        ),
        "localgov_drupal_live_sites": Line(
            "Websites live on LocalGov Drupal",
            "There were {value} live on it {when}",
        ),
        "open_referral_councils": Line(
            "Use the Open Referral standard for service directories",
            "Open Referral UK, a standard for directories of services, was used by {value} {when}",
        ),
        "digital_planning_lpas": Line(
            "Take part in Open Digital Planning",
            "Open Digital Planning, shared work on planning software, counted {value} (local "
            "planning authorities) {when}",
        ),
        "digital_planning_lpas_added": Line(
            "Join Open Digital Planning",
            "A further {value} joined or were to join {when}",
            each=True,
        ),
        "delivery_robots": Line(
            "Delivery robots in service",
            "Delivery robots in service in {place} numbered {value:bare} {when}",
        ),
        "delivery_robot_population_served": Line(
            "Residents in a delivery-robot pilot",
            "A pilot in {place} reached {value} {when}",
        ),
        "delivery_robot_global_deliveries": Line(
            "Deliveries by robot, worldwide",
            "Worldwide the same supplier had made {value} {when}",
        ),
        "digital_funding_gap_share": Line(
            "See a gap between digital plans and money",
            "Of {scope}, {value} saw a gap between their digital plans and the money for them",
        ),
        "digital_workforce_share": Line(
            "Staff in digital and data roles",
            "Digital and data roles were held by {value} of local government staff {when}",
        ),
    }
)
