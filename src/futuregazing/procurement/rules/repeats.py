"""Rules for one award that stands more than once: repeats, re-issues, several notices."""

from __future__ import annotations

from futuregazing.procurement.rules.model import DROPS, Rule

UK_AWARD_NOTICES = "('UK5', 'UK6', 'UK7')"
DAYS_APART = 60
"""Two systems seldom differ by more than this in the day of one award."""

SOURCE_ORDER = "list_position(['fts', 'pcs', 's2w', 'cf', 'other', 'register'], source)"
"""Where one contract is in several systems, the first of these states most about it."""

_UNDATED = "(start_date IS NULL AND end_date IS NULL)"

# Rarely one number and moment of publication stand over two awards: other suppliers and
# another value tell them apart.
repeated_release = Rule(
    name="repeated_release",
    flag="repeat",
    what="Of a buyer's release that was read more than once, only the latest copy counts; of "
    "equal dates the one fetched last.",
    why="Files overlap, pages repeat, and some releases stand twice with a changed address.",
    query="""
        SELECT rid, false AS kept, keeper AS duplicate_of FROM (
            SELECT rid, first_value(rid) OVER w AS keeper FROM judged
            LEFT JOIN (
                SELECT award, buyer, true AS two_awards FROM judged GROUP BY award, buyer
                HAVING count(*) > 1 AND min(published_at) = max(published_at)
                    AND min(suppliers) <> max(suppliers) AND min(value_gbp) <> max(value_gbp)
            ) AS several ON several.award = judged.award
                AND several.buyer IS NOT DISTINCT FROM judged.buyer
            WINDOW w AS (PARTITION BY judged.award, judged.buyer,
                    CASE WHEN two_awards THEN suppliers END
                ORDER BY published_at DESC NULLS LAST, rid DESC))
        WHERE rid <> keeper""",
    changes=DROPS,
)

# A reader tells awards of one id in one release apart by their place (1, 1#2): those that say
# the same are one.
printed_twice = Rule(
    name="printed_twice",
    flag="printed_twice",
    what="An award that stands twice in one release, alike in all that it says, counts once.",
    why="A slip in making the release repeats a whole award under its id.",
    query="""
        WITH twice AS (
            SELECT DISTINCT notice_rid FROM part_award
            WHERE ocid IS NOT NULL AND regexp_matches(award_id, '#[0-9]+$')
        ), said AS (
            SELECT rid, notice_rid, regexp_replace(award_id, '#[0-9]+$', '') AS id
            FROM part_award SEMI JOIN twice USING (notice_rid))
        SELECT rid, false AS kept, keeper AS duplicate_of FROM (
            SELECT rid, first_value(rid) OVER w AS keeper FROM judged JOIN said USING (rid)
            WHERE kept
            WINDOW w AS (PARTITION BY notice_rid, id, title, suppliers, status, award_date,
                start_date, end_date, max_end_date, currency, value_net, value_gross, value_gbp
                ORDER BY rid))
        WHERE rid <> keeper""",
    changes=DROPS,
)

# An id that comes back with another title and other suppliers is another award: many
# publishers number the awards of each notice from one.
reissued_award = Rule(
    name="reissued_award",
    flag="reissued",
    what="Of an award that was published again under its id, the latest counts.",
    why="Corrections and updates repeat the whole award.",
    query=f"""
        SELECT old.rid, false AS kept, new.rid AS duplicate_of
        FROM (
            SELECT rid, first_value(rid) OVER w AS keeper FROM judged
            WHERE kept AND NOT no_award_id
            WINDOW w AS (
                PARTITION BY process_award,
                    CASE WHEN notice_type IN {UK_AWARD_NOTICES} THEN notice_type ELSE '' END
                ORDER BY published_at DESC NULLS LAST, rid DESC)) AS pair
        JOIN judged AS old ON old.rid = pair.rid
        JOIN judged AS new ON new.rid = pair.keeper
        WHERE old.rid <> new.rid
            AND (old.title IS NOT DISTINCT FROM new.title OR old.suppliers IS NULL
                OR new.suppliers IS NULL OR old.suppliers = new.suppliers)""",
    changes=DROPS,
)

MERGED = ("start_date", "end_date", "max_end_date", "award_date")
MERGED_VALUES = ("value_net", "value_gross", "value_gbp", "value_basis")


def _first(column: str, order: str, test: str = "true") -> str:
    """Return SQL for the first value of a column that is there, in the group's `order`."""
    there = f"{column} <> 'none'" if column == "value_basis" else f"{column} IS NOT NULL"
    return f"first({column} ORDER BY {order}, rid) FILTER ({there} AND {test})"


_AWARD_FIRST = "list_position(['UK6', 'UK5', 'UK7'], notice_type) NULLS LAST"
_CONTRACT_FIRST = "list_position(['UK7', 'UK6', 'UK5'], notice_type) NULLS LAST"
_VALUED = "value_gbp > 1"
_KEPT_FIRST = "list_position(['UK6', 'UK7', 'UK5'], notice_type) NULLS LAST"
_GROUPED = ", ".join(
    [f"{_first('rid', _KEPT_FIRST)} AS keeper"]
    + [f"{_first(name, _CONTRACT_FIRST)} AS {name}" for name in MERGED[:3]]
    + [f"{_first('award_date', _AWARD_FIRST)} AS award_date"]
    + [f"{_first(name, _AWARD_FIRST, _VALUED)} AS {name}" for name in MERGED_VALUES]
)
_TAKEN = ", ".join(
    f"CASE WHEN j.rid = keeper THEN coalesce(g.{name}, j.{name}) ELSE j.{name} END AS {name}"
    for name in MERGED + MERGED_VALUES
)

several_notices = Rule(
    name="several_notices",
    flag="several_notices",
    what="UK5, UK6 and UK7 notices of one award become one: date and value from UK6, "
    "contract dates from UK7.",
    why="Under the Procurement Act an award is published up to three times, each in part.",
    query=f"""
        SELECT j.rid, j.rid = keeper AS kept,
            CASE WHEN j.rid <> keeper THEN keeper END AS duplicate_of, {_TAKEN}
        FROM judged AS j JOIN (
            SELECT process_award, {_GROUPED} FROM judged
            WHERE kept AND NOT no_award_id
            GROUP BY process_award
            HAVING count(*) > 1 AND count_if(notice_type IN {UK_AWARD_NOTICES}) > 0
                AND count(DISTINCT notice_type) = count(*)
                AND (count(DISTINCT title) <= 1 OR count(DISTINCT suppliers) <= 1)
        ) AS g USING (process_award)
        WHERE j.kept""",
    changes=(*DROPS, *MERGED, *MERGED_VALUES),
)

# A row of the search states the sum of a notice and one supplier, a release each award: so the
# row goes, however many awards the release has.
same_notice_elsewhere = Rule(
    name="same_notice_elsewhere",
    flag="same_notice_elsewhere",
    what="A notice of Contracts Finder that was read in several formats counts once: as a "
    "release, else in the format that states the contract's dates.",
    why="The search, the export and the releases hold the same notices, by one id.",
    query="""
        SELECT twin.rid, false AS kept, coalesce(first.duplicate_of, first.rid) AS duplicate_of
        FROM (
            SELECT rid, first_value(rid) OVER w AS keeper FROM judged
            WHERE notice_guid IS NOT NULL AND (kept OR duplicate_of IS NOT NULL)
            WINDOW w AS (PARTITION BY notice_guid
                ORDER BY has_ocid DESC, kept DESC, start_date IS NULL, rid)) AS pair
        JOIN judged AS twin ON twin.rid = pair.rid
        JOIN judged AS first ON first.rid = pair.keeper
        WHERE twin.kept AND twin.process <> first.process
            AND coalesce(first.duplicate_of, first.rid) <> twin.rid""",
    changes=DROPS,
)

# The search knows no dates of the contract: what it holds is compared by the day of the award,
# as between systems; two rows of the search alone only by the same day.
same_contract_elsewhere = Rule(
    name="same_contract_elsewhere",
    flag="same_contract_elsewhere",
    what="A contract that stands under two OCIDs counts once, if buyer, title, suppliers, "
    "value and a date agree.",
    why="Many contracts are published in Contracts Finder and in Find a Tender.",
    query=f"""
        SELECT twin.rid, false AS kept, first.rid AS duplicate_of
        FROM (
            SELECT rid, first_value(rid) OVER w AS keeper,
                {_UNDATED} AS undated, first_value({_UNDATED}) OVER w AS first_undated
            FROM judged
            WHERE kept AND value_gbp > 1 AND buyer IS NOT NULL AND title IS NOT NULL
                AND suppliers IS NOT NULL
            WINDOW w AS (PARTITION BY buyer, title, suppliers, value_gbp
                ORDER BY {SOURCE_ORDER}, {_UNDATED}, published_at DESC NULLS LAST, rid)) AS pair
        JOIN judged AS twin ON twin.rid = pair.rid
        JOIN judged AS first ON first.rid = pair.keeper
        WHERE twin.process <> first.process AND CASE
            WHEN twin.source <> first.source THEN twin.start_date = first.start_date
                OR abs(date_diff('day', twin.award_date, first.award_date)) <= {DAYS_APART}
            WHEN undated THEN abs(date_diff('day', twin.award_date, first.award_date))
                <= CASE WHEN first_undated THEN 0 ELSE {DAYS_APART} END
            ELSE twin.start_date = first.start_date AND twin.end_date = first.end_date END""",
    changes=DROPS,
)

not_awarded = Rule(
    name="not_awarded",
    flag="not_awarded",
    what="An award that was cancelled, withdrawn or unsuccessful does not count; others of "
    "its process do.",
    why="A cancelled lot beside active awards is normal.",
    query="""
        SELECT rid, false AS kept, duplicate_of FROM judged
        WHERE kept AND status IN ('cancelled', 'unsuccessful', 'withdrawn')""",
    changes=DROPS,
)
