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

_WHOLE = "'[0-9]{8}'"
_BROAD = "'(?:0[1-9]|[1-9][0-9])0{6}'"
_SAME_DIGITS = "|".join(f"{digit}{{8}}" for digit in "0123456789")
_LISTED = f"'(?:{'|'.join(DIVISIONS)})[0-9]{{6}}|{_SAME_DIGITS}'"


def code_flags(scheme: str, code: str) -> Mapping[str, str]:
    """Return by flag the SQL that tells whether a code has it; the arguments are SQL too.

    A code of one digit eight times is a placeholder, and neither broad nor of another list.
    """
    is_cpv = f"upper({scheme}) = 'CPV'"
    is_whole = f"regexp_full_match({code}, {_WHOLE})"
    return {
        "broad": f"{is_cpv} AND regexp_full_match({code}, {_BROAD})",
        "code_malformed": f"{is_cpv} AND NOT {is_whole}",
        "not_cpv": f"NOT ({is_cpv})",
        "not_cpv_2008": f"{is_cpv} AND {is_whole} AND NOT regexp_full_match({code}, {_LISTED})",
        "placeholder": f"{is_cpv} AND regexp_full_match({code}, '{_SAME_DIGITS}')",
    }
