"""Small figures that stand beside a number in a table: a range on a shared axis, a level in steps, how many of all."""

from decimal import Decimal

from inburgering.charts import palette
from inburgering.charts.grid import ROW_HEIGHT, corners
from inburgering.charts.svg import Svg, element, figure, outline

Amount = Decimal | float

_REACH = 7.0  # of the circle and its line, so that it stays whole at both ends of the axis


def range_bar(
    low: Amount,
    mid: Amount,
    high: Amount,
    now: Amount | None = None,
    *,
    axis: tuple[Amount, Amount],
    width: float = 214,
    label: str = "",
) -> Svg:
    """A band from low to high with a circle at mid, and a dashed line where things are now.

    All figures of one row share the `axis`, else they cannot be compared. Raises ValueError when the amounts
    do not rise from low to high, or one of them lies off the axis.
    """
    shown = [low, mid, high, *([] if now is None else [now])]
    if not low <= mid <= high or min(shown) < axis[0] or max(shown) > axis[1]:
        raise ValueError("a range rises from low to high and lies on its axis")

    def at(amount: Amount) -> float:
        length = float(axis[1]) - float(axis[0])
        part = (float(amount) - float(axis[0])) / length if length else 0.5
        return _REACH + part * (width - 2 * _REACH)

    parts = [
        element("line", x1=0, y1=12, x2=width, y2=12, stroke=palette.HAIRLINE, stroke_width=2),
        element("line", x1=at(low), y1=12, x2=at(high), y2=12, stroke=palette.PETROL, stroke_width=5, class_="band"),
    ]
    if now is not None:
        parts.append(_now(at(now)))
    circle = element(
        "circle", cx=at(mid), cy=12, r=5.5, fill=palette.SHEET, stroke=palette.PETROL, stroke_width=3, class_="mid"
    )
    return figure(width, 24, *parts, circle, label=label, class_="range-bar")


def _now(x: float) -> Svg:
    return element(
        "line", x1=x, y1=0, x2=x, y2=24, stroke=palette.INK, stroke_width=1.3, stroke_dasharray="3 2", class_="now"
    )


def steps(n: int, of: int = 4, *, label: str = "") -> Svg:
    """A level as `n` full blocks of `of`; the word for it stands beside it."""
    blocks = [
        element("rect", x=place * 18 + 0.5, y=0.5, width=15, height=11, fill=fill, stroke=stroke, stroke_width=1)
        for place, (fill, stroke) in enumerate(_filled(n, of))
    ]
    return figure(of * 18 - 2, 12, *blocks, label=label, class_="steps")


def hex_count(n: int, of: int, *, label: str = "") -> Svg:
    """How many of all municipalities: a row of small tiles, full ones first."""
    radius = 8.0
    step = 2 * radius * ROW_HEIGHT + 1.2
    tiles = [
        element(
            "path",
            d=outline(corners((step / 2 + place * step, radius + 0.6), radius)),
            fill=fill,
            stroke=stroke,
            stroke_width=1,
        )
        for place, (fill, stroke) in enumerate(_filled(n, of))
    ]
    return figure(round(step * of, 1), 2 * radius + 1.2, *tiles, label=label, class_="hex-count")


def _filled(n: int, of: int) -> list[tuple[str, str]]:
    """Fill and line per place. Raises ValueError when more are full than there are."""
    if not 0 <= n <= of:
        raise ValueError(f"{n} of {of} cannot be drawn")
    return [(palette.PETROL, palette.PETROL)] * n + [(palette.SHEET, palette.LINE)] * (of - n)
