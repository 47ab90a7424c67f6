"""Inviting, accepting, reminding and taking back, as the people concerned."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from inburgering.accounts.context import as_job, as_seat, as_user
from inburgering.accounts.models import Organisation
from inburgering.audit.models import AuditEvent
from inburgering.mail import tasks
from inburgering.mail.models import Message
from regions import schedule
from regions.actions import announcement, answer, invitation, invited, meeting, reminder, sheet, work_session
from regions.actions.invitation import Person
from regions.actions.receipt import receipt_message
from regions.actions.refusal import NotNow
from regions.models import Seat, Statement, WorkSession
from regions.models.invitation import Invitation
from regions.reports import invitation_link, invitations, trail
from tests.factories import World, world

pytestmark = pytest.mark.django_db
KEYS = ["S01", "S02", "S04", "S07"]
PEOPLE = [Person("jo@aalten.nl", "Jo Smit", "GM0197"), Person("bo@winterswijk.nl", "", "GM0294")]
Owner = Callable[[], AbstractContextManager[None]]


class Visitor:
    audit_name = "bezoeker"


@pytest.fixture
def place(as_owner: Owner) -> World:
    """A region whose mail would really be sent: not a demonstration."""
    here = world()
    with as_owner():
        Organisation.objects.update(is_demonstration=False)
    return here


def opened(place: World, *, answer_in: int | None = 10) -> WorkSession:
    with as_user(place.leader.pk):
        session = work_session.prepare(region=place.region, title="Samen", keys=KEYS, by=place.leader)
        if answer_in is not None:
            session = dated(session, answer_in, place)
        return work_session.open_session(session=session, by=place.leader)


def dated(session: WorkSession, answer_in: int, place: World, where: str = "Doetinchem") -> WorkSession:
    start = timezone.now().replace(microsecond=0) + timedelta(days=20)
    return meeting.agree(
        session=session, starts_at=start, ends_at=None, place=where, by=place.leader,
        answer_by=timezone.localdate() + timedelta(days=answer_in), expected_version=session.version,
    )  # fmt: skip


def asked(place: World, session: WorkSession) -> list[Invitation]:
    with as_user(place.leader.pk):
        return invitation.invite(session=session, people=PEOPLE, by=place.leader)


def link(one: Invitation) -> str:
    return invitation_link.url(one).replace("http://127.0.0.1:8000", "")


def leading(place: World) -> Client:
    client = Client()
    client.force_login(place.leader, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send_all(place: World) -> int:
    """Let the clock send. One test is one transaction, in which the database's own clock stands still."""
    with as_user(place.leader.pk):
        Message.objects.filter(sent_at=None).update(send_after=timezone.now() - timedelta(days=1))
    return tasks.send_due()


def messages(place: World) -> list[Message]:
    with as_user(place.leader.pk):
        return list(Message.objects.order_by("pk"))


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


def test_the_response_is_told_by_municipality_and_who_shared_is_not_reminded(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)
    seat = invited.accept(token=invitation_link.token_of(jo), name="Jo", by=Visitor())
    with as_seat(seat.pk):
        for statement in Statement.objects.for_seat(seat)[:2]:
            answer.give(
                seat=seat, statement=statement, value=1, is_unknown=False, importance="GEWOON", is_limit=False,
                note="geheim", replaces=0, by=seat,
            )  # fmt: skip
    with as_user(place.leader.pk):
        before = invitations.build(session)
    assert [(row.name, row.state) for row in before.rows] == [
        ("Jo Smit", "Bezig: 2 van 4"), ("bo@winterswijk.nl", "Uitgenodigd"),
    ]  # fmt: skip
    assert before.finding == "2 mensen zijn uitgenodigd, 1 daarvan doet mee. Nog geen gemeente heeft gedeeld."

    with as_seat(seat.pk):
        sheet.share_from_seat(seat=seat, by=seat)
        fresh = Seat.objects.select_related("session__region", "municipality").get(pk=seat.pk)
        receipt_message(seat=fresh, by=fresh)
        receipt_message(seat=fresh, by=fresh)
    with as_user(place.leader.pk):
        after = invitations.build(session)
    assert after.finding == "1 van de 8 gemeenten heeft gedeeld; 7 gemeenten nog niet."
    assert [row.name for row in after.to_remind] == ["bo@winterswijk.nl"]
    receipts = [one for one in messages(place) if "ontvangst" in one.occasion]
    assert [one.recipient for one in receipts] == ["jo@aalten.nl"]
    assert f"{session.code}-{seat.pk}" in receipts[0].body
    assert "geheim" not in receipts[0].body


def test_results_are_announced_once_and_the_region_does_not_learn_who_works_where(place: World) -> None:
    session = opened(place)
    jo, _ = asked(place, session)
    with as_user(place.leader.pk), pytest.raises(NotNow, match="Toon eerst"):
        announcement.announce_results(session=session, by=place.leader)
    seat = invited.accept(token=invitation_link.token_of(jo), name="Jo", by=Visitor())
    with as_seat(seat.pk):
        answer.give(
            seat=seat, statement=Statement.objects.for_seat(seat)[0], value=1, is_unknown=False, importance="GEWOON",
            is_limit=False, note="", replaces=0, by=seat,
        )  # fmt: skip
        sheet.share_from_seat(seat=seat, by=seat)
    with as_user(place.leader.pk):
        work_session.reveal(session=session, by=place.leader)
        written = announcement.announce_results(session=session, by=place.leader)
        with pytest.raises(NotNow, match="al gekregen"):
            announcement.announce_results(session=session, by=place.leader)

    assert written == 2 + 16, "two invited, an adviser and an alderman of each of eight municipalities"
    told = [one for one in messages(place) if one.occasion.endswith("/uitkomst")]
    assert {one.recipient for one in told} == {"jo@aalten.nl", "bo@winterswijk.nl"}
    with as_job(place.municipality("aalten").organisation_id):
        own = Message.objects.all()
        assert {one.recipient for one in own} == {place.adviser("aalten").email, place.alderman("aalten").email}
        assert {one.subject for one in own} == {"Uitkomsten van werksessie 1 staan klaar"}


def test_new_dates_go_to_who_has_the_old_ones(place: World) -> None:
    session = opened(place)
    asked(place, session)
    first = Calendar.from_ical(messages(place)[0].calendar).events[0]
    with as_user(place.leader.pk):
        with pytest.raises(NotNow, match="zoals zij nu zijn"):
            announcement.send_dates(session=session, by=place.leader)
        session = dated(session, 12, place, where="Winterswijk")
        assert announcement.send_dates(session=session, by=place.leader) == 2
        with pytest.raises(NotNow, match="zoals zij nu zijn"):
            announcement.send_dates(session=session, by=place.leader)
    later = Calendar.from_ical(messages(place)[-1].calendar).events[0]

    assert (later["UID"], later["LOCATION"]) == (first["UID"], "Winterswijk")
    assert later["SEQUENCE"] > first["SEQUENCE"]


def test_the_calendar_holds_nobody_and_is_for_who_may_see_the_session(place: World) -> None:
    session = opened(place)
    asked(place, session)
    address = f"{session.get_absolute_url()}agenda.ics"
    member = Client()
    member.force_login(place.adviser("aalten"), backend="django.contrib.auth.backends.ModelBackend")

    response = member.get(address)

    file = Calendar.from_ical(response.content)
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert file.errors == []
    assert "jo@" not in response.content.decode()
    assert "ATTENDEE" not in response.content.decode()
    assert file.events[0].start == session.starts_at
    undated = opened(place, answer_in=None)
    assert leading(place).get(f"{undated.get_absolute_url()}agenda.ics").status_code == 404


def test_pasting_checking_and_sending_in_pages(place: World) -> None:
    session = opened(place)
    client, base = leading(place), f"{session.get_absolute_url()}uitnodigen/"
    assert "Nog niemand is uitgenodigd." in client.get(base).content.decode()
    empty = client.post(f"{base}controleren/", {"addresses": " "})
    assert "Plak minstens 1 e-mailadres" in empty.content.decode()

    checked = client.post(f"{base}controleren/", {"addresses": "Jo Smit <jo@aalten.nl>; bo@elders.nl\nwim@aalten,nl"})
    page = checked.content.decode()
    assert "bedoel je wim@aalten.nl?" in page
    assert '<option value="GM0197" selected>Aalten</option>' in page
    rows = {"email": ["jo@aalten.nl", "bo@elders.nl"], "name_0": "Jo Smit", "municipality_0": "GM0197"}
    refused = client.post(f"{base}toevoegen/", rows | {"addresses": "wim@aalten,nl"})
    assert "Kies de gemeente van bo@elders.nl" in refused.content.decode()
    assert "wim@aalten,nl" in refused.content.decode()
    again = client.post(f"{base}controleren/", rows | {"municipality_1": "GM0294", "addresses": "wim@aalten.nl"})
    assert [one.email for one in again.context["people"].people] == ["jo@aalten.nl", "bo@elders.nl", "wim@aalten.nl"]

    done = client.post(f"{base}toevoegen/", rows | {"municipality_1": "GM0294", "addresses": "wim@aalten,nl"})
    assert done.headers["Location"] == base
    after = client.get(base).content.decode()
    assert "2 mensen zijn uitgenodigd, 0 daarvan doen mee." in after
    assert "wim@aalten,nl</textarea>" in after, "what has to be mended waits in the field"
    one = client.get(f"{base}1/")
    assert "Uitnodiging van Jo Smit" in one.content.decode()
    moved = {"name": "Jo", "municipality": "GM1876", "expected_version": 1}
    assert client.post(f"{base}1/", moved).status_code == 302
    assert "net gewijzigd" in client.post(f"{base}1/", moved).content.decode()
    for wish in ("stop", "hervat", "herinner", "trek-in"):
        assert client.post(f"{base}1/besluit/", {"besluit": wish}).status_code == 302
    assert client.get(f"{base}respons.xlsx").content[:2] == b"PK"
    assert "Ingetrokken" in client.get(base).content.decode()


def test_a_stranger_and_a_municipality_see_no_addresses(place: World) -> None:
    session = opened(place)
    asked(place, session)
    member = Client()
    member.force_login(place.adviser("aalten"), backend="django.contrib.auth.backends.ModelBackend")
    base = session.get_absolute_url()

    for address in (f"{base}uitnodigen/", f"{base}uitnodigen/1/", f"{base}uitnodigen/respons.xlsx", f"{base}spoor/",
                    f"{base}spoor.xlsx", f"{place.region.get_absolute_url()}berichten/"):  # fmt: skip
        assert member.get(address).status_code == 404
        assert leading(place).get(address).status_code == 200
    with as_user(place.adviser("aalten").pk):
        assert not Invitation.objects.exists()
        assert not Message.objects.exists()


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


def test_the_trail_tells_it_all_newest_first(place: World) -> None:
    session = opened(place)
    asked(place, session)
    with as_user(place.leader.pk):
        told = trail.build(session)
        assert [row.sentence for row in told.rows[:2]] == [
            "verstuurde uitnodigingen (2)", "voegde mensen toe om uit te nodigen (2)",
        ]  # fmt: skip
        assert told.rows[-1].sentence == "maakte de werksessie, met 4 stellingen"
        assert trail.build(session, who="niemand").rows == []
        assert {row.kind for row in trail.build(session, kind="Berichten").rows} == {"Berichten"}
    page = leading(place).get(f"{session.get_absolute_url()}spoor/?soort=Berichten").content.decode()
    assert "verstuurde uitnodigingen (2)" in page
    assert "jo@aalten.nl" not in page


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    place: World, django_assert_max_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    session = opened(place)
    client, base = leading(place), f"{session.get_absolute_url()}uitnodigen/"
    with as_user(place.leader.pk):
        many = [Person(f"p{number}@aalten.nl", "", "GM0197") for number in range(30)]
        invitation.invite(session=session, people=many, by=place.leader)

    with django_assert_max_num_queries(30):
        client.get(base)
    with django_assert_max_num_queries(20):
        client.get(f"{session.get_absolute_url()}spoor/")
