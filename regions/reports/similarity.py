"""How alike each pair of municipalities answers: a table in which like stands beside like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from inburgering import notation
from inburgering.charts import heatmap, palette
from regions.models import WorkSession
from regions.optimisation.distance import Distances
from regions.optimisation.ordering import alike_together
from regions.reports.answers import SharedAnswers, shared_answers
from regions.reports.figure import Figure
from regions.reports.looking import Looking, looking, slug_of, source
from regions.rules.divergence import FEWEST_TO_COMPARE
from regions.rules.finding import Part
from regions.rules.similarity import Pair, pairs

FORMULA = (
    "Gelijk = 100% min de gemiddelde afstand tussen de antwoorden: 100% is overal hetzelfde antwoord, 0% is overal het "
    "tegenovergestelde. Alle stellingen tellen even zwaar. Delen twee gemeenten minder dan 60% van de stellingen, dan "
    "staat er geen getal."
)
# From how large a share: name of the shade, its colour and the ink on it.
SHADES = [
    (0.85, "5", palette.PETROL, palette.SHEET),
    (0.75, "4", "#5A9B95", palette.INK),
    (0.65, "3", "#93C5BE", palette.INK),
    (0.50, "2", palette.LIGHT_PETROL, palette.INK),
    (0.0, "1", palette.DEEP_PAPER, palette.INK),
]
EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is "84%", "–" on the diagonal, or "te weinig" for a pair that shares too few statements."""

    share: float | None
    text: str
    shade: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SimilarityRow:
    code: str
    name: str
    is_mine: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    one: str
    other: str
    share: float
    percent: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Similarity:
    """`rows` and their cells follow the same order; `pairs` from most to least alike."""

    finding: tuple[Part, ...]
    rows: tuple[SimilarityRow, ...]
    pairs: tuple[PairRow, ...]
    looking: Looking
    source: str

    def header(self) -> list[str]:
        return ["Gemeente", *(row.name for row in self.rows)]

    def table(self) -> list[list[str | Decimal]]:
        return [
            [row.name, *(cell.text if cell.share is None else _rounded(cell.share) for cell in row.cells)]
            for row in self.rows
        ]


def build(session: WorkSession, *, for_code: str | None = None) -> Similarity:
    return for_page(session, slug_of(shared_answers(session), for_code))


def for_page(session: WorkSession, slug: str) -> Similarity:
    """Return the similarities, looked at for the municipality with this slug or for nobody."""
    shared = shared_answers(session)
    seen = looking(shared, slug)
    found = pairs(shared.by_municipality(), [one.key for one in shared.statements])
    names = {one.code: one.name for one in shared.municipalities}
    shares = {frozenset((pair.one, pair.other)): pair.share for pair in found}
    order = in_order(names, found)
    rows = tuple(
        SimilarityRow(
            code, names[code], code == seen.code,
            tuple(_cell(shares, code, other, seen) for other in order),
        )
        for code in order
    )  # fmt: skip
    known = [pair for pair in found if pair.share is not None]
    known.sort(key=lambda pair: (-(pair.share or 0.0), notation.sort_key(names[pair.one])))
    listed = tuple(_pair_row(pair, names, seen) for pair in known)
    return Similarity(
        tuple(_finding(shared, listed, seen)), rows if len(rows) >= FEWEST_TO_COMPARE else (), listed, seen,
        source(session, shared, FORMULA),
    )  # fmt: skip


def figure(session: WorkSession, for_code: str | None = None) -> Figure | None:
    """Return the table as a picture; None below two municipalities."""
    found = build(session, for_code=for_code)
    if not found.rows:
        return None
    columns = [heatmap.Column(row.name, row.is_mine) for row in found.rows]
    look = {shade: (field, ink) for _, shade, field, ink in SHADES}
    rows = [
        heatmap.Row(
            row.name,
            tuple(heatmap.Cell(cell.text, *look.get(cell.shade, (None, palette.INK_2))) for cell in row.cells),
            is_mine=row.is_mine,
        )
        for row in found.rows
    ]
    finding = "".join(part.text for part in found.finding)
    svg = heatmap.heatmap(columns, rows, label=finding, width=960)
    return Figure("Wie lijkt op wie?", finding, svg, found.header(), found.table(), found.source)


def in_order(names: dict[str, str], found: Sequence[Pair]) -> tuple[str, ...]:
    """Return the CBS codes so that alike stands beside alike; a pair without a share counts as opposite."""
    codes = tuple(sorted(names))
    apart = np.zeros((len(codes), len(codes)))
    for pair in found:
        at = codes.index(pair.one), codes.index(pair.other)
        apart[at] = apart[at[::-1]] = (1.0 - (pair.share or 0.0)) ** 2
    distances = Distances(codes, tuple(names[code] for code in codes), apart, np.ones_like(apart))
    (order,) = alike_together(distances)
    return order


def _cell(shares: dict[frozenset[str], float | None], code: str, other: str, seen: Looking) -> Cell:
    is_mine = seen.code in {code, other}
    if code == other:
        return Cell(None, "–", "", is_mine)
    share = shares[frozenset((code, other))]
    if share is None:
        return Cell(None, "te weinig", "", is_mine)
    shade = next(name for least, name, *_ in SHADES if round(share, 2) >= least)
    return Cell(share, _percent(share), shade, is_mine)


def _pair_row(pair: Pair, names: dict[str, str], seen: Looking) -> PairRow:
    share = pair.share or 0.0
    return PairRow(names[pair.one], names[pair.other], share, _percent(share), seen.code in {pair.one, pair.other})


def _finding(shared: SharedAnswers, listed: Sequence[PairRow], seen: Looking) -> Iterator[Part]:
    if len(shared.municipalities) < FEWEST_TO_COMPARE or not listed:
        yield Part("Er zijn ")
        yield Part("nog te weinig antwoorden", strong=True)
        yield Part(" om gemeenten te vergelijken.")
        return
    mine = [row for row in listed if row.is_mine]
    if seen.chosen and mine:
        yield from _own_finding(seen.chosen.name, mine)
        yield Part(" ")
    best, last = listed[0], listed[-1]
    yield Part(f"{best.one} en {best.other}", strong=True)
    yield Part(f" lijken het meest op elkaar: {best.percent} gelijk.")
    if len(listed) > 1 and last.share < best.share - EQUAL:
        yield Part(f" {last.one} en {last.other} het minst: {last.percent}.")


def _own_finding(name: str, mine: Sequence[PairRow]) -> Iterator[Part]:
    top = [row for row in mine if row.share >= mine[0].share - EQUAL]
    others = [row.other if row.one == name else row.one for row in top]
    yield Part(name, strong=True, mark=True)
    yield Part(" lijkt het meest op ")
    yield Part(notation.listing(others), strong=True)
    yield Part(f" ({mine[0].percent} gelijk).")


def _rounded(share: float) -> Decimal:
    return round(Decimal(str(share)), 4)


def _percent(share: float) -> str:
    return notation.percent(Decimal(str(share)))
