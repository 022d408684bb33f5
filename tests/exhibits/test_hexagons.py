"""The hexagon layout: its promises on the real councils, measured as a geographer would."""

from __future__ import annotations

import math
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from exhibit_samples import WORDS, councils

from futuregazing import paths
from futuregazing.errors import UserError
from futuregazing.exhibits import cartogram
from futuregazing.exhibits.hexagons import NEAR_KM, around, hexagons, neighbours, plane
from futuregazing.exhibits.hexborders import borders
from futuregazing.exhibits.hexmap import PITCH, Hexagon

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "geo" / "lad_hexgrid_2023.csv"
ISLANDS = {"Orkney Islands", "Shetland Islands", "Na h-Eileanan Siar", "Isles of Scilly"}

Cells = dict[str, tuple[int, int]]
Points = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    frame = pd.read_csv(paths.data() / "reference" / "local_authorities.csv")
    return frame[frame["centroid_lon"].notna()].reset_index(drop=True)


@pytest.fixture(scope="module")
def layout(real: pd.DataFrame) -> pd.DataFrame:
    return hexagons(real)


def cells_of(layout: pd.DataFrame) -> Cells:
    codes, columns, rows = (layout[name] for name in ("gss_code", "column", "row"))
    return {code: (int(c), int(r)) for code, c, r in zip(codes, columns, rows, strict=True)}


def true_neighbours(real: pd.DataFrame) -> list[tuple[str, str]]:
    points = plane(real["centroid_lon"].to_numpy(), real["centroid_lat"].to_numpy())
    codes = list(real["gss_code"])
    return [
        (codes[a], codes[b])
        for a, b in neighbours(points)
        if np.hypot(*(points[a] - points[b])) < NEAR_KM
    ]


def kept(cells: Cells, pairs: list[tuple[str, str]]) -> float:
    """Return the share of true neighbours that touch on the map."""
    return sum(cells[b] in around(cells[a]) for a, b in pairs) / len(pairs)


def largest_part(cells: Cells, codes: list[str]) -> int:
    """Return the size of the largest group of councils that hangs together."""
    left, largest = {cells[code] for code in codes}, 0
    while left:
        group = [left.pop()]
        for cell in group:
            touching = left & set(around(cell))
            left -= touching
            group.extend(touching)
        largest = max(largest, len(group))
    return largest


def test_every_council_has_one_hexagon_of_its_own(real: pd.DataFrame, layout: pd.DataFrame) -> None:
    assert len(layout) == len(real) == 361
    assert list(layout["gss_code"]) == list(real["gss_code"])
    assert not layout[["column", "row"]].duplicated().any()


def test_every_region_hangs_together_but_for_its_islands(
    real: pd.DataFrame, layout: pd.DataFrame
) -> None:
    cells = cells_of(layout)
    mainland = real[~real["name"].isin(ISLANDS)]
    for region, inside in mainland.groupby("region"):
        assert largest_part(cells, list(inside["gss_code"])) == len(inside), region


def test_three_of_four_true_neighbours_touch(real: pd.DataFrame, layout: pd.DataFrame) -> None:
    assert kept(cells_of(layout), true_neighbours(real)) >= 0.77


def turned(real: pd.DataFrame, drawn: Points) -> float:
    """Return by how many degrees the direction to a true neighbour is off, at the median."""
    truth = plane(real["centroid_lon"].to_numpy(), real["centroid_lat"].to_numpy())
    at = {code: i for i, code in enumerate(real["gss_code"])}
    turns = []
    for a, b in true_neighbours(real):
        there, here = (
            math.atan2(*(points[at[b]] - points[at[a]])[::-1]) for points in (truth, drawn)
        )
        turns.append(abs((there - here + math.pi) % (2 * math.pi) - math.pi))
    return math.degrees(float(np.median(turns)))


def test_neighbours_lie_about_where_they_lie(real: pd.DataFrame, layout: pd.DataFrame) -> None:
    # A lattice has six directions, so half of all true ones are off by fifteen degrees at least.
    assert turned(real, layout[["x", "y"]].to_numpy()) < 25


def test_northern_ireland_lies_across_the_water(real: pd.DataFrame, layout: pd.DataFrame) -> None:
    cells = cells_of(layout)
    irish = set(real.loc[real["nation"] == "Northern Ireland", "gss_code"])
    others = {cell for code, cell in cells.items() if code not in irish}
    assert not any(set(around(cells[code])) & others for code in irish)


def test_shetland_is_the_northernmost_and_lies_beyond_orkney(
    real: pd.DataFrame, layout: pd.DataFrame
) -> None:
    north = layout.set_index(real["name"])["y"].sort_values(ascending=False)
    assert list(north.index[:2]) == ["Shetland Islands", "Orkney Islands"]


def test_the_layout_does_not_depend_on_the_order_of_the_rows(
    real: pd.DataFrame, layout: pd.DataFrame
) -> None:
    shuffled = hexagons(real.sample(frac=1, random_state=3)).sort_values("gss_code")
    assert cells_of(shuffled) == cells_of(layout)


def test_the_layout_is_made_in_less_than_two_seconds(real: pd.DataFrame) -> None:
    from futuregazing.exhibits.hexagons import _layout

    times = []
    for _ in range(3):
        _layout.cache_clear()
        start = time.perf_counter()
        hexagons(real)
        times.append(time.perf_counter() - start)
    assert min(times) < 2


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 6])
def test_any_number_of_councils_can_be_laid_out(count: int) -> None:
    layout = hexagons(councils().head(count))
    assert len(layout[["column", "row"]].drop_duplicates()) == count


def test_two_councils_in_one_place_get_two_hexagons() -> None:
    frame = councils().head(2).assign(centroid_lon=-1.0, centroid_lat=52.0)
    assert len(hexagons(frame)[["column", "row"]].drop_duplicates()) == 2


def test_a_council_named_twice_or_without_a_place_is_refused() -> None:
    frame = councils()
    with pytest.raises(UserError, match="each council once"):
        hexagons(pd.concat([frame, frame.head(1)]))
    with pytest.raises(UserError, match="each with its centroid"):
        hexagons(frame.assign(centroid_lat=None))
    with pytest.raises(UserError, match="needs the columns nation"):
        hexagons(frame.drop(columns="nation"))


def test_the_map_of_all_councils_is_modest_and_counts_every_one(real: pd.DataFrame) -> None:
    kinds = real["type"].where(real["nation"] == "England")
    groups = {
        "City of London Corporation": "metropolitan",
        "London borough": "metropolitan",
        "metropolitan district": "metropolitan",
        "sui generis (Isles of Scilly)": None,
    }
    made = cartogram(real.assign(category=kinds.replace(groups)), **WORDS)
    assert len(made.svg or "") < 150_000
    assert len(made.rows) == 361
    assert "361 equal hexagons" in made.alt
    told = made.alt.rstrip(".").split(". ")[1].split("; ")
    assert sum(int(words.split(": ")[1]) for words in told) == 361


def test_counties_are_not_drawn() -> None:
    frame = councils()
    county = frame.head(1).assign(gss_code="E10000001", centroid_lon=None, centroid_lat=None)
    made = cartogram(pd.concat([frame, county], ignore_index=True), **WORDS)
    assert len(made.rows) == len(frame)


def test_five_categories_are_refused_and_what_to_do_is_said() -> None:
    with pytest.raises(UserError, match="Group them to at most 4"):
        cartogram(councils().assign(category=list("abcdef")), **WORDS)


def test_the_most_frequent_category_stands_first_unless_an_order_is_given() -> None:
    frame = councils().assign(category=["b", "b", "a", "b", None, "a"])
    assert "b: 3; a: 2; not known: 1" in cartogram(frame, **WORDS).alt
    assert "a: 2; b: 3; not known: 1" in cartogram(frame, order=["a", "b"], **WORDS).alt


@pytest.mark.shared
@pytest.mark.skipif(not PUBLISHED.exists(), reason="no published layout beside the checkout")
def test_the_layout_keeps_neighbours_at_least_as_well_as_a_published_one(
    real: pd.DataFrame, layout: pd.DataFrame
) -> None:
    published = pd.read_csv(PUBLISHED)
    now = {
        old: new
        for old, new in zip(real["previous_gss_code"], real["gss_code"], strict=True)
        if isinstance(old, str)
    }
    theirs: Cells = {
        now.get(code, code): (int(q), int(r))
        for code, q, r in zip(published["gss_code"], published["q"], published["r"], strict=True)
    }
    assert set(theirs) == set(real["gss_code"])
    pairs = true_neighbours(real)
    assert kept(cells_of(layout), pairs) > kept(theirs, pairs)
    mine = layout[["x", "y"]].to_numpy()
    places = [theirs[code] for code in real["gss_code"]]
    other = np.array([[q + 0.5 * (r % 2), r * math.sqrt(3) / 2] for q, r in places])
    assert turned(real, mine) < turned(real, other)
    shift = (mine - mine.mean(0)) - (other - other.mean(0))
    assert float(np.median(np.hypot(*shift.T))) < 2


def hexagon(cell: tuple[int, int], region: str) -> Hexagon:
    """Return a council in a cell, each row shifted by half a hexagon."""
    column, row = cell
    x, y = PITCH * (column + row % 2 / 2), PITCH * row * math.sqrt(3) / 2
    return Hexagon(f"E{column}{row}", "Anytown", region, "", cell, x, y)


def test_the_sides_between_regions_are_drawn_once_each_and_in_one_go() -> None:
    rows = [hexagon((n, m), region) for n in range(4) for m, region in ((0, "N"), (1, "S"))]
    (run,) = borders(rows)
    sides = {frozenset(side) for side in pairwise(run)}
    assert len(sides) == len(run) - 1 == 7
    assert all(math.dist(*side) == pytest.approx(PITCH / math.sqrt(3)) for side in sides)


def test_a_region_within_another_is_drawn_as_a_ring_and_one_region_alone_has_no_border() -> None:
    inside, ring = hexagon((1, 1), "Inner"), [hexagon(cell, "Outer") for cell in around((1, 1))]
    (run,) = borders([inside, *ring])
    assert len(run) == 7
    assert run[0] == run[-1]
    assert set(run) == {(round(x, 6), round(y, 6)) for x, y in inside.corners}
    assert borders(ring) == []
