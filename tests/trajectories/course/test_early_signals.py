"""Early signals: each with its numbers in words, once per fact, handled by a person."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inburgering.accounts.context import as_user
from tests.factories import TODAY
from tests.people import Casework
from tests.trajectories.course.conftest import Bought
from trajectories.actions import course, exam, hours, signal_handling, signals
from trajectories.actions.refusal import NotNow
from trajectories.models import CaseloadNorm, Conversation, FollowUp, Trajectory, TrajectorySignal
from trajectories.rules import early_signals as rules
from trajectories.rules.course_rules import Attendance
from trajectories.rules.early_signals import Absence, Misfit, Seen, Talk
from trajectories.schedule.signals import look

MAY = date(2026, 5, 1)


def kinds(on: date = TODAY, own: dict | None = None, **facts: object) -> dict[str, str]:
    known = {"leerroute": "B1", "level": "B1", "nt2_hours": 0, "last_step_on": on} | facts
    return {one.kind: one.reason for one in rules.signals(Seen(**known), own or {}, on=on)}


def talks(*missed: bool) -> list[Talk]:
    return [Talk(MAY + timedelta(days=14 * place), was) for place, was in enumerate(missed)]


def test_nothing_to_say() -> None:
    assert kinds(talks=talks(False, False)) == {}


def test_two_of_the_last_four_talks_missed() -> None:
    found = kinds(talks=talks(True, False, True, False, True))

    assert found["MISSED_CONVERSATIONS"].startswith("2 van de laatste 4 gesprekken gemist: 29 mei 2026")


def test_who_came_again_has_answered_the_signal() -> None:
    assert kinds(talks=talks(True, True, False)) == {}


def test_a_municipality_may_set_its_own_numbers() -> None:
    assert kinds(talks=talks(False, True), own={"signal_missed": Decimal(1)})
    assert kinds(talks=talks(True, True), own={"signal_missed": Decimal(3)}) == {}


def test_attendance_falls() -> None:
    months = [date(2026, month, 1) for month in (5, 6, 7, 8)]
    given = [Attendance(month, followed, 40) for month, followed in zip(months, (36, 38, 34, 20), strict=True)]

    found = kinds(attendance=given)

    assert found["FALLING_ATTENDANCE"] == (
        "Aanwezig in augustus 2026: 50% (20 van 40 uur). In de 3 maanden daarvoor 90%."
    )
    assert kinds(attendance=given[1:]) == {}


def test_no_step_for_more_than_eight_weeks() -> None:
    assert "NO_STEP" not in kinds(last_step_on=TODAY - timedelta(weeks=8))
    found = kinds(last_step_on=TODAY - timedelta(weeks=8, days=1))
    assert found["NO_STEP"].endswith("8 weken geleden.")


@pytest.mark.parametrize(
    ("facts", "there"),
    [({}, True), ({"nt2_hours": 599}, False), ({"level": "A2"}, False), ({"leerroute": "ZELFREDZAAMHEID"}, False)],
)
def test_six_hundred_hours_in_the_b1_route(facts: dict, there: bool) -> None:
    assert ("HOURS_600" in kinds(**({"nt2_hours": 600} | facts))) is there


def test_exam_misfit_and_refusal_in_words() -> None:
    found = kinds(
        absences=[Absence("lezen", MAY, "absent")], misfits=[Misfit("1", "De les past niet")],
        refusals=[Misfit("2", "Stroom BV weigert")],
    )  # fmt: skip

    assert found["EXAM_ABSENCE"] == "Niet bij het examen lezen op 1 mei 2026: absent."
    assert found["CONTRACT_PIP"] == "De les past niet."
    assert found["ONTZORGEN_REFUSED"] == "Stroom BV weigert."


@pytest.mark.parametrize("key", rules.KEYS)
def test_an_own_number_of_nought_counts_as_one(key: str) -> None:
    months = [Attendance(date(2026, month, 1), 40 - month, 40) for month in (5, 6, 7, 8)]

    assert rules.values({key: Decimal(0)})[key] == 1
    kinds(own={key: Decimal(0)}, attendance=months, talks=talks(True, False))


def test_every_number_is_labelled_an_assumption() -> None:
    assert all(one.source.startswith("aanname") for one in rules.PARAMETERS)
    assert "boete" in rules.NO_SANCTION


def miss(work: Casework, trajectory: Trajectory, *days: date) -> None:
    for day in days:
        Conversation.objects.create(
            organisation_id=trajectory.organisation_id, trajectory=trajectory, held_on=day, form="KANTOOR",
            attendance="ABSENT_WITHOUT_NOTICE", recorded_by="x",
        )  # fmt: skip


def test_the_same_facts_give_one_signal(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        miss(work, amina, TODAY - timedelta(days=9), TODAY - timedelta(days=2))

        assert [one.kind for one in signals.notice(trajectory=amina, on=TODAY)] == ["MISSED_CONVERSATIONS"]
        assert signals.notice(trajectory=amina, on=TODAY + timedelta(days=1)) == []
        miss(work, amina, TODAY)
        assert len(signals.notice(trajectory=amina, on=TODAY)) == 1


def test_acts_that_change_facts_look_too(work: Casework, bought: Bought, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        exam.record(
            trajectory=amina, part="KNM", taken_on=TODAY, result="GEEN", no_result_because="Absent", on=TODAY,
            by=work.bakker,
        )  # fmt: skip
        hours.record(trajectory=amina, month=TODAY, kind="NT2", followed=600, on=TODAY, by=work.bakker)
        course.offer(trajectory=amina, start_moment=bought.start, component="MAP", on=TODAY, by=work.bakker)

        assert set(amina.signals.values_list("kind", flat=True)) == {"EXAM_ABSENCE", "HOURS_600"}


def test_a_signal_becomes_a_task_or_an_answer_and_never_a_sanction(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        miss(work, amina, TODAY - timedelta(days=9), TODAY - timedelta(days=2))
        (signal,) = signals.notice(trajectory=amina, on=TODAY)

        with pytest.raises(NotNow, match="Vul in wat"):
            signal_handling.make_follow_up(
                signal=signal, what=" ", due_on=None, user=work.bakker, on=TODAY, by=work.bakker
            )
        task = signal_handling.make_follow_up(
            signal=signal, what="Bellen", due_on=TODAY, user=work.bakker, on=TODAY, by=work.bakker
        )
        assert (task.signal_id, task.user_id) == (signal.pk, work.bakker.pk)
        with pytest.raises(NotNow, match="al behandeld"):
            signal_handling.answer(signal=signal, text="Is al gebeld", by=work.bakker)
        assert FollowUp.objects.count() == 1


def test_an_answer_has_words(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        miss(work, amina, TODAY - timedelta(days=9), TODAY - timedelta(days=2))
        (signal,) = signals.notice(trajectory=amina, on=TODAY)

        with pytest.raises(NotNow, match="wat je besloot"):
            signal_handling.answer(signal=signal, text="ok", by=work.bakker)
        signal_handling.answer(signal=signal, text="Gebeld, was ziek", by=work.bakker)
        assert signal.handled_by


def test_the_clock_looks_at_every_municipality(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        miss(work, amina, TODAY - timedelta(days=9), TODAY - timedelta(days=2))
        CaseloadNorm.objects.create(
            organisation_id=amina.organisation_id, key="signal_no_step_weeks", value=500, source="x", source_on=TODAY
        )
    work.register("Ahmed Yilmaz", by=work.yilmaz)

    assert look() == 1
    assert look() == 0
    with as_user(work.bakker.pk):
        assert TrajectorySignal.objects.count() == 1
