"""What the method chapter says in words, and the tables it makes of settings and versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import refs_of
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.explain import explain
from futuregazing.edition.model import Edition
from futuregazing.edition.packages import package_versions
from futuregazing.edition.periods import calendar_year
from futuregazing.measures import quality, quality_records
from futuregazing.tables.frames import Tables

CHANGED_BY_HAND = ("override", "notebook")
LAYERS: Mapping[str, str] = MappingProxyType(
    {
        "base": "all editions",
        "edition": "this edition",
        "override": "this build only",
        "notebook": "this run of the notebook only",
    }
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "compiler slip": "compiling slips",
        "definition": "matters of definition",
        "publisher error": "publisher errors",
        "stale": "stale statements",
        "withhold": "withheld rows",
    }
)
AUTHORS = "Future Gazing contributors"


def headline(tables: Tables, edition: Edition) -> Statement:
    """Return the section's answer: how near the numbers are to whoever made them."""
    return statement(
        "By {day}, {first} had been found at their producer or in an official record; the others "
        "were read in the press, at sector bodies and suppliers, or in copies, and are marked.",
        day=edition.as_of,
        first=quality.first_hand(tables),
    )


def dates(tables: Tables, edition: Edition) -> Statement:
    """Return up to when the edition looks and how new its newest source is."""
    return statement(
        "This edition uses nothing published after {as_of}. Its newest source that shows a day is "
        "of {newest}.",
        as_of=edition.as_of,
        newest=quality.newest_source(tables),
    )


def grades_title(tables: Tables) -> Statement:
    """Return how many figures are first hand, as a title."""
    return statement(
        "{first} come from their producer or an official record", first=quality.first_hand(tables)
    )


def bases_title(bases: pd.DataFrame) -> Statement:
    """Return the most frequent kind of number."""
    first = bases.iloc[0]
    return statement(
        "{label}: {value}, the most of any kind",
        label=str(first["label"]),
        value=first["value"],
    )


def known_by(text: str, edition: Edition) -> Statement:
    """Return a subtitle that ends with the edition's date."""
    return statement("{text}; known by {day}", text=text, day=edition.as_of)


def contradiction_sentences(tables: Tables) -> Iterator[Statement]:
    """Yield how many contradictions are known and how grave they are."""
    frame = tables["contradictions"]
    counts = [
        counted(
            len(rows),
            f"of {severity} weight",
            refs_of(rows, "contradictions"),
            formula=f"count of contradictions of {severity} weight",
        )
        for severity in quality_records.SEVERITIES
        if len(rows := frame[frame["severity"] == severity])
    ]
    if not counts:
        yield statement("No two published claims were known that contradict one another.")
        return
    yield statement(
        "Sources contradict one another, and sometimes themselves. {all} are known, {counts}; each "
        "is listed with the arithmetic that shows it and with what this report does about it.",
        all=quality.number_of(tables, "contradictions", "contradictions"),
        counts=listing(counts),
    )


def contradictions_title(tables: Tables) -> Statement:
    """Return how many contradictions are listed."""
    return statement(
        "{number} between published claims, and what is done about each",
        number=quality.number_of(tables, "contradictions", "contradictions"),
    )


def gap_sentences(tables: Tables) -> Iterator[Statement]:
    """Yield what the register is, and which official numbers were not there."""
    yield statement(
        "The register holds {entries}; a purchase seen twice has two. It is a sample of what could "
        "be found, not the market: no total of it is a total of anything else.",
        entries=quality.number_of(tables, "register", "entries"),
    )
    missing = quality.not_available(tables)
    if missing:
        yield statement(
            "No release of these official tables had been read that was published by then, so that "
            "nothing is divided by them or adjusted with them: {missing}.",
            missing="; ".join(missing),
        )


def gaps_title(gaps: pd.DataFrame) -> Statement:
    """Return the widest gap in the register or the figures."""
    shares = [float(part.value) / of for part, of in zip(gaps["value"], gaps["of"], strict=True)]
    worst = gaps.iloc[shares.index(max(shares))]
    return statement("{gap}: {part}", gap=str(worst["gap"]), part=worst["value"])


def correction_sentences(tables: Tables) -> Iterator[Statement]:
    """Yield how many corrections were made, by kind."""
    frame = quality_records.corrections(tables)
    if frame.empty:
        yield statement("No correction to the tables concerns what this edition can see.")
        return
    counts = [
        quality_records.corrections_counted(
            len(rows), noun, quality_records.corrected_rows(tables, rows)
        )
        for kind, noun in KINDS.items()
        if len(rows := frame[frame["kind"] == kind])
    ]
    yield statement(
        "The tables are corrected by a register, never by hand, and each correction fails once its "
        "source is mended. This edition makes {all}: {counts}.",
        all=quality_records.corrections_counted(
            len(frame), "corrections", quality_records.corrected_rows(tables, frame)
        ),
        counts=listing(counts),
    )


def corrections_title(tables: Tables) -> Statement:
    """Return how many cells are corrected."""
    frame = quality_records.corrections(tables)
    rows = quality_records.corrected_rows(tables, frame)
    return statement(
        "{number} to what was compiled",
        number=quality_records.corrections_counted(len(frame), "corrections", rows),
    )


def review_title(tables: Tables) -> Statement:
    """Return how many findings of the first reading were treated."""
    return statement(
        "{number} from reading the tables against their sources",
        number=quality.number_of(tables, "review", "findings"),
    )


def checks_sentence(checks: pd.DataFrame) -> Statement:
    """Return whether all checks passed."""
    failed = checks[checks["faults"] > 0]
    if failed.empty:
        return statement("All checks passed when this edition was built.")
    return statement(
        "Not all checks passed when this edition was built: {names}.",
        names="; ".join(failed["check"]),
    )


def checks_title(checks: pd.DataFrame) -> Statement:
    """Return the checks' result as a title."""
    passed = not checks["faults"].any()
    return statement("Every check passed" if passed else "Some checks failed: see the last column")


def parameters(edition: Edition) -> pd.DataFrame:
    """Return the settings: setting, text (its value), meaning, decided (for what), place."""
    rows = [
        (s.name, s.text or "empty", s.description, LAYERS.get(s.layer, "found"), s.place)
        for s in explain(edition)
    ]
    return pd.DataFrame(rows, columns=["setting", "text", "meaning", "decided", "place"])


def parameter_sentences(edition: Edition) -> Iterator[Statement]:
    """Yield where the settings come from, and those that a build changed by hand."""
    yield statement(
        "Every choice that could have been made otherwise is a setting, with its value and the "
        "line of the file that decides it."
    )
    changed = [s.name for s in explain(edition) if s.layer in CHANGED_BY_HAND]
    if changed:
        yield statement(
            "This is not the edition as its files have it: these settings were changed for this "
            "build only: {names}.",
            names=", ".join(changed),
        )


def parameters_title(edition: Edition) -> Statement:
    """Return whether the edition is as its files have it."""
    changed = any(s.layer in CHANGED_BY_HAND for s in explain(edition))
    return statement(
        "Settings of this edition, some changed for this build"
        if changed
        else "Settings of this edition, all as its files have them"
    )


def versions() -> pd.DataFrame:
    """Return the packages that shape a report, with their versions."""
    return pd.DataFrame(package_versions().items(), columns=["package", "version"])


def rebuilding(edition: Edition) -> Statement:
    """Return how to build the edition again."""
    return statement(
        "To build this edition again from the project's files: make report YEAR={year}. The same "
        "files give the same bytes; the manifest beside the report lists every input and output "
        "with its checksum.",
        year=calendar_year(edition.year),
    )


def citation(edition: Edition) -> Statement:
    """Return how to cite the edition, and its date."""
    before, _, after = edition.title.partition(str(edition.year))
    title = statement(
        "{before}{year}{after}", before=before, year=calendar_year(edition.year), after=after
    )
    return statement(
        "Cite it as: {authors} ({published}). {title}: {subtitle}. Written as of {as_of}. For a "
        "single number cite the publisher whom its evidence names.",
        authors=AUTHORS,
        published=calendar_year(edition.publication_date.year),
        title=title,
        subtitle=edition.subtitle,
        as_of=edition.as_of,
    )
