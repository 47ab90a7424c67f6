"""Steering the screen in the room: standing still, pausing, black, and what a room may see before the reveal."""

import pytest
from django.test import Client

from inburgering.audit.models import AuditEvent
from regions.actions import screen
from regions.actions import sheet as sheets
from regions.actions.refusal import NotNow
from regions.models import AnswerSheet, FrozenStand, WorkSession
from regions.reports import beamer

BASE = "/regios/achterhoek/werksessies/1/"
SIX = ["aalten", "doetinchem", "winterswijk", "oude-ijsselstreek", "oost-gelre", "berkelland"]
EVERYTHING = ("freeze", "show_again", "thaw")


@pytest.fixture
def leader(world, client) -> Client:
    client.force_login(world.leader)
    return client


def act(room, name, **more):
    with room.as_leader():
        return getattr(screen, name)(session=room.session, by=room.leader, **more)


def shared(room, slugs, value=1):
    for slug in slugs:
        room.share(slug, {1: value, 2: -value})
    return room


def shown(room) -> beamer.Screen:
    with room.as_leader():
        return beamer.build(room.fresh())


def counts(room) -> list[int]:
    return [column.count for column in shown(room).columns]


def text(response) -> str:
    return response.content.decode()


def reshare(room, slug, value):
    """Let the municipality set another answer to statement 1 by hand; no new sharing is needed for it to count."""
    adviser = room.world.adviser(slug)
    with room.as_adviser(slug):
        own = AnswerSheet.objects.get(session=room.session, municipality__slug=slug)
        stands = own.answers.get(statement__number=1)
        sheets.set_answer(
            sheet=own, statement=stands.statement, value=value, is_unknown=False, importance="GEWOON",
            is_limit=False, note="", expected_version=stands.version, by=adviser,
        )  # fmt: skip


# Before the reveal


def test_before_the_reveal_the_room_sees_a_count_only_after_an_act(room):
    shared(room, SIX[:4])
    act(room, "show", number=1, names=False)
    assert shown(room).columns == ()

    kept = act(room, "freeze")

    assert counts(room) == [0, 0, 0, 4, 0]
    assert not shown(room).names_shown
    assert not kept.was_revealed
    assert len(kept.sheets) == 4
    assert "Aalten" not in str(kept.counts)  # not even in what is kept


def test_below_four_municipalities_the_count_is_refused(room):
    shared(room, SIX[:3])

    with pytest.raises(NotNow, match="Nog 1 gemeente nodig"):
        act(room, "freeze")

    assert not room.fresh().frozen_at


def test_a_next_count_needs_three_municipalities_that_are_new_or_changed(room):
    shared(room, SIX[:4])
    first = act(room, "freeze")
    act(room, "thaw")
    shared(room, SIX[4:])

    with pytest.raises(NotNow, match=r"Nog 1 gemeente nodig\. .* verraadt het verschil"):
        act(room, "freeze")
    again = act(room, "show_again")
    reshare(room, "aalten", -2)
    second = act(room, "freeze")

    assert again == first
    assert second != first
    assert len(second.sheets) == 6


def test_going_back_to_the_former_answer_opens_no_next_count(room):
    shared(room, SIX[:4])
    first = act(room, "freeze")
    for slug in SIX[:3]:
        reshare(room, slug, 2)
    act(room, "freeze")
    for slug in SIX[:3]:
        reshare(room, slug, 1)

    with pytest.raises(NotNow, match="Nog 3 gemeenten nodig"):
        act(room, "freeze")
    assert room.fresh().frozen_at != first.frozen_at


def test_the_same_count_again_is_the_same_stand(room):
    shared(room, SIX[:4])
    first = act(room, "freeze")
    act(room, "thaw")

    assert act(room, "freeze") == first
    with room.as_leader():
        assert FrozenStand.objects.count() == 1


def test_there_is_no_former_count_to_show(room):
    with pytest.raises(NotNow, match="geen eerdere telling"):
        act(room, "show_again")


def test_a_stand_from_before_the_reveal_stays_nameless_after_it(room):
    shared(room, SIX[:4])
    act(room, "freeze")
    room.reveal()
    act(room, "show", number=1, names=True)

    assert {block.name for column in shown(room).columns for block in column.blocks} == {""}
    act(room, "thaw")
    assert {block.name for column in shown(room).columns for block in column.blocks} > {"Aalten"}


def test_the_page_says_how_many_more_are_needed(leader, room):
    shared(room, SIX[:2])

    page = text(leader.get(f"{BASE}regie/"))
    refused = text(leader.post(f"{BASE}regie/beeld/", {"besluit": "bevries"}, follow=True))

    assert "Nog 2 gemeenten nodig" in page
    assert "Nog 2 gemeenten nodig" in refused


def test_the_page_warns_who_can_be_read_back_by_the_reveal(leader, room):
    shared(room, SIX[:4])
    act(room, "freeze")
    reshare(room, "winterswijk", -1)

    assert "Winterswijk antwoordde anders na een telling" in text(leader.get(f"{BASE}regie/"))


def test_names_that_would_tell_a_former_answer_wait_until_the_municipality_was_asked(room, leader):
    shared(room, SIX)
    act(room, "freeze")
    reshare(room, "winterswijk", -2)

    refused = leader.post(f"{BASE}tonen/", {"terug": "regie"}, follow=True)
    page = text(leader.get(f"{BASE}tonen/"))

    assert "Winterswijk antwoordde anders nadat de zaal een telling zag" in text(refused)
    assert room.fresh().revealed_at is None
    assert "Gevraagd aan Winterswijk: het mag" in page

    leader.post(f"{BASE}tonen/", {"terug": "regie", "gevraagd": "ja"})

    assert room.fresh().revealed_at
    with room.as_leader():
        assert AuditEvent.objects.get(verb="work_session.revealed").details["exposed"] == ["Winterswijk"]


# Standing still


def test_once_frozen_nothing_moves_on_any_screen(leader, room):
    shared(room, SIX)
    room.reveal()
    leader.post(f"{BASE}regie/scherm/", {"number": 1, "names": "on"})
    leader.post(f"{BASE}regie/beeld/", {"besluit": "bevries"})
    first, other = leader.get(f"{BASE}scherm/stand/"), Client()
    other.force_login(room.leader)
    mark = {"If-None-Match": first["ETag"]}

    shared(room, ["bronckhorst"], -2)
    reshare(room, "aalten", -1)
    room.guest("montferland", "Nieuw")

    assert leader.get(f"{BASE}scherm/stand/", headers=mark).status_code == 304
    assert other.get(f"{BASE}scherm/stand/").content == first.content
    assert "vastgezet" in text(first)
    leader.post(f"{BASE}regie/scherm/", {"number": 2, "names": "on"})
    assert counts(room) == [0, 6, 0, 0, 0]  # statement 2 as it stood, without Bronckhorst
    leader.post(f"{BASE}regie/beeld/", {"besluit": "los"})
    assert counts(room) == [0, 6, 0, 0, 1]


def test_names_can_be_hidden_and_shown_while_it_stands_still(room):
    shared(room, SIX[:4])
    room.reveal()
    act(room, "show", number=1, names=False)
    act(room, "freeze")
    assert not shown(room).names_shown

    act(room, "show", number=1, names=True)

    assert shown(room).columns[3].blocks[0].name == "Aalten"


def test_what_does_not_stand_still_cannot_be_let_go(room):
    with pytest.raises(NotNow, match="staat niet vast"):
        act(room, "thaw")


# Pause and black


def test_a_pause_keeps_what_the_room_sees_without_a_new_stand(leader, room):
    first = leader.get(f"{BASE}scherm/stand/")
    leader.post(f"{BASE}regie/beeld/", {"besluit": "pauze"})
    mark = {"If-None-Match": first["ETag"]}
    room.guest(name="Nieuw")
    leader.post(f"{BASE}regie/scherm/", {"number": 3})

    assert leader.get(f"{BASE}scherm/stand/", headers=mark).status_code == 304
    with room.as_leader():
        assert not FrozenStand.objects.exists()
    leader.post(f"{BASE}regie/beeld/", {"besluit": "verder"})
    assert "Stelling 3" in text(leader.get(f"{BASE}scherm/stand/", headers=mark))


def test_black_is_black_also_during_a_pause(leader, room):
    first = leader.get(f"{BASE}scherm/stand/")
    for decision in ("pauze", "zwart"):
        leader.post(f"{BASE}regie/beeld/", {"besluit": decision})

    black = leader.get(f"{BASE}scherm/stand/", headers={"If-None-Match": first["ETag"]})

    assert "Zwart scherm" in text(black)
    assert room.session.code not in text(black)
    assert leader.get(f"{BASE}scherm/stand/", headers={"If-None-Match": black["ETag"]}).status_code == 304
    leader.post(f"{BASE}regie/beeld/", {"besluit": "licht"})
    again = leader.get(f"{BASE}scherm/stand/", headers={"If-None-Match": black["ETag"]})
    assert room.session.code in text(again)


# Who, and what it leaves behind


def test_steering_leaves_a_line_each(room):
    shared(room, SIX[:4])
    act(room, "freeze")
    act(room, "thaw")
    act(room, "pause", on=True)
    act(room, "black", on=True)

    with room.as_leader():
        verbs = list(AuditEvent.objects.order_by("happened_at").values_list("verb", flat=True))
    assert verbs[-4:] == [
        "work_session.frozen", "work_session.thawed", "work_session.screen_paused", "work_session.screen_black",
    ]  # fmt: skip


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_stranger_steers_nothing(room, name):
    with room.as_adviser("aalten"), pytest.raises(WorkSession.DoesNotExist):
        getattr(screen, name)(session=room.session, by=room.world.adviser("aalten"))


def test_the_buttons_are_the_leaders(room):
    client = Client()
    client.force_login(room.world.adviser("aalten"))

    assert client.post(f"{BASE}regie/beeld/", {"besluit": "zwart"}).status_code == 404
    assert not room.fresh().is_black


def test_an_unknown_button_is_said(leader, room):
    assert "Kies met een knop" in text(leader.post(f"{BASE}regie/beeld/", {"besluit": "x"}, follow=True))
