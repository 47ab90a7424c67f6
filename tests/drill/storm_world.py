"""Fills an empty database with a region and an open work session, and prints the code of that session.

Run as app_owner by the drill of a room in a storm: python -m tests.drill.storm_world
"""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first

from inburgering.accounts.context import as_user  # noqa: E402
from regions.actions import work_session  # noqa: E402
from regions.models import LibraryStatement  # noqa: E402
from tests import factories  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    world = factories.world()  # loads the public rows as owner, and goes on as app
    keys = LibraryStatement.objects.filter(in_default=True).values_list("key", flat=True)
    with as_user(world.leader.pk):
        session = work_session.prepare(region=world.region, title="Storm", keys=list(keys), by=world.leader)
        session = work_session.open_session(session=session, by=world.leader)
    sys.stdout.write(f"{session.code}\n")


if __name__ == "__main__":
    main()
