"""What can go wrong with a scenario, in words and from its own figures, heaviest first."""

from collections.abc import Collection
from decimal import Decimal

from inburgering.notation import count, euro, listing, number
from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES
from procurement.rules.comparison import RISK, Outcome, Reader
from procurement.rules.cost import PurchaseCost
from procurement.rules.rounding import whole_euros
from procurement.rules.switching_risks import cost_risks
from procurement.rules.table import Cell, Row

LONG_WAIT_MONTHS = 3
HALF = Decimal("0.5")


def risks(outcome: Outcome, reader: Reader) -> list[str]:
    """Return the risks for a reader: limits, what paying leads to, places paid for nobody, long waits, a low inflow.

    The last one always holds, so the list is never empty.
    """
    hits = [hit for hit in outcome.fit.limits if reader.municipality in (None, hit.municipality)]
    empty = sorted(reader.purchases(outcome.cost.mid), key=lambda purchase: (-_lost(purchase), purchase.label))
    waits = sorted(reader.purchases(outcome.cost.mid), key=lambda purchase: (-_months(purchase), purchase.label))
    return [
        *[hit.reason for hit in hits],
        *[risk.text for risk in cost_risks(outcome.cost.mid) if reader.municipality in (None, *risk.municipalities)],
        *[_empty_places(purchase) for purchase in empty if purchase.empty_places >= HALF],
        *[_wait(purchase) for purchase in waits if _months(purchase) >= LONG_WAIT_MONTHS],
        _few(outcome, reader) if waits else f"{_first_capital(reader.name)} koopt niets samen in.",
    ]


def main_risk(outcome: Outcome, reader: Reader) -> str:
    """Return the heaviest risk in a few words, for a narrow column."""
    hits = sorted({reader.names[hit.municipality] for hit in outcome.fit.limits})
    if reader.municipality is not None and reader.name in hits:
        return f"Raakt een grens van {reader.name}"
    if reader.municipality is None and hits:
        return f"Raakt een grens van {listing(hits)}"
    purchases = reader.purchases(outcome.cost.mid)
    if not purchases:
        return f"{_first_capital(reader.name)} koopt niets samen in"
    lost = max(purchases, key=lambda purchase: (_lost(purchase), purchase.label))
    if lost.empty_places >= HALF:
        return f"Lege plekken in de {_what(lost)}: {euro(whole_euros(_lost(lost)))} per jaar"
    slow = max(purchases, key=lambda purchase: (_months(purchase), purchase.label))
    if _months(slow) >= LONG_WAIT_MONTHS:
        return f"{number(_months(slow), 1)} maanden wachten op de {_what(slow)}"
    return "Duurder per traject als er minder inburgeraars komen"


def risk_row(outcomes: list[Outcome], reader: Reader) -> Row:
    return Row(RISK, "risk", "Grootste risico", tuple(Cell(risks(outcome, reader)[0]) for outcome in outcomes))


def _empty_places(purchase: PurchaseCost) -> str:
    expected, guaranteed = number(purchase.expected), number(purchase.guaranteed_places)
    return (
        f"Voor de {_what(purchase)} verwachten we {expected} deelnemers per jaar, en het contract garandeert "
        f"{guaranteed} plaatsen. Lege plekken kosten {euro(whole_euros(_lost(purchase)))} per jaar."
    )


def _wait(purchase: PurchaseCost) -> str:
    return (
        f"Voor de {_what(purchase)} wacht een inburgeraar gemiddeld {number(_months(purchase), 1)} maanden "
        "tot een groep vol is."
    )


def _few(outcome: Outcome, reader: Reader) -> str:
    cost, people = [], []
    for scenario in (outcome.cost.low, outcome.cost.mid):
        cost.append(Decimal(reader.cost(scenario)))
        people.append(_people(scenario.purchases, reader))
    if not all(people):
        return "Voor geen enkele leerroute is een aantal deelnemers bekend."
    low, mid = (amount / persons for amount, persons in zip(cost, people, strict=True))
    return (
        f"Als er minder inburgeraars komen ({number(people[0])} in plaats van {number(people[1])} per jaar), "
        f"kost een traject gemiddeld {euro(whole_euros(low))} in plaats van {euro(whole_euros(mid))}."
    )


def _people(purchases: tuple[PurchaseCost, ...], reader: Reader) -> Decimal:
    """Count everybody once: who follows a leerroute also takes part in the other components."""
    codes = [reader.municipality] if reader.municipality is not None else list(reader.names)
    routes = [purchase for purchase in purchases if purchase.choice.component in LEERROUTES]
    return sum((purchase.participants.get(code, Decimal(0)) for purchase in routes for code in codes), Decimal(0))


def _lost(purchase: PurchaseCost) -> Decimal:
    return purchase.empty_places * purchase.price


def _months(purchase: PurchaseCost) -> Decimal:
    return purchase.mean_wait_months or Decimal(0)


def _what(purchase: PurchaseCost) -> str:
    where = "" if purchase.label == "hele regio" else f" in {purchase.label}"
    return f"{COMPONENT_LABELS[purchase.choice.component]}{where}"


def together(outcome: Outcome, code: str) -> list[tuple[str, int]]:
    """Return per leerroute with how many other municipalities this one buys."""
    return [
        (COMPONENT_LABELS[purchase.choice.component], len(purchase.participants) - 1)
        for purchase in outcome.cost.mid.joined_by(code)
    ]


def with_whom(outcome: Outcome, code: str, *, without: Collection[str] = ()) -> str:
    """Return "B1-route: met 2 andere gemeenten. Z-route: alleen." and so on, but for the labels already told."""
    by_count: dict[int, list[str]] = {}
    for label, others in together(outcome, code):
        if label in without:
            continue
        by_count.setdefault(others, []).append(label)
    return " ".join(f"{_first_capital(listing(labels))}: {_company(others)}." for others, labels in by_count.items())


def _company(others: int) -> str:
    return f"met {count(others, 'andere gemeente', 'andere gemeenten')}" if others else "alleen"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
