"""The people who deal with one inburgeraar, and how many they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import count
from regions.rules.finding import Part
from trajectories.models import Betrokkene, Trajectory
from trajectories.reports.colleague import called
from trajectories.rules import person_numbers

HEADER = ["Rol", "Naam", "Organisatie", "Telefoon", "E-mail", "Vanaf", "Tot en met"]


@dataclass(frozen=True, slots=True)
class Person:
    """`pk` is None for who works at the municipality: they stand in the dossier itself."""

    pk: int | None
    kind: str
    name: str
    works_for: str
    phone: str
    email: str
    starts_on: date | None
    ends_on: date | None

    def row(self) -> list[Any]:
        return [self.kind, self.name, self.works_for, self.phone, self.email, self.starts_on, self.ends_on]


@dataclass(frozen=True, slots=True)
class Betrokkenen:
    finding: tuple[Part, ...]
    now: tuple[Person, ...]
    former: tuple[Person, ...]

    def rows(self) -> list[list[Any]]:
        return [one.row() for one in (*self.now, *self.former)]


def build(trajectory: Trajectory, *, on: date) -> Betrokkenen:
    rows = [_person(one) for one in trajectory.inburgeraar.betrokkenen.order_by("starts_on", "pk")]
    now = [one for one in rows if one.ends_on is None or one.ends_on >= on]
    former = [one for one in rows if one.ends_on is not None and one.ends_on < on]
    everyone = (*_staff(trajectory), *now)
    return Betrokkenen(_finding(trajectory, len(everyone)), everyone, tuple(former))


def _finding(trajectory: Trajectory, total: int) -> tuple[Part, ...]:
    person = trajectory.inburgeraar
    name = person.calling_name or person.full_name
    assigned = trajectory.assigned_to
    point = f"{called(assigned)} is het vaste aanspreekpunt." if assigned else "Er is nog geen vast aanspreekpunt."
    return (
        Part(f"{name} heeft te maken met "),
        Part(count(total, "persoon", "mensen"), strong=True),
        Part(f". {point}"),
    )


def _staff(trajectory: Trajectory) -> tuple[Person, ...]:
    people = (("klantregisseur, vast aanspreekpunt", trajectory.assigned_to, trajectory.assigned_on),
              ("waarnemer", trajectory.deputy, None))  # fmt: skip
    return tuple(
        Person(None, kind, called(user), trajectory.team.name, "", user.email, since, None)
        for kind, user, since in people if user
    )  # fmt: skip


def _person(one: Betrokkene) -> Person:
    return Person(
        pk=one.pk,
        kind=one.get_kind_display(),
        name=one.name,
        works_for=one.works_for,
        phone=person_numbers.phone_words(one.phone),
        email=one.email,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
    )
