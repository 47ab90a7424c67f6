"""One part of the intake on its page: the guide, what is known from elsewhere, places and routes, and a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import date_long
from trajectories.models import BredeIntake, IntakePart, SnuffelImpression, Trajectory
from trajectories.reports import intake_known, intake_page
from trajectories.reports.intake_known import Shown
from trajectories.rules import intake_parts as rules
from trajectories.rules import route_consequences
from trajectories.rules.intake_parts import Part, written


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One leerroute to talk about; `discussed` says when and by whom."""

    code: str
    label: str
    article: str
    facts: tuple[str, ...]
    plain: tuple[str, ...]
    discussed: str
    discussed_on: date | None
    own_words: str


@dataclass(frozen=True, slots=True)
class PartPage:
    key: str
    label: str
    finding: str
    because: str
    article: str
    guide: tuple[str, ...]
    shown: tuple[Shown, ...]
    impressions: tuple[SnuffelImpression, ...]
    routes: tuple[RouteRow, ...]
    saved: str
    is_health: bool
    is_test: bool
    test_words: str
    is_closed: bool
    may_reopen: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """One text or answer that two people changed."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    sentence: str
    clashes: tuple[Clash, ...]


def build(trajectory: Trajectory, intake: BredeIntake, part: Part) -> PartPage:
    """Return the page of one part."""
    stored = next(one for one in intake.parts.all() if one.key == part.key)
    state = intake_page.standing_of(intake).states[part.key]
    return PartPage(
        key=part.key,
        label=part.label,
        finding=_finding(part, stored, rules.LABELS[state]),
        because=part.because,
        article=part.article,
        guide=part.guide,
        shown=tuple(intake_known.shown_from_elsewhere(part, intake)),
        impressions=tuple(_places(intake)) if part.key == "snuffelen" else (),
        routes=tuple(_routes(trajectory, intake)) if part.key == "gevolgen" else (),
        saved=_saved(stored),
        is_health=part.key == "gezin",
        is_test=part.key == "taal",
        test_words=intake_page.test_words(trajectory) if part.key == "taal" else "",
        is_closed=intake.completed_on is not None,
        may_reopen=intake.completed_on is not None and intake_page.may_reopen(trajectory),
    )


def _finding(part: Part, stored: IntakePart, status: str) -> str:
    gaps = rules.missing(part, stored.fields)
    if not gaps:
        return f"{status}."
    wanted = ", ".join(gap.label[0].lower() + gap.label[1:] for gap in gaps)
    return f"{status}. Het PIP heeft nog nodig: {wanted}."


def _saved(stored: IntakePart) -> str:
    if stored.version == 1:
        return ""
    return f"Laatst bewaard door {intake_known.name_of(stored.changed_by)} op {date_long(stored.changed_at.date())}."


def _places(intake: BredeIntake) -> list[SnuffelImpression]:
    return sorted(
        intake.impressions.all(), key=lambda one: (one.visited_on is None, one.visited_on or date.max, one.pk)
    )


def _routes(trajectory: Trajectory, intake: BredeIntake) -> list[RouteRow]:
    known = {one.leerroute: one for one in intake.consequences.all()}
    found = []
    for one in route_consequences.MEANINGS:
        told = known.get(one.code)
        found.append(
            RouteRow(
                code=one.code,
                label=one.label[0].upper() + one.label[1:],
                article=one.article,
                facts=one.facts,
                plain=route_consequences.plain_words(one.code, trajectory.indeling),
                discussed=f"Besproken op {date_long(told.discussed_on)} door {intake_known.name_of(told.discussed_by)}"
                if told
                else "",
                discussed_on=told.discussed_on if told else None,
                own_words=told.own_words if told else "",
            )
        )
    return found


def conflict(part: Part, current: IntakePart, yours: Mapping[str, Any], sentence: str) -> Conflict:
    """Return both texts of everything that now differs, to choose which one stays."""
    clashes = []
    if current.note != yours["note"]:
        clashes.append(Clash("Notitie", current.note, str(yours["note"])))
    for field in part.fields:
        theirs = written(field, current.fields.get(field.key))
        mine = written(field, yours["fields"].get(field.key))
        if theirs != mine:
            clashes.append(Clash(field.label, theirs, mine))
    return Conflict(sentence, tuple(clashes))
