"""Names that the measured numbers of several sections go by, and those of three sections.

Those who measure and those who print both use them; nothing here needs a snapshot, so that
a section's kernel loads no database. Sections with topics of their own kind have their
names in `measured_names_<section>`.
"""

from __future__ import annotations

from collections.abc import Mapping

BUYERS_SECTION = "buyers_and_suppliers"
BUYERS = f"{BUYERS_SECTION}.buyers"
SUPPLIERS = f"{BUYERS_SECTION}.suppliers"
SIZES = f"{BUYERS_SECTION}.sizes"
CONCENTRATION = f"{BUYERS_SECTION}.concentration"
ROUTES_TAKEN = f"{BUYERS_SECTION}.routes"
FRAMEWORKS = f"{BUYERS_SECTION}.frameworks"

REGIONS_SECTION = "regional_split"
REGIONS = f"{REGIONS_SECTION}.regions"
PER_HEAD = f"{REGIONS_SECTION}.per_head"

TRENDS_SECTION = "technology_trends"
AREAS = f"{TRENDS_SECTION}.areas"
CODES = f"{TRENDS_SECTION}.codes"
OTHER_CODES = f"{TRENDS_SECTION}.other_codes"

IN_SCOPE, HELD, BODIES, FIRMS = "awards in scope", "awards held", "buyers", "firms"
"""Lines of what is held for a section: value of the awards in scope, and three counts."""
ALL, USABLE = "awards", "usable"
"""Lines on the awards that two further sections rest on: all, and those with a usable value."""
BY_VALUE, BY_NUMBER = "By value", "By number"
"""Groups of the shares by size of supplier."""
INDEX, TEN_LARGEST, NO_ONE_FIRM = "index", "ten largest", "no one firm"
"""Lines on concentration."""

SOLE, JOINT, PUBLIC, UNNAMED, NONE = "sole", "joint", "public body", "not named", "none stated"
APART: Mapping[str, str] = {
    JOINT: "Several suppliers together",
    PUBLIC: "Public bodies",
    UNNAMED: "Supplier not named",
    NONE: "No supplier stated",
}
"""Kinds of attribution to no one firm, with the words for their lines."""
TOP = 10
"""How many firms are the largest of which a share is told."""

SME, LARGE, MIXED, UNKNOWN = "sme", "large", "mixed", "unknown"
# "large" is all that is not small or medium: the forms ask no more, of charities and public bodies
# neither.
SIZE_WORDS: Mapping[str, str] = {
    SME: "Small and medium firms",
    LARGE: "Larger firms and other bodies",
    MIXED: "Firms of both sizes",
    UNKNOWN: "Size not known",
}

REGION_NOT_KNOWN = "Region of the buyer not known"
CPV = "CPV"
NO_CODE, OTHER_CODE = "No code stated", "Other codes"
NO_FRAMEWORK = "Framework not named"
CALL_OFF = "call-off"


def held_topic(section: str) -> str:
    """Return the name of the topic that says what the snapshot holds for a section."""
    return f"{section}.held"
