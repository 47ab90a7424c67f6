"""The plan read together: plain words, a goal in one's own words, and what is not right becomes a task."""

from datetime import timedelta

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.pip.conftest import drafted
from trajectories.actions import pip_remark, plan
from trajectories.actions.refusal import NotNow
from trajectories.models import FollowUp, PipGoal, Trajectory

WORDS = "Ik wil les in de avond xq6"


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    made = work.register(kennisgeving_on=TODAY - timedelta(days=30), plicht_begins_on=TODAY - timedelta(days=60))
    drafted(work, made)
    with as_user(work.bakker.pk):
        goal = plan.add_goal(trajectory=made, life_area="WERK", goal="Werk in de zorg", on=TODAY, by=work.bakker)
        plan.add_action(goal=goal, what="Stage zoeken", who="inburgeraar", on=TODAY, by=work.bakker)
    return made


def address(made: Trajectory) -> str:
    return f"/trajecten/{made.number}/pip/versies/1/samen/"


def test_it_speaks_to_the_inburgeraar_and_shows_nothing_internal(work: Casework, amina) -> None:
    page = signed_in(work.bakker).get(address(amina)).content.decode()

    assert "Stage zoeken. Jij doet dit." in page
    assert "Je hebt 4 gesprekken per jaar met J. Bakker." in page
    for internal in ("Gesprek vastleggen", "verpleegkunde", "Caseload</a>", "(inburgeraar"):
        assert internal not in page
    assert "Handtekening van de gemeente" in page  # for the paper


def test_what_is_not_right_becomes_a_task(work: Casework, amina) -> None:
    client = signed_in(work.bakker)
    assert "Wat moet er anders?" in client.get(f"{address(amina)}?wijzig=ja").content.decode()

    assert client.post(address(amina), {"about": "LESSEN", "words": WORDS}).status_code == 302

    with as_user(work.bakker.pk):
        task = FollowUp.objects.get(trajectory=amina)
        assert task.what == f"Plan klopt niet (mijn lessen): {WORDS}"
        assert task.user == work.bakker
        assert task.is_visible_to_inburgeraar
        assert "xq6" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": WORDS}, "Kies waar het over gaat"),
        ({"about": "ROUTE"}, "Schrijf wat er anders moet"),
        ({"about": "ROUTE", "words": "x" * 150}, "10 tekens te lang"),
    ],
)
def test_typed_words_stay_with_the_sentence_beside_them(work: Casework, amina, typed, sentence) -> None:
    page = signed_in(work.bakker).post(address(amina), typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert typed.get("words", "") in page.content.decode()
    with as_user(work.bakker.pk):
        assert not FollowUp.objects.filter(trajectory=amina).exists()


def test_a_goal_is_said_in_ones_own_words(work: Casework, amina) -> None:
    client = signed_in(work.bakker)
    with as_user(work.bakker.pk):
        goal = PipGoal.objects.get(trajectory=amina)
    assert 'value="Werk in de zorg"' in client.get(f"{address(amina)}?doel={goal.pk}").content.decode()
    typed = {
        "doel": goal.pk,
        "goal": "Werk in de keuken",
        "own_words": "Ik kook graag",
        "expected_version": goal.version,
    }

    assert client.post(address(amina), typed).status_code == 302
    again = client.post(address(amina), typed | {"goal": "Iets anders"})
    assert again.status_code == 422  # somebody else was first
    assert "Nu staat er: Werk in de keuken" in again.content.decode()

    with as_user(work.bakker.pk):
        assert PipGoal.objects.get(pk=goal.pk).own_words == "Ik kook graag"


def test_a_stranger_and_a_foreign_goal_find_nothing(work: Casework, amina) -> None:
    other = work.register("Omar Khalil")
    with as_user(work.bakker.pk):
        foreign = plan.add_goal(trajectory=other, life_area="WERK", goal="x", on=TODAY, by=work.bakker)
    assert signed_in(work.yilmaz).post(address(amina), {"about": "ROUTE", "words": WORDS}).status_code == 404
    assert signed_in(work.bakker).get(f"{address(amina)}?doel={foreign.pk}").status_code == 404
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="Kies waar het over gaat"):
        pip_remark.ask_otherwise(pip=amina.pips.get(), about="X", words=WORDS, on=TODAY, by=work.bakker)
