"""The first people of a real region are added from the command line, by the owner of the database."""

import pytest
from django.core.management import CommandError, call_command

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from regions.models import Region
from tests.database import as_owner
from tests.factories import reference_data

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord 7"


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    reference_data()


def add(*arguments: str) -> None:
    with as_owner():
        call_command("add_member", *arguments, verbosity=0)


def test_a_project_leader_can_start_in_a_real_region() -> None:
    add("AM09", "PROJECT_LEADER", "mieke@regio.example", "Mieke")

    leader = User.objects.get(email="mieke@regio.example")
    with as_user(leader.pk):
        region = Region.objects.for_user(leader, to=Permission.PREPARE_SESSION).get()
    assert region.code == "AM09"
    assert not region.organisation.is_demonstration


def test_an_adviser_belongs_to_the_municipality_only() -> None:
    add("GM0197", "POLICY_ADVISER", "sanne@aalten.example", "Sanne")

    adviser = User.objects.get(email="sanne@aalten.example")
    with as_user(adviser.pk):
        assert Region.objects.for_user(adviser, to=Permission.VIEW_REGION).get().code == "AM09"
        assert not Region.objects.for_user(adviser, to=Permission.PREPARE_SESSION).exists()


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(CommandError, match="kennen wij niet"):
        add("AM99", "PROJECT_LEADER", "mieke@regio.example", "Mieke")


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "welkom01")

    with pytest.raises(CommandError, match="12"):
        add("AM09", "PROJECT_LEADER", "mieke@regio.example", "Mieke")
