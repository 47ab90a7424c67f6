"""A trajectory moves to another municipality: who sees what, when, and what it leaves behind."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inburgering import secrecy
from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.people import Casework, signed_in
from trajectories.actions import handover as acts
from trajectories.actions.handover_registration import Place
from trajectories.actions.refusal import NotNow
from trajectories.models import (
    Appointment,
    Conversation,
    CoursePlacement,
    ExamResult,
    Handover,
    HandoverContent,
    HealthRemark,
    HoursMonth,
    PortfolioItem,
    Trajectory,
)
from trajectories.reports.handover_content import Wanted
from trajectories.rules import handover_parts
from trajectories.rules.handover_parts import BY_LAW

LAW = tuple(part.key for part in BY_LAW)
BSN = "999990019"
HEALTH, SECRET = "hartklachten xq7", "praat niet graag over zijn broer xq8"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    """Somebody with a route, hours, an exam, a conversation, a portfolio item and a remark about health."""
    made = work.register(
        "Amina Haddad", leerroute="B1", level="B1", first_pip_dated_on=date(2026, 2, 10),
        pip_dated_on=date(2026, 2, 10),
        kennisgeving_on=date(2025, 12, 15), phase="LEARNING", person={"bsn": BSN, "details": {"languages": "Arabisch"}},
    )  # fmt: skip
    here = {"organisation_id": made.organisation_id, "trajectory": made}
    with as_user(work.bakker.pk):
        HoursMonth.objects.create(**here, month=date(2026, 9, 1), kind="NT2", followed=38, source="x", recorded_by="x")
        ExamResult.objects.create(
            **here, part="LE", level="B1", taken_on=date(2026, 10, 5), result="GESLAAGD", source="x"
        )
        Conversation.objects.create(
            **here, held_on=date(2026, 10, 12), form="KANTOOR", attendance="PRESENT", note=SECRET, recorded_by="x"
        )
        PortfolioItem.objects.create(**here, life_area="WERK", title="Stage in de zorg", added_by="x")
        HealthRemark.objects.create(
            **here, made_by="x", text_sealed=secrecy.sealed(HEALTH, tenant=made.organisation_id)
        )
    return made


def announced(work: Casework, made: Trajectory, today: date, wanted: Wanted | None = None) -> Handover:
    with as_user(work.bakker.pk):
        return acts.announce(
            trajectory=made, receiver=work.doetinchem.organisation, moved_on=today - timedelta(days=3),
            wanted=wanted or Wanted(LAW), on=today, by=work.bakker,
        )  # fmt: skip


def place(work: Casework, today: date) -> Place:
    return Place(work.doetinchem, work.yilmaz, today - timedelta(days=3))


def test_before_asking_the_new_gemeente_sees_name_birth_date_and_day_only(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    client = signed_in(work.yilmaz)

    page = client.get(f"/overdrachten/{made.number}/").content.decode()

    assert "Haddad, Amina" in page
    assert "17 april 1992" in page
    for absent in ("B1-route", "Stage in de zorg", BSN, BSN[-2:] + "</dd>", "38 uur", SECRET, HEALTH):
        assert absent not in page
    assert client.get(f"/overdrachten/{made.number}/ontvangstbewijs/").status_code == 404
    with as_user(work.yilmaz.pk):
        assert HandoverContent.objects.count() == 0  # the database itself holds it back
        with pytest.raises(HandoverContent.DoesNotExist):
            acts.opened(made)


def test_the_dossier_goes_over_and_the_old_one_closes(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    client = signed_in(work.yilmaz)

    client.post(f"/overdrachten/{made.number}/opvragen/")
    page = client.get(f"/overdrachten/{made.number}/").content.decode()
    assert "B1-route" in page
    assert "38 uur gevolgd" in page
    assert SECRET not in page
    assert HEALTH not in page
    assert BSN not in page
    typed = {"moved_in_on": f"{today - timedelta(days=3):%d-%m-%Y}", "place": f"{work.doetinchem.pk}-{work.yilmaz.pk}"}
    assert client.post(f"/overdrachten/{made.number}/overnemen/", typed).status_code == 302

    with as_user(work.yilmaz.pk):
        new = Trajectory.objects.select_related("inburgeraar").get(organisation=work.doetinchem.organisation)
        assert (new.leerroute, new.level, new.phase) == ("B1", "B1", "PIP")
        assert new.first_pip_dated_on == date(2026, 2, 10)
        assert new.pip_dated_on is None
        assert new.next_deadline_on == today - timedelta(days=3) + timedelta(days=70)  # ten weeks from here on
        assert new.inburgeraar.bsn() == BSN
        assert new.hours.get().followed == 38
        assert new.hours.get().source == "overgenomen van Gemeente Aalten"
        assert new.exams.get().result == "GESLAAGD"
        assert not new.conversations.exists()
        assert not new.health_remarks.exists()
        assert Handover.objects.get(pk=made.pk).received_number == new.number
    with as_user(work.bakker.pk):
        old = Trajectory.objects.get(pk=amina.pk)
        assert (old.phase, old.outcome, old.closed_on) == ("CLOSED", "VERHUISD", today - timedelta(days=3))
        assert Trajectory.objects.filter(number=new.number).count() == 0
    receipt = client.get(f"/overdrachten/{made.number}/ontvangstbewijs/").content.decode()
    assert "Uren (1 regel)" in receipt
    assert "wat over gezondheid is vastgelegd" in receipt


def test_notes_and_portfolio_go_only_as_the_person_wishes(work: Casework, amina, today) -> None:
    with as_user(work.bakker.pk):
        note, item = amina.conversations.get(), amina.portfolio.get()
    made = announced(work, amina, today, Wanted((), notes=[note], portfolio=[item]))
    with as_user(work.yilmaz.pk):
        acts.request(handover=made, on=today, by=work.yilmaz)
        content = acts.read(handover=made, by=work.yilmaz)
        new = acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)

        assert [one["key"] for one in content["sections"]] == ["PERSON", "DUTY", "NOTES", "PORTFOLIO"]
        assert SECRET in str(content)
        assert new.portfolio.get().title == "Stage in de zorg"
        assert new.leerroute == ""  # not ticked, so it stayed
        assert not new.hours.exists()


def test_health_never_goes_whatever_is_ticked(work: Casework, amina, today) -> None:
    made = announced(work, amina, today, Wanted(tuple(part.key for part in handover_parts.PARTS)))
    with as_user(work.bakker.pk):
        assert HEALTH not in str(acts.opened(made))


def test_the_snapshot_does_not_change_afterwards(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    with as_user(work.bakker.pk):
        HoursMonth.objects.filter(trajectory=amina).update(followed=99)
        Trajectory.objects.filter(pk=amina.pk).update(leerroute="ONDERWIJS")
    with as_user(work.yilmaz.pk):
        acts.request(handover=made, on=today, by=work.yilmaz)
        content = acts.read(handover=made, by=work.yilmaz)

    assert content["data"]["PIP"]["leerroute"] == "B1"
    assert content["data"]["HOURS"]["months"][0]["followed"] == 38


def test_woont_hier_niet_closes_the_door(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    client = signed_in(work.yilmaz)
    client.post(f"/overdrachten/{made.number}/opvragen/")
    address = f"/overdrachten/{made.number}/woont-hier-niet/"

    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "niet ingeschreven in de BRP"}).status_code == 302

    page = client.get(f"/overdrachten/{made.number}/").content.decode()
    assert "Haddad" not in page
    with as_user(work.yilmaz.pk):
        assert HandoverContent.objects.count() == 0
    sender = signed_in(work.bakker).get(f"/overdrachten/{made.number}/").content.decode()
    assert "niet ingeschreven in de BRP" in sender
    with as_user(work.bakker.pk):
        assert Trajectory.objects.get(pk=amina.pk).phase == "LEARNING"


def test_a_withdrawn_handover_is_not_read_any_more(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    with as_user(work.yilmaz.pk):
        acts.request(handover=made, on=today, by=work.yilmaz)

    assert signed_in(work.yilmaz).post(f"/overdrachten/{made.number}/intrekken/").status_code == 404
    assert signed_in(work.bakker).post(f"/overdrachten/{made.number}/intrekken/").status_code == 302

    page = signed_in(work.yilmaz).get(f"/overdrachten/{made.number}/").content.decode()
    assert "Haddad" not in page
    assert "B1-route" not in page
    again = announced(work, amina, today)
    assert again.state == "ANNOUNCED"


def test_others_see_nothing_at_all(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    for user in (
        work.elsewhere,
        work.world.alderman("doetinchem"),
        work.world.adviser("doetinchem"),
        work.world.leader,
    ):
        client = signed_in(user)
        assert client.get(f"/overdrachten/{made.number}/").status_code == 404
        for act in ("opvragen", "overnemen", "woont-hier-niet", "intrekken"):
            assert client.post(f"/overdrachten/{made.number}/{act}/").status_code == 404
    for act in ("opvragen", "overnemen", "woont-hier-niet"):  # the sender does not answer for the receiver
        assert signed_in(work.bakker).post(f"/overdrachten/{made.number}/{act}/").status_code == 404
    assert signed_in(work.yilmaz).get(f"/trajecten/{amina.number}/overdragen/").status_code == 404
    assert "Haddad" not in signed_in(work.elsewhere).get("/overdrachten/").content.decode()


def test_the_wrong_moment_is_refused_with_a_reason(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    with pytest.raises(NotNow, match="loopt al een overdracht"):
        announced(work, amina, today)
    with as_user(work.yilmaz.pk):
        with pytest.raises(NotNow, match="Vraag het dossier eerst op"):
            acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)
        acts.request(handover=made, on=today, by=work.yilmaz)
        with pytest.raises(NotNow, match="al gevraagd"):
            acts.request(handover=made, on=today, by=work.yilmaz)
        late = Place(work.doetinchem, None, today + timedelta(days=1))
        with pytest.raises(NotNow, match="toekomst"):
            acts.accept(handover=made, place=late, on=today, by=work.yilmaz)
        acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)
        with pytest.raises(NotNow, match="al overgenomen"):
            acts.refuse(handover=made, reason="te laat", on=today, by=work.yilmaz)
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="al afgesloten"):
        acts.announce(trajectory=amina, receiver=work.doetinchem.organisation, moved_on=today, wanted=Wanted(LAW),
                      on=today, by=work.bakker)  # fmt: skip


def test_who_comes_back_keeps_one_person_with_two_trajectories(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    with as_user(work.yilmaz.pk):
        acts.request(handover=made, on=today, by=work.yilmaz)
        new = acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)
        back = acts.announce(trajectory=new, receiver=work.team.organisation, moved_on=today, wanted=Wanted(LAW),
                             on=today, by=work.yilmaz)  # fmt: skip
    with as_user(work.bakker.pk):
        acts.request(handover=back, on=today, by=work.bakker)
        again = acts.accept(handover=back, place=Place(work.team, None, today), on=today, by=work.bakker)
        assert again.inburgeraar_id == amina.inburgeraar_id
        assert again.assigned_to is None


def test_the_page_shows_exactly_what_goes_before_it_goes(work: Casework, amina, today) -> None:
    client = signed_in(work.bakker)
    address = f"/trajecten/{amina.number}/overdragen/"
    typed = {"receiver": work.doetinchem.organisation_id, "moved_on": f"{today:%d-%m-%Y}", "parts": ["PIP", "HOURS"]}

    first = client.get(address)
    assert first.status_code == 200
    shown = client.post(address, typed)
    page = shown.content.decode()
    assert "38 uur gevolgd" in page
    assert "Lezen" not in page
    assert "lezen B1" not in page
    with as_user(work.bakker.pk):
        assert Handover.objects.count() == 0
        HoursMonth.objects.filter(trajectory=amina).update(followed=40)
    seen = shown.context["gezien"]
    changed = client.post(address, typed | {"gezien": seen})
    assert "Er is intussen iets veranderd" in changed.content.decode()
    sent = client.post(address, typed | {"gezien": changed.context["gezien"]})
    assert sent.status_code == 302
    assert client.post(address, typed | {"moved_on": "31-02-2026"}).status_code == 422


def test_trails_hold_no_person(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    with as_user(work.yilmaz.pk):
        acts.request(handover=made, on=today, by=work.yilmaz)
        acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)
        received = list(
            AuditEvent.objects.filter(verb__startswith="handover.")
            .order_by("happened_at")
            .values_list("verb", flat=True)
        )
        told = str(list(AuditEvent.objects.values_list("about", "details")))
    assert received == ["handover.requested", "handover.accepted"]
    with as_user(work.bakker.pk):
        told += str(list(AuditEvent.objects.values_list("about", "details")))
    for secret in ("Amina", "Haddad", BSN, SECRET, HEALTH):
        assert secret not in told


def test_what_is_stored_is_sealed(work: Casework, amina, today, as_owner) -> None:
    announced(work, amina, today)
    with as_owner():
        stored = bytes(HandoverContent.objects.get().snapshot_sealed) + bytes(Handover.objects.get().person_sealed)
    assert b"Haddad" not in stored
    assert BSN.encode() not in stored
    with pytest.raises(secrecy.CannotOpen), as_owner():
        secrecy.opened(HandoverContent.objects.get().snapshot_sealed, tenant=amina.organisation_id)


def test_both_sides_export_their_list(work: Casework, amina, today) -> None:
    made = announced(work, amina, today)
    for user, direction in ((work.bakker, "gaat weg"), (work.yilmaz, "komt binnen")):
        sheet = load_workbook(BytesIO(signed_in(user).get("/overdrachten/excel/").content)).active
        assert [cell.value for cell in sheet[2]][:3] == [direction, made.number, "Haddad, Amina"]
    assert signed_in(work.world.alderman("aalten")).get("/overdrachten/").status_code == 404


def test_who_moved_has_no_lessons_and_no_appointments_here_any_more(work: Casework, amina, today) -> None:
    tenant = {"organisation_id": amina.organisation_id, "trajectory": amina}
    with as_user(work.bakker.pk):
        CoursePlacement.objects.create(
            **tenant, cursusinstelling="x", component="B1", state="RUNNING", starts_on=today, made_by="x"
        )
        CoursePlacement.objects.create(**tenant, cursusinstelling="x", component="B1", state="WAITING", made_by="x")
        Appointment.objects.create(**tenant, user=work.bakker, planned_on=today + timedelta(days=9))
    made = announced(work, amina, today)

    with as_user(work.yilmaz.pk):
        made = acts.request(handover=made, on=today, by=work.yilmaz)
        acts.accept(handover=made, place=place(work, today), on=today, by=work.yilmaz)

    with as_user(work.bakker.pk):
        ended = set(amina.placements.values_list("state", "end_reason"))
        assert {("ENDED", "verhuisd"), ("CANCELLED", "verhuisd")} <= ended
        assert not amina.placements.filter(state__in=["RUNNING", "WAITING"]).exists()
        assert set(amina.appointments.values_list("state", flat=True)) == {"CANCELLED"}
