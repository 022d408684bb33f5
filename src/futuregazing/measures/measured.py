"""The measured market: the awards of a snapshot that an edition may see, in narrow frames.

    market = load(Path("data/snapshots/2027"), dt.date(2026, 11, 22), undated=True)
    councils = narrowed(market, COUNCILS)

Only what was published on or before the as-of date is loaded. The rules keep the *latest*
notice of an award; where that one came later than the as-of date, the latest known by then
stands in for it. Two things are not undone: dates and values that the rules took over from
a further notice of one award, and a supplier's size, which is the latest printed.

Registers and payments carry no day of publication. They are loaded only if `undated` is
set, as an edition of the day on which the tables were closed may do.

Frames are narrow (about 0.5 GB for a million awards); money is in whole pence, so that sums
are exact. Each number made of them is a `Measured` (see `measured_numbers`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from futuregazing.edition.periods import Period
from futuregazing.errors import UserError
from futuregazing.measures.measured_queries import (
    AWARDS,
    CLASSES,
    DROPPED,
    KNOWN,
    NOTICES,
    PARTIES,
    PAYMENTS,
    UNDATED,
)
from futuregazing.procurement.engine import engine
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.schema import TABLE
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.uk_days import end_of

NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
"""First letters of the codes of regions and nations."""
READ = ("award", "award_supplier", "supplier", "buyer", "notice", "classification", "spend")


class NotNarrowable(UserError):
    """Raised when a snapshot does not hold what a scope asks for."""


class OldTables(UserError):
    """Raised when an earlier version made a snapshot's tables, without columns read now."""


NOT_KNOWN = "The tables of this snapshot do not say {}; import its files again to have them made."


@dataclass(frozen=True)
class Scope:
    """Which awards a measure is about.

    Attributes:
        id: short, for the ids of measures.
        words: as the report says it.
        kinds: kinds of body whose awards count; empty for all buyers, known or not.
        technology: only awards that are technology.
        adjacent: those with adjacent codes too.
    """

    id: str
    words: str
    kinds: tuple[str, ...] = ()
    technology: bool = True
    adjacent: bool = False


EVERYTHING = Scope("all", "all awards of the snapshot", technology=False)
COUNCILS = Scope(
    "councils",
    "technology awards of councils and combined authorities",
    ("council", "combined_authority"),
)
BLUE_LIGHT = Scope(
    "blue_light",
    "technology awards of police, fire and ambulance services",
    ("police", "fire", "ambulance"),
)


@dataclass(frozen=True)
class MeasuredMarket:
    """What an edition may see of a snapshot.

    Attributes:
        awards: one row an award that counts; columns as in `measured_queries.AWARDS`.
        parties: award_key, supplier_key, group_key, group_name, supplier_name, scale,
            is_public_body; one row a supplier of an award.
        notices: planned, pre-market and tender notices; columns as in `NOTICES`.
        classes: notice_key, scheme, code, description; main codes.
        payments: columns as in `measured_queries.PAYMENTS`; one row a month of one payee in
            one list, with the number of payments, of those with VAT in them (gross) and of
            those that do not say (vat_unstated).
        as_of: the last day of publication seen.
        snapshot: the digest of the tidy tables.
        scope: which of the awards are here.
        dropped: awards that do not count, by reason.
        undated: records without a day of publication that were left out for it.
        basis: what kind of number the values are.
        period: that all awards here were made in; None where they were not chosen so.
        judged: whether it was decided what is technology.
        resolved: whether buyers were looked up among the bodies known.
        unknown_payers: payments of payers that were not recognised, where payments were
            narrowed by kind of body: one of them may be of that kind.
        other_payers: payments of bodies that are known to be of no such kind.
    """

    awards: pd.DataFrame
    parties: pd.DataFrame
    notices: pd.DataFrame
    classes: pd.DataFrame
    payments: pd.DataFrame
    as_of: dt.date
    snapshot: str = ""
    scope: Scope = EVERYTHING
    dropped: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))
    undated: int = 0
    basis: str = "measured award value"
    period: Period | None = None
    judged: bool = True
    resolved: bool = True
    unknown_payers: pd.DataFrame | None = None
    other_payers: pd.DataFrame | None = None

    @cached_property
    def geography(self) -> str:
        """Return the nations that the buyers recognised lie in; empty where none is."""
        letters = set(self.awards["body_region"].dropna().str[:1].unique())
        named = [name for letter, name in NATIONS.items() if letter in letters]
        if len(named) == len(NATIONS):
            return "UK"
        return " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))

    @property
    def prefix(self) -> str:
        """Return what the ids of its measures begin with: scope, and period if it has one."""
        period = self.period
        span = f".{period.start.isoformat()}/{period.end.isoformat()}" if period else ""
        return f"{self.scope.id}{span}"


def load(folder: Path, as_of: dt.date, *, undated: bool = False) -> MeasuredMarket:
    """Load what of a snapshot was published by a day.

    Args:
        folder: of the snapshot.
        as_of: the last day of publication to see.
        undated: whether records without a day of publication may be seen: registers and
            payments, which tell only what they are about.

    Raises:
        NoSnapshot: nothing has been imported into the folder.
        OldTables: an earlier version made the tables.
    """
    tables = tidy_tables(folder)
    with TemporaryDirectory() as scratch, engine(Path(scratch)) as con:
        for name in READ:
            file = sql_text(str(tables / f"{name}.parquet"))
            con.execute(f"CREATE VIEW {name} AS FROM read_parquet({file})")
            _require_columns(con, name)
        over = end_of(as_of).replace(tzinfo=None)  # the tables' moments are in UTC, without a zone
        con.execute(KNOWN, {"after": over, "undated": undated})
        day = {"as_of": as_of, "undated": undated}
        dropped = con.execute(DROPPED).df().set_index("reason")["awards"]
        return MeasuredMarket(
            awards=_frame(con, AWARDS),
            parties=_frame(con, PARTIES),
            notices=_frame(con, NOTICES, {"after": over}),
            classes=_frame(con, CLASSES),
            payments=_frame(con, PAYMENTS, day),
            as_of=as_of,
            snapshot=tables.name,
            dropped=dropped,
            judged=_filled(con, "technology", "award"),
            resolved=_filled(con, "resolved_by", "buyer"),
            undated=0 if undated else int(con.execute(UNDATED).fetchall()[0][0]),
        )


def _frame(
    con: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None
) -> pd.DataFrame:
    """Return what a query finds; a text column that is wholly empty is text all the same."""
    frame = con.execute(query, given or {}).df()
    return frame.astype(dict.fromkeys(frame.columns[frame.dtypes == "object"], "str"))


def narrowed(market: MeasuredMarket, scope: Scope) -> MeasuredMarket:
    """Return the market of some buyers, of technology alone or of everything.

    Notices and payments are narrowed by kind of buyer, notices by technology too.

    Raises:
        NotNarrowable: the snapshot's tables do not say what is technology, or who is who.
            An empty market would look as if nothing had been bought.
    """
    if scope.technology and not market.judged:
        raise NotNarrowable(NOT_KNOWN.format("which awards are technology"))
    if scope.kinds and not market.resolved:
        raise NotNarrowable(NOT_KNOWN.format("which bodies the buyers are"))
    return replace(
        market,
        awards=_within(market.awards, scope),
        notices=_within(market.notices, scope),
        payments=_bought_by(market.payments, scope),
        unknown_payers=_unknown_payers(market) if scope.kinds else market.unknown_payers,
        other_payers=_other_payers(market, scope) if scope.kinds else market.other_payers,
        scope=scope,
    )


def made_in(market: MeasuredMarket, period: Period) -> MeasuredMarket:
    """Return the market of the awards made in a period, by the day of the award."""
    days = market.awards["award_date"]
    inside = days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    return replace(market, awards=market.awards[inside], period=period)


def _within(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    bought = _bought_by(frame, scope)
    if not scope.technology:
        return bought
    wanted = bought["technology"] | (bought["adjacent"] if scope.adjacent else False)
    return bought[wanted]


def _bought_by(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return frame[frame["body_kind"].isin(scope.kinds)] if scope.kinds else frame


def _unknown_payers(market: MeasuredMarket) -> pd.DataFrame:
    if market.unknown_payers is not None:
        return market.unknown_payers
    return market.payments[~market.payments["payer_known"]]


def _other_payers(market: MeasuredMarket, scope: Scope) -> pd.DataFrame:
    payments = market.payments
    others = payments[payments["payer_known"] & ~payments["body_kind"].isin(scope.kinds)]
    known = [] if market.other_payers is None else [market.other_payers]
    return pd.concat([*known, others]) if known else others


def _require_columns(con: duckdb.DuckDBPyConnection, name: str) -> None:
    there = {str(row[0]) for row in con.execute(f"DESCRIBE {name}").fetchall()}
    if missing := [column for column in TABLE[name].names if column not in there]:
        raise OldTables(
            f"The table {name} of this snapshot has no {', '.join(missing)}: an earlier version "
            "made it. Import the snapshot's files again to have it made anew."
        )


def _filled(con: duckdb.DuckDBPyConnection, column: str, view: str) -> bool:
    """Return whether a column holds anything, or there is nothing that it could be about."""
    rows, filled = con.execute(f"SELECT count(*), count({column}) FROM {view}").fetchall()[0]
    return bool(filled) or not rows
