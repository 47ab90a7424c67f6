"""Trying wishes before a proposal: what each costs, which clash, and what the proposal keeps of them."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.models import SubregionProposal
from regions.optimisation.solver import solve
from regions.reports import subregion_question, subregion_wishes
from regions.reports.subregion_question import Wishes
from tests.regions.results.conftest import Workshop

URL = "/regios/achterhoek/subregios/wensen/"
SignIn = Callable[[User], Client]
AALTEN, DOETINCHEM, WINTERSWIJK, BERKELLAND = "GM0197", "GM0222", "GM0294", "GM1859"
APART = "apart:aalten:winterswijk"


def asked(answered: Workshop, wishes: Wishes, group_count: int = 3) -> subregion_question.Question:
    with as_user(answered.world.leader.pk):
        question = subregion_question.ask(answered.session)
    return question.asking_for(group_count, contiguous=True, wishes=wishes)


def test_the_price_of_a_wish_is_what_the_best_division_loses_by_it(answered: Workshop) -> None:
    question = asked(answered, Wishes(apart=((AALTEN, WINTERSWIJK),)))
    free = asked(answered, Wishes())

    with_wish, without = solve(question.problem(), 3).score, solve(free.problem(), 3).score
    trial = subregion_wishes.tried(question)

    percent = f"{(with_wish / without - 1) * 100:.1f}".replace(".", ",")
    assert with_wish > without
    assert [wish.key for wish in trial.wishes] == [APART]
    assert trial.wishes[0].price == f"Maakt de verschillen binnen de subregio’s {percent}% groter."
    assert trial.worse == f"Alle wensen samen maken de verschillen binnen de subregio’s {percent}% groter."


def test_a_drawn_link_can_only_help(answered: Workshop) -> None:
    without = solve(asked(answered, Wishes()).problem(), 3).score
    for other in (BERKELLAND, WINTERSWIJK):
        question = asked(answered, Wishes(drawn=((DOETINCHEM, other),)))

        assert solve(question.problem(), 3).score <= without + 1e-9


def test_wishes_that_clash_are_named(answered: Workshop) -> None:
    pair = ((AALTEN, WINTERSWIJK),)

    trial = subregion_wishes.tried(asked(answered, Wishes(together=pair, apart=pair)))

    assert trial.groups == ()
    assert "De wensen spreken elkaar tegen: Aalten en Winterswijk moeten samen en mogen niet samen." in trial.why_not
    assert {wish.price for wish in trial.wishes} == {"Zonder deze wens kan het wel."}


def test_a_question_without_wishes_keeps_its_hash(answered: Workshop) -> None:
    plain = subregion_question.freeze(asked(answered, Wishes()))
    wished = subregion_question.freeze(asked(answered, Wishes(apart=((AALTEN, WINTERSWIJK),))))

    assert "wishes" not in plain
    assert subregion_question.thaw(wished).wishes == Wishes(apart=((AALTEN, WINTERSWIJK),))
    assert subregion_question.fingerprint(plain) != subregion_question.fingerprint(wished)


def test_the_page_shows_the_price_and_makes_the_proposal(answered: Workshop, signed_in: SignIn) -> None:
    client = signed_in(answered.world.leader)
    wanted = {"aantal": "3", "aan_elkaar": "on", "gemeente": "aalten", "soort": "apart", "met": "winterswijk"}

    page = client.get(URL, wanted).content.decode()
    made = client.post(URL, {"aantal": "3", "aan_elkaar": "on", "wens": APART})

    assert "Aalten en Winterswijk niet in dezelfde subregio" in page
    assert "Alle wensen samen maken de verschillen" in page
    assert made.status_code == 302
    with as_user(answered.world.leader.pk):
        proposal = SubregionProposal.objects.get()
        groups = dict(proposal.placements.values_list("municipality__code", "group"))
    assert groups[AALTEN] != groups[WINTERSWIJK]
    shown = client.get(made["Location"]).content.decode()
    assert "Dit voorstel is gemaakt met deze wensen" in shown


def test_looking_saves_nothing(answered: Workshop, signed_in: SignIn) -> None:
    signed_in(answered.world.leader).get(URL, {"aantal": "2", "wens": APART})

    with as_user(answered.world.leader.pk):
        assert not SubregionProposal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"aantal": "9"}, "Kies een aantal uit de lijst"),
        ({"aantal": "2", "gemeente": "aalten"}, "Kies wat de wens is"),
        ({"aantal": "2", "gemeente": "aalten", "soort": "samen", "met": "aalten"}, "Kies twee verschillende gemeenten"),
        ({"aantal": "2", "wens": "samen:aalten:enschede"}, "gaat niet over gemeenten van deze regio"),
        ({"aantal": "2", "minimum": "veel"}, "Vul een"),
        ({"aantal": "2", "minimum": "9000"}, "te klein voor 2 subregio"),
        ({"aantal": "4", "wens": ["samen:aalten:winterswijk"] * 1, "minimum": "70"}, "te klein voor 4 subregio"),
    ],
)
def test_nonsense_is_told(answered: Workshop, signed_in: SignIn, typed: dict[str, object], said: str) -> None:
    page = signed_in(answered.world.leader).get(f"{URL}?{urlencode(typed, doseq=True)}")

    assert page.status_code == 200
    assert said in page.content.decode()


def test_only_who_proposes_tries(answered: Workshop, signed_in: SignIn) -> None:
    assert signed_in(answered.world.adviser("aalten")).get(URL).status_code == 404
    assert Client().get(URL).status_code in (302, 404)
