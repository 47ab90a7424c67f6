"""Taking an import back: what it changed goes, who was opened or changed since stays and is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inburgering.accounts.context import as_user
from tests.factories import TODAY
from tests.trajectories.imports.conftest import Importing, bsn, person
from tests.trajectories.imports.test_lost_worker import after_lease
from trajectories.actions import dossier, import_undo, imports
from trajectories.actions.refusal import NotNow
from trajectories.models import HoursMonth, ImportRun, Inburgeraar, Trajectory


def test_new_people_go_and_changed_ones_are_as_they_were(importing: Importing, seen) -> None:
    importing.bring_in([person(1, Telefoon="06 12 34 56 78")])
    run = importing.bring_in([person(1, Telefoon="06 87 65 43 21", **{"Datum BRP": "1-10-2026"}), person(2)])

    done = importing.undo(run)

    assert (done.state, done.counts["undone"], done.counts["kept"]) == (ImportRun.State.UNDONE, 2, [])
    known = seen(lambda: Trajectory.objects.select_related("inburgeraar").get())
    assert (known.inburgeraar.phone, known.registered_brp_on) == ("+31612345678", None)
    assert seen(Inburgeraar.objects.count) == 1
    assert "Ongedaan gemaakt: 2 rijen" in importing.page(run)


def test_who_was_opened_since_stays_and_is_named(importing: Importing, seen) -> None:
    run = importing.bring_in([person(1), person(2)])
    opened = seen(lambda: Trajectory.objects.order_by("pk").first())
    with as_user(importing.work.nijhof.pk):
        dossier.open_page(trajectory=opened, purpose="Overzicht", on=TODAY, by=importing.work.nijhof)

    done = importing.undo(run)

    assert done.counts["kept"] == [opened.number]
    assert seen(Trajectory.objects.count) == 1
    assert opened.number in importing.page(run)


def test_who_was_changed_since_stays(importing: Importing, seen) -> None:
    importing.bring_in([person(1)])
    run = importing.bring_in([person(1, Woonplaats="Aalten")])
    importing.bring_in([person(1, Woonplaats="Bredevoort")])

    assert importing.undo(run).counts["undone"] == 0
    assert seen(lambda: Inburgeraar.objects.get().city) == "Bredevoort"


def test_hours_go_back_too(importing: Importing, seen) -> None:
    importing.bring_in([person(1)])
    row = {"BSN": bsn(1), "Maand": "10-2026", "Soort les": "taal", "Gevolgde uren": 32}
    importing.bring_in([row], kind="HOURS")
    run = importing.bring_in([row | {"Gevolgde uren": 40}], kind="HOURS")

    importing.undo(run)

    assert seen(lambda: HoursMonth.objects.get().followed) == 32


def test_not_after_a_day_and_not_twice(importing: Importing, seen) -> None:
    run = importing.bring_in([person(1)])
    late = run.taken_in_at - timedelta(hours=25)
    with as_user(importing.work.nijhof.pk):
        ImportRun.objects.filter(pk=run.pk).update(taken_in_at=late)
        with pytest.raises(NotNow, match="24 uur"):
            import_undo.undo(run=run, on=TODAY, by=importing.work.nijhof)
        ImportRun.objects.filter(pk=run.pk).update(taken_in_at=run.taken_in_at)
    importing.undo(run)
    with as_user(importing.work.nijhof.pk), pytest.raises(NotNow, match="niets om ongedaan"):
        import_undo.undo(run=run, on=TODAY, by=importing.work.nijhof)
    assert seen(Trajectory.objects.count) == 0


def test_after_a_day_the_file_is_let_go(importing: Importing) -> None:
    run = importing.bring_in([person(1)])
    with as_user(importing.work.nijhof.pk):
        done = imports.forget(
            organisation_id=run.organisation_id, now=run.uploaded_at + timedelta(hours=25), by=importing.work.nijhof
        )

    kept = importing.run(run.number)
    assert done == 1
    assert (kept.content_sealed, kept.preview_sealed) == (None, None)


class Killed(BaseException):
    """As the end of a process: nothing in our code may catch it."""


def test_a_long_list_is_taken_back_by_a_worker_also_after_one_was_killed(
    importing: Importing, monkeypatch: pytest.MonkeyPatch, seen
) -> None:
    monkeypatch.setattr(import_undo, "CHUNK", 2)
    importing.bring_in([person(1, Telefoon="06 12 34 56 78")])
    run = importing.bring_in([person(1, Telefoon="06 87 65 43 21"), *(person(number) for number in range(2, 7))])
    opened = seen(lambda: Trajectory.objects.order_by("pk")[2])
    with as_user(importing.work.nijhof.pk):
        dossier.open_page(trajectory=opened, purpose="Overzicht", on=TODAY, by=importing.work.nijhof)

    asked = importing.undo(run)
    page = importing.page(run)
    with monkeypatch.context() as patched:
        patched.setattr(import_undo, "_remove", _killed_at(2, import_undo._remove))
        with pytest.raises(Killed):
            importing.work_off()
    halfway = importing.run(run.number)
    after_lease(importing, halfway)
    done = importing.run(run.number)

    assert (asked.state, asked.rows_done) == (ImportRun.State.DONE, 0)
    assert "Wordt ongedaan gemaakt" in page
    assert "Maak dit inlezen ongedaan" not in page
    assert (halfway.state, halfway.rows_done) == (ImportRun.State.DONE, 2)
    assert (done.state, done.counts["undone"], done.counts["kept"]) == (ImportRun.State.UNDONE, 5, [opened.number])
    assert seen(Trajectory.objects.count) == 2
    assert seen(lambda: Inburgeraar.objects.order_by("pk").first().phone) == "+31612345678"
    assert "Ongedaan gemaakt: 5 rijen" in importing.page(run)


def _killed_at(times: int, really):
    calls = []

    def remove(gone) -> None:
        calls.append(gone)
        if len(calls) == times:
            raise Killed
        really(gone)

    return remove
