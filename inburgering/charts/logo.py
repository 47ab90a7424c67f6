"""The mark of the product: three tiles, one full, one hatched, one open."""

from inburgering.charts import palette
from inburgering.charts.grid import ROW_HEIGHT, corners
from inburgering.charts.hatching import stripes
from inburgering.charts.svg import Svg, element, figure, outline

_STROKE = 1.6


def logo_mark(size: float = 32) -> Svg:
    """The mark, `size` px square, in petrol on whatever lies behind it."""
    radius = (size - _STROKE) / 3.62  # two rows of hexagons, 1.62 radius apart
    half = radius * ROW_HEIGHT + 0.5  # 0.5: half the gap between the tiles
    top = (size / 2, radius + _STROKE / 2)
    left, right = ((x, top[1] + radius * 1.62) for x in (size / 2 - half, size / 2 + half))
    hatched = corners(left, radius - _STROKE / 2)
    line: dict[str, str | float] = {"fill": "none", "stroke": palette.PETROL, "stroke_width": _STROKE}
    return figure(
        size,
        size,
        element("path", d=outline(corners(top, radius)), fill=palette.PETROL),
        stripes(hatched, palette.PETROL, degrees=45, width=1.5, every=3.6),
        element("path", d=outline(hatched), **line),
        element("path", d=outline(corners(right, radius - _STROKE / 2)), **line),
        label="",
        class_="logo-mark",
    )
