"""A plan as people read it: the finding, one table of components and subregions, wishes, and where each one stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from inburgering.notation import count, date_long, date_short, listing, time_of_day
from regions.models import CooperationPlan
from regions.reports import cooperation_stand, subregion_outcome
from regions.reports.cooperation import StandingOf
from regions.reports.cooperation_component import ComponentView, WishRow, hatches, view, wish_row
from regions.reports.cooperation_stand import Stand
from regions.reports.mandate import plain_name
from regions.reports.subregion_proof import proof_of
from regions.rules.components import COMPONENT_SHORT, SCALE_LABELS, Component, Scale
from regions.rules.cooperation import Area, Group, Subregion, Width, scale_words, width_of
from regions.rules.cooperation_coverage import objections
from regions.rules.cooperation_layout import homes
from regions.rules.cooperation_words import exceptions, joining, municipal_finding, region_finding
from regions.rules.finding import Part

STANCE_SIGNS = {"AGREED": "AGREE", "AGREED_IF": "AGREE_IF", "NOT_AGREED": "DISAGREE", "": "NONE"}
STANCE_WORDS = (("AGREED", "akkoord"), ("AGREED_IF", "akkoord mits"), ("NOT_AGREED", "niet akkoord"),
                ("", "nog geen reactie"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A subregion (with its hatching) or a municipality."""

    name: str
    hatch: int | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """With whom, in a word; the same hatching in one row is the same group. `note` tells an exception."""

    hatch: int | None
    word: str
    note: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    component: ComponentView
    short: str
    cells: Sequence[Cell]
    scale: str
    own: str  # with whom the chosen municipality does it, empty without one


@dataclass(frozen=True, slots=True)
class StandingTile:
    """Where a municipality stands; `note` says at which level, when, and how it came here."""

    name: str
    slug: str
    sign: str
    label: str
    reason: str
    note: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    stand: Stand
    finding: Sequence[Part]
    joined: Sequence[tuple[int, str, str]]
    exceptions: Sequence[str]
    objections: Sequence[str]
    clashes: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    wishes: Sequence[WishRow]
    standing: Sequence[StandingTile]
    standing_told: str
    alternatives: str
    source: str

    @property
    def components(self) -> list[ComponentView]:
        return [row.component for row in self.rows]

    @property
    def own(self) -> StandingTile | None:
        """Return where the municipality stands that is looked for."""
        return next((one for one in self.standing if one.is_mine), None)

    @property
    def wishes_told(self) -> str:
        """Return how many wishes the division gives, in a sentence."""
        if not self.wishes:
            return "Geen gemeente gaf een wens."
        broken = sum(one.is_broken for one in self.wishes)
        if not broken:
            return "Deze indeling gaat tegen geen enkele wens in."
        return f"Deze indeling gaat in tegen {broken} van de {count(len(self.wishes), 'wens', 'wensen')}."

    def header(self) -> list[str]:
        return ["Onderdeel", "Indeling", *(f"{one.name}" for one in self.stand.municipalities), "Schaal", "Nog te doen"]

    def table(self) -> list[list[str]]:
        """Return the rows of the Excel file: a component each, and last where every municipality stands."""
        rows = [
            [row.component.name, row.component.arrangement, *self._groups(Component(row.component.code)), row.scale,
             " ".join(row.component.objections)]
            for row in self.rows
        ]  # fmt: skip
        said = [f"{one.label}: {one.reason}" if one.reason else one.label for one in self.stand.standing]
        return [*rows, ["Standpunt", self.standing_told, *said, "", ""]]

    def _groups(self, component: Component) -> list[str]:
        groups = self.stand.groups.get(component, ())
        return [_municipal_cell(self.stand, groups, one.code).word for one in self.stand.municipalities]


def build(plan: CooperationPlan, slug: str = "", *, per_municipality: bool = False) -> PlanPage:
    """Return the page of a plan, looked at for one municipality or for nobody."""
    stand = cooperation_stand.read(plan, slug)
    views = [view(stand, component) for component in Component]
    finding = municipal_finding if stand.chosen else None
    return PlanPage(
        stand,
        finding(stand.code, stand.groups, stand.area) if finding else region_finding(stand.groups, stand.area),
        joining(stand.groups, stand.area),
        exceptions(stand.groups, stand.area),
        objections(stand.groups, stand.area),
        [clash.sentence for clash in stand.clashes],
        _columns(stand, per_municipality),
        [_row(stand, one, per_municipality) for one in views],
        [wish_row(wish, stand.groups, stand.code) for wish in stand.wishes],
        [standing_tile(one, stand.code) for one in stand.standing],
        standing_told(stand.standing),
        proof_of(stand.question, subregion_outcome.thaw(plan.proposal.outcome)).near_sentence,
        _source(plan),
    )


def _columns(stand: Stand, per_municipality: bool) -> list[Column]:
    if per_municipality:
        return [Column(one.name, None, one.code == stand.code) for one in stand.municipalities]
    found = [Column(one.name, one.number, stand.code in one.codes) for one in stand.area.subregions]
    return [Column(stand.chosen.name, None, True), *found] if stand.chosen else found


def _row(stand: Stand, one: ComponentView, per_municipality: bool) -> Row:
    component = Component(one.code)
    groups = stand.groups.get(component, ())
    if per_municipality:
        cells = [_municipal_cell(stand, groups, who.code) for who in stand.municipalities]
    else:
        cells = [_subregion_cell(stand, groups, subregion) for subregion in stand.area.subregions]
        if stand.chosen:
            cells.insert(0, _municipal_cell(stand, groups, stand.code))
    short = COMPONENT_SHORT[component]
    own = _municipal_cell(stand, groups, stand.code).word if stand.chosen else ""
    return Row(one, short[0].upper() + short[1:], cells, _scale(groups, stand.area), own)


def _subregion_cell(stand: Stand, groups: Sequence[Group], subregion: Subregion) -> Cell:
    area, is_mine = stand.area, stand.code in subregion.codes
    home = homes(groups, area)
    place = home.get(subregion.number)
    if place is None:
        return Cell(None, "nog niets gekozen", "", is_mine)
    group, own = groups[place], set(area.members(subregion))
    inside = [one for one in groups if own & set(one.codes)]
    if len(own) > 1 and all(len(one.codes) == 1 for one in inside):
        return Cell(None, "elke gemeente apart", "", is_mine)
    outside = own - set(group.codes)
    note = f"zonder {listing(area.names_of(outside))}" if outside else ""
    return Cell(hatches(stand, groups)[place], _with(group, subregion, home, place, area), note, is_mine)


def _with(group: Group, subregion: Subregion, home: dict[int, int], place: int, area: Area) -> str:
    if group.scale in (Scale.BOVENREGIONAAL, Scale.GECLUSTERD):
        return SCALE_LABELS[group.scale]
    if width_of(group.codes, area) is Width.REGION:
        return "hele regio"
    joined = [one for one in area.subregions if home.get(one.number) == place and one != subregion]
    strangers = [
        code for code in group.codes if (own := area.subregion_of(code)) not in (subregion, *joined) or not own
    ]
    who = [*(one.name for one in joined), *area.names_of(strangers)]
    return f"met {listing(who)}" if who else "eigen subregio"


def _municipal_cell(stand: Stand, groups: Sequence[Group], code: str) -> Cell:
    place = next((place for place, group in enumerate(groups) if code in group.codes), None)
    if place is None:
        return Cell(None, "nog geen groep", "", code == stand.code)
    alone = len(groups[place].codes) == 1
    return Cell(hatches(stand, groups)[place], "apart" if alone else groups[place].label, "", code == stand.code)


def _scale(groups: Sequence[Group], area: Area) -> str:
    """Return the scales that occur, the widest group first."""
    if not groups:
        return "nog niets gekozen"
    return listing(list(dict.fromkeys(
        scale_words(group, area) for group in sorted(groups, key=lambda group: -len(group.codes))
    )))  # fmt: skip


def standing_tile(one: StandingOf, mine: str) -> StandingTile:
    said = []
    if one.given_at:
        said.append(f"{one.level_label}, {date_short(timezone.localdate(one.given_at))}")
    if one.is_noted:
        said.append("genoteerd door de projectleider")
    if one.is_outdated:
        said.append("over een eerdere versie")
    return StandingTile(one.name, one.slug, STANCE_SIGNS[one.stance], one.label, one.reason, "; ".join(said),
                        one.code == mine)  # fmt: skip


def standing_told(standing: Sequence[StandingOf]) -> str:
    """Return "5 akkoord, 2 akkoord mits, 1 niet akkoord"; every stance that occurs, the fewest as plain as the most."""
    held = Counter(one.stance for one in standing)
    return ", ".join(f"{held[stance]} {word}" for stance, word in STANCE_WORDS if held[stance])


def _source(plan: CooperationPlan) -> str:
    changed = timezone.localtime(plan.changed_at)
    proposal = plan.proposal
    return (
        f"Bron: voorstel {proposal.number} voor subregio’s, en wat gemeenten in werksessie {proposal.session.number} "
        f"kozen. Gemaakt door {plain_name(plan.made_by)}, versie {plan.version}, gewijzigd op "
        f"{date_long(changed.date())}, {time_of_day(changed.time())}."
    )
