"""The decisions a report asks for. Words between square brackets are filled in per document."""

from collections.abc import Sequence

from inburgering.notation import listing
from procurement.reports.basis import Chosen
from procurement.rules.choices import COMPONENT_LABELS, SCALE_LABELS, ComponentChoice, Scale

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
    """Return the advised option as one sentence in pieces (text, is_core): routes bought alike are named together."""
    alike: dict[str, list[str]] = {}
    for choice in advised.choices:
        alike.setdefault(_with_whom(choice), []).append(f"de {COMPONENT_LABELS[choice.component]}")
    pieces: list[tuple[str, bool]] = []
    for place, (how, routes) in enumerate(alike.items()):
        opening = "Koop " if place == 0 else (" en " if place == len(alike) - 1 else ", ")
        pieces += [(f"{opening}{listing(routes)} ", False), (how, True)]
        if place == 0:
            pieces.append((" in", False))
    return [*pieces, (".", True)]


def _with_whom(choice: ComponentChoice) -> str:
    """Return how a route is bought. Groups that are no whole subregion each are counted: no scale says them."""
    scales = {group.scale for group in choice.groups}
    if len(choice.groups) > 1 and scales != {Scale.LOKAAL}:
        return f"in {len(choice.groups)} groepen"
    return TOGETHER[choice.scale]


__all__ = ["PLACEHOLDERS", "SCALE_LABELS", "advice", "filled", "standard_decisions"]
