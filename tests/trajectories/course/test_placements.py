"""Offering a course, starting and ending it: what DUO and the contract allow."""

from datetime import timedelta

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework
from tests.trajectories.course.conftest import PIP_DAY, STARTS_ON, Bought, with_pip
from trajectories.actions import course
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import CoursePlacement, Trajectory

ROUTE = {"component": "B1", "offered_on": TODAY, "on": TODAY}


def test_an_offer_at_a_start_takes_its_day_and_hours(work: Casework, bought: Bought, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = course.offer(trajectory=amina, start_moment=bought.start, by=work.bakker, **ROUTE)

        amina.refresh_from_db()
        assert (made.state, made.starts_on, made.hours_per_week) == ("WAITING", STARTS_ON, 12)
        assert made.host_id == bought.contract.organisation_id
        assert (amina.offered_on, amina.lessons_started_on) == (TODAY, None)
        event = AuditEvent.objects.get(verb="trajectory.course_offered")
        assert "Haddad" not in f"{event.about}{event.details}"


def test_the_lessons_begin_and_end_with_a_reason(work: Casework, bought: Bought, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = course.offer(trajectory=amina, start_moment=bought.start, by=work.bakker, **ROUTE)
        later = STARTS_ON + timedelta(days=1)
        course.start(placement=made, starts_on=STARTS_ON, on=later, by=work.bakker)
        amina.refresh_from_db()
        assert amina.lessons_started_on == STARTS_ON

        with pytest.raises(NotNow, match="waarom"):
            course.end(placement=made, ended_on=later, reason=" ", on=later, by=work.bakker)
        course.end(placement=made, ended_on=later, reason="verhuisd", on=later, by=work.bakker)
        assert made.state == CoursePlacement.State.ENDED


def test_a_start_that_never_came_is_cancelled(work: Casework, bought: Bought, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = course.offer(trajectory=amina, start_moment=bought.start, by=work.bakker, **ROUTE)
        course.end(placement=made, ended_on=TODAY, reason="groep vol", on=TODAY, by=work.bakker)

        amina.refresh_from_db()
        assert made.state == CoursePlacement.State.CANCELLED
        assert amina.offered_on is None


def test_two_people_at_once(work: Casework, bought: Bought, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = course.offer(trajectory=amina, start_moment=bought.start, by=work.bakker, **ROUTE)
        course.end(placement=made, ended_on=TODAY, reason="groep vol", on=TODAY, by=work.bakker)
        stale = CoursePlacement.objects.get(pk=made.pk)
        stale.state = "WAITING"

        with pytest.raises(Changed):
            course.end(
                placement=stale, ended_on=TODAY, reason="anders", expected_version=1, on=TODAY, by=work.bakker
            )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "offer", "sentence"),
    [
        ({"first_pip_dated_on": None, "pip_dated_on": None}, {}, "Eerst is een vastgesteld PIP nodig"),
        ({}, {"offered_on": PIP_DAY - timedelta(days=1)}, "ligt niet voor het PIP"),
        ({}, {"expected_end_on": PIP_DAY + timedelta(days=1200)}, "na het einde van de inburgeringstermijn"),
        ({}, {"expected_end_on": STARTS_ON}, "ligt na de start"),
        ({}, {"offered_on": TODAY + timedelta(days=1)}, "niet in de toekomst"),
        ({}, {"component": "Z_PARTICIPATIE"}, "hoort niet bij dit contract"),
        ({}, {"hours_per_week": -3}, "uren per week"),
    ],
)
def test_what_duo_or_the_contract_refuses(
    work: Casework, bought: Bought, facts: dict, offer: dict, sentence: str
) -> None:
    made = with_pip(work, **facts)

    with as_user(work.bakker.pk):
        with pytest.raises(NotNow, match=sentence):
            course.offer(trajectory=made, start_moment=bought.start, by=work.bakker, **(ROUTE | offer))
        assert not CoursePlacement.objects.exists()


def test_who_chooses_a_course_has_no_contract(work: Casework, bought: Bought) -> None:
    made = with_pip(work, indeling="GEZINSMIGRANT_EN_OVERIGE_MIGRANT")

    with as_user(work.bakker.pk):
        placed = course.offer(
            trajectory=made, cursusinstelling="Taalschool Vrij", component="B1",
            starts_on=PIP_DAY - timedelta(days=10), on=TODAY, by=work.bakker,
        )  # fmt: skip
        assert placed.contract_id is None
        with pytest.raises(NotNow, match="cursusinstelling"):
            course.offer(trajectory=made, component="B1", on=TODAY, by=work.bakker)


def test_the_municipality_offers_an_asielstatushouder_the_course(
    work: Casework, bought: Bought, amina: Trajectory
) -> None:
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="Kies een contract"):
        course.offer(trajectory=amina, cursusinstelling="Taalschool Vrij", by=work.bakker, **ROUTE)


def test_a_contract_of_others_is_not_for_this_municipality(work: Casework, bought: Bought) -> None:
    with as_user(work.world.leader.pk):
        bought.contract.parties.filter(municipality__slug="aalten").delete()
    made = with_pip(work)

    with as_user(work.bakker.pk), pytest.raises(NotNow, match="doet niet mee"):
        course.offer(trajectory=made, start_moment=bought.start, by=work.bakker, **ROUTE)
