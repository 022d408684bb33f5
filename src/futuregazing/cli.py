"""The one command, `futuregazing`, with a sub-command for each thing a person does."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

os.environ.setdefault("TYPER_USE_RICH", "0")  # a third of the start-up time otherwise

import typer

from futuregazing import paths
from futuregazing.claims.predicting.draft import BY_NAME, Field
from futuregazing.errors import EXIT_FAILED, EXIT_FOUND, EXIT_USER, FutureGazingError, UserError

app = typer.Typer(
    help="Future Gazing: the report on UK local-government technology, rebuilt from one command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data_app = typer.Typer(help="The data tables.", no_args_is_help=True)
app.add_typer(data_app, name="data")

NEWEST = "newest"
Year = Annotated[str, typer.Argument(help="the edition's year, else the newest", metavar="[YEAR]")]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="override a setting: section.key=value", metavar="SECTION.KEY=VALUE"
    ),
]


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
) -> None:
    """Build an edition's report to HTML, PDF and CSV."""
    from futuregazing.edition import load_edition
    from futuregazing.report.build import build as build_edition
    from futuregazing.report.progress import Progress

    edition = load_edition(year_number(year), set_ or ())
    progress = Progress(edition, only or ())
    progress.begin()
    progress.end(
        build_edition(edition, only=only or (), jobs=jobs, out=out, force=force, tell=progress.tell)
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


def _asked(name: str) -> typer.models.OptionInfo:
    """Return the option for one field of a prediction, with its question as help."""
    found: typer.models.OptionInfo = typer.Option(help=BY_NAME[name].question)
    return found


@app.command()
def predict(
    edition: Annotated[str, _asked("edition")] = "",
    programme: Annotated[str, _asked("programme")] = "",
    theme: Annotated[str, _asked("theme")] = "",
    stated_as: Annotated[str, _asked("stated_as")] = "",
    prediction: Annotated[str, _asked("prediction")] = "",
    who: Annotated[str, _asked("who")] = "",
    url: Annotated[str, _asked("url")] = "",
    published_date: Annotated[str, _asked("published_date")] = "",
    indicator: Annotated[str, _asked("indicator")] = "",
    test_data: Annotated[str, _asked("test_data")] = "",
    threshold: Annotated[str, _asked("threshold")] = "",
    decided_by: Annotated[str, _asked("decided_by")] = "",
    probability: Annotated[str, _asked("probability")] = "",
    states_change: Annotated[str, _asked("states_change")] = "",
    source_visibility: Annotated[str, _asked("source_visibility")] = "",
    amends: Annotated[str, _asked("amends")] = "",
    metric: Annotated[
        str, typer.Option(help="the ledger's metric of the indicator, or none", show_default=False)
    ] = "",
    ask: Annotated[bool, typer.Option(help="ask for what is missing")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="write nothing")] = False,
) -> None:
    """Enter a prediction well: asks for what is missing, refuses what cannot be tested."""
    given = {name: value for name, value in locals().items() if name in BY_NAME}
    from futuregazing.claims.predicting import entering

    asking = _answer if ask and entering.incomplete(given) else None
    entry = entering.prepared(
        paths.data(), given, today=_today(), metric=metric, ask=asking, tell=typer.echo
    )
    for line in entry.lines():
        typer.echo(line)
    if dry_run:
        typer.echo(f"{entry.number} would be entered; nothing was written.")
        return
    if asking:
        typer.confirm(f"Enter it as {entry.number}?", abort=True)
    entering.enter(paths.data(), entry)
    for line in entering.next_steps(entry):
        typer.echo(line)


def _answer(field: Field, now: str) -> str:
    """Ask for one field in the terminal, saying why it is asked."""
    typer.echo(f"\n{field.question}\n  Why: {field.why}. For example: {field.example}")
    answer: str = typer.prompt(f"{field.name}", default=now, show_default=bool(now))
    return answer


def _today() -> dt.date:
    return dt.date.today()


@data_app.command("publish-predictions")
def data_publish_predictions(year: Year = NEWEST) -> None:
    """Register the hashes of an edition's predictions; those registered stay as they are."""
    from futuregazing.claims.predicting.publishing import publish
    from futuregazing.edition import load_edition

    edition = load_edition(year_number(year))
    rows = publish(paths.data(), edition=edition.year, as_of=edition.as_of, today=_today())
    for row in rows:
        typer.echo(f"{row['prediction_id']}  {row['sha256']}")
    typer.echo(f"{len(rows)} hashes entered in data/ledger/prediction_hashes.csv.")


@data_app.command("seal")
def data_seal() -> None:
    """Rewrite the tables' checksums after an edit, if the tables are valid."""
    from futuregazing.tables.seals import seal

    for name in seal():
        typer.echo(f"sealed {name}")


@data_app.command("check")
def data_check() -> None:
    """Validate every table, sidecar, checksum, correction and published hash."""
    from futuregazing.claims.predicting.hashes import changed
    from futuregazing.tables import load_tables
    from futuregazing.tables.seals import unsealed

    tables = load_tables(None)
    told = []
    if broken := unsealed():
        told += ["Tables that are not as sealed:", *(f"  {fault}" for fault in broken)]
        told += ["If the edit was meant, run `futuregazing data seal`."]
    if edited := changed(tables):
        told += ["Predictions that are not as published:", *(f"  {one}" for one in edited)]
    if told:
        raise UserError("\n".join(told))
    typer.echo(f"{len(tables.names)} tables are valid and sealed.")


EditionOption = Annotated[
    str, typer.Option("--edition", help="the edition's year, else the newest", metavar="YEAR")
]
SnapshotFolder = Annotated[
    Path | None,
    typer.Option("--snapshot", help="the snapshot's folder, else data/snapshots/YEAR"),
]


@data_app.command("fetch")
def data_fetch(
    edition: EditionOption = NEWEST,
    service: Annotated[
        list[str] | None,
        typer.Option(help="cf, fts, pcs, s2w or none (repeatable); else all"),
    ] = None,
    from_: Annotated[
        str,
        typer.Option("--from", help="first day, else two years before the as-of date"),
    ] = "",
    files: Annotated[
        list[Path] | None,
        typer.Option(help="CSV list of files: address, kind, sha256 (repeatable)"),
    ] = None,
    snapshot: SnapshotFolder = None,
    service_address: Annotated[
        list[str] | None,
        typer.Option(help="ask a mirror: SERVICE=ADDRESS", metavar="SERVICE=ADDRESS"),
    ] = None,
    pause: Annotated[
        float | None,
        typer.Option(help="seconds between requests; less than usual only at a mirror", min=0),
    ] = None,
) -> None:
    """Download notices and files for an edition; run it again to go on after any stop."""
    from futuregazing.sources.command import Wanted, run_fetch

    wanted = Wanted(
        edition=year_number(edition),
        snapshot=snapshot,
        services=service or (),
        first=from_,
        lists=files or (),
        service_addresses=service_address or (),
        pause=pause,
    )
    typer.echo(run_fetch(wanted))


@data_app.command("status")
def data_status(edition: EditionOption = NEWEST, snapshot: SnapshotFolder = None) -> None:
    """Tell what a snapshot holds, what it lacks and how to go on."""
    from futuregazing.sources.command import run_status

    run_status(year_number(edition), snapshot, typer.echo)


@data_app.command("freeze")
def data_freeze(
    edition: EditionOption = NEWEST,
    snapshot: SnapshotFolder = None,
    allow_gaps: Annotated[
        bool, typer.Option("--allow-gaps", help="freeze it although something is missing")
    ] = False,
) -> None:
    """Write the manifest of a snapshot that is whole: every file with its checksum."""
    from futuregazing.sources.command import run_freeze

    frozen = run_freeze(year_number(edition), snapshot, allow_gaps=allow_gaps)
    for folder in frozen.outside:
        typer.echo(f"not in the plan, left out: {folder}", err=True)
    typer.echo(f"{frozen.path}: {frozen.summary}")


@data_app.command("import")
def data_import(
    what: Annotated[list[Path], typer.Argument(help="files, or folders of files", metavar="PATH")],
    snapshot: Annotated[Path, typer.Option(help="folder of the snapshot to add them to")],
    without: Annotated[
        list[str] | None, typer.Option(help="switch this rule off (repeatable)", metavar="RULE")
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(
            help="read files on the workers of this Dask cluster; they must see the same folders",
            metavar="ADDRESS",
        ),
    ] = "",
) -> None:
    """Add notices, registers and payments to a snapshot as tidy tables; each file once."""
    from futuregazing.procurement.cluster import read_on
    from futuregazing.procurement.importing import import_files
    from futuregazing.procurement.printing import outcome
    from futuregazing.procurement.reading import read_here
    from futuregazing.procurement.resolving import Resolver
    from futuregazing.procurement.technology_sql import TechnologyTables
    from futuregazing.tables import load_tables

    tables = load_tables(None)
    done = import_files(
        what,
        snapshot,
        without=without or (),
        overrides=tables["award_overrides"],
        technology=TechnologyTables.of(tables),
        reading=read_on(scheduler) if scheduler else read_here,
        resolver=Resolver(tables),
        tell=typer.echo,
    )
    for line in outcome(done):
        typer.echo(line)


def year_number(text: str) -> int:
    """Read a year argument; raise `UserError` with the known editions otherwise."""
    if text.isascii() and text.isdecimal() and len(text) == 4:
        return int(text)
    from futuregazing.edition import known_editions

    known = known_editions()
    if text == NEWEST and known:
        return max(known)
    raise UserError(f"{text!r} is not an edition's year; there are {', '.join(map(str, known))}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; the user's errors print one paragraph, ours a traceback."""
    try:
        app(args=arguments, standalone_mode=True)
    except FutureGazingError as err:
        typer.echo(f"futuregazing: {err}", err=True)
        sys.exit(err.exit_code)
    except KeyboardInterrupt:
        typer.echo("futuregazing: interrupted; the last good report is as it was", err=True)
        sys.exit(EXIT_FAILED)


if __name__ == "__main__":
    main()
