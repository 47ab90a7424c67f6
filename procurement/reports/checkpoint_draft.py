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
AT_PURCHASE = "Dat wordt een voorwaarde bij de inkoop."
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
    wishes, standing = cooperation.wishes_of(plan), cooperation.standing(plan)
    return Draft(
        name=_name(plan),
        agreed=(_base(plan, area), *_agreed(groups, area)),
        still_open=(
            *cooperation.uncovered(plan),
            *(clash.sentence for clash in wish_rules.clashes(wishes)),
            *_not_met(wishes, groups, standing),
            *_not_agreed(standing, area, wishes),
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


def _not_met(
    wishes: Sequence[wish_rules.Wish], groups: Mapping[Component, Sequence[Group]], stood: Sequence[StandingOf]
) -> list[str]:
    """Wishes that the plan does not give and no standpunt repeats; who keeps something local may deviate instead."""
    found = []
    for wish in (one for one in wishes if not _asks_room(one) and not any(_repeats(given, one) for given in stood)):
        standing = wish_rules.judged(wish, groups).standing
        if standing is wish_rules.Standing.BROKEN:
            found.append(f"{wish_rules.sentence(wish)} Dat past nog niet.")
        elif standing is wish_rules.Standing.NOT_SHOWN:
            found.append(f"{wish_rules.sentence(wish)} {AT_PURCHASE}")
    return found


def _repeats(one: StandingOf, wish: wish_rules.Wish) -> bool:
    """Whether the reason of this standpunt is about the same as the wish: by its words, for nobody linked the two."""
    if one.code != wish.code or not one.stance or one.stance == "AGREED":
        return False
    if wish.kind is wish_rules.Kind.OWN_LOCATION:
        asked = ["leslocatie"]
    else:
        asked = [wish.other_name, COMPONENT_LABELS[wish.component] if wish.component else ""]
    return all(words.casefold() in one.reason.casefold() for words in asked)


def _not_agreed(standing: Sequence[StandingOf], area: Area, wishes: Sequence[wish_rules.Wish]) -> list[str]:
    at_purchase = [wish for wish in wishes if wish.kind is wish_rules.Kind.OWN_LOCATION]
    said = [
        " ".join([_condition(one, area), *([AT_PURCHASE] if any(_repeats(one, wish) for wish in at_purchase) else [])])
        for one in standing
        if one.stance and one.stance != "AGREED"
    ]
    silent = [one.name for one in standing if not one.stance]
    if silent:
        said.append(f"Nog geen standpunt van {count(len(silent), 'gemeente', 'gemeenten')}: {listing(silent)}.")
    return said


def _condition(one: StandingOf, area: Area) -> str:
    reason = one.reason.strip().rstrip(".")
    if one.stance == "AGREED_IF":
        told = re.sub("^mits[ ,:]+", "", reason, flags=re.IGNORECASE)
        return f"{one.name} is akkoord mits: {_inside(told, area)}."
    return f"{one.name} is niet akkoord: {_inside(reason, area)}."


def _inside(reason: str, area: Area) -> str:
    """Return a reason as it stands after a colon; a municipality, a subregion and capitals such as PIP keep theirs."""
    names = (*area.names.values(), *(one.name for one in area.subregions))
    named = any(re.match(rf"{re.escape(name)}(?!\w)", reason) for name in names)
    return reason if named or re.match(r"\w[A-Z0-9]", reason) else reason[:1].lower() + reason[1:]


def _actions(plan: CooperationPlan) -> list[str]:
    rows = plan.proposal.session.agreed_actions.filter(done_at=None).order_by("number")
    return [f"Actie uit werksessie {plan.proposal.session.number}: {row.text.rstrip('.')}." for row in rows]


def _asks_room(wish: wish_rules.Wish) -> bool:
    return wish.is_hard and wish.kind is wish_rules.Kind.KEEP_LOCAL


def _room(wish: wish_rules.Wish) -> Deviation:
    reason = f"{ROOM}. {wish.text}" if wish.text else ROOM
    return Deviation(wish.code, wish.component.value if wish.component else "", reason[:LONGEST_REASON])
