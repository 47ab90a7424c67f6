"""The example region with its inburgeraars: 63 invented trajectories in every phase, and those that ended before."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import transaction

from inburgering.accounts.context import as_user
from inburgering.audit.record import Actor
from procurement.actions import demonstration as decisions
from procurement.actions.demonstration import AlreadyThere, remove
from regions.actions import team
from regions.models import Region
from trajectories.actions import signals, totals
from trajectories.actions.example import (
    PEOPLE,
    Invented,
    Staff,
    bought,
    finished,
    history,
    intake,
    kept,
    moving,
    people,
    planned,
    road,
    rows,
    support,
)
from trajectories.actions.refresh import bring_up_to_date

__all__ = ["AlreadyThere", "load", "remove"]

CAME_BACK = {25, 41}  # places in the file of who left the country and returned


@transaction.atomic
def load(*, on: date, by: Actor) -> Region:
    """Load the example region and its inburgeraars. Raises AlreadyThere."""
    region = decisions.load(on=on, by=by)
    contract = bought.contract(region, team.members(region)[0], on)
    staff = people.form_staff(region, on, by)
    everybody = people.register(staff, on)
    places = _places(everybody)
    for mine in _by_user(staff, everybody):
        with as_user(mine[0].user.pk):
            intake.write(mine, on)
            lessons = road.write(mine, places, contract, on)
            history.conversations(mine, lessons, on)
            history.appointments(mine, on)
            support.write(mine, on)
            planned.write(mine, on)
            road.draft([person for person in mine if person.kind == "PIP"], places, on)
            for person in mine:
                bring_up_to_date(person.trajectory, on=on)
            support.refuse_one(mine, places, on)
            for person in mine:
                if person.number in CAME_BACK:
                    finished.returned(person)
    moving.announce(staff, everybody, on)
    _finished(staff, on)
    kept.write(staff, on)
    totals.count_on(on)
    return region


def _places(everybody: list[Invented]) -> dict[int, int]:
    """Return for each person, by number, the place among those of the same kind."""
    seen: Counter[str] = Counter()
    places = {}
    for person in everybody:
        places[person.number] = seen[person.kind]
        seen[person.kind] += 1
    return places


def _finished(staff: Staff, on: date) -> None:
    for slug, one in staff.teams.items():
        user = next(staff.users[row["klantregisseur"]] for row in rows(PEOPLE) if row["municipality"] == slug)
        with as_user(user.pk):
            finished.write(staff, slug, user, on)
            signals.notice_all(organisation_id=one.organisation_id, on=on)


def _by_user(staff: Staff, everybody: list[Invented]) -> list[list[Invented]]:
    """Return the people per klantregisseur: each writes in its own name."""
    found = ([person for person in everybody if person.user == user] for user in staff.users.values())
    return [mine for mine in found if mine]
