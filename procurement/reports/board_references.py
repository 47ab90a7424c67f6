"""Where each figure of a report comes from: one numbered line with its formula, its source and the day of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inburgering.notation import date_long, date_short, number
from procurement.reports.basis import Figure
from procurement.reports.dataset import Dataset

WORKBOOK = "Het Excel-bestand bij dit rapport rekent het na, per inkoop."


@dataclass(frozen=True, slots=True)
class Reference:
    """One line of the list at the end; `number` stands behind every figure that is computed like this."""

    number: int
    what: str
    formula: str
    source: str


def references(ground: Dataset) -> dict[str, Reference]:
    """Return the lines by key, in the order of their numbers; a line for what the report does not have is absent."""
    return {
        key: Reference(place, what, formula, source)
        for place, (key, what, formula, source) in enumerate(_lines(ground), start=1)
    }


def _lines(ground: Dataset) -> Iterator[tuple[str, str, str, str]]:
    basis = ground.basis
    yield (
        "inflow",
        "Nieuwe inburgeraars per jaar",
        "Verwacht aantal per gemeente, zoals de regio het invulde.",
        _inflow_source(ground),
    )
    yield (
        "routes",
        "Deelnemers per leerroute",
        "Nieuwe inburgeraars × aandeel van de leerroute. Hele aantallen tellen op tot het geheel.",
        _of(basis.figures, "route_share_"),
    )
    yield (
        "cost",
        "Kosten per jaar",
        "Per inkoop: betaalde plaatsen × prijs per traject + contractbeheer × percelen, en de verdeelsleutel. "
        "Betaalde plaatsen zijn de verwachte deelnemers, of wat het contract garandeert als dat meer is. "
        f"Daarna hele euro’s: de grootste resten gaan omhoog, zodat alles optelt. {WORKBOOK}",
        _of(basis.figures, "price_", "contract_management", "own_location"),
    )
    yield (
        "key",
        "Verdeelsleutel",
        "Deel van een gemeente = haar gewicht ÷ alle gewichten: deelnemers, inwoners, elk 1, of vaste percentages.",
        "De keuzes van het scenario. Elke gemeente verantwoordt haar eigen deel (SiSa).",
    )
    yield (
        "low_high",
        "Weinig en veel instroom",
        "Dezelfde som met de instroom × "
        f"{_written(basis.figures, 'inflow_factor_low')} en × {_written(basis.figures, 'inflow_factor_high')}.",
        _of(basis.figures, "inflow_factor_"),
    )
    yield (
        "spuk",
        "SPUK, indicatief",
        "Nieuwe inburgeraars × de bedragen per asielstatushouder van drie jaren. Kosten min SPUK is het verschil.",
        _of(basis.figures, "spuk_"),
    )
    yield (
        "wait",
        "Wachten op een volle groep",
        "Percelen × (groepsgrootte − 1) ÷ (2 × deelnemers per jaar), in maanden. Niemand wacht precies het gemiddelde.",
        "De keuzes van het scenario; deelnemers zoals hierboven.",
    )
    yield (
        "starts",
        "Groepen en wachten",
        "Wie zich meldt, wacht tot het eerste startmoment waarop een groep groot genoeg is. De instroom is gelijk "
        "verdeeld over de percelen en het jaar.",
        "De keuzes van het scenario: startmomenten, kleinste groep en groepsgrootte.",
    )
    yield (
        "fit",
        "Past bij een gemeente",
        "Aandeel van de keuzes dat aansluit bij de antwoorden, gewogen naar belang. "
        f"De ondergrens is {number(basis.value('fit_level') * 100)}%.",
        f"Antwoorden: {basis.answers_from}. {_of(basis.figures, 'fit_level')}",
    )
    yield (
        "threshold",
        "Aanbestedingsdrempel",
        "Waarde per inkoop over de hele looptijd, met opties, percelen en alle gemeenten. Indicatie, laat toetsen.",
        _of(basis.figures, "threshold_"),
    )
    yield from _interval(ground)
    yield from _agreed(ground)


def _interval(ground: Dataset) -> Iterator[tuple[str, str, str, str]]:
    if ground.intervals:
        yield (
            "interval",
            "Tussen welke bedragen",
            "Instroom en prijs wisselen los van elkaar: 45 × 45 gevallen, elk even zwaar. De tabel toont de bedragen "
            "waaronder 10%, 50% en 90% van die gevallen ligt.",
            _of(ground.basis.figures, "inflow_factor_", "price_factor_"),
        )


def _agreed(ground: Dataset) -> Iterator[tuple[str, str, str, str]]:
    if ground.checkpoint is None:
        return
    said = ground.checkpoint["frozen"]["agreement"]
    yield (
        "agreement",
        "Standpunten, wensen en samenwerking",
        f"Zoals vastgelegd in piketpaaltje {said['number']}. Dat verandert niet meer.",
        f"Piketpaaltje {said['number']} ({said['name']}), controlegetal {ground.checkpoint['sha256'][:16]}.",
    )


def _inflow_source(ground: Dataset) -> str:
    inflow = sorted({(one.source, one.source_on) for one in ground.basis.inflow.values()})
    return " ".join(f"{source}, stand van {date_long(on)}." for source, on in inflow)


def _of(figures: Mapping[str, Figure], *starts: str) -> str:
    """Return the sources of the figures whose keys start like this, each once, with its newest day."""
    found: dict[str, Figure] = {}
    for key, figure in figures.items():
        if key.startswith(starts):
            newest = found.get(figure.source)
            if newest is None or (figure.source_on and (not newest.source_on or figure.source_on > newest.source_on)):
                found[figure.source] = figure
    return " ".join(_source(figure) for figure in found.values())


def _source(figure: Figure) -> str:
    when = f" ({date_short(figure.source_on)})" if figure.source_on else ""
    said = f"{figure.source[:1].upper()}{figure.source[1:]}"
    is_said = not figure.is_assumption or said.startswith("Aanname")
    return f"{said if is_said else f'Aanname: {said}'}{when}."


def _written(figures: Mapping[str, Figure], key: str) -> str:
    value = figures[key].value.normalize()
    return number(value, max(0, -int(value.as_tuple().exponent)))
