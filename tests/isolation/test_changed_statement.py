"""In the demonstration a changed statement asks only the municipalities that had answered it."""

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from regions.models import Statement, WorkSession
from regions.reports import questions
from tests.isolation.conftest import Example

pytestmark = pytest.mark.django_db


def test_only_those_who_answered_the_changed_statement_are_asked_again(example: Example) -> None:
    with as_user(example.leader.pk):
        trial = WorkSession.objects.get(region=example.region, number=2)
        [changed] = questions.to_confirm(trial)

        assert changed.statement.number == 3
        assert "dagelijkse begeleiding" in changed.former.text
        assert [one.municipality for one in changed.waiting] == ["Aalten", "Winterswijk"]
        # Oost Gelre takes part as well, but had not come to this statement.
        assert {seat.municipality.name for seat in trial.seats.all()} == {"Aalten", "Winterswijk", "Oost Gelre"}
        assert Statement.objects.filter(session=trial, wording__gt=1).count() == 1


def test_the_leader_reads_it_on_the_page(example: Example) -> None:
    client = Client()
    client.force_login(example.leader, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/regios/achterhoek/werksessies/2/vragen/").content.decode()

    assert "Nog te bevestigen: Aalten (1 deelnemer) en Winterswijk (1 deelnemer)." in page
