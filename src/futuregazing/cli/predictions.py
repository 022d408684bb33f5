"""Commands about predictions: enter one well, and register an edition's hashes."""

from __future__ import annotations

from typing import Annotated

import typer

from futuregazing import paths
from futuregazing.claims.predicting.draft import BY_NAME, Field
from futuregazing.cli import options
from futuregazing.cli.options import NEWEST, Year, year_number

app = typer.Typer()
data_app = typer.Typer()


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
        paths.data(), given, today=options.today(), metric=metric, ask=asking, tell=typer.echo
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


@data_app.command("publish-predictions")
def data_publish_predictions(year: Year = NEWEST) -> None:
    """Register the hashes of an edition's predictions; those registered stay as they are."""
    from futuregazing.claims.predicting.publishing import publish
    from futuregazing.edition import load_edition

    edition = load_edition(year_number(year))
    rows = publish(paths.data(), edition=edition.year, as_of=edition.as_of, today=options.today())
    for row in rows:
        typer.echo(f"{row['prediction_id']}  {row['sha256']}")
    typer.echo(f"{len(rows)} hashes entered in data/ledger/prediction_hashes.csv.")
