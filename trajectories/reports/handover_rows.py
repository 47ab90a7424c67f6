"""The rows of a dossier that go along, in words to read and as facts to register with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from inburgering.notation import MONTHS, count, date_short, listing, number, plain
from trajectories.models import BredeIntake, HoursMonth, ModuleMap, Participatieverklaring, Pip, PipGoal, Trajectory
from trajectories.rules import handover_parts as parts
from trajectories.rules import intake_parts
from trajectories.rules.course_rules import ontzorgen_until

Lines = list[list[str]]


def masked(digits: str) -> str:
    """Return a number of which the last two can be recognised: it goes along whole, but nobody reads it here."""
    return f"•••• {digits[-2:]}" if digits else ""


def between(start: date | None, end: date | None) -> str:
    if start and end:
        return f"{date_short(start)} t/m {date_short(end)}"
    return f"t/m {date_short(end)}" if end else ""


def pip(trajectory: Trajectory) -> tuple[Lines, dict[str, Any]]:
    """Return the decision in force and the plan; its argument and the words of the inburgeraar stay behind."""
    lines, goals = _goals(trajectory)
    in_force = trajectory.pips.filter(state=Pip.State.ESTABLISHED).first()
    if in_force is None:
        return lines, {parts.GOALS: goals}
    until = ontzorgen_until(trajectory.bijstand_from_on) if trajectory.bijstand_from_on else None
    decided = {name: _plain(getattr(in_force, name)) for name in parts.DECIDED}
    data = {parts.DECISION: decided, parts.GOALS: goals}
    if in_force.has_ontzorgen:
        data[parts.ONTZORGEN_UNTIL] = until.isoformat() if until else None
    return [*_decided(in_force, until), *lines], data


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _decided(pip: Pip, ontzorgen: date | None) -> Lines:
    hours = f"{plain(pip.hours_per_week)} uur per week" if pip.hours_per_week else ""
    whole = f"{number(pip.intensity_hours)} uur" if pip.intensity_hours else ""
    planned = [f"PVT {pip.pvt_hours} uur" if pip.pvt_hours else "", f"MAP {pip.map_hours} uur" if pip.map_hours else ""]
    talks = f"{pip.conversations_per_year} per jaar" if pip.conversations_per_year else ""
    bills = f"ja, t/m {date_short(ontzorgen)}" if ontzorgen else "ja"
    return [
        ["PIP vastgesteld op", date_short(pip.dated_on) if pip.dated_on else ""],
        ["Intensiteit", listing([one for one in (whole, hours) if one])],
        ["PVT en MAP in het PIP", listing([one for one in planned if one])],
        ["Voortgangsgesprekken", talks],
        ["Ontzorgen", bills if pip.has_ontzorgen else ""],
        ["Ondersteuning en begeleiding", pip.support],
    ]


def _goals(trajectory: Trajectory) -> tuple[Lines, list[dict[str, Any]]]:
    """Return the goals with their actions, without the inburgeraar's own words."""
    goals = PipGoal.objects.filter(trajectory=trajectory, stopped_on=None).prefetch_related("actions").order_by("order")
    lines, data = [], []
    for goal in goals:
        actions = sorted(goal.actions.all(), key=lambda one: (one.order, one.pk))
        said = listing([f"{one.what} ({one.who})" for one in actions])
        lines.append([f"Doel: {goal.goal}", said or "nog geen acties"])
        kept = [{"what": one.what, "who": one.who, "due_on": _iso(one.due_on), "done_on": _iso(one.done_on),
                 "order": one.order} for one in actions]  # fmt: skip
        data.append({"life_area": goal.life_area, "goal": goal.goal, "order": goal.order,
                     "reached_on": _iso(goal.reached_on), "actions": kept})  # fmt: skip
    return lines, data


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def intake(trajectory: Trajectory) -> tuple[Lines, dict[str, Any]]:
    """Return the filled-in fields of the intake without what must stay inside, and the leerbaarheidstoets."""
    lines, kept = [], []
    made = BredeIntake.objects.filter(trajectory=trajectory).first()
    for part in made.parts.order_by("key") if made else ():
        known = intake_parts.BY_KEY.get(part.key)
        fields = {
            field.key: part.fields[field.key]
            for field in (known.fields if known else ())
            if not field.stays_inside and part.fields.get(field.key) not in (None, "")
        }
        kept.append({"key": part.key, "status": part.status, "fields": fields})
        lines += [[_label(key), intake_parts.written(intake_parts.FIELDS[key], fields[key])] for key in fields]
    tests = _learning_tests(trajectory)
    lines += [[f"Leerbaarheidstoets {date_short(date.fromisoformat(one['taken_on']))}", one["words"]] for one in tests]
    data: dict[str, Any] = {"tests": tests, "parts": kept}
    if made:
        data["started_on"] = made.started_on.isoformat()
        data["completed_on"] = made.completed_on.isoformat() if made.completed_on else None
    return lines, data


def _label(key: str) -> str:
    return intake_parts.FIELDS[key].label


def _learning_tests(trajectory: Trajectory) -> list[dict[str, Any]]:
    return [
        {
            "taken_on": one.taken_on.isoformat(), "result": one.result, "score": one.score,
            "needed_score": one.needed_score, "words": one.get_result_display() or "nog geen uitslag",
        }
        for one in trajectory.leerbaarheidstoetsen.exclude(taken_on=None).order_by("taken_on")
    ]  # fmt: skip


def hours(trajectory: Trajectory) -> tuple[Lines, dict[str, Any]]:
    """Return the hours per month and kind, as they were recorded."""
    rows = list(HoursMonth.objects.filter(trajectory=trajectory).order_by("month", "kind"))
    lines = [
        [f"{MONTHS[one.month.month - 1]} {one.month.year}, {one.get_kind_display()}", f"{one.followed} uur gevolgd"]
        for one in rows
    ]
    data = [
        {
            "month": one.month.isoformat(), "kind": one.kind, "followed": one.followed,
            "missed_with_notice": one.missed_with_notice, "missed_without_notice": one.missed_without_notice,
            "is_before_pip": one.is_before_pip,
        }
        for one in rows
    ]  # fmt: skip
    return lines, {"months": data}


def exams(trajectory: Trajectory) -> tuple[Lines, dict[str, Any]]:
    rows = list(trajectory.exams.order_by("taken_on", "part"))
    lines = [
        [
            f"{one.get_part_display()} {one.level}".strip(),
            f"{date_short(one.taken_on)}: {one.get_result_display() or 'wacht op de uitslag'}",
        ]
        for one in rows
    ]
    data = [
        {
            "part": one.part, "level": one.level, "taken_on": one.taken_on.isoformat(), "result": one.result,
            "no_result_because": one.no_result_because,
            "result_on": one.result_on.isoformat() if one.result_on else None,
        }
        for one in rows
    ]  # fmt: skip
    return lines, {"sittings": data}


def pvt_map(trajectory: Trajectory) -> tuple[Lines, dict[str, Any]]:
    """Return what was done of PVT and MAP; why something was not done stays behind."""
    lines, data = [], {}
    pvt = Participatieverklaring.objects.filter(trajectory=trajectory).first()
    if pvt:
        lines.append(["PVT", _done("ondertekend op", pvt.signed_on) or pvt.activity or "begonnen"])
        data["activity"] = pvt.activity
    done = ModuleMap.objects.filter(trajectory=trajectory).first()
    if done:
        lines.append(["MAP", _done("afgerond op", done.ended_on) or done.places or "begonnen"])
        data["places"] = done.places
    if trajectory.z_ended_on:
        lines.append(["Z-route", _done("afgerond op", trajectory.z_ended_on)])
    return lines, data


def _done(words: str, day: date | None) -> str:
    return f"{words} {date_short(day)}" if day else ""


def summary(sections: list[dict[str, Any]]) -> list[str]:
    """Return "Uren (12 regels)" for each part that went along, without what it says."""
    return [f"{one['title']} ({count(len(one['rows']), 'regel', 'regels')})" for one in sections]
