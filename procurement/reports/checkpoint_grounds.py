"""What a checkpoint stands on, as rows: a few to read, and every number behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from inburgering.notation import count, listing, number, plain, sort_key
from procurement.reports.checkpoint import Frozen
from procurement.reports.checkpoint_changes import amount
from procurement.rules.choices import JointGroup
from regions.rules.components import Scale, component_name

WIDER = {Scale.BOVENREGIONAAL: ", met andere regio’s", Scale.GECLUSTERD: ", geclusterd naar doelgroep"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was frozen: of which kind, about what, what it was, where it came from, and of which day."""

    kind: str
    about: str
    told: str
    source: str
    as_of: date | None


def grounds(frozen: Frozen) -> Iterator[Row]:
    """Yield one row per input, as the page shows them."""
    made, agreed_on = _day(datetime.fromisoformat(frozen.proposal["made_at"])), _day(frozen.made_at)
    plan, question, everyone = frozen.plan, frozen.question, len(frozen.names)
    divided = listing([one["name"] for one in plan["subregions"]])
    proof = "bewezen de beste indeling" if _is_proven(frozen) else "door mensen gekozen"
    yield Row("Indeling", f"Voorstel {frozen.proposal['number']}", divided, proof, made)
    answered = f"{len(question.shared.municipalities)} van {everyone} gemeenten, {_firmness(frozen.statuses)}"
    yield Row("Antwoorden", f"Werksessie {question.session_number}", answered, question.session_title, made)
    parts = count(len(frozen.groups), "onderdeel", "onderdelen")
    yield Row(
        "Samenwerking", f"Samenwerking {plan['number']}, versie {plan['version']}", parts, plan["name"], agreed_on
    )
    hard = sum(row["is_hard"] for row in plan["wishes"])
    told = f"{count(hard, 'harde wens', 'harde wensen')}" if hard else "geen harde wensen"
    yield Row("Wensen", count(len(plan["wishes"]), "wens", "wensen"), told, "de gemeenten", agreed_on)
    given = [row for row in plan["standpunten"] if row["stance"]]
    yield Row("Standpunten", f"{len(given)} van {everyone} gemeenten", _stances(given), "de gemeenten", agreed_on)
    yield _inflow(frozen)
    guesses = sum(one.is_assumption for one in frozen.figures)
    told = f"{count(guesses, 'aanname', 'aannames')} en {count(len(frozen.figures) - guesses, 'feit', 'feiten')}"
    yield Row("Getallen", "Prijzen, aandelen en drempels", told, "de lijst met aannames", agreed_on)


def details(frozen: Frozen) -> Iterator[Row]:
    """Yield every group, wish and number that was frozen."""
    agreed_on = _day(frozen.made_at)
    for component, groups in frozen.groups.items():
        yield Row("Onderdeel", component_name(component), who(groups, frozen.names), frozen.plan["name"], agreed_on)
    for wish in frozen.plan["wishes"]:
        yield Row("Wens", wish["name"], f"{wish['sentence']} {wish['text']}".strip(), wish["verdict"], agreed_on)
    for code, one in frozen.inflow.items():
        name = frozen.names.get(code, code)
        yield Row("Instroom", name, f"{plain(one.per_year)} per jaar", one.source, one.source_on)
    for figure in frozen.figures:
        unit = figure.unit.removeprefix("euro ") if figure.unit.startswith("euro") else figure.unit
        kind = "Aanname" if figure.is_assumption else "Feit"
        told = f"{amount(figure.value, figure.unit)} {unit}".strip()
        yield Row(kind, figure.label, told, figure.source, figure.source_on)


def who(groups: Iterable[JointGroup], names: Mapping[str, str]) -> str:
    """Return who does a component with whom: `Noord (Aalten en Winterswijk); Montferland`."""
    found = list(groups)
    if len(found) == len(names) and all(len(one.codes) == 1 for one in found):
        return "elke gemeente apart"
    if len(found) == 1 and len(found[0].codes) == len(names):
        return f"hele regio{WIDER.get(found[0].scale, '')}"
    return "; ".join(_told(one, names) for one in found)


def _told(group: JointGroup, names: Mapping[str, str]) -> str:
    members = listing(sorted((names.get(code, code) for code in group.codes), key=sort_key))
    return members if members == group.label else f"{group.label} ({members})"


def _is_proven(frozen: Frozen) -> bool:
    """Whether the division that was agreed on is the one that was proven to be the best."""
    outcome = frozen.proposal["outcome"]
    chosen = sorted(sorted(group["codes"]) for group in outcome["groups"])
    return bool(outcome["proven"]) and chosen == sorted(sorted(codes) for codes in outcome["best"]["groups"])


def _firmness(statuses: Mapping[str, str]) -> str:
    return _counted(statuses.values()) or "geen gedeeld"


def _stances(given: list[Mapping[str, str]]) -> str:
    return _counted(row["label"] for row in given) or "nog geen"


def _counted(labels: Iterable[str]) -> str:
    return listing([f"{times} {label.lower()}" for label, times in sorted(Counter(labels).items())])


def _inflow(frozen: Frozen) -> Row:
    total = sum((one.per_year for one in frozen.inflow.values()), Decimal(0))
    days = [one.source_on for one in frozen.inflow.values()]
    told = f"{number(total)} asielstatushouders" if frozen.inflow else "nog niet ingevuld"
    sources = dict.fromkeys(one.source for one in frozen.inflow.values())
    source = next(iter(sources), "") if len(sources) == 1 else f"{len(sources)} bronnen"
    return Row("Instroom", "Verwacht per jaar", told, source, max(days, default=None))


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
