"""How far answers lay apart in one round and in the next: one line per statement, with the numbers beside its ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.labels import broken
from inburgering.charts.svg import FONT, Svg, element, figure, number, words

_SIZE = 14.0
_LINE = 18.0  # height of one line of text
_TRACK = 42.0  # height of the line with its two ends
_ABOVE = 25.0  # room above the line, for its numbers
_GAP = 10.0
_SIDE = 14.0  # room beside the scale, for an end that stands on it
_TEXT_LIMIT = 26.0  # closer than this two numbers would cover each other
_HEAD = 6.0  # length of the arrow head


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement: its label and how far the answers lay apart before and after, from 0 to `maximum`."""

    label: str
    before: float
    after: float


def dumbbells(
    pairs: Sequence[Pair], heads: tuple[str, str], *, maximum: float = 2.0, width: float = 343, label: str
) -> Svg:
    """An open ring before, a full dot after and an arrow between them; without movement only the dot.

    `heads` name the two rounds in the key on top. The usual width fits a telephone: labels stand above their line.
    Raises ValueError when a number lies outside 0 to `maximum`.
    """
    if any(not 0 <= value <= maximum for pair in pairs for value in (pair.before, pair.after)):
        raise ValueError("a difference lies outside the scale")
    parts, top = [_key(heads)], _LINE + _GAP
    for pair in pairs:
        lines = broken(pair.label, _SIZE, width)
        parts += [_text(line, 0, top + (place + 1) * _LINE - 4, weight=600) for place, line in enumerate(lines)]
        top += len(lines) * _LINE
        parts.append(_track(pair, top + _ABOVE, width, maximum))
        top += _TRACK + _GAP
    parts.append(_axis(top, width, maximum))
    return figure(width, top + _LINE, *parts, label=label, class_="round-change")


def _key(heads: tuple[str, str]) -> Svg:
    before, after = heads
    second = 20 + 8 * len(before) + 24
    return element(
        "g", _ring(8, 9), _text(before, 20, 14), _dot(second + 8, 9), _text(after, second + 20, 14), class_="key"
    )


def _track(pair: Pair, middle: float, width: float, maximum: float) -> Svg:
    start, end = (_SIDE + value / maximum * (width - 2 * _SIDE) for value in (pair.before, pair.after))
    parts = [element("line", x1=_SIDE, y1=middle, x2=width - _SIDE, y2=middle, stroke=palette.HAIRLINE, stroke_width=2)]
    if abs(end - start) > 2 * _HEAD:
        parts += [_arrow(start, end, middle), _ring(start, middle)]
        parts.append(words(_decimal(pair.before), (start, middle - 9), 12, fill=palette.INK_2))
    elif start != end:
        parts.append(_ring(start, middle))
    parts.append(_dot(end, middle))
    if abs(end - start) <= 2 * _HEAD or abs(end - start) >= _TEXT_LIMIT:
        parts.append(words(_decimal(pair.after), (end, middle - 9), 12, weight=600, fill=palette.INK))
    else:
        parts.append(words(_decimal(pair.after), (end, middle + 18), 12, weight=600, fill=palette.INK))
    return element("g", *parts, class_="pair")


def _arrow(start: float, end: float, middle: float) -> Svg:
    ahead = 1 if end > start else -1
    tip = end - ahead * 6
    line = element("line", x1=start, y1=middle, x2=tip, y2=middle, stroke=palette.PETROL, stroke_width=2.5)
    back = tip - ahead * _HEAD
    points = f"M{number(tip)} {number(middle)}L{number(back)} {number(middle - 4)}V{number(middle + 4)}Z"
    return element("g", line, element("path", d=points, fill=palette.PETROL), class_="arrow")


def _axis(top: float, width: float, maximum: float) -> Svg:
    right = element(
        "text", "tegenover elkaar", x=width, y=top + 12, text_anchor="end", font_family=FONT, font_size=12,
        fill=palette.INK_2,
    )  # fmt: skip
    line = element("line", x1=_SIDE, y1=top - 4, x2=width - _SIDE, y2=top - 4, stroke=palette.LINE, stroke_width=1)
    scale = words(
        f"verschil 0 tot {_decimal(maximum).removesuffix(',0')}", (width / 2, top + 12), 12, fill=palette.INK_2
    )
    return element("g", line, _text("gelijk", 0, top + 12, size=12), scale, right, class_="axis")


def _ring(x: float, y: float) -> Svg:
    return element("circle", cx=x, cy=y, r=5, fill=palette.SHEET, stroke=palette.INK, stroke_width=1.8, class_="before")


def _dot(x: float, y: float) -> Svg:
    return element("circle", cx=x, cy=y, r=5.5, fill=palette.PETROL, class_="after")


def _text(text: str, x: float, y: float, *, size: float = _SIZE, weight: int = 400) -> Svg:
    return element("text", text, x=x, y=y, font_family=FONT, font_size=size, font_weight=weight, fill=palette.INK)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
