"""Changing who somebody is: names, birth date, numbers, address, group of the law and household."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.actions.same_person import refuse_double
from trajectories.models import Household, Inburgeraar, IndelingPeriod, Trajectory

COLUMNS = frozenset({
    "full_name", "calling_name", "sort_name", "prefix", "birth_year", "birth_month", "birth_day", "died_on",
    "languages", "needs_interpreter", "email", "phone", "street", "postcode", "city", "no_letter_to_address",
    "contact_note",
})  # fmt: skip
NUMBERS = ("bsn", "v_number")
CHANGED = "{who} heeft deze gegevens intussen gewijzigd. Kies welke tekst blijft"


@transaction.atomic
def change(
    *, trajectory: Trajectory, person: Mapping[str, Any], expected_version: int, on: date, by: Actor
) -> Inburgeraar:
    """Return the person with these columns changed; `bsn` and `v_number` in the clear, left out they stay.

    Raises Changed when somebody else was first, NotNow when another person here has that BSN or V-nummer.
    """
    now = Inburgeraar.objects.select_for_update().get(pk=trajectory.inburgeraar_id)
    if now.version != expected_version:
        raise Changed(CHANGED.format(who="Een collega"), now)
    if unknown := set(person) - COLUMNS - set(NUMBERS):
        raise ValueError(f"no such columns: {sorted(unknown)}")
    numbers = {name: person[name] for name in NUMBERS if name in person}
    refuse_double(now.organisation_id, other_than=now.pk, **numbers)
    changed = [name for name in sorted(COLUMNS & set(person)) if getattr(now, name) != person[name]]
    for name in changed:
        setattr(now, name, person[name])
    _seal(now, numbers)
    now.version += 1
    now.save()
    _record("trajectory.person_changed", trajectory, by, fields=[*changed, *numbers])
    for one in now.trajectories.all():
        bring_up_to_date(one, on=on)
    return now


def _seal(person: Inburgeraar, numbers: Mapping[str, str]) -> None:
    if "bsn" in numbers:
        person.seal_bsn(numbers["bsn"])
    if "v_number" in numbers:
        person.seal_v_number(numbers["v_number"])


@transaction.atomic
def change_indeling(
    *, trajectory: Trajectory, indeling: str, begins_on: date, source: str, detail: str = "", on: date, by: Actor
) -> IndelingPeriod:  # fmt: skip
    """Return the new period; the trajectory follows the group that holds today (Wi2021 art. 13, DUO SS124, SS125).

    Raises NotNow when a period already begins on that day.
    """
    person = Inburgeraar.objects.select_for_update().get(pk=trajectory.inburgeraar_id)
    if person.indelingen.filter(begins_on=begins_on).exists():
        raise NotNow("Op deze dag begint al een periode. Kies een andere dag", "begins_on")
    made = IndelingPeriod.objects.create(
        organisation_id=person.organisation_id,
        inburgeraar=person,
        indeling=indeling,
        detail=detail,
        begins_on=begins_on,
        source=source,
    )
    holds = person.indelingen.filter(begins_on__lte=on).order_by("-begins_on").first()
    if holds:
        person.trajectories.exclude(phase="CLOSED").update(indeling=holds.indeling)
    _record("trajectory.indeling_changed", trajectory, by, indeling=indeling, begins_on=begins_on.isoformat())
    bring_up_to_date(trajectory, on=on)
    return made


@transaction.atomic
def join_household(*, trajectory: Trajectory, other: Trajectory, by: Actor) -> Household:
    """Return the household in which both people now are; the people of two households become one."""
    person, mate = trajectory.inburgeraar, other.inburgeraar
    if person.pk == mate.pk:
        raise NotNow("Dit is het dossier zelf. Vul het nummer in van een ander dossier", "other")
    if person.organisation_id != mate.organisation_id:
        raise NotNow("Een huishouden kan niet over twee gemeenten lopen", "other")
    home = mate.household or person.household or Household.objects.create(organisation_id=person.organisation_id)
    everyone = Inburgeraar.objects.filter(organisation_id=home.organisation_id)
    for one in (person, mate):
        if one.household_id and one.household_id != home.pk:
            everyone.filter(household_id=one.household_id).update(household=home)
        everyone.filter(pk=one.pk).update(household=home)
    _record("trajectory.household_joined", trajectory, by, household=home.pk, other=other.number)
    return home


@transaction.atomic
def leave_household(*, trajectory: Trajectory, by: Actor) -> None:
    """Take this person out of the household; who stays behind stays together."""
    left = trajectory.inburgeraar.household_id
    if left:
        Inburgeraar.objects.filter(pk=trajectory.inburgeraar_id).update(household=None)
        _record("trajectory.household_left", trajectory, by, household=left)


def _record(verb: str, trajectory: Trajectory, by: Actor, **details: Any) -> None:
    record(verb, by=by, about=trajectory, organisation_id=trajectory.organisation_id, **details)
