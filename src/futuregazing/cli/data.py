"""Commands about the data tables and the snapshots that measures are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from futuregazing.cli.options import NEWEST, EditionOption, year_number
from futuregazing.errors import UserError

data_app = typer.Typer()


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
    as_of: Annotated[
        str,
        typer.Option(
            help="leave out what was published after this day (YYYY-MM-DD); "
            "of a download its own as-of date unless told",
            metavar="DATE",
        ),
    ] = "",
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
    from futuregazing.sources.command import day_to_import
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
        as_of=day_to_import(snapshot, as_of),
        tell=typer.echo,
    )
    for line in outcome(done):
        typer.echo(line)
