"""Who sees which person, asked of the QuerySet and of the database itself."""

from datetime import date

import pytest

from inburgering.accounts.context import as_job, as_user
from inburgering.accounts.roles import Permission
from inburgering.secrecy import CannotOpen, opened, sealed
from tests.factories import TODAY
from tests.people import Casework
from trajectories.actions import dossier
from trajectories.models import Absence, HealthRemark, Inburgeraar, Trajectory

VIEW = Permission.VIEW_PERSONS


def seen_by(user: object, to: Permission = VIEW) -> list[str]:
    with as_user(user.pk):
        return list(Trajectory.objects.for_user(user, to=to).values_list("number", flat=True))


def test_a_team_sees_its_dossiers_and_another_team_of_the_gemeente_does_not(work: Casework) -> None:
    number = work.register().number

    assert seen_by(work.bakker) == seen_by(work.dewit) == seen_by(work.nijhof) == [number]
    assert seen_by(work.elsewhere) == []
    assert seen_by(work.elsewhere, Permission.OPEN_WITH_REASON) == [number]


def test_the_database_shows_nobody_else_a_person(work: Casework) -> None:
    work.register()

    for user in (work.yilmaz, work.world.leader, work.world.alderman("aalten"), work.world.adviser("aalten")):
        with as_user(user.pk):
            assert Trajectory.objects.count() == 0
            assert Inburgeraar.objects.count() == 0
    with as_job(work.world.region.organisation_id):
        assert Trajectory.objects.count() == 0


def test_a_colleague_without_relation_gives_a_reason_for_one_day(work: Casework) -> None:
    made = work.register()
    with as_user(work.elsewhere.pk):
        dossier.open_with_reason(
            trajectory=made, reason="Belt de spoedlijn, eigen team is vrij", on=date.today(), by=work.elsewhere  # noqa: DTZ011
        )  # fmt: skip

    assert seen_by(work.elsewhere) == [made.number]


def test_health_is_for_the_assigned_the_deputy_and_who_covers(work: Casework) -> None:
    made = work.register()
    with as_user(work.bakker.pk):
        HealthRemark.objects.create(
            organisation_id=made.organisation_id, trajectory=made, made_by="x",
            text_sealed=sealed("medicijnen om 12 uur", tenant=made.organisation_id),
        )  # fmt: skip
        assert HealthRemark.objects.count() == 1
    for colleague in (work.dewit, work.nijhof, work.elsewhere, work.yilmaz):
        with as_user(colleague.pk):
            assert HealthRemark.objects.count() == 0

    with as_user(work.nijhof.pk):
        Absence.objects.create(
            organisation_id=made.organisation_id, user=work.bakker, deputy=work.dewit, starts_on=TODAY, recorded_by="x"
        )
    with as_user(work.dewit.pk):
        assert HealthRemark.objects.count() == 1


def test_a_sealed_number_opens_for_its_own_organisation_only() -> None:
    content = sealed("999990019", tenant=7)

    assert b"999990019" not in content
    assert opened(content, tenant=7) == "999990019"
    with pytest.raises(CannotOpen):
        opened(content, tenant=8)
