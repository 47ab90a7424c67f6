"""The sentences of the numbers of a scenario: what stands out, the rule of thumb, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inburgering.notation import count, date_long, listing, number, percent
from procurement.reports.basis import Basis
from procurement.reports.numbers_rows import capital, months, what
from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES, Component, ComponentChoice
from procurement.rules.cost_figures import BOTH_GROUPS
from procurement.rules.starts import Thumb, rule_of_thumb
from procurement.rules.volumes_purchase import Expected, Schedule, late_after, schedule
from procurement.rules.volumes_summary import Summary
from procurement.rules.waiting import MONTHS_PER_YEAR, guaranteed_start, guaranteed_start_group
from regions.rules.finding import Part

NOBODY = (Part("Er worden "), Part("nog geen deelnemers", strong=True), Part(" verwacht. Vul eerst de instroom in."))
MODEL = (
    "Wachttijden: eigen berekening. Mensen melden zich op willekeurige momenten. Een groep start op het volgende "
    "startmoment met genoeg mensen; wie er het eerst was, gaat het eerst."
)
LEVELS = (
    "Per taalniveau zijn er geen aantallen. Wie per niveau of op een andere leslocatie aparte groepen wil, "
    "wacht langer dan hier staat."
)
LATE = (
    "Te laat: geen aanbod binnen 3 maanden na het PIP, bij de onderwijsroute 6 maanden. Dan kan de "
    "inburgeringstermijn langer worden (Regeling inburgering 2021, art. 4.1 lid 1 onder g)."
)


def finding(purchases: Sequence[Expected], totals: Sequence[Summary], factor: Decimal, name: str) -> tuple[Part, ...]:
    """Return who waits longest, and how many wait at any moment; `name` is empty for the whole region."""
    waiting = [(found, one) for one in purchases if (found := schedule(one, factor)) is not None]
    if not waiting:
        return NOBODY
    plan, longest = max(waiting, key=lambda pair: (pair[0].mean_months, pair[1].label))
    opening = (Part("In "), Part(name, mark=True), Part(" wacht iemand ")) if name else (Part("Iemand wacht "),)
    ending = (
        Part(f". 1\u00a0op\u00a0de\u00a010 wacht langer dan {months(plan.one_in_ten_months)} maanden.")
        if name
        else Part(f". {_waiting(totals)}")
    )
    where = COMPONENT_LABELS[longest.choice.component] if name else what(longest)
    return (
        *opening,
        Part(f"het langst op de {where}: "),
        Part(f"gemiddeld {months(plan.mean_months)} maanden", strong=True),
        ending,
        *_too_late(waiting, name),
    )


def _too_late(waiting: Sequence[tuple[Schedule, Expected]], name: str) -> tuple[Part, ...]:
    """Return for which leerroute the largest part starts after the legal term; nothing when it rounds to none."""
    routes = [(plan, one) for plan, one in waiting if plan.late_months is not None]
    if not routes:
        return ()
    plan, one = max(routes, key=lambda pair: (pair[0].late_share, pair[1].label))
    share = percent(Decimal(str(plan.late_share)))
    if share == percent(Decimal(0)):
        return ()
    where = COMPONENT_LABELS[one.choice.component] if name else what(one)
    return (Part(f" Op de {where} start "), Part(f"{share} te laat", strong=True), Part("."))


def thumbs(choices: Sequence[ComponentChoice], purchases: Sequence[Expected]) -> tuple[str, ...]:
    """Return the rule of thumb for each way of starting that the scenario has, with the people it is about."""
    kinds: dict[tuple[int, int, int], list[Component]] = {}
    for choice in choices:
        if any(one.choice is choice and one.has_groups for one in purchases):
            kinds.setdefault((choice.start_moments, choice.minimum_group, choice.group_size), []).append(
                choice.component
            )
    return tuple(_thumb(kind, components, purchases) for kind, components in kinds.items())


def guarantees(purchases: Sequence[Expected], factor: Decimal) -> tuple[str, ...]:
    """Return per leerroute what a start within the legal term does to waiting and groups, where fewest people come."""
    lines = []
    for component in LEERROUTES:
        own = [one for one in purchases if one.choice.component == component and one.per_year(factor) > 0]
        if own:
            lines.append(_guarantee(min(own, key=lambda one: one.per_year(factor) / one.choice.lots), factor))
    return tuple(lines)


def without_groups(purchases: Sequence[Expected], factor: Decimal) -> tuple[str, ...]:
    """Return a sentence per component that is done person by person."""
    lines = []
    for component in dict.fromkeys(one.choice.component for one in purchases if not one.has_groups):
        if component == Component.CONTRACT:
            continue
        people = sum((one.per_year(factor) for one in purchases if one.choice.component == component), Decimal(0))
        label = COMPONENT_LABELS[component]
        lines.append(
            f"{label[:1].upper()}{label[1:]}: {number(people)} mensen per jaar, zonder groepen of startmomenten."
        )
    return tuple(lines)


def missing(purchases: Sequence[Expected], ground: Basis) -> str:
    """Return which municipalities have no figure; nothing when all have."""
    names = [ground.names[code] for code in sorted({code for one in purchases for code in one.missing})]
    if not names:
        return ""
    return (
        f"Van {listing(names)} ontbreekt de verwachte instroom. De aantallen hier zijn zonder "
        f"{'deze gemeente' if len(names) == 1 else 'deze gemeenten'}."
    )


def sources(ground: Basis, choices: Sequence[ComponentChoice]) -> tuple[str, ...]:
    """Return where the numbers come from and what they leave out."""
    inflow = {(one.source, one.source_on) for one in ground.inflow.values()}
    shares = {ground.figures[key].source for key in _share_keys() if key in ground.figures}
    return (
        *[f"Aantallen: {source}, stand van {date_long(on)}." for source, on in sorted(inflow)],
        *[f"Verdeling over de leerroutes: {source}." for source in sorted(shares)],
        _migrants(ground, choices),
        MODEL,
        LEVELS,
        *([LATE] if any(choice.component in LEERROUTES for choice in choices) else []),
    )


def _share_keys() -> list[str]:
    return [f"route_share_{component.value.lower()}" for component in LEERROUTES]


def _migrants(ground: Basis, choices: Sequence[ComponentChoice]) -> str:
    both = [COMPONENT_LABELS[choice.component] for choice in choices if choice.component in BOTH_GROUPS]
    ratio = ground.figures.get("migrant_ratio")
    if both and ratio is not None and ratio.value > 0:
        return (
            f"Gezinsmigranten en overige migranten tellen mee voor {listing(both)}, met een aanname: "
            f"{number(ratio.value, 2)} per asielstatushouder ({ratio.source})."
        )
    if both:
        return (
            f"Voor {listing(both)} tellen alleen asielstatushouders. Van gezinsmigranten en overige migranten is er "
            "geen aantal per gemeente."
        )
    return "De leerroutes zijn voor asielstatushouders. Gezinsmigranten kopen hun cursus zelf en tellen hier niet mee."


def _waiting(totals: Sequence[Summary]) -> str:
    people = sum(one.waiting_now for one in totals)
    weeks = sum(one.bridging_weeks for one in totals)
    return (
        f"Er wachten steeds ongeveer {number(Decimal(str(people)))} mensen. Dat is "
        f"{number(Decimal(str(weeks)))} weken overbrugging per jaar."
    )


def _thumb(kind: tuple[int, int, int], components: Sequence[Component], purchases: Sequence[Expected]) -> str:
    starts, minimum, maximum = kind
    lots = [
        one.per_year() / one.choice.lots
        for one in purchases
        if one.choice.component in components and one.per_year() > 0
    ]
    opening = (
        f"{capital(listing([COMPONENT_LABELS[component] for component in components]))}: "
        f"{count(starts, 'startmoment', 'startmomenten')} per jaar, groepen van {minimum} tot {maximum}."
    )
    here = "" if not lots else f" Hier zijn het er {_span(lots)} per perceel."
    return f"{opening} {_rule(rule_of_thumb(starts=starts, minimum=minimum, maximum=maximum))}{here}"


def _guarantee(one: Expected, factor: Decimal) -> str:
    term, size = late_after(one.choice.component) or 0, one.choice.group_size
    lot, years = float(one.per_year(factor) / one.choice.lots), term / MONTHS_PER_YEAR
    wait = guaranteed_start(lot, size=size, years=years)
    group = guaranteed_start_group(lot, size=size, years=years)
    return (
        f"{capital(what(one))}: start een groep als hij vol is ({size}), of zodra de eerste {term} maanden "
        f"wacht. Dan is wachten gemiddeld {months(wait.mean)} maanden en een groep gemiddeld {months(group)} groot."
    )


def _rule(thumb: Thumb) -> str:
    parts = []
    if thumb.few:
        parts.append(
            f"Tot {thumb.few} deelnemers per jaar helpen meer startmomenten nauwelijks: dan wacht je op genoeg mensen."
        )
    if thumb.many:
        parts.append(f"Vanaf {thumb.many} wacht je bijna alleen nog op het volgende startmoment.")
    return " ".join(parts)


def _span(lots: Sequence[Decimal]) -> str:
    low, high = number(min(lots)), number(max(lots))
    return low if low == high else f"{low} tot {high}"
