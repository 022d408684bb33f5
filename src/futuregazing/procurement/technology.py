"""What is technology: codes, words and a person's decisions together, with the evidence kept.

    rule = TechnologyRule(
        tables["cpv_technology"], tables["technology_overrides"], tables["proclass_technology"]
    )
    rule.judge("Housing management system", "", main="72000000").why
    rule.judge("EHC Hub", proclass="270000").why

The facts about a notice are looked up in its codes and words; `STEPS`, a list in order of
which the first that fits decides, makes a judgement of them. Python and DuckDB
(`technology_sql`) read the same patterns and the same list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from futuregazing.procurement.technology_words import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    WORDS,
    found,
    plain,
)

TECHNOLOGY, ADJACENT, OTHER = "technology", "adjacent", "other"
CPV, PROCLASS = "CPV", "ProClass"
"""The scheme of notices, and that of councils' registers of contracts."""
PROCLASS_CODE = "[0-9]{6}"
"""What a code of ProClass looks like: a register's column holds days and slips too."""
KINDS = ("core", "loose", "adjacent", "elsewhere")
"""Kinds of code: technology; technology by name that is bought for much else; beside
technology; and codes under which a 'system' is a thing one can touch."""

CODE_FACTS = ("main_core", "main_loose", "main_adjacent", "main_elsewhere", "other_core")
TEXT_FACTS = tuple(name for name in WORDS if name.startswith("text_"))
TITLE_FACTS = tuple(name for name in WORDS if name.startswith("title_"))
FACTS = (*CODE_FACTS, *TITLE_FACTS, *TEXT_FACTS)


@dataclass(frozen=True)
class Step:
    """The verdict if all facts of `needs` and none of `unless` hold; `needs` is the evidence."""

    verdict: str
    needs: tuple[str, ...]
    unless: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(TECHNOLOGY, ("main_core", "title_names")),
    Step(OTHER, ("title_other",)),
    Step(TECHNOLOGY, ("title_names",)),
    Step(ADJACENT, ("title_adjacent",)),
    Step(TECHNOLOGY, ("main_core",)),
    Step(TECHNOLOGY, ("main_loose", "title_likely")),
    Step(TECHNOLOGY, ("main_loose", "text_names")),
    Step(TECHNOLOGY, ("other_core", "title_likely")),
    Step(OTHER, ("title_things",)),
    Step(TECHNOLOGY, ("other_core", "title_hints"), unless=("main_elsewhere",)),
    Step(TECHNOLOGY, ("title_likely",), unless=("main_elsewhere",)),
    Step(TECHNOLOGY, ("title_hints", "text_names")),
    Step(ADJACENT, ("main_adjacent",)),
    Step(OTHER, ()),
)
"""A main code outweighs a further one; words of the title outweigh those of a description.

A main code of technology yields to words only if they name something else outright; a
further code needs words of its own, because construction frameworks list IT among twenty.
Where there is no CPV code, the main one of ProClass is the main code.
"""


@dataclass(frozen=True)
class Judgement:
    """Whether a notice buys technology, or only something adjacent, and what shows it."""

    verdict: str
    why: tuple[str, ...]

    @property
    def is_technology(self) -> bool:
        """Return whether it is technology in the narrow sense."""
        return self.verdict == TECHNOLOGY

    @property
    def adjacent(self) -> bool:
        """Return whether it counts only where adjacent codes are switched on."""
        return self.verdict == ADJACENT


@dataclass(frozen=True)
class Codes:
    """A scheme's table of prefixes; the longest prefix of a code tells its kind."""

    kinds: Mapping[str, str]
    meanings: Mapping[str, str] = field(default_factory=dict)
    scheme: str = CPV
    shape: str = ""

    @classmethod
    def of(cls, table: pd.DataFrame, scheme: str = CPV, shape: str = "") -> Codes:
        """Learn the prefixes from the columns prefix, kind and meaning.

        Args:
            table: the scheme's table.
            scheme: as the evidence names it.
            shape: a pattern; what does not fit it is no code of the scheme. Empty: all is one.
        """
        prefixes = [str(prefix) for prefix in table["prefix"]]
        return cls(
            dict(zip(prefixes, table["kind"], strict=True)),
            dict(zip(prefixes, table["meaning"], strict=True)),
            scheme,
            shape,
        )

    def prefix(self, code: str) -> str:
        """Return the longest known prefix of a code, empty if there is none."""
        if self.shape and not re.fullmatch(self.shape, code):
            return ""
        ends = range(len(code), 0, -1)
        return next((code[:end] for end in ends if code[:end] in self.kinds), "")

    def kind(self, code: str) -> str:
        """Return the kind of a code, empty if the table does not know it."""
        return self.kinds.get(self.prefix(code), "")

    def told(self, code: str, main: bool) -> str:
        """Return a code as evidence."""
        meaning = self.meanings.get(self.prefix(code), "")
        return f"{'main ' if main else ''}{self.scheme} {code}: {meaning}"


class TechnologyRule:
    """The rule with its tables of codes and a person's decisions."""

    def __init__(
        self,
        codes: pd.DataFrame,
        overrides: pd.DataFrame | None = None,
        proclass: pd.DataFrame | None = None,
    ) -> None:
        """Learn the codes and what a person decided.

        Args:
            codes: prefix, kind and meaning, of CPV.
            overrides: override_id, key, decision and reason.
            proclass: as `codes`, of ProClass.
        """
        self.codes = Codes.of(codes)
        known = codes.iloc[:0] if proclass is None else proclass
        self.proclass = Codes.of(known, PROCLASS, PROCLASS_CODE)
        self.overrides: dict[str, Judgement] = {}
        for row in () if overrides is None else overrides.itertuples():
            why = (f"override {row.override_id}: {row.reason}",)
            self.overrides[str(row.key)] = Judgement(str(row.decision), why)

    def judge(
        self,
        title: str | None,
        description: str | None = None,
        main: str | None = None,
        others: Collection[str] = (),
        keys: Collection[str] = (),
        proclass: str | None = None,
    ) -> Judgement:
        """Judge a notice, an award or a register's contract.

        Args:
            title: of the award or notice.
            description: of it.
            main: the main CPV code, eight digits.
            others: all further CPV codes, in any order; the main one may be among them.
            keys: its award and notice keys, under which a person may have decided.
            proclass: the main code of ProClass; the main code where there is none of CPV.
        """
        for key in keys:
            if key in self.overrides:
                return self.overrides[key]
        facts = self.facts(title, description, main, others, proclass)
        for step in STEPS:
            if all(facts[name] for name in step.needs) and not any(facts[n] for n in step.unless):
                return Judgement(step.verdict, tuple(facts[name] for name in step.needs))
        raise AssertionError("the last step always fits")

    def facts(
        self,
        title: str | None,
        description: str | None,
        main: str | None,
        others: Collection[str],
        proclass: str | None = None,
    ) -> dict[str, str]:
        """Return for each of `FACTS` its evidence, empty where it does not hold."""
        facts = dict.fromkeys(FACTS, "")
        codes, first = (self.codes, main) if main else (self.proclass, proclass or "")
        if f"main_{codes.kind(first)}" in facts:
            facts[f"main_{codes.kind(first)}"] = codes.told(first, main=True)
        core = sorted(code for code in others if code != main and self.codes.kind(code) == "core")
        if core:
            facts["other_core"] = self.codes.told(core[0], main=False)
        words = plain(title, LONGEST_TITLE)
        facts |= {name: _quoted("title", found(name, words)) for name in TITLE_FACTS}
        words = plain(description, LONGEST_DESCRIPTION)
        return facts | {name: _quoted("description", found(name, words)) for name in TEXT_FACTS}


def _quoted(where: str, words: str) -> str:
    return f"{where}: '{words}'" if words else ""
