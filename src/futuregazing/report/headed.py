"""Headings that stand over something: one over no more than what is not known is left out.

An edition that knows nothing of a matter says so in a sentence. The sentence names its matter,
and a heading over it alone would promise, in the text and in the contents, what does not come.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from futuregazing.report.blocks import Block, Heading, Prose


def without_bare_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return a section's blocks without the headings that only notes stand under; the notes stay.

    A heading whose next one is under it stays too: it holds that part together.
    """
    kept: tuple[Block, ...] = ()
    for block in reversed(blocks):
        heads_notes = isinstance(block, Heading) and block.level > 1 and _only_notes(block, kept)
        kept = kept if heads_notes else (block, *kept)
    return kept


def _only_notes(heading: Heading, following: Sequence[Block]) -> bool:
    """Tell whether notes and nothing else follow before the next part of a heading's level."""
    notes = list(takewhile(_is_note, following))
    after = following[len(notes) :]
    ends = not after or (isinstance(after[0], Heading) and after[0].level <= heading.level)
    return bool(notes) and ends


def _is_note(block: Block) -> bool:
    return isinstance(block, Prose) and block.role == "note"
