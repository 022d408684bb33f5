"""Commands about a report: build it, and ask it questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from futuregazing.cli.options import NEWEST, Overrides, Year, year_number
from futuregazing.errors import EXIT_FOUND, EXIT_USER

app = typer.Typer()


@app.command()
def build(
    year: Year = NEWEST,
    set_: Overrides = None,
    only: Annotated[
        list[str] | None, typer.Option(help="preview this section alone (repeatable)")
    ] = None,
    jobs: Annotated[int, typer.Option(help="sections run at the same time", min=1)] = 2,
    out: Annotated[Path | None, typer.Option(help="folder to write, else reports/YEAR")] = None,
    force: Annotated[bool, typer.Option(help="build even if nothing has changed")] = False,
    snapshot: Annotated[
        Path | None, typer.Option(help="measure this snapshot's notices, registers and payments")
    ] = None,
) -> None:
    """Build an edition's report to HTML, PDF and CSV."""
    from futuregazing.edition import load_edition
    from futuregazing.report.build import build as build_edition
    from futuregazing.report.progress import Progress

    edition = load_edition(year_number(year), set_ or ())
    progress = Progress(edition, only or ())
    progress.begin()
    progress.end(
        build_edition(
            edition,
            only=only or (),
            jobs=jobs,
            out=out,
            force=force,
            snapshot=snapshot,
            tell=progress.tell,
        )
    )


@app.command()
def editions(
    years: Annotated[bool, typer.Option("--years", help="print the years alone")] = False,
) -> None:
    """List the editions that can be built."""
    from futuregazing.edition import known_editions, load_edition

    for year in known_editions():
        if years:
            typer.echo(year)
            continue
        edition = load_edition(year)
        typer.echo(f"{year}  as of {edition.as_of.isoformat()}  {edition.title}")


@app.command()
def archive(
    folder: Annotated[Path | None, typer.Option(help="folder of reports, else reports/")] = None,
) -> None:
    """Write the archive of the editions built: index.html, with a search over all of them."""
    from futuregazing import paths
    from futuregazing.errors import UserError
    from futuregazing.report.archive import write_archive

    place = folder or paths.reports()
    written = write_archive(place)
    if written is None:
        raise UserError(f"No edition has been built in {place}; `futuregazing build` builds one.")
    typer.echo(written)


@app.command()
def params(year: Year = NEWEST, set_: Overrides = None) -> None:
    """Show every setting of an edition and where its value comes from."""
    from futuregazing.edition import load_edition

    edition = load_edition(year_number(year), set_ or ())
    for origin in edition.origins:
        typer.echo(f"{origin.setting} = {edition.value(origin.setting)}  ({origin})")


@app.command()
def check(
    year: Annotated[
        str, typer.Argument(help="only what this edition knows, else all", metavar="[YEAR]")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="print data instead of text")] = False,
) -> None:
    """Look for published numbers that cannot all be true; exit code 3 if new and high."""
    from futuregazing.claims.checking.command import run_check
    from futuregazing.edition import load_edition

    done = run_check(load_edition(year_number(year)) if year else None, as_json=json)
    typer.echo(done.text)
    if done.alarming:
        raise typer.Exit(EXIT_FOUND)


@app.command()
def trace(
    year: Year = NEWEST,
    claim: Annotated[
        str, typer.Argument(help="a mark (12), a number (£2.85bn) or a row (FIG0058)")
    ] = "",
    weak: Annotated[
        bool, typer.Option("--weak", help="list the numbers that rest on grade C sources")
    ] = False,
) -> None:
    """Tell where a number of a built report comes from; without one, list them all."""
    from futuregazing.report import trace as tracing

    document = tracing.built_document(year_number(year))
    if claim:
        lines = [
            line
            for entry in tracing.find(document, claim)
            for line in (*tracing.detail_lines(entry), "")
        ]
    else:
        entries = tracing.weak(document) if weak else document.evidence
        lines = list(tracing.list_lines(entries))
    for line in lines:
        typer.echo(line)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="the earlier edition's year")],
    new: Annotated[str, typer.Argument(help="the later edition's year")],
    out: Annotated[Path | None, typer.Option(help="folder, else reports/diff/OLD-NEW")] = None,
) -> None:
    """Tell what moved between two editions and why; write it as page, Markdown and CSV."""
    from futuregazing.report.diff import difference, difference_lines, write_difference

    found = difference(year_number(old), year_number(new))
    for line in difference_lines(found):
        typer.echo(line)
    folder = write_difference(found, out)
    typer.echo(f"Written: changes.html, changes.md and changes.csv in {folder}")


@app.command()
def lint(
    notebooks: Annotated[
        list[Path] | None, typer.Argument(help="section notebooks, else all", metavar="[NOTEBOOK]")
    ] = None,
) -> None:
    """Look for digits in words, functions and outputs in notebooks; exit code 2 if there are."""
    from futuregazing.report.lint import lint as faults_of

    faults = faults_of(notebooks or ())
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(EXIT_USER)
