"""Words from outside made plain: one line, no character that prints nothing, safe addresses."""

from __future__ import annotations

import unicodedata
from typing import Any

from futuregazing.claims.wording import uncapitalised

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of characters that print nothing, among them those that turn text around."""
ELLIPSIS = "…"


def plain_words(text: Any) -> str:
    """Return words in one line, without a character that prints nothing."""
    seen = "".join(
        " " if char.isspace() else char
        for char in str(text)
        if char.isspace() or unicodedata.category(char) not in UNSEEN
    )
    return " ".join(seen.split())


def shortened(words: str, most: int) -> str:
    """Return words of at most so many characters, cut between two of them if half is left."""
    if len(words) <= most:
        return words
    kept = words[: most - len(ELLIPSIS)]
    whole = kept.rpartition(" ")[0] if words[len(kept)].isalnum() else kept
    # A long last word is cut itself: half of a name tells more than its first syllable.
    cut = whole if len(whole) > most // 2 else kept
    return f"{cut.rstrip(' ,;:-')}{ELLIPSIS}"


def mid_sentence(words: str) -> str:
    """Return a label as it stands within a sentence: an acronym keeps its capitals."""
    start = words[:2].strip()
    acronym = len(start) > 1 and start.isupper()
    return words if acronym else uncapitalised(words)


def web_address(text: Any) -> str:
    """Return an address that leads to a web page; "" for anything else."""
    address = str(text or "")
    plain = address.isprintable() and not any(char.isspace() or char in '<>"' for char in address)
    return address if plain and address.startswith(("https://", "http://")) else ""
