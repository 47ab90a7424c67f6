"""The brede intake of everybody in the example: finished long ago, or as far as it is today. Written as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from trajectories.actions.example import Invented, rows, workday
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
SEEN = {  # place: in the words of the inburgeraar, and of who went along
    "werkplaats techniek": ("Ik mocht zelf een fiets maken.", "Kwam op tijd, hielp mee en vroeg veel."),
    "keuken van het buurthuis": ("Koken ken ik, de woorden nog niet.", "Weet de weg in een keuken."),
    "kringloop": ("Veel mensen om mee te praten.", "Ruimde uit zichzelf op en hielp een klant."),
    "verpleeghuis": ("De mensen waren blij met mij.", "Rustig en vriendelijk met bewoners."),
    "taalschool": ("De les ging snel, maar leuk.", "Deed mee met de groep."),
    "kas van de kweker": ("Warm, en zwaar werk.", "Hield vol tot het einde van de ochtend."),
}
WITH_PARTNER = {"1", "5"}
LATIN = {"Turks", "Koerdisch", "Engels", "Spaans", "Portugees", "Vietnamees", "Somali", "Tagalog", "Indonesisch"}
ILLITERATE = {"A", "AA"}
NEEDED, REACHED, MISSED = 32, 38, 21


def write(people: list[Invented], on: date) -> None:
    """Write intakes with their parts, tests and impressions for everybody who has had a kennisgeving."""
    begun = [person for person in people if person.day("kennisgeving", on) and person.kind != "REGISTERED"]
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
    return int(person.row["kennisgeving"] or 0) // 7 if person.kind == "INTAKE" else len(intake_parts.PARTS)


def _parts(person: Invented, intake: BredeIntake, answers: list[dict[str, str]], on: date) -> Iterator[IntakePart]:
    done = _how_far(person)
    is_asylum = person.trajectory.indeling == "ASIELSTATUSHOUDER"
    for place, part in enumerate(intake_parts.PARTS):
        held_on = workday(min(intake.started_on + timedelta(days=4 * place), on))
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
            present="partner" if filled and person.life in WITH_PARTNER else "",
            with_interpreter=bool(filled) and person.has_interpreter,
            held_on=held_on if filled else None,
            changed_by=person.written_by(held_on) if filled else "",
        )


def _status(place: int, done: int, key: str) -> str:
    if place < done:
        return Status.DONE
    if place == done and key != CHOSEN:
        return Status.WAITING if key == "taal" else Status.BUSY
    return Status.TODO


def _filled(person: Invented, key: str, answers: list[dict[str, str]]) -> dict[str, Any]:
    """Return the answers of this life with what is known of this person, whole numbers where the field asks them."""
    fields = {field.key: field for field in intake_parts.BY_KEY[key].fields}
    said = {row["field"]: row["value"] for row in answers if row["set"] == person.life} | _known(person)
    return {
        field: int(value) if value.isdigit() else value for field, value in said.items() if value and field in fields
    }


def _known(person: Invented) -> dict[str, str]:
    """Return the answers that must agree with the rest of the dossier."""
    row = person.row
    language = row["languages"].split(",")[0]
    script = "LATIJN" if language in LATIN else "ANDER"
    return {
        "taal_gesprek": f"{language} met tolk" if person.has_interpreter else "eenvoudig Nederlands en Engels",
        "inkomen": "BIJSTAND" if row["bijstand"] else "PARTNER",
        "woning": "VAST" if person.is_asylum else "BIJ",
        "schrift": "LEERT" if row["alphabet"] in ILLITERATE else script,
    } | ({} if person.is_asylum else {"gezin_wie": "Partner in Nederland"})


def _visits(person: Invented, intake: BredeIntake, on: date) -> Iterator[SnuffelImpression]:
    for turn in range(person.number % 4):
        visited_on = workday(intake.started_on + timedelta(days=20 + 6 * turn))
        place = [*SEEN][(person.number + turn) % len(SEEN)]
        is_past = visited_on <= on
        yield SnuffelImpression(
            organisation_id=intake.organisation_id,
            intake=intake,
            place=place,
            visited_on=visited_on if is_past else None,
            own_words=SEEN[place][0] if is_past else "",
            impression=SEEN[place][1] if is_past else "",
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
            discussed_by=person.written_by(intake.started_on),
        )


def _test(person: Invented, on: date) -> Iterator[Leerbaarheidstoets]:
    """Yield the test. It informs: some with a low score take the B1-route, and the other way round."""
    taken_on = workday((person.day("kennisgeving", on) or on) + timedelta(days=35))
    is_low = person.likely_route == Leerroute.ZELFREDZAAMHEID and person.number % 4 != 0
    is_taken = taken_on <= on
    yield Leerbaarheidstoets(
        organisation_id=person.trajectory.organisation_id,
        trajectory=person.trajectory,
        exam_number=f"LBT{person.number + 1:05d}",
        planned_on=taken_on,
        taken_on=taken_on if is_taken else None,
        result="" if not is_taken else ("NIET_HAALBAAR" if is_low else "HAALBAAR"),
        score=(MISSED if is_low else REACHED) if is_taken else None,
        needed_score=NEEDED if is_taken else None,
        source="DUO (verzonnen)",
    )
