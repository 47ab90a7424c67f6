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
from trajectories.models import Appointment, CalendarFeed, CaseloadNorm, Trajectory
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
        Appointment.objects.create(**here, planned_on=MONDAY, form="TELEFOON", location="06 12 34 56 78")
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
    assert [str(event["summary"]) for event in events] == [f"Gesprek {planned.number}"] * 3
    assert all(event.get("uid") and event.get("dtstamp") for event in events)
    assert {str(event["location"]) for event in events} == {"Stadhuis, kamer 4", "thuis", "telefoon"}
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


def test_the_page_shows_the_coming_talks_of_oneself_and_of_whom_one_covers(
    work: Casework, planned: Trajectory, django_assert_max_num_queries
) -> None:
    today = timezone.localdate()
    here = {"organisation_id": planned.organisation_id, "trajectory": planned, "user": work.bakker}
    with as_user(work.bakker.pk):
        Appointment.objects.all().delete()
        for days in (-1, 0, 13, 14):
            Appointment.objects.create(**here, planned_on=today + timedelta(days=days), starts_at=time(9), form="HUIS")
    client = signed_in(work.bakker)

    client.get("/agenda/")
    with django_assert_max_num_queries(15):
        page = client.get("/agenda/").content.decode()
    assert "2 gesprekken</b>" in page or "2 gesprekken</strong>" in page
    assert "Vandaag, " in page
    assert page.count("9.00 uur, thuis") == 2
    covering = signed_in(work.dewit)
    assert "Haddad" not in covering.get("/agenda/").content.decode()
    with as_user(work.nijhof.pk):
        absence.record(
            user=work.bakker, deputies={planned.organisation_id: work.dewit}, starts_on=today, ends_on=None, on=today,
            by=work.nijhof,
        )  # fmt: skip
    page = covering.get("/agenda/").content.decode()
    assert "Haddad, Amina" in page
    assert "waarneming voor J. Bakker" in page


def test_the_mail_counts_who_was_not_seen_by_the_norm_of_the_municipality(work: Casework) -> None:
    """The number in the mail is that of the page: both by the norm of the municipality."""
    work.register("Omar Khalil", on=MONDAY, registered_on=MONDAY - timedelta(weeks=9))
    with as_user(work.bakker.pk):
        assert "- 1 inburgeraar lang niet gezien" in digest.send(user=work.bakker, on=MONDAY, by=work.bakker).body
        CaseloadNorm.objects.create(
            organisation=work.team.organisation, key="not_seen_weeks", value=14, source="test", source_on=MONDAY
        )
        later = digest.send(user=work.bakker, on=MONDAY + timedelta(days=1), by=work.bakker)
    assert later is None or "lang niet gezien" not in later.body


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
    assert "- 3 gesprekken vandaag" in first.body
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
        assert "3 gesprekken vandaag" in digest.send(user=work.dewit, on=MONDAY, by=work.dewit).body


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
