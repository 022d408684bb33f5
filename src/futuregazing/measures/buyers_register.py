"""What the register of purchases shows of councils: who buys, what, from whom, by which route.

The register is a sample of what could be found, so everything here is a count with its n,
never a share of the market. Notices are counted apart from decisions and press reports;
purchases whose title was not visible stay out of themes; values of different kinds are
never added. Supplier size is unknown for nearly all, so there is no share of smaller firms.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.sections import BuyersAndSuppliers
from futuregazing.measures import register as reg
from futuregazing.measures.buyer_names import identified, tidy_name
from futuregazing.measures.routes import routes
from futuregazing.measures.supplier_names import display_name, supplier_key
from futuregazing.tables.frames import Tables

SEEN_AS = {
    reg.NOTICE: "notices",
    reg.DECISION: "decisions",
    reg.PRESS: "press_reports",
    reg.DISCLOSURE: "disclosures",
}
NOT_STATED = "unknown"
FIRST_HAND = (reg.NOTICE, reg.DECISION)
OFTEN = 2
QUARTERS = {"lower quarter": 0.25, "median": 0.5, "upper quarter": 0.75}
"""What is told of values: the one that so large a part of them lies below."""
"""A name seen once is not seen often."""


def bought(tables: Tables, settings: BuyersAndSuppliers) -> pd.DataFrame:
    """Return local government's purchases in the register, each contract once."""
    every = reg.purchases(tables[reg.TABLE])
    return every[every["buyer_kind"].isin(settings.register_kinds)]


def by_kind_of_buyer(tables: Tables) -> pd.DataFrame:
    """Return how many purchases of each kind of buyer were seen in what.

    Returns:
        One row a kind of buyer, the most frequent first: `label`, one count for each
        place a purchase was seen in (notices, decisions, press_reports, disclosures),
        `all`, `refs`.
    """
    every = reg.purchases(tables[reg.TABLE])
    made = []
    for kind, label in reg.BUYER_KIND_LABELS.items():
        part = every[every["buyer_kind"] == kind]
        if len(part):
            made.append({"label": label, **_seen(part), "all": len(part), "refs": _refs(part)})
    made.sort(key=lambda row: (-int(str(row["all"])), str(row["label"])))
    return pd.DataFrame(made, columns=["label", *SEEN_AS.values(), "all", "refs"])


def themes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what notices are about, the commonest first: `label`, `value`, decisions apart.

    What fits none of the themes comes last.
    Purchases whose title was not visible are left out: their theme was guessed from the
    supplier.
    """
    shown = frame[frame["subject_shown"].fillna(False).astype(bool)]
    made = []
    for theme, part in shown.groupby("theme"):
        notices = part[part["seen_as"] == reg.NOTICE]
        made.append(
            {
                "label": reg.THEME_LABELS[str(theme)],
                "value": reg.how_many(notices, "notices"),
                **_seen(part),
            }
        )
    made = [row for row in made if row["notices"]]
    rest = reg.OTHER_THEMES
    made.sort(key=lambda row: (row["label"] == rest, -int(str(row["notices"])), str(row["label"])))
    columns = ["label", "value", *SEEN_AS.values()]
    return pd.DataFrame(made, columns=columns)


def notices_with_title(frame: pd.DataFrame) -> Quantity:
    """Return how many notices show what they are about: the n of the themes."""
    shown = frame["subject_shown"].fillna(False).astype(bool)
    return reg.how_many(frame[shown & (frame["seen_as"] == reg.NOTICE)], "notices")


def routes_taken(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how notices say the purchase was made, those that do not say left out."""
    notices = frame[(frame["seen_as"] == reg.NOTICE) & (frame["procedure"] != NOT_STATED)]
    told = routes(notices)
    told = told.assign(value=[replace(q, unit=Unit("notices")) for q in told["value"]])
    return told.loc[[q.value > 0 for q in told["value"]]].reset_index(drop=True)


def notices_with_route(frame: pd.DataFrame) -> Quantity:
    """Return how many notices state their route: the n of the routes."""
    stated = (frame["seen_as"] == reg.NOTICE) & (frame["procedure"] != NOT_STATED)
    return reg.how_many(frame[stated], "notices")


def buyers(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return the buyers seen more than once: `label`, `value`, and what they were seen in.

    How often a buyer is seen tells how openly it publishes, not how much it buys.
    """
    named = identified(frame, tables)
    made = [
        {"label": str(buyer), "value": reg.how_many(part, "purchases"), **_seen(part)}
        for buyer, part in named.groupby("buyer")
    ]
    return _most(made)


def suppliers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return suppliers named more than once: `label`, `value`, how many buyers, what they sold.

    Purchases that name no supplier are left out.
    """
    named = frame[frame["supplier_name"] != ""]
    keys = [supplier_key(name) for name in named["supplier_name"]]
    made = []
    for _, part in named.groupby(pd.Series(keys, index=named.index, dtype="str")):
        sold = sorted({reg.THEME_LABELS[theme] for theme in part["theme"]})
        made.append(
            {
                "label": display_name(part["supplier_name"]),
                "value": reg.how_many(part, "purchases"),
                "buyers": part["buyer_name"].nunique(),
                "themes": ", ".join(sold),
                **_seen(part),
            }
        )
    return _most(made, extra=("buyers", "themes"))


def purchases_with_supplier(frame: pd.DataFrame) -> Quantity:
    """Return how many purchases name their supplier: the n of the suppliers."""
    return reg.how_many(frame[frame["supplier_name"] != ""], "purchases")


def values(frame: pd.DataFrame, settings: BuyersAndSuppliers) -> pd.DataFrame:
    """Return the middle and the spread of contract values, each kind of value by itself.

    Returns:
        One row a kind with enough values: `label`, `number`, `lower` (quarter), `median`,
        `upper` (three quarters). Placeholders, ceilings, shared values, likely keying
        errors and press reports are left out.
    """
    made = []
    for basis in settings.value_bases:
        part = usable(frame, basis)
        if len(part) >= settings.minimum_n:
            cuts = part["value_gbp"].quantile(list(QUARTERS.values()))
            lower, median, upper = (
                _pounds(cut, part, basis, which) for which, cut in zip(QUARTERS, cuts, strict=True)
            )
            made.append(
                {
                    "label": reg.VALUE_BASIS_LABELS[basis].capitalize(),
                    "number": reg.how_many(part, "purchases"),
                    "lower": lower,
                    "median": median,
                    "upper": upper,
                }
            )
    return pd.DataFrame(made, columns=["label", "number", "lower", "median", "upper"])


def single_values(frame: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Return every usable value of one kind, for a chart of all of them: `label`, `value`."""
    made: list[dict[str, Any]] = []
    for row in reg.records(usable(frame, basis)):
        seller = f", {display_name([row['supplier_name']])}" if row["supplier_name"] else ""
        made.append(
            {"label": f"{tidy_name(row['buyer_name'])}{seller}", "value": reg.value_of(row)}
        )
    return pd.DataFrame(made, columns=["label", "value"])


def usable(frame: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Return the purchases whose value of one kind can be used.

    Values that only the press reports are second-hand and stay out.
    """
    first_hand = frame["seen_as"].isin(FIRST_HAND)
    return frame[first_hand & (frame["value_flag"] == reg.SAID) & (frame["value_basis"] == basis)]


def fullest_basis(frame: pd.DataFrame, settings: BuyersAndSuppliers) -> str | None:
    """Return the kind of value with the most values, None if even that has too few."""
    numbers = {basis: len(usable(frame, basis)) for basis in settings.value_bases}
    best = max(settings.value_bases, key=lambda basis: numbers[basis])
    return best if numbers[best] >= settings.minimum_n else None


def coverage(frame: pd.DataFrame, settings: BuyersAndSuppliers) -> Statement:
    """Return what the register holds of local government, with n and what it is not."""
    seen = [
        reg.how_many(frame[frame["seen_as"] == kind], words.replace("_", " "))
        for kind, words in SEEN_AS.items()
    ]
    kinds = [reg.BUYER_KIND_LABELS[kind].lower() for kind in settings.register_kinds]
    return statement(
        "The register holds {all} of {buyers} that were known by this date: {seen}. It is what "
        "could be found, not the market. A contract seen twice counts once, and one let to several "
        "suppliers once for each.",
        all=reg.how_many(frame, "purchases"),
        buyers=listing(kinds),
        seen=listing([number for number in seen if number.value]),
    )


def how_many_usable(frame: pd.DataFrame, basis: str) -> Quantity:
    """Return how many purchases have a usable value of one kind."""
    return reg.how_many(usable(frame, basis), "purchases")


def _most(made: list[dict[str, Any]], extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return those seen often, the most often first and by name where they tie."""
    made = [row for row in made if row["value"].value >= OFTEN]
    made.sort(key=lambda row: (-row["value"].value, row["label"]))
    return pd.DataFrame(made, columns=["label", "value", *extra, *SEEN_AS.values()])


def _seen(part: pd.DataFrame) -> dict[str, int]:
    """Return how many purchases were seen in what."""
    return {words: int((part["seen_as"] == kind).sum()) for kind, words in SEEN_AS.items()}


def _refs(part: pd.DataFrame) -> object:
    return reg.refs_of_purchases(part)


def _pounds(value: float, part: pd.DataFrame, basis: str, which: str) -> Quantity:
    return Quantity(
        Decimal(repr(round(float(value), 2))).normalize(),
        Unit(POUND),
        qualifier="derived",
        basis=basis,
        scope="register",
        refs=reg.refs_of_purchases(part),
        figures=3,
        formula=f"{which} of {len(part)} values",
    )
