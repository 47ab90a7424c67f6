"""Six people who were asked to the trial session; nothing is really sent, for an example region sends no mail."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from inburgering.accounts.context import as_user
from regions.actions import invitation, meeting
from regions.actions.invitation import Person
from regions.models import WorkSession

if TYPE_CHECKING:
    from regions.actions.example import ExampleRegion

ANSWER_WITHIN, MEET_AFTER = timedelta(days=10), timedelta(days=14)
PLACE = "Gemeentehuis Doetinchem"
GUESTS = [  # function and municipality: the example has no further names of persons
    ("beleid@winterswijk.voorbeeld.invalid", "Beleidsadviseur Winterswijk", "GM0294"),
    ("inburgering@oudeijsselstreek.voorbeeld.invalid", "Beleidsadviseur Oude IJsselstreek", "GM1509"),
    ("beleid@bronckhorst.voorbeeld.invalid", "Beleidsadviseur Bronckhorst", "GM1876"),
    ("inburgering@montferland.voorbeeld.invalid", "Beleidsadviseur Montferland", "GM1955"),
]
MEMBERS = {"adviseur-aalten": "GM0197", "adviseur-doetinchem": "GM0222"}


def add(example: ExampleRegion) -> None:
    members = [
        Person(example.users[key].email, example.users[key].name.split(",")[0], code) for key, code in MEMBERS.items()
    ]
    with as_user(example.leader.pk):
        session = _dated(example)
        people = [*members, *(Person(*guest) for guest in GUESTS)]
        invitation.invite(session=session, people=people, by=example.leader)


def _dated(example: ExampleRegion) -> WorkSession:
    """Return the trial session with the days that were agreed; those that another part set stay."""
    session = WorkSession.objects.select_related("region").get(pk=example.trial.pk)
    if session.answer_by:
        return session
    zone = timezone.get_current_timezone()
    starts_at = datetime.combine(example.on + MEET_AFTER, time(13, 30), zone)
    return meeting.agree(
        session=session,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        place=PLACE,
        answer_by=example.on + ANSWER_WITHIN,
        expected_version=session.version,
        by=example.leader,
    )
