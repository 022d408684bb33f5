"""The settings of each section: one model a section, one field a setting.

From these fields come the checks, the help text, the method section's table and the tests.
To add a setting: a field here, its value with a comment in `params/base.yaml`.
No setting is ever empty (`null`): a notebook's `None` means "as the parameter file says".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import StringConstraints

from futuregazing.edition.settings import Line, Problem, Settings, Year, needs, setting
from futuregazing.edition.vocabulary import (
    REGIONS,
    SECTION_NAMES,
    BlueLightKind,
    BuyerKind,
    Clock,
    Comparator,
    MeasureBasis,
    PurchaseTheme,
    Region,
    SectionName,
    StatedAs,
    TrendTheme,
    ValueBasis,
)

# A code of the Office for National Statistics: country letter and eight digits.
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[EWSN]\d{8}$")]

# Sections that only gather what the others say have no finding of their own to offer.
WITHOUT_FINDING: tuple[SectionName, ...] = (
    "key_points",
    "trust",
    "between_editions",
    "how_sure",
    "method_and_quality",
)


class KeyPoints(Settings):
    """The opening page: a few sentences, each one number."""

    how_many: int = setting("How many key points are printed.", unit="sentences", ge=3, le=6)
    candidates: tuple[SectionName, ...] = setting(
        "Sections whose finding may become a key point; earlier ones come first.", min_length=1
    )
    changes_limit: int = setting(
        "At most so many changes since the last edition are listed.", unit="changes", ge=0, le=30
    )

    @needs("candidates")
    def _check_findings(self) -> Iterator[Problem]:
        for name in self.candidates:
            if name in WITHOUT_FINDING:
                yield Problem("candidates", name, "a section with a finding of its own")

    @needs("how_many", "candidates")
    def _check_enough_candidates(self) -> Iterator[Problem]:
        if self.how_many > len(self.candidates):
            found = f"{self.how_many} key points from {len(self.candidates)} candidates"
            yield Problem("how_many", found, "at most one key point a candidate")


class Trust(Settings):
    """One page for a reader without patience: which checks ran, and what they found."""

    findings_shown: int = setting(
        "How many open findings are printed; the CSV holds all.", unit="findings", ge=1, le=20
    )


class BetweenEditions(Settings):
    """What moved since the edition before, and why."""

    rows_shown: int = setting(
        "Rows printed of the list of changes; the CSV holds all.", unit="rows", ge=5, le=200
    )


class MarketSize(Settings):
    """How big the market is, how it has grown, and why published answers differ."""

    price_basis: Literal["nominal", "real"] = setting(
        "Money of the day, or adjusted for inflation where both end years have a deflator."
    )
    bases: tuple[MeasureBasis, ...] = setting(
        "Kinds of number shown side by side in the bridge, in this order.", min_length=2
    )
    comparators: tuple[Comparator, ...] = setting(
        "Other parts of the public sector that councils are set beside."
    )
    series_min_points: int = setting(
        "A line is drawn only for a series of at least so many points.", unit="points", ge=2, le=20
    )
    include_adjacent: bool = setting(
        "Whether what lies beside technology counts as technology in what is measured."
    )


class BuyersAndSuppliers(Settings):
    """Who buys, who sells, and how concentrated both sides are."""

    rank_buyers: int = setting("How many buyers are ranked.", unit="buyers", ge=3, le=50)
    rank_suppliers: int = setting("How many suppliers are ranked.", unit="suppliers", ge=3, le=50)
    rank_themes: int = setting("How many themes are ranked.", unit="themes", ge=3, le=28)
    minimum_n: int = setting(
        "A share or average is printed only if at least so many purchases stand behind it.",
        unit="purchases",
        ge=1,
        le=500,
    )
    value_bases: tuple[ValueBasis, ...] = setting(
        "Kinds of contract value that are shown, each by itself.", min_length=1
    )
    register_kinds: tuple[BuyerKind, ...] = setting(
        "Kinds of buyer in the register that count as local government.", min_length=1
    )


class RegionalSplit(Settings):
    """Where the money is spent, as far as anybody has published it."""

    inside_regions: tuple[Region, ...] = setting(
        "Regions that count as inside; all the others are outside.", min_length=1
    )
    per_head: bool = setting("Whether spend per head is shown where a population is known.")
    reference_places: tuple[PlaceCode, ...] = setting(
        "Codes of the councils named as reference places; may be empty.", max_length=30
    )

    @needs("inside_regions")
    def _check_something_outside(self) -> Iterator[Problem]:
        if set(self.inside_regions) == set(REGIONS):
            yield Problem("inside_regions", "every region", "at least one region left outside")


class TechnologyTrends(Settings):
    """What councils do with technology, and what it has cost when it failed."""

    themes: tuple[TrendTheme, ...] = setting("Themes printed, in this order.", min_length=1)
    minimum_survey_n: int = setting(
        "A survey share whose base is known and smaller than this is printed with a caution.",
        unit="answers",
        ge=1,
        le=1000,
    )


class BlueLightProcurement(Settings):
    """What police, fire and ambulance services buy, and through whom."""

    kinds: tuple[BlueLightKind, ...] = setting("Kinds of body described, in order.", min_length=1)
    rank_contracts: int = setting(
        "How many blue-light contracts are listed.", unit="contracts", ge=3, le=100
    )
    register_kinds: tuple[BuyerKind, ...] = setting(
        "Kinds of buyer in the register that count as blue light.", min_length=1
    )


class Opportunities(Settings):
    """What comes up for renewal, when, and how to take part."""

    horizon_months: int = setting(
        "How far ahead contracts that end are listed.", unit="months", ge=1, le=120
    )
    count_from: Literal["as_of", "publication"] = setting("The day the horizon is counted from.")
    list_limit: int = setting("How many contracts are printed.", unit="contracts", ge=1, le=500)
    themes: tuple[PurchaseTheme, ...] = setting("Themes listed; an empty list means all.")
    apart: tuple[Line, ...] = setting(
        "Words that put a contract in its own block, because its value dwarfs all the others."
    )
    minimum_value_gbp: int = setting(
        "Contracts below this value are left out; those without a value stay. Nil keeps all.",
        unit="GBP",
        ge=0,
        le=100_000_000,
    )
    include_estimated: bool = setting(
        "Whether ends worked out from a printed term are listed, in a block of their own."
    )
    include_lapsed: bool = setting(
        "Whether contracts that ended in the twelve months before are listed too."
    )
    calendar_months: int = setting(
        "How far ahead the calendar of dates runs.", unit="months", ge=1, le=60
    )


class PredictionsReview(Settings):
    """What was predicted, and what became of it."""

    clocks: tuple[Clock, ...] = setting("Verdict clocks shown: in the year, to date.", min_length=1)
    review_from: Literal["previous"] | Year = setting(
        "First edition whose predictions are reviewed: a year, or `previous` for the last one."
    )
    programmes: tuple[Line, ...] = setting("Programmes shown; an empty list means all.")
    scored_stated_as: tuple[StatedAs, ...] = setting(
        "Kinds of prediction that count in the association's score.", min_length=1
    )
    association_programme: Line = setting("The programme whose listed predictions are scored.")


class HowSure(Settings):
    """How far each headline could move under other defensible choices."""

    alternatives_shown: int = setting(
        "Alternatives printed for a headline; the CSV holds all.", unit="rows", ge=3, le=60
    )


class MethodAndQuality(Settings):
    """Where it all comes from, and how far to trust it."""

    list_parameters: bool = setting("Whether the parameters used are printed.")
    list_corrections: bool = setting("Whether the corrections applied are printed.")
    list_versions: bool = setting("Whether the locked package versions are printed.")
    rows_shown: int = setting(
        "Rows printed of a long table; the CSV holds all.", unit="rows", ge=5, le=500
    )


# Keyed by any text: most names looked up here come from outside.
SECTION_MODELS: Mapping[str, type[Settings]] = MappingProxyType(
    dict(
        zip(
            SECTION_NAMES,
            (
                KeyPoints,
                Trust,
                BetweenEditions,
                MarketSize,
                BuyersAndSuppliers,
                RegionalSplit,
                TechnologyTrends,
                BlueLightProcurement,
                Opportunities,
                PredictionsReview,
                HowSure,
                MethodAndQuality,
            ),
            strict=True,
        )
    )
)
