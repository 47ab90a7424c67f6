"""The PIP as the inburgeraar reads it: short sentences, known words first, nothing internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, date_long
from trajectories.models import Pip, Trajectory
from trajectories.reports import pip_facts, plan
from trajectories.reports.colleague import called
from trajectories.rules.objection import objection

ROUTES = {
    "B1": "Je leert Nederlands tot niveau B1 (B1-route).",
    "ONDERWIJS": "Je leert Nederlands voor een opleiding (onderwijsroute).",
    "ZELFREDZAAMHEID": "Je leert Nederlands voor het leven van elke dag (Z-route).",
}
ENDINGS = {
    "B1": "Aan het eind doe je examen.",
    "ONDERWIJS": "Daarna kun je naar een opleiding in Nederland.",
    "ZELFREDZAAMHEID": "Aan het eind is er een gesprek met de gemeente.",
}
CONSEQUENCES = (
    "Je gaat naar de les en je komt naar de gesprekken.",
    "Lukt dat niet? Zeg het ons. Dan praten we erover.",
    "Doe je niet mee aan het plan, dan kan dat gevolgen hebben.",
)
FREE = (
    "Tekenen hoeft niet. Het plan geldt ook zonder je naam eronder.",
    "Ook als je tekent, mag je bezwaar maken.",
)


@dataclass(frozen=True, slots=True)
class Together:
    """`signing` are five sentences about what one signs, `objection` says until when one may object."""

    name: str
    signing: tuple[str, ...]
    consequences: tuple[str, ...]
    free: tuple[str, ...]
    objection: str
    dates: tuple[str, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """`plain` says who does it, and before when: "Jij doet dit voor 3 januari 2027."."""

    what: str
    plain: str


@dataclass(frozen=True, slots=True)
class Goal:
    pk: int
    plain_area: str
    goal: str
    own_words: str
    actions: tuple[Step, ...]


def build(pip: Pip, trajectory: Trajectory, *, on: date) -> Together:
    """Return the plan in words for the inburgeraar; a concept as it would be on this day."""
    person = trajectory.inburgeraar
    return Together(
        name=person.calling_name or person.full_name,
        signing=_signing(pip, trajectory),
        consequences=CONSEQUENCES,
        free=FREE,
        objection=_objection(pip, on),
        dates=tuple(_dates(pip, trajectory, on)),
        goals=tuple(_goal(goal) for goal in plan.build(trajectory, on=on).goals if goal.is_open),
    )


def _goal(goal: plan.Goal) -> Goal:
    steps = tuple(Step(one.what.rstrip("."), _plain(one)) for one in goal.actions)
    return Goal(goal.pk, goal.plain_area, goal.goal, goal.own_words, steps)


def _plain(action: plan.Action) -> str:
    if action.done_on:
        return "Dit is klaar."
    mine, ours = action.who.lower() == "inburgeraar", action.who.lower() == "klantregisseur"
    who = "Jij doet dit" if mine else "De gemeente doet dit" if ours else f"Wie: {action.who}"
    return f"{who}, voor {date_long(action.due_on)}." if action.due_on else f"{who}."


def _signing(pip: Pip, trajectory: Trajectory) -> tuple[str, ...]:
    who = called(trajectory.assigned_to) if trajectory.assigned_to else "de gemeente"
    talks = count(pip.conversations_per_year or 0, "gesprek", "gesprekken")
    said = [
        ROUTES.get(pip.leerroute, "We kiezen nog welke route je doet."),
        _down(pip) or ENDINGS.get(pip.leerroute, ""),
        f"Je leert hoe Nederland werkt (PVT): {pip.pvt_hours} uur." if pip.pvt_hours else "",
        f"Je leert over werk in Nederland (MAP): {pip.map_hours} uur." if pip.map_hours else "",
        f"Je hebt {talks} per jaar met {who}." if pip.conversations_per_year else "",
    ]
    return tuple(sentence for sentence in said if sentence)


def _down(pip: Pip) -> str:
    if not pip.afschaling_parts:
        return ""
    return "Je doet examen op niveau A2." if pip.level == "A2" else "Je doet een deel van het examen op niveau A2."


def _objection(pip: Pip, on: date) -> str:
    until = date_long(objection(pip.announced_on or on).ends_on)
    if pip.is_frozen:
        return f"Je mag bezwaar maken tot en met {until}."
    return f"Je mag bezwaar maken tot 6 weken na het besluit. Nemen we dat vandaag, dan tot en met {until}."


def _dates(pip: Pip, trajectory: Trajectory, on: date) -> list[str]:
    if not pip.leerroute or pip.dated_on is None:
        return []
    said = {
        "TERMIJN": "Je hebt tot en met {day} de tijd om in te burgeren.",
        "WISSELEN": "Past je route niet? Dan kan het anders tot en met {day}.",
    }
    found = pip_facts.dates_after(trajectory, pip, announced_on=pip.announced_on or on, on=on)
    return [said[one.kind].format(day=date_long(one.due_on)) for one in found if one.kind in said]
