"""The PIP after a move: what came along stands there with its source, and nothing of it is decided unseen."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.notation import date_short
from tests.people import Casework, signed_in
from trajectories.actions import handover, pip, plan
from trajectories.actions.handover_registration import Place
from trajectories.models import Handover, HandoverContent, Pip, Trajectory
from trajectories.reports import handover_received, pip_prefill
from trajectories.reports.handover_content import Wanted
from trajectories.rules.handover_parts import BY_LAW

LAW = tuple(part.key for part in BY_LAW)
FIRST = date(2026, 2, 10)
OWN_WORDS = "Ik wil mijn eigen geld xq9"
DECIDED = {
    "leerroute": "B1", "level": "B1", "route_argument": "Kan goed leren xq5.", "onderwijs_wish": "Eerst werken.",
    "onderwijs_level": "Mbo.", "onderwijs_chance": "Niet groot.", "intensity_hours": 620,
    "hours_per_week": Decimal("14.5"), "alphabet": "AA", "pvt_hours": 16, "map_hours": 48, "conversations_per_year": 7,
    "support": "Elke maand een gesprek.", "has_ontzorgen": True, "may_finish_education": True,
}  # fmt: skip


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def amina(work: Casework, today: date) -> Trajectory:
    """Somebody of Aalten with a first PIP and a plan."""
    made = work.register(
        "Amina Haddad", kennisgeving_on=date(2025, 12, 15), registered_brp_on=date(2025, 12, 15),
        plicht_begins_on=date(2025, 12, 1), bijstand_from_on=date(2026, 6, 4), pvt_signed_on=date(2026, 5, 3),
        person={"bsn": "999990019"},
    )  # fmt: skip
    with as_user(work.bakker.pk):
        draft = pip.draft(trajectory=made, reason="FIRST", on=FIRST, by=work.bakker)
        draft = pip.save(pip=draft, columns=DECIDED | {"dated_on": FIRST}, expected_version=draft.version, on=FIRST,
                         by=work.bakker)  # fmt: skip
        pip.establish(pip=draft, on=FIRST, by=work.bakker)
        goal = plan.add_goal(trajectory=made, life_area="WERK", goal="Werk in de zorg", own_words=OWN_WORDS, on=FIRST,
                             by=work.bakker)  # fmt: skip
        plan.add_action(goal=goal, what="Stage zoeken", who="inburgeraar", due_on=date(2026, 12, 1), on=FIRST,
                        by=work.bakker)  # fmt: skip
    return made


def moved(work: Casework, trajectory: Trajectory, today: date, keys: tuple[str, ...] = LAW) -> Trajectory:
    """Return the trajectory in Doetinchem."""
    since = today - timedelta(days=3)
    with as_user(work.bakker.pk):
        made = handover.announce(
            trajectory=trajectory, receiver=work.doetinchem.organisation, moved_on=since, wanted=Wanted(keys),
            on=today, by=work.bakker,
        )  # fmt: skip
    with as_user(work.yilmaz.pk):
        handover.request(handover=made, on=today, by=work.yilmaz)
        return handover.accept(handover=made, place=Place(work.doetinchem, work.yilmaz, since), on=today,
                               by=work.yilmaz)  # fmt: skip


def test_the_new_pip_begins_with_what_was_decided_there(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    with as_user(work.yilmaz.pk):
        made = pip.draft(trajectory=here, reason="MOVE", on=today, by=work.yilmaz)

        kept = {name: getattr(made, name) for name in DECIDED if not name.startswith(("route_", "onderwijs_"))}
        assert kept == {name: value for name, value in DECIDED.items() if name in kept}
        assert "xq5" not in made.route_argument  # its argument stays in Aalten
        assert made.route_argument.startswith("De gemeente Aalten stelde deze leerroute vast. Na een verhuizing blijft")
        assert made.dated_on is None
        assert made.state == Pip.State.CONCEPT


def test_the_editor_names_the_source_beside_every_value(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    client = signed_in(work.yilmaz)
    answer = client.post(f"/trajecten/{here.number}/pip/nieuw/", {"reason": "MOVE"})
    assert answer.status_code == 302, answer.content.decode()

    page = client.get(f"/trajecten/{here.number}/pip/versies/1/wijzigen/").content.decode()

    source = f"uit de overdracht van Aalten, {date_short(today)}"
    assert page.count(f"Nu ingevuld {source}.") == 9  # every decided point that was filled in there
    assert "Het PVT is al ondertekend op 3 mei 2026." in page
    assert "Daar liep het tot en met 3 dec 2026. Kijk of het hier ook geldt" in page


def test_a_changed_value_shows_what_it_was_there(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    with as_user(work.yilmaz.pk):
        made = pip.draft(trajectory=here, reason="MOVE", on=today, by=work.yilmaz)
        made = pip.save(pip=made, columns={"conversations_per_year": 4}, expected_version=1, on=today, by=work.yilmaz)

        said = pip_prefill.sources(here, made)
        there = f"In de overdracht van Aalten, {date_short(today)}, staat: 7 gesprekken per jaar."
        assert said["conversations_per_year"] == there
        _, labels = pip_prefill.unchanged(here, made)
        assert "Voortgangsgesprekken" not in labels
        assert {"PVT", "MAP", "Ontzorgen"} <= set(labels)


def test_establishing_asks_whether_what_came_along_holds_here(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    with as_user(work.yilmaz.pk):
        made = pip.draft(trajectory=here, reason="MOVE", on=today, by=work.yilmaz, reason_words="Verhuisd.")
        typed = {"dated_on": today, "route_argument": "De leerroute blijft.", "onderwijs_wish": "Eerst werken.",
                 "onderwijs_level": "Mbo.", "onderwijs_chance": "Niet groot."}  # fmt: skip
        pip.save(pip=made, columns=typed, expected_version=1, on=today, by=work.yilmaz)

    page = signed_in(work.yilmaz).get(f"/trajecten/{here.number}/pip/versies/1/vaststellen/").content.decode()

    assert "Klopt dit ook hier?" in page
    assert "Geschatte intensiteit B1-route" in page.split("Klopt dit ook hier?")[1].split("</div>")[0]


def test_without_the_pip_among_what_went_only_the_least_of_the_law_is_there(work: Casework, amina, today) -> None:
    here = moved(work, amina, today, keys=("HOURS",))
    with as_user(work.yilmaz.pk):
        made = pip.draft(trajectory=here, reason="MOVE", on=today, by=work.yilmaz)
        assert (made.pvt_hours, made.map_hours, made.conversations_per_year) == (12, 40, None)
        assert pip_prefill.sources(here, made) == {}
        assert not here.goals.exists()


def test_the_plan_lives_on_without_the_words_of_the_inburgeraar(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    with as_user(work.yilmaz.pk):
        goal = here.goals.get()
        assert (goal.goal, goal.own_words) == ("Werk in de zorg", "")
        action = goal.actions.get()
        assert (action.what, action.who, action.due_on) == ("Stage zoeken", "inburgeraar", date(2026, 12, 1))
        assert OWN_WORDS not in str(handover.opened(Handover.objects.get(received_number=here.number)))


def test_onderwijsroute_brings_no_map(work: Casework, today) -> None:
    there = work.register("Omar Khalil", leerroute="ONDERWIJS", level="B1", first_pip_dated_on=FIRST)
    here = moved(work, there, today)
    with as_user(work.yilmaz.pk):
        made = pip.draft(trajectory=here, reason="MOVE", on=today, by=work.yilmaz)
        assert (made.leerroute, made.map_hours) == ("ONDERWIJS", None)


def test_nobody_else_reads_where_somebody_came_from(work: Casework, amina, today) -> None:
    here = moved(work, amina, today)
    with as_user(work.yilmaz.pk):
        assert handover_received.received(here).source == f"uit de overdracht van Aalten, {date_short(today)}"
    with as_user(work.world.alderman("aalten").pk):
        assert handover_received.received(here) is None
        assert HandoverContent.objects.count() == 0
    address = f"/trajecten/{here.number}/pip/versies/1/wijzigen/"
    assert signed_in(work.bakker).get(address).status_code == 404
