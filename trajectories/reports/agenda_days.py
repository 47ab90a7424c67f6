"""One's own conversations of the coming two weeks, day by day: who, when, where, and which day is unusual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q
from django.urls import reverse

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_with_weekday, time_of_day
from trajectories.models import Absence, Appointment
from trajectories.reports.conversation_form import day_warning
from trajectories.reports.today import Words

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation; `covered` names the colleague whose conversation it is, "" for one's own. Today's is recorded,
    a later one can be moved.
    """

    number: str
    name: str
    url: str
    when: str
    where: str
    covered: str
    record_url: str
    move_url: str


@dataclass(frozen=True, slots=True)
class Day:
    """`name` is "Vandaag", "Morgen" or the day; `warning` says why nobody usually works then, "" for a working day."""

    name: str
    warning: str
    talks: tuple[Talk, ...]


def coming(user: User, *, on: date) -> tuple[Day, ...]:
    """Return the days on which this user, or a colleague whom they cover, has a conversation. One question."""
    covered = Absence.objects.current(on).filter(deputy_id=user.pk).values("user_id")
    planned = (
        Appointment.objects.for_user(user, to=Permission.WORK_CASELOAD)
        .filter(Q(user=user) | Q(user__in=covered))
        .filter(state=Appointment.State.PLANNED, planned_on__gte=on, planned_on__lt=on + AHEAD)
        .select_related("trajectory", "user")
        .order_by("planned_on", "starts_at", "pk")
    )
    return tuple(_day(day, talks, user, on) for day, talks in groupby(planned, key=lambda one: one.planned_on))


def finding(days: tuple[Day, ...]) -> tuple[Words, ...]:
    """Return the first sentence of the page."""
    total = sum(len(day.talks) for day in days)
    if not total:
        return (Words("De komende 14 dagen staat er "), Words("geen gesprek", strong=True), Words(" in je agenda."))
    talks = Words(count(total, "gesprek", "gesprekken"), strong=True)
    return (Words("De komende 14 dagen heb je "), talks, Words("."))


def _day(day: date, talks: Iterable[Appointment], user: User, on: date) -> Day:
    near = {on: "Vandaag, ", on + timedelta(days=1): "Morgen, "}
    warning = day_warning(day)
    return Day(
        name=near.get(day, "") + date_with_weekday(day),
        warning=warning.text if warning else "",
        talks=tuple(_talk(one, user, is_today=day == on) for one in talks),
    )


def _talk(one: Appointment, user: User, *, is_today: bool) -> Talk:
    trajectory = one.trajectory
    form = one.get_form_display()
    return Talk(
        number=trajectory.number,
        name=trajectory.sort_name,
        url=trajectory.get_absolute_url(),
        when=time_of_day(one.starts_at) if one.starts_at else "tijd nog niet bekend",
        where=f"{form}, {one.location}" if one.location else form,
        covered="" if one.user_id == user.pk or one.user is None else one.user.name,
        record_url=reverse("record_conversation", args=[trajectory.number]) if is_today else "",
        move_url="" if is_today else reverse("plan_appointment", args=[trajectory.number]),
    )
