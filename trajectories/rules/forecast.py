"""How much work the coming months give, when what is known goes on and new people come as expected.

A calculation, no promise: each assumption has its sentence in ASSUMPTIONS and stands beside the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from trajectories.rules import workload
from trajectories.rules.clock import duration
from trajectories.rules.law_periods import NEWEST, RULES, rule_on
from trajectories.rules.workload import Load, Norms

MONTHS_BEFORE_INTAKE = 3  # aanname: from registration to the brede intake
MONTHS_UNTIL_PIP = 3  # the ten weeks of the law, in whole months
COMPLETION_MONTHS = 3  # aanname: how long before the end somebody rounds off

_PIP, _TERM = NEWEST["PIP"], NEWEST["TERMIJN"]
ASSUMPTIONS = (
    f"Van aanmelding tot brede intake {MONTHS_BEFORE_INTAKE} maanden (aanname).",
    f"Van brede intake tot PIP {_PIP.parameters['weeks']} weken ({_PIP.article}).",
    f"Een traject eindigt met de inburgeringstermijn van {duration(_TERM.parameters['months'])}, of op de einddatum "
    f"van DUO ({_TERM.article}).",
    f"De laatste {COMPLETION_MONTHS} maanden tellen als afronding (aanname).",
    "Niemand stopt eerder of later: wie eerder klaar is, geeft ruimte (aanname).",
    "Nieuwe inburgeraars lijken op de huidige: even vaak Z-route, alfabetisering of gezinsmigrant (aanname).",
)


@dataclass(frozen=True, slots=True)
class Course:
    """One current trajectory with what its further course follows from."""

    load: Load
    registered_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The first day of the month, the work then, and how many people are expected to be in it."""

    starts_on: date
    known: Decimal
    coming: Decimal
    people: Decimal

    @property
    def weight(self) -> Decimal:
        return self.known + self.coming


def first_of_month(day: date, months: int = 0) -> date:
    """Return the first day of the month that lies so many months after the day's own."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def forecast(
    courses: Sequence[Course], inflow_per_month: Decimal, norms: Norms, *, on: date, months: int = 12
) -> tuple[Month, ...]:
    """Return the coming months, the next one first."""
    newcomer = _mean_newcomer(courses, norms, on=on)
    found = []
    for ahead in range(1, months + 1):
        day = first_of_month(on, ahead)
        there = [later for course in courses if (later := at(course, day)).phase != "CLOSED"]
        known = sum((workload.weight(load, norms, on=day) for load in there), Decimal(0))
        coming = sum((inflow_per_month * newcomer[age] for age in range(min(ahead, len(newcomer)))), Decimal(0))
        found.append(Month(day, known, coming, len(there) + inflow_per_month * ahead))
    return tuple(found)


def at(course: Course, day: date) -> Load:
    """Return the load as expected on a later day; its phase is CLOSED when the term has ended."""
    load = course.load
    pip_on = load.first_pip_dated_on or _expected_pip(course)
    ends_on = course.ends_on or first_of_month(pip_on, rule_on(RULES, "TERMIJN", pip_on).parameters["months"])
    if day >= ends_on:
        return replace(load, phase="CLOSED")
    if load.phase == "COMPLETION" or day >= first_of_month(ends_on, -COMPLETION_MONTHS):
        return replace(load, phase="COMPLETION")
    if day >= pip_on:
        return replace(load, phase="LEARNING", first_pip_dated_on=pip_on)
    if load.phase == "REGISTERED" and day < first_of_month(course.registered_on, MONTHS_BEFORE_INTAKE):
        return load
    return replace(load, phase="INTAKE")


def _expected_pip(course: Course) -> date:
    waiting = MONTHS_BEFORE_INTAKE if course.load.phase == "REGISTERED" else 0
    return first_of_month(course.registered_on, waiting + MONTHS_UNTIL_PIP)


def _mean_newcomer(courses: Sequence[Course], norms: Norms, *, on: date) -> list[Decimal]:
    """Return the mean weight of somebody new by age in months, for a year."""
    loads = [course.load for course in courses]
    heavy = _share([workload.has_surcharge(load) for load in loads])
    light = _share([workload.is_low_touch(load) for load in loads])
    factor = 1 - light + light * norms[workload.LOW_TOUCH]
    until_pip = MONTHS_BEFORE_INTAKE + MONTHS_UNTIL_PIP
    keys = [workload.REGISTERED] * MONTHS_BEFORE_INTAKE + [workload.INTAKE] * MONTHS_UNTIL_PIP
    keys += [workload.FIRST_MONTHS] * max(12 - until_pip, 0)
    return [(norms[key] + heavy * norms[workload.SURCHARGE]) * factor for key in keys]


def _share(said: Sequence[bool]) -> Decimal:
    return Decimal(sum(said)) / len(said) if said else Decimal(0)
