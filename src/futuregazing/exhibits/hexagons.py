"""A map of equal hexagons, one a council, laid out from the councils' own centroids.

Three steps, all deterministic:

1. The centroids are pushed apart until circles of one size no longer overlap, while
   neighbours are held in the direction they lie in, so that coasts and peninsulas keep
   their shape while London swells and the Highlands shrink.
2. Each council gets the nearest free cell of a hexagon lattice, the sum of squared
   distances being the smallest possible (an assignment problem, solved exactly).
3. Councils change places with adjoining ones, or move to free cells, while that brings more
   of a region's councils, or more true neighbours, side by side than it costs in distance.

Northern Ireland and councils far from all others keep a gap of sea.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from futuregazing.errors import UserError
from futuregazing.exhibits.swapping import Swapping

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KM_PER_DEGREE = 111.3
MIDDLE_MERIDIAN, SOUTH_EDGE = -2.0, 49.0
PITCH_KM = 26.0
"""Distance of two hexagons in the stretched plane: 361 of them cover about the land's area."""
NEAR_KM = 95.0
"""Centroids further apart are no neighbours; Orkney, Shetland, Lewis and Scilly have none."""
TOUCHING, ACROSS_SEA, ACROSS_IRISH_SEA = 2.0, 3.6, 5.0
"""Wanted distances in radii."""
STEPS, HOLD, PUSH = 300, 0.10, 0.25
NEEDED = ("gss_code", "nation", "region", "centroid_lon", "centroid_lat")


def hexagons(councils: pd.DataFrame) -> pd.DataFrame:
    """Return a hexagon for each council.

    Args:
        councils: one row a council with gss_code, nation, region, centroid_lon and
            centroid_lat in degrees; counties, which have no centroid, are left out before.

    Returns:
        gss_code, column and row on the lattice (odd rows half a hexagon to the right, rows
        counted upwards), and the centre x, y in units of one hexagon's width.

    Raises:
        UserError: a column or a centroid is missing, or a code comes twice.
    """
    missing = [name for name in NEEDED if name not in councils.columns]
    if missing:
        raise UserError(f"the hexagon layout needs the columns {', '.join(missing)}")
    if councils["gss_code"].duplicated().any() or councils[list(NEEDED)].isna().any(axis=None):
        raise UserError("the hexagon layout needs each council once, each with its centroid")
    ordered = councils.sort_values("gss_code")
    rows = tuple(ordered[list(NEEDED)].itertuples(index=False, name=None))
    placed = pd.DataFrame(_layout(rows), columns=["gss_code", "column", "row", "x", "y"])
    return placed.set_index("gss_code").loc[list(councils["gss_code"])].reset_index()


def neighbours(points: Floats) -> Ints:
    """Return pairs of points with no third in the circle between them (Gabriel's graph)."""
    from scipy.spatial import cKDTree

    if len(points) < 2:
        return np.empty((0, 2), dtype=np.int64)
    tree = cKDTree(points)
    found = []
    for a, b in _candidates(points):
        middle = (points[a] + points[b]) / 2
        radius = float(np.hypot(*(points[a] - points[b]))) / 2
        if not tree.query_ball_point(middle, radius * 0.999):
            found.append((a, b))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def plane(longitude: Floats, latitude: Floats) -> Floats:
    """Return kilometres east of the middle meridian and north of the south edge."""
    east = (longitude - MIDDLE_MERIDIAN) * np.cos(np.radians(latitude)) * KM_PER_DEGREE
    return np.column_stack([east, (latitude - SOUTH_EDGE) * KM_PER_DEGREE])


def _candidates(points: Floats) -> list[tuple[int, int]]:
    """Return the pairs that may be neighbours: Delaunay's, or all of a handful."""
    from scipy.spatial import Delaunay

    if len(points) < 5:
        return [(a, b) for a in range(len(points)) for b in range(a + 1, len(points))]
    corners = Delaunay(points, qhull_options="QJ Qbb").simplices
    pairs = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    return sorted({(int(min(pair)), int(max(pair))) for pair in pairs})


@cache
def _layout(
    rows: tuple[tuple[str, str, str, float, float], ...],
) -> list[tuple[str, int, int, float, float]]:
    if not rows:
        return []
    codes, nations, regions, longitude, latitude = zip(*rows, strict=True)
    truth = plane(np.array(longitude, dtype=float), np.array(latitude, dtype=float))
    pairs = neighbours(truth)
    spread = _pushed_apart(truth, pairs, np.array(nations))
    cells, centres = _lattice(spread)
    at = _nearest_cells(spread, centres)
    at = _mended(at, cells, spread, centres, regions, truth, pairs)
    return [
        (code, int(cells[c][0]), int(cells[c][1]), *(float(v) / PITCH_KM for v in centres[c]))
        for code, c in zip(codes, at, strict=True)
    ]


def _pushed_apart(truth: Floats, pairs: Ints, nations: NDArray[np.str_]) -> Floats:
    """Return the points with room for a circle each, neighbours in their true directions."""
    from scipy.spatial import cKDTree

    a, b = pairs[:, 0], pairs[:, 1]
    length = np.maximum(np.hypot(*(truth[b] - truth[a]).T), 1e-9)
    wanted = np.where(length < NEAR_KM, TOUCHING, ACROSS_SEA)
    over_sea = (nations[a] == "Northern Ireland") != (nations[b] == "Northern Ireland")
    wanted = np.where(over_sea, ACROSS_IRISH_SEA, wanted)
    direction = (truth[b] - truth[a]) / length[:, None]
    strength = np.where(wanted > TOUCHING, HOLD / 2, HOLD)[:, None]
    points = truth.copy()
    for step in range(STEPS):
        radius = PITCH_KM / 2 * min(1.0, 0.25 + 0.75 * step / (STEPS * 0.7))
        force = np.zeros_like(points)
        close = cKDTree(points).query_pairs(2 * radius, output_type="ndarray")
        apart = points[close[:, 0]] - points[close[:, 1]]
        gap = np.hypot(*apart.T) + 1e-9
        push = apart / gap[:, None] * ((2 * radius - gap) * PUSH)[:, None]
        np.add.at(force, close[:, 0], push)
        np.add.at(force, close[:, 1], -push)
        pull = (points[b] - points[a] - direction * (wanted * radius)[:, None]) * strength
        np.add.at(force, a, pull)
        np.add.at(force, b, -pull)
        points = points + force
    return points


def _lattice(points: Floats) -> tuple[list[tuple[int, int]], Floats]:
    """Return the cells near the points, as (column, row), and their centres."""
    from scipy.spatial import cKDTree

    step = PITCH_KM * np.sqrt(3) / 2
    low, high = points.min(0) - 3 * PITCH_KM, points.max(0) + 3 * PITCH_KM
    rows = np.arange(int((high[1] - low[1]) / step) + 1)
    columns = np.arange(int((high[0] - low[0]) / PITCH_KM) + 1)
    row, column = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
    centres = np.column_stack([low[0] + PITCH_KM * (column + 0.5 * (row % 2)), low[1] + step * row])
    reach = 1.6 * PITCH_KM
    while (near := cKDTree(points).query(centres)[0] < reach).sum() < len(points):
        reach *= 1.5
    return [(int(c), int(r)) for c, r in zip(column[near], row[near], strict=True)], centres[near]


def _nearest_cells(points: Floats, centres: Floats) -> list[int]:
    from scipy.optimize import linear_sum_assignment

    squared = ((points[:, None] - centres[None]) ** 2).sum(-1)
    return [int(cell) for cell in linear_sum_assignment(squared)[1]]


def around(cell: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the six cells that touch a cell."""
    column, row = cell
    odd = row % 2
    level = [(column - 1, row), (column + 1, row)]
    return level + [(column - 1 + odd + i, row + j) for j in (-1, 1) for i in (0, 1)]


def _mended(
    at: Sequence[int],
    cells: Sequence[tuple[int, int]],
    points: Floats,
    centres: Floats,
    regions: Sequence[str],
    truth: Floats,
    pairs: Ints,
) -> list[int]:
    """Return the layout after councils have changed places for the better."""
    index = {cell: i for i, cell in enumerate(cells)}
    touching = [[index[n] for n in around(cell) if n in index] for cell in cells]
    far = (((points[:, None] - centres[None]) ** 2).sum(-1) / PITCH_KM**2).tolist()
    near: list[set[int]] = [set() for _ in at]
    for a, b in pairs.tolist():
        if np.hypot(*(truth[a] - truth[b])) < NEAR_KM:
            near[a].add(b)
            near[b].add(a)
    group = [region if near[k] else str(k) for k, region in enumerate(regions)]
    return Swapping(list(at), touching, far, near, group).run()
