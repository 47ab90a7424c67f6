"""The process of the example region: a note of 2019, conversations with partners, two sessions and a halt."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from inburgering.accounts.context import as_user
from regions.actions import interlude, partner, principle, process
from regions.models import Municipality, Process, WorkSession
from regions.reports.example import DATA

if TYPE_CHECKING:
    from regions.actions.example import ExampleRegion

TITLE = "Samen inkopen vanaf 2028"
NOTE = "Procesnota inburgering (voorbeeld)"
ASSIGNMENT = (
    "De acht colleges vragen een voorstel voor de inkoop van de drie leerroutes vanaf 2028. Het voorstel houdt "
    "rekening met de wensen per gemeente en met het aantal inburgeraars. De colleges besluiten voor de zomer."
)
BEGAN = timedelta(days=82)  # before the day of the example
FIRST = {
    "purpose": "Weten waar de gemeenten het eens zijn en waar niet, voordat er een voorstel ligt.",
    "agenda": "Welkom en uitleg\nStellingen beantwoorden\nPauze\nUitkomsten bekijken\nGroepsgesprek",
    "place": "Gemeentehuis Doetinchem",
}
SECOND = {
    "purpose": "Uitzoeken wat gemeenten zelf willen sturen en wat zij aan een partner laten.",
    "agenda": "Terugblik op werksessie 1\nStellingen over sturen en loslaten\nGroepsgesprek\nAfspraken",
    "place": "Gemeentehuis Aalten",
}
HALT = {
    "name": "Eerst subregio’s, dan scenario’s",
    "reason": (
        "De antwoorden over regie en over de leslocatie lopen verder uiteen dan de procesnota liet zien. Eén scenario "
        "voor de hele regio doet daar geen recht aan."
    ),
    "change": (
        "De regio maakt eerst een voorstel voor subregio’s. De scenario’s voor de inkoop volgen daarna, per subregio "
        "of samen waar dat kan."
    ),
    "decided_by": "de wethouders van de acht gemeenten",
}


def add(example: ExampleRegion) -> None:
    """Add the process by the acts of the project leader, and share it with the municipalities."""
    leader = example.leader
    with as_user(leader.pk):
        made = process.start(
            region=example.region, title=TITLE, assignment=ASSIGNMENT, note_title=NOTE,
            started_on=example.on - BEGAN, by=leader,
        )  # fmt: skip
        _note(example, made)
        for row in _rows("demonstration_conversations.csv"):
            partner.record_conversation(
                process=made, held_on=example.on - timedelta(days=int(row["days_before"])), kind=row["kind"],
                partner=row["partner"], people=int(row["people"]), theme=row["theme"], summary=row["summary"],
                by=leader,
            )  # fmt: skip
        first = _place(example, made, example.first, FIRST, example.on, None)
        soon = example.on + timedelta(days=14)
        _place(example, made, example.trial, SECOND, soon, soon - timedelta(days=2))
        interlude.halt(process=made, after=first, held_on=example.on, by=leader, **HALT)
        process.share(process=made, by=leader)


def _note(example: ExampleRegion, made: Process) -> None:
    principles = []
    for row in _rows("demonstration_principles.csv"):
        one = principle.add(process=made, text=row["text"], theme=row["theme"], by=example.leader)
        for column, supports in (("agreeing_supports", True), ("disagreeing_supports", False)):
            for key in row[column].split():
                principle.link_test(principle=one, key=key, agreeing_supports=supports, by=example.leader)
        principles.append(one)
    members = {one.code: one for one in Municipality.objects.filter(memberships__region=example.region)}
    for row in _rows("demonstration_adoptions.csv"):
        principle.adopt(
            process=made,
            principles=principles,
            municipalities=[members[row["municipality_code"]]],
            adopted_on=date.fromisoformat(row["adopted_on"]),
            body=row["body"],
            by=example.leader,
        )


def _place(
    example: ExampleRegion, made: Process, session: WorkSession, meeting: dict[str, str], day: date, until: date | None
) -> WorkSession:
    current = WorkSession.objects.get(pk=session.pk)
    return process.place_session(
        process=made,
        session=current,
        starts_at=timezone.make_aware(datetime.combine(day, time(9, 30))),
        ends_at=timezone.make_aware(datetime.combine(day, time(12, 30))),
        answer_by=until,
        expected_version=current.version,
        by=example.leader,
        **meeting,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
