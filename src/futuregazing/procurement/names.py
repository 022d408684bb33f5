"""Names of bodies as text: what is left of them when spelling, case and small words are gone.

Portals print one body in capitals, with a leading dot, with a title in front or with bytes
of another encoding inside. Everything here is about letters; what a name means is decided
where the names of bodies are known.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

_ASIDE = re.compile(r"\([^)]*\)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_BROKEN = re.compile("ï¾\xa0|ï¿½|�")
"""Marks that decoding with the wrong table leaves: a hard space, and letters nobody can tell."""

SHORT_COUNTIES: Mapping[str, str] = MappingProxyType(
    {
        "beds": "bedfordshire",
        "berks": "berkshire",
        "bucks": "buckinghamshire",
        "cambs": "cambridgeshire",
        "derbys": "derbyshire",
        "glos": "gloucestershire",
        "hants": "hampshire",
        "herts": "hertfordshire",
        "lancs": "lancashire",
        "leics": "leicestershire",
        "lincs": "lincolnshire",
        "northants": "northamptonshire",
        "notts": "nottinghamshire",
        "oxon": "oxfordshire",
        "staffs": "staffordshire",
        "wilts": "wiltshire",
        "worcs": "worcestershire",
        "yorks": "yorkshire",
    }
)


# Whoever asks about a name asks several times in a row, seldom again later.
@lru_cache(maxsize=128)
def plain_words(name: str) -> tuple[str, ...]:
    """Return a name's words in lower case, without accents, apostrophes and asides."""
    told = _ASIDE.sub(" ", html.unescape(name))
    letters = told.lower() if told.isascii() else _in_plain_letters(told)
    words = _NOT_A_WORD.split(letters.replace("'", ""))
    return tuple(SHORT_COUNTIES.get(word, word) for word in words if word)


def _in_plain_letters(told: str) -> str:
    """Return a text in small letters without accents, broken signs and bent apostrophes."""
    whole = _BROKEN.sub(lambda found: " " if "\xa0" in found[0] else "", told)
    plain = unicodedata.normalize("NFKD", whole).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "")


def without(words: Collection[str], left_out: Collection[str]) -> str:
    """Return the words that tell names apart, joined by blanks."""
    return " ".join(word for word in words if word not in left_out)


def squeezed(name: str) -> str:
    """Return the letters of a name alone, as slips of spacing leave them."""
    return "".join(plain_words(name))
