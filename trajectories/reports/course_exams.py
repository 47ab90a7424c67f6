"""The exams of one trajectory: sittings, results and how many free attempts were used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_long, listing
from trajectories.models import ExamResult, Trajectory
from trajectories.reports import course_facts
from trajectories.rules.completion import PARTS
from trajectories.rules.course_rules import ASIEL, NO_RESULT, attempts_used, free_attempts

FREE = "Regeling art. 3.5; berekend uit de uitslagen hier, het tegoed bij DUO gaat voor"


@dataclass(frozen=True, slots=True)
class ExamRow:
    pk: int
    part: str
    level: str
    day: str
    result: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Sittings:
    rows: tuple[ExamRow, ...]
    attempts: str
    found: tuple[ExamResult, ...]

    @classmethod
    def of(cls, trajectory: Trajectory, *, on: date) -> Sittings:
        found = list(trajectory.exams.order_by("-taken_on", "part"))
        rows = tuple(
            ExamRow(
                one.pk, one.get_part_display(), one.level, date_long(one.taken_on), _result(one),
                one.part != ExamResult.Part.ZEIND,
            )
            for one in found
        )  # fmt: skip
        return cls(rows, _attempts(trajectory, found, on), tuple(found))


def _result(one: ExamResult) -> str:
    if not one.result:
        return "wacht op de uitslag"
    told = one.get_result_display()
    if one.no_result_because:
        told += f": {NO_RESULT[one.no_result_because]}"
    return f"{told}, {date_long(one.result_on)}" if one.result_on else told


def _attempts(trajectory: Trajectory, found: list[ExamResult], on: date) -> str:
    """Return in words how many of the free attempts per part were used; for who has none, who pays."""
    if trajectory.indeling != ASIEL:
        return "Deze inburgeraar betaalt de examens zelf."
    sittings = [(one.get_part_display(), one.level, one.result) for one in found if one.part in PARTS]
    used = attempts_used(sittings, trajectory.level)
    free = free_attempts(course_facts.law_day(trajectory, on=on))
    told = [f"{part} {number} keer" for part, number in sorted(used.items())]
    done = f"Gebruikt: {listing(told)}." if told else "Nog geen gebruikt."
    return f"Per onderdeel zijn {free} pogingen gratis, niet op een lager niveau dan het PIP. {done} ({FREE})"
