"""From the exact numbers of municipalities to what a region may tell, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regions.rules.realised import BY_KEY, QUARTER, YEAR, Measure, quarters_of, year
from regions.rules.small_numbers import FEWEST, TOTAL, Table, told

Key = tuple[str, date, str, str]  # period kind, its first day, measure, cell
ONE = 1


@dataclass(frozen=True, slots=True)
class MunicipalCount:
    """One exact number of a municipality. `is_known`: it released its numbers, now or once; people remember."""

    municipality: int
    period_kind: str
    period_starts_on: date
    measure: str
    cell: str
    value: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A number of the region; value None is not told. `municipalities` is how many it counts."""

    period_kind: str
    period_starts_on: date
    measure: str
    cell: str
    value: int | None
    municipalities: int

    @property
    def key(self) -> Key:
        return self.period_kind, self.period_starts_on, self.measure, self.cell


def publish(counts: Iterable[MunicipalCount], former: Mapping[Key, int | None]) -> list[Published]:
    """Return the numbers of the region for its years and quarters.

    `former` is what stands published now: a small correction of 1 to 4 people waits, for two versions beside each other
    would tell it. Numbers of a running year stand per quarter only, without parts, until the year is over.
    """
    groups: dict[tuple[str, int], list[MunicipalCount]] = defaultdict(list)
    for one in counts:
        if one.period_kind in {YEAR, QUARTER}:
            groups[one.measure, one.period_starts_on.year].append(one)
    made = []
    for (measure, number), rows in sorted(groups.items()):
        found = _people(BY_KEY[measure], number, rows) if BY_KEY[measure].counts_people else _sums(rows)
        made += [_held(one, former) if BY_KEY[measure].counts_people else one for one in found]
    return made


def _sums(rows: list[MunicipalCount]) -> list[Published]:
    """Hours: no people in them, so told as they are."""
    sums: dict[Key, int] = defaultdict(int)
    for one in rows:
        sums[one.period_kind, one.period_starts_on, one.measure, one.cell] += one.value
    counted = len({one.municipality for one in rows})
    return [Published(*key, value, counted) for key, value in sums.items()]


def _people(measure: Measure, number: int, rows: list[MunicipalCount]) -> list[Published]:
    all_of = _added(rows)
    counted = len({one.municipality for one in rows})
    quarters = [one.starts_on for one in quarters_of(number)]
    is_over = any(one.period_kind == YEAR for one in rows)
    keys = {TOTAL: (YEAR, year(number).starts_on, measure.key, TOTAL)} if is_over else {}
    by_quarter = {f"Q{at}": (QUARTER, day, measure.key, TOTAL) for at, day in enumerate(quarters, start=1)}
    keys |= {code: key for code, key in by_quarter.items() if key in all_of}
    parts = [dict.fromkeys(division.cells) for division in measure.divisions] if is_over else []
    keys |= {cell: (YEAR, year(number).starts_on, measure.key, cell) for division in parts for cell in division}
    divisions = [*parts, {code: None for code in by_quarter if code in keys}]
    unknown = {one.municipality for one in rows if not one.is_known}
    tables = [
        Table(
            total=_total(all_of, keys, by_quarter),
            divisions=tuple({cell: all_of.get(keys[cell], 0) for cell in division} for division in divisions),
            rest_total=_total(rest_of, keys, by_quarter),
            rest_divisions=tuple({cell: rest_of.get(keys[cell], 0) for cell in division} for division in divisions),
        )
        for rest_of in _rests(rows, unknown)
    ]
    # What is left of one municipality would be that one; what all readers may see is safe, for hiding more is.
    may_tell = frozenset() if len(unknown) == ONE else frozenset.intersection(*map(told, tables))
    return [Published(*key, all_of.get(key, 0) if code in may_tell else None, counted) for code, key in keys.items()]


def _rests(rows: list[MunicipalCount], unknown: set[int]) -> list[dict[Key, int]]:
    """Return what each reader does not know yet: somebody outside, and the people of each municipality, who know their
    own numbers beside those that others released.
    """
    hidden = [one for one in rows if not one.is_known]
    insiders = [_added([one for one in hidden if one.municipality != own]) for own in sorted(unknown)]
    return [_added(hidden), *insiders]


def _total(sums: Mapping[Key, int], keys: Mapping[str, Key], by_quarter: Mapping[str, Key]) -> int:
    """Return the total of the year, or of the quarters that are over."""
    return sums.get(keys[TOTAL], 0) if TOTAL in keys else sum(sums.get(key, 0) for key in by_quarter.values())


def _added(rows: Iterable[MunicipalCount]) -> dict[Key, int]:
    sums: dict[Key, int] = defaultdict(int)
    for one in rows:
        sums[one.period_kind, one.period_starts_on, one.measure, one.cell] += one.value
    return sums


def _held(one: Published, former: Mapping[Key, int | None]) -> Published:
    """Keep what stands when the change is 1 to 4 people."""
    stood = former.get(one.key)
    if one.value is None or stood is None or not 0 < abs(one.value - stood) < FEWEST:
        return one
    return Published(*one.key, stood, one.municipalities)
