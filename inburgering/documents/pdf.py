"""The only place that speaks WeasyPrint: HTML in, one PDF out that is both PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Warning, register
from django.template.loader import render_to_string

NO_PANGO = (
    "Op deze computer ontbreekt Pango, en zonder Pango kunnen we geen PDF maken. "
    "Installeer libpango-1.0-0 en libpangoft2-1.0-0 (op een Mac: brew install pango) en probeer het opnieuw."
)
STATIC_SCHEME = "static"
# PDF/A-3a asks for the tags and the embedded fonts of PDF/UA-1, and its metadata may name a second standard.
SCREEN_COLOURS = "srgb2014"  # the colours a PDF/A is meant for, embedded in it
VARIANT = {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "output_intent": SCREEN_COLOURS}
DOUBTFUL_END = b"\r\nendstream"
MOST_WRITES = 3
# What a PDF/A must tell of a property that is not among its own: ISO 19005-3, 6.6.2.3.
_PDF_UA_1 = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class CannotRender(Exception):
    """A document cannot be made; the message is the Dutch sentence for the asker."""


@dataclass(frozen=True, slots=True)
class Pdf:
    content: bytes
    pages: int


def load_weasyprint() -> object:
    """Return the weasyprint module. Raises CannotRender when its one system library, Pango, is missing."""
    try:
        return import_module("weasyprint")
    except OSError as missing:
        raise CannotRender(NO_PANGO) from missing


@register()
def check_pango(**kwargs: object) -> list[CheckMessage]:
    """Say at the start that documents cannot be made; the rest of the application works without."""
    try:
        load_weasyprint()
    except CannotRender as reason:
        return [Warning(str(reason), id="documents.W001")]
    return []


def html(template: str, context: dict[str, object]) -> str:
    return render_to_string(template, context)


def render(markup: str) -> Pdf:
    """Return the PDF of an HTML page. The same page and fonts give the same bytes: nothing in it is drawn by lot.

    Its dates are those of the page (meta dcterms.created and dcterms.modified), its identifier is made of its content.
    Raises CannotRender when Pango is missing.
    """
    weasyprint = load_weasyprint()
    document = weasyprint.HTML(  # type: ignore[attr-defined]
        string=markup, base_url=f"{STATIC_SCHEME}:///", url_fetcher=_fetcher(weasyprint)
    ).render(color_profiles={SCREEN_COLOURS: _colour_profile()}, **VARIANT)
    _say_both_standards(document.metadata)
    return Pdf(content=_written(document), pages=len(document.pages))


def _written(document: Any) -> bytes:
    content = b""
    for _ in range(MOST_WRITES):
        # The variant is given again: given to render() alone it silently makes an untagged PDF.
        content = document.write_pdf(finisher=leave_no_doubtful_end, **VARIANT)
        if DOUBTFUL_END not in content:
            break
        # The list of objects, made while writing, ends so: a longer description gives it another end.
        document.metadata.description = f"{document.metadata.description or ''} "
    return content


def leave_no_doubtful_end(_document: object, pdf: Any) -> None:
    """Leave a stream of a pydyf PDF uncompressed when its last byte would be a carriage return.

    With the line feed behind it, a reader takes that byte for the end of the line, and finds the stream one short
    (ISO 19005-3, 6.1.7.1). One in 256 streams ends so.
    """
    for one in pdf.objects:
        if getattr(one, "compress", False) and one.data.endswith(DOUBTFUL_END):
            one.compress = False


def _say_both_standards(metadata: Any) -> None:
    """Let the metadata of a PDF/A name PDF/UA-1 as well, in a stream that every reader can read: uncompressed."""
    of_pdf_a, include = metadata.generate_rdf_metadata, metadata.include_in_pdf
    end = b"</rdf:RDF>"
    metadata.generate_rdf_metadata = lambda *named: of_pdf_a(*named).replace(end, _PDF_UA_1 + end)
    metadata.include_in_pdf = lambda pdf, variant, version, level, _compress: include(
        pdf, variant, version, level, False
    )


def _colour_profile() -> Any:
    """Return the profile that WeasyPrint ships; by its own hand it would leave the file open for every document."""
    css = import_module("weasyprint.css")
    return css.ColorProfile(io.BytesIO(_colours()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@cache
def _colours() -> bytes:
    return resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def rasterable(markup: str) -> bytes:
    """Return a plain PDF, untagged and quick, that is only made to draw an image from. Raises CannotRender."""
    weasyprint = load_weasyprint()
    return weasyprint.HTML(  # type: ignore[attr-defined, no-any-return]
        string=markup, base_url=f"{STATIC_SCHEME}:///", url_fetcher=_fetcher(weasyprint)
    ).write_pdf()


@cache
def _content(path: str) -> bytes:
    """Return a static file, a woff2 font unpacked: WeasyPrint would unpack it again for every document."""
    content = Path(path).read_bytes()
    if not path.endswith(".woff2"):
        return content
    unpacked = io.BytesIO()
    import_module("fontTools.ttLib.woff2").decompress(io.BytesIO(content), unpacked)
    return unpacked.getvalue()


def _fetcher(weasyprint: object) -> object:
    """Return a fetcher for our own static files and data URIs: markup can reach no file and no address."""
    urls = import_module("weasyprint.urls")

    class StaticFetcher(urls.URLFetcher):  # type: ignore[name-defined, misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), fail_on_errors=False)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            parts = urlsplit(url)
            if parts.scheme != STATIC_SCHEME:
                return super().fetch(url, headers)
            path = finders.find(unquote(parts.path.lstrip("/")))
            if not path or isinstance(path, list):
                raise ValueError(f"no static file {parts.path}")
            content = _content(path)
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return StaticFetcher()
