"""Rules for dates: late publication, contracts of a day, extensions."""

from __future__ import annotations

from futuregazing.procurement.rules.model import Rule

LATE_DAYS = 30
LONGEST_YEARS = 40

late_publication = Rule(
    name="late_publication",
    flag="late_publication",
    what="An award first published more than thirty days after its date is flagged; that it "
    "was published again later is not counted.",
    why="Most awards of a sample were; a month's awards are known only much later.",
    query=f"""SELECT rid FROM judged LEFT JOIN (
            SELECT duplicate_of AS issued, list(uk_day(published_at)) AS days FROM judged
            WHERE duplicate_of IS NOT NULL GROUP BY 1) ON issued = coalesce(duplicate_of, rid)
        WHERE date_diff('day', award_date, least(uk_day(published_at),
            list_min(list_filter(days, lambda d: d >= award_date)))) > {LATE_DAYS}""",
)

dated_after_publication = Rule(
    name="dated_after_publication",
    flag="dated_after_publication",
    what="An award dated after its publication is flagged.",
    why="The day is planned or mistyped.",
    query="SELECT rid FROM judged WHERE date_diff('day', uk_day(published_at), award_date) > 0",
)

one_day = Rule(
    name="one_day",
    flag="one_day",
    what="A contract that starts and ends on one day is flagged.",
    why="Its length is not known: forms demand an end.",
    query="SELECT rid FROM judged WHERE start_date = end_date",
)

period_unlikely = Rule(
    name="period_unlikely",
    flag="period_unlikely",
    what="A contract that ends before it starts, or after forty years, is flagged.",
    why="Years are mistyped.",
    query=f"""SELECT rid FROM judged
        WHERE end_date < start_date OR max_end_date < end_date
            OR date_diff('year', start_date, end_date) > {LONGEST_YEARS}""",
)

extension_inside = Rule(
    name="extension_inside",
    flag="extension_inside",
    what="An end date that already holds every extension is flagged.",
    why="Some buyers print the end with extensions, and it cannot move further.",
    query="SELECT rid FROM judged WHERE max_end_date = end_date",
)

extension_unclear = Rule(
    name="extension_unclear",
    flag="extension_unclear",
    what="A contract whose words speak of an extension, without a date for it, is flagged.",
    why="Whether the end date holds the extension cannot be told.",
    query="SELECT rid FROM judged WHERE says_extension AND max_end_date IS NULL",
)
