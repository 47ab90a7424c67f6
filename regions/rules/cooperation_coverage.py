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


def component_objections(component: Component, groups: Sequence[Group], area: Area) -> list[str]:
    """Return in Dutch who stands in no group of this component, who in two, and who is not of the region (any more)."""
    what = with_article(component)
    found = Counter(code for group in groups for code in group.codes)
    missing = [code for code in area.codes if code not in found]
    twice = [code for code, times in found.items() if times > 1]
    strange = [code for code in found if code not in area.names]
    sentences = []
    if missing and len(missing) == len(area.codes):
        return [f"Over {what} is nog niets gekozen."]
    if missing:
        who = area.names_of(missing)
        sentences.append(f"{listing(who)} {_do(who)} bij {what} nog in geen groep mee.")
    for code in sorted(twice, key=area.name):
        labels = [group.label for group in groups for one in group.codes if one == code]
        sentences.append(f"{area.name(code)} staat bij {what} in {len(labels)} groepen: {listing(labels)}.")
    if strange:
        who = area.names_of(strange)
        sentences.append(
            f"{listing(who)} {'hoort' if len(who) == 1 else 'horen'} niet bij deze regio "
            f"en {'staat' if len(who) == 1 else 'staan'} wel bij {what}."
        )
    return sentences


def objections(groups: Mapping[Component, Sequence[Group]], area: Area) -> list[str]:
    """Return in Dutch what is missing or double over all components, in the order of the components."""
    return [one for component in Component for one in component_objections(component, groups.get(component, ()), area)]


def _do(who: Sequence[str]) -> str:
    return "doet" if len(who) == 1 else "doen"
