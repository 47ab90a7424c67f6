"""What somebody sees of an earlier round beside the question, and what nobody may see."""

import pytest
from django.template.loader import render_to_string

from inburgering.accounts.context import as_seat, as_user
from regions.actions import work_session
from regions.models import Statement, WorkSession
from regions.reports import former_answer
from tests import factories
from tests.regions.rounds.conftest import Rounds

pytestmark = pytest.mark.django_db


def of(session: WorkSession, key: str) -> Statement:
    return Statement.objects.get(session=session, key=key)


def test_a_round_shows_ones_own_answer_the_group_and_the_far_end_first(
    rounds_world: Rounds, django_assert_max_num_queries: object
) -> None:
    second = rounds_world.next_round()
    seat = rounds_world.seat(second, "aalten")
    with as_seat(seat.pk):
        statement = of(second, "S01")
        with django_assert_max_num_queries(2):
            found = former_answer.build(seat, statement)

    assert found.sentence == "Vorige ronde antwoordde Aalten: Helemaal eens. Hier lag een grens."
    assert (found.note, found.value, found.text) == ("Onze eigen school.", 2, "")
    assert found.group.sentence == "Zo antwoordde de groep in ronde 1: 2 helemaal oneens, 1 oneens, 2 helemaal eens."
    assert [one.names for one in found.group.counts if one.value == -2] == [("Berkelland", "Doetinchem")]
    # At the far end both are 4 steps away; the limit speaks first.
    assert [one.name for one in found.group.arguments] == ["Berkelland", "Doetinchem", "Montferland", "Winterswijk"]
    page = render_to_string("regions/former_answer.html", {"former": found})
    assert "“Onze eigen school.”" in page
    assert "hier ligt een grens" in page


def test_missing_answers_keep_their_own_word(rounds_world: Rounds) -> None:
    second = rounds_world.next_round()
    divided, unknown = rounds_world.seat(second, "montferland"), rounds_world.seat(second, "doetinchem")
    with as_seat(divided.pk):
        found = former_answer.build(divided, of(second, "S05"))
    with as_seat(unknown.pk):
        other = former_answer.build(unknown, of(second, "S05"))

    assert found.sentence == "Vorige ronde was Montferland intern verdeeld."
    assert other.sentence == "Vorige ronde antwoordde Doetinchem: Weet niet."
    missing = {one.word: one.names for one in other.group.counts if one.value is None}
    assert missing == {"Weet niet": ("Doetinchem",), "Intern verdeeld": ("Montferland",)}


def test_who_skipped_the_former_round_sees_the_group(rounds_world: Rounds) -> None:
    second = rounds_world.next_round()
    seat = rounds_world.seat(second, "bronckhorst")
    with as_seat(seat.pk):
        found = former_answer.build(seat, of(second, "S01"))

    assert found.sentence == "Vorige ronde gaf Bronckhorst geen antwoord op deze stelling."
    assert found.group.total == 5


def test_a_seat_that_nobody_admitted_sees_nothing(rounds_world: Rounds) -> None:
    second = rounds_world.next_round()
    seat = rounds_world.seat(second, "aalten", admitted=False)
    with as_seat(seat.pk):
        assert former_answer.build(seat, of(second, "S01")) is None
        # Also the wall itself stands: who asks past the report reads no answer of the municipality it claims.
        assert former_answer.build_for(second, rounds_world.world.municipality("aalten"), of(second, "S01")) is None


def test_another_session_shows_only_ones_own_answer(rounds_world: Rounds) -> None:
    world = rounds_world.world
    with as_user(world.leader.pk):
        other = work_session.prepare(
            region=world.region, title="Anders", keys=["S01", "S02", "S05", "S09"], by=world.leader
        )
        other = work_session.open_session(session=other, by=world.leader)
    seat = rounds_world.seat(other, "aalten")
    with as_seat(seat.pk):
        found = former_answer.build(seat, of(other, "S02"))
        assert former_answer.build(seat, of(other, "S09")) is None

    assert found.sentence == "Vorige keer (werksessie 1) antwoordde Aalten: Oneens."
    assert found.group is None


def test_the_first_session_has_no_former_answer(begun: Rounds) -> None:
    seat = begun.seat(begun.first, "aalten")
    with as_seat(seat.pk):
        assert former_answer.build(seat, of(begun.first, "S01")) is None


def test_the_rounds_go_before_a_newer_session(rounds_world: Rounds) -> None:
    """Between both rounds another session asked the same; the round is what this one answers to."""
    world = rounds_world.world
    with as_user(world.leader.pk):
        between = work_session.prepare(
            region=world.region, title="Tussendoor", keys=["S01", "S02", "S05", "S07"], by=world.leader
        )
        between = work_session.open_session(session=between, by=world.leader)
    rounds_world.answered(between, {"aalten": {"S01": -2}})
    second = rounds_world.next_round()

    with as_user(world.adviser("aalten").pk):
        found = former_answer.build_for(second, world.municipality("aalten"), of(second, "S01"))

    assert found.value == 2
    assert found.group.total == 5


def test_a_draft_is_no_answer(rounds_world: Rounds, as_owner: object) -> None:
    second = rounds_world.next_round()
    with as_owner():
        rounds_world.first.sheets.filter(municipality__slug="aalten").update(shared_at=None)
    with as_user(rounds_world.world.adviser("aalten").pk):
        found = former_answer.build_for(second, rounds_world.world.municipality("aalten"), of(second, "S01"))

    assert found.value is None


def test_other_words_are_shown(rounds_world: Rounds) -> None:
    second = rounds_world.next_round(opened=False)
    with as_user(rounds_world.leader.pk):
        one = of(second, "S01")
        work_session.edit_statement(
            statement=one, text="Wij beslissen mee.", hint="", short_label="Meebeslissen", expected_version=one.version,
            by=rounds_world.leader,
        )  # fmt: skip
        work_session.open_session(session=second, by=rounds_world.leader)
    with as_user(rounds_world.world.adviser("aalten").pk):
        found = former_answer.build_for(second, rounds_world.world.municipality("aalten"), of(second, "S01"))

    assert found.text.startswith("Onze gemeente wil zelf meebeslissen")


def test_a_stranger_reads_nothing(rounds_world: Rounds) -> None:
    second = rounds_world.next_round()
    twente = factories.world("AM05")
    with as_user(rounds_world.leader.pk):
        statement = of(second, "S01")
    with as_user(twente.leader.pk):
        assert former_answer.build_for(second, rounds_world.world.municipality("aalten"), statement) is None
