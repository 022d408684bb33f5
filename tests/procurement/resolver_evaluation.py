"""How well buyers are told: published spellings of councils, the register's buyers, decoys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from futuregazing import paths
from futuregazing.procurement.bodies import Body, BodyNames

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

    Return with it those that are right though found under another kind: kind by the register,
    name, kind found. The register's kind goes by what is bought for whom: the police may buy
    through the council that is their authority, and councils named together buy as a consortium.
    """
    buyers = set(tables["register"][["buyer_name", "buyer_kind"]].itertuples(index=False))
    other_kind, wrong, right = [], [], 0
    for name, kind in buyers:
        found = bodies.resolve(name)
        same = is_kind(found.bodies, kind, tables)
        right += same
        if found.bodies and not same:
            wrong.append(name)
        own = MEANT_OTHERWISE if kind == "consortium" else {kind}
        if same and not {body.kind for body in found.bodies} <= own:
            other_kind.append((kind, name, found.kind))
    return Told(len(buyers), right, tuple(sorted(wrong))), sorted(other_kind)


def is_kind(found: Sequence[Body], kind: str, tables: Mapping[str, pd.DataFrame]) -> bool:
    """Return whether bodies are what the register calls them, by the tables of bodies."""
    if kind == "consortium":
        return len(found) > 1 or ({body.kind for body in found} <= MEANT_OTHERWISE and bool(found))
    return bool(found) and all(kind in _kinds(body, tables) for body in found)


def _kinds(body: Body, tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the kinds of a body: its own, and police if it governs a force or is of the police."""
    national = tables["national_bodies"].set_index("name")["kind"]
    governs = set(tables["police_forces"]["governance_type"])
    police = body.name in governs or str(national.get(body.name, "")).startswith("police ")
    return {body.kind, "police"} if police else {body.kind}


def decoys(bodies: BodyNames) -> list[str]:
    """Return the decoys that lead to somebody, or to nobody for another reason than theirs."""
    found = ((name, how, bodies.resolve(name)) for name, how in DECOYS)
    return [name for name, how, one in found if (one.bodies, one.how) != ((), how)]
