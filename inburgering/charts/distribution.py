"""How the answers on one statement lie on the scale from helemaal oneens to helemaal eens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from inburgering.charts import palette
from inburgering.charts.hatching import stripes
from inburgering.charts.svg import Svg, element, figure, words

VALUES = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Answer:
    """One step of the scale: its sign, its words, the colour of its field and of the text on it."""

    sign: str
    name: str
    field: str
    text: str


SCALE: Mapping[int, Answer] = {
    -2: Answer("−2", "helemaal oneens", "#91430F", palette.SHEET),
    -1: Answer("−1", "oneens", "#E5B690", palette.INK),
    0: Answer("0", "neutraal", "#F3EFE6", palette.INK),
    1: Answer("+1", "eens", "#93C5BE", palette.INK),
    2: Answer("+2", "helemaal eens", palette.PETROL, palette.SHEET),
}

_BLOCK_HEIGHT = 18.0
_GAP = 2.0
_SIGN_HEIGHT = 22.0
_COUNT_HEIGHT = 18.0
_WIDE = 600.0  # px; below it slats stand closer together


class Slat(Enum):
    """A step on the way: answered, still to do, the one now on screen, or being made."""

    DONE = "klaar"
    OPEN = "open"
    NOW = "nu"
    RUNNING = "bezig"


def dots(counts: Mapping[int, int], unknown: int = 0, *, mine: int | None = None, width: float = 311) -> Svg:
    """One equal block per municipality, stacked above its answer; `unknown` stands apart in dashes.

    `counts` is the number of municipalities per value of VALUES; an absent value is 0. `mine` is the answer of the
    own municipality, marked in the lowest block of that value. The usual width fits a telephone. The alternative
    text is made here, from the same numbers. Raises ValueError for a value off the scale or a negative number.
    """
    if not set(counts) <= set(VALUES) or min([unknown, *counts.values()]) < 0:
        raise ValueError("counts go with the values -2 to 2 and are not negative")
    columns = [counts.get(value, 0) for value in VALUES]
    step = width / (len(VALUES) + 1.4)
    floor = max(*columns, unknown, 1) * (_BLOCK_HEIGHT + _GAP) + _COUNT_HEIGHT
    parts = [
        _column(value, number, (place * step, floor), step - 4, is_mine=value == mine)
        for place, (value, number) in enumerate(zip(VALUES, columns, strict=True))
    ]
    parts.append(_unknown_column(unknown, (5.15 * step, floor), 1.25 * step))
    return figure(width, floor + _SIGN_HEIGHT + 2, *parts, label=_spoken(columns, unknown), class_="distribution")


def _column(value: int, number: int, at: tuple[float, float], width: float, *, is_mine: bool) -> Svg:
    left, floor = at
    answer = SCALE[value]
    blocks = [
        element(
            "rect",
            x=left + 0.5,
            y=floor - (level + 1) * (_BLOCK_HEIGHT + _GAP) + 0.5,
            width=width - 1,
            height=_BLOCK_HEIGHT - 1,
            fill=answer.field,
            stroke=palette.INK,
            stroke_width=0.8,
            class_="block",
        )
        for level in range(number)
    ]
    if is_mine and number:
        blocks.append(_mark_of_mine(left, floor, width))
    sign = element("rect", x=left, y=floor, width=width, height=2, fill=palette.INK)
    below = words(answer.sign, (left + width / 2, floor + 18), 14, weight=600, fill=palette.INK)
    return element("g", *blocks, _count(number, left + width / 2, floor), sign, below)


def _mark_of_mine(left: float, floor: float, width: float) -> Svg:
    return element(
        "rect",
        x=left + width / 2 - 9,
        y=floor - _GAP - _BLOCK_HEIGHT + 4,
        width=18,
        height=_BLOCK_HEIGHT - 8,
        fill=palette.MARKER,
        stroke=palette.INK,
        stroke_width=1.5,
        class_="mine",
    )


def _unknown_column(number: int, at: tuple[float, float], width: float) -> Svg:
    left, floor = at
    dashes: dict[str, str | float] = {"stroke": palette.LINE, "stroke_dasharray": "3 2", "fill": "none"}
    blocks = [
        element(
            "rect",
            x=left + 0.5,
            y=floor - (level + 1) * (_BLOCK_HEIGHT + _GAP) + 0.5,
            width=width - 1,
            height=_BLOCK_HEIGHT - 1,
            class_="block",
            **dashes,
        )
        for level in range(number)
    ]
    line = element("line", x1=left, y1=floor + 1, x2=left + width, y2=floor + 1, **dashes)
    middle = left + width / 2
    sign = words("weet niet", (middle, floor + 18), 13, fill=palette.INK_2)
    return element("g", *blocks, _count(number, middle, floor), line, sign)


def _count(number: int, middle: float, floor: float) -> Svg:
    colour = palette.INK if number else palette.INK_2
    height = floor - number * (_BLOCK_HEIGHT + _GAP) - 5
    return words(str(number), (middle, height), 13, weight=600 if number else 400, fill=colour)


def _spoken(columns: Sequence[int], unknown: int) -> str:
    said = [f"{number} {SCALE[value].name}" for value, number in zip(VALUES, columns, strict=True)]
    return "Aantal gemeenten per antwoord: " + ", ".join([*said, f"{unknown} weet niet of geen antwoord"]) + "."


def spread_bar(value: float, maximum: float = 2, *, width: float = 66, label: str = "") -> Svg:
    """How far the answers lie apart, as a part of the largest spread there can be. The number stands beside it."""
    part = min(max(value / maximum, 0.0), 1.0)
    track = element("rect", x=0, y=0, width=width, height=8, fill=palette.DEEP_PAPER)
    bar = element("rect", x=0, y=0, width=width * part, height=8, fill=palette.INK)
    return figure(width, 8, track, bar, label=label, class_="spread-bar")


def position_line(value: int, *, width: float = 48, label: str = "") -> Svg:
    """Five dots on a line with a big one at the value: where an answer lies on the scale."""
    step = (width - 10) / 4
    line = element("line", x1=5, y1=6, x2=width - 5, y2=6, stroke=palette.LINE, stroke_width=1)
    small = [element("circle", cx=5 + place * step, cy=6, r=1.6, fill=palette.LINE) for place in range(5)]
    big = element("circle", cx=5 + VALUES.index(value) * step, cy=6, r=4.2, fill=palette.INK)
    return figure(width, 12, line, *small, big, label=label, class_="position-line")


def position_mark(value: int, *, width: float = 54, colour: str = "currentColor") -> Svg:
    """A thin line with a block at the value: for within a coloured cell, in the colour of the text around it.

    As an image it cannot see that colour; then give it, for instance SCALE[value].text.
    """
    block = width / 5
    line = element("rect", x=0, y=4, width=width, height=1, fill=colour)
    mark = element("rect", x=VALUES.index(value) * block, y=1, width=block, height=3.5, fill=colour)
    return figure(width, 5, line, mark, label="", class_="position-mark")


def progress_slats(states: Sequence[Slat], *, width: float = 988, thick: float = 6, label: str = "") -> Svg:
    """One slat per step: full is done, open is to do, tall is now, hatched is running. Words stand beside it."""
    gap = 3.0 if width < _WIDE else 4.0
    slat = (width - gap * (len(states) - 1)) / max(len(states), 1)
    height = thick * 3 if Slat.NOW in states else thick
    parts = [_slat(state, place * (slat + gap), slat, (height, thick)) for place, state in enumerate(states)]
    return figure(width, height, *parts, label=label, class_="slats")


def _slat(state: Slat, left: float, width: float, height_and_thickness: tuple[float, float]) -> Svg:
    height, thick = height_and_thickness
    top = height - thick
    if state is Slat.NOW:
        return element("rect", x=left, y=0, width=width, height=height, fill=palette.INK)
    if state is Slat.DONE:
        return element("rect", x=left, y=top, width=width, height=thick, fill=palette.PETROL)
    box = element(
        "rect",
        x=left + 0.5,
        y=top + 0.5,
        width=width - 1,
        height=thick - 1,
        fill=palette.SHEET,
        stroke=palette.LINE if state is Slat.OPEN else palette.PETROL,
        stroke_width=1,
    )
    if state is Slat.OPEN:
        return box
    area = ((left, top), (left + width, top), (left + width, height), (left, height))
    return element("g", box, stripes(area, palette.PETROL, degrees=-45, width=2, every=4.5))
