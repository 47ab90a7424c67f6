"""What waits for somebody this morning, in numbers: for a mail, so without any person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_long
from trajectories.models import Appointment, FollowUp, Handover, Trajectory
from trajectories.reports import caseload_groups, handover_list
from trajectories.reports.caseload_frame import frame_of

WEEK = 7


@dataclass(frozen=True, slots=True)
class Digest:
    """`lines` are numbers with words, empty when nothing waits."""

    lines: tuple[str, ...]

    def subject(self, on: date) -> str:
        return f"Vandaag te doen, {date_long(on)}"

    def body(self, name: str) -> str:
        base = settings.PUBLIC_URL.rstrip("/")
        said = "\n".join(f"- {line}" for line in self.lines)
        return (
            f"Beste {name},\n\nVandaag wacht dit op je:\n\n{said}\n\nBekijk je dag: {base}/vandaag/\n\n"
            f"In deze mail staan geen namen. Je krijgt hem één keer per dag, alleen als er iets te doen is.\n"
            f"Geen mail meer? Zet hem uit: {base}/agenda/\n"
        )


def build(user: User, *, on: date) -> Digest:
    """Return the numbers of one's own caseload, covered colleagues included. Runs in the context of that user."""
    mine = Trajectory.objects.for_user(user, to=Permission.WORK_CASELOAD).assigned(user, on).current()
    holders = mine.values("assigned_to_id")
    today = Appointment.objects.filter(trajectory__in=mine, state=Appointment.State.PLANNED, planned_on=on)
    tasks = FollowUp.objects.filter(
        Q(user=user) | Q(user__in=holders), trajectory__in=mine, done_on=None, due_on__lte=on
    )
    waiting = [one for one in handover_list.visible(user, is_incoming=True) if one.state in _WAITING]
    places = frame_of(user, on=on).places
    unseen = mine.filter(caseload_groups.condition("lang-niet-gezien", user_id=user.pk, places=places, on=on))
    numbers = (
        (mine.overdue(on).count(), "termijn is te laat", "termijnen zijn te laat"),
        (mine.due_within(WEEK, of=on).count(), "termijn verloopt binnen 7 dagen", "termijnen verlopen binnen 7 dagen"),
        (today.count(), "gesprek vandaag", "gesprekken vandaag"),
        (mine.to_record(on).count(), "gesprek nog vast te leggen", "gesprekken nog vast te leggen"),
        (tasks.count(), "taak voor vandaag of eerder", "taken voor vandaag of eerder"),
        (mine.with_news_from_duo().count(), "traject met nieuws van DUO", "trajecten met nieuws van DUO"),
        (unseen.count(), "inburgeraar lang niet gezien", "inburgeraars lang niet gezien"),
        (len(waiting), "overdracht wacht op je gemeente", "overdrachten wachten op je gemeente"),
    )
    return Digest(tuple(count(quantity, one, more) for quantity, one, more in numbers if quantity))


_WAITING = {Handover.State.ANNOUNCED, Handover.State.REQUESTED}
