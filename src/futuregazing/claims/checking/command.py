"""`futuregazing check`: the tables as an edition knows them, their seals, and the rules.

With a year, the claims of that edition's report are checked too, if it has been built; if
not, or without a year, what was left out is told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from futuregazing import paths
from futuregazing.claims.checking.own import OwnChecked, check_own
from futuregazing.claims.checking.printing import lines, own_lines
from futuregazing.claims.checking.run import check
from futuregazing.claims.predicting.finding import criteria_findings
from futuregazing.claims.printed import printed_in_report
from futuregazing.edition import Edition
from futuregazing.tables import Tables, load_tables
from futuregazing.tables.seals import unsealed


@dataclass(frozen=True)
class Done:
    """What a check prints, and whether something new and high was found."""

    text: str
    alarming: bool


def run_check(edition: Edition | None, *, as_json: bool) -> Done:
    """Check the ledger, as of an edition or whole, and an edition's report if it is built.

    Raises:
        TablesError: the tables cannot be read at all. A seal that does not fit is told
            and keeps no rule from running.
    """
    broken = [str(fault) for fault in unsealed()]
    tables = load_tables(edition.as_of if edition else None)
    checked = check(tables)
    checked = replace(checked, findings=(*criteria_findings(tables), *checked.findings))
    own = _of_report(edition, tables) if edition else None
    year = edition.year if edition else None
    if as_json:
        told = {"edition": year, "unsealed": broken, "report": _as_data(own)}
        text = json.dumps(told | checked.to_json(), indent=1, ensure_ascii=False)
    else:
        known = {finding.key for finding in checked.findings}
        text = "\n".join(
            (*lines(checked, broken, year), *own_lines(own, year, built_years(), known))
        )
    return Done(text, bool(checked.alarming or (own and own.alarming)))


def built_years() -> list[int]:
    """Return the editions whose reports have been built here."""
    built = paths.reports().glob("[0-9][0-9][0-9][0-9]")
    years = [int(folder.name) for folder in built]
    return sorted(year for year in years if paths.built_notebook(year).is_file())


def _of_report(edition: Edition, tables: Tables) -> OwnChecked | None:
    """Check the claims of an edition's report; None if it has not been built."""
    printed = printed_in_report(paths.built_notebook(edition.year))
    return check_own(printed.claims, tables) if printed else None


def _as_data(own: OwnChecked | None) -> dict[str, Any] | None:
    if own is None:
        return None
    return {
        "claims": own.claims,
        "worked_out": own.worked_out,
        "in_words": own.in_words,
        "findings": [finding.to_json() for finding in own.findings],
    }
