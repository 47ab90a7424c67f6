"""What a plan comes down to, in sentences: who goes on together, who joins on parts only, and who does otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inburgering.notation import count, listing
from regions.rules.components import LEERROUTES, Component, Scale
from regions.rules.cooperation import Area, Block, Group, Subregion, Width, structure_name, width_of
from regions.rules.cooperation_coverage import with_article
from regions.rules.cooperation_layout import blocks_of, homes
from regions.rules.finding import Part

Groups = Mapping[Component, Sequence[Group]]
FEW = 3  # components named before the rest is counted
WIDER_WORDS: Mapping[Scale, str] = {
    Scale.BOVENREGIONAAL: " en andere regio’s",
    Scale.GECLUSTERD: ", geclusterd naar doelgroep",
}


def region_finding(groups: Groups, area: Area) -> tuple[Part, ...]:
    """Return who trekt samen op bij alle leerroutes, and who joins on parts only."""
    routes = [component for component in LEERROUTES if groups.get(component)]
    if not routes:
        return (Part("Over de leerroutes is "), Part("nog niets gekozen", strong=True), Part("."))
    names = {one.number: one.name for one in area.subregions}
    cores = _always_together([blocks_of(groups[component], area) for component in routes], list(names))
    joined = [block for block in cores if len(block) > 1]
    if not joined:
        return tuple(_per_route(routes, groups, area, names))
    what = "alle leerroutes" if len(routes) == len(LEERROUTES) else _listed(routes)
    if len(joined[0]) == len(names):
        return (Part("Alle subregio’s", strong=True), Part(f" trekken samen op bij {what}."))
    return tuple(_cores(cores, groups, area, what))


def _cores(cores: Sequence[Block], groups: Groups, area: Area, what: str) -> Iterator[Part]:
    names = {one.number: one.name for one in area.subregions}
    opening = ""
    for block in cores:
        if len(block) > 1:
            yield Part(opening + listing([names[number] for number in block]), strong=True)
            yield Part(f" trekken samen op bij {what}.")
            opening = " "
    for block in cores:
        if len(block) == 1:
            parts = [component for component in LEERROUTES if _joins(block[0], groups.get(component, ()), area)]
            yield Part(" ")
            yield Part(names[block[0]], strong=True)
            yield Part(f" doet mee bij {_listed(parts)}." if parts else " doet de leerroutes apart.")


def _per_route(
    routes: Sequence[Component], groups: Groups, area: Area, names: Mapping[int, str]
) -> Iterator[Part]:  # fmt: skip
    said: dict[str, list[Component]] = {}
    for component in routes:
        said.setdefault(_arranged(groups[component], area, names), []).append(component)
    for place, (how, components) in enumerate(said.items()):
        what = _listed(components)
        yield Part(f"{' ' if place else ''}{what[0].upper()}{what[1:]}: ")
        yield Part(how[0].lower() + how[1:] if how.startswith(("De ", "Elke ")) else how, strong=True)
        yield Part(".")


def _arranged(groups: Sequence[Group], area: Area, names: Mapping[int, str]) -> str:
    blocks = blocks_of(groups, area)
    return structure_name(blocks, names) if blocks else "Elke gemeente apart"


def arrangement(groups: Sequence[Group], area: Area) -> str:
    """Return how one component is arranged: "Noord en Midden samen, Zuid apart"; exceptions stay out."""
    if not groups:
        return "Nog niets gekozen"
    return _arranged(groups, area, {one.number: one.name for one in area.subregions})


def _always_together(per_route: Iterable[Sequence[Block]], numbers: Sequence[int]) -> list[Block]:
    """Return the subregions that stand together in every one of these, the largest block first."""
    told: dict[int, list[object]] = {number: [] for number in numbers}
    for blocks in per_route:
        where = {number: block for block in blocks for number in block}
        for number in numbers:
            told[number].append(where.get(number, number))
    found: dict[tuple[object, ...], list[int]] = {}
    for number, places in told.items():
        found.setdefault(tuple(places), []).append(number)
    return sorted((tuple(block) for block in found.values()), key=lambda block: (-len(block), block))


def _joins(number: int, groups: Sequence[Group], area: Area) -> bool:
    """Whether this subregion does the component with municipalities of another."""
    place = homes(groups, area).get(number)
    if place is None:
        return False
    own = next(one for one in area.subregions if one.number == number)
    return bool(set(groups[place].codes) - set(own.codes))


def joining(groups: Groups, area: Area) -> list[tuple[int, str, str]]:
    """Return per subregion (number, name, sentence): where it joins others, stays together, or leaves it to each."""
    found = []
    for one in area.subregions:
        joined = [component for component, made in groups.items() if _joins(one.number, made, area)]
        alone = [component for component in groups if component not in joined]
        if not joined:
            sentence = f"{one.name} doet niet mee met andere subregio’s. {_alone(one, alone, groups, area)}"
        elif not alone:
            sentence = f"{one.name} doet mee bij alle onderdelen."
        else:
            sentence = f"{one.name} doet mee bij {_listed(joined)}. {_alone(one, alone, groups, area)}"
        found.append((one.number, one.name, sentence.strip()))
    return found


def _alone(one: Subregion, components: Sequence[Component], groups: Groups, area: Area) -> str:
    """Return what a subregion does as one, and what each of its municipalities does apart."""
    own = set(area.members(one))
    if len(own) == 1:
        return f"Zelf: {_listed(components)}." if components else ""
    each = [at for at in components if all(len(group.codes) == 1 for group in groups[at] if own & set(group.codes))]
    jointly = [at for at in components if at not in each]
    said = [f"{how}: {_listed(those)}" for how, those in (("als subregio", jointly), ("elke gemeente apart", each))
            if those]  # fmt: skip
    told = "; ".join(said)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def exceptions(groups: Groups, area: Area) -> list[str]:
    """Return per municipality that does not follow its subregion one sentence that says where."""
    found: dict[str, list[Component]] = {}
    for component, made in groups.items():
        if all(len(group.codes) == 1 for group in made):
            continue
        home = homes(made, area)
        for place, group in enumerate(made):
            for code in group.codes:
                own = area.subregion_of(code)
                if own and home.get(own.number) != place:
                    found.setdefault(code, []).append(component)
    return [
        f"{area.name(code)} wijkt bij {_listed(found[code])} af van {own.name}."
        for code in sorted(found, key=area.name)
        if (own := area.subregion_of(code))
    ]


def municipal_finding(code: str, groups: Groups, area: Area) -> tuple[Part, ...]:
    """Return with whom one municipality does the leerroutes."""
    said: dict[str, list[Component]] = {}
    for component in LEERROUTES:
        own = next((group for group in groups.get(component, ()) if code in group.codes), None)
        said.setdefault(_with_whom(code, own, area), []).append(component)
    parts = [Part(area.name(code), strong=True, mark=True)]
    for place, (how, components) in enumerate(said.items()):
        last = place == len(said) - 1
        joint = "" if place == 0 else _last_joint(said) if last else ","
        parts += [Part(f"{joint} doet " if place == 0 else f"{joint} "), Part(_listed(components)), Part(" ")]
        parts.append(Part(how, strong=True))
    return (*parts, Part("."))


def _last_joint(said: Iterable[str]) -> str:
    """Return " en", after a comma when an earlier part has "en" of its own."""
    *earlier, _ = said
    return ", en" if any(" en " in how for how in earlier) else " en"


def _with_whom(code: str, group: Group | None, area: Area) -> str:
    if group is None:
        return "nog nergens"
    width = width_of(group.codes, area)
    if width is Width.ONE:
        return "apart"
    if width is Width.REGION:
        return "met de hele regio" + WIDER_WORDS.get(group.scale, "")
    others = area.names_of([one for one in group.codes if one != code])
    return f"met {listing(others)}" if len(others) <= FEW else f"met {group.label}"


def _listed(components: Sequence[Component]) -> str:
    """Return the components in a sentence; the leerroutes are named, of the others the first few."""
    named = [component for component in components if component in LEERROUTES]
    others = [component for component in components if component not in LEERROUTES]
    words = [with_article(component) for component in named]
    if len(others) <= max(1, FEW - len(named)):
        return listing([*words, *(with_article(component) for component in others)])
    more = count(len(others), "ander onderdeel", "andere onderdelen") if named else f"{len(others)} onderdelen"
    return listing([*words, more])
