"""The decisions a report asks for. Words between square brackets are filled in per document."""

from collections.abc import Sequence

from inburgering.notation import listing
from procurement.reports.basis import Chosen
from procurement.rules.choices import COMPONENT_LABELS, SCALE_LABELS, Scale

PLACEHOLDERS = ("[scenario]", "[gemeente]", "[subregio]")
TOGETHER = {
    Scale.LOKAAL: "per gemeente",
    Scale.SUBREGIONAAL: "per subregio",
    Scale.REGIONAAL: "samen",
    Scale.BOVENREGIONAAL: "met andere regio’s",
    Scale.GECLUSTERD: "geclusterd naar doelgroep",
}


def standard_decisions() -> tuple[str, ...]:
    """Return the three decisions that a report starts from; the project leader may change them."""
    return (
        "Kies [scenario] voor de inkoop van de leerroutes.",
        "Deel [gemeente] in bij [subregio].",
        "Geef de regio opdracht om de inkoop voor te bereiden.",
    )


def filled(decisions: Sequence[str], advised: Chosen, *, code: str | None, name: str) -> list[str]:
    """Return the decisions for one municipality, or for the region when there is no code."""
    words = {
        "[scenario]": f"scenario {advised.number}",
        "[gemeente]": "elke gemeente" if code is None else f"de gemeente {name}",
        "[subregio]": "haar subregio" if code is None else f"subregio {advised.subregion_of(code)}",
    }
    written = []
    for sentence in decisions:
        for word, instead in words.items():
            sentence = sentence.replace(word, instead)
        written.append(sentence)
    return written


def advice(advised: Chosen) -> list[tuple[str, bool]]:
    """Return the advised option as one sentence in pieces (text, is_core): routes with one scale are named together."""
    by_scale: dict[Scale, list[str]] = {}
    for choice in advised.choices:
        by_scale.setdefault(choice.scale, []).append(f"de {COMPONENT_LABELS[choice.component]}")
    pieces: list[tuple[str, bool]] = []
    for place, (scale, routes) in enumerate(by_scale.items()):
        opening = "Koop " if place == 0 else (" en " if place == len(by_scale) - 1 else ", ")
        pieces += [(f"{opening}{listing(routes)} ", False), (TOGETHER[scale], True)]
        if place == 0:
            pieces.append((" in", False))
    return [*pieces, (".", True)]


__all__ = ["PLACEHOLDERS", "SCALE_LABELS", "advice", "filled", "standard_decisions"]
