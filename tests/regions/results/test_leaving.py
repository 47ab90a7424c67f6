"""A municipality that leaves the region after it answered."""

from datetime import timedelta

import pytest

from inburgering.accounts.context import as_user
from regions.models import RegionMembership
from regions.reports.answers import shared_answers
from tests import database, factories
from tests.regions.results.conftest import Workshop

pytestmark = pytest.mark.django_db


def test_what_it_said_stays_in_the_session_it_took_part_in(revealed: Workshop) -> None:
    with as_user(revealed.world.leader.pk):
        before = shared_answers(revealed.session)
    with database.as_owner():
        RegionMembership.objects.filter(municipality__slug="aalten", valid_to=None).update(
            valid_to=factories.TODAY + timedelta(days=1)
        )

    with as_user(revealed.world.leader.pk):
        assert shared_answers(revealed.session) == before
        assert not revealed.world.region.municipalities_on(factories.TODAY + timedelta(days=1)).filter(slug="aalten")
