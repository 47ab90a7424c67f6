"""The sentences of the law page: how many purchases reach the threshold, what to motivate, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inburgering.notation import date_long, number
from procurement.reports.basis import Basis
from procurement.rules.choices import Component
from procurement.rules.obligations_catalogue import Obligation
from procurement.rules.thresholds import CAVEAT, Assessment, service_of
from regions.rules.finding import Part


def finding(found: Sequence[Assessment], asked: Sequence[Obligation]) -> tuple[Part, ...]:
    public = [one for one in found if one.reaches_threshold is not None]
    if not public:
        return (Part("Dit scenario heeft "), Part("geen overheidsopdracht", strong=True), Part(f". {CAVEAT}"))
    reaching = sum(1 for one in public if one.reaches_threshold)
    if len(public) == 1:
        opening = "De inkoop bereikt" if reaching else "De inkoop blijft onder"
    elif reaching == len(public):
        opening = f"Alle {number(reaching)} inkopen bereiken"
    else:
        opening = (
            f"{number(reaching)} van de {number(len(public))} inkopen {'bereikt' if reaching == 1 else 'bereiken'}"
        )
    return (Part(opening, strong=True), Part(" de Europese drempel. "), *_to_motivate(asked))


def finding_without_values(asked: Sequence[Obligation]) -> tuple[Part, ...]:
    return (
        Part("De waarde van dit scenario is "),
        Part("nog niet te berekenen", strong=True),
        Part(". "),
        *_to_motivate(asked),
    )


def _to_motivate(asked: Sequence[Obligation]) -> tuple[Part, ...]:
    parts = len({one.component for one in asked if one.is_warning})
    if not parts:
        return (Part(CAVEAT),)
    return (Part("Voor "), Part(f"{number(parts)} {'onderdeel' if parts == 1 else 'onderdelen'}", strong=True),
            Part(" moet je nog motiveren waarom je samenvoegt."))  # fmt: skip


def sources(ground: Basis, components: Sequence[Component], on: date) -> tuple[str, ...]:
    services = {service_of(component).value for component in components}
    known = [
        figure
        for key, figure in ground.figures.items()
        if any(key.startswith(f"threshold_{service}_") for service in services)
    ]
    keys = [f"price_{component.value.lower()}" for component in components]
    prices = {ground.figures[key].source for key in keys if key in ground.figures}
    return (
        f"Drempels op {date_long(on)}: {'; '.join(sorted({figure.source for figure in known})) or 'niet bekend'}.",
        "Waarde: alle plaatsen tegen de volle prijs, over de hele looptijd met opties, alle percelen en alle gemeenten "
        "die samen inkopen, zonder btw (Aanbestedingswet 2012, art. 2.13 tot en met 2.18).",
        *[f"Prijzen: {source}." for source in sorted(prices)],
        "Wi is de Wet inburgering 2021 (tekst van 2023; wijzigingen daarna zijn niet nagelezen), Bi het Besluit, Ri de "
        "Regeling, Aw de Aanbestedingswet 2012 "
        "(tekst van 1 september 2025), Awb de Algemene wet bestuursrecht.",
        CAVEAT,
    )
