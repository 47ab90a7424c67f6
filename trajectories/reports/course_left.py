"""What is still needed before the duty is fulfilled, and how a trajectory stands for afschalen to A2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, listing, number, percent
from trajectories.models import ExamResult, HoursMonth, Pip, Trajectory
from trajectories.reports import course_facts
from trajectories.rules import hour_norms
from trajectories.rules.clock import B1, ZELFREDZAAMHEID
from trajectories.rules.completion import Done, completion, passed_parts
from trajectories.rules.hour_norms import Followed
from trajectories.rules.law_periods import RULES, rule_on


@dataclass(frozen=True, slots=True)
class Scaling:
    """What speaks for or against afschalen: the facts as they are, and what is not met or not looked at yet."""

    evidence: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    article: str
    open_point: str


@dataclass(frozen=True, slots=True)
class Left:
    """`needed` is one sentence, "" while the leerroute is not known; `scaling` is there in the B1-route at B1."""

    needed: str
    z_hours: str
    scaling: Scaling | None


def build(
    trajectory: Trajectory, pip: Pip | None, hours: Sequence[HoursMonth], exams: Iterable[ExamResult], *, on: date
) -> Left:
    """Return what is left by the law of a day. No query."""
    if not trajectory.leerroute:
        return Left("", "", None)
    counted = course_facts.hours_of(hours)
    z_hours = None
    if trajectory.leerroute == ZELFREDZAAMHEID:
        z_hours = hour_norms.z_hours(indeling=trajectory.indeling, followed=Followed.of(counted), on=on)
    results = [(one.part, one.level, one.result) for one in exams]
    done = Done(
        leerroute=trajectory.leerroute,
        passed=passed_parts(results, trajectory.level, pip.afschaling_parts if pip else ()),
        pvt_signed=trajectory.pvt_signed_on is not None,
        map_ended=trajectory.map_ended_on is not None,
        z_hours_left=z_hours.course_left + z_hours.participation_left if z_hours else 0,
        z_ended=trajectory.z_ended_on is not None,
    )
    detail = z_hours.sentence if z_hours and done.z_hours_left else ""
    return Left(completion(done).sentence, detail, _scaling(trajectory, hours, results, on))


def _scaling(
    trajectory: Trajectory, hours: Sequence[HoursMonth], results: Sequence[tuple[str, str, str]], on: date
) -> Scaling | None:
    lessons = [row for row in hours if row.kind == HoursMonth.Kind.NT2]
    if trajectory.leerroute != B1 or trajectory.level == "A2" or not lessons:
        return None
    followed = sum(row.followed for row in lessons)
    looked = hour_norms.afschalen(
        leerroute=trajectory.leerroute, nt2_hours=followed, at_keurmerk=None, sufficient_effort=None, on=on
    )
    rule = rule_on(RULES, "AFSCHALEN", on)
    evidence = (*_hours_words(lessons, followed, rule.parameters["hours"]), ("Examens", _exam_words(results)))
    return Scaling(evidence, looked.why_not, rule.article, rule.open_point)


def _hours_words(lessons: Sequence[HoursMonth], followed: int, asked: int) -> tuple[tuple[str, str], ...]:
    without = sum(row.missed_without_notice for row in lessons)
    given = followed + without + sum(row.missed_with_notice for row in lessons)
    before = sum(row.followed for row in lessons if row.is_before_pip)
    words = f"{number(followed)} van {number(asked)} uur"
    came = f"{percent(followed / given)}, {number(followed)} van {number(given)} uur" if given else "nog geen les"
    return (
        ("Taal (NT2)", f"{words}, waarvan {number(before)} voor het PIP" if before else words),
        ("Aanwezig", came),
        ("Gemist zonder bericht", count(without, "uur", "uur")),
    )


def _exam_words(results: Sequence[tuple[str, str, str]]) -> str:
    told = []
    for code, words in (("GESLAAGD", "geslaagd"), ("GEZAKT", "gezakt"), ("GEEN", "zonder uitslag")):
        if number_of := sum(result == code for _, _, result in results):
            told.append(f"{number_of} keer {words}")
    return listing(told) or "nog geen uitslag"
