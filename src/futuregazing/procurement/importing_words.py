"""The lines that tell of an imported file, and of what the rules found."""

from __future__ import annotations

from collections.abc import Iterator

from futuregazing.procurement.flags import FLAGS
from futuregazing.procurement.rules import OF_PAYMENTS, RULES
from futuregazing.procurement.rules.overrides import FLAG as OVERRIDE
from futuregazing.procurement.snapshot import Book, ImportedFile


def file_lines(file: ImportedFile) -> Iterator[str]:
    """Yield the lines that tell what came of a file."""
    yield f"{file.name} ({file.reader})"
    for name, one in file.counts.items():
        if one.read:
            rejected = sum(one.rejected.values())
            yield f"  {name}: {one.read:,} read = {one.kept:,} kept + {rejected:,} rejected"
        for reason, rows in one.rejected.items():
            yield f"    {rows:,} {reason}"


def rule_lines(book: Book) -> Iterator[str]:
    """Yield how many awards of all files each rule found."""
    yield "Found by the rules, in awards:"
    for rule in RULES:
        if rule.name not in book.rules:
            yield f"  {rule.name}: switched off"
        elif rows := book.rules[rule.name]:
            yield f"  {rule.name}: {rows:,}. {rule.what}"
    for rule in OF_PAYMENTS:
        if rule.name not in book.rules:
            yield f"  {rule.name}, in payments: switched off"
        elif rows := book.rules[rule.name]:
            yield f"  {rule.name}, in payments: {rows:,}. {rule.what}"
    if overridden := book.rules.get(OVERRIDE, 0):
        yield f"  {OVERRIDE}: {overridden:,}. Decided by a person, with reason and evidence."


def flag_lines(book: Book) -> Iterator[str]:
    """Yield how many rows of each table have each flag; those of awards are the rules'."""
    for table, meanings in FLAGS.items():
        rows = sorted(book.flags.get(table, {}).items())
        if rows and table != "award":
            yield f"Flagged, in rows of {table}:"
            yield from (f"  {flag}: {n:,}. {meanings[flag]}" for flag, n in rows)
