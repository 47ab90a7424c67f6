"""Sample pages served from memory under the content security policy of the product, without a database."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.test import RequestFactory
from django.urls import set_urlconf
from playwright.sync_api import Browser, BrowserContext, Page

from tests.inburgering.look import sample

HERE = Path(__file__).parent
ROOT = Path(settings.BASE_DIR)
DIRECTIVES = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
POLICY = "; ".join(f"{name} {' '.join(values)}" for name, values in DIRECTIVES.items())
POLICY_BROKEN = "Content Security Policy"
PAGES = ["question", "heatmap", "subregions", "compare", "landing", "components"]


@cache
def rendered(name: str) -> str:
    """Return a sample page as HTML; it extends the base templates of the product."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    engine = Engine(
        dirs=[HERE / "pages", ROOT / "templates"],
        app_dirs=True,
        builtins=options["builtins"],
        libraries={"static": "django.templatetags.static"},
    )
    set_urlconf("tests.inburgering.look.addresses")  # for this thread only
    request = RequestFactory().get("/?thema=alle")
    return engine.get_template(f"{name}.html").render(Context(sample.context(name) | {"request": request}))


class Samples(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/") and (ROOT / path[1:]).is_file():
            self._answer((ROOT / path[1:]).read_bytes(), mimetypes.guess_type(path)[0] or "application/octet-stream")
        elif (HERE / "pages" / f"{path.strip('/')}.html").is_file():
            self._answer(rendered(path.strip("/")).encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """A test that fails says enough by itself."""


@pytest.fixture(scope="session")
def samples() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Samples) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def device(browser: Browser, samples: str) -> Iterator[Callable[..., Page]]:
    """`device(1366, 768)` gives a page of that size; the test fails on a broken policy or an error in a script."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(width: int, height: int, **options: Any) -> Page:
        context = browser.new_context(base_url=samples, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
        context.on("console", lambda message: problems.append(message.text) if POLICY_BROKEN in message.text else None)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
