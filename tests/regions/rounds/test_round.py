"""Making a next round and throwing one away; whatever happens to one round leaves the others as they were."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from regions.actions import round as rounds
from regions.actions import work_session
from regions.actions.refusal import NotNow
from regions.models import AnswerSheet, MunicipalAnswer, Statement, WorkSession
from tests import database
from tests.regions.rounds.conftest import FIRST, KEYS, Rounds

pytestmark = pytest.mark.django_db


def test_the_next_round_asks_the_chosen_statements_as_they_were_asked(rounds_world: Rounds, as_owner: object) -> None:
    with as_owner():
        Statement.objects.filter(session=rounds_world.first, key="S05").update(
            text="Les in eigen gemeente.", is_edited=True, leerroute="B1", opposite_key="S06", wording=2
        )
    with as_user(rounds_world.leader.pk):
        made = rounds.prepare_next(
            session=rounds_world.first, keys=["S06", "S05", "S01", "S02"], title="Nog een keer", by=rounds_world.leader
        )
        asked = list(made.statements.order_by("number"))
        event = AuditEvent.objects.get(verb="round.prepared")

    assert (made.number, made.round, made.former_id, made.state) == (2, 2, rounds_world.first.pk, "CONCEPT")
    assert [(one.number, one.key) for one in asked] == [(1, "S01"), (2, "S02"), (3, "S05"), (4, "S06")]
    assert (asked[2].text, asked[2].leerroute, asked[2].opposite_key) == ("Les in eigen gemeente.", "B1", "S06")
    assert asked[2].is_edited
    assert asked[2].wording == 1  # nobody answered an earlier wording in this round
    assert (event.details["round"], event.details["former"]) == (2, 1)


def test_a_round_that_is_not_finished_has_no_next(begun: Rounds) -> None:
    begun.answered(begun.first, FIRST)

    def refused() -> str:
        with as_user(begun.leader.pk), pytest.raises(NotNow) as reason:
            rounds.prepare_next(session=begun.first, keys=KEYS, title="Twee", by=begun.leader)
        return str(reason.value)

    assert refused().startswith("Sluit deze ronde eerst")
    with as_user(begun.leader.pk):
        work_session.close_session(session=begun.first, by=begun.leader)
    assert refused().startswith("Toon eerst de uitkomst")
    with as_user(begun.leader.pk):
        work_session.reveal(session=begun.first, by=begun.leader)
        rounds.prepare_next(session=begun.first, keys=KEYS, title="Twee", by=begun.leader)
    assert refused() == "Er is al een volgende ronde: werksessie 2."


@pytest.mark.parametrize("keys", [[], ["S01"], ["S01", "S02", "S05", "S30"]])
def test_statements_that_this_round_did_not_ask_are_refused(rounds_world: Rounds, keys: list[str]) -> None:
    with as_user(rounds_world.leader.pk), pytest.raises(NotNow, match="Kies minstens 4"):
        rounds.prepare_next(session=rounds_world.first, keys=keys, title="Twee", by=rounds_world.leader)


def test_discarding_takes_a_concept_and_nothing_else(rounds_world: Rounds) -> None:
    second = rounds_world.next_round(opened=False)
    with as_user(rounds_world.leader.pk):
        rounds.discard(session=second, by=rounds_world.leader)
        event = AuditEvent.objects.get(verb="work_session.discarded")

        assert not WorkSession.objects.filter(pk=second.pk).exists()
        assert not Statement.objects.filter(session_id=second.pk).exists()
        assert rounds_world.first.statements.count() == len(KEYS)
        assert event.details["title"] == "Tweede ronde"
        # And the next round can be made again.
        assert (
            rounds.prepare_next(session=rounds_world.first, keys=KEYS, title="Twee", by=rounds_world.leader).round == 2
        )


def test_what_was_open_is_never_deleted(rounds_world: Rounds) -> None:
    second = rounds_world.next_round()
    with as_user(rounds_world.leader.pk):
        for session in (rounds_world.first, second):
            with pytest.raises(NotNow, match="al open geweest"):
                rounds.discard(session=session, by=rounds_world.leader)


ACTS = ["prepare", "open", "close", "reopen", "reveal", "discard", "answer"]


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_act_on_one_round_touches_another(rounds_world: Rounds, acts: list[tuple[str, int]]) -> None:
    """Sessions, statements, sheets and answers of every other round stay equal, byte for byte."""
    with transaction.atomic():
        for act, which in acts:
            with as_user(rounds_world.leader.pk):
                sessions = list(WorkSession.objects.select_related("region").order_by("number"))
            session = sessions[which % len(sessions)]
            before = {one.pk: everything(one.pk) for one in sessions if one.pk != session.pk}

            with suppress(NotNow), as_user(rounds_world.leader.pk):
                do(rounds_world, act, session)

            assert {key: everything(key) for key in before} == before
        transaction.set_rollback(True)


def do(world: Rounds, act: str, session: WorkSession) -> None:
    if act == "prepare":
        rounds.prepare_next(session=session, keys=KEYS[:4], title="Weer een ronde", by=world.leader)
    elif act == "discard":
        rounds.discard(session=session, by=world.leader)
    elif act == "answer":
        if session.is_open and not session.sheets.exists():
            world.answered(session, {"aalten": {"S01": 1}})
    else:
        name = "reveal" if act == "reveal" else f"{act}_session"
        getattr(work_session, name)(session=session, by=world.leader)


def everything(session_id: int) -> str:
    with database.as_owner():
        rows = [
            *WorkSession.objects.filter(pk=session_id),
            *Statement.objects.filter(session_id=session_id).order_by("pk"),
            *AnswerSheet.objects.filter(session_id=session_id).order_by("pk"),
            *MunicipalAnswer.objects.filter(sheet__session_id=session_id).order_by("pk"),
        ]
        return json.dumps(serializers.serialize("json", rows))
