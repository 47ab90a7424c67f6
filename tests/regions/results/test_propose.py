"""Making a proposal: what it keeps, and when it is refused."""

from collections.abc import Callable

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.models import AuditEvent
from regions.actions import subregion
from regions.models import Placement, SubregionProposal
from regions.reports import subregion_outcome, subregion_question
from tests import factories
from tests.regions.results.conftest import Workshop

URL = "/regios/achterhoek/subregios/"
SignIn = Callable[[User], Client]


def test_a_proposal_keeps_the_division_and_where_everybody_is(answered: Workshop) -> None:
    leader = answered.world.leader
    with as_user(leader.pk):
        proposal = subregion.propose(session=answered.session, group_count=3, contiguous=True, by=leader)

        places = Placement.objects.filter(proposal=proposal).select_related("municipality")
        by_group = {place.group_name: place.group for place in places}
        names = {place.municipality.name for place in places if place.group_name == "Oost"}
    assert proposal.number == 1
    assert by_group == {"Noord": 1, "Oost": 2, "West": 3}
    assert names == {"Aalten", "Oost Gelre", "Winterswijk"}
    assert set(proposal.outcome["inflow"]) == set(factories.ACHTERHOEK.values())


def test_a_proposal_can_be_recomputed_from_what_it_keeps(answered: Workshop) -> None:
    leader = answered.world.leader
    with as_user(leader.pk):
        made = subregion.propose(session=answered.session, group_count=3, contiguous=True, by=leader)
        kept = SubregionProposal.objects.get(pk=made.pk)

    assert subregion_question.fingerprint(kept.question) == kept.question_sha256
    again = subregion_outcome.solved(subregion_question.thaw(kept.question))
    assert again == subregion_outcome.thaw(kept.outcome)


def test_proposing_leaves_one_event_and_the_next_number(answered: Workshop) -> None:
    leader = answered.world.leader
    with as_user(leader.pk):
        made = [
            subregion.propose(session=answered.session, group_count=count, contiguous=False, by=leader)
            for count in (2, 3)
        ]
        events = AuditEvent.objects.filter(verb="subregions.proposed").count()

    assert [proposal.number for proposal in made] == [1, 2]
    assert events == 2


def test_nobody_answered_yet(workshop: Workshop) -> None:
    leader = workshop.world.leader
    with as_user(leader.pk), pytest.raises(subregion.NotNow, match="Nog geen gemeente deelde haar antwoorden"):
        subregion.propose(session=workshop.session, group_count=3, contiguous=True, by=leader)


def test_who_answered_too_little_is_named_on_the_page(answered: Workshop, signed_in: SignIn) -> None:
    for number in range(1, 20):
        answered.answer("aalten", number, value=None, is_unknown=True)

    page = signed_in(answered.world.leader).get(URL).content.decode()

    assert "Aalten heeft te weinig stellingen beantwoord. Minstens 60% is nodig." in page
    assert "Maak voorstel met" not in page


def test_the_page_suggests_a_number_and_people_choose(answered: Workshop, signed_in: SignIn) -> None:
    client = signed_in(answered.world.leader)

    page = client.get(URL).content.decode()
    made = client.post(URL, {"group_count": "2", "contiguous": "on"})

    assert "De antwoorden passen het best bij 3 subregio’s" in page
    assert made["Location"] == f"{URL}voorstel-1/"
    assert "Twee subregio’s." in client.get(made["Location"]).content.decode()


@pytest.mark.parametrize("typed", ["9", "", "drie"])
def test_a_number_that_cannot_be_is_refused_beside_the_form(answered: Workshop, signed_in: SignIn, typed: str) -> None:
    page = signed_in(answered.world.leader).post(URL, {"group_count": typed}).content.decode()

    assert "Kijk dit nog na" in page
    assert "Kies een aantal uit de lijst" in page or "Kies het aantal subregio’s" in page


def test_a_municipality_cannot_propose_nor_see_a_concept(revealed: Workshop, signed_in: SignIn) -> None:
    leader = revealed.world.leader
    with as_user(leader.pk):
        subregion.propose(session=revealed.session, group_count=3, contiguous=True, by=leader)
    client = signed_in(revealed.world.adviser("aalten"))

    assert client.post(URL, {"group_count": "3"}).status_code == 404
    assert client.get(f"{URL}voorstel-1/").status_code == 404
    assert client.get(f"{URL}voorstel-1.xlsx").status_code == 404
    page = client.get(URL).content.decode()
    assert "nog geen voorstel" in page
    assert "Maak voorstel met" not in page


def test_a_stranger_finds_no_subregions(revealed: Workshop, signed_in: SignIn) -> None:
    leader = revealed.world.leader
    with as_user(leader.pk):
        proposal = subregion.propose(session=revealed.session, group_count=3, contiguous=True, by=leader)
        subregion.discuss(proposal=proposal, by=leader)
    client = signed_in(factories.world("AM01").leader)
    base = f"{URL}voorstel-1"

    paths = [URL, f"{base}/", f"{base}/wijzigen/", f"{base}/vergelijken/", f"{base}/bevestigen/", f"{base}/kaart.svg"]
    statuses = [client.get(path).status_code for path in [*paths, f"{base}.xlsx", "/regios/achterhoek/subregios.xlsx"]]

    assert set(statuses) == {404}
    assert client.post(f"{base}/bevestigen/").status_code == 404
    assert client.post(f"{base}/wijzigen/", {"gemeente": "aalten", "naar": "1"}).status_code == 404
