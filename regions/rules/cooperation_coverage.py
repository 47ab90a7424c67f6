"""Whether every municipality has its place in every component: once, and not twice. Groups in, sentences out."""

from collections import Counter
from collections.abc import Mapping, Sequence

from inburgering.notation import listing
from regions.rules.components import COMPONENT_LABELS, Component
from regions.rules.cooperation import Area, Group

ARTICLES: Mapping[Component, str] = {
    Component.B1: "de",
    Component.ONDERWIJS: "de",
    Component.ZELFREDZAAMHEID: "de",
    Component.Z_PARTICIPATIE: "het",
    Component.ALFABETISERING: "de",
    Component.PVT: "het",
    Component.MAP: "de",
    Component.BEGELEIDING: "de",
    Component.ONTZORGEN: "het",
    Component.BREDE_INTAKE: "de",
    Component.KLANTREGIE: "de",
    Component.CONTRACT: "het",
}


def with_article(component: Component) -> str:
    """Return the component as it stands in a sentence: "de B1-route", "het contractmanagement"."""
    return f"{ARTICLES[component]} {COMPONENT_LABELS[component]}"


def misplaced(component: Component, groups: Sequence[Group], area: Area) -> list[str]:
    """Return in Dutch who stands in two groups of this component, and who is not of the region (any more)."""
    what = with_article(component)
    found = Counter(code for group in groups for code in group.codes)
    sentences = []
    for code in sorted((code for code, times in found.items() if times > 1), key=area.name):
        labels = [group.label for group in groups for one in group.codes if one == code]
        sentences.append(f"{area.name(code)} staat bij {what} in {len(labels)} groepen: {listing(labels)}.")
    if strange := area.names_of([code for code in found if code not in area.names]):
        one = len(strange) == 1
        who = f"{listing(strange)} {'hoort' if one else 'horen'} niet bij deze regio"
        sentences.append(f"{who} en {'staat' if one else 'staan'} wel bij {what}.")
    return sentences


def not_placed(component: Component, groups: Sequence[Group], area: Area) -> list[str]:
    """Return in Dutch who stands in no group of this component."""
    inside = {code for group in groups for code in group.codes}
    missing = area.names_of([code for code in area.codes if code not in inside])
    if not missing:
        return []
    if not inside:
        return [f"Over {with_article(component)} is nog niets gekozen."]
    does = "doet" if len(missing) == 1 else "doen"
    return [f"{listing(missing)} {does} bij {with_article(component)} nog in geen groep mee."]


def objections(groups: Mapping[Component, Sequence[Group]], area: Area) -> list[str]:
    """Return in Dutch what is missing or double over all components, in the order of the components."""
    found = []
    for component in Component:
        placed = groups.get(component, ())
        found += [*not_placed(component, placed, area), *misplaced(component, placed, area)]
    return found
