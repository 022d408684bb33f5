"""The report's own claims, held against the ledger and each other before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from futuregazing.claims.checking import Finding, OwnChecked, check_own
from futuregazing.errors import BuildError
from futuregazing.report.assemble import bundles_in
from futuregazing.tables.frames import Tables


def require_consistent(assembled: Mapping[str, Any], tables: Tables) -> OwnChecked:
    """Return what the checker says of a report's claims.

    Raises:
        BuildError: a claim clashes in a way that is new and grave.
    """
    checked = check_own(claims_in(assembled), tables)
    if checked.alarming:
        told = "\n".join(f"  {_told(finding)}" for finding in checked.alarming)
        raise BuildError(
            f"The report contradicts itself or its records, new and high:\n{told}\n"
            "Mend the sentence, or treat the contradiction in data/ledger/contradictions.csv or "
            "answer the finding in data/ledger/answers.csv. The last good report is left as it was."
        )
    return checked


def claims_in(assembled: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every distinct claim of an assembled notebook, in reading order."""
    found: dict[str, dict[str, Any]] = {}
    for cell in assembled["cells"]:
        for bundle in bundles_in(cell):
            for claim in _claims(bundle):
                found.setdefault(repr(sorted(claim.items())), claim)
    return list(found.values())


def _claims(value: Any) -> Iterator[dict[str, Any]]:
    """Yield what stands under a `claim` key, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "claim" and isinstance(inner, Mapping):
                yield dict(inner)
            else:
                yield from _claims(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _claims(inner)


def _told(finding: Finding) -> str:
    rows = ", ".join(finding.rows) or "no figure"
    return f"{finding.rule} ({rows}): {finding.message} {finding.arithmetic}"
