"""The cells of a comparison as the page prints them: grouped, with a figure beside the first amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.charts.ranges import range_bar
from inburgering.charts.svg import Svg
from inburgering.notation import euro, euro_short
from procurement.rules.comparison import MONEY, Outcome, Reader
from procurement.rules.table import Row


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    detail: str
    word: str
    svg: Svg | None
    fitting: int | None
    is_large: bool
    amount: Decimal | None
    is_advised: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    key: str
    label: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    rows: tuple[ShownRow, ...]


def groups_of(
    rows: Sequence[Row], outcomes: Sequence[Outcome], reader: Reader, advised: int | None
) -> tuple[Group, ...]:
    names = list(dict.fromkeys(row.group for row in rows))
    return tuple(
        Group(
            name,
            tuple(
                ShownRow(row.key, row.label, _cells(row, outcomes, reader, advised, is_last=row is rows[-1]))
                for row in rows
                if row.group == name
            ),
        )
        for name in names
    )


def _cells(
    row: Row, outcomes: Sequence[Outcome], reader: Reader, advised: int | None, *, is_last: bool
) -> tuple[ShownCell, ...]:
    first_money = "cost" if reader.municipality is not None else "region_cost"
    svgs = _ranges(outcomes, reader) if row.key == first_money else [None] * len(outcomes)
    return tuple(
        ShownCell(
            text=cell.text,
            detail=cell.detail,
            word=cell.word,
            svg=svg,
            fitting=len(outcome.fit.fitting) if row.key == "fit" else None,
            is_large=row.key == first_money,
            amount=cell.amount if row.group == MONEY else None,
            is_advised=outcome.number == advised,
            is_last=is_last,
        )
        for cell, outcome, svg in zip(row.cells, outcomes, svgs, strict=True)
    )


def _ranges(outcomes: Sequence[Outcome], reader: Reader) -> list[Svg]:
    show = euro_short if reader.municipality is None else euro
    triples = [tuple(reader.cost(c) for c in (o.cost.low, o.cost.mid, o.cost.high)) for o in outcomes]
    # A lower inflow may cost more than the middle one when a guaranteed volume stands empty; the figure wants an order.
    ordered = [tuple(sorted(triple)) for triple in triples]
    axis = (Decimal(min(t[0] for t in ordered)), Decimal(max(t[2] for t in ordered)))
    return [
        range_bar(
            *(Decimal(amount) for amount in triple), axis=axis,
            label=f"{show(triple[1])}, tussen {show(triple[0])} en {show(triple[2])}",
        )
        for triple in ordered
    ]  # fmt: skip
