"""Real pages in a real Chromium: found on the machine, never downloaded by the tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# What a page should say, it says at once, but on a busy machine a process waits for its turn.
PATIENCE = 20_000  # milliseconds
expect.set_options(timeout=PATIENCE)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# No network of its own, so that a test talks to the live server and to nothing else.
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REPORT_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
    window.reportProblem(`CSP ${event.violatedDirective}: ${event.blockedURI} op ${event.documentURI}`))"""


def chromium() -> Path:
    """Return the browser; without one the test is skipped, or fails where INBURGERING_BROWSER=required."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return Path(found)
    message = "Chromium ontbreekt: browsertest overgeslagen (Debian: apt-get install chromium)."
    if os.environ.get("INBURGERING_BROWSER") == "required":
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def launched() -> Iterator[Browser]:
    program = chromium()
    # Playwright runs an event loop in this thread, where Django would then refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, url: str, **options: object) -> Iterator[BrowserContext]:
    """Open a context whose pages may break no content security policy and raise no error in a script."""
    problems: list[str] = []
    context = browser.new_context(base_url=url, locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
    context.set_default_timeout(PATIENCE)
    context.expose_function("reportProblem", lambda problem: problems.append(problem))
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
    yield context
    context.close()
    if problems:
        pytest.fail("De pagina gaf problemen:\n" + "\n".join(problems))


def assert_accessible(page: Page) -> None:
    """Fail with what axe finds wrong on this page, element by element."""
    # Given to a page once, and asked for what is wrong only: half the time of a walk went to reading the rest.
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_FILE_PATH.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in violation["nodes"])
        for violation in found
    ]
    if lines:
        pytest.fail(f"axe op {page.url}:\n" + "\n".join(lines))
