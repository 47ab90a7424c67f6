"""The document of a board report, from frozen dataset to tagged PDF."""

import io
import re

import page as page_validation
import pikepdf
import pytest

from inburgering.documents import pdf
from procurement.models import BoardReport
from procurement.reports import board_report
from procurement.reports.dataset import thaw

FIRST = ("Gevraagd besluit", "Grootste risico", "Wie besluit, en wanneer", "In dit rapport")


def made(report: BoardReport, code: str | None) -> tuple[board_report.BoardReportContent, pdf.Pdf]:
    content = board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})
    return content, pdf.render(markup)


@pytest.mark.parametrize("code", ["GM0197", None])
def test_every_document_is_tagged_named_and_small(report, code, tmp_path):
    content, found = made(report, code)

    file = tmp_path / "rapport.pdf"
    file.write_bytes(found.content)
    checked = page_validation.validate_pdf(str(file), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert checked.is_compliant, checked.failures
    assert len(found.content) < 1_000_000
    with pikepdf.open(io.BytesIO(found.content)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert str(opened.docinfo.Title) == content.title
        with opened.open_outline() as outline:
            assert len(outline.root) >= 5
        fonts = [str(one.FontName) for one in opened.objects if "/FontName" in (one if _is_dictionary(one) else {})]
    assert fonts
    assert all("Source-Sans" in name or "SourceSans" in name for name in fonts)


def test_page_1_is_enough_to_decide_on(report):
    content = board_report.build(thaw(report.dataset), code="GM0197", sha256=report.dataset_sha256)
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})
    first = markup.split("rs-new-page")[0]

    assert all(word in first for word in FIRST)
    assert "college van Aalten" in first
    assert len(content.decisions) <= 3
    assert len(content.numbers) == 3
    assert report.dataset_sha256 in markup
    assert report.number in markup
    assert markup.count("<table") >= 4
    assert max(row.count("<th") for row in re.findall(r"<thead>.*?</thead>", markup, re.DOTALL)) <= 5


def test_an_example_says_so(report):
    content = board_report.build(thaw(report.dataset), code=None, sha256="")
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})

    assert "print-example.css" in markup
    assert "Voorbeeldgegevens: de antwoorden zijn verzonnen." in markup


def test_figures_are_images_with_a_text(report):
    content = board_report.build(thaw(report.dataset), code="GM0197", sha256="")
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})

    images = re.findall(r"<img[^>]*>", markup)
    assert images
    assert all(re.search(r'alt="[^"]+"', image) for image in images)
    assert "<svg" not in markup


def _is_dictionary(found: object) -> bool:
    return isinstance(found, pikepdf.Dictionary)
