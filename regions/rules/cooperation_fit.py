"""How a grouping suits what municipalities asked for: facts to show beside a choice, never a choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count, listing
from regions.rules.components import Component, Scale
from regions.rules.cooperation import Area, Group, Width, width_of
from regions.rules.questionnaire import base_key, leerroute_of

# How wide a scale is; a group of more than one subregion lies between the subregion and the region.
_WIDTH: Mapping[Scale, float] = {
    Scale.LOKAAL: 0,
    Scale.SUBREGIONAAL: 1,
    Scale.REGIONAAL: 2,
    Scale.BOVENREGIONAAL: 3,
}
_PART = 1.5
_LESSONS = ("S01", "S02", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S13", "S14", "S23", "S24", "S26")
# Which statements of the library speak of a component. An assumption, said so wherever it is used; statements that the
# region wrote itself count for the leerroute they are asked for.
COMPONENT_STATEMENTS: Mapping[Component, tuple[str, ...]] = {
    Component.B1: _LESSONS,
    Component.ONDERWIJS: (*_LESSONS, "S20"),
    Component.ZELFREDZAAMHEID: (*_LESSONS, "S25"),
    Component.Z_PARTICIPATIE: ("S15", "S25"),
    Component.ALFABETISERING: ("S05", "S06", "S12"),
    Component.PVT: (),
    Component.MAP: ("S25",),
    Component.BEGELEIDING: ("S04", "S15", "S16"),
    Component.ONTZORGEN: (),
    Component.BREDE_INTAKE: (),
    Component.KLANTREGIE: ("S03", "S04", "S16", "S27", "S28"),
    Component.CONTRACT: ("S13", "S14", "S21", "S22", "S23", "S29"),
}


def concerns(component: Component, key: str) -> bool:
    """Whether the statement with this key says something about the component."""
    route = leerroute_of(key)
    return route == component if route else base_key(key) in COMPONENT_STATEMENTS[component]


@dataclass(frozen=True, slots=True)
class Suits:
    """Who gets the scale it chose, a wider one, a narrower one or one of another kind; names in Dutch order.

    `silent` are those without a preference.
    """

    as_wanted: tuple[str, ...]
    wider: tuple[str, ...]
    narrower: tuple[str, ...]
    otherwise: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def chose(self) -> int:
        return len(self.as_wanted) + len(self.wider) + len(self.narrower) + len(self.otherwise)

    @property
    def sentence(self) -> str:
        """Return "5 van de 8 gemeenten krijgen de schaal die zij kozen. Groter dan gekozen: Aalten." """
        if not self.chose:
            return "Geen gemeente koos hiervoor een schaal."
        start = f"{len(self.as_wanted)} van de {count(self.chose, 'gemeente', 'gemeenten')} met een voorkeur"
        said = [f"{start} {'krijgt' if len(self.as_wanted) == 1 else 'krijgen'} de gekozen schaal."]
        for names, what in ((self.wider, "Groter"), (self.narrower, "Kleiner"), (self.otherwise, "Anders")):
            if names:
                said.append(f"{what} dan gekozen: {listing(names)}.")
        return " ".join(said)


def suits(groups: Sequence[Group], wanted: Mapping[str, Scale], area: Area) -> Suits:
    """Return how the groups of one component suit the scales that municipalities chose for it, by CBS code."""
    found: dict[str, list[str]] = {name: [] for name in ("as_wanted", "wider", "narrower", "otherwise", "silent")}
    held = {code: group for group in groups for code in group.codes}
    for code in area.codes:
        group, wish = held.get(code), wanted.get(code)
        found["silent" if wish is None or group is None else _compared(group, wish, area)].append(code)
    return Suits(*(tuple(area.names_of(codes)) for codes in found.values()))


def _compared(group: Group, wish: Scale, area: Area) -> str:
    joins_in = group.scale is Scale.SUBREGIONAAL and width_of(group.codes, area) is Width.PART
    if group.scale is wish and not joins_in:
        return "as_wanted"
    if Scale.GECLUSTERD in (group.scale, wish):
        return "otherwise"
    given = _PART if joins_in else _WIDTH[group.scale]
    return "wider" if given > _WIDTH[wish] else "narrower"
