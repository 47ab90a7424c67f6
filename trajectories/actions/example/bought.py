"""What the region bought before: one contract with an invented provider, with its start moments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.accounts.roles import Role
from procurement.actions import contract as contracts
from procurement.models import Contract
from regions.actions import team as people
from regions.models import Region

NAME, ADDRESS = "Taalhuis De Brug (verzonnen)", "aanbieder-de-brug"
COMPONENTS = ["B1", "ZELFREDZAAMHEID", "ONDERWIJS"]
SINCE, UNTIL = timedelta(days=1240), timedelta(days=500)
EVERY = {"B1": 42, "ZELFREDZAAMHEID": 56, "ONDERWIJS": 120}  # days between starts
AHEAD = 200
PLACES, HOURS = {"B1": 15, "ZELFREDZAAMHEID": 12, "ONDERWIJS": 10}, Decimal(12)
LOCATIONS = ["Doetinchem", "Aalten"]


def contract(region: Region, leader: User, on: date) -> Contract:
    """Return the contract that runs now, and let somebody of the provider look along."""
    with as_user(leader.pk):
        provider = contracts.add_provider(name=NAME, region=region, by=leader)
        made = contracts.make(
            region=region, provider=provider, title="Leerroutes Achterhoek", reference="AH-2023-07",
            components=COMPONENTS, municipalities=region.municipalities_on(on), starts_on=on - SINCE,
            ends_on=on + UNTIL, extend_until_on=on + UNTIL + timedelta(days=365), by=leader,
        )  # fmt: skip
        for component, days in EVERY.items():
            for turn in range(1 + AHEAD // days):
                contracts.add_start_moment(
                    contract=made, component=component, starts_on=_monday(on + timedelta(days=9 + turn * days)),
                    places=PLACES[component], location=LOCATIONS[turn % 2], hours_per_week=HOURS,
                    source="planning van de aanbieder (verzonnen)", by=leader,
                )  # fmt: skip
    user = User.objects.create_user(people.address(region, ADDRESS), name="Taalhuis De Brug, aanbieder")
    user.is_demonstration = True
    user.save(update_fields=["is_demonstration"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, provider.pk, Role.PROVIDER_CONTACT.value])
    return made


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
