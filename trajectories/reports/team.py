"""How the work of a team is divided: per klantregisseur, per municipality, and what nobody has yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_short, listing, number
from trajectories.models import Phase
from trajectories.reports import caseload_weight
from trajectories.reports.caseload_weight import Person, Weighed, Work
from trajectories.reports.colleague import called

SOURCE = (
    "Punten: werk per fase, leerroute en groep, met de getallen onder Normen (aanname). Ruimte: uren per week maal de "
    "norm. Het zegt hoeveel werk er ligt, niet hoe goed iemand werkt."
)
HEADER = (
    "Klantregisseur", "Team", "Uren per week", "Trajecten", "Punten", "Waarneming (punten)", "Ruimte (punten)",
    "In eerste 6 maanden", "Te laat", "Niet gezien > 8 weken", "Afwezig",
)  # fmt: skip
MOST_UNASSIGNED = 100


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    strong: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One klantregisseur: numbers about the work, in points and people."""

    user_id: int
    name: str
    teams: str
    hours: Decimal
    count: int
    points: Decimal
    covered: Decimal
    room: Decimal
    is_over: bool
    new: int
    overdue: int
    unseen: int
    absence: str
    cover: str

    def values(self) -> tuple[object, ...]:
        return (
            self.name, self.teams, self.hours, self.count, self.points, self.covered, self.room, self.new,
            self.overdue, self.unseen, self.absence,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MunicipalRow:
    name: str
    count: int
    points: Decimal
    new: int
    overdue: int
    unseen: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A trajectory that nobody has."""

    number: str
    sort_name: str
    municipality: str
    phase: str
    next_deadline_on: date | None


@dataclass(frozen=True, slots=True)
class Team:
    finding: tuple[Part, ...]
    rows: tuple[Row, ...]
    municipalities: tuple[MunicipalRow, ...]
    unassigned: tuple[Unassigned, ...]
    unassigned_count: int
    source: str = SOURCE


def build(user: User, *, on: date) -> Team:
    """Return the teams that this user leads; the number of queries does not grow with people or trajectories."""
    work = caseload_weight.of(user, to=Permission.ASSIGN_CASELOAD, on=on)
    rows = tuple(_row(one, work) for one in work.people)
    without = [one for one in work.trajectories if one.assigned_to_id is None]
    return Team(
        finding=tuple(_finding(rows, work.trajectories, without)),
        rows=tuple(sorted(rows, key=lambda row: -(row.points + row.covered))),
        municipalities=_municipalities(work),
        unassigned=_unassigned(without, work),
        unassigned_count=len(without),
    )


def _unassigned(without: Sequence[Weighed], work: Work) -> tuple[Unassigned, ...]:
    """Return the first of what nobody has, what runs out soonest on top."""
    names = {one.organisation_id: one.organisation.name for one in work.members}
    in_order = sorted(without, key=lambda one: (one.next_deadline_on or date.max, one.sort_name))
    return tuple(
        Unassigned(one.number, one.sort_name, names[one.organisation_id], Phase(one.load.phase).label,
                   one.next_deadline_on)
        for one in in_order[:MOST_UNASSIGNED]
    )  # fmt: skip


def _row(person: Person, work: Work) -> Row:
    places = [one for one in work.members if one.user_id == person.user.pk]
    away = person.absence
    cover = [f"{name} ({number(points, 1)})" for name, points in person.covers]
    return Row(
        user_id=person.user.pk,
        name=called(person.user),
        teams=listing([one.team.name for one in places]),
        hours=person.hours,
        count=len(person.own),
        points=person.points,
        covered=person.covered_points,
        room=person.room,
        is_over=not away and person.points + person.covered_points > person.room,
        new=sum(one.is_new for one in person.own),
        overdue=sum(one.is_overdue for one in person.own),
        unseen=sum(one.is_unseen for one in person.own),
        absence=absence_words(away.ends_on, called(away.deputy) if away.deputy else "") if away else "",
        cover=f"waarneming voor {listing(cover)}" if cover else "",
    )


def absence_words(ends_on: date | None, deputy: str) -> str:
    """Return "afwezig t/m 1 dec 2026, waarnemer S. de Wit"."""
    until = f"afwezig t/m {date_short(ends_on)}" if ends_on else "afwezig"
    return f"{until}, waarnemer {deputy}" if deputy else f"{until}, geen waarnemer"


def _finding(rows: Sequence[Row], everything: Sequence[Weighed], without: Sequence[Weighed]) -> list[Part]:
    """Say what asks for a decision first: what nobody has, then who has too much, then the whole."""
    parts = []
    if without:
        has = "heeft" if len(without) == 1 else "hebben"
        parts += [Part(count(len(without), "traject", "trajecten"), strong=True), Part(f" {has} geen klantregisseur. ")]
    if unattended := [row.name for row in rows if row.absence.endswith("geen waarnemer") and row.count]:
        is_or_are = "is" if len(unattended) == 1 else "zijn"
        parts += [Part(listing(unattended), strong=True), Part(f" {is_or_are} afwezig zonder waarnemer. ")]
    over = [row for row in rows if row.is_over]
    if over:
        has = "heeft" if len(over) == 1 else "hebben"
        parts += [Part(listing([row.name for row in over]), strong=True), Part(f" {has} meer werk dan ruimte. ")]
    points = sum((one.points for one in everything), Decimal(0))
    room = sum((row.room for row in rows), Decimal(0))
    first = "Samen is er" if parts else "Het werk past bij wie er is:"
    whole = f"{number(points, 1)} punten werk voor {number(room, 1)} punten ruimte"
    return [*parts, Part(f"{first} "), Part(whole, strong=True), Part(".")]


def _municipalities(work: Work) -> tuple[MunicipalRow, ...]:
    names = {one.organisation_id: one.organisation.name.removeprefix("Gemeente ") for one in work.members}
    return tuple(
        _municipal(name, [one for one in work.trajectories if one.organisation_id == organisation_id])
        for organisation_id, name in sorted(names.items(), key=lambda pair: pair[1])
    )


def _municipal(name: str, there: list[Weighed]) -> MunicipalRow:
    return MunicipalRow(
        name=name,
        count=len(there),
        points=sum((one.points for one in there), Decimal(0)),
        new=sum(one.is_new for one in there),
        overdue=sum(one.is_overdue for one in there),
        unseen=sum(one.is_unseen for one in there),
        unassigned=sum(one.assigned_to_id is None for one in there),
    )
