"""Small municipalities against large ones: where they answer differently, and whether chance would give as much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering import notation
from inburgering.charts import bars
from inburgering.charts.svg import Svg
from regions.reports.answers import SharedAnswers
from regions.rules import group_difference
from regions.rules.divergence import FEWEST_FOR_AN_INDEX
from regions.rules.group_difference import TwoGroups

RARE = 0.05
DRAWN = 8  # statements in the figure; the table has them all
WIDE, PHONE = 1200, 343


@dataclass(frozen=True, slots=True)
class SizeGap:
    number: int
    label: str
    small: Decimal
    large: Decimal
    gap: Decimal


@dataclass(frozen=True, slots=True)
class SizeGroups:
    """`verdict` starts with a space: it follows another sentence. `border` says what small means, with its source."""

    small: tuple[str, ...]
    large: tuple[str, ...]
    border: str
    verdict: str
    chance: str
    gaps: tuple[SizeGap, ...]
    svg: Svg
    svg_narrow: Svg

    def header(self) -> list[str]:
        return ["Nummer", "Stelling", "Kleine gemeenten", "Grote gemeenten", "Afstand"]

    def table(self) -> list[list[str | int | Decimal]]:
        return [[gap.number, gap.label, gap.small, gap.large, gap.gap] for gap in self.gaps]


def build(shared: SharedAnswers, inhabitants: Mapping[str, tuple[int, date]]) -> SizeGroups | None:
    """Return both groups; None below 4 municipalities, or when these cannot be parted by their inhabitants."""
    known = {code: count for code, (count, _) in inhabitants.items()}
    parted = group_difference.by_size(known) if len(shared.municipalities) >= FEWEST_FOR_AN_INDEX else None
    if parted is None:
        return None
    small, large, middle = parted
    statements = {one.key: one for one in shared.statements}
    found = group_difference.compare(shared.by_municipality(), list(statements), small, large)
    gaps = tuple(
        SizeGap(statements[gap.key].number, statements[gap.key].label, *map(_rounded, (gap.one, gap.other, gap.size)))
        for gap in found.gaps
    )
    if not gaps:
        return None
    names = {one.code: one.name for one in shared.municipalities}
    counted = notation.date_long(max(on for _, on in inhabitants.values()))
    border = notation.number(round(Decimal(str(middle))))
    return SizeGroups(
        small=_named(small, names),
        large=_named(large, names),
        border=f"Klein is hooguit {border} inwoners, de mediaan van deze gemeenten (CBS, {counted}).",
        verdict=_verdict(gaps[0], found.chance),
        chance=_chance(found),
        gaps=gaps,
        svg=_svg(gaps),
        svg_narrow=_svg(gaps, PHONE),
    )


def _named(codes: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted((names[code] for code in codes), key=notation.sort_key))


def _verdict(widest: SizeGap, chance: float) -> str:
    if chance <= RARE:
        return f" Kleine en grote gemeenten verschillen het meest over ‘{widest.label}’."
    return " Kleine en grote gemeenten verschillen niet duidelijk meer dan toeval zou geven."


def _chance(found: TwoGroups) -> str:
    as_far = notation.number(round(found.chance * found.ways))
    tried = (
        f"Van alle {notation.number(found.ways)} manieren"
        if found.all_ways
        else f"Van {found.ways} willekeurige manieren"
    )
    return (
        f"{tried} om deze gemeenten in twee groepen van deze grootte te verdelen, geven er {as_far} minstens zo veel "
        "verschil. Hoe minder, hoe minder het toeval kan zijn."
    )


def _svg(gaps: Sequence[SizeGap], width: float = WIDE) -> Svg:
    drawn = [
        bars.Couple(f"{gap.number}  {gap.label}", float(gap.small), float(gap.large), notation.number(gap.gap, 1))
        for gap in gaps[:DRAWN]
    ]
    label = "Gemiddeld antwoord van kleine en grote gemeenten, van −2 (oneens) tot +2 (eens), bij de stellingen met de "
    names = ("kleine gemeenten", "grote gemeenten")
    return bars.couples(drawn, names=names, label=f"{label}grootste afstand.", width=width)


def _rounded(value: float) -> Decimal:
    return round(Decimal(str(value)), 2)
