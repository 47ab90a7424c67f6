"""Making, writing and establishing a PIP: what each act asks, what it leaves behind, and what never changes after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from inburgering.jobs.models import Job
from tests.factories import TODAY
from tests.people import Casework
from tests.trajectories.pip.conftest import complete, drafted, established, fresh
from trajectories.actions import pip as acts
from trajectories.actions import plan
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import HoursMonth, Leerroute, Phase, Pip, Trajectory

EFFORT = "Amina kwam bijna altijd naar les en maakte al haar huiswerk."


def test_establishing_writes_the_facts_and_asks_for_the_letter(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        goal = plan.add_goal(trajectory=amina, life_area="WERK", goal="In de zorg werken", on=TODAY, by=work.bakker)
        plan.add_action(goal=goal, what="Meelopen in het ziekenhuis", who="Amina", on=TODAY, by=work.bakker)
    made = established(work, amina)

    after = fresh(work.bakker, amina)
    assert (after.leerroute, after.level, after.phase) == (Leerroute.B1, "B1", Phase.LEARNING)
    assert after.first_pip_dated_on == after.pip_dated_on == TODAY
    assert (made.state, made.announced_on, made.established_by) == ("ESTABLISHED", TODAY, work.bakker.audit_name)
    assert made.plan_then[0]["goal"] == "In de zorg werken"
    assert made.plan_then[0]["actions"][0]["what"] == "Meelopen in het ziekenhuis"
    with as_user(work.bakker.pk):
        assert Job.objects.get().label == f"Brief bij PIP 1 van {amina.number}"
        verbs = AuditEvent.objects.filter(verb__startswith="trajectory.pip").values_list("verb", "details")
        said = [f"{verb} {details}" for verb, details in verbs]
    assert {one.split()[0] for one in said} == {
        "trajectory.pip_drafted", "trajectory.pip_saved", "trajectory.pip_established", "trajectory.pip_letter_asked",
    }  # fmt: skip
    assert "Amina" not in " ".join(said)


def test_a_concept_moves_the_phase_and_throwing_it_away_moves_it_back(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    assert fresh(work.bakker, amina).phase == Phase.PIP

    with as_user(work.bakker.pk):
        acts.discard(pip=made, on=TODAY, by=work.bakker)
        assert not Pip.objects.exists()
    assert fresh(work.bakker, amina).phase == Phase.INTAKE


ON_A_DECISION = {
    "save": lambda pip, by: acts.save(pip=pip, columns={"support": "x"}, expected_version=pip.version, on=TODAY, by=by),
    "discard": lambda pip, by: acts.discard(pip=pip, on=TODAY, by=by),
    "establish": lambda pip, by: acts.establish(pip=pip, on=TODAY, by=by),
}


@pytest.mark.parametrize("act", ON_A_DECISION.values(), ids=ON_A_DECISION)
def test_what_is_established_never_changes(
    work: Casework, amina: Trajectory, act: Callable[[Pip, object], object]
) -> None:
    made = established(work, amina)

    with as_user(work.bakker.pk), pytest.raises(NotNow, match="vastgesteld"):
        act(made, work.bakker)
    assert fresh(work.bakker, made).support == made.support


def test_a_second_first_pip_and_a_second_concept_are_refused(work: Casework, amina: Trajectory) -> None:
    established(work, amina)

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match="al een eerste PIP"):
            acts.draft(trajectory=amina, reason="FIRST", on=TODAY, by=work.bakker)
        acts.draft(trajectory=amina, reason="OTHER", on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="al een concept"):
            acts.draft(trajectory=amina, reason="OTHER", on=TODAY, by=work.bakker)


def test_nothing_to_change_without_a_first_pip(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="nog geen PIP"):
        acts.draft(trajectory=amina, reason="OTHER_ROUTE", on=TODAY, by=work.bakker)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"leerroute": "ONDERWIJS", "level": "A2", "intensity_hours": None, "map_hours": None}, "level", "A2"),
        ({"leerroute": "ZELFREDZAAMHEID", "level": "B1", "intensity_hours": None}, "level", "Z-route"),
        ({"level": "A2"}, "level", "eerste PIP met de B1-route"),
        ({"intensity_hours": 10000}, "intensity_hours", "9999"),
        ({"leerroute": "ZELFREDZAAMHEID", "level": ""}, "intensity_hours", "B1-route"),
        ({"leerroute": "ONDERWIJS", "intensity_hours": None}, "map_hours", "geen MAP"),
        ({"dated_on": date(2026, 8, 31)}, "dated_on", "begin van de inburgeringsplicht"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    work: Casework, amina: Trajectory, changes: dict[str, object], field: str, words: str
) -> None:
    with as_user(work.bakker.pk):
        made = acts.draft(trajectory=amina, reason="FIRST", on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match=words) as refused:
            acts.save(pip=made, columns=complete(**changes), expected_version=1, on=TODAY, by=work.bakker)
    assert refused.value.field == field
    assert fresh(work.bakker, made).leerroute == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"leerroute": "", "level": "", "intensity_hours": None}, "leerroute"),
        ({"dated_on": None}, "dated_on"),
        ({"dated_on": TODAY + timedelta(days=4)}, "dated_on"),
        ({"route_argument": " "}, "route_argument"),
        ({"onderwijs_wish": ""}, "onderwijs_wish"),
        ({"onderwijs_level": ""}, "onderwijs_level"),
        ({"onderwijs_chance": ""}, "onderwijs_chance"),
        ({"intensity_hours": None}, "intensity_hours"),
        ({"conversations_per_year": None}, "conversations_per_year"),
        ({"pvt_hours": 11}, "pvt_hours"),
        ({"map_hours": 39}, "map_hours"),
        ({"support": ""}, "support"),
    ],
)
def test_a_concept_may_lack_what_the_decision_may_not(
    work: Casework, amina: Trajectory, changes: dict[str, object], field: str
) -> None:
    made = drafted(work, amina)
    with as_user(work.bakker.pk):
        acts.save(pip=made, columns=changes, expected_version=made.version, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow) as refused:
            acts.establish(pip=made, on=TODAY, by=work.bakker)
    assert refused.value.field == field


def test_two_people_editing_one_pip(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    with as_user(work.dewit.pk):
        acts.save(pip=made, columns={"support": "van S."}, expected_version=made.version, on=TODAY, by=work.dewit)

    with as_user(work.bakker.pk), pytest.raises(Changed) as overtaken:
        acts.save(pip=made, columns={"support": "van J."}, expected_version=made.version, on=TODAY, by=work.bakker)
    assert overtaken.value.current.support == "van S."


def test_a_change_of_route_replaces_the_former_version(work: Casework, amina: Trajectory) -> None:
    first = established(work, amina)
    later = TODAY + timedelta(days=200)
    second = drafted(
        work, amina, "OTHER_ROUTE", on=later, leerroute="ONDERWIJS", intensity_hours=None, map_hours=None,
        reason_words="Het gaat sneller dan verwacht: na een half jaar al A2.",
    )  # fmt: skip
    with as_user(work.bakker.pk):
        acts.establish(pip=second, on=later, by=work.bakker)

    after = fresh(work.bakker, amina)
    assert (after.leerroute, after.pip_dated_on, after.first_pip_dated_on) == ("ONDERWIJS", later, TODAY)
    assert fresh(work.bakker, first).state == Pip.State.REPLACED


def test_switching_late_needs_special_circumstances_and_to_b1_it_never_does(work: Casework, amina: Trajectory) -> None:
    established(work, amina, leerroute="ONDERWIJS", intensity_hours=None, map_hours=None)
    late = date(2028, 5, 21)  # the term starts on 21 November 2026: a year and a half ends on 20 May 2028
    back = drafted(work, amina, "OTHER_ROUTE", on=late, reason_words="Het gaat langzamer dan verwacht.")
    with as_user(work.bakker.pk):
        acts.establish(pip=back, on=late, by=work.bakker)
        again = acts.draft(trajectory=amina, reason="OTHER_ROUTE", on=late, by=work.bakker)
        wanted = complete(leerroute="ZELFREDZAAMHEID", level="", intensity_hours=None, dated_on=late)
        kept = acts.save(pip=again, columns=wanted, expected_version=1, on=late, by=work.bakker)
        with pytest.raises(NotNow) as refused:
            acts.establish(pip=kept, on=late, by=work.bakker)
        assert refused.value.field == "reason_words"


@pytest.mark.parametrize(("hours", "words", "field"), [(599, EFFORT, "afschaling_parts"), (600, "", "reason_words")])
def test_scaling_down_asks_600_hours_and_effort(
    work: Casework, amina: Trajectory, hours: int, words: str, field: str
) -> None:
    established(work, amina)
    made = _scaled_down(work, amina, hours, words)

    with as_user(work.bakker.pk), pytest.raises(NotNow) as refused:
        acts.establish(pip=made, on=TODAY, by=work.bakker)
    assert refused.value.field == field


def test_scaling_down_the_whole_route(work: Casework, amina: Trajectory) -> None:
    established(work, amina)
    made = _scaled_down(work, amina, 600, EFFORT)
    with as_user(work.bakker.pk):
        acts.establish(pip=made, on=TODAY, by=work.bakker)

    assert fresh(work.bakker, amina).level == "A2"


def _scaled_down(work: Casework, amina: Trajectory, hours: int, words: str) -> Pip:
    with as_user(work.bakker.pk):
        HoursMonth.objects.create(
            organisation_id=amina.organisation_id, trajectory=amina, month=date(2026, 11, 1), kind="NT2",
            followed=hours, source="taalschool", recorded_by="x",
        )  # fmt: skip
    parts = ["LE", "LU", "SC", "SP"]
    return drafted(work, amina, "AFSCHALEN", level="A2", afschaling_parts=parts, reason_words=words)


def test_after_a_move_the_route_stays(work: Casework) -> None:
    moved = work.register(
        plicht_begins_on=date(2025, 1, 1), moved_in_on=date(2026, 11, 1), first_pip_dated_on=date(2025, 3, 1),
        pip_dated_on=date(2025, 3, 1), leerroute="B1", level="B1",
    )  # fmt: skip
    with as_user(work.bakker.pk):
        made = acts.draft(trajectory=moved, reason="MOVE", on=TODAY, by=work.bakker)
        assert (made.leerroute, made.level) == ("B1", "B1")
        other = complete(leerroute="ZELFREDZAAMHEID", level="", intensity_hours=None)
        kept = acts.save(pip=made, columns=other, expected_version=1, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="Na een verhuizing"):
            acts.establish(pip=kept, on=TODAY, by=work.bakker)
        kept = acts.save(pip=kept, columns=complete(), expected_version=2, on=TODAY, by=work.bakker)
        acts.establish(pip=kept, on=TODAY, by=work.bakker)
    after = fresh(work.bakker, moved)
    assert (after.first_pip_dated_on, after.pip_dated_on) == (date(2025, 3, 1), TODAY)


def test_a_closed_trajectory_takes_no_pip(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=amina.pk).update(phase="CLOSED", outcome="VERHUISD", closed_on=TODAY)
        with pytest.raises(NotNow, match="afgesloten"):
            acts.draft(trajectory=amina, reason="FIRST", on=TODAY, by=work.bakker)
