"""The only place that speaks WeasyPrint: HTML in, a tagged PDF/UA-1 out."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Warning, register
from django.template.loader import render_to_string

NO_PANGO = (
    "Op deze computer ontbreekt Pango, en zonder Pango kunnen we geen PDF maken. "
    "Installeer libpango-1.0-0 en libpangoft2-1.0-0 (op een Mac: brew install pango) en probeer het opnieuw."
)
STATIC_SCHEME = "static"


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
    """Return the PDF of an HTML page.

    The variant must be given to write_pdf: given to render() alone it silently makes an untagged PDF.
    Raises CannotRender when Pango is missing.
    """
    weasyprint = load_weasyprint()
    document = weasyprint.HTML(  # type: ignore[attr-defined]
        string=markup, base_url=f"{STATIC_SCHEME}:///", url_fetcher=_fetcher(weasyprint)
    ).render(pdf_variant="pdf/ua-1")
    out = io.BytesIO()
    document.write_pdf(out, pdf_variant="pdf/ua-1")
    return Pdf(content=out.getvalue(), pages=len(document.pages))


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
