"""A completed intake opens again with its reason, as long as no PIP stands on it."""

import pytest

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.intake.test_intake_acts import begun, discuss_all, fill, save
from trajectories.actions import intake, intake_reopening, pip
from trajectories.actions.refusal import NotNow
from trajectories.models import BredeIntake, Phase, Pip, Trajectory

WHY = "Er kwam een diploma uit Damascus bij xq4"


@pytest.fixture
def done(work: Casework) -> tuple[Trajectory, BredeIntake]:
    with as_user(work.bakker.pk):
        made, begun_intake = begun(work)
        discuss_all(begun_intake, work.bakker)
        fill(begun_intake, work.bakker, "zelfredzaamheid", "werk", "taal", "gezin", "opvang", "gevolgen", "keuze")
        intake.complete(intake=begun_intake, on=TODAY, by=work.bakker)
    return made, begun_intake


def address(trajectory: Trajectory) -> str:
    return f"/trajecten/{trajectory.number}/intake/weer-openen/"


def test_it_opens_with_its_reason_and_can_be_completed_again(work: Casework, done) -> None:
    made, begun_intake = done
    client = signed_in(work.bakker)
    assert "Open de intake weer" in client.get(f"/trajecten/{made.number}/intake/").content.decode()

    assert client.post(address(made), {"reason": WHY}).status_code == 302

    with as_user(work.bakker.pk):
        now = BredeIntake.objects.get(pk=begun_intake.pk)
        assert (now.completed_on, Trajectory.objects.get(pk=made.pk).phase) == (None, Phase.INTAKE)
        [told] = now.reopenings
        assert (told["reason"], told["completed_on"]) == (WHY, TODAY.isoformat())
        assert "xq4" not in str(list(AuditEvent.objects.values_list("details", flat=True)))
        assert AuditEvent.objects.filter(verb="trajectory.intake_reopened").count() == 1
        save(now.parts.get(key="werk"), work.bakker, {"werk_wens": "verpleegkundige"}, status="DONE")
        intake.complete(intake=now, on=TODAY, by=work.bakker)
    page = client.get(f"/trajecten/{made.number}/intake/").content.decode()
    assert f"door J. Bakker: {WHY}" in page


def test_without_a_reason_nothing_opens_and_what_was_typed_stays(work: Casework, done) -> None:
    made, begun_intake = done
    client = signed_in(work.bakker)

    for typed, sentence in (("  ", "Schrijf waarom je de intake weer opent"), ("x" * 310, "10 tekens te lang")):
        page = client.post(address(made), {"reason": typed})
        assert page.status_code == 422
        assert sentence in page.content.decode()
        assert typed.strip() in page.content.decode()
    with as_user(work.bakker.pk):
        assert BredeIntake.objects.get(pk=begun_intake.pk).completed_on == TODAY


def test_the_grounds_of_a_decision_stay_as_they_were(work: Casework, done, as_owner) -> None:
    made, begun_intake = done
    with as_user(work.bakker.pk):
        pip.draft(trajectory=made, reason="FIRST", on=TODAY, by=work.bakker)
    with as_owner():
        Pip.objects.update(state="ESTABLISHED", leerroute="B1", dated_on=TODAY, established_at="2026-11-22T12:00Z")
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="Het PIP is vastgesteld met deze intake"):
        intake_reopening.reopen(intake=begun_intake, reason=WHY, on=TODAY, by=work.bakker)
    assert "Open de intake weer" not in signed_in(work.bakker).get(f"/trajecten/{made.number}/intake/").content.decode()


def test_what_is_open_does_not_open_again(work: Casework) -> None:
    with as_user(work.bakker.pk):
        _, begun_intake = begun(work)
        with pytest.raises(NotNow, match="is nog open"):
            intake_reopening.reopen(intake=begun_intake, reason=WHY, on=TODAY, by=work.bakker)


def test_a_stranger_finds_nothing_and_a_team_mate_may(work: Casework, done) -> None:
    made, _ = done
    assert signed_in(work.yilmaz).post(address(made), {"reason": WHY}).status_code == 404
    assert signed_in(work.elsewhere).post(address(made), {"reason": WHY}).status_code == 302  # to the asking page
    with as_user(work.bakker.pk):
        assert BredeIntake.objects.get().completed_on == TODAY
    assert signed_in(work.dewit).post(address(made), {"reason": WHY}).status_code == 302
    with as_user(work.bakker.pk):
        assert BredeIntake.objects.get().completed_on is None
