"""Names of what is measured for the section on market size: topics, and lines of them.

Those who measure and those who print both use them; nothing here needs a snapshot.
"""

from __future__ import annotations

SECTION = "market_size"
COVERS = f"{SECTION}.covers"
AWARDED = f"{SECTION}.calendar_year"
RUNNING = f"{SECTION}.annual_value"
PAID = f"{SECTION}.spend"
PAID_TO_FIRMS = f"{SECTION}.spend_with_technology_firms"
SENSITIVITY = f"{SECTION}.sensitivity"

ALL, IN_SCOPE, BODIES = "all", "in scope", "bodies"
"""Lines of what the snapshot covers: three counts."""
VALUE, PLAIN = "Value awarded", "as measured"
"""The headline that is told first, and the definition under which each is the headline."""
