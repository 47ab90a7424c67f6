"""The example region: everything in it is done by the acts that people use, in the contexts of invented people."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from inburgering.accounts.context import as_seat, as_user
from inburgering.accounts.models import User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor
from procurement.actions import assumption, condition, demonstration_decision, scenario
from procurement.models import Scenario
from procurement.rules.choices import ComponentChoice
from regions.actions import answer, demand, region, seat, sheet, subregion, team, work_session
from regions.actions import example as example_parts
from regions.actions.example import cooperation as example_cooperation
from regions.actions.example import inventory as example_inventory
from regions.actions.team import Part
from regions.models import Region, Seat, SubregionProposal, WorkSession
from regions.models.answer import AnswerSheet
from regions.reports import example

SCENARIOS = Path(example.DATA) / "demonstration_scenarios.csv"
CONDITIONS = Path(example.DATA) / "demonstration_conditions.csv"
FIRST_SESSION = "Wat willen wij samen?"
OPEN_SESSION = "Sturen of loslaten"
OPEN_KEYS = ["S01", "S02", "S04", "S07", "S09", "S13", "S23", "S27"]
PARTS = [
    Part("projectleider", "M. ter Horst, projectleider", Role.PROJECT_LEADER),
    Part("adviseur-aalten", "Maaike Hoekman, beleidsadviseur Aalten", Role.POLICY_ADVISER, "GM0197"),
    Part("adviseur-doetinchem", "Rob van Essen, beleidsadviseur Doetinchem", Role.POLICY_ADVISER, "GM0222"),
    Part("wethouder-aalten", "Wethouder van Aalten", Role.ALDERMAN, "GM0197"),
    Part("wethouder-doetinchem", "Wethouder van Doetinchem", Role.ALDERMAN, "GM0222"),
]


class AlreadyThere(Exception):
    """The example region is present; nothing was added."""


@transaction.atomic
def load(*, on: date, by: Actor) -> Region:
    """Load the example region Achterhoek with invented people and answers. Raises AlreadyThere."""
    example_region = Region.objects.get(code=example.REGION_CODE)
    if example_region.organisation_id:
        raise AlreadyThere
    region.start_working(region=example_region, on=on, is_demonstration=True, by=by)
    users = {
        part.key: user for part, user in zip(PARTS, team.form(region=example_region, parts=PARTS, by=by), strict=True)
    }
    leader = users["projectleider"]
    session = _answered_session(example_region, leader)
    _settle(session, users, on)
    with as_user(leader.pk):
        session = work_session.close_session(session=session, by=leader)
        session = work_session.reveal(session=session, by=leader)
        demand.prefill(region=example_region, by=leader)
        proposal = subregion.propose(session=session, group_count=example.SUBREGIONS, contiguous=True, by=leader)
        proposal = subregion.discuss(proposal=proposal, by=leader)
        scenarios = _scenarios(example_region, proposal, leader)
    plan = example_cooperation.seed(region=example_region, people=users, by=leader)
    with as_user(leader.pk):
        checkpoint = demonstration_decision.agree(plan=plan, by=leader)
        advised = demonstration_decision.follow(checkpoint=checkpoint, example=scenarios[1], by=leader)
        demonstration_decision.ask_report(
            region=example_region, scenarios=[*scenarios, advised], advised=advised, checkpoint=checkpoint, on=on,
            by=leader,
        )  # fmt: skip
        trial = work_session.prepare(region=example_region, title=OPEN_SESSION, keys=OPEN_KEYS, by=leader)
        trial = example_inventory.ask(trial, leader)
        trial = work_session.open_session(session=trial, by=leader)
    example_parts.fill(example_parts.ExampleRegion(example_region, users, session, trial, on))
    _conditions(scenarios[1], leader)
    return example_region


def _answered_session(example_region: Region, leader: User) -> WorkSession:
    keys = sorted({given.statement_key for given in example.answers()})
    with as_user(leader.pk):
        session = work_session.prepare(region=example_region, title=FIRST_SESSION, keys=keys, by=leader)
        session = example_inventory.ask(session, leader)
        session = work_session.open_session(session=session, by=leader)
    seats = [_take_and_answer(session, participant, leader) for participant in example.participants()]
    with as_user(leader.pk):
        seat.admit_all(session=session, by=leader)
    for first in {taken.municipality_id: taken for taken in reversed(seats)}.values():
        with as_seat(first.pk):
            example_inventory.fill(session, first)
            sheet.share(session=session, municipality=first.municipality, by=first)
    return session


def _take_and_answer(session: WorkSession, participant: example.ExampleParticipant, leader: User) -> Seat:
    municipality = session.region.memberships.get(municipality__code=participant.municipality_code).municipality
    taken = seat.take(code=session.code, municipality=municipality, name=participant.name, by=leader)
    with as_seat(taken.pk):
        statements = {statement.key: statement for statement in session.statements.all()}
        for given in example.answers():
            if given.municipality_code != participant.municipality_code:
                continue
            is_colleague = participant.number > 1 and given.colleague_value is not None
            value = given.colleague_value if is_colleague else given.value
            answer.give(
                seat=taken,
                statement=statements[given.statement_key],
                value=value,
                is_unknown=value is None,
                importance=given.importance,
                is_limit=given.is_limit,
                note=given.note if participant.number == 1 else "",
                replaces=0,
                by=taken,
            )
    return taken


def _settle(session: WorkSession, users: dict[str, User], on: date) -> None:
    """Aalten's college has spoken, Doetinchem's officials have; the other six are still provisional."""
    steps = [
        ("adviseur-doetinchem", "GM0222", AnswerSheet.Status.OFFICIAL, ""),
        ("wethouder-aalten", "GM0197", AnswerSheet.Status.ADOPTED, "college van burgemeester en wethouders"),
    ]
    for key, code, status, body in steps:
        with as_user(users[key].pk):
            own = AnswerSheet.objects.get(session=session, municipality__code=code)
            sheet.settle(sheet=own, status=status, settled_on=on, body=body, by=users[key])


def _scenarios(example_region: Region, proposal: SubregionProposal, leader: User) -> list[Scenario]:
    assumption.prefill(region=example_region, by=leader)
    with SCENARIOS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scenarios = []
    for number in dict.fromkeys(row["number"] for row in rows):
        parts = [row for row in rows if row["number"] == number]
        made = scenario.make(
            proposal=proposal,
            name=parts[0]["name"],
            summary=parts[0]["subtitle"],
            components=[ComponentChoice.from_row(row) for row in parts],
            by=leader,
        )
        scenario.share(scenario=made, by=leader)
        scenarios.append(made)
    return scenarios


def _conditions(weighed: Scenario, leader: User) -> None:
    """Take what municipalities asked for in the second round, and weigh some of it; the rest is still to be done."""
    with CONDITIONS.open(encoding="utf-8", newline="") as file:
        verdicts = {(row["municipality_code"], row["statement_key"]): row for row in csv.DictReader(file)}
    with as_user(leader.pk):
        condition.gather(scenario=weighed, by=leader)
        for one in weighed.conditions.select_related("municipality"):
            if row := verdicts.get((one.municipality.code, one.key)):
                condition.judge(
                    condition=one, verdict=row["verdict"], explanation=row["explanation"],
                    expected_version=one.version, by=leader,
                )  # fmt: skip


@transaction.atomic
def remove(*, by: Actor) -> None:
    """Remove all demonstration organisations with everything that hangs on them, and their invented users.

    The trail of those organisations goes with them; the database function touches nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.remove_demonstration()")
