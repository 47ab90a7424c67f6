"""What a region probably agreed on, derived from its plan: sentences to begin with, which people make their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count, listing
from procurement.models import Checkpoint
from procurement.reports.checkpoint import Deviation
from regions.models import CooperationPlan
from regions.reports import cooperation
from regions.reports.cooperation import Group, StandingOf
from regions.rules import wishes as wish_rules
from regions.rules.components import COMPONENT_LABELS, Component, Scale
from regions.rules.cooperation import Area

LONGEST_NAME, LONGEST_REASON = 80, 200
ROOM = "houdt dit lokaal"
BEGINNINGS = {
    Scale.REGIONAAL: "Met de hele regio",
    Scale.BOVENREGIONAAL: "Samen met andere regio’s",
    Scale.GECLUSTERD: "Met de hele regio, geclusterd naar doelgroep",
}


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    agreed: tuple[str, ...]
    still_open: tuple[str, ...]
    may_deviate: tuple[Deviation, ...]


def draft(plan: CooperationPlan) -> Draft:
    """Return what this plan, its wishes and its standpunten say, as sentences."""
    groups, area = cooperation.groups_of(plan), cooperation.area_of(plan)
    wishes = cooperation.wishes_of(plan)
    return Draft(
        name=_name(plan),
        agreed=(_base(plan, area), *_agreed(groups, area)),
        still_open=(
            *cooperation.uncovered(plan),
            *(clash.sentence for clash in wish_rules.clashes(wishes)),
            *_not_met(wishes, groups),
            *_not_agreed(cooperation.standing(plan)),
            *_actions(plan),
        ),
        may_deviate=tuple(_room(wish) for wish in wishes if _asks_room(wish)),
    )


def _name(plan: CooperationPlan) -> str:
    taken = Checkpoint.objects.filter(organisation=plan.organisation_id, name=plan.name).exists()
    return f"{plan.name}, versie {plan.version}"[:LONGEST_NAME] if taken else plan.name


def _base(plan: CooperationPlan, area: Area) -> str:
    named = listing([f"{one.name} ({listing(area.names_of(area.members(one)))})" for one in area.subregions])
    return f"De basis is voorstel {plan.proposal.number}: {named}."


def _agreed(groups: Mapping[Component, Sequence[Group]], area: Area) -> list[str]:
    """Return one sentence for all components that are done in the same way."""
    together: dict[str, list[str]] = {}
    for component, found in groups.items():
        together.setdefault(how(found, area), []).append(COMPONENT_LABELS[component])
    return [f"{begin}: {listing(labels)}." for begin, labels in together.items()]


def how(found: Sequence[Group], area: Area) -> str:
    """Return in a few words who does it with whom: Met de hele regio, or In 2 groepen (Noord en Oost, Zuid)."""
    if all(len(group.codes) == 1 for group in found):
        return "Elke gemeente apart"
    if len(found) == 1:
        only = found[0]
        everyone = set(only.codes) == set(area.names)
        return BEGINNINGS.get(only.scale, only.label) if everyone else f"Alleen {only.label} samen"
    # A label may itself hold "en": Noord en West; Oost.
    return f"In {len(found)} groepen ({'; '.join(group.label for group in found)})"


def _not_met(wishes: Sequence[wish_rules.Wish], groups: Mapping[Component, Sequence[Group]]) -> list[str]:
    """Wishes that the plan does not give; for who keeps something local there is room to deviate instead."""
    found = []
    for wish in (one for one in wishes if not _asks_room(one)):
        standing = wish_rules.judged(wish, groups).standing
        if standing is wish_rules.Standing.BROKEN:
            found.append(f"{wish_rules.sentence(wish)} Dat past nog niet.")
        elif standing is wish_rules.Standing.NOT_SHOWN:
            found.append(f"{wish_rules.sentence(wish)} Dat wordt een voorwaarde bij de inkoop.")
    return found


def _not_agreed(standing: Sequence[StandingOf]) -> list[str]:
    said = [_condition(one) for one in standing if one.stance and one.stance != "AGREED"]
    silent = [one.name for one in standing if not one.stance]
    if silent:
        said.append(f"Nog geen standpunt van {count(len(silent), 'gemeente', 'gemeenten')}: {listing(silent)}.")
    return said


def _condition(one: StandingOf) -> str:
    reason = one.reason.strip().rstrip(".")
    if one.stance == "AGREED_IF":
        return f"{one.name} is akkoord mits: {re.sub('^mits[ ,:]+', '', reason, flags=re.IGNORECASE)}."
    return f"{one.name} is niet akkoord: {reason}."


def _actions(plan: CooperationPlan) -> list[str]:
    rows = plan.proposal.session.agreed_actions.filter(done_at=None).order_by("number")
    return [f"Actie uit werksessie {plan.proposal.session.number}: {row.text.rstrip('.')}." for row in rows]


def _asks_room(wish: wish_rules.Wish) -> bool:
    return wish.is_hard and wish.kind is wish_rules.Kind.KEEP_LOCAL


def _room(wish: wish_rules.Wish) -> Deviation:
    reason = f"{ROOM}. {wish.text}" if wish.text else ROOM
    return Deviation(wish.code, wish.component.value if wish.component else "", reason[:LONGEST_REASON])
