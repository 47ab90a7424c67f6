"""What the people in the example reached: PVT with its hours, MAP, and exams. Written as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trajectories.actions.example import Invented, workday
from trajectories.actions.example.lessons import Kind, row
from trajectories.models import ExamResult, HoursMonth, Leerroute, ModuleMap, Participatieverklaring

PVT_AFTER, PVT_HOURS, MAP_HOURS = timedelta(days=180), 12, 40
ACTIVITY = [
    "Bezoek aan de gemeenteraad en het museum",
    "Excursie naar het Muziekhuis en de rechtbank",
    "Dag met de vrijwilligers van het Rode Kruis",
]
NOT_SIGNED = "Was ziek op de tweede dag. Doet mee met de volgende groep en tekent dan."
MAP_PLACES = {
    "1": "verpleeghuis De Linde (verzonnen)", "2": "garage Ter Horst (verzonnen)", "4": "supermarkt en kringloop",
    "5": "keuken van het buurthuis", "6": "naaiatelier van de kringloop",
}  # fmt: skip
DUO = "DUO (verzonnen)"
RESULT_AFTER = timedelta(weeks=7)
SCALED_LEVEL, FIRST_LEVEL = "A2", "B1"


@dataclass(frozen=True, slots=True)
class Reached:
    """Days from which the rows below follow; None: not there yet."""

    person: Invented
    place: int
    pip_on: date
    changed_on: date | None
    on: date

    @property
    def pvt_on(self) -> date | None:
        """The day of signing."""
        day = workday(self.pip_on + PVT_AFTER)
        return day if day <= self.on and self.person.story != "NOT_SIGNED" else None

    @property
    def has_map(self) -> bool:
        return self.person.kind in {"LATE", "COMPLETION"} and self.person.row["leerroute"] != Leerroute.ONDERWIJS

    @property
    def map_on(self) -> date | None:
        is_done = self.has_map and self.person.kind == "COMPLETION"
        return workday(self.on - timedelta(days=40 + self.place)) if is_done else None


def hours(reached: Reached) -> Iterator[HoursMonth]:
    """Yield the hours of PVT and MAP."""
    for day, kind, followed in (*_pvt_hours(reached), *_map_hours(reached)):
        yield row(reached.person, day, kind, followed)


def _pvt_hours(reached: Reached) -> list[tuple[date, str, int]]:
    """Half of the hours in the month before the activity and half in the month of it."""
    if reached.person.story == "NOT_SIGNED":
        return [(_month(reached.pip_on + PVT_AFTER, 1), Kind.PVT, PVT_HOURS // 2)]
    if reached.pvt_on is None:
        return []
    last = _month(reached.pvt_on - timedelta(days=20))
    return [(_month(last, 1), Kind.PVT, PVT_HOURS // 2), (last, Kind.PVT, PVT_HOURS // 2)]


def _map_hours(reached: Reached) -> list[tuple[date, str, int]]:
    if not reached.has_map:
        return []
    last = _month(reached.map_on or reached.on, 1)
    months = 4 if reached.map_on else 2
    return [(_month(last, back), Kind.MAP, MAP_HOURS // 4) for back in range(months)]


def _month(day: date, back: int = 0) -> date:
    """Return the first day of the month, so many months before that of a day."""
    index = day.year * 12 + day.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)


def participatieverklaring(reached: Reached) -> Participatieverklaring | None:
    if reached.pvt_on is None and reached.person.story != "NOT_SIGNED":
        return None
    return Participatieverklaring(
        organisation_id=reached.person.trajectory.organisation_id,
        trajectory=reached.person.trajectory,
        activity=ACTIVITY[reached.person.number % len(ACTIVITY)] if reached.pvt_on else "",
        activity_on=workday(reached.pvt_on - timedelta(days=20)) if reached.pvt_on else None,
        signed_on=reached.pvt_on,
        not_signed_because="" if reached.pvt_on else NOT_SIGNED,
    )


def module_map(reached: Reached) -> ModuleMap | None:
    if not reached.has_map:
        return None
    return ModuleMap(
        organisation_id=reached.person.trajectory.organisation_id,
        trajectory=reached.person.trajectory,
        places=MAP_PLACES[reached.person.life],
        ended_on=reached.map_on,
    )


def exams(reached: Reached) -> Iterator[ExamResult]:
    """Yield the sittings of the B1-route: some in the last year, nearly all for who rounds off."""
    person = reached.person
    if person.row["leerroute"] != Leerroute.B1 or person.kind not in {"LATE", "COMPLETION"}:
        return
    parts = ["LE", "LU", "KNM", "SC"] if person.kind == "COMPLETION" else ["LE", "KNM"]
    for turn, part in enumerate(parts):
        taken_on = workday(reached.on - timedelta(days=210 - 45 * turn + reached.place))
        is_absent = person.story == "ABSENT_AT_EXAM" and part == "KNM"
        has_failed = (reached.place + turn) % 5 == 4  # noqa: PLR2004 - one in five
        yield ExamResult(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            part=part,
            level="" if part == "KNM" else _level(reached, taken_on),
            taken_on=taken_on,
            result="GEEN" if is_absent else "GEZAKT" if has_failed else "GESLAAGD",
            no_result_because="Absent" if is_absent else "",
            result_on=workday(taken_on + RESULT_AFTER),
            source=DUO,
        )


def _level(reached: Reached, taken_on: date) -> str:
    is_scaled_down = reached.person.story == "SCALED_DOWN"
    return SCALED_LEVEL if is_scaled_down and reached.changed_on and taken_on > reached.changed_on else FIRST_LEVEL
