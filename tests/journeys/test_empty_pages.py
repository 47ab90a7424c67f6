"""Pages before anything is there: what belongs here, something to do, and help in the same place. K6 and K7."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.isolation.person_addresses import OWN_LIST, PROVIDER_ONLY
from tests.isolation.test_every_person_address import address
from tests.journeys.test_words import opened, reader, seen
from tests.people import Casework, casework, signed_in
from trajectories.models import Trajectory

pytestmark = pytest.mark.django_db
Begun = tuple[Casework, Trajectory]


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Begun]:
    """Nobody but one person of Doetinchem, whom nobody in Aalten sees; and that person has nothing yet."""
    with django_db_blocker.unblock(), transaction.atomic():
        work = casework()
        yield work, work.register(by=work.yilmaz)
        transaction.set_rollback(True)


def bare(page: str) -> list[str]:
    """Return the tables without a row."""
    tables = re.findall(r"<table\b.*?</table>", page, flags=re.DOTALL)
    return [table[:200] for table in tables if not re.search(r"<tbody[^>]*>\s*<tr", table)]


@pytest.mark.parametrize("name", sorted(OWN_LIST - PROVIDER_ONLY))
def test_a_list_without_anything_says_what_belongs_there(begun: Begun, name: str) -> None:
    """K7: nobody has come in yet; no bare table, words, and something to do."""
    given = {"extension": "xlsx", "kind": "inburgeraars", "number": "T-22222222"}
    page = opened(signed_in(reader(begun[0], name)), address(name, given))
    if not page:
        return
    main = page.partition("<main")[2].partition("</main>")[0]

    assert bare(main) == []
    assert len(seen(page)) > 40
    assert re.search(r"<(?:a|button|input|select)\b", main)


DOSSIER_PAGES = (
    "", "tijdlijn/", "intake/", "pip/", "lessen/", "ontzorgen/", "signalen/", "portfolio/", "documenten/",
    "betrokkenen/", "gezondheid/", "wie-keek-mee/", "afspraken/nieuw/",
)  # fmt: skip


@pytest.mark.parametrize("rest", DOSSIER_PAGES)
def test_a_dossier_that_has_just_begun_has_no_bare_table(begun: Begun, rest: str) -> None:
    """K7 for every tab."""
    response = signed_in(begun[0].yilmaz).get(f"/trajecten/{begun[1].number}/{rest}")

    assert response.status_code == 200
    assert bare(response.content.decode()) == []


@pytest.mark.parametrize("address_of", ["/vandaag/", "/caseload/?toon=alles", "/agenda/", "/zoeken/", "/hulp/"])
def test_help_stands_in_the_same_place(begun: Begun, address_of: str) -> None:
    """K6: the first link of the foot of every page."""
    client = signed_in(begun[0].bakker)
    foot = client.get(address_of).content.decode().partition("<footer")[2]

    assert re.search(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', foot).groups() == ("/hulp/", "Hulp en contact")
