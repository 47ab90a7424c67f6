"""The example region with its inburgeraars: 63 invented trajectories in every phase, and those that ended before."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.accounts.context import as_user
from inburgering.audit.record import Actor
from procurement.actions import demonstration as decisions
from procurement.actions.demonstration import AlreadyThere, remove
from regions.models import Region
from trajectories.actions.example import PEOPLE, Invented, Staff, finished, history, people, rows
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import Phase, Trajectory

__all__ = ["AlreadyThere", "load", "remove"]


@transaction.atomic
def load(*, on: date, by: Actor) -> Region:
    """Load the example region and its inburgeraars. Raises AlreadyThere."""
    region = decisions.load(on=on, by=by)
    staff = people.form_staff(region, on, by)
    everybody = people.register(staff, on)
    for mine in _by_user(staff, everybody):
        with as_user(mine[0].user.pk):
            history.conversations(mine, on)
            history.appointments(mine, on)
            for person in mine:
                _road(person, on)
                bring_up_to_date(person.trajectory, on=on)
    _finished(staff, on)
    return region


def _finished(staff: Staff, on: date) -> None:
    for slug in staff.teams:
        user = next(staff.users[row["klantregisseur"]] for row in rows(PEOPLE) if row["municipality"] == slug)
        with as_user(user.pk):
            finished.write(staff, slug, user, on)


def _road(person: Invented, on: date) -> None:
    dated = person.day("pip", on)
    Trajectory.objects.filter(pk=person.trajectory.pk).update(
        first_pip_dated_on=dated, pip_dated_on=dated, leerroute=person.row["leerroute"], level=person.row["level"],
        phase=PHASES[person.kind],
    )  # fmt: skip


PHASES = {
    "AZC": Phase.REGISTERED, "INTAKE": Phase.INTAKE, "PIP": Phase.PIP, "EARLY": Phase.LEARNING,
    "MIDDLE": Phase.LEARNING, "LATE": Phase.LEARNING, "COMPLETION": Phase.COMPLETION, "MOVED_IN": Phase.LEARNING,
}  # fmt: skip


def _by_user(staff: Staff, everybody: list[Invented]) -> list[list[Invented]]:
    """Return the people per klantregisseur: each writes in its own name."""
    found = ([person for person in everybody if person.user == user] for user in staff.users.values())
    return [mine for mine in found if mine]
