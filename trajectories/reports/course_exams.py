"""The exams of one trajectory: sittings, results and how many free attempts were used."""

from __future__ import annotations

from dataclasses import dataclass

from inburgering.notation import count, date_long, listing
from trajectories.models import ExamResult, Trajectory
from trajectories.rules.course_rules import ASIEL, FREE_ATTEMPTS, NO_RESULT, attempts_used

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

    @classmethod
    def of(cls, trajectory: Trajectory) -> Sittings:
        found = list(trajectory.exams.order_by("-taken_on", "part"))
        rows = tuple(
            ExamRow(
                one.pk, one.get_part_display(), one.level, date_long(one.taken_on), _result(one),
                one.part != ExamResult.Part.ZEIND,
            )
            for one in found
        )  # fmt: skip
        return cls(rows, _attempts(trajectory, found))


def _result(one: ExamResult) -> str:
    if not one.result:
        return "wacht op de uitslag"
    told = one.get_result_display()
    if one.no_result_because:
        told += f": {NO_RESULT[one.no_result_because]}"
    return f"{told}, {date_long(one.result_on)}" if one.result_on else told


def _attempts(trajectory: Trajectory, found: list[ExamResult]) -> str:
    """Return in words how many of the two free attempts per part were used; nothing for who has none."""
    if trajectory.indeling != ASIEL:
        return "Deze inburgeraar betaalt de examens zelf."
    used = attempts_used([(one.get_part_display(), one.result) for one in found])
    told = [f"{part} {count(number, 'keer', 'keer')}" for part, number in sorted(used.items())]
    done = f"Gebruikt: {listing(told)}." if told else "Nog geen gebruikt."
    return f"Per onderdeel zijn {FREE_ATTEMPTS} pogingen gratis, niet op een lager niveau dan het PIP. {done} ({FREE})"
