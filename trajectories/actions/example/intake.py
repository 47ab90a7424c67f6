"""The brede intake of everybody in the example: finished long ago, or as far as it is today. Written as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from trajectories.actions.example import Invented, rows
from trajectories.models import (
    BredeIntake,
    IntakePart,
    Leerbaarheidstoets,
    Leerroute,
    RouteConsequence,
    SnuffelImpression,
)
from trajectories.rules import intake_parts

Status = IntakePart.Status
CHOSEN = "keuze"
ANSWERS = "demonstration_intake.csv"
PLACES = [
    "werkplaats techniek",
    "keuken van het buurthuis",
    "kringloop",
    "verpleeghuis",
    "taalschool",
    "kas van de kweker",
]


def write(people: list[Invented], on: date) -> None:
    """Write intakes with their parts, tests and impressions for everybody who has had a kennisgeving."""
    begun = [person for person in people if person.day("kennisgeving", on)]
    intakes = BredeIntake.objects.bulk_create(_intake(person, on) for person in begun)
    pairs = list(zip(begun, intakes, strict=True))
    answers = rows(ANSWERS)
    IntakePart.objects.bulk_create(part for person, intake in pairs for part in _parts(person, intake, answers, on))
    SnuffelImpression.objects.bulk_create(one for person, intake in pairs for one in _visits(person, intake, on))
    RouteConsequence.objects.bulk_create(one for person, intake in pairs for one in _routes(person, intake, on))
    Leerbaarheidstoets.objects.bulk_create(one for person in begun for one in _test(person, on))


def _intake(person: Invented, on: date) -> BredeIntake:
    kennisgeving, pip = person.day("kennisgeving", on), person.day("pip", on)
    return BredeIntake(
        organisation_id=person.trajectory.organisation_id,
        trajectory=person.trajectory,
        started_on=kennisgeving or on,
        completed_on=pip - timedelta(days=5) if pip else (on - timedelta(days=3) if person.kind == "PIP" else None),
        calls=[(kennisgeving or on).isoformat()],
        wants_to_talk_alone=person.number % 6 == 1,
    )


def _how_far(person: Invented) -> int:
    """Return how many parts are finished: about one a week, everything for who has a PIP or works on it."""
    return int(person.row["kennisgeving"] or 0) // 7 if person.kind in {"INTAKE", "AZC"} else len(intake_parts.PARTS)


def _parts(person: Invented, intake: BredeIntake, answers: list[dict[str, str]], on: date) -> Iterator[IntakePart]:
    done = _how_far(person)
    is_asylum = person.trajectory.indeling == "ASIELSTATUSHOUDER"
    for place, part in enumerate(intake_parts.PARTS):
        held_on = min(intake.started_on + timedelta(days=4 * place), on)
        status, reason = _status(place, done, part.key), ""
        if part.asylum_only and not is_asylum:
            status, reason = Status.NOT_APPLICABLE, intake_parts.COA_NOT_APPLICABLE
        elif status == Status.WAITING:
            reason = "Wacht op DUO"
        filled = _filled(person, part.key, answers) if status in {Status.DONE, Status.BUSY, Status.WAITING} else {}
        yield IntakePart(
            organisation_id=intake.organisation_id,
            intake=intake,
            key=part.key,
            status=status,
            reason=reason,
            fields=filled,
            sources={
                key: {"source": "COA" if part.key == "coa" else "gesprek", "on": held_on.isoformat()} for key in filled
            },
            present="" if person.number % 3 else "partner",
            with_interpreter=person.row["interpreter"] == "ja",
            held_on=held_on if filled else None,
            changed_by=person.user.audit_name,
        )


def _status(place: int, done: int, key: str) -> str:
    if place < done:
        return Status.DONE
    if place == done and key != CHOSEN:
        return Status.WAITING if key == "taal" else Status.BUSY
    return Status.TODO


def _filled(person: Invented, key: str, answers: list[dict[str, str]]) -> dict[str, Any]:
    """Return the answers of one of the invented sets, as whole numbers where the field asks for them."""
    chosen = f"{person.number % 3 + 1}"
    fields = {field.key: field for field in intake_parts.BY_KEY[key].fields}
    return {
        row["field"]: int(row["value"]) if row["value"].isdigit() else row["value"]
        for row in answers
        if row["set"] == chosen and row["field"] in fields
    }


def _visits(person: Invented, intake: BredeIntake, on: date) -> Iterator[SnuffelImpression]:
    for turn in range(person.number % 4):
        visited_on = intake.started_on + timedelta(days=20 + 6 * turn)
        is_past = visited_on <= on
        yield SnuffelImpression(
            organisation_id=intake.organisation_id,
            intake=intake,
            place=PLACES[(person.number + turn) % len(PLACES)],
            visited_on=visited_on if is_past else None,
            own_words="Ik vond het leuk om met mijn handen te werken." if is_past else "",
            impression="Kwam op tijd, hielp mee en vroeg veel." if is_past else "",
            would_like=(turn == 0) if is_past else None,
        )


def _routes(person: Invented, intake: BredeIntake, on: date) -> Iterator[RouteConsequence]:
    routes = [*Leerroute] if _how_far(person) == len(intake_parts.PARTS) else [*Leerroute][: person.number % 3]
    for turn, leerroute in enumerate(routes):
        yield RouteConsequence(
            organisation_id=intake.organisation_id,
            intake=intake,
            leerroute=leerroute,
            discussed_on=min(intake.started_on + timedelta(days=30 + turn), on),
            own_words="Ik begrijp het verschil." if turn == 0 else "",
            discussed_by=person.user.audit_name,
        )


def _test(person: Invented, on: date) -> Iterator[Leerbaarheidstoets]:
    kennisgeving = person.day("kennisgeving", on) or on
    taken_on = kennisgeving + timedelta(days=35)
    is_z = person.row["leerroute"] == Leerroute.ZELFREDZAAMHEID
    is_taken = taken_on <= on
    yield Leerbaarheidstoets(
        organisation_id=person.trajectory.organisation_id,
        trajectory=person.trajectory,
        exam_number=f"LBT{person.number + 1:05d}",
        planned_on=taken_on,
        taken_on=taken_on if is_taken else None,
        result="" if not is_taken else ("NIET_HAALBAAR" if is_z and person.number % 3 else "HAALBAAR"),
        score=(21 if is_z else 38) if is_taken else None,
        needed_score=32 if is_taken else None,
        source="DUO (verzonnen)",
    )
