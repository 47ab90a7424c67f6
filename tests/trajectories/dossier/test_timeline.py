"""What happened, newest first: every kind, chips, search and the edited mark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from tests.people import Casework, signed_in
from trajectories.actions import follow_up
from trajectories.models import (
    BredeIntake,
    Conversation,
    ConversationRevision,
    DuoEvent,
    ExamResult,
    Handover,
    Trajectory,
)
from trajectories.reports import timeline

TODAY = timezone.localdate()


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    one = work.register()
    with as_user(work.bakker.pk):
        common = {"organisation_id": one.organisation_id, "trajectory": one}
        talk = Conversation.objects.create(
            **common, held_on=TODAY - timedelta(days=3), form="KANTOOR", attendance="PRESENT",
            note="Wil graag in de zorg werken", recorded_by="J. Bakker", recorder=work.bakker, version=2,
        )  # fmt: skip
        ConversationRevision.objects.create(organisation_id=one.organisation_id, conversation=talk,
                                            former={"note": "Wil graag werken"}, changed_by="J. Bakker")  # fmt: skip
        Conversation.objects.create(
            **common, held_on=TODAY - timedelta(days=40), form="TELEFOON", attendance="ABSENT_WITHOUT_NOTICE",
            recorded_by="S. de Wit",
        )  # fmt: skip
        DuoEvent.objects.create(
            **common, inburgeraar=one.inburgeraar, code="SS101", message_id="1", effect="De termijn begint",
            registered_at=timezone.now() - timedelta(days=60), source="duo.json",
        )  # fmt: skip
        ExamResult.objects.create(**common, part="LE", taken_on=TODAY, result="GESLAAGD", source="DUO")
        task = follow_up.add(trajectory=one, what="School bellen", who="KLANTREGISSEUR", conversation=talk, on=TODAY,
                             by=work.bakker)  # fmt: skip
        follow_up.finish(follow_up=task, on=TODAY - timedelta(days=1), by=work.bakker)
    return one


def entries(work: Casework, one: Trajectory, **asked: object) -> list[str]:
    with as_user(work.bakker.pk):
        return [entry.label for entry in timeline.build(one, on=TODAY, **asked).entries]


def test_newest_first_over_all_kinds(work: Casework, amina: Trajectory) -> None:
    labels = entries(work, amina)

    happened = [label for label in labels if label in {"Examen", "Taak klaar", "Gesprek", "DUO"}]
    assert happened == ["Examen", "Taak klaar", "Gesprek", "Gesprek", "DUO"]
    assert {"DUO", "Aangemeld bij de gemeente", "Indeling"} <= set(labels)


def test_chips_and_words_choose(work: Casework, amina: Trajectory) -> None:
    assert entries(work, amina, kinds=["gesprek"]) == ["Gesprek", "Gesprek"]
    assert entries(work, amina, kinds=["duo", "taak"]) == ["Taak klaar", "DUO"]
    assert entries(work, amina, typed="zorg") == ["Gesprek"]
    assert entries(work, amina, typed="%") == []
    assert entries(work, amina, page=99) == entries(work, amina)


def test_the_page_says_who_when_and_that_it_was_edited(work: Casework, amina: Trajectory) -> None:
    text = signed_in(work.bakker).get(f"/trajecten/{amina.number}/tijdlijn/?soort=gesprek").content.decode()

    assert "door J. Bakker" in text
    assert "Aangepast, bekijk eerdere tekst" in text
    assert "Wil graag werken" in text
    assert all(f"/gesprekken/{one.pk}/" in text for one in amina.conversations.all())
    assert "1 afspraak" in text
    assert "niet aanwezig, zonder bericht" in text
    assert "De termijn begint" not in text


def test_the_timeline_leaves_as_a_spreadsheet_and_not_for_strangers(work: Casework, amina: Trajectory) -> None:
    answer = signed_in(work.bakker).get(f"/trajecten/{amina.number}/tijdlijn/excel/?soort=gesprek")

    assert answer["Content-Type"].endswith("sheet")
    for rest in ("", "excel/"):
        assert signed_in(work.yilmaz).get(f"/trajecten/{amina.number}/tijdlijn/{rest}").status_code == 404


def test_an_intake_that_was_opened_again_says_why(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        again = {"on": (TODAY - timedelta(days=1)).isoformat(), "completed_on": "2026-09-01",
                 "reason": "Diploma gevonden", "by": "J. Bakker"}  # fmt: skip
        BredeIntake.objects.create(
            organisation_id=amina.organisation_id,
            trajectory=amina,
            started_on=TODAY,
            completed_on=TODAY,
            reopenings=[again],
        )
        found = {entry.label: entry for entry in timeline.build(amina, on=TODAY, kinds=["intake"]).entries}

    assert list(found) == ["Brede intake afgerond", "Brede intake weer geopend"]
    assert found["Brede intake weer geopend"].words == "Diploma gevonden"
    assert found["Brede intake weer geopend"].day == TODAY - timedelta(days=1)
    assert entries(work, amina, typed="diploma gev") == ["Brede intake weer geopend"]


def test_who_moved_here_sees_where_the_road_began(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        Handover.objects.create(
            organisation_id=amina.organisation_id, trajectory=amina, receiver=work.doetinchem.organisation,
            state="ACCEPTED", moved_on=TODAY, person_sealed=b"x", announced_by="J. Bakker", number="O-22222222",
            answered_at=timezone.now(), received_number="T-99999999",
        )  # fmt: skip
    there = work.register("Amina Haddad", by=work.yilmaz)
    with as_user(work.yilmaz.pk):
        Trajectory.objects.filter(pk=there.pk).update(number="T-99999999")
        there.refresh_from_db()
        first = next(entry for entry in timeline.build(there, on=TODAY).entries if entry.label == "Overgenomen")

    assert first.detail == "van gemeente Aalten"
    assert first.url == "/overdrachten/O-22222222/"
    assert "Overgenomen" not in entries(work, amina)
    page = signed_in(work.yilmaz).get("/trajecten/T-99999999/tijdlijn/").content.decode()
    assert 'href="/overdrachten/O-22222222/"' in page
