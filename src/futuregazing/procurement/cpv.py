"""What a CPV code can be: the divisions of CPV 2008, and tests of a code as SQL.

CPV 2003 had other divisions (74 for business services, for example); notices still give such
codes. Whether a code is in the list of 2008 is not told, only that its division is.
"""

from __future__ import annotations

from collections.abc import Mapping

DIVISIONS = (
    *("03", "09", "14", "15", "16", "18", "19", "22", "24", "30", "31", "32", "33", "34", "35"),
    *("37", "38", "39", "41", "42", "43", "44", "45", "48", "50", "51", "55", "60", "63", "64"),
    *("65", "66", "70", "71", "72", "73", "75", "76", "77", "79", "80", "85", "90", "92", "98"),
)
"""The first two digits of every code of CPV 2008."""

_LISTED = "(" + ", ".join(f"'{division}'" for division in DIVISIONS) + ")"
_SAME_DIGITS = "(" + ", ".join(f"'{digit * 8}'" for digit in "0123456789") + ")"


def code_flags(scheme: str, code: str) -> Mapping[str, str]:
    """Return by flag the SQL that tells whether a code has it; the arguments are SQL too."""
    is_cpv = f"upper({scheme}) = 'CPV'"
    is_whole = f"{is_cpv} AND regexp_full_match({code}, '[0-9]{{8}}')"
    is_same = f"{code} IN {_SAME_DIGITS}"
    return {
        "broad": f"{is_whole} AND right({code}, 6) = '000000' AND NOT {is_same}",
        "code_malformed": f"{is_cpv} AND NOT ({is_whole})",
        "not_cpv": f"NOT ({is_cpv})",
        "not_cpv_2008": f"{is_whole} AND left({code}, 2) NOT IN {_LISTED} AND NOT {is_same}",
        "placeholder": f"{is_whole} AND {is_same}",
    }
