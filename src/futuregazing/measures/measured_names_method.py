"""Names of what the section on method shows of a snapshot; nothing here needs one."""

from __future__ import annotations

SECTION = "method_and_quality"
SOURCES = f"{SECTION}.sources"
BUYERS = f"{SECTION}.buyers"
EVIDENCE = f"{SECTION}.evidence"
DROPPED = f"{SECTION}.dropped"
