"""What a form says when something is missing, who sees an answer, and what was answered before, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_explains_a_question_says_who_sees_it_and_a_change_leads_back(page: Page) -> None:
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    page.locator("select[name=role]").first.select_option(label="Rob van Essen, beleidsadviseur Doetinchem")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")

    # F1, F2, F3: a summary with the focus, no balloons of the browser, and what was typed stays.
    page.goto(f"/doe-mee/{code}/")
    assert page.locator("main form[novalidate]").count() == 1
    assert page.locator("main [required]").count() == 0
    page.get_by_label("Gemeente").select_option(label="Doetinchem")
    page.get_by_label("Naam").fill("")
    page.get_by_role("button", name="Begin met vraag 1").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Fout:")
    expect(page.get_by_label("Gemeente").locator("option:checked")).to_have_text("Doetinchem")
    page.get_by_label("Naam").fill("Rob")
    page.get_by_role("button", name="Begin met vraag 1").click()
    page.wait_for_url("**/vraag/1/")

    # S10 and S11: what the municipality said before, and who sees the answer now and later.
    expect(page.locator("main")).to_contain_text(re.compile(r"antwoordde Doetinchem"))
    expect(page.get_by_role("heading", name="Wie ziet dit?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("alleen gemeente Doetinchem")
    expect(page.locator("main")).to_contain_text("Wet open overheid")

    # F5: from the check page to the question and back.
    page.wait_for_load_state()
    page.keyboard.press("5")
    expect(page.locator("[data-status]")).to_contain_text("Opgeslagen om")
    page.goto(f"/doe-mee/{code}/controleren/")
    page.get_by_role("link", name="Wijzig vraag 1").click()
    page.wait_for_url("**/vraag/1/?terug=controleren")
    page.wait_for_load_state()
    page.keyboard.press("3")
    expect(page.locator("[data-status]")).to_contain_text("Opgeslagen om")
    page.get_by_role("button", name="Bewaar en ga terug").click()
    expect(page.get_by_role("heading", name="Controleer je antwoorden")).to_be_visible()
    expect(page.locator(".rs-checklist")).to_contain_text("Neutraal")
