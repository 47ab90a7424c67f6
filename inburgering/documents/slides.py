"""The only place that speaks PowerPoint: slides in, a presentation out that somebody else can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from inburgering.charts import palette

FONT = "Source Sans 3"  # PowerPoint takes its own when a computer lacks it
_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)  # 16:9
_LEFT, _RIGHT = Inches(0.7), Inches(0.7)
_TOP, _BODY, _FOOT = Inches(0.5), Inches(2.05), Inches(6.95)
_MOST_ROWS = 10
_SIZES = [(90, 28), (150, 24)]  # signs of a finding, and the points in which it is written
_SMALLEST = 19


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: the finding is its title. A picture, points or a table prove it.

    `picture` is PNG bytes and `picture_text` says the same in words. `notes` is for whoever presents.
    """

    title: str
    finding: str
    points: Sequence[str] = ()
    picture: bytes = b""
    picture_text: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    source: str = ""
    notes: str = ""


def render(slides: Sequence[Slide], *, title: str, mark: str = "") -> bytes:
    """Return the presentation as PPTX bytes. `mark` stands on every slide, such as that the answers are invented."""
    book = Presentation()
    book.slide_width, book.slide_height = _WIDTH, _HEIGHT
    book.core_properties.title = title
    book.core_properties.language = "nl"
    book.core_properties.author = "Inburgering Regionaal"
    for number, slide in enumerate(slides, start=1):
        _draw(book, slide, f"{number}", mark)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _draw(book: object, slide: Slide, number: str, mark: str) -> None:
    # "Title only": the finding is the real title of the slide, for screen readers and for the outline.
    page = book.slides.add_slide(book.slide_layouts[5])  # type: ignore[attr-defined]
    heading = page.shapes.title
    heading.left, heading.top, heading.width, heading.height = _LEFT, Inches(0.85), _WIDTH - _LEFT - _RIGHT, Inches(1.1)
    _write(heading.text_frame, [slide.finding], size=_finding_size(slide.finding), bold=True)
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    _text(page, [slide.title], _LEFT, _TOP, _WIDTH - _LEFT - _RIGHT, Inches(0.4), size=14, colour=palette.PETROL)
    foot = " · ".join(part for part in (slide.source.split(". ")[0].rstrip("."), mark, number) if part)
    _text(page, [foot], _LEFT, _FOOT, _WIDTH - _LEFT - _RIGHT, Inches(0.4), size=11)
    body = _WIDTH - _LEFT - _RIGHT
    if slide.picture:
        body = _picture(page, slide, half=bool(slide.points))
    if slide.points:
        left = _WIDTH - _RIGHT - Inches(4.4) if slide.picture else _LEFT
        width = Inches(4.4) if slide.picture else body
        _text(page, slide.points, left, _BODY, width, _FOOT - _BODY, size=18, bullets=True)
    if slide.rows and not slide.picture and not slide.points:
        _table(page, slide)
    # A long source would fill the slide: its first sentence stands below, all of it with the notes.
    page.notes_slide.notes_text_frame.text = "\n\n".join(part for part in (slide.notes, slide.source) if part)


def _finding_size(text: str) -> int:
    """Return the size in points at which the finding fits the two or three lines it has."""
    return next((size for longest, size in _SIZES if len(text) <= longest), _SMALLEST)


def _picture(page: object, slide: Slide, *, half: bool) -> Emu:
    """Place the picture as large as fits, never larger than twice what it was drawn at."""
    room = (_WIDTH - _LEFT - _RIGHT - (Inches(4.7) if half else 0), _FOOT - _BODY - Inches(0.1))
    shape = page.shapes.add_picture(io.BytesIO(slide.picture), _LEFT, _BODY)  # type: ignore[attr-defined]
    scale = min(room[0] / shape.width, room[1] / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._element._nvXxPr.cNvPr.set("descr", slide.picture_text or slide.finding)
    return Emu(shape.width)


def _table(page: object, slide: Slide) -> None:
    rows = slide.rows[:_MOST_ROWS]
    width = _WIDTH - _LEFT - _RIGHT
    shape = page.shapes.add_table(  # type: ignore[attr-defined]
        len(rows) + 1, len(slide.header), _LEFT, _BODY, width, Inches(0.42) * (len(rows) + 1)
    )
    table = shape.table
    widths = _column_widths(slide.header, rows, int(width))
    for column, share in enumerate(widths):
        table.columns[column].width = Emu(share)
    for column, text in enumerate(slide.header):
        _cell(table.cell(0, column), text, bold=True)
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            _cell(table.cell(place, column), text)


def _column_widths(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    longest = [min(max(len(str(row[column])) for row in (header, *rows)), 60) + 4 for column in range(len(header))]
    return [width * share // sum(longest) for share in longest]


def _cell(cell: object, text: str, *, bold: bool = False) -> None:
    cell.fill.background()  # type: ignore[attr-defined]
    _write(cell.text_frame, [str(text)], size=14, bold=bold)  # type: ignore[attr-defined]


def _text(  # noqa: PLR0913 - a text box has a place, a size and a look
    page: object, lines: Sequence[str], left: int, top: int, width: int, height: int, *, size: int,
    colour: str = palette.INK, bullets: bool = False,
) -> None:  # fmt: skip
    box = page.shapes.add_textbox(left, top, width, height)  # type: ignore[attr-defined]
    box.text_frame.word_wrap = True
    _write(box.text_frame, [f"• {line}" for line in lines] if bullets else lines, size=size, colour=colour)


def _write(frame: object, lines: Sequence[str], *, size: int, bold: bool = False, colour: str = palette.INK) -> None:
    frame.word_wrap = True  # type: ignore[attr-defined]
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()  # type: ignore[attr-defined]
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        paragraph.alignment = 1  # left
        if len(lines) > 1:
            paragraph.space_after = Pt(8)
