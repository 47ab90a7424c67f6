"""Achterhoek after a revealed work session: example answers, a division, numbers and three scenarios."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import CLOCK
from procurement.actions import assumption, scenario
from procurement.models import Scenario
from procurement.rules.choices import ComponentChoice
from regions.actions import demand, subregion, team
from regions.actions import region as region_actions
from regions.actions.team import Part
from regions.models import (
    AnswerSheet,
    LibraryStatement,
    MunicipalAnswer,
    Municipality,
    Region,
    Statement,
    SubregionProposal,
    WorkSession,
)
from regions.reports import example
from tests import database, factories, standing

TODAY = date(2026, 11, 20)
PARTS = [
    Part("leader", "M. ter Horst", Role.PROJECT_LEADER),
    Part("adviser", "Maaike Hoekman", Role.POLICY_ADVISER, "GM0197"),
    Part("alderman", "Wethouder van Aalten", Role.ALDERMAN, "GM0197"),
    Part("neighbour", "Wethouder van Doetinchem", Role.ALDERMAN, "GM0222"),
]
TWENTE = [Part("stranger", "Projectleider van Twente", Role.PROJECT_LEADER)]


@dataclass
class Buying:
    """The region that buys together, and the people who look at it; `stranger` works for another region."""

    region: Region
    users: dict[str, User]
    proposal: SubregionProposal
    scenarios: list[Scenario]

    @property
    def leader(self) -> User:
        return self.users["leader"]

    def seen_by(self, key: str) -> AbstractContextManager[None]:
        return as_user(self.users[key].pk)


@pytest.fixture(scope="session")
def reference_data(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    """Load public reference data once, for it takes longer than a test."""
    with django_db_blocker.unblock():
        factories.reference_data()


def arranged() -> Buying:
    """Return the world. The steps before procurement are put in place as owner, procurement's own are acts."""
    region = region_actions.start_working(
        region=Region.objects.get(code="AM09"), on=TODAY, is_demonstration=True, by=CLOCK
    )
    users = _team(region, PARTS)
    elsewhere = region_actions.start_working(
        region=Region.objects.get(code="AM05"), on=TODAY, is_demonstration=True, by=CLOCK
    )
    users |= _team(elsewhere, TWENTE)
    session = _revealed_session(region)
    leader = users["leader"]
    with as_user(leader.pk):
        demand.prefill(region=region, by=leader)
        proposal = subregion.propose(session=session, group_count=3, contiguous=True, by=leader)
        assumption.prefill(region=region, by=leader)
        scenarios = [_scenario(proposal, rows, leader) for rows in example_scenarios()]
    return Buying(region, users, proposal, scenarios)


standing_buying = standing.gives("standing_buying", arranged)


@pytest.fixture
def buying(standing_buying: Buying) -> Buying:
    return standing_buying


def example_scenarios() -> Iterator[list[dict[str, str]]]:
    with (Path(example.DATA) / "demonstration_scenarios.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number in dict.fromkeys(row["number"] for row in rows):
        yield [row for row in rows if row["number"] == number]


def _scenario(proposal: SubregionProposal, rows: list[dict[str, str]], by: User) -> Scenario:
    choices = [ComponentChoice.from_row(row) for row in rows]
    return scenario.make(
        proposal=proposal, name=rows[0]["name"], summary=rows[0]["subtitle"], components=choices, by=by
    )


def _team(region: Region, parts: list[Part]) -> dict[str, User]:
    users = team.form(region=region, parts=parts, by=CLOCK)
    return {part.key: user for part, user in zip(parts, users, strict=True)}


def _revealed_session(region: Region) -> WorkSession:
    now = timezone.now()
    with transaction.atomic(), database.as_owner():
        session = WorkSession.objects.create(
            organisation=region.organisation, region=region, number=1, title="Wat willen wij samen?",
            state=WorkSession.State.CLOSED, opened_at=now, closed_at=now, revealed_at=now,
        )  # fmt: skip
        keys = sorted({given.statement_key for given in example.answers()})
        statements = {
            row.key: Statement.objects.create(
                organisation=region.organisation, session=session, number=place, key=row.key, theme=row.theme,
                text=row.text, short_label=row.short_label,
            )
            for place, row in enumerate(LibraryStatement.objects.filter(key__in=keys).order_by("number"), start=1)
        }  # fmt: skip
        members = {one.code: one for one in region.municipalities_on(TODAY)}
        sheets = {code: _sheet(session, municipality, region) for code, municipality in members.items()}
        MunicipalAnswer.objects.bulk_create(
            MunicipalAnswer(
                organisation=members[given.municipality_code].organisation, host=region.organisation,
                sheet=sheets[given.municipality_code], statement=statements[given.statement_key], value=given.value,
                is_unknown=given.value is None, importance=given.importance, is_limit=given.is_limit,
            )
            for given in example.answers()
        )  # fmt: skip
    return session


def _sheet(session: WorkSession, municipality: Municipality, region: Region) -> AnswerSheet:
    sheet = AnswerSheet.objects.create(
        organisation=municipality.organisation, host=region.organisation, session=session, municipality=municipality,
        shared_at=timezone.now(), shared_by="Voorbeeld",
    )  # fmt: skip
    Share.objects.create(
        organisation=municipality.organisation, kind=Share.Kind.ANSWER_SHEET, subject_id=sheet.pk,
        shared_with=region.organisation, shared_by="Voorbeeld",
    )  # fmt: skip
    return sheet
