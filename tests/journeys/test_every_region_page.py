"""Every page of a region beside its work sessions, as its leader sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader
from tests.journeys.looking import look_at

pytestmark = pytest.mark.django_db(transaction=True)

PROPOSAL = f"{REGION}subregios/voorstel-1/"
COMPARE = f"{REGION}scenarios/vergelijken/"
PROCESS = f"{REGION}processen/1/"
PLAN = f"{REGION}samenwerking/1/"
PAGES = [
    REGION, f"{REGION}subregios/", f"{PROPOSAL}?gemeente=aalten", f"{PROPOSAL}wijzigen/?gemeente=berkelland&naar=2",
    f"{PROPOSAL}gevolgen/", f"{REGION}scenarios/", f"{REGION}scenarios/nieuw/",
    f"{REGION}scenarios/1/", f"{REGION}scenarios/2/wijzigen/", f"{REGION}scenarios/2/voorwaarden/?gemeente=aalten",
    f"{COMPARE}?s=1,2,3&gemeente=aalten", f"{COMPARE}?s=1,2&rijen=alles", f"{REGION}aannames/",
    f"{REGION}aannames/price_b1/", f"{REGION}aannames/instroom/aalten/", f"{REGION}instroom/bestand/",
    f"{REGION}processen/", f"{REGION}processen/nieuw/", PROCESS, f"{PROCESS}delen/", f"{PROCESS}werksessies/2/",
    f"{PROCESS}uitgangspunten/3/", f"{PROCESS}uitgangspunten/nieuw/", f"{PROCESS}uitgangspunten/vaststellen/",
    f"{PROCESS}gesprekken/", f"{PROCESS}gesprekken/1/", f"{PROCESS}gesprekken/nieuw/", f"{PROCESS}tussenstappen/1/",
    f"{REGION}vragenlijsten/", f"{REGION}taakverdeling/?gemeente=aalten", f"{REGION}berichten/",
    f"{REGION}subregios/wensen/?aantal=3&wens=apart:aalten:winterswijk", f"{PROPOSAL}stevigheid/",
    f"{REGION}samenwerking/", PLAN, f"{PLAN}onderdelen/b1-route/", f"{PLAN}naam/", f"{PLAN}standpunten/aalten/",
    f"{REGION}samenwerking/wensen/", f"{PLAN}meerwaarde/", f"{PLAN}piketpaaltje/", f"{REGION}piketpaaltjes/",
    f"{REGION}piketpaaltjes/1/", f"{REGION}scenarios/4/aantallen/?gemeente=aalten", f"{REGION}scenarios/4/recht/",
    *(f"{REGION}{name}/" for name in ("contracten", "contracten/nieuw", "signalen", "gerealiseerd")),
    "/rapporten/", f"{REGION}rapporten/nieuw/", "/beheer/rollen/",
]  # fmt: skip


def test_pages_of_the_region(page: Page) -> None:
    reference_data()
    as_leader(page)

    assert look_at(page, PAGES) == []
