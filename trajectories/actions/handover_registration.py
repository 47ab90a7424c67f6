"""Registering somebody from another municipality with what came along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from inburgering import secrecy
from inburgering.accounts.models import User
from inburgering.audit.record import record
from trajectories.actions import registration
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import (
    BredeIntake,
    ExamResult,
    HoursMonth,
    Inburgeraar,
    IntakePart,
    Leerbaarheidstoets,
    ModuleMap,
    Participatieverklaring,
    Phase,
    PipAction,
    PipGoal,
    PortfolioItem,
    Team,
    Trajectory,
)
from trajectories.rules import handover_parts as parts

_DATES = ("plicht_begins_on", "kennisgeving_on", "duo_term_starts_on", "duo_term_ends_on", "first_pip_dated_on",
          "pvt_signed_on", "map_ended_on", "z_ended_on")  # fmt: skip
_NO_COLUMNS = frozenset({"activity", "places", parts.DECISION, parts.ONTZORGEN_UNTIL, parts.GOALS})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trajectory lands: a team, who works on it (None: nobody yet), and since when the person lives there."""

    team: Team
    assigned_to: User | None
    moved_in_on: date


@transaction.atomic
def register(*, content: dict[str, Any], place: Place, on: date, by: User) -> Trajectory:
    """Return the trajectory here. The chosen leerroute stays (art. 15 lid 4); a PIP of here is still to be made."""
    data = content["data"]
    facts = _columns(data) | {"registered_on": on, "moved_in_on": place.moved_in_on}
    facts |= {"registered_brp_on": place.moved_in_on}
    facts["phase"] = Phase.PIP if facts.get("first_pip_dated_on") else Phase.INTAKE
    known = _known(data[parts.PERSON]["bsn"], place.team.organisation_id)
    if known:
        made = _return(known, content, place, facts, on=on, by=by)
    else:
        made = registration.register(
            person=_person(data[parts.PERSON]), team=place.team, indeling=content["indeling"], on=on, by=by,
            assigned_to=place.assigned_to, facts=facts,
        )  # fmt: skip
    _add_rows(made, data, f"overgenomen van {content['from']}"[:120], by)
    return bring_up_to_date(made, on=on)


def _columns(data: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of Trajectory that came along."""
    found: dict[str, Any] = {}
    for key in (parts.DUTY, parts.PIP, parts.PVT_MAP):
        found |= {
            name: date.fromisoformat(value) if name in _DATES and value else value
            for name, value in data.get(key, {}).items()
            if name not in _NO_COLUMNS
        }
    return found


def _person(data: dict[str, Any]) -> registration.Person:
    given = {name: data[name] for name in ("full_name", "prefix", "sort_name", "calling_name", "bsn", "v_number")}
    born = {name: data[name] for name in ("birth_year", "birth_month", "birth_day")}
    details = {name: data[name] for name in ("languages", "needs_interpreter")}
    return registration.Person(**given, **born, details=details)


def _known(bsn: str, tenant: int) -> Inburgeraar | None:
    """Return somebody who lived here before and comes back: known by the BSN, without a current trajectory."""
    if not bsn:
        return None
    same = Inburgeraar.objects.filter(organisation_id=tenant, bsn_index=secrecy.index(bsn, tenant=tenant)).first()
    return same if same and not same.trajectories.exclude(phase=Phase.CLOSED).exists() else None


def _return(
    known: Inburgeraar, content: dict[str, Any], place: Place, facts: dict[str, Any], *, on: date, by: User
) -> Trajectory:  # fmt: skip
    made = Trajectory.objects.create(
        organisation_id=place.team.organisation_id, inburgeraar=known, team=place.team, indeling=content["indeling"],
        assigned_to=place.assigned_to, assigned_on=on if place.assigned_to else None, sort_name=known.sort_name,
        **facts,
    )  # fmt: skip
    record("trajectory.registered", by=by, about=made, organisation_id=made.organisation_id)
    return made


def _add_rows(made: Trajectory, data: dict[str, Any], source: str, by: User) -> None:
    here = {"organisation_id": made.organisation_id, "trajectory": made}
    for one in data.get(parts.HOURS, {}).get("months", ()):
        HoursMonth.objects.create(**here, **one, source=source, recorded_by=by.audit_name)
    for one in data.get(parts.EXAMS, {}).get("sittings", ()):
        ExamResult.objects.create(**here, **one, source=source)
    done = data.get(parts.PVT_MAP, {})
    if "activity" in done:
        Participatieverklaring.objects.create(**here, activity=done["activity"], signed_on=done["pvt_signed_on"])
    if "places" in done:
        ModuleMap.objects.create(**here, places=done["places"], ended_on=done["map_ended_on"])
    for one in data.get(parts.PORTFOLIO, {}).get("items", ()):
        PortfolioItem.objects.create(**here, **one, added_by=by.audit_name)
    _add_goals(made, data.get(parts.PIP, {}).get(parts.GOALS, ()))
    _add_intake(made, data.get(parts.INTAKE, {}), source, by)


def _add_goals(made: Trajectory, goals: Sequence[dict[str, Any]]) -> None:
    """Let the plan live on here: goals and actions are no decision (the words of the inburgeraar stayed behind)."""
    here = {"organisation_id": made.organisation_id}
    for one in goals:
        actions = one["actions"]
        columns = {name: value for name, value in one.items() if name != "actions"}
        goal = PipGoal.objects.create(**here, trajectory=made, **columns)
        PipAction.objects.bulk_create([PipAction(**here, goal=goal, **action) for action in actions])


def _add_intake(made: Trajectory, came: dict[str, Any], source: str, by: User) -> None:
    """Add the answers of there with their source, so that nobody asks them again; what is open stays open."""
    here = {"organisation_id": made.organisation_id}
    for one in came.get("tests", ()):
        columns = {name: value for name, value in one.items() if name != "words"}
        Leerbaarheidstoets.objects.create(**here, trajectory=made, source=source, **columns)
    if not came.get("started_on"):
        return
    intake = BredeIntake.objects.create(
        **here, trajectory=made, started_on=came["started_on"], completed_on=came["completed_on"]
    )
    on = made.registered_on.isoformat()
    for one in came["parts"]:
        IntakePart.objects.create(
            **here, intake=intake, key=one["key"], status=one["status"], fields=one["fields"], changed_by=by.audit_name,
            sources={name: {"source": source, "on": on} for name in one["fields"]},
            reason="afgesproken in de vorige gemeente" if one["status"] in {"WAITING", "NOT_APPLICABLE"} else "",
        )  # fmt: skip
