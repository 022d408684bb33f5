"""What is said about blue-light contracts in the register."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import Named, unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures import choose
from futuregazing.measures.blue_light_contracts import london_share, national_contracts
from futuregazing.measures.blue_light_words import lower
from futuregazing.measures.register import SAID, how_many
from futuregazing.tables.frames import Tables


def register_title(themes: pd.DataFrame) -> Statement:
    """Return the theme of most contracts."""
    first = themes.iloc[0]
    verb = "lead" if str(first["label"]).endswith("s") else "leads"
    return statement(
        "{theme} {verb}: {number}", theme=first["label"], verb=verb, number=first["value"]
    )


def kinds_sentence(kinds: pd.DataFrame) -> Statement:
    """Return how many contracts each kind of service has."""
    first, *others = choose.records(kinds)
    told = [statement("{number} of {who}", number=first["value"], who=lower(first["label"]))]
    told += [
        statement("{number:bare} of {who}", number=row["value"], who=lower(row["label"]))
        for row in others
    ]
    return statement(
        "The register holds {told} services; one let to several suppliers counts once here.",
        told=listing(told),
    )


def contracts_title(contracts: pd.DataFrame, shown: int) -> Statement:
    """Return how many contracts there are, and that only the newest stand in print or first."""
    refs = unique_refs(ref for refs in contracts["refs"] for ref in refs)
    noun = "blue-light contract" if len(contracts) == 1 else "blue-light contracts"
    number = counted(len(contracts), noun, refs)
    if len(contracts) > shown:
        return statement(
            "The newest {shown} of {number}", shown=Named(str(shown), refs), number=number
        )
    return statement("{number}, the newest first", number=number)


def register_limits(contracts: pd.DataFrame, tables: Tables) -> Statement:
    """Return how far the register leans towards London's police, and what it leaves out."""
    part = london_share(contracts)
    national = national_contracts(tables)
    if part is None or not part.value:
        start = statement("None of them is of London's police.")
    else:
        start = statement(
            "London's police, who publish their decisions, made {part} of them.", part=part
        )
    if national.empty:
        return start
    return start + statement(
        "Contracts that national bodies let for the services, {number} in the register, are not "
        "counted here.",
        number=how_many(national),
    )


def values_title(contracts: pd.DataFrame) -> Statement:
    """Return how many of the contracts print a value that can be used."""
    return statement(
        "{fit:bare} of {all:bare} blue-light contracts print a usable value",
        fit=how_many(contracts[contracts["value_flag"] == SAID]),
        all=how_many(contracts),
    )


def coverage_words(contracts: pd.DataFrame) -> Statement:
    """Return what an exhibit on contracts rests on."""
    inferred = contracts[~contracts["subject_shown"].astype(bool)]
    return statement(
        "{all:bare} purchases of police, fire and ambulance services, each once; for "
        "{inferred:bare} the subject was inferred from the supplier. A sample of what could be "
        "found.",
        all=how_many(contracts),
        inferred=how_many(inferred),
    )
