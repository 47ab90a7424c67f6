"""The least world a test needs, made by the acts that people use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core.management import call_command
from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from regions.actions import region as region_actions
from regions.actions import team
from regions.models import Municipality, Region
from tests import database

TODAY = date(2026, 11, 20)
ACHTERHOEK = {
    "aalten": "GM0197",
    "doetinchem": "GM0222",
    "winterswijk": "GM0294",
    "oude-ijsselstreek": "GM1509",
    "oost-gelre": "GM1586",
    "berkelland": "GM1859",
    "bronckhorst": "GM1876",
    "montferland": "GM1955",
}


def reference_data() -> None:
    """Load municipalities, regions and statements when this database has none."""
    if not Municipality.objects.exists():
        with transaction.atomic(), database.as_owner():
            call_command("load_reference_data", verbosity=0)


@dataclass
class World:
    """A region at work: its people by key, such as leider, adviseur-aalten and wethouder-aalten."""

    region: Region
    users: dict[str, User] = field(default_factory=dict)

    @property
    def leader(self) -> User:
        return self.users["projectleider"]

    def adviser(self, slug: str) -> User:
        return self.users[f"adviseur-{slug}"]

    def alderman(self, slug: str) -> User:
        return self.users[f"wethouder-{slug}"]

    def municipality(self, slug: str) -> Municipality:
        return Municipality.objects.select_related("organisation").get(slug=slug)


def world(code: str = "AM09", on: date = TODAY) -> World:
    """Return a region that started to work together, with a leader, advisers and aldermen. Default: Achterhoek."""
    reference_data()
    region = region_actions.start_working(region=Region.objects.get(code=code), on=on, is_demonstration=True, by=CLOCK)
    parts = team.parts_for(region, on)
    users = team.form(region=region, parts=parts, by=CLOCK)
    return World(region, {part.key: user for part, user in zip(parts, users, strict=True)})
