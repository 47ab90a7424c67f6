"""The groups in which a caseload is looked at: late, to record, not seen. A counter and its list ask the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from trajectories.models import Appointment, FollowUp, Phase, TrajectorySignal

WEEK = 7  # days ahead
NOT_SEEN_KEY, NOT_SEEN_WEEKS = "not_seen_weeks", 8  # aanname: a municipality may set its own norm


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality this user works for, with its norm for who was not seen for long."""

    organisation_id: int
    name: str
    slug: str
    not_seen_weeks: int


@dataclass(frozen=True, slots=True)
class Group:
    """One way to look: its name in the address, its label, and a sentence for when nobody is in it."""

    key: str
    label: str
    nobody: str


GROUPS = {
    group.key: group
    for group in (
        Group("te-laat", "Te laat", "Geen enkele termijn is verstreken."),
        Group("week", "Komende 7 dagen", "In de komende 7 dagen verloopt geen termijn."),
        Group("vandaag", "Vandaag", "Voor vandaag staat geen gesprek gepland."),
        Group("vastleggen", "Gesprek vastleggen", "Alle gesprekken die voorbij zijn, zijn vastgelegd."),
        Group("lang-niet-gezien", "Lang niet gezien", "Je hebt iedereen kort geleden gezien."),
        Group("duo", "Nieuw van DUO", "Er is niets nieuws van DUO."),
        Group("taken", "Mijn taken", "Er is geen taak die vandaag af moet zijn."),
        Group("signalen", "Signalen", "Er is geen signaal dat om aandacht vraagt."),
    )
}
TABS = ("te-laat", "week", "vastleggen", "lang-niet-gezien", "duo")  # always beside the list; the others when chosen


def place_of(tenant: int, name: str, slug: str, weeks: str) -> Place:
    """Return the place; without a norm of its own ("") the usual one."""
    return Place(tenant, name, slug, int(Decimal(weeks)) if weeks else NOT_SEEN_WEEKS)


def not_seen_words(places: Mapping[int, Place]) -> str:
    """Return the norm in words: "langer dan 8 weken geen contact", or that it differs per municipality."""
    weeks = {place.not_seen_weeks for place in places.values()}
    if len(weeks) > 1:
        return "langer geen contact dan de norm van hun gemeente"
    return f"langer dan {weeks.pop()} weken geen contact" if weeks else ""


def condition(key: str, *, user_id: int, places: Mapping[int, Place], on: date) -> Q:
    """Return which current trajectories belong to the group; the same for counting and for listing."""
    conditions = {
        "te-laat": lambda: Q(next_deadline_on__lt=on),
        "week": lambda: Q(next_deadline_on__gte=on, next_deadline_on__lte=on + timedelta(days=WEEK)),
        "vandaag": lambda: Q(Exists(planned_today(on).filter(trajectory=OuterRef("pk")))),
        "vastleggen": lambda: Q(next_appointment_on__lt=on),
        "lang-niet-gezien": lambda: _not_seen(places, on),
        "duo": lambda: Q(duo_news__gt=0),
        "taken": lambda: Q(Exists(tasks_due(user_id, on).filter(trajectory=OuterRef("pk")))),
        "signalen": lambda: Q(Exists(TrajectorySignal.objects.filter(trajectory=OuterRef("pk"), handled_at=None))),
    }
    return ~Q(phase=Phase.CLOSED) & conditions[key]()


def planned_today(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(planned_on=on, state=Appointment.State.PLANNED)


def tasks_due(user_id: int, on: date) -> QuerySet[FollowUp]:
    """Return the open tasks of this user up to today; one without a name is for who has the trajectory."""
    nobodys = Q(user=None, who=FollowUp.Who.KLANTREGISSEUR, trajectory__assigned_to=user_id)
    return FollowUp.objects.filter(Q(user=user_id) | nobodys, done_on=None, due_on__lte=on)


def _not_seen(places: Mapping[int, Place], on: date) -> Q:
    """Per norm one condition; most people work with one norm, and then it holds for the whole list."""
    by_weeks: dict[int, list[int]] = defaultdict(list)
    for place in places.values():
        by_weeks[place.not_seen_weeks].append(place.organisation_id)
    if len(by_weeks) == 1:
        return _unseen(next(iter(by_weeks)), on)
    found = Q(pk__in=[])
    for weeks, tenants in by_weeks.items():
        found |= Q(organisation__in=tenants) & _unseen(weeks, on)
    return found


def _unseen(weeks: int, on: date) -> Q:
    day = on - timedelta(weeks=weeks)
    return Q(last_contact_on__lt=day) | Q(last_contact_on=None, registered_on__lt=day)
