"""Rules for what a printed value is worth: typing errors, ceilings, placeholders, VAT."""

from __future__ import annotations

from futuregazing.procurement.rules.model import DROPS, Rule

DAYS_TO_CORRECT = 31
MANY_SUPPLIERS = 10
MILLION = 1_000_000
HUGE = 500 * MILLION
FAR_ABOVE = 50
FEWEST_POUNDS = 100
"""A hundredth of the least that a notice must be published for."""
ROUND = 10_000
TWO_YEARS = 23
"""Months between the first day and the last of two years, as the database counts them."""

# Keys typed in a row or held down, as whole pounds: with pence it is a value, such as the
# third of a million that £333,333.33 is.
_TYPED = ["123456", "1234567", "12345678", "123456789", "1234567890"]
_HELD = [f"{digit}{{6,}}" for digit in "123456789"]
PLACEHOLDER = "(" + "|".join(_TYPED + _HELD) + ")[.]00"

foreign_currency = Rule(
    name="foreign_currency",
    flag="foreign_currency",
    what="A value in another currency is not used.",
    why="Some Scottish and older notices are in euros; no rate is assumed.",
    query="""SELECT rid, NULL AS value_gbp, 'none' AS value_basis FROM judged
        WHERE currency <> 'GBP' AND value_basis <> 'none'""",
    changes=("value_gbp", "value_basis"),
)

placeholder = Rule(
    name="placeholder",
    flag="placeholder",
    what="A value of up to a pound, below nothing, or of keys typed in a row is not used.",
    why="Where a form demands a value, £0, £0.01, £1 and £1,234,567,890 are put in.",
    query=f"""SELECT rid, NULL AS value_gbp, 'none' AS value_basis FROM judged
        WHERE value_gbp <= 1 OR regexp_full_match(value_gbp::VARCHAR, '{PLACEHOLDER}')""",
    changes=("value_gbp", "value_basis"),
)

far_below_threshold = Rule(
    name="far_below_threshold",
    flag="far_below_threshold",
    what=f"A value of more than a pound and less than {FEWEST_POUNDS} is flagged, and measured "
    "as if none were stated.",
    why="Notices begin at ten thousand pounds; £98 for three years of equipment is a rate, a "
    "score or a slip, and which cannot be told.",
    query=f"SELECT rid FROM judged WHERE value_gbp > 1 AND value_gbp < {FEWEST_POUNDS}",
)

# The pair is looked up by the value in whole pounds, one more and one less, so that long
# lists of one buyer's alike awards are not compared each with each.
times_hundred = Rule(
    name="times_hundred",
    flag="times_hundred",
    what="Of two awards alike in buyer, title and suppliers, published within a month, whose "
    "values are as a hundred to one, the higher does not count.",
    why="A value typed without its decimal point is published again, right, soon after.",
    query=f"""
        SELECT high.rid, false AS kept, min(low.rid) AS duplicate_of
        FROM (SELECT *, unnest([-1, 0, 1]) + round(value_gbp / 100)::BIGINT AS pounds
            FROM judged WHERE kept AND value_gbp >= 10000) AS high
        JOIN judged AS low ON low.buyer = high.buyer AND low.title = high.title
            AND low.suppliers = high.suppliers AND round(low.value_gbp)::BIGINT = high.pounds
        WHERE low.kept AND low.rid <> high.rid
            AND abs(high.value_gbp - 100 * low.value_gbp) <= 100
            AND abs(date_diff('day', low.published_at, high.published_at)) <= {DAYS_TO_CORRECT}
        GROUP BY high.rid""",
    changes=DROPS,
)

far_above_tender = Rule(
    name="far_above_tender",
    flag="far_above_tender",
    what="An award of fifty times its tender's value or more is flagged, not removed.",
    why="A typing error without a correction cannot be told from a changed plan.",
    query=f"""SELECT rid FROM judged
        WHERE tender_gbp >= 1000 AND value_gbp >= {FAR_ABOVE} * tender_gbp""",
)

implausible = Rule(
    name="implausible",
    flag="implausible",
    what="A value of half a billion pounds or more that is the notice's own number, or fifty "
    "times its tender's value, is not used.",
    why="Electrical works of £236,833 were published as £7.6bn: the notice's number.",
    query=f"""SELECT rid, NULL AS value_gbp, 'none' AS value_basis FROM judged
        WHERE value_gbp >= {HUGE} AND (value_gbp::BIGINT = notice_number
            OR (tender_gbp >= 1000 AND value_gbp >= {FAR_ABOVE} * tender_gbp))""",
    changes=("value_gbp", "value_basis"),
)

ceiling = Rule(
    name="ceiling",
    flag="ceiling",
    what="A framework's value, one shared by many suppliers and a huge round one are "
    "ceilings: kept, but never in a total. A framework is also what the title calls one, won in "
    "a competition of its own for two years or more and in round ten thousands.",
    why="Frameworks print the most that all their users may buy as the award's value; titles "
    "of call-offs hold the word too, but name whose framework it is, and exact sums.",
    query=f"""
        SELECT rid, 'ceiling' AS value_basis FROM judged
        WHERE value_gbp IS NOT NULL AND (
            (is_framework AND NOT calls_off)
            OR (says_framework AND NOT calls_off
                AND (n_suppliers > 1 OR value_gbp >= {10 * MILLION}
                    OR (is_competed AND value_gbp % {ROUND} = 0
                        AND date_diff('month', start_date, end_date) >= {TWO_YEARS})))
            OR (n_suppliers >= {MANY_SUPPLIERS} AND value_gbp >= {MILLION})
            OR (value_gbp >= {HUGE} AND value_gbp % {MILLION} = 0))""",
    changes=("value_basis",),
)

whole_value_on_each = Rule(
    name="whole_value_on_each",
    flag="whole_value_on_each",
    what="Where several awards of one process print the whole tender's or framework's value, "
    "it is the ceiling of each.",
    why="Call-offs are published under the framework's OCID with the framework's value.",
    query=f"""
        SELECT rid, 'ceiling' AS value_basis FROM (
            SELECT rid, value_basis, value_gbp = tender_gbp AS whole,
                count(*) OVER w AS alike,
                count_if(value_basis = 'ceiling') OVER w AS ceilings
            FROM judged WHERE kept AND value_gbp >= {MILLION // 10}
            WINDOW w AS (PARTITION BY process, value_gbp))
        WHERE value_basis <> 'ceiling' AND alike > 1 AND (whole OR ceilings > 0)""",
    changes=("value_basis",),
)

gross_only = Rule(
    name="gross_only",
    flag="gross_only",
    what="A value known only with VAT is flagged; it is not divided.",
    why="VAT on public contracts is not one rate.",
    query="SELECT rid FROM judged WHERE value_basis IN ('award gross', 'contract gross')",
)

several_suppliers = Rule(
    name="several_suppliers",
    flag="several_suppliers",
    what="An award to several suppliers is flagged: its value counts once, and for no one of them.",
    why="One award in six has several suppliers and carries a large part of the value.",
    query="SELECT rid FROM judged WHERE n_suppliers > 1",
)
