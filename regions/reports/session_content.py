"""The content of a session report, as it is frozen: sections of one message each, the same for paper and for slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from inburgering.charts.svg import Svg, data_uri
from inburgering.notation import plain
from regions.reports.figure import Figure

MINUS = "\N{MINUS SIGN}"
HUNDREDTH = Decimal("0.01")
WIDE_FROM = 8  # columns: such a table stands on a page on its side


@dataclass(frozen=True, slots=True)
class Section:
    """One message with its proof. On paper all of it is printed; a slide shows the picture, else points, else rows."""

    title: str
    finding: str
    points: Sequence[str] = ()
    svg: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    source: str = ""
    notes: str = ""
    # A long list is proof for the reader of the report, and no slide.
    only_on_paper: bool = False

    @property
    def is_wide(self) -> bool:
        return len(self.header) >= WIDE_FROM

    @property
    def drawing(self) -> str:
        """Return the picture as the source of an <img>: an inline svg has no alternative text in a PDF."""
        return data_uri(Svg(self.svg)) if self.svg else ""


@dataclass(frozen=True, slots=True)
class SessionContent:
    title: str
    subtitle: str
    region: str
    day: str
    is_example: bool
    status: str
    finding: str
    sections: Sequence[Section]

    def frozen(self) -> dict[str, Any]:
        """Return the content as JSON keeps it."""
        return asdict(self)


def thaw(kept: Mapping[str, Any]) -> SessionContent:
    """Return the content as it was frozen."""
    sections = tuple(Section(**section) for section in kept["sections"])
    return SessionContent(**{**kept, "sections": sections})


def from_figure(title: str, figure: Figure, *, points: Sequence[str] = ()) -> Section:
    """Return a section that shows a figure with its own finding, numbers and source."""
    rows = [[_shown(value) for value in row] for row in figure.rows]
    return Section(title, figure.finding, points, str(figure.svg), list(figure.header), rows, figure.source)


def _shown(value: object) -> str:
    """Return a number of a figure as people read it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float | Decimal):
        return plain(Decimal(str(value)).quantize(HUNDREDTH))
    # Only an answer is a whole number below zero: it is written as on the page.
    return str(value).replace("-", MINUS, 1) if isinstance(value, int) else str(value)
