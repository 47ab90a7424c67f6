"""The second round of the first session: what the municipalities differed on, asked again after they had talked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from inburgering.accounts.context import as_seat, as_user
from regions.actions import answer, round, seat, sheet, work_session
from regions.models import Seat, Statement, WorkSession
from regions.reports import example as invented

if TYPE_CHECKING:  # the parts are listed where this class is
    from regions.actions.example import ExampleRegion

TITLE = "Tweede ronde: waar we verschilden"


@dataclass(frozen=True, slots=True)
class SecondAnswer:
    municipality_code: str
    statement_key: str
    value: int
    importance: str
    is_limit: bool
    note: str
    would_move: str


@cache
def second_answers() -> tuple[SecondAnswer, ...]:
    """Return what the municipalities answer in the second round, all of it invented."""
    with (invented.DATA / "demonstration_round.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            SecondAnswer(
                row["municipality_code"], row["statement_key"], int(row["value"]), row["importance"],
                row["is_limit"] == "1", row["note"], row["would_move"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def add(example: ExampleRegion) -> None:
    leader = example.leader
    with as_user(leader.pk):
        keys = {given.statement_key for given in second_answers()}
        session = round.prepare_next(session=example.first, keys=keys, title=TITLE, by=leader)
        session = work_session.open_session(session=session, by=leader)
        asked = {statement.key: statement for statement in session.statements.all()}
    members = {one.code: one for one in session.region.municipalities_on(example.on)}
    seats = [
        _answered(seat.take(code=session.code, municipality=members[who.municipality_code], name=who.name, by=leader),
                  who, asked)
        for who in invented.participants()
    ]  # fmt: skip
    with as_user(leader.pk):
        seat.admit_all(session=session, by=leader)
    _share(session, seats)
    with as_user(leader.pk):
        work_session.close_session(session=session, by=leader)
        work_session.reveal(session=session, by=leader)


def _answered(taken: Seat, who: invented.ExampleParticipant, asked: dict[str, Statement]) -> Seat:
    """Let one participant answer; of colleagues only the first writes the words down."""
    with as_seat(taken.pk):
        for given in second_answers():
            if given.municipality_code != who.municipality_code:
                continue
            speaks = who.number == 1
            answer.give(
                seat=taken, statement=asked[given.statement_key], value=given.value, is_unknown=False,
                importance=given.importance, is_limit=given.is_limit, note=given.note if speaks else "",
                would_move=given.would_move if speaks else "", replaces=0, by=taken,
            )  # fmt: skip
    return taken


def _share(session: WorkSession, seats: list[Seat]) -> None:
    for first in {taken.municipality_id: taken for taken in reversed(seats)}.values():
        with as_seat(first.pk):
            sheet.share(session=session, municipality=first.municipality, by=first)
