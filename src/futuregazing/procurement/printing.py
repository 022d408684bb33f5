"""What an import says when it has ended: files, rows of each table, what each rule found."""

from __future__ import annotations

from collections.abc import Iterator

from futuregazing.procurement.importing import Imported
from futuregazing.procurement.rules import RULES
from futuregazing.procurement.rules.overrides import FLAG as OVERRIDE

MOST_LISTED = 20


def outcome(done: Imported) -> Iterator[str]:
    """Yield the lines that tell what an import did and what the snapshot holds now."""
    yield f"{len(done.read)} files read now, {len(done.known)} in already"
    if done.passed_over:
        yield f"{len(done.passed_over)} files passed over, of no known format:"
        yield from (f"  {one}" for one in done.passed_over[:MOST_LISTED])
        if (more := len(done.passed_over) - MOST_LISTED) > 0:
            yield f"  and {more:,} more"
    yield f"The snapshot holds {len(done.book.files)} files:"
    yield from (f"  {name}: {rows:,} rows" for name, rows in done.book.rows.items() if rows)
    yield "Found by the rules, in awards:"
    for rule in RULES:
        if rule.name not in done.book.rules:
            yield f"  {rule.name}: switched off"
        elif rows := done.book.rules[rule.name]:
            yield f"  {rule.name}: {rows:,}. {rule.what}"
    if overridden := done.book.rules.get(OVERRIDE, 0):
        yield f"  {OVERRIDE}: {overridden:,}. Decided by a person, with reason and evidence."
