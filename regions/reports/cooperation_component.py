"""One component of a plan: its groups and scale, what was asked for, and how each other way to combine would suit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.charts import hexmap
from inburgering.charts.svg import Svg
from inburgering.notation import count, listing, sort_key
from regions.reports.cooperation_answers import AnswersOn
from regions.reports.cooperation_stand import SLUGS, Stand
from regions.rules import wishes as wish_rules
from regions.rules.components import COMPONENT_TASKS, SCALE_LABELS, Component, Scale, component_name
from regions.rules.cooperation import JOINED, Group, scale_words
from regions.rules.cooperation_coverage import misplaced, not_placed
from regions.rules.cooperation_fit import suits
from regions.rules.cooperation_layout import Layout, groups_for, homes, structures
from regions.rules.cooperation_words import arrangement, exceptions
from regions.rules.inventory import TASKS_BY_CODE

WIDTH, TELEPHONE = 524, 343  # px, as on the page of a proposal
BEFORE_REGION = list(SCALE_LABELS).index(Scale.REGIONAAL)
NEXT_HATCH, LAST_HATCH = 1, 5  # a group that is home to no subregion gets the hatching after theirs


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its hatching (None for a municipality alone) and its scale in words."""

    hatch: int | None
    label: str
    names: str
    scale: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ScaleCount:
    """One of the five scales: how many municipalities chose it, and how many get it in this plan."""

    label: str
    wanted: int
    wanted_by: str
    held: int


@dataclass(frozen=True, slots=True)
class WishRow:
    number: int
    name: str
    sentence: str
    text: str
    verdict: str
    told: str
    is_broken: bool
    is_hard: bool
    is_mine: bool

    @property
    def rest(self) -> str:
        """Return what follows the verdict: " bij de B1-route." or a sentence of its own."""
        return f" {self.told[:1].lower()}{self.told[1:]}" if self.is_broken else f". {self.told}"


@dataclass(frozen=True, slots=True)
class ComponentView:
    """Everything the pages print about one component; `agreement` is the share of the differences that remains."""

    code: str
    slug: str
    name: str
    arrangement: str
    exceptions: Sequence[str]
    groups: Sequence[GroupRow]
    scales: Sequence[ScaleCount]
    suits: str
    answers: str
    objections: Sequence[str]
    wishes: Sequence[WishRow]
    law: str

    @property
    def broken(self) -> int:
        return sum(one.is_broken for one in self.wishes)


@dataclass(frozen=True, slots=True)
class StructureView:
    """One way to combine the subregions, with what wishes and answers say of it. Facts beside the choice."""

    key: str
    name: str
    as_wanted: int
    chose: int
    left: Decimal | None
    broken: Sequence[str]


def view(stand: Stand, component: Component) -> ComponentView:
    groups, area = stand.groups.get(component, ()), stand.area
    wanted = stand.wanted[component]
    return ComponentView(
        component.value,
        SLUGS[component],
        component_name(component),
        arrangement(groups, area),
        exceptions({component: groups}, area),
        group_rows(stand, groups),
        _scales(stand, groups, wanted),
        suits(groups, wanted, area).sentence,
        stand.answers(component).told(groups) if groups else "",
        [*not_placed(component, groups, area), *misplaced(component, groups, area)],
        [wish_row(wish, {component: groups} if groups else {}, stand.code) for wish in stand.wishes_on(component)],
        TASKS_BY_CODE[COMPONENT_TASKS[component]].limit_line,
    )


def wish_row(wish: wish_rules.Wish, groups: Mapping[Component, Sequence[Group]], mine: str) -> WishRow:
    found = wish_rules.judged(wish, groups)
    return WishRow(
        wish.number,
        wish.name,
        wish_rules.sentence(wish),
        wish.text,
        found.standing.value,
        found.told,
        found.standing is wish_rules.Standing.BROKEN,
        wish.is_hard,
        wish.code == mine,
    )


def hatches(stand: Stand, groups: Sequence[Group]) -> list[int | None]:
    """Return the hatching per group: that of its first subregion, as in the proposal; None for a municipality alone."""
    first: dict[int, int] = {}
    for number, place in homes(groups, stand.area).items():
        first[place] = min(number, first.get(place, number))
    beyond = min(max(first.values(), default=0) + NEXT_HATCH, LAST_HATCH)
    return [
        None if len(group.codes) == 1 else first.get(place, beyond) for place, group in enumerate(groups)
    ]  # fmt: skip


def group_rows(stand: Stand, groups: Sequence[Group]) -> list[GroupRow]:
    """Return the groups; municipalities that stand alone come together in one row at the end."""
    rows = [
        GroupRow(hatch, group.label, listing(stand.area.names_of(group.codes)), scale_words(group, stand.area),
                 stand.code in group.codes)
        for group, hatch in zip(groups, hatches(stand, groups), strict=True)
        if hatch is not None
    ]  # fmt: skip
    alone = [code for group in groups if len(group.codes) == 1 for code in group.codes]
    if alone:
        names = listing(stand.area.names_of(alone))
        rows.append(GroupRow(None, "Elk apart", names, SCALE_LABELS[Scale.LOKAAL], stand.code in alone))
    return rows


def _scales(stand: Stand, groups: Sequence[Group], wanted: Mapping[str, Scale]) -> list[ScaleCount]:
    """Return the five scales, and between subregion and region the groups that haken aan when there are any."""
    held = Counter(scale_words(group, stand.area) for group in groups for _ in group.codes)
    by_scale = {scale: [code for code in stand.area.codes if wanted.get(code) is scale] for scale in SCALE_LABELS}
    rows = [
        ScaleCount(label, len(by_scale[scale]), listing(stand.area.names_of(by_scale[scale])), held[label])
        for scale, label in SCALE_LABELS.items()
    ]
    if held[JOINED]:
        rows.insert(BEFORE_REGION, ScaleCount(JOINED, 0, "", held[JOINED]))
    return rows


def structure_views(stand: Stand, component: Component) -> list[StructureView]:
    """Return every way to combine the subregions for this component, with how it suits."""
    answers, wanted = stand.answers(component), stand.wanted[component]
    return [_structure_view(stand, component, key, name, answers, wanted)
            for key, name in ((one.key, one.name) for one in structures(stand.area))]  # fmt: skip


def _structure_view(
    stand: Stand, component: Component, key: str, name: str, answers: AnswersOn, wanted: Mapping[str, Scale]
) -> StructureView:
    groups = groups_for(Layout(key), stand.area)
    found = suits(groups, wanted, stand.area)
    judged = [(wish, wish_rules.judged(wish, {component: groups})) for wish in stand.wishes_on(component)]
    broken = [wish.name for wish, one in judged if wish.is_hard and one.standing is wish_rules.Standing.BROKEN]
    return StructureView(key, name, len(found.as_wanted), found.chose, answers.left(groups), sorted(set(broken)))


def drawn(stand: Stand, component: Component, width: float = WIDTH) -> Svg | None:
    """Draw who does the component with whom; nothing when not every municipality has a place on the hexagon map."""
    places = stand.question.places
    if not places or any(code not in places or places[code].cell is None for code in stand.area.codes):
        return None
    groups = stand.groups.get(component, ())
    by_code = {code: (group, hatch) for group, hatch in zip(groups, hatches(stand, groups), strict=True)
               for code in group.codes}  # fmt: skip
    tiles = [
        hexmap.Tile(
            code, places[code].cell or (0, 0), stand.area.name(code),
            "" if code not in by_code else "apart" if by_code[code][1] is None else "",
            by_code[code][1] if code in by_code else None, code == stand.code,
        )
        for code in sorted(stand.area.codes, key=lambda code: sort_key(stand.area.name(code)))
    ]  # fmt: skip
    return hexmap.draw(tiles, label=f"Kaart van {component_name(component)}: {arrangement(groups, stand.area)}.",
                       width=width)  # fmt: skip


def asked_note(stand: Stand, component: Component) -> str:
    """Return from what the facts beside the choice come."""
    numbers = stand.answers(component).statements
    task = COMPONENT_TASKS[component]
    said = f"Gekozen schaal: taak {task}, vraag ‘regelen’, in werksessie {stand.question.session_number}."
    if not numbers:
        return said
    which = f"stelling {numbers[0]}" if len(numbers) == 1 else f"{count(len(numbers), 'stelling', 'stellingen')}"
    listed = "" if len(numbers) == 1 else f" ({listing([str(one) for one in numbers])})"
    return (
        f"{said} Verschil in antwoorden: {which}{listed}; dat deze over dit onderdeel gaan, is een aanname. "
        "Meer groepen geeft altijd minder verschil binnen de groepen."
    )
