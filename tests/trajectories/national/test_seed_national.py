"""The country as an example: by inhabitants, the same every time, never beside real organisations, gone in one act."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from inburgering.accounts.models import Organisation, User
from inburgering.audit.record import CLOCK
from regions.actions.region import start_working
from regions.models import Region
from tests import factories
from tests.factories import TODAY
from trajectories.actions import demonstration, national
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, Conversation, Inburgeraar, Phase, TeamMember, Trajectory


@pytest.fixture
def reference(db: None) -> None:
    factories.reference_data()


def made(as_owner, rows: int = 300, **options) -> list[tuple]:
    assert national.seed(rows=rows, on=TODAY, by=CLOCK, **options) == rows
    with as_owner():
        return list(Trajectory.objects.order_by("number").values_list("number", "sort_name", "next_deadline_on"))


def test_every_trajectory_hangs_together(reference, as_owner) -> None:
    made(as_owner)

    with as_owner():
        assert Trajectory.objects.count() == Inburgeraar.objects.count() == 300
        assert not Inburgeraar.objects.exclude(bsn_index="").exists()
        assert Trajectory.objects.filter(phase=Phase.CLOSED, closed_on=None).count() == 0
        assert Conversation.objects.count() == Trajectory.objects.exclude(last_contact_on=None).count()
        assert Appointment.objects.count() == Trajectory.objects.exclude(next_appointment_on=None).count()
        assert not Organisation.objects.filter(is_demonstration=False).exists()
        assert all(
            TeamMember.objects.filter(team=one.team_id, user=one.assigned_to_id).exists()
            for one in Trajectory.objects.all()[:20]
        )


def test_the_largest_municipalities_have_the_most(reference) -> None:
    for region in Region.objects.all():
        start_working(region=region, on=TODAY, is_demonstration=True, by=CLOCK)

    shares = national.shares(250_000, None)

    assert sum(part for _, part in shares) == 250_000
    assert len(shares) == 342
    assert [one.name for one, _ in shares[:3]] == ["Amsterdam", "Rotterdam", "'s-Gravenhage"]
    assert [one.name for one, _ in national.shares(100, 1)] == ["Amsterdam"]


def test_the_same_people_come_every_time_and_go_in_one_act(reference, as_owner) -> None:
    first = made(as_owner, municipalities=2)

    demonstration.remove(by=CLOCK)
    with as_owner():
        assert Trajectory.objects.count() == User.objects.count() == Organisation.objects.count() == 0

    assert made(as_owner, municipalities=2) == first


def test_not_where_real_organisations_work(reference) -> None:
    Organisation.objects.create(kind=Organisation.Kind.REGION, name="Echte regio")

    with pytest.raises(NotNow):
        national.seed(rows=5, on=TODAY, by=CLOCK)
    with pytest.raises(CommandError, match="echte organisaties"):
        call_command("seed_national", rows=5)


def test_not_in_production_and_not_without_end(reference, settings) -> None:
    with pytest.raises(CommandError, match="--rows"):
        call_command("seed_national", rows=0)
    settings.MODE = "productie"
    with pytest.raises(CommandError, match="In productie"):
        call_command("seed_national", rows=5)
