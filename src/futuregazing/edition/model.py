"""An edition: everything that decides what one year's report says, checked as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from pydantic import ValidationError

from futuregazing.edition.dates import format_date
from futuregazing.edition.faults import Fault, ParameterError, nearest_name
from futuregazing.edition.nodes import shown
from futuregazing.edition.periods import Period, month
from futuregazing.edition.sections import (
    SECTION_MODELS,
    WITHOUT_FINDING,
    BetweenEditions,
    BlueLightProcurement,
    BuyersAndSuppliers,
    HowSure,
    KeyPoints,
    MarketSize,
    MethodAndQuality,
    Opportunities,
    PredictionsReview,
    RegionalSplit,
    TechnologyTrends,
    Trust,
)
from futuregazing.edition.settings import Line, Problem, Settings, Year, needs, setting
from futuregazing.edition.vocabulary import SECTION_NAMES, SectionName

Layer: TypeAlias = Literal["base", "edition", "override", "notebook"]


class Origin(Settings):
    """Where the value of one setting came from.

    `layer` is the kind of place, `where` the file or the override as typed, `line` counted from
    1 (0: no line).
    """

    setting: str
    layer: Layer
    where: str
    line: int

    def __str__(self) -> str:
        """Return the place as a reader would write it."""
        return f"{self.where}, line {self.line}" if self.line else self.where


class Frame(Settings):
    """What belongs to the edition as a whole rather than to one section."""

    year: Year = setting("The year the edition looks at.")
    as_of: date = setting("The day the edition is written; it sees nothing published later.")
    publication_date: date = setting("The day the edition is published.")
    tables_closed: date = setting("The last day that the data tables cover.")
    title: Line = setting("The title on the cover.")
    subtitle: Line = setting("The line under the title.")
    next_edition_month: int = setting(
        "Month of the edition's year in which the next edition comes out.", ge=1, le=12
    )
    sections: tuple[SectionName, ...] = setting("The sections printed, in order.", min_length=1)
    previous: int | None = setting("The edition before this one; found, not set.")
    previous_as_of: date | None = setting(
        "The day the edition before this one was written; found, not set."
    )
    previous_but_one: int | None = setting("The edition before that one; found, not set.")

    @needs("sections")
    def _check_order(self) -> Iterator[Problem]:
        if "key_points" in self.sections[1:]:
            yield Problem("sections", "key_points after another section", "key_points first")
        if "method_and_quality" in self.sections[:-1]:
            found = "method_and_quality before another section"
            yield Problem("sections", found, "method_and_quality last")

    @needs("year", "title")
    def _check_title(self) -> Iterator[Problem]:
        if str(self.year) not in self.title:
            yield Problem("title", repr(self.title), f"a title with the year {self.year} in it")

    @needs("year", "as_of")
    def _check_written_before(self) -> Iterator[Problem]:
        if self.as_of.year >= self.year:
            expected = f"a day before {self.year}: an edition is written before its year"
            yield Problem("as_of", format_date(self.as_of), expected)

    @needs("as_of", "tables_closed")
    def _check_tables_cover(self) -> Iterator[Problem]:
        if self.as_of > self.tables_closed:
            closed = format_date(self.tables_closed)
            expected = f"at most {closed}, the day the tables were closed (tables_closed)"
            yield Problem("as_of", format_date(self.as_of), expected)

    @needs("as_of", "publication_date")
    def _check_published_after(self) -> Iterator[Problem]:
        if self.publication_date < self.as_of:
            as_of = format_date(self.as_of)
            found = f"{format_date(self.publication_date)}, before the as-of date {as_of}"
            yield Problem("publication_date", found, "the as-of date or a later day")

    @needs("year", "publication_date")
    def _check_published_in_time(self) -> Iterator[Problem]:
        if self.publication_date.year > self.year:
            found = format_date(self.publication_date)
            yield Problem("publication_date", found, f"a day up to the end of {self.year}")


class Edition(Frame):
    """One year's report: its dates, its sections in order, and the settings of each.

    The settings of a section are the attribute named as the section:
    `edition.opportunities.horizon_months`. `origins` says where each value came from.
    """

    key_points: KeyPoints
    trust: Trust
    between_editions: BetweenEditions
    market_size: MarketSize
    buyers_and_suppliers: BuyersAndSuppliers
    regional_split: RegionalSplit
    technology_trends: TechnologyTrends
    blue_light_procurement: BlueLightProcurement
    opportunities: Opportunities
    predictions_review: PredictionsReview
    how_sure: HowSure
    method_and_quality: MethodAndQuality
    origins: tuple[Origin, ...] = ()

    @needs("year", "predictions_review")
    def _check_review(self) -> Iterator[Problem]:
        start = self.predictions_review.review_from
        if start != "previous" and start >= self.year:
            expected = f"an edition before {self.year}, or previous"
            yield Problem("predictions_review.review_from", str(start), expected)

    @property
    def current(self) -> bool:
        """Whether the edition is written on the day the tables were closed: it sees all of them."""
        return self.as_of == self.tables_closed

    @property
    def next_edition(self) -> Period:
        """The month in which the next edition is due."""
        return month(self.year, self.next_edition_month)

    def settings(self, section: str) -> Settings:
        """Return the settings of `section`; raises ParameterError for a name that is none."""
        if section not in SECTION_MODELS:
            near = nearest_name(section, SECTION_MODELS)
            there = "one of " + ", ".join(SECTION_MODELS)
            fault = Fault("section", 0, "", shown(section), there, near)
            raise ParameterError.of("The section", [fault])
        found: Settings = getattr(self, section)
        return found

    def value(self, name: str) -> object:
        """Return a setting by its dotted name: `opportunities.horizon_months`, `edition`."""
        found: object = self
        for part in ("year" if name == "edition" else name).split("."):
            found = getattr(found, part)
        return found

    def fingerprint(self, section: str | None = None) -> str:
        """Return the SHA-256 of what was decided, whatever file, line or order decided it.

        With `section`, the other sections' settings are left out, so that changing them leaves
        this section's built notebook valid. Sections that gather from all the others (key
        points, method) keep everything.
        """
        values = self.model_dump(mode="json", exclude={"origins"})
        if section is not None and section not in WITHOUT_FINDING:
            own = {section} | set(values).difference(SECTION_NAMES)
            values = {name: value for name, value in values.items() if name in own}
        text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @classmethod
    def from_json(cls, text: str | bytes) -> Edition:
        """Return the edition that `model_dump_json` wrote; raises ParameterError otherwise."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            faults = [
                Fault(
                    "the edition as JSON",
                    0,
                    ".".join(str(part) for part in found["loc"]),
                    found["msg"],
                    "an edition written by model_dump_json",
                )
                for found in error.errors(include_url=False, include_context=False)
            ]
            raise ParameterError.of("The edition", faults) from error
