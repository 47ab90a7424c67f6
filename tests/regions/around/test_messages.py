"""What people are told: how far they are, that results are there, that a date changed."""

import pytest
from icalendar import Calendar

from inburgering.accounts.context import as_job, as_seat, as_user
from inburgering.mail.models import Message
from regions.actions import announcement, answer, invited, sheet, work_session
from regions.actions.receipt import receipt_message
from regions.actions.refusal import NotNow
from regions.models import Seat, Statement
from regions.reports import invitation_link, invitations
from tests.factories import World
from tests.regions.around.people import Visitor, asked, dated, messages, opened

pytestmark = pytest.mark.django_db


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
