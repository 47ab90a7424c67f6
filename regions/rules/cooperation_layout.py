"""A component as people choose it: how the subregions combine, and which municipalities do otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regions.rules.components import Scale
from regions.rules.cooperation import (
    MOST_SUBREGIONS,
    Area,
    Block,
    Group,
    Width,
    group_of,
    partitions,
    structure_name,
    width_of,
)

# Where a municipality goes that does not follow its subregion; else the number of the subregion that it joins.
OWN, ALONE, EXTRA, NOWHERE = "", "apart", "extra", "geen"
EACH_ALONE = "gemeenten"
WIDER = (Scale.BOVENREGIONAAL, Scale.GECLUSTERD)


class Unfit(ValueError):
    """These choices make no groups. Its text is the Dutch sentence for the person who chose."""


@dataclass(frozen=True, slots=True)
class Structure:
    """One way to combine the subregions, as `blocks` of their numbers; no blocks: each municipality alone."""

    key: str
    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A structure with its exceptions by CBS code, and the scale when it is wider than the groups show."""

    structure: str
    places: Mapping[str, str] = field(default_factory=dict)
    wider: Scale | None = None


def structures(area: Area) -> tuple[Structure, ...]:
    """Return every way to combine the subregions, the fewest groups first and each municipality alone last.

    With more than MOST_SUBREGIONS only the two ends: all together, and each subregion alone.
    """
    numbers = [one.number for one in area.subregions if area.members(one)]
    names = {one.number: one.name for one in area.subregions}
    found: list[tuple[Block, ...]] = []
    if len(numbers) > MOST_SUBREGIONS:
        found = [(tuple(numbers),), tuple((number,) for number in numbers)]
    elif numbers:
        found = [tuple(tuple(numbers[at - 1] for at in block) for block in one) for one in partitions(len(numbers))]
    made = [Structure(_key(blocks), structure_name(blocks, names), blocks) for blocks in found]
    return (*made, Structure(EACH_ALONE, "Elke gemeente apart", ()))


def _key(blocks: Sequence[Block]) -> str:
    return ".".join("-".join(map(str, block)) for block in blocks)


def homes(groups: Sequence[Group], area: Area) -> dict[int, int]:
    """Return per subregion number the place in `groups` of the group that holds most of its municipalities."""
    found = {}
    for one in area.subregions:
        held = [len(set(area.members(one)) & set(group.codes)) for group in groups]
        most = max(held, default=0)
        if most:
            found[one.number] = held.index(most)
    return found


def blocks_of(groups: Sequence[Group], area: Area) -> tuple[Block, ...]:
    """Return which subregions stand together; nothing when each municipality stands alone or nothing was chosen."""
    if all(len(group.codes) == 1 for group in groups) and len(groups) > len(area.subregions):
        return ()
    found: dict[int, list[int]] = {}
    for number, place in homes(groups, area).items():
        found.setdefault(place, []).append(number)
    return tuple(sorted((tuple(block) for block in found.values()), key=lambda block: (-len(block), block)))


def layout_of(groups: Sequence[Group], area: Area) -> Layout:
    """Return the choices that make these groups; a second group of exceptions is read as the first."""
    wider = next((group.scale for group in groups if group.scale in WIDER), None)
    blocks = blocks_of(groups, area)
    if groups and not blocks:
        return Layout(EACH_ALONE, {code: NOWHERE for code in area.codes if not _place_of(code, groups)}, wider)
    home = homes(groups, area)
    places = {}
    for code in area.codes:
        place = _place_of(code, groups)
        subregion = area.subregion_of(code)
        if place is None:
            places[code] = NOWHERE
        elif subregion is None or home.get(subregion.number) != place - 1:
            joined = next((number for number, at in home.items() if at == place - 1), None)
            places[code] = str(joined) if joined else ALONE if len(groups[place - 1].codes) == 1 else EXTRA
    return Layout(_structure_key(blocks, area), places, wider)


def _structure_key(blocks: Sequence[Block], area: Area) -> str:
    wanted = {frozenset(block) for block in blocks}
    return next((one.key for one in structures(area) if {frozenset(block) for block in one.blocks} == wanted), "")


def _place_of(code: str, groups: Sequence[Group]) -> int | None:
    """Return the number of the group, from 1."""
    return next((number for number, group in enumerate(groups, start=1) if code in group.codes), None)


def groups_for(layout: Layout, area: Area) -> tuple[Group, ...]:
    """Return the groups that these choices make, in the order of the subregions. Raises Unfit."""
    structure = next((one for one in structures(area) if one.key == layout.structure), None)
    if structure is None:
        raise Unfit("Kies een indeling uit de lijst")
    held: dict[str, list[str]] = {}
    for code in sorted(area.codes, key=lambda code: _order(code, area)):
        if spot := _spot(code, layout.places.get(code, OWN), structure, area):
            held.setdefault(spot, []).append(code)
    made = tuple(group_of(codes, area, layout.wider) for codes in held.values())
    if layout.wider and all(width_of(group.codes, area) is Width.ONE for group in made):
        raise Unfit("Deze schaal kan alleen voor een groep van 2 of meer gemeenten. Kies een andere indeling of schaal")
    return made


def _order(code: str, area: Area) -> tuple[int, str]:
    subregion = area.subregion_of(code)
    return (subregion.number if subregion else len(area.subregions) + 1, area.name(code))


def _spot(code: str, place: str, structure: Structure, area: Area) -> str:
    """Return a name for the group this municipality comes in, the same for its partners; empty for none."""
    if place == NOWHERE:
        return ""
    if place in (ALONE, EXTRA):
        return code if place == ALONE else EXTRA
    own = area.subregion_of(code)
    if place == OWN and (own is None or not structure.blocks):
        return code if not structure.blocks else ""
    number = int(place) if place.isdecimal() else own.number if own else 0
    block = next((block for block in structure.blocks if number in block), None)
    if block is None:
        raise Unfit(
            f"{area.name(code)} kan niet bij een subregio als elke gemeente apart staat. "
            "Kies ‘samen in een aparte groep’ of een andere indeling"
        )
    return _key([block])
