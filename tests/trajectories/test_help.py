"""Help names who to ask, and names nobody to who has no business knowing."""

from django.test import Client

from tests.people import Casework, signed_in


def said(client: Client) -> str:
    return client.get("/hulp/").content.decode().partition("<main")[2]


def test_who_works_with_people_asks_the_teamleider_first(work: Casework) -> None:
    page = said(signed_in(work.bakker))

    assert "<strong>Vraag het M. Nijhof</strong>, teamleider." in page
    assert "Projectleider (projectleider)" in page
    # The teamleider of Aalten is nobody's business in Doetinchem; who leads the region is.
    assert "Nijhof" not in said(signed_in(work.yilmaz))
    assert "<strong>Vraag het Projectleider</strong>" in said(signed_in(work.yilmaz))


def test_an_adviser_asks_who_leads_the_region_and_nobody_asks_oneself(work: Casework) -> None:
    assert "<strong>Vraag het Projectleider</strong>, projectleider." in said(signed_in(work.world.adviser("aalten")))
    assert "staat in de uitnodiging" in said(signed_in(work.world.leader))


def test_a_visitor_reads_no_name(work: Casework) -> None:
    page = said(Client())

    assert "staat in de uitnodiging" in page
    assert "Nijhof" not in page
