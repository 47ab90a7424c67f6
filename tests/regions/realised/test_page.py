"""The page Gerealiseerd: text first, what may not be told is not told, and releasing by a decision."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inburgering.accounts.context import as_job, as_user
from inburgering.audit.record import CLOCK
from regions.actions import realised
from regions.models import CountRelease, Municipality
from regions.rules.realised import Count, quarters_of, rolling, year
from tests.people import Casework, casework, signed_in

LAST_YEAR = timezone.localdate().year - 1
DECIDED = {"purpose": "Inkoop van de B1-route voor volgend jaar", "decided_on": "1-6-2026", "decided_by": "college"}


@pytest.fixture
def work(db: None) -> Casework:
    """Aalten counted 3, Doetinchem 9, Winterswijk 14 new inburgeraars last year."""
    made = casework()
    for code, value in (("GM0197", 3), ("GM0222", 9), ("GM0294", 14)):
        _counted(Municipality.objects.get(code=code), value)
    _told(made)
    return made


def _counted(place: Municipality, value: int) -> None:
    first, *others = quarters_of(LAST_YEAR)
    counts = [Count(year(LAST_YEAR), "INSTROOM", "", value), Count(first, "INSTROOM", "", value)]
    counts += [Count(period, "INSTROOM", "", 0) for period in others]
    counts.append(Count(year(LAST_YEAR), "INSTROOM", "GROEP:ASIELSTATUSHOUDER", value))
    counts.append(Count(rolling(timezone.localdate()), "INSTROOM", "", value))
    counts.append(Count(year(LAST_YEAR), "UREN", "SOORT:NT2", 1234))
    with as_job(place.organisation_id):
        realised.keep(municipality=place, counts=counts, on=timezone.localdate(), by=CLOCK)


def _told(work: Casework) -> None:
    with as_job(work.world.region.organisation_id):
        realised.tell(region=work.world.region, on=timezone.localdate(), by=CLOCK)


def page(work: Casework) -> str:
    return f"/regios/{work.world.region.slug}/gerealiseerd/"


def test_the_totals_in_words_and_as_a_table(work: Casework) -> None:
    for user in (work.world.leader, work.world.alderman("aalten"), work.bakker):
        said = signed_in(user).get(page(work)).content.decode()
        assert f"In {LAST_YEAR} meldden zich" in said
        assert "<strong>26 inburgeraars</strong>" in said
        assert "3.702" in said  # hours are told: 3 × 1.234


def test_exact_numbers_are_for_who_may_see_persons(work: Casework) -> None:
    assert "Je eigen gemeente" in signed_in(work.bakker).get(page(work)).content.decode()
    for user in (work.world.leader, work.world.alderman("aalten"), work.world.adviser("aalten")):
        assert "Je eigen gemeente" not in signed_in(user).get(page(work)).content.decode()


def test_a_teamleider_releases_and_withdraws(work: Casework) -> None:
    client = signed_in(work.nijhof)
    aalten = Municipality.objects.get(code="GM0197")
    answer = client.post(page(work), {"municipality": aalten.pk, **DECIDED}, follow=True)
    assert "De regio heeft nu de exacte aantallen van Aalten." in answer.content.decode()
    seen = signed_in(work.world.leader).get(page(work)).content.decode()
    assert "Exacte aantallen, laatste twaalf maanden" in seen
    assert DECIDED["purpose"] in seen
    assert "Trek de vrijgave" not in seen
    client.post(f"{page(work)}aalten/intrekken/")
    assert "Exacte aantallen" not in signed_in(work.world.leader).get(page(work)).content.decode()
    with as_user(work.nijhof.pk):
        assert CountRelease.objects.get().withdrawn_by


def test_who_may_not_release(work: Casework) -> None:
    aalten = Municipality.objects.get(code="GM0197")
    for user in (work.bakker, work.world.leader, work.world.adviser("aalten")):
        assert signed_in(user).post(page(work), {"municipality": aalten.pk, **DECIDED}).status_code == 404
        assert signed_in(user).post(f"{page(work)}aalten/intrekken/").status_code == 404
    doetinchem = Municipality.objects.get(code="GM0222")
    refused = signed_in(work.nijhof).post(page(work), {"municipality": doetinchem.pk, **DECIDED}).content.decode()
    assert "Kies een gemeente uit de lijst" in refused


def test_a_decision_without_purpose_or_from_tomorrow(work: Casework) -> None:
    aalten = Municipality.objects.get(code="GM0197")
    client = signed_in(work.nijhof)
    typed = {"municipality": aalten.pk, **DECIDED, "purpose": "inkoop"}
    said = client.post(page(work), typed).content.decode()
    assert "in een hele zin" in said
    assert 'value="inkoop"' in said
    tomorrow = client.post(page(work), typed | DECIDED | {"decided_on": "1-1-2099"}).content.decode()
    assert "Het besluit ligt in de toekomst" in tomorrow


def test_excel_has_what_is_told_and_no_more(work: Casework) -> None:
    answer = signed_in(work.world.leader).get(f"{page(work)[:-1]}.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "Periode"
    totals = {(row[0], row[3]): row[4] for row in rows[1:] if row[2] == "Nieuwe inburgeraars"}
    assert totals[f"{LAST_YEAR}", "totaal"] == 26
    assert {row[1] for row in rows[1:] if row[1]} == {"regio"}


def test_another_region_is_not_there(work: Casework) -> None:
    assert signed_in(work.bakker).get("/regios/twente/gerealiseerd/").status_code == 404


def test_the_page_asks_few_queries(work: Casework, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = signed_in(work.nijhof)
    client.get(page(work))
    with django_assert_max_num_queries(26):
        client.get(page(work))
