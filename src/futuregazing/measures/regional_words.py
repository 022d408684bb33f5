"""Titles and sentences on regional spending, computed so that they hold in every edition."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, counted, share
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.measures import choose, regional_spend
from futuregazing.measures.quoting import finding, finding_source
from futuregazing.measures.regions import (
    CAPITAL_AREA,
    SHARE_INSIDE,
    SHARE_OUTSIDE,
    SPEND,
    Split,
    in_period,
    words,
)
from futuregazing.measures.titles import fitting
from futuregazing.tables.frames import Tables

UNITLESS = "without unit"


def splits_title(found: Sequence[Split], inside: Collection[str]) -> Statement:
    """Return the title of the chart of shares."""
    names, short = words(inside), "the regions counted as inside"
    if len(found) == 1:
        template, told = "Outside {inside}: {outside} of spending", {"outside": found[0].outside}
    else:
        shares = ranked((split.outside for split in found), reason="a bar a publication")
        template = "Shares outside {inside} lie between {low} and {high}"
        told = {"low": shares[0], "high": shares[-1]}
    return fitting(
        statement(template, inside=names, **told), statement(template, inside=short, **told)
    )


def no_split(tables: Tables) -> Statement:
    """Return why no share can be shown: nothing regional is known, or not for these regions."""
    if choose.figures(tables, {SHARE_INSIDE, SHARE_OUTSIDE, SPEND}).empty:
        return statement(
            "The sources held at this date give totals for the whole country or for single "
            "buyers, never for regions; a split would be a guess."
        )
    return statement(
        "What is published does not cover the regions counted as inside; a split would be a guess."
    )


def about_splits(
    tables: Tables, found: Sequence[Split], inside: Collection[str]
) -> list[Statement]:
    """Return what a reader must know about the shares: whose they are, what does not apply."""
    told = []
    figures = choose.figures(tables, {SHARE_INSIDE, SHARE_OUTSIDE})
    if frozenset(inside) != CAPITAL_AREA and len(figures):
        told.append(
            statement(
                "Publishers state shares for {published} only. With {inside} counted as inside "
                "they do not apply; a share stands here only where amounts of one publication "
                "allow it to be worked out.",
                published=words(sorted(CAPITAL_AREA)),
                inside=words(inside),
            )
        )
    told += [
        statement(
            "The share {when} is worked out: {beyond} of {total} was spent outside {inside}.",
            when=in_period(split.beyond.period) if split.beyond.period else "shown",
            beyond=split.beyond,
            total=split.total,
            inside=words(inside),
        )
        for split in found
        if split.beyond is not None and split.total is not None
    ]
    if len(found) > 1:
        told.append(
            statement(
                "These are separate answers, not a trend: place, period and the way of counting "
                "differ from one to the next."
            )
        )
    return told


def tiles_title(frame: pd.DataFrame, what: str) -> Statement:
    """Return for how many regions something is published."""
    return statement(
        "Published for {known:bare} of {all:bare} regions and nations: {what}",
        known=regional_spend.known_regions(frame),
        all=counted(len(frame), "regions", tuple(Ref("regions", str(c)) for c in frame["code"])),
        what=what,
    )


def about_spend(tables: Tables, frame: pd.DataFrame) -> list[Statement]:
    """Return what the map of spending shows, and what is known of the regions without a value."""
    known = [(r, q) for r, q in zip(frame["region"], frame["value"], strict=True) if _is(q)]
    known.sort(key=lambda pair: -pair[1].value)
    told = []
    if known and known[0][1].period:
        amounts = listing(
            [statement("{amount} in {region}", amount=q, region=words([r])) for r, q in known]
        )
        told.append(
            statement(
                "Councils spent {amounts} {when}.",
                amounts=amounts,
                when=in_period(known[0][1].period),
            )
        )
    together = frame[frame["text"] != ""]
    if len(together):
        row = together.iloc[0]
        refs = row["refs"]
        told.append(
            statement(
                "For {regions} only the sum is published: the tiles of both say {sum}.",
                regions=words(together["region"]),
                sum=Named(str(row["text"]).removeprefix("in "), refs),
            )
        )
    if rest := regional_spend.rest_of_country(tables):
        told.append(
            statement("All the other regions together spent {rest}; none is told apart.", rest=rest)
        )
    return told


def spend_notes(published: pd.DataFrame) -> list[str]:
    """Return what the sources of the regional amounts leave the reader to guess."""
    if not published["definition_note"].str.contains(UNITLESS).any():
        return []
    return ["The source prints these amounts without a unit; they are read as millions of pounds."]


def spend_subtitle(published: pd.DataFrame) -> Statement:
    """Return measure, period, kind of number and prices of the newest regional amounts."""
    newest = choose.records(published)[0]
    return statement(
        "Local bodies' spending on technology {when}, by published invoices; money of the day",
        when=in_period(choose.period(newest)),
    )


def said_sentences(tables: Tables) -> list[Statement]:
    """Return what was said of several regions without a figure, with who said it and when."""
    return [
        statement(
            "Said without a figure: {finding} ({source}).",
            finding=finding(row),
            source=finding_source(row),
        )
        for row in choose.records(regional_spend.said_of_regions(tables))
    ]


def head_title(frame: pd.DataFrame) -> Statement:
    """Return the title of the chart of spending a head: the highest beside the rest."""
    own = frame[frame["label"] != regional_spend.OTHERS]
    highest = ranked(own["value"][:-1], by=("geography",))[-1]
    top = next(row for row in own.to_dict("records") if row["value"] == highest)
    rest = frame[frame["label"] == regional_spend.OTHERS]
    if rest.empty:
        return statement("{region} spends {a}", region=str(top["label"]), a=top["value"])
    return statement(
        "{region} spends {high}, the regions not told apart {low}",
        region=str(top["label"]),
        high=top["value"],
        low=rest.iloc[0]["value"],
    )


def head_sentence(frame: pd.DataFrame) -> Statement:
    """Return the spending a head of each region known, of the rest and of the whole."""
    told = [
        statement("{amount} in {place}", amount=row["value"], place=_place(str(row["label"])))
        for row in frame.to_dict("records")
    ]
    return statement("Divided among the people who live there, it is {told}.", told=listing(told))


def head_subtitle(frame: pd.DataFrame) -> Statement:
    """Return measure, period and denominator of the spending a head."""
    first = frame.iloc[0]
    return statement(
        "Local bodies' spending on technology {when}, divided by the people who lived there in "
        "the middle of that year's first calendar year; money of the day",
        when=in_period(first["value"].period),
    )


def home_sentences(shares: pd.DataFrame) -> list[Statement]:
    """Return each region's newest share of suppliers' public income earned at home."""
    newest = shares.drop_duplicates("region", keep="last").sort_values("region")
    told = [
        statement(
            "Technology suppliers based in {region} took {share} of their income from public "
            "bodies there {when}.",
            region=words([str(row["region"])]),
            share=row["value"],
            when=in_period(row["period"]),
        )
        for row in newest.to_dict("records")
    ]
    if len(shares) > len(newest):
        told.append(
            statement(
                "Where a region has two figures, both are from the same publisher and for the "
                "same years, published at different times: a revision, not a change."
            )
        )
    return told


def index_coverage(tables: Tables) -> Statement | None:
    """Return how much of the national total the listed places make up, or None."""
    listed, whole = regional_spend.index_total(tables), regional_spend.national_total(tables)
    if listed is None or whole is None:
        return None
    places = counted(len(listed.refs), "places", listed.refs)
    return statement(
        "{places} with {listed}, of {whole} in all: {part}",
        places=places,
        listed=listed,
        whole=whole,
        part=share(listed, whole),
    )


def index_title(tables: Tables) -> Statement:
    """Return the share of the national total that the listed places make up."""
    listed, whole = regional_spend.index_total(tables), regional_spend.national_total(tables)
    if listed is None or whole is None:
        return statement("Places that an index lists")
    return statement(
        "The places that could be read make up {part} of the total",
        part=share(listed, whole),
    )


def index_subtitle(tables: Tables) -> Statement:
    """Return measure, period and prices of the list of places."""
    whole = regional_spend.national_total(tables)
    when = in_period(whole.period) if whole and whole.period else "in the year of the index"
    return statement(
        "Local bodies' spending on technology by place {when}, in the order of the alphabet; "
        "published invoices, money of the day",
        when=when,
    )


def index_checks(tables: Tables) -> list[Statement]:
    """Return, for each region with an amount of its own, what its listed places come to."""
    told = []
    for row in regional_spend.spend_by_region(tables).to_dict("records"):
        listed = regional_spend.index_total(tables, str(row["region"]))
        if _is(row["value"]) and listed is not None:
            fits = "within" if listed.value <= row["value"].value else "above"
            told.append(
                statement(
                    "The {places} listed in {region} come to {listed}, {fits} the {whole} given "
                    "for the region.",
                    places=counted(len(listed.refs), "places", listed.refs),
                    region=words([str(row["region"])]),
                    listed=listed,
                    fits=fits,
                    whole=row["value"],
                )
            )
    return told


def _place(label: str) -> str:
    """Return a region, the rest or the country as the end of a sentence."""
    if label == regional_spend.OTHERS:
        return uncapitalised(label)
    return f"the {label}" if label == "UK" else words([label])


def _is(value: object) -> bool:
    return isinstance(value, Quantity)
