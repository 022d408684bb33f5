"""Councils on a hexagon lattice changing places until no change brings more together."""

from __future__ import annotations

SAME_REGION, SAME_NEIGHBOUR = 0.4, 0.4
"""What an adjoining council of the same region, or a true neighbour, is worth in squared
pitches of distance: enough to mend strays, too little to round off Cornwall."""
SWEEPS = 12


class Swapping:
    """The search for better places: greedy, in a fixed order, until nothing improves."""

    def __init__(
        self,
        at: list[int],
        touching: list[list[int]],
        far: list[list[float]],
        near: list[set[int]],
        group: list[str],
    ) -> None:
        """Take the layout as it stands.

        Args:
            at: the cell each council stands on; changed in place.
            touching: the cells that touch each cell.
            far: the squared distance of each council to each cell, in pitches.
            near: the true neighbours of each council.
            group: the region of each council; a name of its own for a remote one.
        """
        self.at, self.touching, self.far = at, touching, far
        self.near, self.group = near, group
        self.who = [-1] * len(touching)
        for council, cell in enumerate(at):
            self.who[cell] = council

    def run(self) -> list[int]:
        """Return the cells after the search."""
        for _ in range(SWEEPS):
            moved = [self._improve(council) for council in range(len(self.at))]
            if not any(moved):
                break
        return self.at

    def _improve(self, council: int) -> bool:
        """Move a council to the best place in reach; tell whether it moved."""
        best, place = -1e-9, -1
        for cell in self._places(self.at[council]):
            gain = self._gain(council, cell)
            if gain < best:
                best, place = gain, cell
        if place >= 0:
            self._swap(council, place)
        return place >= 0

    def _places(self, cell: int) -> list[int]:
        """Return the adjoining cells, and the free ones next to those."""
        second = {n for m in self.touching[cell] for n in self.touching[m] if self.who[n] < 0}
        return self.touching[cell] + sorted(second - set(self.touching[cell]))

    def _gain(self, council: int, cell: int) -> float:
        """Return how the cost changes (less is better) if the council goes to `cell`."""
        other, home = self.who[cell], self.at[council]
        before = self._cost(council) + self._cost(other)
        self._swap(council, cell)
        after = self._cost(council) + self._cost(other)
        self._swap(council, home)
        return after - before

    def _swap(self, council: int, cell: int) -> None:
        home, other = self.at[council], self.who[cell]
        self.who[home], self.who[cell] = other, council
        self.at[council] = cell
        if other >= 0:
            self.at[other] = home

    def _cost(self, council: int) -> float:
        if council < 0:
            return 0.0
        cell = self.at[council]
        cost = self.far[council][cell]
        for place in self.touching[cell]:
            other = self.who[place]
            if other >= 0:
                cost -= SAME_REGION * (self.group[other] == self.group[council])
                cost -= SAME_NEIGHBOUR * (other in self.near[council])
        return cost
