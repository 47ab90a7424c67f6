""" "Kijk samen mee": the same answers in plain Dutch, in large type, without the notes of the klantregisseur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from inburgering.notation import date_long
from trajectories.models import BredeIntake, IntakePart, Trajectory
from trajectories.rules import route_consequences
from trajectories.rules.intake_parts import BY_KEY, PARTS, Kind, Part, State, may_open, written

OPENING = "Dit weten we van jou. Kijk of het klopt. Klopt iets niet? Zeg het dan."


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """`stays_inside`: on the screen only, not on paper."""

    question: str
    answer: str
    stays_inside: bool = False


@dataclass(frozen=True, slots=True)
class PlainPlace:
    place: str
    day: str
    own_words: str
    would_like: str


@dataclass(frozen=True, slots=True)
class PlainRoute:
    label: str
    sentences: tuple[str, ...]
    is_discussed: bool
    own_words: str


@dataclass(frozen=True, slots=True)
class PlainPart:
    """`url` leads to correcting it; "" when there is nothing to correct anymore."""

    key: str
    label: str
    words: str
    answers: tuple[PlainAnswer, ...]
    places: tuple[PlainPlace, ...]
    routes: tuple[PlainRoute, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Together:
    name: str
    opening: str
    day: str
    parts: tuple[PlainPart, ...]


def build(trajectory: Trajectory, intake: BredeIntake, *, on: date, key: str = "") -> Together:
    """Return the whole intake, or the one part with this key, as the inburgeraar reads it."""
    person = trajectory.inburgeraar
    stored = {one.key: one for one in intake.parts.all()}
    wanted = [BY_KEY[key]] if key else [part for part in PARTS if _counts(stored.get(part.key))]
    return Together(
        name=person.calling_name or person.full_name,
        opening=OPENING,
        day=date_long(on),
        parts=tuple(_part(trajectory, intake, part, stored[part.key]) for part in wanted if part.key in stored),
    )


def _counts(stored: IntakePart | None) -> bool:
    return stored is not None and stored.status != State.NOT_APPLICABLE


def _part(trajectory: Trajectory, intake: BredeIntake, part: Part, stored: IntakePart) -> PlainPart:
    may_correct = intake.completed_on is None and may_open(part, [one.leerroute for one in intake.consequences.all()])
    return PlainPart(
        key=part.key,
        label=part.plain_label,
        words=part.plain_words,
        answers=tuple(_answers(part, stored)),
        places=tuple(_places(intake)) if part.key == "snuffelen" else (),
        routes=tuple(_routes(trajectory, intake)) if part.key == "gevolgen" else (),
        url=reverse("look_together", args=[trajectory.number, part.key]) if may_correct else "",
    )


def _answers(part: Part, stored: IntakePart) -> list[PlainAnswer]:
    said = []
    for field in part.fields:
        value = stored.fields.get(field.key)
        if field.kind == Kind.DAY and value:
            value = date_long(date.fromisoformat(value))
        if shown := written(field, value):
            said.append(PlainAnswer(field.plain, shown, field.stays_inside))
    return said


def _places(intake: BredeIntake) -> list[PlainPlace]:
    likes = {True: "Ja", False: "Nee", None: ""}
    return [
        PlainPlace(
            one.place,
            date_long(one.visited_on) if one.visited_on else "Daar ga je nog heen.",
            one.own_words,
            likes[one.would_like],
        )
        for one in sorted(intake.impressions.all(), key=lambda one: (one.visited_on or date.max, one.pk))
    ]


def _routes(trajectory: Trajectory, intake: BredeIntake) -> list[PlainRoute]:
    discussed = {one.leerroute: one for one in intake.consequences.all()}
    return [
        PlainRoute(
            one.plain_label,
            route_consequences.plain_words(one.code, trajectory.indeling),
            one.code in discussed,
            discussed[one.code].own_words if one.code in discussed else "",
        )
        for one in route_consequences.MEANINGS
    ]
