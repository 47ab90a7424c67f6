"""Differences by theme, by leerroute and by size of municipality."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import fmean

from inburgering import notation
from inburgering.charts import bars
from inburgering.charts.svg import Svg
from regions.models import Population, Statement, WorkSession
from regions.reports.answers import SharedAnswers, shared_answers
from regions.reports.difference_size import SizeGap, SizeGroups
from regions.reports.difference_size import build as by_size
from regions.reports.figure import Figure
from regions.reports.looking import Looking, looking, slug_of, source
from regions.rules.divergence import FEWEST_FOR_AN_INDEX, Label
from regions.rules.finding import Part

ROUTES = {"B1": "B1-route", "ONDERWIJS": "onderwijsroute", "ZELFREDZAAMHEID": "Z-route"}
EVERY_ROUTE = "alle leerroutes"
WIDEST = 2.0
FORMULA = (
    "Verschil = het gemiddelde, over de stellingen, van de standaardafwijking van de antwoorden: van 0 (gelijk) tot 2 "
    "(tegenover elkaar)."
)
WIDE, PHONE = 1200, 343


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One theme or leerroute. `spread` is None when fewer than 4 municipalities answered: then counts say enough."""

    name: str
    statements: int
    strongly: int
    partly: int
    agreed: int
    spread: Decimal | None
    own_gap: Decimal | None  # of the municipality that is looked for: mean distance to the mean of the others

    @property
    def thin(self) -> int:
        return self.statements - self.strongly - self.partly - self.agreed


@dataclass(frozen=True, slots=True)
class DifferenceGroups:
    """`routes` is empty when no statement is asked for one leerroute; `sizes` is None when there are too few."""

    finding: tuple[Part, ...]
    themes: tuple[GroupRow, ...]
    routes: tuple[GroupRow, ...]
    sizes: SizeGroups | None
    theme_svg: Svg | None
    theme_svg_narrow: Svg | None
    looking: Looking
    source: str

    def header(self) -> list[str]:
        return ["Soort", "Groep", "Stellingen", "Sterk verdeeld", "Deels verdeeld", "Eens", "Verschil"]

    def table(self) -> list[list[str | int | Decimal | None]]:
        """Return themes and leerroutes; the sizes have a table of their own."""
        kinds = [("Thema", self.themes), ("Leerroute", self.routes)]
        return [
            [kind, row.name, row.statements, row.strongly, row.partly, row.agreed, row.spread]
            for kind, rows in kinds
            for row in rows
        ]

    @property
    def size_gaps(self) -> tuple[SizeGap, ...]:
        return self.sizes.gaps if self.sizes else ()


def build(session: WorkSession, *, for_code: str | None = None) -> DifferenceGroups:
    return for_page(session, slug_of(shared_answers(session), for_code))


def for_page(session: WorkSession, slug: str) -> DifferenceGroups:
    """Return the differences per group, looked at for the municipality with this slug or for nobody."""
    shared = shared_answers(session)
    seen = looking(shared, slug)
    themes = _rows(shared, {one.key: one.theme for one in shared.statements}, seen.code)
    of_route = dict(Statement.objects.filter(session=session).values_list("key", "leerroute"))
    named = {key: ROUTES.get(route, EVERY_ROUTE) for key, route in of_route.items()}
    routes = _rows(shared, named, seen.code) if any(of_route.values()) else ()
    sizes = by_size(shared, _inhabitants(session, shared))
    return DifferenceGroups(
        finding=tuple(_finding(shared, themes, sizes, seen)),
        themes=themes,
        routes=routes,
        sizes=sizes,
        theme_svg=_svg(themes),
        theme_svg_narrow=_svg(themes, PHONE),
        looking=seen,
        source=source(session, shared, FORMULA),
    )


def figure(session: WorkSession, for_code: str | None = None) -> Figure | None:
    """Return the differences per theme as bars; None when nothing can be measured yet."""
    found = build(session, for_code=for_code)
    if found.theme_svg is None:
        return None
    finding = "".join(part.text for part in found.finding)
    return Figure("Verschil per thema", finding, found.theme_svg, found.header(), found.table(), found.source)


def _inhabitants(session: WorkSession, shared: SharedAnswers) -> dict[str, tuple[int, date]]:
    """Return the newest count per municipality that shared, with its date."""
    rows = Population.objects.filter(municipality__code__in=[one.code for one in shared.municipalities])
    newest = rows.order_by("municipality__code", "counted_on")
    return {
        code: (count, on) for code, count, on in newest.values_list("municipality__code", "inhabitants", "counted_on")
    }


def _rows(shared: SharedAnswers, group_of: dict[str, str], code: str | None) -> tuple[GroupRow, ...]:
    """Return one row per group, the widest difference first; groups without a measure stand last."""
    rows = [
        _row(shared, name, [one.key for one in shared.statements if group_of[one.key] == name], code)
        for name in dict.fromkeys(group_of[one.key] for one in shared.statements)
    ]
    return tuple(sorted(rows, key=lambda row: (row.spread is None, -(row.spread or 0))))


def _row(shared: SharedAnswers, name: str, keys: Sequence[str], code: str | None) -> GroupRow:
    found = [shared.distribution(key) for key in keys]
    labels = [one.label for one in found]
    spreads = [one.spread for one in found if one.given >= FEWEST_FOR_AN_INDEX and one.spread is not None]
    return GroupRow(
        name=name,
        statements=len(keys),
        strongly=labels.count(Label.STRONGLY_DIVIDED),
        partly=labels.count(Label.PARTLY_DIVIDED),
        agreed=labels.count(Label.AGREED),
        spread=_rounded(fmean(spreads)) if spreads else None,
        own_gap=_own_gap(shared, keys, code),
    )


def _own_gap(shared: SharedAnswers, keys: Sequence[str], code: str | None) -> Decimal | None:
    gaps = []
    for key in keys:
        values = shared.values(key)
        mine = values.pop(code, None) if code else None
        others = [value for value in values.values() if value is not None]
        if mine is not None and others:
            gaps.append(abs(mine - fmean(others)))
    return _rounded(fmean(gaps)) if gaps else None


def _finding(
    shared: SharedAnswers, themes: Sequence[GroupRow], sizes: SizeGroups | None, seen: Looking
) -> Iterator[Part]:
    measured = [row for row in themes if row.spread is not None]
    if not measured:
        yield Part("Er zijn ")
        yield Part("nog te weinig antwoorden", strong=True)
        yield Part(" om thema's te vergelijken. Dat kan vanaf 4 gemeenten.")
        return
    own = [row for row in themes if row.own_gap is not None]
    if seen.chosen and own:
        furthest = max(own, key=lambda row: row.own_gap or Decimal(0))
        yield Part(seen.chosen.name, strong=True, mark=True)
        yield Part(" wijkt het meest af bij ")
        yield Part(furthest.name, strong=True)
        yield Part(". ")
    yield Part("De gemeenten verschillen het meest over ")
    yield Part(measured[0].name, strong=True)
    if len(measured) > 1:
        yield Part(f" en het minst over {measured[-1].name}")
    yield Part(".")
    if sizes:
        yield Part(sizes.verdict)


def _svg(rows: Sequence[GroupRow], width: float = WIDE) -> Svg | None:
    measured = [row for row in rows if row.spread is not None]
    if not measured:
        return None
    drawn = [
        bars.Bar(row.name, float(row.spread or 0), notation.number(row.spread or Decimal(0), 1)) for row in measured
    ]
    said = ", ".join(f"{bar.label} {bar.note}" for bar in drawn)
    return bars.bars(drawn, maximum=WIDEST, label=f"Verschil per thema, van 0 tot 2: {said}.", width=width)


def _rounded(value: float) -> Decimal:
    return round(Decimal(str(value)), 2)
