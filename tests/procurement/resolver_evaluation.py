"""How well buyers are told: published spellings of councils, the register's buyers, decoys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from futuregazing import paths
from futuregazing.procurement.bodies import BodyNames

VARIANTS = paths.root().parent / "shared" / "data" / "reference" / "la_name_variants.csv"
MEANT_OTHERWISE = {"national", "consortium"}
"""The register counts joint and national buyers as one kind; the tables tell them apart."""
DECOYS = (
    ("West Midlands", "unknown"),
    ("City Council", "unknown"),
    ("British Council", "unknown"),
    ("Ely City Council", "unknown"),
    ("New York City Council", "unknown"),
    ("Boston City Council", "unknown"),
    ("Hereford City Council", "unknown"),
    ("Chichester City Council", "unknown"),
    ("Albans City Council", "unknown"),
    ("Nursing and Midwifery Council", "out of scope"),
    ("Harrogate Town Council", "out of scope"),
    ("University of Leeds", "out of scope"),
    ("Fire Brigades Union", "unknown"),
    ("Leicestershire Police Custody Nurses", "unknown"),
    ("", "unknown"),
    ("()", "unknown"),
)
"""Names that must lead to nobody, and how that is said."""


@dataclass(frozen=True)
class Told:
    """What became of names: how many there are, found right, and found wrong (the names)."""

    names: int
    right: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Return the share of names found right."""
        return self.right / self.names

    @property
    def precision(self) -> float:
        """Return the share of names right among those found at all."""
        return self.right / (self.right + len(self.wrong))


def spellings(bodies: BodyNames, tables: Mapping[str, pd.DataFrame]) -> Told:
    """Look up the published spellings of councils; successors stand for what has ended.

    A spelling is right if it leads to all councils meant and no other, wrong if it leads to
    none of them but to another; one that leads to some of them, or nowhere, is neither.
    """
    published = pd.read_csv(VARIANTS, dtype=str, keep_default_na=False)
    followed = tables["la_successors"].groupby("old_gss")["current_gss"].agg(set)
    right, wrong = 0, []
    for spelling, code in zip(published["variant"], published["gss_code"], strict=True):
        found = {body.code for body in bodies.resolve(spelling).bodies}
        expected = followed.get(code, {code})
        right += found == expected
        if found and not found & expected:
            wrong.append(spelling)
    return Told(len(published), right, tuple(wrong))


def register_buyers(
    bodies: BodyNames, tables: Mapping[str, pd.DataFrame]
) -> tuple[Told, list[tuple[str, str, str]]]:
    """Look up the register's buyers: right is a body of the kind that the register says.

    Return with it the others: kind by the register, name, kind found.
    """
    buyers = set(tables["register"][["buyer_name", "buyer_kind"]].itertuples(index=False))
    others, wrong = [], []
    for name, kind in buyers:
        found = bodies.resolve(name)
        kinds = {body.kind for body in found.bodies}
        same = kinds <= MEANT_OTHERWISE if kind == "consortium" else kinds == {kind}
        if not found.bodies or not same:
            others.append((kind, name, found.kind))
            wrong += [name] if found.bodies else []
    return Told(len(buyers), len(buyers) - len(others), tuple(sorted(wrong))), sorted(others)


def decoys(bodies: BodyNames) -> list[str]:
    """Return the decoys that lead to somebody, or to nobody for another reason than theirs."""
    found = ((name, how, bodies.resolve(name)) for name, how in DECOYS)
    return [name for name, how, one in found if (one.bodies, one.how) != ((), how)]
