"""Which column points into which table, and the rows that point nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.faults import Fault

Frames = Mapping[str, pd.DataFrame]

REFERENCES = (
    ("evidence", "prediction_id", "predictions", ""),
    ("predictions", "amends", "predictions", ""),
    ("prediction_hashes", "prediction_id", "predictions", ""),
    ("figures", "metric", "metrics_vocabulary", ""),
    ("contradictions", "record_ids", "figures bluelight", " "),
    ("contradiction_figures", "contradiction_id", "contradictions", ""),
    ("contradiction_figures", "side_a", "figures bluelight", " "),
    ("contradiction_figures", "side_b", "figures bluelight", " "),
    ("contradiction_figures", "also", "figures bluelight", " "),
    ("answers", "row_ids", "figures bluelight", " "),
    ("bluelight_readings", "fact_id", "bluelight", ""),
    ("bluelight_readings", "metric", "metrics_vocabulary", ""),
    ("metric_relations", "metric", "metrics_vocabulary", ""),
    ("metric_relations", "gives", "metrics_vocabulary", ""),
    ("resellers", "register_ids", "register", " "),
    ("register", "same_contract_as", "register", ""),
    ("local_authorities", "region_code", "regions", ""),
    ("local_authorities", "county_gss", "local_authorities", ""),
    ("local_authorities", "police_force_area_code", "police_forces:pfa_code", ""),
    ("local_authorities", "fire_area_code", "fire_services", ""),
    ("la_successors", "current_gss", "local_authorities", ""),
    ("la_name_ambiguities", "gss_codes", "local_authorities la_successors:old_gss", ";"),
    ("strategic_authority_members", "strategic_authority_id", "strategic_authorities", ""),
    ("strategic_authority_members", "member_gss", "local_authorities", ""),
    ("police_forces", "region_code", "regions", ""),
    ("fire_services", "region_code", "regions", ""),
    ("ambulance_services", "main_region_code", "regions", ""),
    ("population_lad_2010_2024", "gss_code", "local_authorities", ""),
    ("population_lad_2010_2024", "region_code", "regions", ""),
    ("population_region_2010_2024", "region_code", "regions", ""),
    ("techuk_index_it_spend_by_district", "gss_code", "local_authorities", ""),
)
"""(table, column, tables it points into, separator of several ids in one cell). A target is a
table's row ids, or the cells of the column after ':'."""

LINKED = (("table", "row_id"), ("to_table", "to_row"))
"""Column pairs of `links` that name a table and a row of it."""


def reference_faults(frames: Frames) -> Iterator[Fault]:
    """Yield ids that no row of the table they point into has."""
    for name, column, targets, separator in REFERENCES:
        known = {key for target in targets.split() for key in _ids(frames, target)}
        for row, cell in frames[name][column].items():
            ids = cell.split(separator) if separator else [cell]
            for missing in [one for one in ids if one and one not in known]:
                expected = f"a row of {' or '.join(targets.split())}"
                yield Fault(CATALOGUE[name].file, str(row), column, repr(missing), expected)
    yield from _link_faults(frames)


def _link_faults(frames: Frames) -> Iterator[Fault]:
    links, file = frames["links"], CATALOGUE["links"].file
    for table, column in LINKED:
        for row, name, target in links[[table, column]].itertuples():
            if name in frames and target not in frames[name].index:
                yield Fault(file, str(row), column, repr(target), f"a row of {name}")


def _ids(frames: Frames, target: str) -> set[str]:
    name, _, column = target.partition(":")
    frame = frames[name]
    return set(frame[column]) if column else set(frame.index)
