"""Who does a component with whom: the ways to combine subregions, what a group is called and how large it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inburgering.notation import count, listing, sort_key
from regions.rules.components import SCALE_LABELS, Scale

MOST_SUBREGIONS = 5  # Bell(5) = 52 structures can still be read in one list
MOST_NAMED = 2  # exceptions in the name of a group; more are counted
LONGEST_LABEL = 80

Block = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subregion:
    """A subregion of the base division, numbered from 1; `codes` are CBS codes."""

    number: int
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Municipalities that do one component together: `codes` are CBS codes in order, one code when it stands alone."""

    label: str
    codes: tuple[str, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class Area:
    """The region in which groups are made: its subregions, and the name of every municipality by CBS code.

    A municipality may stand in no subregion, when it had no answers at the time of the proposal.
    """

    subregions: tuple[Subregion, ...]
    names: Mapping[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    def name(self, code: str) -> str:
        """Return the name; the code itself for a municipality that is not of this region."""
        return self.names.get(code, code)

    def names_of(self, codes: Collection[str]) -> list[str]:
        return sorted((self.name(code) for code in codes), key=sort_key)

    def subregion_of(self, code: str) -> Subregion | None:
        return next((one for one in self.subregions if code in one.codes), None)

    def members(self, subregion: Subregion) -> tuple[str, ...]:
        """Return who of this subregion still belongs to the region."""
        return tuple(sorted(code for code in subregion.codes if code in self.names))


class Width(StrEnum):
    """How wide a group is, from who is in it. PART is more than one subregion, or a piece of one, but not all."""

    ONE = "ONE"
    SUBREGION = "SUBREGION"
    PART = "PART"
    REGION = "REGION"


WIDTH_SCALE: Mapping[Width, Scale] = {
    Width.ONE: Scale.LOKAAL,
    Width.SUBREGION: Scale.SUBREGIONAAL,
    Width.PART: Scale.SUBREGIONAAL,
    Width.REGION: Scale.REGIONAAL,
}
JOINED = "meer subregio’s samen"  # the words for a group that haakt aan: wider than a subregion, not the region


def width_of(codes: Collection[str], area: Area) -> Width:
    """Return how wide these municipalities are together."""
    members = set(codes)
    if len(members) == 1:
        return Width.ONE
    if members == set(area.codes):
        return Width.REGION
    whole = any(members == set(area.members(one)) for one in area.subregions)
    return Width.SUBREGION if whole else Width.PART


def scale_of(codes: Collection[str], area: Area) -> Scale | None:
    """Return the scale that follows from who is in the group; None when it only joins in ("haakt aan")."""
    width = width_of(codes, area)
    return None if width is Width.PART else WIDTH_SCALE[width]


def scale_words(group: Group, area: Area) -> str:
    """Return the scale of a group as people say it: "per subregio", "hele regio", "meer subregio’s samen"."""
    joins = group.scale is Scale.SUBREGIONAAL and width_of(group.codes, area) is Width.PART
    return JOINED if joins else SCALE_LABELS[group.scale]


def partitions(items: int) -> tuple[tuple[Block, ...], ...]:
    """Return every way to put the numbers 1..items in groups: 1, 2, 5, 15 or 52 of them, the fewest groups first.

    Raises ValueError above MOST_SUBREGIONS and below 1.
    """
    if not 1 <= items <= MOST_SUBREGIONS:
        raise ValueError(f"{items} is not between 1 and {MOST_SUBREGIONS}")
    return tuple(sorted(_partitions(items), key=lambda blocks: (len(blocks), [-len(one) for one in blocks], blocks)))


def _partitions(items: int) -> Iterator[tuple[Block, ...]]:
    if items == 0:
        yield ()
        return
    for blocks in _partitions(items - 1):
        for place, block in enumerate(blocks):
            yield (*blocks[:place], (*block, items), *blocks[place + 1 :])
        yield (*blocks, (items,))


def structure_name(blocks: Sequence[Block], names: Mapping[int, str]) -> str:
    """Return what a way to combine subregions is called: "Noord en Midden samen, Zuid apart"."""
    if len(blocks) == 1:
        return "De hele regio samen"
    together = [listing([names[number] for number in block]) for block in blocks if len(block) > 1]
    alone = [names[number] for block in blocks if len(block) == 1 for number in block]
    if not together:
        return "Elke subregio apart"
    said = [f"{one} samen" for one in together]
    if alone:
        said.append(f"{listing(alone)} {'apart' if len(alone) == 1 else 'elk apart'}")
    return ", ".join(said)


def group_label(codes: Collection[str], area: Area) -> str:
    """Return what a group is called: Hele regio, Noord en Oost, Noord met Aalten, Noord zonder Aalten, Aalten."""
    members = set(codes)
    if len(members) == 1:
        return area.name(next(iter(members)))
    if members == set(area.codes):
        return "Hele regio"
    home = [one for one in area.subregions if _is_mostly_in(area.members(one), members)]
    inside = {code for one in home for code in area.members(one)}
    extra, missing = members - inside, inside - members
    if not home:
        return _cut(_told(extra, area))
    label = listing([one.name for one in home])
    if missing:
        label += f" zonder {_told(missing, area)}"
    if extra:
        label += f" {'en' if missing else ''} met {_told(extra, area)}".replace("  ", " ")
    return _cut(label)


def _is_mostly_in(subregion: Collection[str], members: Collection[str]) -> bool:
    return bool(subregion) and 2 * len(set(subregion) & set(members)) > len(subregion)


def _told(codes: Collection[str], area: Area) -> str:
    names = area.names_of(codes)
    return listing(names) if len(names) <= MOST_NAMED else count(len(names), "gemeente", "gemeenten")


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def group_of(codes: Collection[str], area: Area, wider: Scale | None = None) -> Group:
    """Return these municipalities as a group with its name and scale; `wider` overrules the scale, not for one alone.

    `wider` is BOVENREGIONAAL (with other regions) or GECLUSTERD (by doelgroep): who is in it does not show these.
    """
    width = width_of(codes, area)
    scale = wider if wider and width is not Width.ONE else WIDTH_SCALE[width]
    return Group(group_label(codes, area), tuple(sorted(codes)), scale)
