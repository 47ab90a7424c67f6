"""What page 1 says of the reader: what it costs, for whom, what changes, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inburgering.notation import count, date_long, euro, listing, number
from procurement.reports import board_agreement
from procurement.reports.board_references import Reference
from procurement.reports.dataset import Dataset
from procurement.reports.risks import together, with_whom
from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES, Component
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.rounding import adding_up


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three numbers of page 1: what stands large, and the line below it."""

    large: str
    text: str
    ref: int = 0


def numbers(ground: Dataset, advised: Outcome, reader: Reader, refs: Mapping[str, Reference]) -> tuple[KeyNumber, ...]:
    """Return the three numbers: the cost of the advice for this reader, the people, and what becomes different."""
    low, mid, high = (reader.cost(cost) for cost in (advised.cost.low, advised.cost.mid, advised.cost.high))
    cost = KeyNumber(
        euro(mid),
        f"per jaar. {_paid_by_the_state(mid, reader.spuk(advised), reader)} Tussen {euro(min(low, mid))} en "
        f"{euro(max(mid, high))}, als er minder of meer inburgeraars komen.",
        refs["cost"].number,
    )
    people = replace(_people(ground, reader), ref=refs["routes"].number)
    return (cost, people, _change(ground, advised, reader, refs))


def who(ground: Dataset, advised: Outcome, code: str | None) -> str:
    """Return who decides and when, and where the municipalities stand; without standpunten, whom the advice fits."""
    names, day = ground.basis.names, date_long(ground.heading.decide_on)
    first = (
        f"Het college van {names[code]} besluit op {day}. Alle {len(names)} gemeenten krijgen dezelfde vraag."
        if code
        else f"De {len(names)} colleges besluiten op {day}."
    )
    if ground.checkpoint is not None:
        return f"{first} Over de afspraken: {board_agreement.stances(ground.checkpoint)}"
    fitting = [names[one] for one in advised.fit.fitting]
    against = [names[one] for one, fit in advised.fit.by_municipality.items() if fit.fits is False]
    support = f" Het advies past bij {count(len(fitting), 'gemeente', 'gemeenten')}."
    return first + support + (f" Het past minder bij {listing(against)}." if against else "")


def _paid_by_the_state(cost: int, spuk: int, reader: Reader) -> str:
    """Return what the state pays and what is left to pay, so that nobody has to subtract."""
    if not spuk:
        return f"SPUK, indicatief: {euro(spuk)}."
    if cost < spuk:
        return (
            f"Dat is ongeveer {euro(spuk - cost)} lager dan wat het Rijk vergoedt: ongeveer {euro(spuk)} "
            "(SPUK, indicatief)."
        )
    payer = "betalen de gemeenten samen" if reader.municipality is None else f"betaalt {reader.name}"
    paid = f"Het Rijk vergoedt daarvan ongeveer {euro(spuk)} (SPUK, indicatief)"
    return f"{paid}; zelf {payer} ongeveer {euro(cost - spuk)}."


def _people(ground: Dataset, reader: Reader) -> KeyNumber:
    codes = [reader.municipality] if reader.municipality else list(ground.basis.names)
    by_route = _routes(ground, codes)
    split = listing([f"{people} in de {COMPONENT_LABELS[Component(route)]}" for route, people in by_route.items()])
    return KeyNumber(number(sum(by_route.values())), f"nieuwe inburgeraars per jaar, verwacht: {split}.")


def _routes(ground: Dataset, codes: Sequence[str]) -> Mapping[str, int]:
    """Return whole expected participants per leerroute that add up to the whole."""
    participants = ground.basis.participants()
    return adding_up(
        {route.value: sum((participants[route][code] for code in codes), Decimal(0)) for route in LEERROUTES}
    )


def _change(ground: Dataset, advised: Outcome, reader: Reader, refs: Mapping[str, Reference]) -> KeyNumber:
    if reader.municipality is None:
        return _support(ground, advised, refs)
    fit = refs["fit"].number
    own = [
        COMPONENT_LABELS[choice.component]
        for choice in ground.advised.choices
        if reader.municipality in choice.own_locations
    ]
    if own:
        rest = with_whom(advised, reader.municipality, without=own)
        return KeyNumber(f"Les in {reader.name}", f"{_own_location(advised, reader, own)} {rest}".strip(), fit)
    purchases = advised.cost.mid.joined_by(reader.municipality)
    others = max((len(purchase.participants) - 1 for purchase in purchases), default=0)
    text = with_whom(advised, reader.municipality) or f"{reader.name} koopt niets samen in."
    return KeyNumber(f"Samen met {others}" if others else "Zelf inkopen", text, fit)


def _own_location(advised: Outcome, reader: Reader, own: Sequence[str]) -> str:
    """Name a place for lessons as a wish: it is there only when the purchase asks for it."""
    others = dict(together(advised, reader.municipality or ""))
    company = {label: f" (met {count(n, 'andere gemeente', 'andere gemeenten')})" for label, n in others.items() if n}
    where = [f"de {label}{company.get(label, '')}" for label in own]
    return f"Voor {listing(where)}, als de inkoop dat als voorwaarde stelt."


def _support(ground: Dataset, advised: Outcome, refs: Mapping[str, Reference]) -> KeyNumber:
    names = ground.basis.names
    if ground.checkpoint is not None:
        agreed, asked = board_agreement.agreeing(ground.checkpoint)
        verb = "gemeenten zijn akkoord met de afspraken."
        return KeyNumber(f"{agreed} van {asked}", verb, refs["agreement"].number)
    missing = [name for code, name in names.items() if code not in advised.fit.fitting]
    rest = f" Minder bij {listing(missing)}." if missing else ""
    text = f"gemeenten bij wie het advies past.{rest}"
    return KeyNumber(f"{len(advised.fit.fitting)} van {len(names)}", text, refs["fit"].number)
