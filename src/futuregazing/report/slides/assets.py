"""What is written into the slides: reveal.js as vendored, our style and script, the typeface.

reveal.js would be fetched from another host by nbconvert's own template; here it is part of
the file, its bytes checked against the sums below, so that no other can take its place.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from futuregazing.errors import BuildError
from futuregazing.report.html.assets import script_part, security_policy, styled, typeface_rule

HERE = Path(__file__).parent
VENDOR = HERE / "vendor" / "reveal-6.0.2"
VENDORED = {
    "reveal.js": "aa1bbbf2617b23a623b23612cb3c5bdb63de512e652bf20fcfa832b045d37844",
    "reveal.css": "615ee850cbbb98a0f688b60ed37b21819a3f54c9f3e6f20e33e63693ab74a0c0",
    "LICENSE": "b2883e4b610bfa1b4d8fff84c4d4b825cc7d553cbd9fec4777c04068a2859dc0",
}

__all__ = ["script", "security_policy", "style_sheet", "vendored"]


def vendored(name: str) -> str:
    """Return the text of a vendored file.

    Raises:
        BuildError: it is not the file that was vendored.
    """
    content = (VENDOR / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != VENDORED[name]:
        raise BuildError(
            f"{name} is not the file of reveal.js 6.0.2 that the slides are made with: its "
            "checksum differs. Take it from the package again."
        )
    return content.decode("utf-8")


@cache
def style_sheet() -> str:
    """Return reveal.js's rules, the typeface and our rules over both."""
    own = styled(HERE / "style" / "slides.css")
    return (vendored("reveal.css") + typeface_rule() + own).strip()


@cache
def script() -> str:
    """Return reveal.js and what starts it; stripped, as some checkers strip before they sum."""
    own = (HERE / "style" / "slides.js").read_text("utf-8")
    return "\n".join((vendored("reveal.js"), script_part("enlarge.js"), own)).strip()
