"""The Achterhoek with its proposal put to the municipalities, and a plan that stands on it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.actions import cooperation, subregion
from regions.models import AnswerSheet, CooperationPlan, Municipality, SubregionProposal, TaskPreference
from regions.reports.cooperation import area_of
from regions.rules.components import Component
from regions.rules.cooperation import Area, group_of
from tests import database, factories
from tests.regions.results.conftest import Workshop, answered, revealed, signed_in, standing_workshop, workshop

__all__ = ["answered", "revealed", "signed_in", "standing_workshop", "workshop"]

SignIn = Callable[[User], Client]
TASKS = Path(settings.BASE_DIR) / "regions" / "data" / "demonstration_tasks.csv"


@dataclass
class Together:
    """A plan with its world, and what a test does with it as the project leader."""

    workshop: Workshop
    proposal: SubregionProposal
    plan: CooperationPlan

    @property
    def world(self) -> factories.World:
        return self.workshop.world

    @property
    def leader(self) -> User:
        return self.world.leader

    def as_leader(self) -> AbstractContextManager[None]:
        return as_user(self.leader.pk)

    def municipality(self, slug: str) -> Municipality:
        return self.world.municipality(slug)

    def area(self) -> Area:
        with self.as_leader():
            return area_of(self.plan)

    def place(self, component: Component, *groups: list[str]) -> CooperationPlan:
        """Put municipalities, by CBS code, in these groups of a component."""
        with self.as_leader():
            area = area_of(self.plan)
            made = [group_of(codes, area) for codes in groups]
            self.plan = cooperation.place(plan=self.plan, component=component, groups=made,
                                          expected_version=self.plan.version, by=self.leader)  # fmt: skip
        return self.plan

    def discuss(self) -> CooperationPlan:
        with self.as_leader():
            self.plan = cooperation.discuss(plan=self.plan, by=self.leader)
        return self.plan


def choose_tasks(workshop: Workshop) -> None:
    """Let the municipalities choose a scale per task as in the example."""
    sheets = {sheet.municipality.code: sheet for sheet in AnswerSheet.objects.select_related("municipality")}
    TaskPreference.objects.bulk_create(
        TaskPreference(
            organisation_id=sheet.organisation_id, host_id=sheet.host_id, sheet=sheet,
            task=row["task"], arrange=row["arrange"], execute=row["execute"],
        )
        for row in csv.DictReader(TASKS.read_text(encoding="utf-8").splitlines())
        if (sheet := sheets.get(row["municipality_code"]))
    )  # fmt: skip


@pytest.fixture
def proposal(revealed: Workshop) -> SubregionProposal:
    """The division in Noord (2), Oost (3) and West (3), read by every municipality."""
    leader = revealed.world.leader
    with database.as_owner():
        choose_tasks(revealed)
    with as_user(leader.pk):
        made = subregion.propose(session=revealed.session, group_count=3, contiguous=True, by=leader)
        return subregion.discuss(proposal=made, by=leader)


@pytest.fixture
def together(revealed: Workshop, proposal: SubregionProposal) -> Together:
    leader = revealed.world.leader
    with as_user(leader.pk):
        plan = cooperation.make(proposal=proposal, name="Samen waar het kan", by=leader)
    return Together(revealed, proposal, plan)


@pytest.fixture
def discussed(together: Together) -> Together:
    together.discuss()
    return together
