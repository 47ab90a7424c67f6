"""Recording a conversation: what it leaves behind, who may, and what cannot be."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework, signed_in
from trajectories.actions import appointment, conversation, draft
from trajectories.actions.conversation import Agreed
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Appointment, Conversation, DossierOpening, FollowUp, Trajectory

PRESENT = Conversation.Attendance.PRESENT.value
ABSENT = Conversation.Attendance.ABSENT_WITHOUT_NOTICE.value


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return work.register(registered_on=date(2026, 1, 5))


def recorded(work: Casework, amina: Trajectory, **given: object) -> Conversation:
    said = {"held_on": TODAY, "form": "KANTOOR", "attendance": PRESENT, "note": "Gaat goed.", "on": TODAY}
    return conversation.record(trajectory=amina, by=work.bakker, **{**said, **given})


def test_a_conversation_settles_its_appointment_and_plans_the_next(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        planned = appointment.plan(trajectory=amina, planned_on=TODAY, form="KANTOOR", on=TODAY, by=work.bakker)
        made = recorded(
            work, amina, next_on=date(2027, 1, 4), next_at=time(10),
            agreements=[Agreed("Diploma opvragen", "INBURGERAAR", "", date(2026, 12, 4)), Agreed("School bellen")],
        )  # fmt: skip

        planned.refresh_from_db()
        amina.refresh_from_db()
        assert (planned.state, planned.conversation_id) == (Appointment.State.HELD, made.pk)
        assert (amina.last_contact_on, amina.next_appointment_on) == (TODAY, date(2027, 1, 4))
        assert list(made.agreements.order_by("pk").values_list("what", "who", "user_id")) == [
            ("Diploma opvragen", "INBURGERAAR", None),
            ("School bellen", "KLANTREGISSEUR", work.bakker.pk),
        ]
        trail = AuditEvent.objects.get(verb="trajectory.conversation_recorded")
        assert "Amina" not in f"{trail.about} {trail.details}"


def test_who_was_absent_was_not_seen(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        recorded(work, amina, attendance=ABSENT)
        amina.refresh_from_db()

    assert amina.last_contact_on is None


def test_only_the_last_appointment_before_it_is_held(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        for days in (20, 3):
            day = TODAY - timedelta(days=days)
            appointment.plan(trajectory=amina, planned_on=day, form="KANTOOR", on=day, by=work.bakker)
        recorded(work, amina, held_on=TODAY - timedelta(days=3))

        left = amina.appointments.filter(state=Appointment.State.PLANNED).get()
    assert left.planned_on == TODAY - timedelta(days=20)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"held_on": date(1926, 11, 20)}, "held_on"),
        ({"next_on": TODAY}, "next_on"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_kept(
    work: Casework, amina: Trajectory, given: dict[str, date], field: str
) -> None:
    with as_user(work.bakker.pk):
        with pytest.raises(NotNow) as refused:
            recorded(work, amina, agreements=[Agreed("Bellen")], **given)

        assert refused.value.field == field
        assert not amina.conversations.exists()
        assert not FollowUp.objects.exists()


def test_a_change_keeps_what_stood_there_and_sees_who_was_first(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = recorded(work, amina)
        new = {
            "held_on": TODAY, "form": "TELEFOON", "attendance": PRESENT, "note": "Gaat beter.", "on": TODAY,
            "is_visible_to_inburgeraar": False, "with_interpreter": False, "by": work.bakker,
        }  # fmt: skip
        conversation.change(conversation=made, expected_version=1, **new)
        with pytest.raises(Changed, match=r"J\. Bakker heeft dit gesprek intussen gewijzigd"):
            conversation.change(conversation=made, expected_version=1, **new | {"note": "Anders."})

        made.refresh_from_db()
        assert (made.note, made.version) == ("Gaat beter.", 2)
        assert [one.former["note"] for one in made.revisions.all()] == ["Gaat goed."]


def posted(**other: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "held_on": f"{today.day}-{today.month}-{today.year}", "form": "KANTOOR", "attendance": PRESENT, "note": "Kort.",
        "afspraak-TOTAL_FORMS": "1", "afspraak-INITIAL_FORMS": "0", "afspraak-0-what": "Bellen",
        "afspraak-0-who": "KLANTREGISSEUR", "afspraak-0-who_name": "", "afspraak-0-due_on": "",
        "next_on": "", "next_at": "",
    } | other  # fmt: skip


def test_the_page_records_and_logs_that_the_dossier_was_opened(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    address = reverse("record_conversation", args=[amina.number])

    page = client.get(address)
    assert "Was Amina Haddad aanwezig?" in page.content.decode()
    assert "checked" not in page.content.decode().split("Was Amina Haddad aanwezig?")[1].split("</fieldset>")[0]
    answer = client.post(address, posted())

    assert answer.status_code == 302
    with as_user(work.bakker.pk):
        assert amina.conversations.get().agreements.get().what == "Bellen"
        assert DossierOpening.objects.get(trajectory=amina).purpose == "Gesprek vastleggen"


def test_without_attendance_nothing_is_recorded_and_what_was_typed_stays(work: Casework, amina: Trajectory) -> None:
    answer = signed_in(work.bakker).post(
        reverse("record_conversation", args=[amina.number]), posted(attendance=""), headers={"X-Panel": "1"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Kies of Amina Haddad aanwezig was") == 2  # in the summary and at the place
    assert "Kort." in page
    assert "Bellen" in page
    with as_user(work.bakker.pk):
        assert not amina.conversations.exists()


@pytest.mark.parametrize("button", [{"meer": "ja"}, {"sjabloon": "voortgang"}])
def test_without_scripting_buttons_help_and_judge_nothing(
    work: Casework, amina: Trajectory, button: dict[str, str]
) -> None:
    answer = signed_in(work.bakker).post(
        reverse("record_conversation", args=[amina.number]), posted(attendance="", **button)
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kies of" not in page
    assert "Kort." in page
    assert ("afspraak-1-what" in page) == ("meer" in button)
    assert ("Wat gaat goed:" in page.split("</textarea>")[0]) == ("sjabloon" in button)


def test_a_draft_is_kept_for_its_writer_alone_and_goes_when_it_is_recorded(work: Casework, amina: Trajectory) -> None:
    client, address = signed_in(work.bakker), reverse("record_conversation", args=[amina.number])
    kept = client.post(reverse("keep_conversation_draft", args=[amina.number]), posted(note="Half af"))
    client.post(reverse("keep_conversation_draft", args=[amina.number]), posted(note="Bijna af"))

    assert kept.content.decode().startswith("Concept bewaard om ")
    assert "Bijna af" in client.get(address).content.decode()
    assert "Bijna af" not in signed_in(work.dewit).get(address).content.decode()
    client.post(address, posted())
    with as_user(work.bakker.pk):
        assert not amina.drafts.exists()


def test_a_draft_has_an_end(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = draft.keep(
            trajectory=amina, page="gesprek", fields={"note": "x" * 30_000, "next_at": "10"}, by=work.bakker
        )

    assert len(made.fields["note"]) == draft.LONGEST
    assert made.fields["next_at"] == ""


def test_a_holiday_warns_and_moves_nothing(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)

    warned = client.get(reverse("check_day"), {"dag": "1-1-2027"}).content.decode()
    assert "vr 1 jan is Nieuwjaarsdag." in warned
    assert 'data-instead="4-1-2027"' in warned
    assert client.get(reverse("check_day"), {"dag": "4-1-2027"}).content.decode().strip() == ""
    assert client.get(reverse("check_day"), {"dag": "onzin"}).status_code == 200


ADDRESSES = ["record_conversation", "keep_conversation_draft", "plan_appointment"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_finds_nothing(work: Casework, amina: Trajectory, name: str) -> None:
    for stranger in (work.yilmaz, work.world.leader, work.world.adviser("aalten")):
        client = signed_in(stranger)
        address = reverse(name, args=[amina.number])
        assert client.post(address, posted()).status_code == 404
        assert client.get(address).status_code in {404, 405}
    with as_user(work.bakker.pk):
        assert not amina.conversations.exists()


def test_a_colleague_of_another_team_says_why_first(work: Casework, amina: Trajectory) -> None:
    answer = signed_in(work.elsewhere).post(reverse("record_conversation", args=[amina.number]), posted())

    assert answer.status_code == 302
    assert answer["Location"].endswith("/reden/") or amina.number in answer["Location"]
    with as_user(work.bakker.pk):
        assert not amina.conversations.exists()


def test_the_page_of_a_conversation_changes_it_and_finds_it_through_its_dossier(
    work: Casework, amina: Trajectory
) -> None:
    other = work.register("Nour Ahmadi", registered_on=date(2026, 1, 5))
    with as_user(work.bakker.pk):
        made = recorded(work, amina)
    client = signed_in(work.bakker)
    address = reverse("change_conversation", args=[amina.number, made.pk])

    assert client.get(reverse("change_conversation", args=[other.number, made.pk])).status_code == 404
    assert "Gaat goed." in client.get(address).content.decode()
    changed = client.post(address, posted(note="Nieuw.", held_on="20-11-2026", version="1"))
    assert changed.status_code == 302
    clash = client.post(address, posted(note="Te laat.", held_on="20-11-2026", version="1"))
    assert clash.status_code == 409
    assert "Te laat." in clash.content.decode()
    assert "Dit staat er nu:" in clash.content.decode()


def test_appointments_are_planned_once_a_day_and_taken_off(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    address = reverse("plan_appointment", args=[amina.number])
    day = timezone.localdate() + timedelta(days=10)
    typed = {"planned_on": f"{day:%d-%m-%Y}", "starts_at": "9.30", "form": "HUIS", "location": ""}

    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"planned_on": "1-1-2020"}).status_code == 422
    with as_user(work.bakker.pk):
        planned = amina.appointments.get()
        assert (planned.starts_at, planned.form, planned.user_id) == (time(9, 30), "HUIS", work.bakker.pk)
    assert (
        signed_in(work.yilmaz).post(reverse("cancel_appointment", args=[amina.number, planned.pk])).status_code == 404
    )
    client.post(reverse("cancel_appointment", args=[amina.number, planned.pk]))
    with as_user(work.bakker.pk):
        amina.refresh_from_db()
        assert amina.next_appointment_on is None
