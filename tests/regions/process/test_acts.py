"""What people do to a process: it works, in its moment, with a trail; a colleague's change is never overwritten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share
from regions.actions import interlude, partner, principle, process
from regions.actions.refusal import Changed, NotNow
from regions.models import Interlude, PartnerConversation, Principle, PrincipleAdoption, Process, WorkSession
from tests import database, factories
from tests.regions.process.conftest import Line, begin
from tests.regions.results.conftest import make_session

TALK = {"kind": "RESIDENTS", "partner": "Taalcafé", "people": 9, "theme": "Leslocatie en bereikbaarheid",
        "summary": "Liever dichtbij."}  # fmt: skip
HALT = {"name": "Eerst subregio’s", "reason": "Te ver uiteen", "change": "Later inkopen", "decided_by": "de wethouders"}


def change(line: Line, **other: object) -> Process:
    content = {"title": "Anders", "assignment": "", "note_title": "", "started_on": line.process.started_on}
    return process.change(process=line.process, by=line.leader, **(content | {"expected_version": 1} | other))


def test_processes_count_within_their_region_and_leave_a_trail(line: Line) -> None:
    second = begin(line.world)

    assert [line.process.number, second.number] == [1, 2]
    assert line.verbs().count("process.started") == 2


def test_a_change_on_an_older_version_is_told(line: Line) -> None:
    with line.as_leader():
        assert change(line).title == "Anders"
        with pytest.raises(Changed, match="net gewijzigd") as refused:
            change(line, title="Nog anders")

    assert refused.value.current.title == "Anders"


def test_sharing_lets_every_municipality_read_it_until_it_is_taken_back(line: Line) -> None:
    line.add()
    adviser = line.world.adviser("aalten")
    line.share()

    with as_user(adviser.pk):
        assert Process.objects.get().title == "Samen inkopen"
        assert Principle.objects.count() == 1
    with line.as_leader():
        with pytest.raises(NotNow, match="al"):
            process.share(process=line.process, by=line.leader)
        assert process.withdraw(process=line.process, by=line.leader) == 8
        with pytest.raises(NotNow, match="geen enkele"):
            process.withdraw(process=line.process, by=line.leader)
    with as_user(adviser.pk):
        assert not Process.objects.exists()
        assert not Principle.objects.exists()
    with database.as_owner():
        assert Share.objects.filter(kind="PROCESS").count() == 8  # kept, with the moment of withdrawal
    assert {"process.shared", "process.withdrawn"} <= set(line.verbs())


def test_principles_are_numbered_and_an_adopted_text_stands(line: Line) -> None:
    first, second = line.add(), line.add("Tweede")
    line.adopt(first, slugs=["aalten"])

    with line.as_leader():
        assert (
            principle.change(principle=second, text="Beter", theme="", expected_version=1, by=line.leader).version == 2
        )
        with pytest.raises(Changed):
            principle.change(principle=second, text="Best", theme="", expected_version=1, by=line.leader)
        moved = principle.change(principle=first, text=first.text, theme="Anders", expected_version=1, by=line.leader)
        with pytest.raises(NotNow, match="1 gemeente heeft uitgangspunt 1 al vastgesteld"):
            principle.change(principle=moved, text="Anders", theme="", expected_version=2, by=line.leader)
        with pytest.raises(NotNow, match="Trek eerst"):
            principle.remove(principle=moved, by=line.leader)
        principle.withdraw_adoption(principle=moved, municipality=line.world.municipality("aalten"), by=line.leader)
        principle.remove(principle=moved, by=line.leader)
        assert [one.number for one in Principle.objects.all()] == [2]
    assert {"principle.adoption_withdrawn", "principle.removed"} <= set(line.verbs())


def test_several_municipalities_adopt_at_once_and_a_correction_replaces(line: Line) -> None:
    first, second = line.add(), line.add("Tweede")

    assert line.adopt(first, second) == 16
    line.adopt(first, slugs=["aalten"], on=date(2019, 6, 27))

    with line.as_leader():
        assert PrincipleAdoption.objects.count() == 16
        aalten = PrincipleAdoption.objects.get(principle=first, municipality__slug="aalten")
        assert aalten.adopted_on == date(2019, 6, 27)
        with pytest.raises(NotNow, match="stelde uitgangspunt 1 niet vast"):
            principle.withdraw_adoption(principle=first, municipality=elsewhere(), by=line.leader)
    assert line.verbs().count("principles.adopted") == 2


def elsewhere():
    return factories.Municipality.objects.get(slug="enschede")


def test_adoption_is_never_in_the_future_nor_by_a_stranger(line: Line) -> None:
    one = line.add()

    with pytest.raises(NotNow, match="niet na vandaag"):
        line.adopt(one, on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotNow, match="Enschede hoort niet bij regio Achterhoek"):
        line.adopt(one, slugs=["aalten", "enschede"])
    with line.as_leader():
        assert not PrincipleAdoption.objects.exists()


def test_only_a_known_statement_tests_a_principle(line: Line) -> None:
    one = line.add()
    line.test(one, "S08")
    line.test(one, "S08", agreeing_supports=False)

    with line.as_leader():
        assert [(row.key, row.agreeing_supports) for row in one.tests.all()] == [("S08", False)]
        with pytest.raises(NotNow, match="bibliotheek"):
            principle.link_test(principle=one, key="X99", agreeing_supports=True, by=line.leader)
        principle.unlink_test(principle=one, key="S08", by=line.leader)
        with pytest.raises(NotNow, match="toetst dit uitgangspunt niet"):
            principle.unlink_test(principle=one, key="S08", by=line.leader)


def test_conversations_are_numbered_dated_and_versioned(line: Line) -> None:
    today = timezone.localdate()
    with line.as_leader():
        talk = partner.record_conversation(process=line.process, held_on=today, by=line.leader, **TALK)
        later = TALK | {"held_on": today, "people": 11, "expected_version": 1}
        assert partner.change_conversation(conversation=talk, by=line.leader, **later).people == 11
        with pytest.raises(Changed):
            partner.change_conversation(conversation=talk, by=line.leader, **later)
        with pytest.raises(NotNow, match="niet na vandaag"):
            partner.record_conversation(
                process=line.process, held_on=today + timedelta(days=1), by=line.leader, **TALK
            )  # fmt: skip
        assert PartnerConversation.objects.get().number == 1
    assert {"partner.conversation_recorded", "partner.conversation_changed"} <= set(line.verbs())


def test_a_session_gets_its_place_and_leaves_it(line: Line) -> None:
    starts = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    placed = line.place(purpose="Weten waar we staan", starts_at=starts, ends_at=starts + timedelta(hours=3))

    assert (placed.process_id, placed.version) == (line.process.pk, 2)
    with line.as_leader():
        with pytest.raises(Changed):
            line.place()  # the session of the fixture still has version 1
        with pytest.raises(NotNow, match="eindigt voordat"):
            line.place(placed, starts_at=starts, ends_at=starts)
        with pytest.raises(NotNow, match="wanneer de werksessie begint"):
            line.place(placed, ends_at=starts)
        with pytest.raises(NotNow, match="voor vandaag"):
            line.place(placed, answer_by=timezone.localdate() - timedelta(days=1))
        assert process.release_session(session=placed, by=line.leader).process_id is None
        with pytest.raises(NotNow, match="geen enkel proces"):
            process.release_session(session=placed, by=line.leader)
    assert {"work_session.placed", "work_session.released"} <= set(line.verbs())


def test_a_session_is_in_one_process_of_its_own_region(line: Line) -> None:
    line.place()
    second = begin(line.world)
    twente = factories.world("AM05")
    with database.as_owner():
        strange = make_session(twente)

    with line.as_leader():
        session = WorkSession.objects.get(pk=line.session.pk)
        with pytest.raises(NotNow, match="al bij een ander proces"):
            Line(line.world, second, line.workshop).place(session)
        with pytest.raises(NotNow, match="andere regio"):
            line.place(strange)


def test_a_halt_says_after_what_and_why(line: Line) -> None:
    placed, today = line.place(), timezone.localdate()
    with line.as_leader():
        made = interlude.halt(process=line.process, after=placed, held_on=today, by=line.leader, **HALT)
        with pytest.raises(NotNow, match="blijft daarom in het proces"):
            process.release_session(session=placed, by=line.leader)
        later = HALT | {"after": None, "held_on": today, "change": "Anders", "expected_version": 1}
        assert interlude.change_halt(interlude=made, by=line.leader, **later).change == "Anders"
        with pytest.raises(Changed):
            interlude.change_halt(interlude=made, by=line.leader, **later)
        assert Interlude.objects.get().number == 1
    assert {"process.halted", "process.halt_changed"} <= set(line.verbs())


def test_a_halt_lies_between_the_start_and_today(line: Line) -> None:
    with line.as_leader():
        for held_on, reason in [
            (timezone.localdate() + timedelta(days=1), "niet na vandaag"),
            (date(2019, 1, 1), "voor het begin van het proces"),
        ]:
            with pytest.raises(NotNow, match=reason):
                interlude.halt(process=line.process, after=None, held_on=held_on, by=line.leader, **HALT)


def test_a_halt_follows_a_session_of_the_process(line: Line) -> None:
    with line.as_leader(), pytest.raises(NotNow, match="hoort niet bij dit proces"):
        interlude.halt(
            process=line.process, after=line.session, held_on=timezone.localdate(), by=line.leader, **HALT
        )  # fmt: skip
