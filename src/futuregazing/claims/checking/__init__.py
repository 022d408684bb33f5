"""The claim checker: general rules that find published numbers which cannot all be true.

    result = check(tables)
    [finding for finding in result.findings if finding.alarming]

`check` runs over the ledger, `check_own` over the claims that a report makes.
"""

from __future__ import annotations

from futuregazing.claims.checking.finding import Finding, Source
from futuregazing.claims.checking.own import OwnChecked, check_own
from futuregazing.claims.checking.registry import RULES, Rule
from futuregazing.claims.checking.run import Checked, check

__all__ = ["RULES", "Checked", "Finding", "OwnChecked", "Rule", "Source", "check", "check_own"]
