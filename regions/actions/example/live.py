"""The group conversation of the first session, and what the facilitator noted for the next one."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING

from inburgering.accounts.context import as_user
from regions.actions import conversation
from regions.models import Municipality, Statement, WorkSession
from regions.reports import example as invented

if TYPE_CHECKING:  # the parts are listed where this class is
    from regions.actions.example import ExampleRegion

PREPARED = "Tweede ronde voorbereiden"  # stands in the example as done


def add(example: ExampleRegion) -> None:
    with (invented.DATA / "demonstration_minutes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {one.code: one for one in example.region.municipalities_on(example.on)}
    with as_user(example.leader.pk):
        asked, noted = _statements(example.first), _statements(example.trial)
        for row in rows:
            if row["kind"] == "notitie":
                _note(example, noted[row["statement_key"]], row["text"])
            elif row["kind"] == "verslag":
                _write(example, asked.get(row["statement_key"]), row)
            else:
                _agree(example, asked.get(row["statement_key"]), places.get(row["municipality_code"]), row)


def _statements(session: WorkSession) -> dict[str, Statement]:
    return {statement.key: statement for statement in session.statements.all()}


def _note(example: ExampleRegion, statement: Statement, text: str) -> None:
    conversation.note(session=example.trial, statement=statement, text=text, expected_version=0, by=example.leader)


def _write(example: ExampleRegion, statement: Statement | None, row: dict[str, str]) -> None:
    conversation.minute(
        session=example.first,
        statement=statement,
        text=row["text"],
        conclusion=row["conclusion"],
        expected_version=0,
        by=example.leader,
    )


def _agree(
    example: ExampleRegion, statement: Statement | None, municipality: Municipality | None, row: dict[str, str]
) -> None:
    agreed = conversation.agree(
        session=example.first,
        statement=statement,
        text=row["text"],
        municipality=municipality,
        who=row["who"],
        due_on=example.on + timedelta(days=int(row["due_in_days"])),
        by=example.leader,
    )
    if row["text"].startswith(PREPARED):
        conversation.finish(action=agreed, done=True, by=example.leader)
