"""Signalen: without a person, read by the region and its own municipality, answered by the project leader."""

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from regions.actions import signaal as acts
from regions.actions.refusal import NotNow
from regions.models import Signaal
from tests.factories import TODAY, World, world
from tests.people import signed_in

LIST = "/regios/achterhoek/signalen/"


@pytest.fixture
def region(standing_world: World) -> World:
    return standing_world


def sent(region: World, slug: str = "aalten", supplier: str = "Stroom BV", text: str = "Betaalt niet") -> Signaal:
    by = region.adviser(slug)
    with as_user(by.pk):
        return acts.send(
            region=region.region, organisation_id=region.municipality(slug).organisation_id,
            said=acts.Said("SUPPLIER_REFUSES", supplier, text, ("Amina Haddad",)), on=TODAY, by=by,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("supplier", "text"),
    [
        ("Stroom BV", "Haddad belde"), ("Stroom BV", "BSN 999990019"), ("", "Weigert"), ("Stroom BV", " "),
        ("Stroom BV", "x" * 501), ("Mevrouw Jansen", "Weigert"), ("Stroom BV", "Woont op 7121 CS"),
    ],
)  # fmt: skip
def test_what_is_not_sent(region: World, supplier: str, text: str) -> None:
    with pytest.raises(acts.NotSent):
        sent(region, supplier=supplier, text=text)


def test_another_region_does_not_get_it(region: World) -> None:
    other = world("AM10")
    by = region.adviser("aalten")

    with as_user(by.pk), pytest.raises(acts.NotSent, match="hoort niet bij deze regio"):
        acts.send(
            region=other.region, organisation_id=region.municipality("aalten").organisation_id,
            said=acts.Said("OTHER", "", "Iets"), on=TODAY, by=by,
        )  # fmt: skip


def test_taken_up_once_and_answered_again(region: World) -> None:
    one = sent(region)
    with as_user(region.leader.pk):
        acts.take_up(signaal=one, by=region.leader)
        with pytest.raises(NotNow, match="al opgepakt"):
            acts.take_up(signaal=one, by=region.leader)
        with pytest.raises(NotNow, match="Vul in"):
            acts.answer(signaal=one, text=" ", on=TODAY, by=region.leader)
        acts.answer(signaal=one, text="Gebeld", on=TODAY, by=region.leader)
        acts.answer(signaal=one, text="Opgelost", on=TODAY, by=region.leader)

        assert (one.state, one.answer) == ("ANSWERED", "Opgelost")
        assert AuditEvent.objects.filter(verb="signaal.answered").count() == 2


def test_the_page_counts_per_supplier(region: World) -> None:
    sent(region)
    sent(region, "doetinchem", supplier="STROOM bv")

    text = signed_in(region.leader).get(LIST).content.decode()

    assert "2 signalen wachten" in text
    assert "komt het vaakst voor: 2 keer" in text
    assert "Aalten, Doetinchem" in text


def test_a_municipality_reads_its_own(region: World) -> None:
    sent(region)
    mine, other = signed_in(region.adviser("aalten")), signed_in(region.adviser("winterswijk"))

    assert "Stroom BV" in mine.get(LIST).content.decode()
    assert "Antwoord</a>" not in mine.get(LIST).content.decode()
    assert "Stroom BV" not in other.get(LIST).content.decode()
    assert b"Stroom BV" not in other.get(f"{LIST[:-1]}.xlsx").content


def test_only_the_project_leader_answers(region: World) -> None:
    one = sent(region)
    where = f"{LIST}{one.pk}/"

    assert signed_in(region.adviser("aalten")).get(where).status_code == 404
    assert signed_in(region.alderman("aalten")).post(f"{where}oppakken/").status_code == 404
    client = signed_in(region.leader)
    assert client.post(f"{where}oppakken/").status_code == 302
    assert client.post(where, {"text": ""}).status_code == 422
    assert client.post(where, {"text": "x" * 501}).status_code == 422
    assert client.post(where, {"text": "Afspraak gemaakt"}).status_code == 302
    assert "Afspraak gemaakt" in client.get(LIST).content.decode()


def test_an_empty_page_says_what_comes(region: World) -> None:
    assert "Nog geen signalen." in signed_in(region.leader).get(LIST).content.decode()
