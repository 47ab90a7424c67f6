"""The facts and tasks of the example's first session: invented, given by the first participant of each municipality."""

import csv
from collections.abc import Iterator
from pathlib import Path

from inburgering.accounts.models import User
from regions.actions import inventory, questionnaire, sheet
from regions.actions.inventory import GivenFact, TaskWish
from regions.models import Seat, WorkSession
from regions.reports import example
from regions.rules.inventory import FACTS, FACTS_BY_KEY, parse, parse_contract


def ask(session: WorkSession, leader: User) -> WorkSession:
    """Let the session ask every fact, and the tasks of the file."""
    return questionnaire.choose_inventory(
        session=session,
        facts=[fact.key for fact in FACTS],
        tasks=sorted({row["task"] for row in _rows("demonstration_tasks.csv")}),
        expected_version=session.version,
        by=leader,
    )


def fill(session: WorkSession, seat: Seat) -> None:
    """Fill in what the municipality of this admitted seat says, in the context of the seat."""
    mine = sheet.begin(session=session, municipality=seat.municipality, by=seat)
    code = seat.municipality.code
    wanted = [
        TaskWish(row["task"], row["arrange"], row["execute"], row["note"])
        for row in _rows("demonstration_tasks.csv")
        if row["municipality_code"] == code
    ]
    inventory.set_preferences(sheet=mine, wanted=wanted, by=seat)
    given = [_fact(row) for row in _rows("demonstration_facts.csv") if row["municipality_code"] == code]
    inventory.set_facts(sheet=mine, given=given, by=seat)


def _fact(row: dict[str, str]) -> GivenFact:
    fact = FACTS_BY_KEY[row["key"]]
    if fact.kind == "contracts":
        value = parse_contract(row["provider"], row["leerroute"], row["answer"])
    else:
        value = parse(fact, row["answer"])
    return GivenFact(fact.key, value, int(row["row"]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(example.DATA) / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
