"""Every link between a choice and a statement. Changes when a choice or a statement is added, or a link is disputed.

A link says: whoever agrees with this statement wants (+1) or does not want (-1) this choice. Statements without a link
(18, 23, 25 and others) say nothing about a purchase. The links are ours and open to discussion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procurement.rules.choices import WHOLE_REGION, CannotCalculate, Component, ComponentChoice, Instrument, Scale

STARTS_FOR_FOUR_WEEKS = 13  # 52 weeks / 4 weeks: statement 24 asks for a start within four weeks
LONG_CONTRACT_YEARS = 4  # the durations met most: 2-4 years with 1-2 option years
SHORT_CONTRACT_YEARS = 2


@dataclass(frozen=True, slots=True)
class Link:
    """What a choice means for those who agree with a statement. `permits`: it leaves room and obliges nobody."""

    statement: str
    direction: int
    because: str
    permits: bool = False
    component: Component | None = None


_TOGETHER = (
    Link("S01", -1, "de inhoud van de lessen wordt met alle gemeenten samen bepaald"),
    Link("S05", -1, "de lessen zijn niet in elke gemeente"),
    Link("S06", 1, "een deel van de inburgeraars moet verder reizen"),
    Link("S17", 1, "alle gemeenten schikken zich naar één keuze"),
    Link("S29", 1, "de kosten van lege plekken worden samen gedragen"),
)
_LARGER = Link("S20", 1, "de inkoop gaat verder dan de eigen regio")
_NOT_LARGER = Link("S20", -1, "de inkoop blijft binnen de eigen regio")
LINKS_BY_SCALE: Mapping[Scale, tuple[Link, ...]] = {
    Scale.LOKAAL: (
        Link("S01", 1, "elke gemeente bepaalt zelf de inhoud van de lessen"),
        Link("S05", 1, "de lessen kunnen in elke gemeente zijn", permits=True),
        Link("S17", -1, "elke gemeente maakt haar eigen keuze"),
        Link("S29", -1, "elke gemeente draagt haar eigen lege plekken"),
    ),
    Scale.SUBREGIONAAL: (
        Link("S01", 1, "een kleine groep gemeenten bepaalt de inhoud van de lessen"),
        Link("S29", 1, "de kosten van lege plekken worden in de subregio gedragen"),
    ),
    Scale.REGIONAAL: _TOGETHER,
    Scale.BOVENREGIONAAL: _TOGETHER,
    Scale.GECLUSTERD: (*_TOGETHER, Link("S12", 1, "groepen worden regionaal naar doelgroep ingedeeld")),
}
LINKS_BY_INSTRUMENT: Mapping[Instrument, tuple[Link, ...]] = {
    Instrument.SAS: (),
    Instrument.OPENBAAR: (),
    Instrument.OPEN_HOUSE: (
        Link("S13", -1, "elke aanbieder krijgt een eigen contract"),
        Link("S14", 1, "ook kleine aanbieders krijgen een eigen contract"),
        Link("S21", -1, "er komen steeds aanbieders bij"),
    ),
    Instrument.SUBSIDIE: (Link("S15", 1, "lokale organisaties kunnen de subsidie krijgen", permits=True),),
    Instrument.INBESTEDEN: (
        Link("S01", 1, "de gemeenten geven de lessen vorm"),
        Link("S02", -1, "de gemeenten geven de lessen zelf vorm"),
        Link("S04", -1, "de begeleiding blijft bij de gemeenten"),
    ),
}
TENDERED = frozenset({Instrument.SAS, Instrument.OPENBAAR})


def links(choices: Sequence[ComponentChoice]) -> tuple[Link, ...]:
    """Return every link of a scenario: those of each component and those of the whole."""
    if not choices:
        raise CannotCalculate("Kies voor minstens één leerroute hoe je inkoopt.")
    of_components = (
        Link(link.statement, link.direction, link.because, link.permits, choice.component)
        for choice in choices
        for link in _component_links(choice)
    )
    return (*of_components, *_links_of_the_whole(choices))


def _component_links(choice: ComponentChoice) -> tuple[Link, ...]:
    found = [*LINKS_BY_SCALE[choice.scale], *LINKS_BY_INSTRUMENT[choice.instrument]]
    if choice.component == Component.ONDERWIJS:
        found.append(_LARGER if choice.scale == Scale.BOVENREGIONAAL else _NOT_LARGER)
    if choice.instrument in TENDERED:
        found += [_lots_link(choice), *_duration_links(choice)]
    if choice.start_moments >= STARTS_FOR_FOUR_WEEKS:
        found.append(Link("S24", 1, "er is minstens elke vier weken een startmoment"))
    else:
        found.append(
            Link("S24", -1, f"met {choice.start_moments} startmomenten per jaar duurt het vaak langer dan vier weken")
        )
    return tuple(found)


def _lots_link(choice: ComponentChoice) -> Link:
    if choice.scale in WHOLE_REGION and choice.lots == 1:
        return Link("S14", -1, "er is één groot perceel voor de hele regio")
    return Link("S14", 1, "kleinere opdrachten zijn haalbaar voor kleinere aanbieders", permits=True)


def _duration_links(choice: ComponentChoice) -> tuple[Link, ...]:
    if choice.years >= LONG_CONTRACT_YEARS:
        return (Link("S21", 1, f"het contract kan {choice.years} jaar duren"),)
    if choice.years <= SHORT_CONTRACT_YEARS:
        return (Link("S21", -1, f"na {choice.years} jaar wordt opnieuw gekozen"),)
    return ()


def _links_of_the_whole(choices: Sequence[ComponentChoice]) -> tuple[Link, ...]:
    """Links that no single component shows: room for an own leslocatie, one contractor, a way per component."""
    scales = {choice.scale for choice in choices}
    return (*_location_links(scales), *_choice_per_component_links(scales), *_main_contractor_links(choices))


def _location_links(scales: set[Scale]) -> tuple[Link, ...]:
    if scales <= WHOLE_REGION:
        return (
            Link("S07", -1, "er is bij geen enkel onderdeel ruimte voor een eigen leslocatie"),
            Link("S08", 1, "de aanbieder kiest de leslocaties"),
        )
    return (Link("S07", 1, "er is ruimte voor een eigen leslocatie", permits=True),)


def _choice_per_component_links(scales: set[Scale]) -> tuple[Link, ...]:
    if len(scales) > 1:
        return (Link("S19", 1, "de schaal verschilt per onderdeel"),)
    if scales <= WHOLE_REGION:
        return (Link("S19", -1, "elke gemeente doet aan alle onderdelen mee"),)
    return ()


def _main_contractor_links(choices: Sequence[ComponentChoice]) -> tuple[Link, ...]:
    ways = {(choice.scale, choice.instrument) for choice in choices}
    if len(ways) > 1:
        return (Link("S13", -1, "er komen verschillende contracten naast elkaar"),)
    scale, instrument = next(iter(ways))
    if instrument not in TENDERED or any(choice.lots > 1 for choice in choices):
        return ()
    permits = scale not in WHOLE_REGION
    return (Link("S13", 1, "één hoofdaannemer kan alle onderdelen krijgen", permits),)
