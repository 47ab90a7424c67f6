"""Midnight changes what comes first, without anybody doing anything."""

from datetime import date, timedelta

from inburgering.accounts.context import as_user
from tests.people import Casework
from trajectories.models import Appointment, Trajectory
from trajectories.schedule.dates import roll_on

KENNISGEVING = date(2026, 10, 1)
PIP_DUE = date(2026, 12, 10)  # ten weeks later


def test_a_talk_that_passed_makes_room_for_the_date_behind_it(work: Casework) -> None:
    made = work.register(on=date(2026, 11, 1), kennisgeving_on=KENNISGEVING, registered_brp_on=KENNISGEVING)
    with as_user(work.bakker.pk):
        Appointment.objects.create(
            organisation_id=made.organisation_id, trajectory=made, user=work.bakker, planned_on=date(2026, 11, 5)
        )
        Trajectory.objects.filter(pk=made.pk).update(
            next_deadline_on=date(2026, 11, 5), next_deadline_kind="GESPREK", next_appointment_on=date(2026, 11, 5)
        )

    refreshed = roll_on(made.organisation_id, date(2026, 11, 6))

    with as_user(work.bakker.pk):
        made.refresh_from_db()
    assert refreshed == 1
    assert (made.next_deadline_on, made.next_deadline_kind) == (PIP_DUE, "PIP")
    assert made.next_appointment_on == date(2026, 11, 5)  # still to be recorded


def test_what_is_overdue_stays_overdue(work: Casework) -> None:
    made = work.register(on=date(2026, 11, 1), kennisgeving_on=KENNISGEVING, registered_brp_on=KENNISGEVING)

    assert roll_on(made.organisation_id, PIP_DUE) == 0
    assert roll_on(made.organisation_id, PIP_DUE + timedelta(days=1)) == 1

    with as_user(work.bakker.pk):
        made.refresh_from_db()
    assert made.next_deadline_on == PIP_DUE
