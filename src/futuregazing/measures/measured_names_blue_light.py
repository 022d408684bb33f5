"""Names of what is measured for the section on blue light; nothing here needs a snapshot."""

from __future__ import annotations

SECTION = "blue_light_procurement"
AWARDS = f"{SECTION}.awards"
KINDS = f"{SECTION}.by_kind"
BUYERS = f"{SECTION}.buyers"
SUPPLIERS = f"{SECTION}.suppliers"
