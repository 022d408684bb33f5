"""The rule for payments that stand in two files: the same month again, in another format or longer.

Payments are compared by day, amount and payee. The publisher is not, which mostly comes from
the file's name, and a copy has another; nor is the reference, which some editions leave out.
Between the published files at hand no two in ten thousand rows agree by chance.

Equal payments are told apart by their number within the file, so that two of a file stay two.
Each is kept in the file with the most rows, of equal ones the first. What a file has of others
is left out only if that is the greater part of its dated payments: else it is chance.
"""

from __future__ import annotations

import duckdb

from futuregazing.procurement.rules.model import Rule

FEWEST = 20
"""Fewer dated payments than these tell too little of a file."""
MOSTLY = 0.5

_SAME = "paid_on, amount_gbp, lower(trim(supplier_name))"

listed_again = Rule(
    name="listed_again",
    flag="listed again",
    what="Of payments that two files list, those of the file with fewer rows do not count.",
    why="A month is published again in another format, or again within its year.",
    query=f"""
        WITH payment AS (
            SELECT rid, hash(raw_file) AS file, paid_on IS NOT NULL AS dated,
                hash({_SAME}) AS same
            FROM part_spend
        ), files AS (
            SELECT file, count(*) AS n, count_if(dated) AS n_dated FROM payment GROUP BY file
        ), numbered AS (
            SELECT payment.*, n, row_number() OVER (PARTITION BY file, same ORDER BY rid) AS place
            FROM payment JOIN files USING (file) SEMI JOIN (
                SELECT same FROM payment GROUP BY same HAVING min(file) <> max(file)
            ) AS in_several USING (same)
        ), again AS (
            SELECT rid, file, dated FROM numbered
            QUALIFY row_number() OVER (PARTITION BY same, place ORDER BY n DESC, rid) > 1
        )
        SELECT rid FROM again SEMI JOIN (
            SELECT file FROM again JOIN files USING (file) GROUP BY file, n_dated
            HAVING n_dated >= {FEWEST} AND count_if(dated) > {MOSTLY} * n_dated
        ) AS mostly USING (file)""",
)

TABLE = "listed_again"


def find_listed_again(con: duckdb.DuckDBPyConnection, *, used: bool = True) -> int:
    """Make the table `listed_again` (rid) of payments that do not count; return how many."""
    query = listed_again.query if used else "SELECT 0::BIGINT AS rid WHERE false"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {query}")
    return int(con.execute(f"SELECT count(*) FROM {TABLE}").fetchall()[0][0])
