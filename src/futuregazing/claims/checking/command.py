"""`futuregazing check`: the tables as an edition knows them, their seals, and the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from futuregazing.claims.checking.printing import lines
from futuregazing.claims.checking.run import check
from futuregazing.claims.predicting.finding import criteria_findings
from futuregazing.edition import Edition
from futuregazing.tables import load_tables
from futuregazing.tables.seals import unsealed


@dataclass(frozen=True)
class Done:
    """What a check prints, and whether something new and high was found."""

    text: str
    alarming: bool


def run_check(edition: Edition | None, *, as_json: bool) -> Done:
    """Check the ledger, as of an edition or whole.

    Raises:
        TablesError: the tables cannot be read at all. A seal that does not fit is told
            and keeps no rule from running.
    """
    broken = [str(fault) for fault in unsealed()]
    tables = load_tables(edition.as_of if edition else None)
    checked = check(tables)
    checked = replace(checked, findings=(*criteria_findings(tables), *checked.findings))
    if as_json:
        told = {"edition": edition.year if edition else None, "unsealed": broken}
        text = json.dumps(told | checked.to_json(), indent=1, ensure_ascii=False)
    else:
        text = "\n".join(lines(checked, broken, edition.year if edition else None))
    return Done(text, bool(checked.alarming))
