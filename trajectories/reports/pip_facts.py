"""From the rows of a PIP, and from what somebody types, to the facts that its rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Sum

from trajectories.models import HoursMonth, Pip, Trajectory
from trajectories.reports import course_facts
from trajectories.reports import facts as trajectory_facts
from trajectories.rules import deadlines, pip_routes
from trajectories.rules.duo_findings import Finding
from trajectories.rules.duo_rules import PipFacts, check_pip
from trajectories.rules.pip_changes import Change, check_change

# Part A: what becomes fixed. The order is that of the editor and of a comparison.
PART_A = (
    "leerroute", "level", "afschaling_parts", "dated_on", "reason_words", "route_argument", "onderwijs_wish",
    "onderwijs_level", "onderwijs_chance", "other_routes_argument", "intensity_hours", "hours_per_week", "alphabet",
    "pvt_hours", "map_hours", "conversations_per_year", "support", "vve", "has_ontzorgen", "may_finish_education",
)  # fmt: skip
# Not yet wrong: a concept may carry the day on which it will be established.
ONLY_WHEN_ESTABLISHING = frozenset({"PIP_NIET_IN_TOEKOMST", "PIP_LEERROUTE", "PIP_DAGTEKENING"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A version with what its rules need from elsewhere; asked once per page."""

    pip: Pip
    trajectory: Trajectory
    former: Pip | None
    switch_until: date | None
    nt2_hours: int
    term_starts_on: date | None = None  # says whose law holds


def stand(pip: Pip, trajectory: Trajectory, *, on: date) -> Stand:
    """Return the stand of one version. Asks for the version in force, the hours and the dates of the trajectory."""
    in_force = trajectory.pips.filter(state=Pip.State.ESTABLISHED).exclude(pk=pip.pk).first()
    hours = trajectory.hours.filter(kind=HoursMonth.Kind.NT2).aggregate(total=Sum("followed"))["total"] or 0
    term = course_facts.term(trajectory)
    return Stand(pip, trajectory, in_force, switch_until(trajectory, on=on), hours, term.starts_on if term else None)


def switch_until(trajectory: Trajectory, *, on: date) -> date | None:
    """Return the last day of the first year and a half of the term, None while there is no first PIP."""
    if trajectory.first_pip_dated_on is None:
        return None
    found = deadlines.deadlines(trajectory_facts.of(trajectory), on=on)
    return next((one.due_on for one in found if one.kind == "WISSELEN"), None)


def columns(pip: Pip) -> dict[str, Any]:
    """Return part A of a version by the names of its columns."""
    return {name: getattr(pip, name) for name in PART_A}


def duo_facts(stand: Stand, typed: Mapping[str, Any], *, on: date) -> PipFacts:
    """Return what DUO would get when `typed` were established."""
    trajectory = stand.trajectory
    return PipFacts(
        indeling=trajectory.indeling,
        leerroute=typed["leerroute"],
        level=typed["level"],
        dated_on=typed["dated_on"],
        is_first=stand.pip.reason == Pip.Reason.FIRST,
        first_dated_on=trajectory.first_pip_dated_on,
        former_dated_on=trajectory.pip_dated_on,
        plicht_begins_on=trajectory.plicht_begins_on,
        moved_in_on=trajectory.moved_in_on,
        intensity_hours=typed["intensity_hours"],
        alphabet=typed["alphabet"],
        today=on,
    )


def change(stand: Stand, typed: Mapping[str, Any]) -> Change:
    """Return the version beside the one it follows; after a move that is the leerroute of the former gemeente."""
    former, trajectory = stand.former, stand.trajectory
    return Change(
        reason=stand.pip.reason,
        leerroute=typed["leerroute"],
        level=typed["level"],
        dated_on=typed["dated_on"],
        words=typed["reason_words"],
        former_leerroute=former.leerroute if former else trajectory.leerroute,
        former_level=former.level if former else trajectory.level,
        switch_until=stand.switch_until,
        nt2_hours=stand.nt2_hours,
        parts=tuple(typed["afschaling_parts"]),
        map_hours=typed["map_hours"],
        pvt_hours=typed["pvt_hours"],
        term_starts_on=stand.term_starts_on,
    )


def checks(stand: Stand, typed: Mapping[str, Any], *, on: date) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what DUO checks, and what the law says about changing a PIP."""
    return check_pip(duo_facts(stand, typed, on=on)), check_change(change(stand, typed))


def refused(stand: Stand, typed: Mapping[str, Any], *, on: date) -> list[Finding]:
    """Return what cannot be kept in a concept either: values that contradict each other or a fixed date."""
    found = [finding for finding in check_pip(duo_facts(stand, typed, on=on)) if not finding.passed]
    kept = [finding for finding in found if finding.code not in ONLY_WHEN_ESTABLISHING]
    no_map = [one for one in check_change(change(stand, typed)) if one.code == "MAP_NIET_ONDERWIJSROUTE"]
    return kept + [one for one in no_map if not one.passed]


def missing(stand: Stand, typed: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return field and sentence of what a PIP must say and this one does not yet (Wi2021 art. 15)."""
    route, is_asylum = typed["leerroute"], stand.trajectory.indeling == "ASIELSTATUSHOUDER"
    asked = [
        ("leerroute", "Kies een leerroute", not route),
        ("dated_on", "Vul de dagtekening in", typed["dated_on"] is None),
        ("pvt_hours", "Vul in hoe veel uur het PVT is", typed["pvt_hours"] is None),
        ("map_hours", "Vul in hoe veel uur de MAP is", route not in {"", "ONDERWIJS"} and typed["map_hours"] is None),
        ("intensity_hours", "Vul in hoe veel uur les de B1-route ongeveer is",
         is_asylum and route == "B1" and typed["intensity_hours"] is None),
        ("hours_per_week", "Vul in hoe veel uur les per week is",
         is_asylum and route not in {"", "B1"} and typed["hours_per_week"] is None),
        ("conversations_per_year", "Vul in hoe veel voortgangsgesprekken er per jaar zijn",
         typed["conversations_per_year"] is None),
        ("support", "Beschrijf de ondersteuning en begeleiding", not typed["support"].strip()),
    ]  # fmt: skip
    reasoning = pip_routes.unexplained(
        route, typed["route_argument"], typed["onderwijs_wish"], typed["onderwijs_level"], typed["onderwijs_chance"]
    )
    return tuple((field, sentence) for field, sentence, open_ in asked if open_) + reasoning


def dates_after(trajectory: Trajectory, pip: Pip, *, announced_on: date, on: date) -> list[deadlines.Deadline]:
    """Return the dates that follow when this version is established as it stands."""
    known = trajectory_facts.of(trajectory)
    then = replace(
        known,
        leerroute=pip.leerroute,
        level=pip.level,
        pip_dated_on=pip.dated_on,
        first_pip_dated_on=known.first_pip_dated_on or pip.dated_on,
        pip_announced_on=announced_on,
    )
    wanted = ("BEZWAAR", "AANBOD", "WISSELEN", "TERMIJN", "PVT", "MAP", "VERLENGEN", "ZROUTE")
    return [one for one in deadlines.deadlines(then, on=on) if one.kind in wanted]


def is_late_switch(stand: Stand, typed: Mapping[str, Any]) -> bool:
    return change(stand, typed).is_late
