"""The rows of notices, awards and contracts, selected from the `release` table."""

from __future__ import annotations

from futuregazing.procurement.engine import garbled_sql
from futuregazing.procurement.flags import flagged
from futuregazing.procurement.ocds_tables import LONGEST_TEXT, LONGEST_TITLE
from futuregazing.procurement.schema import TABLE, part_query

RAW = {"raw_file": "raw_file", "raw_line": "raw_line"}


def _period(of: str) -> dict[str, str]:
    return {
        "start_date": f"day({of}.startDate)",
        "end_date": f"day({of}.endDate)",
        "max_end_date": f"day({of}.maxExtentDate)",
    }


def _undated(*cells: str) -> str:
    """Return SQL that tells whether any of these cells is printed but is no day."""
    return "(" + " OR ".join(f"({c} IS NOT NULL AND day({c}) IS NULL)" for c in cells) + ")"


def _unvalued(value: str) -> str:
    """Return SQL that tells whether an amount of a value is printed but is no money."""
    amounts = (f"{value}.{field}" for field in ("amount", "amountGross"))
    return "(" + " OR ".join(f"({a} IS NOT NULL AND money({a}) IS NULL)" for a in amounts) + ")"


PAGE = """CASE source
    WHEN 'cf' THEN 'https://www.contractsfinder.service.gov.uk/Notice/'
        || nullif(regexp_extract(release_id, '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'), '')
    WHEN 'fts' THEN 'https://www.find-tender.service.gov.uk/Notice/'
        || nullif(regexp_extract(release_id, '^[0-9]{6}-[0-9]{4}$'), '') END"""
"""The page of a notice: only an id of the service's own form becomes part of an address."""

NOTICE = (
    "SELECT "
    + part_query(
        TABLE["notice"],
        {
            name: name
            for name in (
                *("notice_key", "source", "ocid", "release_id", "notice_type", "stage", "status"),
                *("published_at", "title", "description", "buyer_key", "n_buyers", "value_gbp"),
                *("value_basis", "is_framework"),
            )
        }
        | _period("period")
        | {
            "deadline": "day(deadline)",
            "url": PAGE,
            "expected_date": "day(expected)",
            "sme_suitable": "CASE sme WHEN 'true' THEN true WHEN 'false' THEN false END",
            "flags": flagged(
                date_unreadable="(printed_date IS NOT NULL AND published_at IS NULL) OR "
                + _undated("period.startDate", "period.endDate", "period.maxExtentDate"),
                foreign_currency="foreign_currency",
                not_utf8="not_utf8",
                number_mended="number_mended",
                shape_mended="shape_mended",
                shape_unread="shape_unread",
                text_mended="garbled",
                value_unreadable="value_unreadable",
            ),
            **RAW,
            "raw_no": "0",
        },
    )
    + " FROM release"
)

# An id that stands twice in one release is told apart by its place.
AWARD_ID = """CASE WHEN a.id IS NULL THEN 'no-' || award_no
    WHEN list_position(ids, a.id) < award_no THEN a.id || '#' || award_no ELSE a.id END"""
# An award without an amount has that of its contracts: in pounds if any of them is.
_PAID = "coalesce(currency_code(c.value.currency), 'GBP')"
_CURRENCY = f"""CASE WHEN coalesce(a.value.amount, a.value.amountGross) IS NOT NULL
        THEN coalesce(currency_code(a.value.currency), currency_code(own[1].value.currency))
    WHEN len(list_filter(own, lambda c: {_PAID} = 'GBP'
        AND coalesce(c.value.amount, c.value.amountGross) IS NOT NULL)) > 0 THEN 'GBP'
    ELSE coalesce(currency_code(own[1].value.currency), currency_code(a.value.currency)) END"""
_SUM = f"""list_sum(list_transform(list_filter(own,
    lambda c: {_PAID} = coalesce(paid_in, 'GBP')), lambda c: money(c.value.{{field}})))"""
_MIXED = f"""len(list_filter(own, lambda c: {_PAID} <> coalesce(paid_in, 'GBP')
    AND coalesce(c.value.amount, c.value.amountGross) IS NOT NULL)) > 0"""
_AWARDS = f"""(SELECT *, {_CURRENCY} AS paid_in FROM (
    SELECT *, {AWARD_ID} AS award_id,
        CASE WHEN len(contracts) > 0
            THEN list_filter(contracts, lambda c: coalesce(c.awardID, c.id) = a.id) END AS own
    FROM (SELECT * EXCLUDE (parties, items, codes, awards), unnest(awards) AS a,
        list_transform(awards, lambda o: o.id) AS ids,
        generate_subscripts(awards, 1) AS award_no FROM release WHERE len(awards) > 0)))"""
AWARD_KEY = "notice_key || ':' || replace(award_id, ocid || '-', '')"

AWARD = (
    "SELECT "
    + part_query(
        TABLE["award"],
        {
            name: name
            for name in (
                *("notice_key", "source", "ocid", "release_id", "notice_type", "award_id"),
                *("procedure", "route", "is_framework", "framework_ocid", "buyer_key", "main_cpv"),
            )
        }
        | {
            "award_key": AWARD_KEY,
            "title": f"""coalesce(
                mended(left(nullif(stripped(a.title), ''), {LONGEST_TITLE})), title)""",
            "description": f"""coalesce(
                mended(left(nullif(stripped(a.description), ''), {LONGEST_TEXT})), description)""",
            "status": "a.status",
            "award_date": "day(a.date)",
            "published_at": "coalesce(moment(a.datePublished), published_at)",
            "stated_net": "money(a.value.amount)",
            "stated_gross": "money(a.value.amountGross)",
            "contract_net": _SUM.format(field="amount"),
            "contract_gross": _SUM.format(field="amountGross"),
            "tender_gbp": "value_gbp",
            "currency": "paid_in",
        }
        | _period("coalesce(a.contractPeriod, own[1].period)")
        | {
            "n_suppliers": "coalesce(len(a.suppliers), 0)",
            "above_threshold": """CASE coalesce(a.aboveThreshold, own[1].aboveThreshold,
                above_threshold) WHEN 'true' THEN true WHEN 'false' THEN false END""",
            "flags": flagged(
                date_unreadable=_undated(
                    "a.date",
                    "coalesce(a.contractPeriod, own[1].period).startDate",
                    "coalesce(a.contractPeriod, own[1].period).endDate",
                    "coalesce(a.contractPeriod, own[1].period).maxExtentDate",
                ),
                from_contract="award_no > n_stated",
                mixed_currency=f"coalesce({_MIXED}, false)",
                no_award_id="a.id IS NULL",
                not_utf8="not_utf8",
                number_mended="number_mended",
                shape_mended="shape_mended",
                shape_unread="shape_unread",
                text_mended="garbled OR "
                + " OR ".join(garbled_sql(text) for text in ("a.title", "a.description")),
                value_unreadable=f"{_unvalued('a.value')} OR coalesce(len("
                f"list_filter(own, lambda c: {_unvalued('c.value')})) > 0, false)",
            ),
            **RAW,
            "raw_no": "award_no",
        },
    )
    + f" FROM {_AWARDS}"
)

CONTRACT = (
    "SELECT "
    + part_query(
        TABLE["contract"],
        {
            "contract_key": "notice_key || ':' || contract_no || ':' || coalesce(c.id, '')",
            "notice_key": "notice_key",
            "award_key": AWARD_KEY.replace("award_id", "coalesce(c.awardID, c.id, '')"),
            "contract_id": "coalesce(c.id, 'no-' || contract_no)",
            "award_id": "c.awardID",
            "title": "coalesce(mended(c.title), title)",
            "status": "c.status",
            "signed_date": "day(c.dateSigned)",
            "value_net": "money(c.value.amount)",
            "value_gross": "money(c.value.amountGross)",
            "currency": "currency_code(c.value.currency)",
            **_period("c.period"),
            "flags": flagged(
                date_unreadable=_undated(
                    "c.dateSigned",
                    "c.period.startDate",
                    "c.period.endDate",
                    "c.period.maxExtentDate",
                ),
                foreign_currency="currency_code(c.value.currency) <> 'GBP'",
                not_utf8="not_utf8",
                number_mended="number_mended",
                shape_mended="shape_mended",
                shape_unread="shape_unread",
                text_mended=garbled_sql("c.title"),
                value_unreadable=_unvalued("c.value"),
            ),
            **RAW,
            "raw_no": "contract_no",
        },
    )
    + """ FROM (SELECT raw_file, raw_line, notice_key, ocid, title, not_utf8, number_mended,
        shape_mended, shape_unread, unnest(contracts) AS c,
        generate_subscripts(contracts, 1) AS contract_no FROM release WHERE len(contracts) > 0)"""
)
