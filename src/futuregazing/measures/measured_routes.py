"""What is bought and how: service areas, classes, routes to market, frameworks."""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import CALL_OFF, NO_CODE, NO_FRAMEWORK, OTHER_CODE
from futuregazing.measures.measured_numbers import id_of, told, total
from futuregazing.procurement.vocabulary import ROUTES


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


def classes(
    market: MeasuredMarket, scheme: str, limit: int | None = None, *, with_code: bool = False
) -> pd.DataFrame:
    """Return the value awarded by main code of a scheme, such as ProClass; as `service_areas`.

    A notice with several main codes of the scheme counts under the first of them. A code is
    named as any notice describes it; by itself where none does.

    Args:
        market: the awards.
        scheme: of the codes.
        limit: how many codes, those of the highest value, have a line; the awards under all
            others are on one line together. None for all.
        with_code: put the code before its description.
    """
    used = market.classes[market.classes["scheme"] == scheme]
    known = used.dropna(subset="description").drop_duplicates("code")
    words = known["code"] + " (" + known["description"] + ")"
    told_as = words if with_code else known["description"]
    meaning = pd.Series(told_as.to_numpy(), known["code"], dtype="str")
    codes = used.drop_duplicates("notice_key")
    name = codes["code"].map(meaning).astype("str").fillna(codes["code"])
    of_notice = pd.Series(name.to_numpy(), codes["notice_key"], dtype="str")
    label = market.awards["notice_key"].map(of_notice).astype("str")
    label = label.fillna(NO_CODE)
    if limit is not None:
        label = label.where(label.isin([*_most(market, label, limit), NO_CODE]), OTHER_CODE)
    return _lines(market, label, f"class.{scheme}", last=(OTHER_CODE, NO_CODE))


def routes(market: MeasuredMarket) -> pd.DataFrame:
    """Return the value awarded by route to market, the highest first; columns as in `told`.

    A framework itself is a route of its own: its value is a ceiling, and left out.
    """
    return _lines(market, market.awards["route"].map(ROUTES), "route", last=(ROUTES["unknown"],))


def call_offs(
    market: MeasuredMarket, limit: int = 10, *, named_in: MeasuredMarket | None = None
) -> pd.DataFrame:
    """Return the value bought under each framework, the highest first; columns as in `told`.

    Only awards by call-off count. Some name the framework's OCID, others are published under
    it. A framework is named by the title of its own award, if the snapshot has it, else by its
    OCID. The last line holds those of which no framework is known.

    Args:
        market: the awards.
        limit: how many frameworks are told.
        named_in: where the frameworks' own awards are; by default among the awards.
    """
    awards = market.awards
    called = awards["route"] == CALL_OFF
    names = _framework_titles((named_in or market).awards)
    under_its_own = awards["ocid"].where(awards["ocid"].isin(names.index))
    framework = awards["framework_ocid"].fillna(under_its_own).where(called)
    named = framework.map(names).astype("str").fillna(framework)
    label = named.mask(called & framework.isna(), NO_FRAMEWORK)
    frame = _lines(market, label, "framework", last=(NO_FRAMEWORK,))
    unnamed = frame["framework"] == NO_FRAMEWORK
    return pd.concat([frame[~unnamed].head(limit), frame[unnamed]], ignore_index=True)


def _most(market: MeasuredMarket, label: pd.Series, limit: int) -> list[str]:
    """Return the labels of the highest counted value, in the order of value, then of label."""
    awards = market.awards
    worth = awards["pence"].where(awards["excluded_for"] == "", 0).groupby(label).sum()
    ordered = sorted(worth.items(), key=lambda one: (-int(one[1]), str(one[0])))
    return [str(key) for key, _ in ordered if key != NO_CODE][:limit]


def _framework_titles(awards: pd.DataFrame) -> pd.Series:
    """Return the titles of frameworks by OCID, with the OCID where several are titled alike.

    A call-off published under a framework's OCID does not name it.
    """
    sets_up = awards["is_framework"] & awards["ocid"].notna() & (awards["route"] != CALL_OFF)
    own = awards[sets_up].drop_duplicates("ocid")
    title = own["title"].fillna(own["ocid"])
    shared = title.duplicated(keep=False) & (title != own["ocid"])
    title = title.mask(shared, title + " (" + own["ocid"] + ")")
    return pd.Series(title.to_numpy(), own["ocid"], dtype="str")


def _lines(
    market: MeasuredMarket, label: pd.Series, name: str, last: tuple[str, ...]
) -> pd.DataFrame:
    """Return a line a label, by value; equal ones in the order of their labels; some last."""
    awards = market.awards
    column = name.partition(".")[0]
    lines = [
        (key, total(market, rows, f"{name}:{id_of(key)}", f"value of awards, {column}: {key}"))
        for key, rows in ((str(key), rows) for key, rows in awards.groupby(label))
    ]
    lines.sort(key=lambda line: (line[0] in last, -line[1].quantity.value, line[0]))
    return told(lines, column)
