"""Elements of SVG as text, safe to print in a page and to embed in a PDF.

Only presentation attributes are written: no style, no script, no ids. So a figure passes a strict content security
policy and several of them can stand on one page. Hatching is drawn as shapes, because not every
renderer of SVG in print knows patterns.
"""

import base64
from collections.abc import Iterable
from html import escape

from inburgering.charts.grid import Point

FONT = '"Source Sans 3", sans-serif'

Value = str | int | float


class Svg(str):
    """Finished markup: templates print it unescaped, for it has escaped its own labels."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def element(name: str, *children: str, **attributes: Value | None) -> Svg:
    """One element. Text among the children is escaped, Svg is not; an attribute without value is left out.

    An underscore in the name of an attribute stands for a hyphen, one at its end protects a Python keyword.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child if isinstance(child, Svg) else escape(child) for child in children)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def figure(width: float, height: float, *children: Svg, label: str, class_: str, links: bool = False) -> Svg:
    """The svg element around a chart.

    `label` is the alternative text; without it the chart is decoration beside a text that says the same. With
    `links` the figure is a group, because the parts of an image cannot be reached by the keyboard.
    """
    named = {"role": "group" if links else "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        class_=class_,
        focusable="false",
        **named,
    )


def words(text: str, at: Point, size: float, *, weight: int = 400, fill: str) -> Svg:
    """One line of text, its middle on the baseline at `at`."""
    return element(
        "text",
        text,
        x=at[0],
        y=at[1],
        text_anchor="middle",
        font_family=FONT,
        font_size=size,
        font_weight=weight,
        fill=fill,
    )


def outline(points: Iterable[Point]) -> str:
    """Path data of a closed polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def number(value: float) -> str:
    """At most two decimals, without needless zeros: 12.5, 3, -0.25."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def data_uri(svg: Svg) -> str:
    """The figure as address of an image. The `alt` of that image has to say what the figure shows."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


def _written(value: Value) -> str:
    return escape(value) if isinstance(value, str) else number(value)
