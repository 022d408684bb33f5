"""Text that a spreadsheet would run as a formula: what it starts with, and how to disarm it.

Strangers name the notices, the suppliers and the files that are imported; whatever the project
writes for spreadsheets goes through here.
"""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
