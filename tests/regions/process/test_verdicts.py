"""The acceptance: an agreement of 2019 turns to "loopt uiteen" after the session, and nobody learns it too early."""

from inburgering.accounts.context import as_job, as_user
from inburgering.accounts.models import User
from regions.models import AnswerSheet, WorkSession
from regions.reports import principle_verdicts
from regions.rules.principle import Stand, Verdict
from tests import database
from tests.regions.process.conftest import Line
from tests.regions.results.conftest import make_session


def verdicts(line: Line, user: User) -> list[Verdict]:
    with as_user(user.pk):
        return [one.verdict for one in principle_verdicts.of_process(line.process, user)]


def test_an_agreement_of_2019_runs_apart_after_the_session(tested: Line) -> None:
    tested.share()
    adviser = tested.world.adviser("aalten")
    before = verdicts(tested, adviser)

    tested.workshop.reveal()

    assert before == [Verdict.UNTESTED, Verdict.UNTESTED]
    assert verdicts(tested, adviser) == [Verdict.DIVERGES, Verdict.HOLDS]
    with as_user(adviser.pk):
        first = principle_verdicts.of_process(tested.process, adviser)[0]
    assert first.sentence == (
        "Uitgangspunt 1 (Aalten en 7 andere, vastgesteld op 18 juni 2019): afgesproken in 2019, antwoorden lopen nu "
        "uiteen. 4 gemeenten zijn het eens, 3 oneens, 1 neutraal."
    )
    assert first.against == "Aalten, Oost Gelre en Winterswijk"


def test_the_leader_sees_what_was_shared_before_the_reveal(tested: Line) -> None:
    assert verdicts(tested, tested.leader) == [Verdict.DIVERGES, Verdict.HOLDS]


def test_a_sheet_that_is_not_shared_does_not_count(tested: Line) -> None:
    with database.as_owner():
        AnswerSheet.objects.exclude(municipality__slug="doetinchem").update(shared_at=None, shared_by=None)

    assert verdicts(tested, tested.leader) == [Verdict.TOO_FEW, Verdict.TOO_FEW]


def test_a_session_outside_the_process_tests_nothing(tested: Line) -> None:
    with database.as_owner():
        WorkSession.objects.update(process=None)

    assert verdicts(tested, tested.leader) == [Verdict.UNTESTED, Verdict.UNTESTED]


def test_a_municipality_that_did_not_adopt_does_not_count(tested: Line) -> None:
    third = tested.add("Derde", "")
    tested.test(third, "S08")
    tested.adopt(third, slugs=["doetinchem", "montferland"])
    tested.workshop.reveal()

    assert verdicts(tested, tested.leader)[2] is Verdict.HOLDS


def test_a_later_session_counts_before_an_earlier_one(tested: Line) -> None:
    tested.workshop.reveal()
    with database.as_owner():
        again = make_session(tested.world, number=2)
    tested.place(again)
    tested.workshop.session = again
    tested.workshop.share(["aalten"])
    tested.workshop.answer("aalten", next_number(again), value=None, is_unknown=True)
    tested.workshop.reveal()

    with as_user(tested.leader.pk):
        second = principle_verdicts.of_process(tested.process, tested.leader)[1]
    assert second.judgement.stand_of("GM0197") is Stand.SILENT  # weet niet now, although it agreed before
    assert second.judgement.stand_of("GM0222") is Stand.FOR


def next_number(session: WorkSession) -> int:
    with database.as_owner():
        return session.statements.get(key="S24").number


def test_the_verdicts_of_one_session_go_into_its_report(tested: Line) -> None:
    tested.add("Niet gevraagd", "")
    tested.workshop.reveal()

    with as_job(tested.process.organisation_id):
        session = WorkSession.objects.get(pk=tested.session.pk)
        found = principle_verdicts.for_session(session)

    assert [(one.number, one.verdict) for one in found] == [(1, Verdict.DIVERGES), (2, Verdict.HOLDS)]
    with as_user(tested.world.adviser("aalten").pk):  # the process itself was not shared
        assert principle_verdicts.for_session(WorkSession.objects.get(pk=tested.session.pk)) == []


def test_an_adoption_after_the_session_starts_anew(tested: Line) -> None:
    tested.workshop.reveal()
    with database.as_owner():
        AnswerSheet.objects.update(shared_at="2019-06-17T10:00:00Z")

    assert verdicts(tested, tested.leader) == [Verdict.UNTESTED, Verdict.UNTESTED]
