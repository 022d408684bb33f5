"""The rule of what is technology over all notices and awards of a snapshot's parts, as SQL.

    make_technology(con, TechnologyTables.of(tables))
    con.sql("FROM award_technology")     # rid, technology, adjacent, technology_why
    con.sql("FROM notice_technology")    # notice_rid and the same

It reads the views `part_notice`, `part_award` and `part_classification`, and works on
`judged_subject`, which holds evidence but no descriptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from futuregazing.procurement.technology import (
    ADJACENT,
    CPV,
    FACTS,
    PROCLASS,
    PROCLASS_CODE,
    STEPS,
    TECHNOLOGY,
    TEXT_FACTS,
)
from futuregazing.procurement.technology_words import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    WORDS,
    found_sql,
    plain_sql,
)

CODE_COLUMNS = ("prefix", "kind", "meaning")
PREFIX_COLUMNS = ("scheme", *CODE_COLUMNS)
OVERRIDE_COLUMNS = ("override_id", "key", "decision", "reason")

# Codes repeat over lots; the two lowest of the core are enough to have one that is not the main.
CODES = f"""
CREATE OR REPLACE TEMP TABLE told_code AS
SELECT c.scheme, code, arg_max(kind, length(prefix)) AS kind,
    c.scheme || ' ' || code || ': ' || arg_max(meaning, length(prefix)) AS told
FROM (SELECT scheme, code FROM part_classification
    WHERE scheme = '{CPV}' OR (scheme = '{PROCLASS}' AND regexp_full_match(code, '{PROCLASS_CODE}'))
    UNION SELECT '{CPV}', main_cpv FROM part_award WHERE main_cpv IS NOT NULL) AS c
JOIN code_prefix AS p ON p.scheme = c.scheme AND starts_with(code, prefix) GROUP BY c.scheme, code;

CREATE OR REPLACE TEMP TABLE notice_codes AS
WITH stated AS (
    SELECT notice_rid, scheme, code, bool_or(role = 'main') AS is_main
    FROM part_classification WHERE scheme IN ('{CPV}', '{PROCLASS}') GROUP BY ALL
), awarded AS (
    SELECT notice_rid, min(main_cpv) AS main_cpv FROM part_award GROUP BY notice_rid
), listed AS (
    SELECT notice_rid, min(code) FILTER (is_main AND scheme = '{CPV}') AS main_code,
        min(code) FILTER (scheme = '{CPV}') AS any_code,
        min(code, 2) FILTER (kind = 'core' AND scheme = '{CPV}') AS core,
        min(code) FILTER (is_main AND scheme = '{PROCLASS}') AS proclass
    FROM stated LEFT JOIN told_code USING (scheme, code) GROUP BY notice_rid
)
SELECT notice_rid, coalesce(main_code, main_cpv, any_code) AS main, core, proclass
FROM listed FULL JOIN awarded USING (notice_rid)
"""

SUBJECTS = {
    "notice": """SELECT p.notice_rid AS place, title, description, main, core, proclass,
            NULL AS award_key, notice_key
        FROM part_notice AS p LEFT JOIN notice_codes USING (notice_rid)""",
    "award": """SELECT p.rid AS place, title, description, coalesce(p.main_cpv, main) AS main,
            core, proclass, award_key, notice_key
        FROM part_award AS p LEFT JOIN notice_codes USING (notice_rid)""",
}
PLACES = {"notice": "notice_rid", "award": "rid"}


@dataclass(frozen=True)
class TechnologyTables:
    """What the rule is told: codes (`CODE_COLUMNS`) of two schemes and overrides.

    Overrides have `OVERRIDE_COLUMNS`.
    """

    codes: pd.DataFrame
    overrides: pd.DataFrame
    proclass: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=pd.Index(CODE_COLUMNS))
    )

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> TechnologyTables:
        """Take them from the project's tables."""
        return cls(
            tables["cpv_technology"], tables["technology_overrides"], tables["proclass_technology"]
        )

    @property
    def prefixes(self) -> pd.DataFrame:
        """Return the prefixes of both schemes, with `PREFIX_COLUMNS`."""
        schemes = ((CPV, self.codes), (PROCLASS, self.proclass))
        frames = [frame[list(CODE_COLUMNS)].assign(scheme=scheme) for scheme, frame in schemes]
        return pd.concat(frames, ignore_index=True)[list(PREFIX_COLUMNS)]


def chosen(tables: TechnologyTables | None) -> list[str]:
    """Return all that decides the judgements, as text, so that a change of it is noticed."""
    if tables is None:
        return []
    codes = tables.prefixes.astype("str").sum(axis=1)
    overrides = tables.overrides[list(OVERRIDE_COLUMNS)].astype("str").sum(axis=1)
    return [*codes, *overrides, CODES, *map(_facts, SUBJECTS.values()), _verdicts("rid")]


def make_technology(con: duckdb.DuckDBPyConnection, tables: TechnologyTables | None) -> None:
    """Judge every notice and award of the parts; make notice_technology and award_technology.

    Without tables nothing is judged, and the two are empty.
    """
    if tables is None:
        for name, place in PLACES.items():
            listed = f"{place} BIGINT, technology BOOLEAN, adjacent BOOLEAN"
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE {name}_technology"
                f" ({listed}, technology_why VARCHAR[])"
            )
        return
    _keep(con, "code_prefix", tables.prefixes, PREFIX_COLUMNS)
    _keep(con, "technology_override", tables.overrides, OVERRIDE_COLUMNS)
    con.execute(CODES)
    for name, subjects in SUBJECTS.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE judged_subject AS {_facts(subjects)}")
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name}_technology AS {_verdicts(PLACES[name])}")
    for name in ("judged_subject", "notice_codes", "told_code"):
        con.execute(f"DROP TABLE {name}")


def _keep(
    con: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame, columns: tuple[str, ...]
) -> None:
    listed = ", ".join(f'"{column}" VARCHAR' for column in columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({listed})")
    rows = frame[list(columns)].astype("str").to_numpy().tolist()
    if rows:
        con.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


def _facts(subjects: str) -> str:
    """Return the query for the evidence of every fact, empty where it does not hold.

    A description is only read where a step may still ask for it: that is most of the time.
    """
    titles = ", ".join(
        f"{_quoted('title', found_sql(name, 'words'))} AS {name}"
        for name in WORDS
        if name not in TEXT_FACTS
    )
    texts = ", ".join(
        f"CASE WHEN {_asked(name)} THEN "
        f"{_quoted('description', found_sql(name, plain_sql('description', LONGEST_DESCRIPTION)))}"
        f" ELSE '' END AS {name}"
        for name in TEXT_FACTS
    )
    mains = ", ".join(
        f"CASE WHEN m.kind = '{name.removeprefix('main_')}' THEN 'main ' || m.told ELSE '' END"
        f" AS {name}"
        for name in FACTS
        if name.startswith("main_")
    )
    return f"""WITH subject AS ({subjects}), titled AS (
            SELECT * EXCLUDE (words), {titles}
            FROM (SELECT *, {plain_sql("title", LONGEST_TITLE)} AS words FROM subject)
        ), coded AS (
            SELECT t.*, {mains}, coalesce(o.told, '') AS other_core
            FROM titled AS t LEFT JOIN told_code AS m ON m.code = coalesce(t.main, t.proclass)
                AND m.scheme = CASE WHEN t.main IS NULL THEN '{PROCLASS}' ELSE '{CPV}' END
            LEFT JOIN told_code AS o ON o.scheme = '{CPV}'
                AND o.code = list_filter(t.core, lambda c: c IS DISTINCT FROM t.main)[1]
        )
        SELECT * EXCLUDE (title, description, main, core, proclass), {texts} FROM coded"""


def _quoted(where: str, words: str) -> str:
    shown = f"list_transform([{words}], lambda f: CASE WHEN f = '' THEN '' ELSE"
    return f"{shown} '{where}: ''' || f || '''' END)[1]"


def _asked(text_fact: str) -> str:
    """Return the condition under which some step asks for a fact of the description."""
    steps = (step.needs for step in STEPS if text_fact in step.needs)
    return " OR ".join(
        " AND ".join(f"{name} <> ''" for name in needs if name != text_fact) or "true"
        for needs in steps
    )


def _verdicts(place: str) -> str:
    """Return the query for the judgements: a person's, else those of the first step that fits."""
    conditions = " ".join(
        f"WHEN {_fits(step.needs, step.unless)} THEN {n}" for n, step in enumerate(STEPS)
    )
    whys = " ".join(
        f"WHEN {n} THEN [{', '.join(step.needs)}]::VARCHAR[]" for n, step in enumerate(STEPS)
    )
    verdicts = [step.verdict for step in STEPS]
    by_key = "SELECT key, decision, 'override ' || override_id || ': ' || reason AS why"
    return f"""WITH decided AS ({by_key} FROM technology_override), stepped AS (
            SELECT *, CASE {conditions} END AS step FROM judged_subject
        ), told AS (
            SELECT place, coalesce(a.decision, n.decision, {verdicts}[step + 1]) AS verdict,
                CASE WHEN a.why IS NOT NULL THEN [a.why] WHEN n.why IS NOT NULL THEN [n.why]
                    ELSE CASE step {whys} END END AS why
            FROM stepped LEFT JOIN decided AS a ON a.key = award_key
            LEFT JOIN decided AS n ON n.key = notice_key
        )
        SELECT place AS {place}, verdict = '{TECHNOLOGY}' AS technology,
            verdict = '{ADJACENT}' AS adjacent, why AS technology_why FROM told"""


def _fits(needs: tuple[str, ...], unless: tuple[str, ...]) -> str:
    return " AND ".join([*(f"{n} <> ''" for n in needs), *(f"{n} = ''" for n in unless)]) or "true"
