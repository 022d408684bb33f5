"""What is bought and how: service areas, classes, routes to market, frameworks."""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_numbers import told, total
from futuregazing.procurement.vocabulary import ROUTES

NO_CODE, OTHER_CODE = "No code stated", "Other codes"
NO_FRAMEWORK = "Framework not named"


def service_areas(market: MeasuredMarket, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the value awarded by service area, the highest first; columns as in `told`.

    Args:
        market: the awards.
        areas: prefix, meaning; prefixes of CPV codes with what they are. The longest prefix
            of an award's main code tells its area.

    Each award counts once. The last lines are other codes and awards without a code.
    """
    codes = market.awards["main_cpv"]
    area = pd.Series(OTHER_CODE, codes.index, dtype="str").mask(codes.isna(), NO_CODE)
    ordered = areas.assign(length=areas["prefix"].str.len()).sort_values("length")
    for prefix, meaning in zip(ordered["prefix"], ordered["meaning"], strict=True):
        area = area.mask(codes.str.startswith(str(prefix)).eq(True), str(meaning))
    return _lines(market, area, "area", last=(OTHER_CODE, NO_CODE))


def classes(market: MeasuredMarket, scheme: str) -> pd.DataFrame:
    """Return the value awarded by main code of a scheme, such as ProClass; as `service_areas`.

    A notice with several main codes of the scheme counts under the first of them.
    """
    codes = market.classes[market.classes["scheme"] == scheme].drop_duplicates("notice_key")
    name = codes["description"].fillna(codes["code"])
    label = market.awards["notice_key"].map(pd.Series(name.to_numpy(), codes["notice_key"]))
    return _lines(market, label.fillna(NO_CODE), f"class.{scheme}", last=(NO_CODE,))


def routes(market: MeasuredMarket) -> pd.DataFrame:
    """Return the value awarded by route to market, the highest first; columns as in `told`.

    A framework itself is a route of its own: its value is a ceiling, and left out.
    """
    return _lines(market, market.awards["route"].map(ROUTES), "route", last=(ROUTES["unknown"],))


def call_offs(market: MeasuredMarket, limit: int = 10) -> pd.DataFrame:
    """Return the value bought under each framework, the highest first; columns as in `told`.

    Only awards by call-off count. A framework is named by the title of its own award, if the
    snapshot has it, else by its OCID. The last line holds those that name no framework.
    """
    awards = market.awards
    called = awards["route"] == "call-off"
    own = awards[awards["is_framework"] & awards["ocid"].notna()].drop_duplicates("ocid")
    names = pd.Series(own["title"].to_numpy(), own["ocid"])
    framework = awards["framework_ocid"].where(called)
    label = framework.map(names).fillna(framework).mask(called & framework.isna(), NO_FRAMEWORK)
    frame = _lines(market, label, "framework", last=(NO_FRAMEWORK,))
    unnamed = frame["framework"] == NO_FRAMEWORK
    return pd.concat([frame[~unnamed].head(limit), frame[unnamed]], ignore_index=True)


def _lines(
    market: MeasuredMarket, label: pd.Series, name: str, last: tuple[str, ...]
) -> pd.DataFrame:
    """Return a line a label, by value; equal ones in the order of their labels; some last."""
    awards = market.awards
    column = name.partition(".")[0]
    lines = [
        (str(key), total(market, rows, f"{name}:{key}", f"value of awards, {column}: {key}"))
        for key, rows in awards.groupby(label)
    ]
    lines.sort(key=lambda line: (line[0] in last, -line[1].quantity.value, line[0]))
    return told(lines, column)
