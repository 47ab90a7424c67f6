"""The brede intake: begun once, filled in any order, corrected by the inburgeraar, completed when the PIP can be."""

from datetime import date, timedelta
from typing import Any

import pytest

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework
from trajectories.actions import intake, leerbaarheidstoets
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import BredeIntake, IntakePart, Phase, Trajectory
from trajectories.rules.intake_parts import PARTS

ANSWERS: dict[str, dict[str, Any]] = {
    "zelfredzaamheid": {"post": "HULP"},
    "werk": {"jaren_school": 9, "werk_wens": "kok"},
    "taal": {"schrift": "LATIJN", "niveau_nu": "A1"},
    "gezin": {"steun_nodig": "NEE"},
    "opvang": {"kind_klein": "NEE"},
    "gevolgen": {"gevolgen_duidelijk": "JA"},
    "keuze": {"wil_studeren": "NEE", "route_wens": "B1"},
}


def begun(work: Casework, **facts: Any) -> tuple[Trajectory, BredeIntake]:
    made = work.register(**facts)
    return made, intake.start(trajectory=made, on=TODAY, by=work.bakker)


def save(part: IntakePart, user: User, fields: dict[str, Any], **more: Any) -> IntakePart:
    given = {"note": "", "status": "BUSY", "expected_version": part.version} | more
    return intake.save_part(part=part, fields=fields, on=TODAY, by=user, **given)


def fill(begun_intake: BredeIntake, user: User, *keys: str) -> None:
    for key in keys:
        save(begun_intake.parts.get(key=key), user, ANSWERS[key], status="DONE")


def discuss_all(begun_intake: BredeIntake, user: User) -> None:
    for route in ("B1", "ONDERWIJS", "ZELFREDZAAMHEID"):
        intake.discuss_route(intake=begun_intake, leerroute=route, discussed_on=TODAY, on=TODAY, by=user)


def test_starting_makes_every_part_and_moves_the_phase(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made, begun_intake = begun(work)

        assert Trajectory.objects.get(pk=made.pk).phase == Phase.INTAKE
        assert set(begun_intake.parts.values_list("key", flat=True)) == {part.key for part in PARTS}
        assert AuditEvent.objects.filter(verb="trajectory.intake_started").count() == 1
        with pytest.raises(NotNow, match="al begonnen"):
            intake.start(trajectory=made, on=TODAY, by=work.bakker)


def test_coa_does_not_apply_to_a_gezinsmigrant(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work, indeling="GEZINSMIGRANT_EN_OVERIGE_MIGRANT")

        part = begun_intake.parts.get(key="coa")
        assert (part.status, bool(part.reason)) == ("NOT_APPLICABLE", True)


def test_a_colleague_of_the_team_saves_a_part_with_its_source(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
    with as_user(work.dewit.pk):
        part = save(
            begun_intake.parts.get(key="werk"), work.dewit, {"jaren_school": 9, "beroep": "naaister"},
            source="COA", held_on=date(2026, 9, 2),
        )  # fmt: skip

    assert part.fields == {"jaren_school": 9, "beroep": "naaister"}
    assert part.sources["beroep"] == {"source": "COA", "on": "2026-09-02"}
    assert part.version == 2


def test_a_source_changes_only_with_its_answer(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        part = save(begun_intake.parts.get(key="werk"), work.bakker, {"beroep": "kok"}, source="COA", held_on=TODAY)
        later = save(part, work.bakker, {"beroep": "kok", "werk_wens": "bakker"}, held_on=TODAY)
        gone = save(later, work.bakker, {"beroep": "", "werk_wens": "bakker"})

    assert later.sources["beroep"]["source"] == "COA"
    assert later.sources["werk_wens"]["source"] == "gesprek"
    assert "beroep" not in gone.fields
    assert "beroep" not in gone.sources


def test_who_comes_second_sees_both_texts_and_nothing_is_lost(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        part = begun_intake.parts.get(key="werk")
        save(part, work.bakker, {"beroep": "kok"}, note="eerste")
        with pytest.raises(Changed, match="Kies welke tekst blijft") as refused:
            save(part, work.bakker, {"beroep": "bakker"}, note="tweede")

    assert refused.value.current.note == "eerste"
    assert refused.value.current.version == 2


@pytest.mark.parametrize(("status", "words"), [("WAITING", "waarop je wacht"), ("NOT_APPLICABLE", "niet past")])
def test_waiting_and_not_applicable_ask_a_reason(work: Casework, status: str, words: str) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        part = begun_intake.parts.get(key="taal")
        with pytest.raises(NotNow, match=words) as refused:
            save(part, work.bakker, {}, status=status)
        saved = save(part, work.bakker, {}, status=status, reason="Wacht op DUO")

    assert refused.value.field == "reason"
    assert saved.reason == "Wacht op DUO"


def test_done_needs_what_the_pip_needs(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        with pytest.raises(NotNow, match="Wil werken als") as refused:
            save(begun_intake.parts.get(key="werk"), work.bakker, {"jaren_school": 3}, status="DONE")

    assert refused.value.field == "werk_wens"


def test_the_choice_waits_for_the_consequences_of_every_route(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        with pytest.raises(NotNow, match="kan nog niet"):
            save(begun_intake.parts.get(key="keuze"), work.bakker, ANSWERS["keuze"])
        with pytest.raises(NotNow, match="Nog open: B1-route"):
            fill(begun_intake, work.bakker, "gevolgen")
        discuss_all(begun_intake, work.bakker)
        fill(begun_intake, work.bakker, "gevolgen", "keuze")

        assert begun_intake.parts.get(key="keuze").status == "DONE"


def test_completing_moves_to_the_pip_and_closes_the_parts(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made, begun_intake = begun(work)
        fill(begun_intake, work.bakker, "zelfredzaamheid", "werk", "taal", "gezin")
        with pytest.raises(NotNow, match="Kinderopvang en VVE, Gevolgen van elke route en Keuze"):
            intake.complete(intake=begun_intake, on=TODAY, by=work.bakker)
        discuss_all(begun_intake, work.bakker)
        fill(begun_intake, work.bakker, "opvang", "gevolgen", "keuze")
        intake.complete(intake=begun_intake, on=TODAY, by=work.bakker)

        assert Trajectory.objects.get(pk=made.pk).phase == Phase.PIP
        with pytest.raises(NotNow, match="afgerond"):
            save(begun_intake.parts.get(key="geld"), work.bakker, {})


def test_completed_in_absence_after_three_calls_only(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        for days in (30, 20):
            intake.call(intake=begun_intake, called_on=TODAY - timedelta(days=days), on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="na drie oproepen"):
            intake.complete(intake=begun_intake, in_absence=True, on=TODAY, by=work.bakker)
        intake.call(intake=begun_intake, called_on=TODAY, on=TODAY, by=work.bakker)
        done = intake.complete(intake=begun_intake, in_absence=True, on=TODAY, by=work.bakker)

        assert done.completed_in_absence
        assert not AuditEvent.objects.filter(verb__contains="boete").exists()


def test_calls_follow_each_other_and_are_not_in_the_future(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        intake.call(intake=begun_intake, called_on=TODAY, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="latere dag"):
            intake.call(intake=begun_intake, called_on=TODAY, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="na vandaag"):
            intake.call(intake=begun_intake, called_on=TODAY + timedelta(days=1), on=TODAY, by=work.bakker)


def test_the_inburgeraar_corrects_and_the_source_says_so(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        part = save(begun_intake.parts.get(key="werk"), work.bakker, {"beroep": "kok"}, note="intern", source="COA")
        corrected = intake.correct(
            part=part, fields={"beroep": "bakker"}, expected_version=part.version, on=TODAY, by=work.bakker
        )

    assert corrected.fields["beroep"] == "bakker"
    assert corrected.sources["beroep"] == {"source": "inburgeraar", "on": TODAY.isoformat()}
    assert corrected.note == "intern"


def test_impressions_are_planned_first_and_visited_later(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        planned = intake.add_impression(intake=begun_intake, place="Bakkerij", on=TODAY, by=work.bakker)
        seen = intake.add_impression(
            intake=begun_intake, former=planned, place="Bakkerij", visited_on=TODAY, own_words="Warm en druk",
            would_like=True, on=TODAY, by=work.bakker,
        )  # fmt: skip

        assert begun_intake.impressions.count() == 1
        assert (seen.own_words, seen.would_like) == ("Warm en druk", True)
        with pytest.raises(NotNow, match="na vandaag"):
            intake.add_impression(
                intake=begun_intake, place="X", visited_on=TODAY + timedelta(days=1), on=TODAY, by=work.bakker
            )


def test_the_test_is_planned_then_gets_its_result(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made, _ = begun(work)
        leerbaarheidstoets.plan(trajectory=made, exam_number="E123", planned_on=TODAY, on=TODAY, by=work.bakker)
        known = leerbaarheidstoets.record(
            trajectory=made, result="HAALBAAR", taken_on=TODAY, score=31, needed_score=28, on=TODAY, by=work.bakker
        )

        assert made.leerbaarheidstoetsen.count() == 1
        assert (known.exam_number, known.result) == ("E123", "HAALBAAR")
        with pytest.raises(NotNow, match="na vandaag"):
            leerbaarheidstoets.record(
                trajectory=made, result="ONBEKEND", taken_on=TODAY + timedelta(days=1), on=TODAY, by=work.bakker
            )
        with pytest.raises(NotNow, match="beide scores"):
            leerbaarheidstoets.record(
                trajectory=made, result="ONBEKEND", taken_on=TODAY, score=3, on=TODAY, by=work.bakker
            )


def test_an_exemption_names_no_impairment(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made, _ = begun(work)
        test = leerbaarheidstoets.exempt(trajectory=made, on=TODAY, by=work.bakker)

    assert test.is_exempt
    assert test.source == "college, Wi2021 art. 14 lid 6"


def test_the_trail_holds_no_answers_and_no_notes(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        save(begun_intake.parts.get(key="werk"), work.bakker, {"beroep": "geheimberoep"}, note="geheime notitie")
        trail = " ".join(f"{one.about} {one.details}" for one in AuditEvent.objects.all())

    assert "geheim" not in trail
    assert "Haddad" not in trail
