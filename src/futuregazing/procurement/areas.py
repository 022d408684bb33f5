"""Whose area a force, service or authority covers, read from its name.

"Derbyshire and Nottinghamshire Fire and Rescue Services" names two areas and says three
times what kind of body it is. The words for the kind go; what is left must be areas, each
as long as possible, with nothing over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from futuregazing.procurement.names import plain_words


class AreaNames:
    """The areas of one kind of body."""

    def __init__(self, names: Iterable[tuple[str, str]], kind_words: Collection[str]) -> None:
        """Learn (row id, name) pairs; `kind_words` say what kind of body it is."""
        self._kind_words = frozenset(kind_words)
        self._areas: dict[tuple[str, ...], str] = {}
        for row, name in names:
            key = self._key(plain_words(name))
            if key:
                self._areas.setdefault(key, row)
        self._longest = max(map(len, self._areas), default=0)

    def resolve(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the rows whose areas a name's words are made of; none if a word is left over."""
        rest = self._key(words)
        found: list[str] = []
        while rest:
            taken = next(
                (n for n in range(min(self._longest, len(rest)), 0, -1) if rest[:n] in self._areas),
                0,
            )
            if not taken:
                return ()
            found.append(self._areas[rest[:taken]])
            rest = rest[taken:]
        return tuple(dict.fromkeys(found))

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._kind_words)
