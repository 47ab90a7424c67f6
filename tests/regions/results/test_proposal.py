"""Reading a proposal, trying a move, going back, and putting it to the municipalities."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share, User
from inburgering.audit.models import AuditEvent
from regions.actions import subregion
from regions.models import Municipality, SubregionProposal
from tests.regions.results.conftest import Workshop

URL = "/regios/achterhoek/subregios/voorstel-1/"
NEXT = "/regios/achterhoek/subregios/voorstel-2/"
SignIn = Callable[[User], Client]


@pytest.fixture
def proposal(revealed: Workshop) -> SubregionProposal:
    leader = revealed.world.leader
    with as_user(leader.pk):
        return subregion.propose(session=revealed.session, group_count=3, contiguous=True, by=leader)


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_page_says_where_one_belongs_why_and_how_sure_that_is(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    page = text(signed_in(revealed.world.leader), f"{URL}?gemeente=aalten")

    assert "Drie subregio’s." in page
    assert '<strong class="rs-mark">Aalten</strong> hoort bij <strong>Oost</strong>' in page
    assert "van de 966 manieren om 8 gemeenten te verdelen over 3 subregio’s is er geen betere" in page
    assert "De wens dat gemeenten in een subregio aan elkaar liggen kost niets" in page
    assert "Binnen 5% van de beste" in page
    assert page.count('class="hexmap"') == 2
    assert "(aanname, 1 oktober 2026)" in page
    assert "(stelling " in page


def test_an_unknown_municipality_in_the_address_is_told(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    page = text(signed_in(revealed.world.leader), f"{URL}?gemeente=enschede")

    assert "&#x27;enschede&#x27; is geen gemeente van deze regio" in page


def test_later_answers_change_nothing_but_are_told(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.leader)
    before = text(client, URL)
    for number in range(1, 25):
        revealed.answer("winterswijk", number, value=-2, is_unknown=False)

    after = text(client, URL)

    assert "Dit voorstel is verouderd. Winterswijk heeft na" in after
    assert before.split("<h2")[1:] == after.split("<h2")[1:]


def test_trying_a_move_shows_before_and_after_and_stores_nothing(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.leader)

    page = text(client, f"{URL}wijzigen/?gemeente=berkelland&naar=2")

    assert "Berkelland gaat van Noord naar Oost." in page
    assert "De verschillen binnen de subregio’s worden" in page
    assert "Maak hier een nieuw voorstel van" in page
    assert client.get(NEXT).status_code == 404


def test_a_move_makes_the_next_proposal_and_the_former_stays(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.leader)
    before = text(client, URL)

    made = client.post(f"{URL}wijzigen/", {"gemeente": "berkelland", "naar": "2"})

    assert made["Location"] == NEXT
    page = text(client, NEXT)
    assert "aangepast op" in page
    assert "op basis van voorstel 1" in page
    assert "Mensen pasten deze indeling aan." in page
    assert "Berkelland gaat van Noord naar Oost." in text(client, f"{NEXT}vergelijken/")
    assert text(client, URL).split("<h2")[1:] == before.split("<h2")[1:]
    with as_user(revealed.world.leader.pk):
        assert AuditEvent.objects.filter(verb="subregions.moved").count() == 1


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"gemeente": "aalten", "naar": "2"}, "Aalten staat al in Oost. Kies een andere subregio."),
        ({"gemeente": "enschede", "naar": "2"}, "Kies een gemeente uit de lijst: enschede staat niet in dit voorstel"),
        ({"gemeente": "aalten", "naar": "7"}, "Kies een subregio uit de lijst: 7 staat niet in dit voorstel"),
        ({}, "Kies een gemeente"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_a_reason(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn, asked: dict[str, str], sentence: str
) -> None:
    client = signed_in(revealed.world.leader)

    pages = [client.get(f"{URL}wijzigen/", asked), client.post(f"{URL}wijzigen/", asked)]

    assert all(sentence in page.content.decode() for page in pages)
    assert client.get(NEXT).status_code == 404


def test_the_last_municipality_of_a_subregion_stays(revealed: Workshop, proposal: SubregionProposal) -> None:
    leader = revealed.world.leader
    with as_user(leader.pk):
        berkelland, bronckhorst = (Municipality.objects.get(slug=slug) for slug in ("berkelland", "bronckhorst"))
        once = subregion.move(proposal=proposal, municipality=berkelland, to_group=2, by=leader)

        with pytest.raises(subregion.NotNow, match="Bronckhorst is de laatste gemeente in Noord"):
            subregion.move(proposal=once, municipality=bronckhorst, to_group=2, by=leader)


def test_a_move_that_breaks_the_wish_to_adjoin_says_so(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    page = text(signed_in(revealed.world.leader), f"{URL}wijzigen/?gemeente=winterswijk&naar=3")

    assert "liggen niet aan elkaar" in page


def test_municipalities_read_a_proposal_once_it_is_discussed(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.leader)
    assert "Alle gemeenten in de regio." in text(client, f"{URL}bevestigen/")

    answer = client.post(f"{URL}bevestigen/")

    assert answer["Location"] == URL
    adviser = signed_in(revealed.world.adviser("aalten"))
    page = text(adviser, URL)
    assert "Ter bespreking" in page
    assert '<strong class="rs-mark">Aalten</strong> hoort bij' in page
    assert "Reken door" not in page
    assert adviser.get(f"{URL}wijzigen/").status_code == 404
    with as_user(revealed.world.leader.pk):
        assert Share.objects.filter(kind=Share.Kind.PROPOSAL).count() == 8
        assert AuditEvent.objects.filter(verb="subregions.discussed").count() == 1


def test_before_the_reveal_a_proposal_stays_with_the_region(answered: Workshop, signed_in: SignIn) -> None:
    leader = answered.world.leader
    with as_user(leader.pk):
        subregion.propose(session=answered.session, group_count=3, contiguous=True, by=leader)

    page = signed_in(leader).post(f"{URL}bevestigen/").content.decode()

    assert "Toon eerst de uitkomsten van Werksessie 1" in page
    assert signed_in(answered.world.adviser("aalten")).get(URL).status_code == 404


def test_discussing_twice_is_refused(revealed: Workshop, proposal: SubregionProposal) -> None:
    leader = revealed.world.leader
    with as_user(leader.pk):
        subregion.discuss(proposal=proposal, by=leader)

        with pytest.raises(subregion.NotNow, match="Voorstel 1 is al ter bespreking"):
            subregion.discuss(proposal=proposal, by=leader)


def test_every_list_and_the_map_can_be_taken_along(
    revealed: Workshop, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.leader)

    file = load_workbook(io.BytesIO(client.get(URL.rstrip("/") + ".xlsx").content)).worksheets[0]
    listed = load_workbook(io.BytesIO(client.get("/regios/achterhoek/subregios.xlsx").content)).worksheets[0]
    drawing = client.get(f"{URL}kaart.svg")

    assert [cell.value for cell in file[2]][:3] == ["Aalten", "Oost", 20]
    assert listed["B2"].value == "Concept"
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing.content.startswith(b"<svg")
