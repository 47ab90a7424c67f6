"""Every page of a work session, as its leader sees it: nothing wrong for axe, nothing sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader
from tests.journeys.looking import look_at

pytestmark = pytest.mark.django_db(transaction=True)

SESSION = f"{REGION}werksessies/1/"
OPEN = f"{REGION}werksessies/2/"
ROUND = f"{REGION}werksessies/3/"
RESULTS = f"{SESSION}uitkomsten/"
PAGES = [
    f"{REGION}werksessies/", f"{REGION}werksessies/nieuw/", SESSION, f"{SESSION}regie/", f"{SESSION}scherm/",
    f"{SESSION}vragenlijst/", f"{SESSION}wijzigen/", f"{SESSION}tonen/", f"{RESULTS}verschillen/?gemeente=aalten",
    f"{RESULTS}verschillen/?weergave=lijst", f"{RESULTS}stelling/1/", f"{RESULTS}feiten/?gemeente=aalten",
    *(f"{RESULTS}{name}/?gemeente=aalten" for name in ("meningenkaart", "gelijkenis", "agenda", "per-groep")),
    f"{SESSION}groepsgesprek/", f"{SESSION}groepsgesprek/stelling/1/", f"{SESSION}groepsgesprek/acties/nieuw/",
    f"{SESSION}groepsgesprek/acties/1/", f"{SESSION}regie/notitie/1/", f"{SESSION}verslag/", f"{SESSION}spoor/",
    f"{SESSION}rondes/", f"{ROUND}rondes/voor-en-na/?gemeente=aalten",
    OPEN, f"{OPEN}regie/", f"{OPEN}scherm/", f"{OPEN}uitkomsten/verschillen/", f"{OPEN}uitnodigen/",
    f"{OPEN}uitnodigen/1/", f"{OPEN}uitnodigen/afspraken/",
    *(f"{OPEN}{name}/" for name in (
        "vragen", "vragen/voorbeeld", "vragen/bestand", "dupliceren", "stellingen/3", "vragenlijst",
    )),
]  # fmt: skip


def test_pages_of_a_work_session(page: Page) -> None:
    reference_data()
    as_leader(page)

    assert look_at(page, PAGES) == []
