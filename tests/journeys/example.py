"""Opening the example region in a browser."""

from playwright.sync_api import Page, expect

REGION = "/regios/achterhoek/"


def as_leader(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open de voorbeeldregio").click(timeout=60_000)  # it is loaded at this moment
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")
