"""What the section on method says of the snapshot that the edition is built on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.refs import MEASURES, Named, Ref, refs_of
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures.measured_files import FILES, all_reasons
from futuregazing.measures.measured_lines import lines
from futuregazing.measures.measured_names_method import BUYERS, DROPPED, EVIDENCE, SOURCES
from futuregazing.measures.measured_words_parts import number_in
from futuregazing.tables.frames import Tables

SHORT = 12
"""Digits of a checksum that are printed; the files hold all of them."""
READERS = {
    "ocds": "Releases of the Open Contracting Data Standard",
    "contracts finder export": "Contracts Finder's table of awards",
    "contracts finder search": "Contracts Finder's answers to a search",
    "register": "Contract registers",
    "spend": "Lists of payments",
}
HOLDS = {
    "award": "awards",
    "award_supplier": "suppliers of awards",
    "classification": "codes of what is bought",
    "contract": "contracts",
    "notice": "notices",
    "spend": "payments",
}
NAMED_IN_TITLE = 2
FILES_SHOWN = 12
"""Files that are printed; the data file lists all."""


def about(tables: Tables) -> Iterator[Statement]:
    """Yield what the snapshot is, and how an edition sees it."""
    files = tables[FILES]
    each = files.drop_duplicates("sha256")
    digest = str(tables[MEASURES]["snapshot"].iloc[0])
    yield statement(
        "The measured numbers of this edition come from a snapshot of {files}. Its tidy tables "
        "have the digest {digest}; every file's checksum is in the report's manifest and in the "
        "file behind the table below.",
        files=number_in(len(each), "files", refs_of(each, FILES)),
        digest=Named(digest, _measured(tables)),
    )
    yield statement(
        "Of a notice, only what was published by {day} is seen. Registers and lists of payments "
        "print no day of publication: only the edition written on the day when the tables were "
        "closed uses them.",
        day=tables.as_of,
    )


def kinds_of_file(tables: Tables) -> pd.DataFrame:
    """Return rows by kind of file and kind of row: kind, holds, files, read, kept, rejected, why.

    `read` is `kept` and `rejected` together; `refs` are the files.
    """
    files = tables[FILES]
    made = []
    for (reader, holds), own in files.groupby(["reader", "holds"], sort=True):
        why = all_reasons(own["reasons"])
        refs = refs_of(own, FILES)
        made.append(
            {
                "kind": READERS.get(str(reader), str(reader)),
                "holds": HOLDS.get(str(holds), str(holds).replace("_", " ")),
                "files": len(own),
                "read": int(own["read"].sum()),
                "kept": int(own["kept"].sum()),
                "rejected": int(own["rejected"].sum()),
                "why": Named(why, refs) if why else None,
                "refs": refs,
            }
        )
    columns = ["kind", "holds", "files", "read", "kept", "rejected", "why", "refs"]
    return pd.DataFrame(made, columns=columns)


def kinds_title(frame: pd.DataFrame) -> Statement:
    """Return how many rows of each kind were rejected, of how many; kinds are never added up."""
    whole = frame.groupby("holds", sort=False)[["read", "rejected"]].sum()
    lost = whole[whole["rejected"] > 0]
    if lost.empty:
        return statement("Every row that was read was kept")
    if len(lost) > NAMED_IN_TITLE:
        return statement("Rows of several kinds were rejected, each with its reason")
    refs: dict[str, tuple[Ref, ...]] = {
        str(name): tuple(ref for one in own["refs"] for ref in one)
        for name, own in frame.groupby("holds")
    }
    told = [
        statement(
            "{rejected} of {read}",
            rejected=Named(f"{row['rejected']:,}", refs[str(name)]),
            read=number_in(int(row["read"]), str(name), refs[str(name)]),
        )
        for name, row in lost.iterrows()
    ]
    return statement("Rejected, each with its reason: {rows}", rows=listing(told))


def files(tables: Tables) -> pd.DataFrame:
    """Return each file once: file, holds and rejected (rows by kind), checksum, refs."""
    held = tables[FILES]
    made = []
    for sha256, own in held.groupby("sha256", sort=False):
        refs = refs_of(own, FILES)
        holds, rejected = (_by_kind(own, column) for column in ("read", "rejected"))
        made.append(
            {
                "file": Named(str(own["file"].iloc[0]), refs),
                "holds": Named(holds, refs) if holds else None,
                "rejected": Named(rejected, refs) if rejected else None,
                "checksum": Named(str(sha256)[:SHORT], refs, str(sha256)),
                "refs": refs,
            }
        )
    columns = ["file", "holds", "rejected", "checksum", "refs"]
    return pd.DataFrame(made, columns=columns)


def _by_kind(own: pd.DataFrame, column: str) -> str:
    """Return how many rows of each kind a file has: "awards 380, notices 380"."""
    return ", ".join(
        f"{HOLDS.get(kind, kind.replace('_', ' '))} {n:,}"
        for kind, n in zip(own["holds"].astype(str), own[column], strict=True)
        if n
    )


def sources(tables: Tables) -> pd.DataFrame:
    """Return each source: label, awards, notices, first and last day of publication, refs."""
    frame = lines(tables, SOURCES)
    return frame.rename(columns={"value": "awards"})


def sources_title(frame: pd.DataFrame) -> Statement:
    """Return which source most awards are from."""
    most = frame.sort_values("n", kind="stable").iloc[-1]
    return statement("{source} gives {awards}", source=most["label"], awards=most["awards"])


def buyers(tables: Tables) -> pd.DataFrame:
    """Return the awards of each kind of buyer: label, value, bodies, refs."""
    return lines(tables, BUYERS)


def buyers_title(frame: pd.DataFrame) -> Statement:
    """Return from how many bodies that were recognised the awards are."""
    refs = tuple(ref for refs in frame["refs"] for ref in refs)
    return statement(
        "{bodies} were recognised among the buyers",
        bodies=number_in(int(frame["bodies"].dropna().sum()), "bodies", refs),
    )


def evidence(tables: Tables) -> pd.DataFrame:
    """Return the technology awards by what tells that they are: label, value, refs."""
    return lines(tables, EVIDENCE)


def dropped(tables: Tables) -> pd.DataFrame:
    """Return the awards that do not count: label, n; and the row that says of which snapshot."""
    frame = lines(tables, DROPPED)
    return frame.assign(refs=pd.Series([_measured(tables)] * len(frame), dtype="object"))


def _measured(tables: Tables) -> tuple[Ref, ...]:
    """Return the first measured number, whose row names the snapshot's tables."""
    return (Ref(MEASURES, str(tables[MEASURES].index[0])),)
