"""What an import says when it has ended: files, rows of each table, what each rule found."""

from __future__ import annotations

from collections.abc import Iterator

from futuregazing.procurement.import_report import CSV_NAME, TEXT_NAME
from futuregazing.procurement.importing import Imported
from futuregazing.procurement.importing_words import flag_lines, rule_lines
from futuregazing.procurement.inputs import printed

MOST_LISTED = 20


def outcome(done: Imported) -> Iterator[str]:
    """Yield the lines that tell what an import did and what the snapshot holds now."""
    yield f"{len(done.read)} files read now, {len(done.known)} in already"
    if done.passed_over:
        yield f"{len(done.passed_over)} files passed over, of no known format:"
        told = [f"  {printed(file)}: {what}" for file, what in done.passed_over.items()]
        yield from told[:MOST_LISTED]
        if (more := len(done.passed_over) - MOST_LISTED) > 0:
            yield f"  and {more:,} more, all in {CSV_NAME}"
    if done.copies:
        yield f"{len(done.copies)} files not read, as they are copies of others:"
        yield from (f"  {one}" for one in done.copies[:MOST_LISTED])
        if (more := len(done.copies) - MOST_LISTED) > 0:
            yield f"  and {more:,} more"
    yield f"The snapshot holds {len(done.book.files)} files:"
    yield from (f"  {name}: {rows:,} rows" for name, rows in done.book.rows.items() if rows)
    if done.book.files:
        yield f"Of each file, with its flags: {TEXT_NAME} and {CSV_NAME} in the snapshot"
    yield from rule_lines(done.book)
    yield from flag_lines(done.book)
