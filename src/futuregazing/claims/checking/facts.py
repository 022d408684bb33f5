"""Facts on blue light as the rules read them: a fact's number with what an editor says it measures.

The facts carry no metric, so an editor's reading stands beside each whose number another row
can be held against. What the fact itself says (value, unit, qualifier, area, day) is not
read anew.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from futuregazing.claims.checking.reading import FIGURES

FACTS = "bluelight"
READINGS = "bluelight_readings"
SAME_AS = "same_as"
_READ = ("metric", "measure_basis", "buyer_scope", "period_start", "period_end", "series_id")
_STATED = ("value", "value_text", "unit", "qualifier", "geography", "publisher", "url", "known_by")


def facts_read(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the facts that have a reading, in the columns of `figures` that rules look at.

    A fact that the edition does not know yet, that is withheld, that states no number, or
    that says what a figure of the edition says already is not among them.

    Args:
        tables: with figures, links, bluelight and bluelight_readings, as of the edition.

    Returns:
        figure_id (the fact's id), definition_note (the fact in words), what the fact states
        and what the reading adds; index: the fact's id.
    """
    facts, readings = tables[FACTS], tables[READINGS]
    told = facts["value"].notna() & (facts["unit"] != "")
    wanted = told & facts.index.isin(readings.index) & ~facts.index.isin(_told_by_figures(tables))
    stated = facts.loc[wanted, ["fact_id", "fact", *_STATED]]
    named = stated.rename(columns={"fact_id": "figure_id", "fact": "definition_note"})
    return named.join(readings[list(_READ)])


def _told_by_figures(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    links = tables["links"]
    same = (links["table"] == FACTS) & (links["to_table"] == FIGURES)
    shown = links["to_row"].isin(tables[FIGURES].index) & (links["relation"] == SAME_AS)
    return set(links.loc[same & shown, "row_id"])
