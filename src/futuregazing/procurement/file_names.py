"""What a file was called before a download put a checksum in front of its name.

`data fetch` keeps `leeds_2025-04.csv` as `3f7a9b21-leeds_2025-04.csv` in the snapshot's
`raw/files`, so that two files of one name stay apart. What names tell, the publisher and
the month, stands behind that.
"""

from __future__ import annotations

import re
from pathlib import Path

FETCHED = ("raw", "files")
"""Where a snapshot keeps the single files that it fetched."""

_CHECKSUM = re.compile(r"^[0-9a-f]{8}-(?=.)")
_DAY = re.compile(r"^\d{8}-")
"""Eight digits alone are a day, such as 20250401, as often as a checksum."""


def own_name(path: Path) -> str:
    """Return a file's name without its ending, and without a download's checksum before it.

    Outside of `raw/files` eight digits and no letter are left: they may be a day.
    """
    fetched = path.parent.parts[-2:] == FETCHED
    if _DAY.match(path.name) and not fetched:
        return path.stem
    return _CHECKSUM.sub("", path.stem)
