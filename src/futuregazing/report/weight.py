"""How much what is published may weigh."""

from __future__ import annotations

MOST_BYTES = {"report.html": 1_500_000, "report.pdf": 5_000_000}
"""Page and PDF stay under these: a phone on a slow line loads the page in a few seconds."""
