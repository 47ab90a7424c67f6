"""Part B: the plan that lives on, with its goals and actions, and the templates to start from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Prefetch

from inburgering.notation import count, date_long
from trajectories.models import PipAction, PipGoal, Trajectory
from trajectories.rules import life_areas, plan_templates
from trajectories.rules.plan_templates import PlanTemplate

FILE = Path(__file__).resolve().parents[1] / "data" / "plan_templates.csv"
HEADER = ["Leefgebied", "Doel", "In eigen woorden", "Stand van het doel", "Actie", "Wie", "Voor", "Klaar op"]


@dataclass(frozen=True, slots=True)
class Action:
    pk: int
    what: str
    who: str
    due_on: date | None
    done_on: date | None
    is_first: bool
    is_last: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """`standing` is "" while people work on it."""

    pk: int
    area: str
    plain_area: str
    goal: str
    own_words: str
    standing: str
    actions: tuple[Action, ...]
    is_first: bool
    is_last: bool

    @property
    def is_open(self) -> bool:
        return not self.standing


@dataclass(frozen=True, slots=True)
class Plan:
    goals: tuple[Goal, ...]
    templates: tuple[PlanTemplate, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for goal in self.goals for action in goal.actions)

    @property
    def note(self) -> str:
        if not self.goals:
            return "nog leeg"
        done = sum(action.done_on is not None for action in self.actions)
        total = count(len(self.actions), "actie", "acties")
        return f"{count(len(self.goals), 'doel', 'doelen')}, {done} van {total} klaar"

    def rows(self) -> list[list[str | date | None]]:
        """Return one row per action as it stands on the page; a goal without actions has a row too."""
        return [
            [goal.area, goal.goal, goal.own_words, goal.standing or "loopt", *_cells(action)]
            for goal in self.goals
            for action in (goal.actions or (None,))
        ]


def build(trajectory: Trajectory, *, on: date) -> Plan:
    """Return the plan as it is now. Two queries."""
    goals = _goals(trajectory)
    rows = tuple(_goal(goal, place, len(goals), on) for place, goal in enumerate(goals))
    return Plan(rows, tuple(templates().values()))


def as_it_is(trajectory: Trajectory) -> list[dict[str, Any]]:
    """Return the plan in plain values, as it is kept with a PIP on the day it is established."""
    return [
        {
            "area": life_areas.label(goal.life_area),
            "goal": goal.goal,
            "own_words": goal.own_words,
            "actions": [
                {"what": one.what, "who": one.who, "due_on": one.due_on.isoformat() if one.due_on else ""}
                for one in goal.actions.all()
            ],
        }
        for goal in _goals(trajectory)
        if goal.stopped_on is None
    ]


def printed(goals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return such a kept plan with its days in words, for a page or a letter."""
    return [goal | {"actions": [_printed(action) for action in goal["actions"]]} for goal in goals]


def _printed(action: dict[str, str]) -> dict[str, str]:
    day = action["due_on"]
    return action | {"due_on": date_long(date.fromisoformat(day)) if day else ""}


@cache
def templates() -> dict[str, PlanTemplate]:
    """Return the templates that come with the product, by key."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return plan_templates.read(csv.DictReader(rows))


def _goals(trajectory: Trajectory) -> list[PipGoal]:
    in_order = Prefetch("actions", PipAction.objects.order_by("order", "pk"))
    return list(trajectory.goals.order_by("order", "pk").prefetch_related(in_order))


def _goal(goal: PipGoal, place: int, total: int, on: date) -> Goal:
    actions = list(goal.actions.all())
    area = life_areas.BY_KEY.get(goal.life_area)
    return Goal(
        pk=goal.pk,
        area=life_areas.label(goal.life_area),
        plain_area=area.plain if area else life_areas.label(goal.life_area),
        goal=goal.goal,
        own_words=goal.own_words,
        standing=_standing(goal),
        actions=tuple(
            Action(
                one.pk, one.what, one.who, one.due_on, one.done_on, is_first=number == 0,
                is_last=number == len(actions) - 1,
                is_late=one.done_on is None and one.due_on is not None and one.due_on < on,
            )
            for number, one in enumerate(actions)
        ),
        is_first=place == 0,
        is_last=place == total - 1,
    )  # fmt: skip


def _standing(goal: PipGoal) -> str:
    if goal.reached_on:
        return f"Bereikt op {date_long(goal.reached_on)}"
    if goal.stopped_on:
        return f"Gestopt op {date_long(goal.stopped_on)}: {goal.stopped_because}"
    return ""


def _cells(action: Action | None) -> list[str | date | None]:
    if action is None:
        return ["nog geen actie", "", None, None]
    return [action.what, action.who, action.due_on, action.done_on]
