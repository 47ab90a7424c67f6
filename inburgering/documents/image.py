"""A chart as a PNG, for whoever pastes it into a letter or slides: the same drawing as on the page and in the PDF."""

from __future__ import annotations

import base64
import io
import re
from math import ceil

import pypdfium2

from inburgering.charts.svg import Svg
from inburgering.documents.pdf import html, rasterable

SHARP = 2.0  # pixels per CSS pixel: readable when a slide fills the wall
_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')
_MARGIN = 16  # CSS pixels of paper around the drawing
# Stands after the sheet of the documents and takes its headers and margins away.
_PAPER = """
@page {{
  size: {width}px {height}px; margin: {margin}px; background: #fff;
  @top-left {{ content: none }} @top-right {{ content: none }}
  @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}
figure {{ margin: 0 }}
svg {{ display: block }}
figcaption {{ font: 400 13px/20px "Source Sans 3", sans-serif; padding-top: 8px }}
"""


class NotADrawing(ValueError):
    """The markup is no svg element that says how large it is."""


def png(svg: str, *, caption: str = "") -> bytes:
    """Return the drawing on paper as PNG bytes, `caption` printed below it.

    Raises NotADrawing for anything but an svg element with width and height, CannotRender without Pango.
    """
    size = _SIZE.search(svg)
    if not size:
        raise NotADrawing
    width, height = (float(length) for length in size.groups())
    paper = _PAPER.format(
        width=ceil(width) + 2 * _MARGIN,
        height=ceil(height) + 2 * _MARGIN + _caption_height(caption, width),
        margin=_MARGIN,
    )
    # As a stylesheet of its own behind that of the documents: templates hold no style.
    sheet = "data:text/css;base64," + base64.b64encode(paper.encode()).decode()
    markup = html("documents/image.html", {"svg": Svg(svg), "caption": caption, "paper": sheet})
    pdf = pypdfium2.PdfDocument(rasterable(markup))
    try:
        # A PDF counts 72 points to the inch, CSS 96 pixels.
        image = pdf[0].render(scale=SHARP * 96 / 72).to_pil()
    finally:
        pdf.close()
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _caption_height(caption: str, width: float) -> int:
    # A line of 13 px holds about one sign per 6 px.
    return (8 + 20 * ceil(6 * len(caption) / max(width, 1))) if caption else 0
