"""What a notebook opens: its settings checked, its tables as of the edition, its voice.

    section = open_section("market_size", edition=2022)
    section.answer(market.headline(section.tables, section.settings))

In a build the parent process has validated parameters and tables already and hands them
over in two files named by environment variables, so that a kernel imports neither the
YAML reader nor the table schemas. A notebook opened by hand takes the same path, made on
demand.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.exhibits.prose import HEADING, PART, Prose, Statement, see, statement
from futuregazing.tables.frames import Tables, read_parquet

if TYPE_CHECKING:
    from pydantic import BaseModel

    from futuregazing.claims.printed import Printed

TABLES_VARIABLE = "FUTUREGAZING_TABLES"
EDITION_VARIABLE = "FUTUREGAZING_EDITION"
SNAPSHOT_VARIABLE = "FUTUREGAZING_SNAPSHOT"
"""Names the folder of the snapshot that a notebook opened by hand measures."""
TRUST = "trust"
"""The section that prints what the checks found: it sees their results as tables."""


@dataclass(frozen=True)
class Section:
    """One section of one edition, as its notebook sees it.

    Attributes:
        name: the section's name, as in the parameter files ("market_size").
        edition: the whole edition, with its as-of date.
        tables: the data tables as of that date.
    """

    name: str
    edition: Edition
    tables: Tables

    @property
    def settings(self) -> BaseModel:
        """Return the section's own settings."""
        return self.edition.settings(self.name)

    def id(self, slug: str) -> str:
        """Return the permanent id of one of the section's exhibits."""
        return f"{self.name}.{slug}"

    def say(self, template: str, /, *, role: str = "body", **values: Any) -> None:
        """Show a sentence; `template` holds no digit (see `exhibits.prose`)."""
        self.show(statement(template, **values), role=role)

    def answer(self, sentence: Statement) -> None:
        """Show the sentence that answers the section's question, first of all."""
        _display(Prose(sentence, "answer", self.id("answer")))

    def heading(self, words: str, *, part: bool = False) -> None:
        """Show a heading whose place or presence is decided as the section runs; without digits.

        Args:
            words: the heading.
            part: it heads a part of the section, as a notebook's own second level does.
        """
        self.say("{words}", role=PART if part else HEADING, words=words)

    def see(self, exhibit: str, words: str = " (see {label})") -> Statement:
        """Return words that lead to an exhibit, for a field of a sentence: "It grew{see}.".

        Args:
            exhibit: the slug of one of the section's own exhibits, or the whole id of another
                section's ("regional_split.per_head").
            words: what is printed, with ``{label}`` for "Figure 12"; all of it is left out of a
                report that does not have the exhibit.
        """
        return see(exhibit if "." in exhibit else self.id(exhibit), words)

    def show(self, sentence: Statement, *, role: str = "body") -> None:
        """Show a statement made elsewhere."""
        _display(Prose(sentence, role))


def open_section(name: str, *, edition: int, **settings: Any) -> Section:
    """Open a section for one edition.

    Args:
        name: the section's name.
        edition: the edition's year.
        settings: the section's own settings; None means "as the parameter file says".

    Returns:
        The section with its tables as of the edition's date.

    Raises:
        UserError: the edition, the section or a setting is unknown or impossible.
    """
    given_edition, given_tables = os.environ.get(EDITION_VARIABLE), os.environ.get(TABLES_VARIABLE)
    if given_edition and given_tables:
        built = Edition.from_json(Path(given_edition).read_text(encoding="utf-8"))
        return Section(name, built, read_parquet(Path(given_tables)))
    return _open_by_hand(name, edition, settings)


def _open_by_hand(name: str, year: int, settings: dict[str, Any]) -> Section:
    """Validate parameters and tables here, as the build does before it starts a kernel."""
    import json

    from futuregazing.edition import load_edition
    from futuregazing.tables import load_tables

    chosen = {key: value for key, value in settings.items() if value is not None}
    overrides = [f"{name}.{key}={json.dumps(value)}" for key, value in chosen.items()]
    edition = load_edition(year, overrides)
    edition.settings(name)
    tables = load_tables(edition.as_of)
    if given := os.environ.get(SNAPSHOT_VARIABLE):
        from futuregazing.measures.measured_edition import measured_tables

        tables = measured_tables(Path(given), edition, tables).tables
    if name == TRUST:
        tables = with_checks(edition, tables, last_printed(edition))
    return Section(name, edition, tables)


def with_checks(edition: Edition, tables: Tables, printed: Printed | None) -> Tables:
    """Return the tables with the results of all checks beside them.

    Args:
        edition: the edition checked.
        tables: the tables as of its date.
        printed: what its other sections print; None if that is not known.
    """
    from futuregazing.measures.checks import checked_tables
    from futuregazing.tables.seals import unsealed

    return checked_tables(tables, edition, printed, {fault.file for fault in unsealed()})


def last_printed(edition: Edition) -> Printed | None:
    """Return what the last built report of an edition prints, None if it was never built."""
    from futuregazing.claims.printed import printed_in_report

    return printed_in_report(paths.built_notebook(edition.year), without=(TRUST,))


def _display(prose: Prose) -> None:
    """Show prose as rich output."""
    from IPython.display import display

    display(prose)
