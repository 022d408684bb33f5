"""What is written into the page: style sheet, typeface, script, and the policy for them.

The policy allows exactly this style sheet and this script, by their checksums, so that
nothing a notice or a supplier's name could smuggle in would run or load.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from futuregazing.exhibits import house

HERE = Path(__file__).parent
STYLE = HERE / "style"
SCRIPT = HERE / "script"
STYLE_FILES = ("base.css", "cover.css", "text.css", "exhibits.css", "evidence.css", "tools.css")
SCRIPT_FILES = (
    "theme.js",
    "reading.js",
    "enlarge.js",
    "sheet.js",
    "cite.js",
    "files.js",
    "order.js",
    "tables.js",
)
MOST_COLUMNS = 16
KEPT = " /:='.,;()-"
"""Signs that mean nothing in an address between double quotes."""
TYPEFACE = HERE / "fonts" / "source-sans-3-latin.woff2"


def security_policy(style: str, *scripts: str) -> str:
    """Return the policy: this style sheet, these scripts, pictures and type inside the file."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_checksum(style)}'",
            "script-src " + " ".join(f"'{_checksum(script)}'" for script in scripts),
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def typeface_rule() -> str:
    """Return the rule that brings the typeface along inside the file."""
    typeface = base64.b64encode(TYPEFACE.read_bytes()).decode()
    return (
        '@font-face{font-family:"Source Sans 3";font-weight:200 900;font-display:swap;'
        f'src:url(data:font/woff2;base64,{typeface}) format("woff2")}}\n'
    )


def styled(path: Path) -> str:
    """Return a style sheet or drawing in the colours of the house."""
    return house.filled(path.read_text("utf-8"))


@cache
def style_sheet() -> str:
    """Return the page's style sheet with typeface and cover motif inside it."""
    motif = quote(styled(STYLE / "honeycomb.svg").replace("\n", ""), safe=KEPT)
    drawn = f':root{{--honeycomb:url("data:image/svg+xml,{motif}")}}\n'
    rules = "".join(styled(STYLE / name) for name in STYLE_FILES)
    on_paper = styled(STYLE / "print.css")
    return (typeface_rule() + drawn + rules + _dark_rules() + on_paper + _column_rules()).strip()


def _dark_rules() -> str:
    """Return the dark page's rules twice: as the system asks for it, and as the reader chose.

    The page's own button sets `data-theme`; each rule in `dark.css` begins with `:root`.
    """
    rules = styled(STYLE / "dark.css")
    asked = rules.replace(":root", ":root:not([data-theme=light])")
    chosen = rules.replace(":root", ":root[data-theme=dark]")
    return f"@media screen and (prefers-color-scheme:dark){{{asked}}}\n@media screen{{{chosen}}}\n"


def _column_rules() -> str:
    """Return the rules of the classes that set whole columns (see `view.column_classes`)."""
    right = ",".join(f".r{n} tr>:nth-child({n})" for n in range(1, MOST_COLUMNS + 1))
    short = ",".join(f".s{n} tr>:nth-child({n})" for n in range(1, MOST_COLUMNS + 1))
    return (
        f"{right}{{text-align:right}}\n"
        f"{short},{right.replace(' tr>', ' tbody>tr>')}{{white-space:nowrap}}\n"
        "tbody>tr>.none{white-space:normal}\n"
    )


@cache
def page_script() -> str:
    """Return the page's script; stripped, as some checkers strip before they compare sums."""
    parts = "\n".join(script_part(name) for name in SCRIPT_FILES)
    return f'"use strict";\n{parts}'.strip()


def script_part(name: str) -> str:
    """Return one file of the page's script, without comments."""
    return _without_comments((SCRIPT / name).read_text("utf-8"))


def _without_comments(script: str) -> str:
    """Leave out whole lines of comment and indentation; the files have both for their readers."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _checksum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
