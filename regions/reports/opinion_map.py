"""Who stands near whom: the map, the groups of the exact division, and the answers that hold these groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from inburgering.charts import opinion_map as chart
from inburgering.charts.opinion_map import Dot, Ends
from inburgering.charts.svg import Svg
from regions.models import SubregionProposal, WorkSession
from regions.reports.answers import SharedAnswers, shared_answers
from regions.reports.figure import Figure
from regions.reports.looking import Looking, looking, slug_of, source, standing_proposal
from regions.reports.opinion_groups import OpinionGroups, divide
from regions.reports.opinion_neighbours import Neighbours, neighbours
from regions.reports.poles import Poles, poles_of
from regions.rules.finding import Part
from regions.rules.opinion_map import PERMUTATIONS, Axis, NoMap, OpinionMap, opinion_map

FEW = 12  # up to here the page warns that one answer can change the groups
DRIVERS = 2  # statements that name an axis
FORMULA = (
    "Kaart = de eerste twee hoofdcomponenten van de antwoorden; elke stelling telt even zwaar, ‘weet niet’ telt als "
    "ontbrekend en nooit als neutraal. Bij toeval = het gemiddelde als de antwoorden per stelling willekeurig over de "
    f"gemeenten worden verdeeld, {PERMUTATIONS} keer. De groepen komen uit de exacte verdeling van alle antwoorden, "
    "niet uit de kaart."
)
WIDE, NARROW = (760.0, 440.0), (343.0, 340.0)
SENTENCES = {
    NoMap.TOO_FEW: "Een meningenkaart kan vanaf 4 gemeenten die de meeste stellingen beantwoordden.",
    NoMap.TOO_LITTLE_ASKED: "Een meningenkaart kan vanaf 2 stellingen met antwoorden.",
    NoMap.ALL_ALIKE: "Alle gemeenten geven dezelfde antwoorden. Op een kaart zouden ze op één punt staan.",
}


@dataclass(frozen=True, slots=True)
class AxisWords:
    """Which statements turn an axis: in words at both ends, and as sentences; `share` is "43%"."""

    name: str
    low: str
    high: str
    share: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The numbers behind one dot: how far to the right and how far up, in steps of the answers."""

    name: str
    group: str
    across: Decimal
    along: Decimal
    is_mine: bool


@dataclass(frozen=True, slots=True)
class OpinionMapReport:
    """`svg` is None when there is no map; then `finding` says why, and the other parts are empty."""

    finding: tuple[Part, ...]
    notices: tuple[str, ...]
    svg: Svg | None
    svg_narrow: Svg | None
    axes: tuple[AxisWords, ...]
    points: tuple[Point, ...]
    groups: OpinionGroups | None
    neighbours: tuple[Neighbours, ...]
    looking: Looking
    source: str

    def header(self) -> list[str]:
        return ["Gemeente", "Groep", "Meest gelijk", "Sterkste overeenkomst", "Sterkste verschil"]

    def table(self) -> list[list[str]]:
        return [[one.name, one.group, one.alike_text, one.agreement, one.difference] for one in self.neighbours]


def build(
    session: WorkSession,
    *,
    for_code: str | None = None,
    group_count: int | None = None,
    proposal: SubregionProposal | None = None,
) -> OpinionMapReport:
    """Return the map; without a number of groups that of the standing proposal decides, or else there are two."""
    return for_page(session, slug_of(shared_answers(session), for_code), group_count, proposal)


def for_page(
    session: WorkSession, slug: str, group_count: int | None, proposal: SubregionProposal | None
) -> OpinionMapReport:
    """Return the map as the address asks for it."""
    shared = shared_answers(session)
    seen = looking(shared, slug)
    keys = [one.key for one in shared.statements]
    found = opinion_map(shared.by_municipality(), keys)
    where = source(session, shared, FORMULA)
    if isinstance(found, NoMap):
        return OpinionMapReport((Part(SENTENCES[found]),), seen.notices, None, None, (), (), None, (), seen, where)
    poles = poles_of(session)
    groups = divide(shared, [spot.code for spot in found.spots], group_count, proposal, poles)
    axes = tuple(_axis(name, axis, poles) for name, axis in zip(("Liggend", "Staand"), found.axes, strict=True))
    group_of = groups.group_of()
    wide, narrow = (_svg(shared, found, group_of, axes, seen, size) for size in (WIDE, NARROW))
    return OpinionMapReport(
        finding=tuple(_finding(found, axes, groups, seen)),
        notices=(*seen.notices, *_notices(shared, found)),
        svg=wide,
        svg_narrow=narrow,
        axes=axes,
        points=tuple(_points(shared, found, group_of, seen)),
        groups=groups,
        neighbours=neighbours(shared, groups, seen),
        looking=seen,
        source=where,
    )


def figure(
    session: WorkSession, for_code: str | None = None, *, proposal: SubregionProposal | None = None
) -> Figure | None:
    """Return the map to take along; None when there is no map, for instance below 4 municipalities."""
    found = build(session, for_code=for_code, proposal=proposal or standing_proposal(session))
    if found.svg is None:
        return None
    text = "".join(part.text for part in found.finding)
    return Figure("Wie staat dicht bij wie?", text, found.svg, found.header(), found.table(), found.source)


def _axis(name: str, axis: Axis, poles: Poles) -> AxisWords:
    """Name the ends by the statements that turn the axis most."""
    drivers = axis.loadings[:DRIVERS]
    high = [poles.end(key, agrees=weight > 0) for key, weight in drivers]
    low = [poles.end(key, agrees=weight < 0) for key, weight in drivers]
    said = tuple(f"{poles.quoted(key)}: eens staat {_side(name, weight)}" for key, weight in drivers)
    return AxisWords(name, _joined(low), _joined(high), _percent(axis.share), said)


def _side(name: str, weight: float) -> str:
    sides = ("rechts", "links") if name == "Liggend" else ("boven", "onder")
    return sides[0] if weight > 0 else sides[1]


def _joined(words: Sequence[str]) -> str:
    return notation.listing(list(dict.fromkeys(words)))


def _svg(
    shared: SharedAnswers,
    found: OpinionMap,
    group_of: Mapping[str, int],
    axes: Sequence[AxisWords],
    seen: Looking,
    size: tuple[float, float],
) -> Svg:
    names = {one.code: one.name for one in shared.municipalities}
    dots = [
        Dot(names[spot.code], spot.x, spot.y, group_of.get(spot.code, 0), spot.code == seen.code)
        for spot in found.spots
    ]
    ends = Ends(axes[0].low, axes[0].high, axes[1].high, axes[1].low)
    label = (
        f"Meningenkaart van {len(dots)} gemeenten. Links: {ends.left or 'geen verschil'}. Rechts: "
        f"{ends.right or 'geen verschil'}. De tabel zegt per gemeente wie het dichtst bij haar staat."
    )
    return chart.opinion_map(dots, ends, label=label, width=size[0], height=size[1])


def _points(shared: SharedAnswers, found: OpinionMap, group_of: Mapping[str, int], seen: Looking) -> Iterator[Point]:
    names = {one.code: one.name for one in shared.municipalities}
    for spot in sorted(found.spots, key=lambda spot: -spot.x):
        group = f"Groep {group_of[spot.code]}" if spot.code in group_of else "geen groep"
        across, along = (round(Decimal(str(value)), 1) for value in (spot.x, spot.y))
        yield Point(names[spot.code], group, across, along, spot.code == seen.code)


def _finding(found: OpinionMap, axes: Sequence[AxisWords], groups: OpinionGroups, seen: Looking) -> Iterator[Part]:
    mine = groups.of(seen.code)
    if seen.chosen and mine:
        others = [name for name in mine.names if name != seen.chosen.name]
        yield Part(seen.chosen.name, strong=True, mark=True)
        yield Part(f" staat bij {notation.listing(others)}. " if others else " staat alleen. ")
    yield Part("De grootste tegenstelling: ")
    yield Part(axes[0].high, strong=True)
    yield Part(" tegenover ")
    yield Part(axes[0].low, strong=True)
    yield Part(". De kaart laat ")
    yield Part(_percent(found.share), strong=True)
    yield Part(f" van de verschillen zien; bij toeval {_percent(found.by_chance)}.")


def _notices(shared: SharedAnswers, found: OpinionMap) -> Iterator[str]:
    if not found.is_more_than_chance:
        yield (
            "De kaart laat niet duidelijk meer zien dan toeval zou geven. Kijk daarom ook naar de tabel, waarin elk "
            "antwoord staat."
        )
    if found.left_out:
        names = {one.code: one.name for one in shared.municipalities}
        who = notation.listing([names[code] for code in found.left_out])
        yield f"Niet op de kaart: {who}. Daarvoor zijn antwoorden nodig op minstens 60% van de stellingen."


def _percent(share: float) -> str:
    return notation.percent(Decimal(str(min(share, 1.0))))
