"""Checks of what a report draws on: published figures, tables, corrections, verdicts."""

from __future__ import annotations

from collections.abc import Collection

from futuregazing.claims.checking import RULES, Checked
from futuregazing.edition.model import Edition
from futuregazing.measures import predictions, quality_checks
from futuregazing.measures.check_numbers import OPEN, TREATED
from futuregazing.measures.check_rows import Check, rows_in
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.frames import Tables


def table_checks(
    tables: Tables, edition: Edition, ledger: Checked, unsealed: Collection[str]
) -> list[Check]:
    """Return what was checked of the ledger and the other tables.

    Args:
        tables: as of the edition.
        edition: whose settings say which predictions are reviewed.
        ledger: what the claim checker says of all published figures.
        unsealed: files of tables that are not as their sidecars state.
    """
    return [
        _ledger(ledger),
        _sealed(tables, edition, unsealed),
        _further(tables, edition),
        _verdicts(tables, edition),
    ]


def _ledger(ledger: Checked) -> Check:
    # One figure can break a rule by itself, but only beside another does it clash.
    clashes = [finding for finding in ledger.findings if len(finding.rows) > 1]
    failed = rows_in(clashes, *OPEN)
    known = rows_in(clashes, *TREATED) - failed
    return Check(
        "ledger",
        "All known figures and facts can be true",
        "figures",
        passed=ledger.compared - len(failed) - len(known),
        failed=len(failed),
        known=len(known),
        not_checked=ledger.figures - ledger.compared,
        how=f"{len(RULES)} general rules made {sum(ledger.comparisons.values())} comparisons.",
        detail="not checked: figures that stand alone, of which nobody states a second",
    )


def _sealed(tables: Tables, edition: Edition, unsealed: Collection[str]) -> Check:
    mended = quality_checks.corrections_stand(tables, edition)
    broken = len(set(unsealed))
    return Check(
        "sealed",
        "Tables are valid, sealed and corrected",
        "tables",
        passed=len(CATALOGUE) - broken,
        failed=broken,
        how="Loading stops at a table that does not fit its schema and at a correction whose row "
        "no longer says what it mends; checksum and rows are held against the sidecar.",
        detail=f"{len(tables.corrections)} corrections made, {mended.faults} of them lost; "
        f"not as sealed: {', '.join(sorted(set(unsealed))) or 'none'}",
    )


def _further(tables: Tables, edition: Edition) -> Check:
    made = quality_checks.run(tables, edition)
    failed = made[made["faults"] > 0]
    return Check(
        "further",
        "Tables hold what they should at the edition's date",
        "checks",
        passed=len(made) - len(failed),
        failed=len(failed),
        how="Each is listed in the chapter on method and quality.",
        detail="; ".join(failed["check"]),
    )


def _verdicts(tables: Tables, edition: Edition) -> Check:
    frame = predictions.review(tables, edition, edition.predictions_review)
    judged = predictions.with_verdict(frame)
    return Check(
        "verdicts",
        "Verdicts on predictions have evidence",
        "predictions",
        passed=len(judged),
        not_checked=len(frame) - len(judged),
        how="A verdict is worked out from dated findings; without one it reads unclear.",
        detail="not checked: predictions for or against which nothing was found",
    )
