"""Part B of the example: goals that fit a life, and the steps towards them as far as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from trajectories.actions.example import Invented, rows, workday
from trajectories.models import PipAction, PipGoal
from trajectories.rules import life_areas

Step = dict[str, str]


@cache
def _steps() -> tuple[Step, ...]:
    return tuple(rows("demonstration_plan.csv"))


def _goals_of(person: Invented) -> list[tuple[Step, list[Step]]]:
    """Return the goals of this life with their steps, in the order of the file."""
    mine = [step for step in _steps() if step["set"] == person.life]
    names = dict.fromkeys(step["goal"] for step in mine)
    return [(steps[0], steps) for name in names if (steps := [step for step in mine if step["goal"] == name])]


def _due(step: Step, pip_on: date) -> date:
    return workday(pip_on + timedelta(days=int(step["after_days"])))


def kept(person: Invented, pip_on: date) -> list[dict[str, Any]]:
    """Return the plan in plain values, as reports/plan.py keeps it with a PIP."""
    return [
        {
            "area": life_areas.label(goal["life_area"]),
            "goal": goal["goal"],
            "own_words": goal["own_words"],
            "actions": [
                {"what": step["what"], "who": step["who"], "due_on": _due(step, pip_on).isoformat()} for step in steps
            ],
        }
        for goal, steps in _goals_of(person)
    ]


def write(people: list[Invented], on: date) -> None:
    """Write goals and steps of who has a PIP; who works on one has the first goal, from a talk."""
    made = [(person, goal, steps) for person in people for goal, steps in _begun(person)]
    goals = PipGoal.objects.bulk_create(_goal(person, goal, order) for order, (person, goal, _) in enumerate(made, 1))
    PipAction.objects.bulk_create(
        action
        for goal, (person, _, steps) in zip(goals, made, strict=True)
        for action in _actions(person, goal, steps, on)
    )


def _begun(person: Invented) -> list[tuple[Step, list[Step]]]:
    if person.row["pip"]:
        return _goals_of(person)
    return _goals_of(person)[:1] if person.kind == "PIP" else []


def _goal(person: Invented, goal: Step, order: int) -> PipGoal:
    return PipGoal(
        organisation_id=person.trajectory.organisation_id, trajectory=person.trajectory, life_area=goal["life_area"],
        goal=goal["goal"], own_words=goal["own_words"], order=order,
    )  # fmt: skip


def _actions(person: Invented, goal: PipGoal, steps: list[Step], on: date) -> Iterator[PipAction]:
    pip_on = person.day("pip", on) or on
    for order, step in enumerate(steps, start=1):
        due_on = _due(step, pip_on)
        is_behind = (person.number + order) % 6 == 0 and on - due_on < timedelta(days=40)
        done_on = workday(due_on - timedelta(days=(person.number + order) % 9))
        yield PipAction(
            organisation_id=goal.organisation_id, goal=goal, what=step["what"], who=step["who"], due_on=due_on,
            done_on=done_on if done_on <= on and due_on <= on and not is_behind else None, order=order,
        )  # fmt: skip
