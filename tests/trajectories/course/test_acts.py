"""Hours, exams, PVT, MAP, the end of the Z-route and of the trajectory: what holds and what is refused in words."""

from datetime import date, timedelta

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework
from tests.trajectories.course.conftest import PIP_DAY, Bought, with_pip
from trajectories.actions import closure, course, exam, hours, module_map, pvt
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Phase, Trajectory
from trajectories.rules.duo_part_rules import ExamFacts, check_exam

NOVEMBER = date(2026, 11, 1)


def test_hours_of_a_month_replace_what_stood_there(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        first = hours.record(trajectory=amina, month=TODAY, kind="NT2", followed=30, on=TODAY, by=work.bakker)
        hours.record(
            trajectory=amina, month=NOVEMBER, kind="NT2", followed=32, missed_with_notice=4, on=TODAY, by=work.bakker
        )

        first.refresh_from_db()
        assert (first.month, first.followed, first.missed_with_notice, first.version) == (NOVEMBER, 32, 4, 2)
        assert amina.hours.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"followed": -1}, "hele uren in van 0"),
        ({"followed": 9999}, "meer past niet in een maand"),
        ({"month": TODAY + timedelta(days=40)}, "nog niet begonnen"),
        ({"month": date(1926, 11, 1)}, "voor de Wet"),
        ({"kind": "YOGA"}, "Kies een soort"),
    ],
)
def test_hours_that_cannot_be(work: Casework, amina: Trajectory, typed: dict, sentence: str) -> None:
    known = {"month": TODAY, "kind": "NT2", "followed": 1} | typed

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match=sentence):
            hours.record(trajectory=amina, on=TODAY, by=work.bakker, **known)
        assert not amina.hours.exists()


def test_a_page_of_hours_is_all_or_nothing(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        hours.record(trajectory=amina, month=NOVEMBER, kind="KNM", followed=5, on=TODAY, by=work.bakker)
        typed = [
            hours.Month(NOVEMBER, "NT2", 30, expected_version=0),
            hours.Month(NOVEMBER, "KNM", 9, expected_version=0),
        ]

        with pytest.raises(Changed, match="november 2026"):
            hours.record_page(trajectory=amina, months=typed, on=TODAY, by=work.bakker)
        assert amina.hours.get().followed == 5


def test_an_exam_waits_for_its_result(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        sitting = exam.record(trajectory=amina, part="LE", level="B1", taken_on=PIP_DAY, on=TODAY, by=work.bakker)
        assert sitting.result == ""

        exam.give_result(sitting=sitting, result="GESLAAGD", result_on=TODAY, on=TODAY, by=work.bakker)
        assert sitting.result == "GESLAAGD"
        with pytest.raises(NotNow, match="staat er al"):
            exam.record(trajectory=amina, part="LE", level="B1", taken_on=PIP_DAY, on=TODAY, by=work.bakker)
        with pytest.raises(Changed):
            exam.give_result(sitting=sitting, result="GEZAKT", expected_version=1, on=TODAY, by=work.bakker)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"level": ""}, "Kies het niveau"),
        ({"level": "C1"}, "A2, B1 of B2"),
        ({"result": "GEEN"}, "waarom er geen uitslag"),
        ({"result": "GESLAAGD", "no_result_because": "Absent"}, "hoort bij"),
        ({"result": "GESLAAGD", "taken_on": TODAY + timedelta(days=3)}, "in de toekomst"),
        ({"result": "GESLAAGD", "result_on": PIP_DAY - timedelta(days=9)}, "na het examen"),
        ({"part": "ZEIND"}, "apart vast"),
    ],
)
def test_sittings_that_cannot_be(work: Casework, amina: Trajectory, typed: dict, sentence: str) -> None:
    known = {"part": "SP", "level": "A2", "taken_on": PIP_DAY} | typed

    with as_user(work.bakker.pk), pytest.raises(NotNow, match=sentence):
        exam.record(trajectory=amina, on=TODAY, by=work.bakker, **known)


def test_whatever_duo_refuses_in_an_exam_is_refused_here(work: Casework, amina: Trajectory) -> None:
    results = [("GESLAAGD", ""), ("GEZAKT", "Absent"), ("GEEN", "Absent"), ("GEEN", "Ziek"), ("7,5", "")]
    tried = [(part, level, *end) for part in ("LE", "KNM") for level in ("", "A2", "C1") for end in results]
    refused = [one for one in tried if not all(rule.passed for rule in check_exam(ExamFacts(*one)))]

    assert len(refused) == 24  # of thirty only LE at A2 and KNM with or without, passed or absent, are taken
    with as_user(work.bakker.pk):
        for part, level, result, because in refused:
            with pytest.raises(NotNow):
                exam.record(
                    trajectory=amina, part=part, level=level, result=result, no_result_because=because,
                    taken_on=PIP_DAY, on=TODAY, by=work.bakker,
                )  # fmt: skip


def test_signing_follows_the_hours(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match="PVT vraagt 12 uur, er zijn 0"):
            pvt.sign(trajectory=amina, signed_on=TODAY, on=TODAY, by=work.bakker)
        hours.record(trajectory=amina, month=TODAY, kind="PVT", followed=12, on=TODAY, by=work.bakker)
        pvt.record(trajectory=amina, activity="Bezoek museum", activity_on=TODAY, on=TODAY, by=work.bakker)
        pvt.sign(trajectory=amina, signed_on=TODAY, on=TODAY, by=work.bakker)

        amina.refresh_from_db()
        assert amina.pvt_signed_on == TODAY
        assert amina.participatieverklaring.activity == "Bezoek museum"


@pytest.mark.parametrize(
    ("day", "facts", "sentence"),
    [
        (TODAY + timedelta(days=1), {}, "ligt in de toekomst"),
        (PIP_DAY, {}, "ligt voor het begin van de inburgeringstermijn"),
        # the start that DUO names goes before the one we count
        (TODAY - timedelta(days=20), {"duo_term_starts_on": TODAY - timedelta(days=19)}, "ligt voor het begin"),
        (TODAY, {"first_pip_dated_on": None}, "Eerst is een vastgesteld PIP"),
        (TODAY, {"z_ended_on": TODAY - timedelta(days=1)}, "na de afronding"),
    ],
)
def test_days_duo_refuses_for_pvt_and_map(
    work: Casework, day: date, facts: dict, sentence: str
) -> None:  # fmt: skip
    made = with_pip(work, **facts)

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match=sentence):
            pvt.sign(trajectory=made, signed_on=day, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match=sentence):
            module_map.finish(trajectory=made, ended_on=day, on=TODAY, by=work.bakker)


TERM_ENDS = TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("ends", "blamed", "sentence"),
    [
        (TERM_ENDS, False, ""),
        (TERM_ENDS, True, "pas na het einde van de termijn"),
        (TODAY - timedelta(days=1), True, ""),
        (TODAY + timedelta(days=90), False, "pas in de laatste 2 maanden"),
        (TODAY + timedelta(days=90), None, ""),
    ],
)
def test_what_duo_is_told_of_blame_has_its_time_and_no_default(
    work: Casework, ends: date, blamed: bool | None, sentence: str
) -> None:
    made = with_pip(work, duo_term_ends_on=ends)

    with as_user(work.bakker.pk):
        for act in (pvt.not_signed, module_map.not_completed):
            if sentence:
                with pytest.raises(NotNow, match=sentence) as refused:
                    act(trajectory=made, because="Ziek geweest", blamed=blamed, on=TODAY, by=work.bakker)
                assert refused.value.field == "blamed"
            else:
                assert act(trajectory=made, because="Ziek", blamed=blamed, on=TODAY, by=work.bakker).blamed is blamed


def test_who_signs_after_all_is_blamed_for_nothing(work: Casework) -> None:
    made = with_pip(work, duo_term_ends_on=TERM_ENDS)

    with as_user(work.bakker.pk):
        pvt.not_signed(trajectory=made, because="Was er niet", blamed=False, on=TODAY, by=work.bakker)
        hours.record(trajectory=made, month=TODAY, kind="PVT", followed=12, on=TODAY, by=work.bakker)
        row = pvt.sign(trajectory=made, signed_on=TODAY, on=TODAY, by=work.bakker)

    assert (row.blamed, row.not_signed_because) == (None, "")


def test_map_ends_after_its_hours_and_not_in_the_onderwijsroute(work: Casework, amina: Trajectory) -> None:
    other = with_pip(work, "Sara", leerroute="ONDERWIJS")

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match="MAP hoort niet"):
            module_map.finish(trajectory=other, ended_on=TODAY, on=TODAY, by=work.bakker)
        module_map.record(trajectory=amina, places="Bakkerij", on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="MAP vraagt 40 uur"):
            module_map.finish(trajectory=amina, ended_on=TODAY, on=TODAY, by=work.bakker)
        hours.record(trajectory=amina, month=TODAY, kind="MAP", followed=40, on=TODAY, by=work.bakker)
        module_map.finish(trajectory=amina, ended_on=TODAY, on=TODAY, by=work.bakker)

        amina.refresh_from_db()
        assert amina.map_ended_on == TODAY


def test_the_z_route_ends_with_a_conversation_and_a_certificate(work: Casework, amina: Trajectory) -> None:
    made = with_pip(work, "Berhane", leerroute="ZELFREDZAAMHEID", level="")

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match="Alleen de Z-route"):
            exam.end_z_route(trajectory=amina, held_on=TODAY, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="certificaat hoort bij"):
            closure.close(trajectory=made, outcome="CERTIFICAAT", closed_on=TODAY, on=TODAY, by=work.bakker)
        exam.end_z_route(trajectory=made, held_on=TODAY, on=TODAY, by=work.bakker)
        closed = closure.close(trajectory=made, outcome="CERTIFICAAT", closed_on=TODAY, on=TODAY, by=work.bakker)

        assert (closed.phase, closed.z_ended_on) == (Phase.CLOSED, TODAY)


def test_closing_ends_courses_and_opening_again_lets_them_go_on(
    work: Casework, bought: Bought, amina: Trajectory
) -> None:
    with as_user(work.bakker.pk):
        placed = course.offer(
            trajectory=amina, start_moment=bought.start, component="B1", offered_on=TODAY, on=TODAY, by=work.bakker
        )
        closed = closure.close(trajectory=amina, outcome="DIPLOMA", closed_on=TODAY, on=TODAY, by=work.bakker)
        placed.refresh_from_db()
        assert (closed.outcome, placed.state) == ("DIPLOMA", "CANCELLED")
        assert closed.next_deadline_on is None
        with pytest.raises(NotNow, match="al afgesloten"):
            closure.close(trajectory=closed, outcome="DIPLOMA", closed_on=TODAY, on=TODAY, by=work.bakker)

        again = closure.reopen(trajectory=closed, on=TODAY, by=work.bakker)
        placed.refresh_from_db()
        assert (again.phase, again.closed_on, placed.state) == (Phase.LEARNING, None, "WAITING")
        assert AuditEvent.objects.filter(verb="trajectory.reopened").exists()


def test_what_became_of_somebody_is_known_after_six_months(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        closed = closure.close(trajectory=amina, outcome="DIPLOMA", closed_on=TODAY, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="vanaf 20 mei 2027"):
            closure.record_afterwards(trajectory=closed, months=6, status="WERK", on=TODAY, by=work.bakker)
        later = date(2027, 5, 20)
        after = closure.record_afterwards(trajectory=closed, months=6, status="WERK", on=later, by=work.bakker)

        assert (after.after_6_months, after.after_12_months) == ("WERK", "")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcome": "ZOMAAR"}, "Kies waarom"),
        ({"closed_on": TODAY + timedelta(days=1)}, "niet in de toekomst"),
        ({"closed_on": PIP_DAY - timedelta(days=99)}, "niet voor de aanmelding"),
    ],
)
def test_closings_that_cannot_be(work: Casework, amina: Trajectory, typed: dict, sentence: str) -> None:
    known = {"outcome": "DIPLOMA", "closed_on": TODAY} | typed

    with as_user(work.bakker.pk), pytest.raises(NotNow, match=sentence):
        closure.close(trajectory=amina, on=TODAY, by=work.bakker, **known)


def test_the_last_half_year_of_the_term_begins_by_itself(work: Casework, amina: Trajectory) -> None:
    last_part = date(2029, 5, 1)

    with as_user(work.bakker.pk):
        assert closure.begin_due(organisation_id=amina.organisation_id, on=TODAY, by=work.bakker) == 0
        assert closure.begin_due(organisation_id=amina.organisation_id, on=last_part, by=work.bakker) == 1
        amina.refresh_from_db()
        assert amina.phase == Phase.COMPLETION
