"""The report on paper: tagged and complete by the rules of PDF/UA, with its own letter and a watermark for examples."""

from __future__ import annotations

import io

import page as validation
import pikepdf
import pytest
from django.template import engines

from inburgering.documents import pdf

REPORT = """{% extends "documents/base.html" %}{% block content %}
<p class="rs-kicker">Ter besluit</p>
<h1 class="rs-finding">Koop de Z-route <strong>samen</strong> in.
<strong class="rs-mark">Aalten</strong> hoort bij Oost.</h1>
<section class="rs-section"><h2>Gevraagd besluit</h2><ol class="rs-decisions"><li>Kies scenario 3.</li></ol></section>
<section class="rs-section"><h2>Wat dit betekent</h2><div class="rs-numbers"><div><p class="rs-number">€ 148.000</p>
<p>per jaar</p></div><div><p class="rs-number">17</p><p>nieuwe inburgeraars −2</p></div></div></section>
<section class="rs-new-page"><h2>De keuze</h2><table class="rs-compare"><thead><tr><th scope="col">Onderwerp</th>
<th scope="col">Alles samen</th><th scope="col" class="rs-compare__advice is-first">Apart</th></tr></thead>
<tbody><tr><th scope="row">Kosten</th><td>€ 139.000</td>
<td class="rs-compare__advice is-last">€ 148.000</td></tr></tbody>
</table><p class="rs-source">Bron: aannames, 1 oktober 2026.</p></section>{% endblock %}"""


@pytest.fixture(scope="module")
def report() -> bytes:
    context = {"title": "Inkoop leerroutes Achterhoek", "number": "R-2026-014", "version": 3, "date": "20 november"}
    context |= {"confidentiality": "openbaar", "municipality": "Aalten", "is_example": True}
    return pdf.render(engines["django"].from_string(REPORT).render(context)).content


def test_report_is_tagged_by_the_rules_of_pdf_ua(report: bytes, tmp_path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report)

    outcome = validation.validate_pdf(str(file), profile=validation.ValidationProfile.PDF_UA_1)

    assert [str(failure) for failure in outcome.failures] == []


def test_report_has_language_title_and_only_its_own_letter(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as document:
        fonts = {
            str(font.BaseFont)
            for font in document.objects
            if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font
        }
        assert str(document.Root.Lang) == "nl"
        assert document.docinfo.Title == "Inkoop leerroutes Achterhoek"
        assert len(document.pages) == 2

    assert fonts
    assert all("Source-Sans-3" in font for font in fonts)


def test_example_carries_a_watermark_and_another_report_does_not() -> None:
    context = {"title": "T", "number": "R", "version": 1, "date": "D", "confidentiality": "", "municipality": "Aalten"}
    page = engines["django"].from_string('{% extends "documents/base.html" %}')

    assert "print-example.css" in page.render(context | {"is_example": True})
    assert "Voorbeeldgegevens" in page.render(context | {"is_example": True})
    assert "print-example.css" not in page.render(context | {"is_example": False})
    assert "Voorbeeld" not in page.render(context | {"is_example": False})
