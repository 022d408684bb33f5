"""Rules for contracts that were changed, or ended, after they had been signed."""

from __future__ import annotations

from futuregazing.procurement.rules.model import Rule
from futuregazing.procurement.rules.repeats import MERGED_VALUES

CHANGES = "('UK10', 'contractAmendment')"
ENDS = "('UK11', 'contractTermination')"
ENDED = "('terminated', 'cancelled')"
PERIOD = ("start_date", "end_date", "max_end_date")

_LATEST = "ORDER BY published_at DESC NULLS LAST, rid DESC"
_VALUED = "value_gbp > 1 AND currency = 'GBP'"
_TOLD = ", ".join(
    [f"first({name} {_LATEST}) FILTER ({name} IS NOT NULL) AS {name}" for name in PERIOD]
    + [f"first({name} {_LATEST}) FILTER ({_VALUED}) AS {name}" for name in MERGED_VALUES]
    + [f"count_if({_VALUED}) > 0 AS valued", "list(DISTINCT title) AS titles"]
    + ["list(DISTINCT suppliers) AS firms"]
)
_TAKEN = ", ".join(
    [f"coalesce(change.{name}, j.{name}) AS {name}" for name in PERIOD]
    + [f"CASE WHEN valued THEN change.{n} ELSE j.{n} END AS {n}" for n in MERGED_VALUES]
)

contract_changed = Rule(
    name="contract_changed",
    flag="changed",
    what="A contract that was changed has the dates and the value of its latest notice of change.",
    why="A UK10 notice prolongs a contract, or adds to it, years after its UK7.",
    query=f"""
        SELECT j.rid, {_TAKEN} FROM judged AS j JOIN (
            SELECT process_award, {_TOLD} FROM judged
            WHERE notice_type IN {CHANGES} AND NOT no_award_id
            GROUP BY process_award) AS change USING (process_award)
        WHERE j.kept AND (j.title IS NULL OR list_contains(titles, j.title)
            OR j.suppliers IS NULL OR list_contains(firms, j.suppliers))""",
    changes=(*PERIOD, *MERGED_VALUES),
)

# A notice of the end is also due when a contract has run its time: then its end is known
# already, and only an extension that had been possible is gone.
contract_ended = Rule(
    name="contract_ended",
    flag="ended_early",
    what="A contract that was ended before its time ends on the day on which that was published.",
    why="A UK11 notice, or a contract's status, says so; its printed end would be a renewal.",
    query=f"""
        WITH gone AS (
            SELECT award_key, notice_rid FROM part_contract WHERE lower(status) IN {ENDED}
        ), over AS (
            SELECT DISTINCT hash(award_key) AS award FROM gone ANTI JOIN (
                SELECT award_key FROM part_contract SEMI JOIN gone USING (notice_rid, award_key)
                WHERE lower(status) NOT IN {ENDED}) AS running USING (award_key)
        ), told AS (
            SELECT process_award, uk_day(min(published_at)) AS day FROM judged
            LEFT JOIN (SELECT award, true AS is_over FROM over) USING (award)
            WHERE NOT no_award_id AND (is_over OR notice_type IN {ENDS})
            GROUP BY process_award)
        SELECT rid, least(end_date, day) AS end_date, NULL AS max_end_date
        FROM judged JOIN told USING (process_award)
        WHERE kept AND (end_date IS NULL OR day < greatest(end_date, max_end_date))""",
    changes=("end_date", "max_end_date"),
)
