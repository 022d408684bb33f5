"""The sheet a chart is drawn on, measured in points from its top left corner.

Every chart is laid out in print size: a label of 10 points is 10 points in the PDF, and
its place is computed, not adjusted by a layout engine. `Paper.axes` gives a matplotlib
axes of the house style for what needs a scale; everything else is put straight on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from futuregazing.exhibits import style
from futuregazing.exhibits.lettering import drawable, text_width
from futuregazing.exhibits.placing import Box
from futuregazing.exhibits.svg import to_svg

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

Side = Literal["left", "center", "right"]
Level = Literal["baseline", "center", "top", "bottom"]
CAP_HEIGHT = 0.66
"""Height of a capital over the size of type, for centring a line on a mark."""
DESCENT = 0.22
"""How far letters reach below the line, over the size of type."""
GROUND_ORDER = 1.2
"""Over the grid, whose order is 1, and under lines and marks."""
AIR = 1.5
"""Room between letters and the end of a grid line that makes way for them."""


@contextmanager
def house_style() -> Iterator[None]:
    """Draw inside this with the house's settings, and leave matplotlib's own as they were."""
    import matplotlib as mpl

    with mpl.rc_context(style.rc()):
        yield


class Paper:
    """A sheet `width_mm` wide and `height` points high, with y running down."""

    def __init__(self, height: float, width_mm: float = style.WIDTH_MM) -> None:
        """Open an empty sheet."""
        from matplotlib.figure import Figure

        self.width = style.points(width_mm)
        self.height = height
        self.width_mm = width_mm
        with house_style():
            self.figure = Figure(figsize=(self.width / 72, height / 72), dpi=72)
            self.sheet: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.sheet.set_xlim(0, self.width)
        self.sheet.set_ylim(height, 0)
        self.sheet.set_axis_off()
        self._grid: list[Box] = []
        self._words: list[Box] = []

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes of the house style whose plotting area is exactly this box."""
        box = (
            left / self.width,
            1 - (top + height) / self.height,
            width / self.width,
            height / self.height,
        )
        with house_style():
            return self.figure.add_axes(box)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = style.LABEL_PT,
        bold: bool = False,
        colour: str = style.INK,
        side: Side = "left",
        level: Level = "center",
    ) -> None:
        """Write one line; `y` is the middle of its capitals unless `level` says otherwise."""
        drop = {"center": CAP_HEIGHT / 2, "top": CAP_HEIGHT, "baseline": 0.0, "bottom": -DESCENT}
        foot = y + drop[level] * size
        wide = text_width(words, size, bold=bold)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[side] * wide
        height = (CAP_HEIGHT + DESCENT) * size
        self._words.append(Box(left, foot - CAP_HEIGHT * size, wide, height))
        self.sheet.text(
            x,
            foot,
            drawable(words),
            fontsize=size,
            fontweight="bold" if bold else "normal",
            fontfamily=style.DRAWING_FAMILY,
            color=colour,
            ha=side,
            va="baseline",
            parse_math=False,
        )

    def lines(self, x: float, y: float, words: Sequence[str], **how: Any) -> float:
        """Write lines centred on `y` as a block; return the block's height."""
        step = float(how.get("size", style.LABEL_PT)) * style.LEADING
        first = y - step * (len(words) - 1) / 2
        for i, line in enumerate(words):
            self.text(x, first + i * step, line, **how)
        return step * len(words)

    def block(self, x: float, top: float, words: Sequence[str], **how: Any) -> float:
        """Write lines downwards from `top`; return the y below the last one."""
        step = float(how.get("size", style.LABEL_PT)) * style.LEADING
        for i, line in enumerate(words):
            self.text(x, top + step * (i + 0.5), line, **how)
        return top + step * len(words)

    def bar(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        colour: str = style.DARK_BLUE,
        hatch: str = "",
        edge: str | None = None,
        line: float = 0.8,
    ) -> None:
        """Draw a rectangle; a hatched one is drawn in `edge` on `colour`."""
        from matplotlib.patches import Rectangle

        outline = edge or ("none" if not hatch else style.FRAME)
        with house_style():
            patch = Rectangle(
                (left, top), width, height, facecolor=colour, edgecolor=outline, linewidth=line
            )
            if hatch:
                patch.set_hatch(hatch)
        self._put(patch)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str = style.FRAME,
        width: float = 0.8,
        dashes: tuple[float, ...] | None = None,
        order: float = 2,
    ) -> None:
        """Draw a line through the points; one in the colour of the grid makes way for words."""
        from matplotlib.lines import Line2D

        if colour == style.GRID:
            across, down = (min(xs), max(xs)), (min(ys), max(ys))
            self._grid.append(Box(across[0], down[0], across[1] - across[0], down[1] - down[0]))

        made = Line2D(xs, ys, color=colour, linewidth=width, zorder=order, solid_capstyle="butt")
        if dashes:
            made.set_dashes(list(dashes))
        self._put(made)

    def shapes(
        self,
        outlines: Sequence[Sequence[tuple[float, float]]],
        *,
        colour: str,
        hatch: str = "",
        edge: str = style.WHITE,
        line: float = 0.8,
    ) -> None:
        """Draw closed polygons of one look as one path, which keeps the SVG small."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        if not outlines:
            return
        made = Path.make_compound_path(
            *(Path([*corners, corners[0]], closed=True) for corners in outlines)
        )
        with house_style():
            patch = PathPatch(made, facecolor=colour, edgecolor=edge, linewidth=line)
            if hatch:
                patch.set_hatch(hatch)
        self._put(patch)

    def strokes(
        self,
        lines: Sequence[Sequence[tuple[float, float]]],
        *,
        colour: str = style.DARK_GREY,
        width: float = 1.0,
        order: float = 2.5,
        cap: Literal["butt", "round"] = "round",
    ) -> None:
        """Draw open lines of one look as one path."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        if not lines:
            return
        made = Path.make_compound_path(*(Path(list(line)) for line in lines))
        patch = PathPatch(made, fill=False, edgecolor=colour, linewidth=width, capstyle=cap)
        patch.set_zorder(order)
        self._put(patch)

    def dot(
        self,
        x: float,
        y: float,
        *,
        colour: str = style.DARK_BLUE,
        marker: str = "o",
        size: float = 8,
        hollow: bool = False,
        order: float = 3,
    ) -> None:
        """Draw one marker `size` points across."""
        from matplotlib.lines import Line2D

        made = Line2D(
            [x],
            [y],
            marker=marker,
            markersize=size,
            linestyle="none",
            markerfacecolor=style.WHITE if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=1.8 if hollow else 0.8,
            zorder=order,
        )
        self._put(made)

    def _put(self, mark: Artist) -> None:
        """Add a mark; nothing on the sheet is clipped, so the SVG needs no clip paths."""
        self.sheet.add_artist(mark)
        mark.set_clip_on(False)

    def svg(self) -> str:
        """Return what has been drawn, with no grid line through its words."""
        self._part_grid()
        return to_svg(self.figure)

    def _part_grid(self) -> None:
        """Draw a white band under each line of words that grid lines run through."""
        bands: dict[float, list[list[tuple[float, float]]]] = {}
        for words in self._words:
            if any(words.crosses(line) for line in self._grid):
                y = words.top + words.height / 2
                ends = [(words.left - AIR, y), (words.left + words.width + AIR, y)]
                bands.setdefault(words.height + 2 * AIR, []).append(ends)
        for height, lines in bands.items():
            self.strokes(lines, colour=style.WHITE, width=height, order=GROUND_ORDER, cap="butt")
