"""Putting a questionnaire together: acts of the project leader."""

from collections import Counter

import pytest

from inburgering.audit.models import AuditEvent
from regions.actions import questionnaire, work_session
from regions.actions.refusal import Changed, NotNow
from regions.models import Statement, WorkSession
from regions.reports import library, questions


def keys(room) -> list[str]:
    with room.as_leader():
        rows = list(Statement.objects.filter(session=room.session).order_by("number").values_list("number", "key"))
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    return [key for _, key in rows]


def act(room, name: str, /, **details):
    with room.as_leader():
        return getattr(questionnaire, name)(by=room.leader, **details)


def by_key(room, key: str) -> Statement:
    with room.as_leader():
        return Statement.objects.get(session=room.session, key=key)


def report(room) -> questions.Questionnaire:
    with room.as_leader():
        return questions.build(room.fresh())


def test_added_statements_stand_with_their_theme_and_are_never_there_twice(prepared):
    act(prepared, "add", session=prepared.session, keys=["S08", "S03", "S01", "S30"])
    act(prepared, "add_own", session=prepared.session, theme="Maatwerk en groepen", text="Eigen.", hint="",
        short_label="Eigen")  # fmt: skip

    assert keys(prepared) == ["S01", "S02", "S03", "S05", "S06", "S07", "S08", "S09", "E01", "S30"]
    with pytest.raises(NotNow, match="staan al in de vragenlijst"):
        act(prepared, "add", session=prepared.session, keys=["S03"])


def test_statements_move_up_and_down_and_go_away(prepared):
    act(prepared, "move", statement=by_key(prepared, "S09"), steps=-1)
    act(prepared, "move", statement=by_key(prepared, "S01"), steps=-1)  # the first stays the first
    act(prepared, "remove", statement=by_key(prepared, "S05"))
    act(prepared, "remove_theme", session=prepared.session, theme="Regie en nabijheid")

    assert keys(prepared) == ["S06", "S09", "S07"]
    with prepared.as_leader():
        verbs = Counter(AuditEvent.objects.values_list("verb", flat=True))
    assert verbs == {"work_session.prepared": 1, "questions.moved": 2, "questions.removed": 2}
    with prepared.as_leader(), pytest.raises(NotNow, match="heeft 3 stellingen"):
        work_session.open_session(session=prepared.session, by=prepared.leader)


def test_a_statement_per_leerroute_takes_the_place_of_one_and_counts_as_three(prepared):
    act(prepared, "ask_per_leerroute", statement=by_key(prepared, "S05"))
    act(prepared, "ask_per_leerroute", statement=by_key(prepared, "S06"))

    assert keys(prepared) == [
        "S01", "S02", "S05.B1", "S05.OND", "S05.ZRT", "S06.B1", "S06.OND", "S06.ZRT", "S07", "S09",
    ]  # fmt: skip
    copy = by_key(prepared, "S05.ZRT")
    assert (copy.leerroute, copy.opposite_key) == ("ZELFREDZAAMHEID", "S06.ZRT")
    assert copy.text == "Voor de Z-route: inburgeraars moeten in hun eigen gemeente les kunnen volgen."
    assert "10 stellingen" in report(prepared).finding[0].text

    act(prepared, "ask_once", statement=copy)

    assert keys(prepared) == ["S01", "S02", "S05", "S06.B1", "S06.OND", "S06.ZRT", "S07", "S09"]
    assert by_key(prepared, "S06.B1").opposite_key == "S05"


def test_only_suited_statements_are_asked_per_leerroute(prepared):
    assert library.suited_per_leerroute() == {"S05", "S06", "S09", "S13", "S24"}
    with pytest.raises(NotNow, match="niet gemaakt om per leerroute"):
        act(prepared, "ask_per_leerroute", statement=by_key(prepared, "S01"))
    with pytest.raises(NotNow, match="al 1 keer"):
        act(prepared, "ask_once", statement=by_key(prepared, "S01"))


def test_copies_per_leerroute_count_for_the_limit(new_room):
    full = new_room(keys=[f"S{number:02d}" for number in range(1, 30)])

    with pytest.raises(NotNow, match="hoogstens 30 stellingen; dit worden er 31"):
        act(full, "ask_per_leerroute", statement=by_key(full, "S05"))
    assert len(keys(full)) == 29


def test_a_pair_of_which_one_is_asked_is_pointed_out(prepared):
    shown = report(prepared)

    assert [(pair.one.key, pair.other.key) for pair in shown.pairs] == [("S01", "S02"), ("S05", "S06")]
    assert [(pair.one.key, pair.missing.key) for pair in shown.alone] == [("S07", "S08")]
    assert shown.finding[1].text == ", ongeveer 5 minuten."


def test_facts_and_tasks_are_chosen_in_the_order_of_their_list_and_guarded(prepared):
    chosen = {"facts": ["partners", "leslocatie", "onzin"], "tasks": ["T11", "T5"]}
    act(prepared, "choose_inventory", session=prepared.session, expected_version=1, **chosen)

    fresh = prepared.fresh()
    assert (fresh.fact_keys, fresh.task_keys) == (["leslocatie", "partners"], ["T5", "T11"])
    assert report(prepared).finding[-1].text == " Elke gemeente vult daarnaast 2 feiten en 2 taken in."
    with pytest.raises(Changed, match="net gewijzigd"):
        act(prepared, "choose_inventory", session=prepared.session, expected_version=1, **chosen)


def test_nothing_changes_once_people_may_answer(room):
    statement = room.statement(1)
    for name, details in {
        "add": {"session": room.session, "keys": ["S30"]},
        "remove": {"statement": statement},
        "remove_theme": {"session": room.session, "theme": statement.theme},
        "move": {"statement": statement, "steps": 1},
        "ask_per_leerroute": {"statement": statement},
        "choose_inventory": {"session": room.session, "facts": [], "tasks": [], "expected_version": 1},
    }.items():
        with pytest.raises(NotNow, match="al open"):
            act(room, name, **details)


def test_a_duplicate_asks_the_same_and_holds_no_answers(room):
    room.share("aalten", {1: 2})
    with room.as_leader():
        WorkSession.objects.filter(pk=room.session.pk).update(purpose="Doel", agenda="Agenda", task_keys=["T5"])
        source = WorkSession.objects.get(pk=room.session.pk)
        copy = work_session.duplicate(session=source, title="Nog eens", by=room.leader)
        texts = [list(one.statements.order_by("number").values_list("key", "text")) for one in (source, copy)]

        assert texts[0] == texts[1]
        assert (copy.state, copy.number, copy.purpose, copy.task_keys) == ("CONCEPT", 2, "Doel", ["T5"])
        assert not copy.seats.exists()
        assert not copy.sheets.exists()
        assert copy.code != source.code
