"""The region that buys together, with a plan of who does what with whom and what its municipalities say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from procurement.actions import assumption
from procurement.actions import checkpoint as acts
from procurement.models import Assumption, Checkpoint
from regions.actions import cooperation, standpunt, subregion
from regions.models import CooperationPlan, Municipality
from tests.procurement.conftest import TODAY, Buying

AGREED = ("Wij kopen de onderwijsroute met de hele regio in.", "Wij kopen de Z-route met de hele regio in.")
AALTEN, DOETINCHEM = "GM0197", "GM0222"


@dataclass
class Agreeing:
    """The plan under discussion in the region of `buying`."""

    buying: Buying
    plan: CooperationPlan

    def make(self, **said: object) -> Checkpoint:
        """Make the checkpoint as the leader; `said` replaces parts of the agreement."""
        leader = self.buying.leader
        parts = {"name": "Na de tussenstap", "agreed": AGREED, "still_open": (), "may_deviate": ()} | said
        with self.buying.seen_by("leader"):
            return acts.make(plan=self.plan, by=leader, **parts)

    def stands(self, slug: str, stance: str, reason: str = "") -> None:
        """Note the standpunt of a municipality, as the leader does in a meeting."""
        with self.buying.seen_by("leader"):
            standpunt.take(
                plan=self.plan, municipality=Municipality.objects.get(slug=slug), stance=stance, reason=reason,
                level="OFFICIAL", is_noted=True, by=self.buying.leader,
            )  # fmt: skip

    def dearer(self, euros: int) -> None:
        """Raise the price of the B1-route by so many euros."""
        with self.buying.seen_by("leader"):
            price = Assumption.objects.get(key="price_b1")
            assumption.change(
                assumption=price, value=price.value + euros, source="Offerte", source_on=TODAY,
                expected_version=price.version, by=self.buying.leader,
            )  # fmt: skip


@pytest.fixture
def agreeing(buying: Buying) -> Agreeing:
    return discussed(buying)


def discussed(buying: Buying) -> Agreeing:
    """Return the plan of this region, put to its municipalities."""
    leader = buying.leader
    with buying.seen_by("leader"):
        proposal = subregion.discuss(proposal=buying.proposal, by=leader)
        plan = cooperation.make(proposal=proposal, name="Drie subregio’s, samen waar het kan", by=leader)
        plan = cooperation.discuss(plan=plan, by=leader)
    return Agreeing(buying, plan)
