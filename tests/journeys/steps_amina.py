"""What a klantregisseur does in the pages of one dossier: small steps, each ending with what the page then says."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from playwright.sync_api import BrowserContext, Locator, Page, expect

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.notation import date_long
from tests.people import signed_in
from trajectories.actions import exam, intake
from trajectories.models import BredeIntake, IntakePart, Trajectory
from trajectories.rules import intake_parts
from trajectories.rules.intake_parts import Field, Kind

WAIT = 30_000  # milliseconds that a page may take on a machine with more to do
ROUTES = ("B1-route", "Onderwijsroute", "Z-route")


def sign_in(context: BrowserContext, user: User, address: str) -> Page:
    """Return a page of this user's own device."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": signed_in(user).cookies[name].value, "url": address}])
    context.set_default_timeout(WAIT)
    return context.new_page()


def typed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def fill(page: Page, **values: str | int | date) -> None:
    """Type in text fields by the name of the field; a day as people type it."""
    for name, value in values.items():
        words = typed(value) if isinstance(value, date) else str(value)
        page.locator(f"main [name={name}]").fill(words)


def choose(page: Page, **values: str) -> None:
    """Choose in lists by the words of the choice."""
    for name, label in values.items():
        page.locator(f"main select[name={name}]").select_option(label=label)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def seen(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=WAIT)


def term_row(page: Page, label: str) -> Locator:
    """Return the row of one date in the table of the overview, opened by hand."""
    page.locator(".rs-terms__table summary").click()
    return page.locator(".rs-terms__table tbody tr").filter(has=page.get_by_role("rowheader", name=label))


def discuss_routes(page: Page, number: str, day: date) -> None:
    page.goto(f"/trajecten/{number}/intake/gevolgen/")
    for code, label in zip(intake_parts.ROUTES, ROUTES, strict=True):
        page.locator(f"#{code}_discussed_on").fill(typed(day))
        page.locator(f"#{code}_own_words").fill(f"Amina vertelt zelf wat de {label} is.")
        press(page, f"Leg vast: {label} besproken")
        said = page.get_by_text(f"Besproken op {date_long(day)}")
        expect(said).to_have_count(intake_parts.ROUTES.index(code) + 1, timeout=WAIT)


def answer(field: Field) -> str:
    if field.choices:
        return field.choices[0][0]
    return "8" if field.kind == Kind.NUMBER else "Verpleegkunde"


def rest_of_intake(trajectory: Trajectory, by: User, *, on: date) -> None:
    """Fill what the PIP still needs, by the acts: the parts that look like the one done by hand."""
    with as_user(by.pk):
        found = BredeIntake.objects.get(trajectory=trajectory)
        parts = {part.key: part for part in found.parts.exclude(status=IntakePart.Status.DONE)}
        for table in (one for one in intake_parts.PARTS if one.is_needed and one.key in parts):
            part = parts[table.key]
            answers = {field.key: answer(field) for field in intake_parts.missing(table, part.fields)}
            intake.save_part(
                part=part, fields=answers, note="", status="DONE", expected_version=part.version, on=on, by=by
            )


def new_version(page: Page, number: str, reason: str, words: str) -> None:
    page.goto(f"/trajecten/{number}/pip/")
    page.get_by_role("radio", name=reason, exact=True).check()
    fill(page, reason_words=words)
    press(page, "Maak een concept")


def argue(page: Page) -> None:
    """Write what a decision must say, whatever route it becomes."""
    fill(
        page,
        route_argument="Amina leert snel en wil als verpleegkundige werken.",
        onderwijs_wish="Wil naar het mbo, richting zorg.",
        onderwijs_level="Twee jaar verpleegkunde in Aleppo, Nederlands op A2.",
        onderwijs_chance="De kans op een diploma is groot: zij studeerde al.",
        conversations_per_year=4,
        support="Elke drie maanden een gesprek en een taalmaatje via de bibliotheek.",
    )  # fmt: skip


def establish(page: Page, version: int) -> None:
    """From a concept that the checks find complete to the decision, past the page that asks first."""
    checks = page.get_by_role("complementary", name="Controle")
    page.locator("main [name=support]").press("Tab")
    expect(checks.get_by_role("heading", name="Klaar om vast te stellen")).to_be_visible(timeout=WAIT)
    press(page, "Bewaar en ga naar vaststellen")
    seen(page, "Daarna verandert dit deel niet meer.")
    press(page, f"Stel PIP versie {version} vast")
    seen(page, f"PIP versie {version} is vastgesteld.")


def act(page: Page, number: str, address: str, button: str, done: str, **values: str | int | date) -> None:
    """Do one act on its own small page."""
    page.goto(f"/trajecten/{number}/{address}")
    fill(page, **values)
    press(page, button)
    seen(page, done)


def pass_exams(trajectory: Trajectory, by: User, parts: dict[str, str], *, on: date) -> None:
    """Record these parts with their levels as passed, by the act of the page."""
    with as_user(by.pk):
        for part, level in parts.items():
            exam.record(
                trajectory=trajectory, part=part, level=level, taken_on=on, result="GESLAAGD", result_on=on, on=on,
                by=by,
            )  # fmt: skip
