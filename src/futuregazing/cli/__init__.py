"""The one command, `futuregazing`, with a sub-command for each thing a person does."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

os.environ.setdefault("TYPER_USE_RICH", "0")  # a third of the start-up time otherwise

import typer

from futuregazing.cli import data, predictions, report
from futuregazing.errors import EXIT_FAILED, FutureGazingError

app = typer.Typer(
    help="Future Gazing: the report on UK local-government technology, rebuilt from one command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(report.app)
app.add_typer(predictions.app)
data_app = typer.Typer(help="The data tables.", no_args_is_help=True)
data_app.add_typer(predictions.data_app)
data_app.add_typer(data.data_app)
app.add_typer(data_app, name="data")


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
