"""The group conversation: notes of the facilitator, minutes and agreed actions."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from inburgering.audit.models import AuditEvent
from regions.actions import conversation as acts
from regions.actions.refusal import Changed, NotNow
from regions.models import AgreedAction, FacilitatorNote, Minute, WorkSession
from regions.reports import conversation

BASE = "/regios/achterhoek/werksessies/1/"
TALK = f"{BASE}groepsgesprek/"
TODAY = date(2026, 11, 22)
PLAN = {"text": "Lijst maken", "municipality": "winterswijk", "who": "", "due_on": "04-12-2026", "statement": "1"}


@pytest.fixture
def leader(world, client) -> Client:
    client.force_login(world.leader)
    return client


def adviser(room) -> Client:
    client = Client()
    client.force_login(room.world.adviser("aalten"))
    return client


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def written(room, *, number=1, conclusion="Samen inkopen.", expected_version=0):
    statement = room.statement(number) if number else None
    with room.as_leader():
        return acts.minute(
            session=room.session, statement=statement, text="Er is gepraat.", conclusion=conclusion,
            expected_version=expected_version, by=room.leader,
        )  # fmt: skip


def agreed(room, *, slug="winterswijk", due_on=date(2026, 12, 4), text="Lijst maken"):
    place = room.world.municipality(slug) if slug else None
    with room.as_leader():
        return acts.agree(
            session=room.session, statement=None, text=text, municipality=place, who="", due_on=due_on, by=room.leader
        )


def finding(room, on=TODAY) -> str:
    with room.as_leader():
        return "".join(part.text for part in conversation.build(room.fresh(), on=on).finding)


# Minutes


def test_a_minute_is_written_once_and_then_changed(room):
    written(room)
    changed = written(room, conclusion="Toch anders.", expected_version=1)

    assert (changed.version, changed.conclusion) == (2, "Toch anders.")
    with room.as_leader():
        assert Minute.objects.count() == 1
        assert AuditEvent.objects.filter(verb="minute.written").count() == 2


def test_the_second_of_two_writers_gets_both_texts(leader, room):
    written(room)
    fields = {"text": "", "conclusion": "Van de tweede.", "expected_version": "0", "terug": "regie"}

    response = leader.post(f"{TALK}stelling/1/", fields)

    assert response.status_code == 409
    for words in ("Samen inkopen.", "Van de tweede.", "heeft dit verslag net gewijzigd", 'value="1"'):
        assert words in main(response)
    again = leader.post(f"{TALK}stelling/1/", fields | {"expected_version": "1"})
    assert again["Location"] == f"{BASE}regie/"
    with room.as_leader():
        assert Minute.objects.get().conclusion == "Van de tweede."


def test_nothing_is_written_before_the_session_opens(prepared):
    with pytest.raises(NotNow, match="nog niet open"):
        written(prepared)


def test_an_empty_minute_is_explained(leader, room):
    page = main(leader.post(f"{TALK}stelling/0/", {"text": "", "conclusion": " ", "expected_version": "0"}))

    assert page.count("Vul een conclusie in") == 2  # in the summary and at the field


# Agreed actions


def test_actions_count_within_their_session_and_are_done_by_somebody(room):
    first, second = agreed(room), agreed(room, slug="")
    with room.as_leader():
        done = acts.finish(action=second, done=True, by=room.leader)
        with pytest.raises(NotNow, match="al op gedaan"):
            acts.finish(action=second, done=True, by=room.leader)

    assert (first.number, second.number) == (1, 2)
    assert done.done_by.startswith("Projectleider")
    with room.as_leader():
        assert not acts.finish(action=done, done=False, by=room.leader).done_by
        assert AuditEvent.objects.filter(verb__startswith="action.").count() == 4


def test_an_action_changed_meanwhile_is_not_overwritten(leader, room):
    action = agreed(room)
    fields = PLAN | {"text": "Van de eerste", "expected_version": "1"}
    assert leader.post(f"{TALK}acties/1/", fields).status_code == 302

    conflict = leader.post(f"{TALK}acties/1/", fields | {"text": "Van de tweede"})

    assert conflict.status_code == 409
    assert "Van de eerste" in main(conflict)
    assert "Van de tweede" in main(conflict)
    with room.as_leader():
        assert AgreedAction.objects.get(pk=action.pk).text == "Van de eerste"
    with room.as_leader(), pytest.raises(Changed):
        acts.change(
            action=action, statement=None, text="x", municipality=None, who="", due_on=None, expected_version=1,
            by=room.leader,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("text", "", "Vul in wat er gaat gebeuren"),
        ("due_on", "morgen", "dag-maand-jaar"),
        ("municipality", "enschede", "Kies een gemeente uit de lijst"),
        ("statement", "99", "Kies een stelling uit de lijst"),
    ],
)
def test_a_wrong_action_is_explained_and_what_was_typed_stays(leader, room, field, typed, sentence):
    page = main(leader.post(f"{TALK}acties/nieuw/", PLAN | {"expected_version": "0", field: typed}))

    assert sentence in page
    assert "Kijk dit nog na" in page
    assert field == "text" or "Lijst maken" in page
    with room.as_leader():
        assert not AgreedAction.objects.exists()


def test_the_finding_counts_and_names_what_comes_first(room):
    assert finding(room) == "Er is nog niets opgeschreven."
    written(room)
    agreed(room)
    late = agreed(room, slug="aalten", due_on=TODAY - timedelta(days=3))
    agreed(room, slug="", due_on=None)

    assert finding(room) == "1 conclusie en 3 acties; 1 actie is te laat, de oudste van 19 november, Aalten."
    with room.as_leader():
        states = [one.state for one in conversation.build(room.fresh(), on=TODAY).actions]
        acts.finish(action=late, done=True, by=room.leader)
    assert states == ["Te laat: 3 dagen", "Nog 12 dagen", "Zonder datum"]
    assert finding(room) == "1 conclusie en 3 acties; eerstvolgende: 4 december, Winterswijk."


# The facilitator's own notes


def test_a_note_of_the_facilitator_stays_with_the_region(leader, room):
    room.share("aalten", {1: 2})
    room.reveal()
    fields = {"text": "Begin bij Aalten", "expected_version": "0"}
    leader.post(f"{BASE}regie/scherm/", {"number": 1})
    assert leader.post(f"{BASE}regie/notitie/1/", fields)["Location"] == f"{BASE}regie/"

    assert "Begin bij Aalten" in main(leader.get(f"{BASE}regie/"))
    for page in ("scherm/", "scherm/stand/", "groepsgesprek/"):
        assert "Begin bij Aalten" not in leader.get(f"{BASE}{page}").content.decode()
    with room.as_adviser("aalten"):
        assert not FacilitatorNote.objects.exists()
    conflict = leader.post(f"{BASE}regie/notitie/1/", fields | {"text": "Begin bij Doetinchem"})
    assert conflict.status_code == 409
    assert "Begin bij Aalten" in main(conflict)
    with room.as_leader():
        assert AuditEvent.objects.filter(verb="facilitator_note.written").count() == 1


# Who reads it


def test_municipalities_read_the_minutes_after_the_reveal_and_change_nothing(room):
    room.share("aalten", {1: 2})
    written(room)
    agreed(room)
    client = adviser(room)

    early = main(client.get(TALK))
    assert "Samen inkopen." not in early
    assert "als de uitkomst is getoond" in early
    assert client.get(f"{TALK}verslag.xlsx").status_code == 404
    room.reveal()

    page = main(client.get(TALK))
    assert "Samen inkopen." in page
    assert "<form" not in page
    for address in ("stelling/1/", "acties/nieuw/", "acties/1/", "acties/1/gedaan/"):
        assert client.post(f"{TALK}{address}", PLAN).status_code == 404
    with room.as_adviser("aalten"), pytest.raises(WorkSession.DoesNotExist):
        acts.agree(
            session=room.session, statement=None, text="x", municipality=None, who="", due_on=None,
            by=room.world.adviser("aalten"),
        )  # fmt: skip


def test_minutes_and_actions_open_in_excel(leader, room):
    written(room, number=0)
    written(room)
    agreed(room)

    minutes = load_workbook(io.BytesIO(leader.get(f"{TALK}verslag.xlsx").content)).active
    actions = load_workbook(io.BytesIO(leader.get(f"{TALK}acties.xlsx").content)).active

    assert [cell.value for cell in minutes["A"]][:3] == ["Stelling", None, 1]
    assert [cell.value for cell in actions[2]][:3] == [1, "Lijst maken", "Winterswijk"]


def test_the_page_asks_the_same_however_long_the_minutes_are(leader, room, django_assert_max_num_queries):
    for number in range(1, 7):
        written(room, number=number)
        agreed(room, text=f"Actie {number}")

    with django_assert_max_num_queries(16):
        assert main(leader.get(TALK)).count("Samen inkopen.") == 6
