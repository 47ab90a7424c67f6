"""Inviting, accepting, reminding and taking back, as the people concerned."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from inburgering.mail.models import Message
from regions import schedule
from regions.actions import invitation, invited, reminder, work_session
from regions.actions.invitation import Person
from regions.actions.refusal import NotNow
from regions.models import Seat
from regions.models.invitation import Invitation
from regions.reports import invitation_link
from tests.factories import World
from tests.regions.around.people import KEYS, PEOPLE, Visitor, asked, link, messages, opened, send_all

pytestmark = pytest.mark.django_db


def test_who_is_invited_gets_a_link_that_seats_without_waiting(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)
    assert send_all(place) == 2
    sent = next(one for one in mail.outbox if one.to == ["jo@aalten.nl"])
    assert link(jo) in sent.body
    assert [event.name for event in Calendar.from_ical(sent.attachments[0].content).events] == ["VEVENT", "VEVENT"]

    guest = Client()
    shown = guest.get(link(jo))
    assert "gemeente Aalten" in shown.content.decode()
    with as_user(place.leader.pk):
        assert not Seat.objects.exists(), "looking at a link takes no seat"
    landed = guest.post(link(jo), {"name": "Jo Smit"})
    assert landed.headers["Location"] == f"/doe-mee/{session.code}/vraag/1/"
    assert guest.get(landed.headers["Location"]).status_code == 200
    Client().post(link(jo), {"name": "Jo Smit"})  # the same person at another device

    with as_user(place.leader.pk):
        seat = Seat.objects.get()
        assert (seat.invitation_id, seat.municipality.name) == (jo.pk, "Aalten")
        assert seat.admitted_by == f"uitnodiging van {place.leader.audit_name}"
        kept = Message.objects.get(recipient="jo@aalten.nl")
        assert link(jo) not in kept.body
        assert "(persoonlijke link)" in kept.body
        assert invitation_link.token_of(jo) not in str(list(Invitation.objects.values()))


def test_an_invitation_taken_back_is_as_unknown_as_one_nobody_made(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)
    send_all(place)
    with as_user(place.leader.pk):
        invitation.withdraw(invitation=jo, by=place.leader)
    send_all(place)

    gone, never = Client().get(link(jo)), Client().get("/doe-mee/uitnodiging/bestaat-niet/")
    assert (gone.status_code, gone.content) == (never.status_code, never.content) == (404, gone.content)
    assert Client().post(link(jo), {"name": "Jo"}).status_code == 404
    last = mail.outbox[-1]
    assert last.subject.startswith("Ingetrokken")
    file = Calendar.from_ical(last.attachments[0].content)
    assert file["METHOD"] == "CANCEL"
    assert {str(event["STATUS"]) for event in file.events} == {"CANCELLED"}

    with as_user(place.leader.pk):
        (again,) = invitation.invite(session=session, people=PEOPLE[:1], by=place.leader)
    assert link(again) != link(jo)
    assert Client().get(link(again)).status_code == 200
    assert Client().get(link(jo)).status_code == 404


def test_before_opening_invitations_wait_and_after_closing_they_are_refused(place: World) -> None:
    with as_user(place.leader.pk):
        session = work_session.prepare(region=place.region, title="Samen", keys=KEYS, by=place.leader)
        jo, _ = invitation.invite(session=session, people=PEOPLE, by=place.leader)
        assert not Message.objects.exists()
        with pytest.raises(NotNow, match="Open de werksessie eerst"):
            invitation.send(session=session, by=place.leader)
        work_session.open_session(session=session, by=place.leader)
        assert invitation.send(session=session, by=place.leader) == 2
        assert invitation.send(session=session, by=place.leader) == 0
        work_session.close_session(session=session, by=place.leader)
        with pytest.raises(NotNow, match="gesloten"):
            invitation.invite(session=session, people=[], by=place.leader)
    with pytest.raises(NotNow, match="gesloten"):
        invited.accept(token=invitation_link.token_of(jo), name="Jo", by=Visitor())
    assert "gesloten" in Client().get(link(jo)).content.decode()


def test_a_municipality_of_another_region_is_refused(place: World) -> None:
    session = opened(place)

    with as_user(place.leader.pk), pytest.raises(NotNow, match="niet meedoet"):
        invitation.invite(session=session, people=[Person("x@y.nl", "", "GM0363")], by=place.leader)


def test_the_clock_reminds_once_and_leaves_alone_who_is_ready(place: World) -> None:
    session = opened(place, answer_in=7)
    with as_user(place.leader.pk):
        invitation.invite(session=session, people=PEOPLE, by=place.leader)
        Invitation.objects.update(sent_at=timezone.now() - timedelta(days=3))
        bo = Invitation.objects.get(email="bo@winterswijk.nl")
        invitation.stop_reminders(invitation=bo, by=place.leader)

    assert schedule.remind() == 1
    assert schedule.remind() == 0
    (sent,) = [one for one in messages(place) if "herinnering" in one.occasion]
    assert (sent.recipient, sent.subject) == ("jo@aalten.nl", "Nog 7 dagen: werksessie 1, Samen")

    with as_user(place.leader.pk):
        invitation.resume_reminders(invitation=bo, by=place.leader)
        reminder.pause(session=session, is_stopped=True, by=place.leader)
        assert schedule.remind() == 0
        assert reminder.remind_now(session=session, by=place.leader) == 1, "by hand, and only who had none today"
        with pytest.raises(NotNow, match="Niemand"):
            reminder.remind_now(session=session, by=place.leader)


def test_a_place_that_was_taken_does_not_change_municipality(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)
    invited.accept(token=invitation_link.token_of(jo), name="Jo", by=Visitor())

    with as_user(place.leader.pk), pytest.raises(NotNow, match="verhuizen niet mee"):
        invitation.move(
            invitation=jo, municipality=place.municipality("bronckhorst"), name="Jo", expected_version=1,
            by=place.leader,
        )  # fmt: skip


def test_who_holds_the_link_may_stop_the_reminders(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)

    assert Client().post(link(jo), {"besluit": "stop"}).status_code == 302

    with as_user(place.leader.pk):
        assert Invitation.objects.get(pk=jo.pk).stopped_at
        assert AuditEvent.objects.get(verb="invitation.stopped").actor == "bezoeker"
