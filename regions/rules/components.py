"""The parts of inburgering that municipalities can organise together, each with the tasks it consists of."""

from collections.abc import Mapping
from enum import StrEnum


class Component(StrEnum):
    """One part for which municipalities choose with whom they do it: the leerroutes (Wi2021 art. 7-9) come first.

    ZELFREDZAAMHEID is the language part of the Z-route; its other half is Z_PARTICIPATIE.
    """

    B1 = "B1"
    ONDERWIJS = "ONDERWIJS"
    ZELFREDZAAMHEID = "ZELFREDZAAMHEID"
    Z_PARTICIPATIE = "Z_PARTICIPATIE"
    ALFABETISERING = "ALFABETISERING"
    PVT = "PVT"
    MAP = "MAP"
    BEGELEIDING = "BEGELEIDING"
    ONTZORGEN = "ONTZORGEN"
    BREDE_INTAKE = "BREDE_INTAKE"
    KLANTREGIE = "KLANTREGIE"
    CONTRACT = "CONTRACT"


class Scale(StrEnum):
    """With whom a component is organised: the five scales of the Divosa guide "Van beleid naar inkoop"."""

    LOKAAL = "LOKAAL"
    SUBREGIONAAL = "SUBREGIONAAL"
    REGIONAAL = "REGIONAAL"
    BOVENREGIONAAL = "BOVENREGIONAAL"
    GECLUSTERD = "GECLUSTERD"


LEERROUTES: tuple[Component, ...] = (Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID)
COMPONENT_LABELS: Mapping[Component, str] = {
    Component.B1: "B1-route",
    Component.ONDERWIJS: "onderwijsroute",
    Component.ZELFREDZAAMHEID: "Z-route",
    Component.Z_PARTICIPATIE: "participatiedeel van de Z-route",
    Component.ALFABETISERING: "alfabetisering",
    Component.PVT: "participatieverklaringstraject",
    Component.MAP: "module Arbeidsmarkt en Participatie",
    Component.BEGELEIDING: "maatschappelijke begeleiding",
    Component.ONTZORGEN: "ontzorgen",
    Component.BREDE_INTAKE: "brede intake",
    Component.KLANTREGIE: "klantregie",
    Component.CONTRACT: "contractmanagement",
}
COMPONENT_SHORT: Mapping[Component, str] = {
    **COMPONENT_LABELS,
    Component.Z_PARTICIPATIE: "Z-route, participatie",
    Component.PVT: "PVT",
    Component.MAP: "MAP",
}
# The task of the catalogue (T1 to T28) that says what the law asks and what municipalities want for this component.
COMPONENT_TASKS: Mapping[Component, str] = {
    Component.B1: "T11",
    Component.ONDERWIJS: "T15",
    Component.ZELFREDZAAMHEID: "T12",
    Component.Z_PARTICIPATIE: "T13",
    Component.ALFABETISERING: "T16",
    Component.PVT: "T9",
    Component.MAP: "T10",
    Component.BEGELEIDING: "T3",
    Component.ONTZORGEN: "T4",
    Component.BREDE_INTAKE: "T5",
    Component.KLANTREGIE: "T8",
    Component.CONTRACT: "T18",
}
SCALE_LABELS: Mapping[Scale, str] = {
    Scale.LOKAAL: "elke gemeente apart",
    Scale.SUBREGIONAAL: "per subregio",
    Scale.REGIONAAL: "hele regio",
    Scale.BOVENREGIONAAL: "met andere regio’s",
    Scale.GECLUSTERD: "geclusterd naar doelgroep",
}


def component_name(component: Component) -> str:
    """Return the name as it opens a sentence or a heading; names that are abbreviations keep their capitals."""
    label = COMPONENT_LABELS[component]
    return label[:1].upper() + label[1:]
