"""Destroying what may no longer be kept: it goes wholly, only when confirmed, never when held, and totals stay."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from inburgering.accounts.context import as_job, as_user
from inburgering.audit.models import AuditEvent
from regions.models import RealisedCount
from tests.people import Casework
from tests.trajectories.retention.conftest import close, marked, work_off
from tests.whole_person import BSN, HEALTH, MARK, NAME, V_NUMBER, WholePerson
from trajectories.actions import dossier, duo, retention, retention_hold, saved_view, totals
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import (
    Destruction,
    DestructionItem,
    DuoEvent,
    Handover,
    HandoverContent,
    Household,
    ImportedRow,
    Inburgeraar,
    KeptCount,
    SavedView,
    Trajectory,
)
from trajectories.reports import retention as report
from trajectories.reports.person_export import PARTS
from trajectories.rules import names

Owner = Callable[[], AbstractContextManager[None]]


def confirm(work: Casework, on: date) -> Destruction:
    with as_user(work.nijhof.pk):
        organisation = work.team.organisation_id
        shown = report.fingerprint(report.destroyable(organisation, on=on))
        return retention.confirm(organisation_id=organisation, expected=shown, on=on, by=work.nijhof)


def everything() -> dict[str, str]:
    """Return all rows of all tables as text, read above the wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608 - names of tables
            found[table] = " ".join(row[0] for row in cursor.fetchall())
    return found


def test_a_marked_person_is_nowhere_afterwards(work: Casework, over: WholePerson, today: date, as_owner: Owner) -> None:
    with as_user(work.bakker.pk):
        dossier.open_page(trajectory=over.trajectory, purpose="Overzicht", on=today, by=work.bakker)
        saved_view.save(name="Naamsdochter", query=f"tab=alles&zoek={MARK}+Naamsdochter", by=work.bakker)
        number, person = over.trajectory.number, Inburgeraar.objects.get(pk=over.trajectory.inburgeraar_id)
        hashes = {person.bsn_index, person.v_number_index}
    with as_owner():
        ImportedRow.objects.create(
            organisation=over.trajectory.organisation, run=over.rows["importrun"], trajectory=over.trajectory, line=2,
            is_new=True, version_after=1,
        )  # fmt: skip
        DuoEvent.objects.create(
            organisation=over.trajectory.organisation, code="SS101", message_id="waits", source="x", state="NO_PERSON",
            registered_at=over.rows["duoevent"].registered_at, content={duo.FIND: [person.bsn_index]},
        )  # fmt: skip
        hanging = {model: model._default_manager.filter(**{road: person.pk}).count() for model, road, _ in PARTS}

    confirm(work, today)
    made = work_off(work)

    assert (made.asked, made.destroyed, made.left_alone) == (1, 1, 0)
    with as_owner(), transaction.atomic():
        connection.check_constraints()
        text = everything()
        secrets = (MARK, NAME, BSN, V_NUMBER, HEALTH, *hashes)
        assert {table for table, rows in text.items() if any(one in rows for one in secrets)} == set()
        # The trail alone still has the number, which leads nowhere: it says what was done with a dossier, never whose.
        assert {table for table, rows in text.items() if number in rows} <= {"audit_auditevent", "jobs_job"}
        left = {model for model, road, _ in PARTS if model._default_manager.filter(**{road: person.pk}).exists()}
        assert left == set()
        assert not DestructionItem.objects.exists()
        assert not Household.objects.exists()
        # Every kind of row that hung on this person was there to be destroyed, or this proves nothing.
        told = {model._meta.model_name for model, many in hanging.items() if many}
        assert told - set(made.pieces) - {"destructionitem"} == set()


def test_the_record_says_what_went_and_never_who(work: Casework, over: WholePerson, today: date) -> None:
    confirm(work, today)
    made = work_off(work)

    assert made.confirmed_by == work.nijhof.audit_name[:250]
    assert made.grounds == {"EINDE_PLICHT": 1}
    assert made.pieces["pip"] == 2
    assert made.finished_at is not None
    with as_user(work.nijhof.pk):
        verbs = [event.verb for event in AuditEvent.objects.filter(verb__startswith="retention.")]
        trail = " ".join(f"{event.about} {event.details}" for event in AuditEvent.objects.all())
    assert sorted(verbs) == ["retention.confirmed", "retention.destroyed"]
    assert MARK not in trail


def test_totals_of_former_years_stay_what_they_were(work: Casework, today: date, as_owner: Owner) -> None:
    people = [marked(work).trajectory]
    people += [work.register(f"Persoon Nummer{place}", on=date(2023, 2, 1 + place)) for place in range(3)]
    for one in people[:3]:
        close(work, one, closed_on=date(2025, 5, 6), outcome="OVERLIJDEN")
    former = _counted(work, today, as_owner)

    confirm(work, today)
    made = work_off(work)

    assert made.destroyed == 3
    assert sum(former.values()) > 0
    assert _counted(work, today, as_owner) == former
    with as_user(work.nijhof.pk):
        assert KeptCount.objects.filter(measure="EINDE", cell="", month=date(2025, 5, 1)).get().times == 3


def _counted(work: Casework, on: date, as_owner: Owner) -> dict[tuple[object, ...], object]:
    totals.count_on(on)
    with as_owner():
        rows = RealisedCount.objects.filter(organisation=work.team.organisation)
        columns = ("period_kind", "period_starts_on", "measure", "cell", "value")
        return {row[:4]: row[4] for row in rows.values_list(*columns) if row[4] or not row[3]}


def test_who_is_held_or_still_within_the_term_stays(work: Casework, over: WholePerson, today: date) -> None:
    young = work.register("Jonge Termijn", on=date(2023, 1, 2))
    close(work, young, closed_on=today - timedelta(days=4 * 365), outcome="DIPLOMA")
    with as_user(work.nijhof.pk):
        retention_hold.hold(
            trajectory=over.trajectory, until_on=today + timedelta(days=30), ground="BEZWAAR", on=today, by=work.nijhof
        )

    with pytest.raises(NotNow, match="niets te vernietigen"):
        confirm(work, today)


def test_a_hold_ends_on_its_day(work: Casework, over: WholePerson, today: date) -> None:
    until = today + timedelta(days=30)
    with as_user(work.nijhof.pk):
        retention_hold.hold(trajectory=over.trajectory, until_on=until, ground="BEZWAAR", on=today, by=work.nijhof)
        assert report.destroyable(work.team.organisation_id, on=until - timedelta(days=1)) == []
        assert len(report.destroyable(work.team.organisation_id, on=until)) == 1


def test_who_is_held_after_the_confirmation_is_left_alone(work: Casework, over: WholePerson, today: date) -> None:
    confirm(work, today)
    with as_user(work.nijhof.pk):
        retention_hold.hold(
            trajectory=over.trajectory, until_on=today + timedelta(days=9), ground="RECHTSZAAK", on=today,
            by=work.nijhof,
        )  # fmt: skip

    made = work_off(work)

    assert (made.destroyed, made.left_alone) == (0, 1)
    with as_user(work.nijhof.pk):
        assert Inburgeraar.objects.filter(pk=over.trajectory.inburgeraar_id).exists()
        assert not DestructionItem.objects.exists()


def test_who_came_back_after_the_confirmation_is_left_alone(work: Casework, over: WholePerson, today: date) -> None:
    confirm(work, today)
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=over.trajectory.pk).update(phase="LEARNING", closed_on=None, outcome="")

    assert work_off(work).left_alone == 1


def test_the_list_that_is_confirmed_is_the_list_that_was_shown(work: Casework, over: WholePerson, today: date) -> None:
    with as_user(work.nijhof.pk):
        organisation = work.team.organisation_id
        shown = report.fingerprint(report.destroyable(organisation, on=today))
        other = work.register("Later Gekomen", on=date(2020, 2, 3))
    close(work, other)

    with as_user(work.nijhof.pk), pytest.raises(Changed):
        retention.confirm(organisation_id=organisation, expected=shown, on=today, by=work.nijhof)


def test_a_second_confirmation_finds_nothing(work: Casework, over: WholePerson, today: date) -> None:
    confirm(work, today)

    with pytest.raises(NotNow):
        confirm(work, today)


def test_a_lost_worker_goes_on_where_it_stopped(work: Casework, today: date) -> None:
    """Half a list done and the worker gone: the next one does the rest, nobody twice, and counts every one once."""
    for place in range(5):
        close(work, work.register(f"Persoon Nummer{place}", on=date(2020, 2, 3)))
    made = confirm(work, today)
    with as_job(made.organisation_id):
        assert retention.destroy_some(destruction=made, most=2, on=today) == 3

    done = work_off(work)

    assert (done.asked, done.destroyed, done.left_alone) == (5, 5, 0)
    assert done.pieces["inburgeraar"] == 5
    schedule_again = work_off(work)
    assert (schedule_again.destroyed, schedule_again.finished_at) == (5, done.finished_at)


def test_a_household_stays_while_somebody_lives_in_it(work: Casework, over: WholePerson, today: date) -> None:
    partner = work.register("Partner Blijft")
    with as_user(work.bakker.pk):
        Inburgeraar.objects.filter(pk=partner.inburgeraar_id).update(household=over.rows["household"])

    confirm(work, today)
    work_off(work)

    with as_user(work.bakker.pk):
        assert Household.objects.filter(pk=over.rows["household"].pk).exists()
        assert Inburgeraar.objects.filter(pk=partner.inburgeraar_id).exists()


def test_what_the_former_gemeente_sent_goes_too(
    work: Casework, over: WholePerson, today: date, as_owner: Owner
) -> None:
    """The name and the dossier that came along can be opened here: they would outlive the dossier itself."""
    there = work.register("Vertrokken Hierheen", by=work.yilmaz)
    staying = work.register("Blijft Hier")
    with as_owner():
        for arrived in (over.trajectory, staying):
            sent = Handover.objects.create(
                organisation=there.organisation, receiver=work.team.organisation, trajectory=there, moved_on=today,
                state="ACCEPTED", person_sealed=b"x", announced_by="x", received_number=arrived.number,
            )  # fmt: skip
            HandoverContent.objects.create(organisation=there.organisation, handover=sent, snapshot_sealed=b"x")

    confirm(work, today)
    made = work_off(work)

    with as_owner():
        left = Handover.objects.filter(receiver=work.team.organisation).values_list("received_number", flat=True)
        assert list(left) == [staying.number]
        assert HandoverContent.objects.filter(handover__receiver=work.team.organisation).count() == 1
        assert Trajectory.objects.filter(pk=there.pk).exists()
    assert made.pieces["handover"] == 2  # the one that was announced from here, and the one that came


def test_a_search_of_a_colleague_that_finds_somebody_else_stays(work: Casework, over: WholePerson, today: date) -> None:
    work.register("Andere Naamsdochter")
    with as_user(work.bakker.pk):
        view = saved_view.save(name="Zoek", query="zoek=Naamsdochter", by=work.bakker)

    confirm(work, today)
    work_off(work)

    with as_user(work.bakker.pk):
        assert SavedView.objects.get(pk=view.pk).query == "zoek=Naamsdochter"


def test_the_database_itself_refuses_whoever_is_on_no_list(work: Casework, over: WholePerson, today: date) -> None:
    """Also when code goes wrong: no list, a list of another gemeente, a day that is not there yet, or no job."""
    made = confirm(work, today)
    person = over.trajectory.inburgeraar_id
    stranger = work.register("Buiten De Lijst")

    assert _asked(work.team.organisation_id, made.pk, stranger.inburgeraar_id) is None
    assert _asked(work.doetinchem.organisation_id, made.pk, person) is None
    with as_user(work.nijhof.pk), connection.cursor() as cursor:
        cursor.execute("SELECT app.destroy_person(%s, %s)", [made.pk, person])
        assert cursor.fetchone()[0] is None
    with as_user(work.nijhof.pk):
        DestructionItem.objects.update(due_on=today + timedelta(days=1))
    assert _asked(work.team.organisation_id, made.pk, person) is None
    with as_user(work.nijhof.pk):
        assert Inburgeraar.objects.filter(pk=person).exists()


def _asked(organisation_id: int, destruction: int, person: int) -> object:
    with as_job(organisation_id), connection.cursor() as cursor:
        cursor.execute("SELECT app.destroy_person(%s, %s)", [destruction, person])
        return cursor.fetchone()[0]


def test_a_record_cannot_be_taken_away(work: Casework, over: WholePerson, today: date) -> None:
    made = confirm(work, today)
    work_off(work)

    with as_user(work.nijhof.pk), pytest.raises(DatabaseError), transaction.atomic():
        Destruction.objects.filter(pk=made.pk).delete()


def test_every_table_about_a_person_is_named_in_the_act(as_owner: Owner) -> None:
    """A new table without its line would leave somebody half behind."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'destroy_person'")
        source = cursor.fetchone()[0]

    tables = {model._meta.db_table for model, _, _ in PARTS}
    assert {table for table in tables if f"DELETE FROM {table} " not in source} == set()  # noqa: S608 - names of tables


def test_numbers_of_the_search_text_are_plain(work: Casework) -> None:
    """The forgetting of searches relies on it: what is typed and what is stored are made alike."""
    made = work.register("Zoë Über")
    with as_user(work.bakker.pk):
        assert names.search_text("ZOË über") in Trajectory.objects.get(pk=made.pk).search_text
