"""A figure that can be taken along: the picture, the same numbers as a table, what it says and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from inburgering.charts.svg import Svg


@dataclass(frozen=True, slots=True)
class Figure:
    """`header` and `rows` hold the numbers of `svg`; `finding` is the sentence above it, without markup."""

    name: str  # for the file, such as "Wie staat dicht bij wie"
    finding: str
    svg: Svg
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    source: str
