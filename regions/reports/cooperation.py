"""A plan as others read it: who does what with whom, what is not covered, and where each municipality stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from inburgering.notation import sort_key
from regions.models import (
    CooperationPlan,
    Municipality,
    MunicipalWish,
    Participation,
    Placement,
    Region,
    Standpunt,
)
from regions.rules import wishes as wish_rules
from regions.rules.components import Component, Scale, component_name
from regions.rules.cooperation import Area, Group, Subregion
from regions.rules.cooperation_coverage import objections

__all__ = ["Group", "StandingOf", "area_of", "freeze", "groups_of", "standing", "uncovered", "wishes_for", "wishes_of"]

NO_REACTION = "Nog geen reactie"


@dataclass(frozen=True, slots=True)
class StandingOf:
    """Where one municipality stands: its newest standpunt, or nothing (`stance` empty, `given_at` None).

    `is_outdated` when the plan changed after it; `is_noted` when the projectleider wrote it down.
    """

    code: str
    name: str
    slug: str
    stance: str = ""
    label: str = NO_REACTION
    reason: str = ""
    level: str = ""
    level_label: str = ""
    given_at: datetime | None = None
    given_by: str = ""
    plan_version: int | None = None
    is_outdated: bool = False
    is_noted: bool = False


def groups_of(plan: CooperationPlan) -> dict[Component, tuple[Group, ...]]:
    """Return per component its groups, in order; a component without any participation is absent."""
    return grouped(plan.participations.select_related("municipality"))


def grouped(rows: Iterable[Participation]) -> dict[Component, tuple[Group, ...]]:
    """Return the groups that the rows of one plan make."""
    found: dict[str, dict[tuple[int, str, str], list[str]]] = {}
    for row in sorted(rows, key=lambda row: (row.group, row.municipality.code)):
        key = (row.group, row.group_name, row.scale)
        found.setdefault(row.component, {}).setdefault(key, []).append(row.municipality.code)
    return {
        component: tuple(
            Group(label, tuple(codes), Scale(scale)) for (_, label, scale), codes in found[component].items()
        )
        for component in Component
        if component in found
    }


def area_of(plan: CooperationPlan) -> Area:
    """Return the subregions of the base division, and the municipalities of the region as it is today."""
    return divided(plan.proposal.placements.select_related("municipality"), members(plan))


def divided(rows: Iterable[Placement], everyone: Iterable[Municipality]) -> Area:
    """Return the subregions that the placements of one proposal make."""
    placed: dict[tuple[int, str], list[str]] = {}
    for row in sorted(rows, key=lambda row: (row.group, row.municipality.code)):
        placed.setdefault((row.group, row.group_name), []).append(row.municipality.code)
    return Area(
        tuple(Subregion(number, name, tuple(codes)) for (number, name), codes in placed.items()),
        {one.code: one.name for one in everyone},
    )


def members(plan: CooperationPlan) -> list[Municipality]:
    """Return the municipalities of the region as it is today, in Dutch alphabetical order."""
    return members_of(plan.region)


def members_of(region: Region) -> list[Municipality]:
    """Return the municipalities of a region as it is today, in Dutch alphabetical order."""
    return sorted(region.municipalities_on(timezone.localdate()), key=lambda one: sort_key(one.name))


def uncovered(plan: CooperationPlan) -> list[str]:
    """Return in Dutch which component covers whom not at all, twice, or though it left; empty when all is covered."""
    return objections(groups_of(plan), area_of(plan))


def standing(plan: CooperationPlan) -> list[StandingOf]:
    """Return where every municipality stands, by name; those that gave no standpunt are among them."""
    return standing_from(plan.standpunten.all(), members(plan), plan.version)


def standing_from(rows: Iterable[Standpunt], everyone: Iterable[Municipality], version: int) -> list[StandingOf]:
    """Return where these municipalities stand, from the standpunten on one plan."""
    newest = {row.municipality_id: row for row in sorted(rows, key=lambda row: (row.given_at, row.pk))}
    return [_standing_of(one, newest.get(one.pk), version) for one in everyone]


def _standing_of(municipality: Municipality, row: Standpunt | None, version: int) -> StandingOf:
    who = (municipality.code, municipality.name, municipality.slug)
    if row is None:
        return StandingOf(*who)
    return StandingOf(
        *who,
        stance=row.stance,
        label=row.get_stance_display(),
        reason=row.reason,
        level=row.level,
        level_label=row.get_level_display(),
        given_at=row.given_at,
        given_by=row.given_by,
        plan_version=row.plan_version,
        is_outdated=row.plan_version < version,
        is_noted=row.is_noted,
    )


def wishes_of(plan: CooperationPlan) -> list[wish_rules.Wish]:
    """Return the wishes that municipalities put to the region and did not withdraw, oldest first."""
    return wishes_for(plan.organisation_id)


def wishes_for(host_id: int) -> list[wish_rules.Wish]:
    """Return the wishes that stand with one region, whether or not it has a plan."""
    rows = MunicipalWish.objects.standing().filter(host_id=host_id)
    return [wish_of(row) for row in rows.select_related("municipality", "other").order_by("given_at", "pk")]


def wish_of(row: MunicipalWish) -> wish_rules.Wish:
    return wish_rules.Wish(
        row.pk,
        wish_rules.Kind(row.kind),
        row.municipality.code,
        row.municipality.name,
        Component(row.component) if row.component else None,
        row.other.code if row.other else "",
        row.other.name if row.other else "",
        row.text,
        row.is_hard,
    )


def freeze(plan: CooperationPlan) -> dict[str, Any]:
    """Return the plan as plain JSON, in a fixed order: division, groups, wishes and standpunten as they are now."""
    groups, area = groups_of(plan), area_of(plan)
    return {
        "number": plan.number,
        "name": plan.name,
        "version": plan.version,
        "status": plan.status,
        "proposal": plan.proposal.number,
        "municipalities": [{"code": code, "name": area.name(code)} for code in area.codes],
        "subregions": [
            {"number": one.number, "name": one.name, "codes": list(one.codes)} for one in area.subregions
        ],
        "components": [_frozen_component(component, found) for component, found in groups.items()],
        "uncovered": objections(groups, area),
        "wishes": [_frozen_wish(one, groups) for one in wishes_of(plan)],
        "standpunten": [_frozen_standing(one) for one in standing(plan)],
    }  # fmt: skip


def _frozen_component(component: Component, groups: Sequence[Group]) -> dict[str, Any]:
    return {
        "component": component.value,
        "label": component_name(component),
        "groups": [{"label": one.label, "codes": list(one.codes), "scale": one.scale.value} for one in groups],
    }


def _frozen_wish(wish: wish_rules.Wish, groups: Mapping[Component, Sequence[Group]]) -> dict[str, Any]:
    verdict = wish_rules.judged(wish, groups)
    return {
        "code": wish.code,
        "name": wish.name,
        "kind": wish.kind.value,
        "component": wish.component.value if wish.component else "",
        "other": wish.other,
        "other_name": wish.other_name,
        "text": wish.text,
        "is_hard": wish.is_hard,
        "sentence": wish_rules.sentence(wish),
        "verdict": verdict.standing.value,
        "told": verdict.told,
    }


def _frozen_standing(one: StandingOf) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "stance": one.stance,
        "label": one.label,
        "reason": one.reason,
        "level": one.level,
        "level_label": one.level_label,
        "given_at": one.given_at.isoformat() if one.given_at else None,
        "plan_version": one.plan_version,
        "is_outdated": one.is_outdated,
        "is_noted": one.is_noted,
    }
