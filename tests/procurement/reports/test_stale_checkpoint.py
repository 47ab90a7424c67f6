"""A report says that what it stands on has moved on."""

from datetime import date

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from procurement.actions import assumption
from procurement.models import Assumption, BoardReport
from tests.isolation.conftest import Example, example  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db


def test_a_report_says_since_when_its_checkpoint_is_outdated(example: Example) -> None:  # noqa: F811
    leader = example.leader
    client = Client()
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    with as_user(leader.pk):
        report = BoardReport.objects.exclude(checkpoint=None).get(region=example.region)
        price = Assumption.objects.get(organisation=example.region.organisation, key="price_b1")

    before = client.get(report.get_absolute_url()).content.decode()
    with as_user(leader.pk):
        assumption.change(
            assumption=price, value=price.value + 500, source="aanbod van een aanbieder", source_on=date(2026, 11, 20),
            expected_version=price.version, by=leader,
        )  # fmt: skip
    after = client.get(report.get_absolute_url()).content.decode()

    assert "Verouderd sinds" not in before
    assert "Piketpaaltje 1. Verouderd sinds" in after
    assert "Prijs per traject, B1-route" in after
