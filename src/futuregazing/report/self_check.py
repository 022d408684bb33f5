"""The report's own claims, held against the ledger and each other before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from futuregazing.claims.checking import Finding, OwnChecked, check_own
from futuregazing.claims.printed import Told, claims_in
from futuregazing.errors import BuildError
from futuregazing.measures.check_rows import CHECKS
from futuregazing.tables.frames import Tables


def require_consistent(assembled: Mapping[str, Any], tables: Tables) -> OwnChecked:
    """Return what the checker says of a report's claims.

    Raises:
        BuildError: a claim clashes in a way that is new and grave, or a number told of a check
            is none that the check found.
    """
    claims = claims_in(assembled)
    _require_as_found(claims, tables)
    checked = check_own(claims, tables)
    if checked.alarming:
        told = "\n".join(f"  {_told(finding)}" for finding in checked.alarming)
        raise BuildError(
            f"The report contradicts itself or its records, new and high:\n{told}\n"
            "Mend the sentence, or treat the contradiction in data/ledger/contradictions.csv or "
            "answer the finding in data/ledger/answers.csv. The last good report is left as it was."
        )
    return checked


def _require_as_found(claims: list[Told], tables: Tables) -> None:
    """Hold numbers told of a single check against what the check counted."""
    if CHECKS not in tables:
        return
    counted = tables[CHECKS].select_dtypes("number").to_dict("index")
    wrong = [
        f"{claim['text']} ({ref[1]})"
        for claim in claims
        for ref in claim["refs"]
        if len(claim["refs"]) == 1 and ref[0] == CHECKS
        if claim["value"] not in counted.get(ref[1], {}).values()
    ]
    if wrong:
        raise BuildError(f"The report tells of checks what they did not find: {'; '.join(wrong)}")


def _told(finding: Finding) -> str:
    rows = ", ".join(finding.rows) or "no figure"
    return f"{finding.rule} ({rows}): {finding.message} {finding.arithmetic}"
