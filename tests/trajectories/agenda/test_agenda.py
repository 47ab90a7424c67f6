"""K1: a calendar feed without personal data. K2: one mail a day without personal data."""

import logging
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from inburgering.accounts.context import as_user
from inburgering.logs import WithoutSecrets
from inburgering.mail.models import Message
from tests.people import Casework, signed_in
from trajectories.actions import absence, calendar_feed, digest
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, CalendarFeed, Trajectory
from trajectories.schedule import digest as clock

MONDAY = date(2026, 11, 23)
PERSON = ("Amina", "Haddad", "999990019", "Dorpsstraat")


@pytest.fixture
def planned(work: Casework) -> Trajectory:
    made = work.register(
        "Amina Haddad", person={"bsn": "999990019", "details": {"street": "Dorpsstraat 1"}},
        kennisgeving_on=date(2026, 8, 1),
    )  # fmt: skip
    here = {"organisation_id": made.organisation_id, "trajectory": made, "user": work.bakker}
    with as_user(work.bakker.pk):
        Appointment.objects.create(**here, planned_on=MONDAY, starts_at=time(10, 30), location="Stadhuis, kamer 4")
        Appointment.objects.create(**here, planned_on=MONDAY, form="HUIS", location="Dorpsstraat 1")
        Appointment.objects.create(**here, planned_on=MONDAY, state="CANCELLED")
        bring_up_to_date(made, on=MONDAY)
    return made


def address(work: Casework) -> str:
    client = signed_in(work.bakker)
    client.post("/agenda/maken/")
    shown = client.get("/agenda/").context["address"]
    return shown[shown.index("/agenda/") :]


def test_the_feed_is_a_valid_calendar_with_numbers_and_no_person(work: Casework, planned: Trajectory, client) -> None:
    answer = client.get(address(work))
    text = answer.content.decode()
    events = Calendar.from_ical(text).events

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(event["summary"]) for event in events] == [f"Gesprek {planned.number}"] * 2
    assert all(event.get("uid") and event.get("dtstamp") for event in events)
    assert {str(event["location"]) for event in events} == {"Stadhuis, kamer 4", "thuis"}
    timed = next(event for event in events if str(event["location"]).startswith("Stadhuis"))
    assert timed.decoded("dtstart").astimezone(timezone.get_default_timezone()).hour == 10
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))  # RFC 5545, 3.1
    assert not [word for word in PERSON if word in text]


def test_the_address_is_shown_once_and_only_its_hash_is_kept(work: Casework, as_owner) -> None:
    client = signed_in(work.bakker)
    client.post("/agenda/maken/")
    first, second = client.get("/agenda/"), client.get("/agenda/")
    token = first.context["address"].rsplit("/", 1)[1].removesuffix(".ics")

    assert token in first.content.decode()
    assert token not in second.content.decode()
    with as_owner():
        kept = CalendarFeed.objects.get()
    assert kept.token_sha256 == calendar_feed.hashed(token)


def test_a_wrong_or_revoked_address_gives_nothing(work: Casework, planned: Trajectory, client) -> None:
    former = address(work)
    newer = address(work)
    assert client.get("/agenda/geen-adres.ics").status_code == 404
    assert client.get(former).status_code == 404
    assert client.get(newer).status_code == 200

    signed_in(work.bakker).post("/agenda/intrekken/")

    assert client.get(newer).status_code == 404
    with as_user(work.bakker.pk), pytest.raises(NotNow):
        calendar_feed.revoke(by=work.bakker)


def test_a_feed_without_appointments_is_an_empty_calendar(work: Casework, client) -> None:
    answer = client.get(address(work))

    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content.decode()).events == []


def test_appointments_of_a_colleague_are_not_in_it(work: Casework, planned: Trajectory, client) -> None:
    with as_user(work.dewit.pk):
        token = calendar_feed.make(by=work.dewit)

    assert "Gesprek" not in client.get(f"/agenda/{token}.ics").content.decode()


def test_who_has_no_caseload_has_no_agenda_page(work: Casework) -> None:
    for user in (work.world.alderman("aalten"), work.world.leader):
        assert signed_in(user).get("/agenda/").status_code == 404
        assert signed_in(user).post("/agenda/maken/").status_code == 404


def test_logs_never_show_the_token() -> None:
    line = logging.LogRecord("x", logging.INFO, "", 1, '"GET /agenda/geheim123.ics HTTP/1.1" 200', (), None)
    WithoutSecrets().filter(line)

    assert "geheim123" not in line.getMessage()


def test_one_mail_a_day_with_numbers_and_no_person(work: Casework, planned: Trajectory) -> None:
    with as_user(work.bakker.pk):
        first = digest.send(user=work.bakker, on=MONDAY, by=work.bakker)
        second = digest.send(user=work.bakker, on=MONDAY, by=work.bakker)
        tomorrow = digest.send(user=work.bakker, on=MONDAY + timedelta(days=1), by=work.bakker)

    assert first
    assert tomorrow
    assert second is None
    assert "- 2 gesprekken vandaag" in first.body
    assert "- 1 termijn is te laat" in first.body
    assert "/vandaag/" in first.body
    assert "/agenda/" in first.body
    told = f"{first.subject} {first.body} {first.occasion}"
    assert not [word for word in (*PERSON, planned.number) if word in told]


def test_nothing_to_do_is_no_mail(work: Casework) -> None:
    with as_user(work.dewit.pk):
        assert digest.send(user=work.dewit, on=MONDAY, by=work.dewit) is None


def test_who_is_away_gets_none_and_the_deputy_counts_along(work: Casework, planned: Trajectory) -> None:
    with as_user(work.nijhof.pk):
        absence.record(
            user=work.bakker, deputies={planned.organisation_id: work.dewit}, starts_on=MONDAY, ends_on=None, on=MONDAY,
            by=work.nijhof,
        )  # fmt: skip
    with as_user(work.bakker.pk):
        assert digest.send(user=work.bakker, on=MONDAY, by=work.bakker) is None
    with as_user(work.dewit.pk):
        assert "2 gesprekken vandaag" in digest.send(user=work.dewit, on=MONDAY, by=work.dewit).body


def test_the_switch_stops_the_mail(work: Casework, planned: Trajectory) -> None:
    client = signed_in(work.bakker)
    assert "Zet de mail uit" in client.get("/agenda/").content.decode()
    client.post("/agenda/mail/", {"mail": "uit"})

    with as_user(work.bakker.pk):
        assert digest.send(user=work.bakker, on=MONDAY, by=work.bakker) is None
    assert "Zet de mail aan" in client.get("/agenda/").content.decode()


def test_the_clock_goes_round_once_on_working_days(work: Casework, planned: Trajectory, monkeypatch, as_owner) -> None:
    monkeypatch.setattr(clock.timezone, "localdate", lambda: MONDAY)
    assert clock.send() == 1
    assert clock.send() == 0
    monkeypatch.setattr(clock.timezone, "localdate", lambda: MONDAY - timedelta(days=1))
    assert clock.send() == 0
    with as_owner():
        assert Message.objects.filter(occasion__startswith="dagoverzicht:").count() == 1
