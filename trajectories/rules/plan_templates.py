"""Starting points for the plan: goals with actions, as rows of a file that an installation may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from trajectories.rules.life_areas import BY_KEY

INBURGERAAR, KLANTREGISSEUR = "inburgeraar", "klantregisseur"


class BrokenTemplate(ValueError):
    """A row of the file cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class TemplateAction:
    """`within_days` counts from the day on which the template is used."""

    what: str
    who: str
    within_days: int | None

    def due_on(self, on: date) -> date | None:
        return None if self.within_days is None else on + timedelta(days=self.within_days)


@dataclass(frozen=True, slots=True)
class TemplateGoal:
    life_area: str
    goal: str
    actions: tuple[TemplateAction, ...]


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    key: str
    name: str
    goals: tuple[TemplateGoal, ...]

    @property
    def action_count(self) -> int:
        return sum(len(goal.actions) for goal in self.goals)

    @property
    def label(self) -> str:
        return f"{self.name} ({self.action_count} acties)"


def read(rows: Iterable[Mapping[str, str]]) -> dict[str, PlanTemplate]:
    """Return the templates by key, in the order of the rows: template, name, life_area, goal, what, who, within_days.

    Raises BrokenTemplate for a life area or a number of days that does not exist.
    """
    found: dict[str, tuple[str, dict[tuple[str, str], list[TemplateAction]]]] = {}
    for place, row in enumerate(rows, start=2):
        if row["life_area"] not in BY_KEY:
            raise BrokenTemplate(f"regel {place}: leefgebied {row['life_area']} bestaat niet")
        if row["within_days"] and not row["within_days"].isdecimal():
            raise BrokenTemplate(f"regel {place}: {row['within_days']} is geen aantal dagen")
        _, goals = found.setdefault(row["template"], (row["name"], {}))
        days = int(row["within_days"]) if row["within_days"] else None
        goals.setdefault((row["life_area"], row["goal"]), []).append(TemplateAction(row["what"], row["who"], days))
    return {
        key: PlanTemplate(
            key, name, tuple(TemplateGoal(area, goal, tuple(acts)) for (area, goal), acts in goals.items())
        )
        for key, (name, goals) in found.items()
    }
