"""What is looked at: the notebooks named, or all of them with the sentences of the package."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from futuregazing import measures, paths
from futuregazing.errors import UserError
from futuregazing.report.lint.cells import digit_faults, lost_pointers, notebook_faults
from futuregazing.report.lint.code import sentence_faults
from futuregazing.report.lint.fault import Fault
from futuregazing.report.lint.pointers import exhibit_ids, pointer_faults
from futuregazing.report.notebooks import section_notebooks


def lint(notebooks: Iterable[Path] = ()) -> list[Fault]:
    """Return what the notebooks hold that they may not.

    Args:
        notebooks: these alone; without any, all section notebooks, and the sentences of the
            measures that they print.

    Raises:
        UserError: a file is missing or is not a valid notebook.
    """
    chosen, all_there_are = list(notebooks), section_notebooks().values()
    known = exhibit_ids([*all_there_are, *chosen])
    found = [
        fault
        for path in chosen or all_there_are
        for fault in notebook_faults(path, _shown(path), known)
    ]
    return found if chosen else [*found, *_module_faults(known)]


def require_no_typed_digits(notebooks: Iterable[Path]) -> None:
    """Refuse notebooks whose words hold digits, before any of them runs.

    Raises:
        UserError: every such digit, with its notebook, cell and line.
    """
    faults = [fault for path in notebooks for fault in digit_faults(path, _shown(path))]
    if faults:
        told = "\n".join(f"  {fault}" for fault in faults)
        raise UserError(f"Digits that come from no row would reach the report:\n{told}")


def require_known_pointers(notebooks: Iterable[Path]) -> None:
    """Refuse notebooks that lead to an exhibit which no notebook has, before any of them runs.

    Raises:
        UserError: every such pointer, with its notebook, cell and line.
    """
    known = exhibit_ids(section_notebooks().values())
    faults = [fault for path in notebooks for fault in lost_pointers(path, _shown(path), known)]
    if faults:
        told = "\n".join(f"  {fault}" for fault in faults)
        raise UserError(f"Sentences would lead to exhibits that do not exist:\n{told}")


def measure_modules() -> list[Path]:
    """Return the modules that make the report's sentences."""
    return sorted(Path(str(measures.__file__)).parent.glob("*.py"))


def _module_faults(known: Collection[str]) -> Iterator[Fault]:
    for path in measure_modules():
        source = path.read_text(encoding="utf-8")
        for line, message in [*sentence_faults(source), *pointer_faults(source, "", known)]:
            yield Fault(_shown(path), line, message)


def _shown(path: Path) -> str:
    """Return a path as an editor names it: from the project's folder on."""
    whole, root = path.resolve(), paths.root().resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(path)
