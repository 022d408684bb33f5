"""One supplier, several spellings: names are merged only where the legal form alone differs.

"UNIT4 BUSINESS SOFTWARE LIMITED" and "Unit4 Business Software Ltd" are one name. "Unit4",
"Capita One" beside "Capita", a firm and the firm that bought it: these stay apart, since a
name alone does not say that they are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from futuregazing.measures.buyer_names import tidy_name

LEGAL_FORMS = frozenset({"ltd", "limited", "plc", "llp", "inc", "co", "uk"})
"""Words at a name's end that say what kind of company it is, or where it is registered."""

_ASIDE = re.compile(r"\([^)]*\)")
_NOT_A_WORD = re.compile(r"[^\w&]+")


def supplier_key(name: str) -> str:
    """Return what tells one supplier's name from another's; "" for no name."""
    return " ".join(word.casefold() for word in _words(name))


def display_name(spellings: Iterable[str]) -> str:
    """Return the spelling to print for one supplier, without its legal form.

    The commonest spelling that is not all capitals wins; the alphabet settles ties.
    """
    counted = Counter(spellings)
    best = min(counted, key=lambda name: (name.isupper(), -counted[name], name))
    return " ".join(_words(tidy_name(best))) or best


def _words(name: str) -> list[str]:
    words = [word for word in _NOT_A_WORD.split(_ASIDE.sub(" ", name)) if word]
    while len(words) > 1 and words[-1].casefold() in LEGAL_FORMS:
        words.pop()
    return words
