"""The document of a board report, from frozen dataset to tagged PDF."""

import hashlib
import io
import os
import re
import subprocess
import sys

import page as page_validation
import pikepdf
import pydyf
import pypdfium2
import pytest

from inburgering.documents import pdf
from procurement.models import BoardReport
from procurement.reports import board_report
from procurement.reports.dataset import thaw
from tests import database

FIRST = ("Gevraagd besluit", "Grootste risico", "Wie besluit, en wanneer", "In dit rapport")

FEWEST_WORDS = 70  # the header and footer have about 20 of them
STANDARDS = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_3A)
ELSEWHERE = """
import hashlib, sys
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.staticfiles"], STATICFILES_DIRS=[sys.argv[1]], STATIC_URL="/s/")
django.setup()
from inburgering.documents import pdf
print(hashlib.sha256(pdf.render(sys.stdin.read()).content).hexdigest())
"""


def made(report: BoardReport, code: str | None) -> tuple[board_report.BoardReportContent, pdf.Pdf]:
    content = board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})
    return content, pdf.render(markup)


@pytest.mark.parametrize("code", ["GM0197", None])
def test_every_document_is_tagged_named_and_small(report, code, tmp_path):
    content, found = made(report, code)

    file = tmp_path / "rapport.pdf"
    file.write_bytes(found.content)
    for profile in STANDARDS:
        checked = page_validation.validate_pdf(str(file), profile=profile)
        assert checked.is_compliant, checked.failures
    assert len(found.content) < 1_000_000
    assert pdf.DOUBTFUL_END not in found.content
    with pikepdf.open(io.BytesIO(found.content)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert str(opened.docinfo.Title) == content.title
        with opened.open_outline() as outline:
            assert len(outline.root) >= 5
        fonts = [str(one.FontName) for one in opened.objects if "/FontName" in (one if _is_dictionary(one) else {})]
    assert fonts
    assert all("Source-Sans" in name or "SourceSans" in name for name in fonts)


def test_with_an_agreement_it_keeps_both_standards_and_no_page_stands_empty(agreed_report, tmp_path):
    _, found = made(agreed_report, "GM0222")

    file = tmp_path / "rapport.pdf"
    file.write_bytes(found.content)
    for profile in STANDARDS:
        checked = page_validation.validate_pdf(str(file), profile=profile)
        assert checked.is_compliant, checked.failures
    pages = texts(found.content)
    assert len(pages) == found.pages
    assert "Bronnen, methode, aannames, begrippen" in pages[0]  # page 1 holds all of its own, the contents come last
    assert [number for number, text in enumerate(pages[:-1], start=1) if len(text.split()) < FEWEST_WORDS] == []
    assert "Wij willen een eigen leslocatie en zien dat niet terug" in " ".join(" ".join(pages).split())


def texts(content: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()


def test_no_stream_ends_in_doubt_about_its_last_byte():
    made_by_hand = pydyf.PDF()
    for length in range(256):  # the last byte is that of a sum: each of 256 lengths gives another
        made_by_hand.add_object(pydyf.Stream(["!" * length], compress=True))
    streams = [one for one in made_by_hand.objects if isinstance(one, pydyf.Stream)]
    doubtful = [one for one in streams if one.data.endswith(pdf.DOUBTFUL_END)]
    assert len(doubtful) == 1

    pdf.leave_no_doubtful_end(None, made_by_hand)

    assert not [one for one in streams if one.data.endswith(pdf.DOUBTFUL_END)]
    assert all(not one.compress for one in doubtful)


def test_the_same_figures_give_the_same_bytes_in_another_process(report):
    content, here = made(report, None)
    markup = pdf.html("documents/board_report.html", {"report": content, **content.on_every_page()})

    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(database.CHECKOUT / "static")],
        input=markup.encode(), capture_output=True, check=True, cwd=database.CHECKOUT,
        env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"},
    )  # fmt: skip

    assert there.stdout.decode().strip() == hashlib.sha256(here.content).hexdigest()
    with pikepdf.open(io.BytesIO(here.content)) as opened:
        day = f"D:{content.made_day.replace('-', '')}"
        assert (str(opened.docinfo.CreationDate), str(opened.docinfo.ModDate)) == (day, day)


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
