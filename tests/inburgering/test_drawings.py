"""A chart as an image, and slides that somebody else can edit."""

import io

import pytest
from PIL import Image
from pptx import Presentation

from inburgering.charts.distribution import dots
from inburgering.documents import image, slides
from inburgering.documents.image import NotADrawing

CHART = dots({-2: 2, -1: 1, 1: 5})


def test_a_chart_becomes_a_sharp_image_with_its_caption() -> None:
    bare = Image.open(io.BytesIO(image.png(CHART)))
    told = Image.open(io.BytesIO(image.png(CHART, caption="Stelling 7. Bron: werksessie 1")))

    assert bare.format == "PNG"
    assert bare.width == told.width > 2 * 311
    assert told.height > bare.height
    # Ink below the drawing: the caption is on the same page.
    assert min(told.convert("L").crop((0, bare.height, told.width, told.height)).getextrema()) < 100


def test_the_colours_of_the_chart_are_in_the_image() -> None:
    shown = Image.open(io.BytesIO(image.png(CHART))).convert("RGB")

    assert (0x91, 0x43, 0x0F) in {colour for _, colour in shown.getcolors(1 << 20) or []}  # helemaal oneens


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(NotADrawing):
        image.png("<p>geen figuur</p>")


def test_slides_have_real_titles_notes_and_alternative_text() -> None:
    made = slides.render(
        [
            slides.Slide("Verschillen", "Op 4 stellingen staan gemeenten tegenover elkaar.",
                         picture=image.png(CHART), picture_text="2 helemaal oneens, 5 eens", source="werksessie 1"),
            slides.Slide("Acties", "Drie acties zijn afgesproken.", header=["Wat", "Wie"],
                         rows=[["Locatie kiezen", "Aalten"]], notes="Vraag of de datum haalbaar is."),
            slides.Slide("Conclusies", "Eén conclusie.", points=["Samen inkopen voor de onderwijsroute"]),
        ],
        title="Werksessie 1",
        mark="Voorbeeldgegevens",
    )  # fmt: skip

    book = Presentation(io.BytesIO(made))

    assert [page.shapes.title.text_frame.text for page in book.slides] == [
        "Op 4 stellingen staan gemeenten tegenover elkaar.", "Drie acties zijn afgesproken.", "Eén conclusie.",
    ]  # fmt: skip
    first, second, third = book.slides
    picture = next(shape for shape in first.shapes if shape.shape_type == 13)
    assert picture._element._nvXxPr.cNvPr.get("descr") == "2 helemaal oneens, 5 eens"
    assert picture.left + picture.width <= book.slide_width
    assert picture.top + picture.height <= book.slide_height
    assert [cell.text for cell in next(shape.table for shape in second.shapes if shape.has_table).rows[1].cells] == [
        "Locatie kiezen", "Aalten",
    ]  # fmt: skip
    assert second.notes_slide.notes_text_frame.text == "Vraag of de datum haalbaar is."
    assert any("Samen inkopen" in shape.text_frame.text for shape in third.shapes if shape.has_text_frame)
    for page in book.slides:
        assert any("Voorbeeldgegevens" in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
