"""What several walks do in a browser: opening the example region, starting an empty one, joining a session."""

from playwright.sync_api import Page, expect

REGION = "/regios/achterhoek/"


def as_leader(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open de voorbeeldregio").click(timeout=60_000)  # it is loaded at this moment
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")


def start_region(leader: Page) -> None:
    """Begin with region Achterhoek without any example."""
    leader.goto("/")
    leader.get_by_role("link", name="Kies je regio").click()
    leader.get_by_label("Arbeidsmarktregio").select_option(label="Achterhoek")
    leader.get_by_role("button", name="Begin met deze regio").click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")


def join(page: Page, code: str, municipality: str, name: str = "") -> None:
    page.goto("/doe-mee/")
    page.get_by_label("Code").fill(code.lower())
    page.keyboard.press("Enter")
    page.get_by_label("Gemeente").select_option(label=municipality)
    page.get_by_label("Naam").fill(name or f"Adviseur van {municipality}")
    page.get_by_role("button", name="Begin met vraag 1").click()


def answer_all(page: Page, values: list[int | None]) -> None:
    """Answer by keys alone: 1 to 5 and 0 choose, Enter goes on."""
    for number, value in enumerate(values, start=1):
        expect(page.get_by_text(f"Vraag {number} van {len(values)}")).to_be_visible()
        page.wait_for_load_state()  # a key pressed while the page still loads goes nowhere
        page.keyboard.press("0" if value is None else str(value + 3))
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Controleer je antwoorden")).to_be_visible()


def switch_role(page: Page, name: str) -> None:
    """Look through the eyes of another person of the example."""
    page.locator("select[name=role]").first.select_option(label=name)
    page.wait_for_load_state()
    expect(page.locator("select[name=role]").first.locator("option:checked")).to_have_text(name)


def stop_the_example(leader: Page) -> None:
    """The worker makes the report of this walk, not first that of the example."""
    leader.goto("/rapporten/")
    leader.get_by_role("link", name="Inkoop leerroutes").first.click()
    leader.get_by_role("button", name="Stop met maken").click()
