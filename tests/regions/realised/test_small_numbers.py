"""No number of 1 to 4 people is told, nor one that follows from what is told."""

from collections import Counter
from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.rules.realised import ROLLING, finished, label, quarter, rolling
from regions.rules.realised_publishing import MunicipalCount, publish
from regions.rules.small_numbers import TOTAL, Table, told

SMALL = {1, 2, 3, 4}


def table(*divisions: dict[str, int], released: tuple[dict[str, int], ...] = ()) -> Table:
    """Return a table; `released` has the same parts with what is known of municipalities already."""
    rest = tuple(
        {key: value - (released[at].get(key, 0) if released else 0) for key, value in division.items()}
        for at, division in enumerate(divisions)
    )
    return Table(sum(divisions[0].values()), divisions, sum(rest[0].values()), rest)


@pytest.mark.parametrize(
    ("made", "open_keys"),
    [
        (table({"a": 10, "b": 8}), {"", "a", "b"}),
        # b is small; the total minus a would give it, so a goes too
        (table({"a": 10, "b": 3}), {""}),
        # b and c together are 6: they stay hidden, a may stand
        (table({"a": 10, "b": 3, "c": 3}), {"", "a"}),
        # b and c together are 4: the smallest other one goes with them
        (table({"a": 10, "b": 3, "c": 1, "d": 20}), {"", "d"}),
        # zero is told, and hides nobody
        (table({"a": 10, "b": 3, "c": 0}), {"", "c"}),
        # a small total, and all of its parts
        (table({"a": 2, "b": 1}), set()),
        # the quarters give a small one away too: q2 goes along with q1
        (table({"a": 6, "b": 6}, {"q1": 2, "q2": 5, "q3": 5}), {"", "a", "b", "q3"}),
    ],
)
def test_what_may_be_told(made: Table, open_keys: set[str]) -> None:
    assert told(made) == open_keys


def test_released_numbers_count_as_known() -> None:
    """9 people, of whom a municipality released 6: the other 3 must not follow."""
    assert TOTAL not in told(table({"a": 9}, released=({"a": 6},)))
    assert TOTAL in told(table({"a": 11}, released=({"a": 6},)))


def partition(total: int, cuts: list[int], names: str) -> dict[str, int]:
    edges = sorted(min(cut, total) for cut in cuts)
    return {f"{names}{at}": high - low for at, (low, high) in enumerate(zip([0, *edges], [*edges, total], strict=True))}


@settings(max_examples=200, deadline=None)
@given(
    total=st.integers(0, 60),
    cuts=st.lists(st.integers(0, 60), min_size=1, max_size=5),
    quarters=st.lists(st.integers(0, 60), min_size=3, max_size=3),
    known=st.integers(0, 60),
)
def test_no_told_number_or_difference_is_small(total: int, cuts: list[int], quarters: list[int], known: int) -> None:
    """Also of the rest: part of everybody is known, because their municipality released its numbers."""
    divisions = (partition(total, cuts, "p"), partition(total, quarters, "q"))
    released = tuple(_first(division, min(known, total)) for division in divisions)
    made = table(*divisions, released=released)
    open_keys = told(made)
    for divided, total_of in ((made.divisions, made.total), (made.rest_divisions, made.rest_total)):
        values = {TOTAL: total_of} | dict(chain.from_iterable(one.items() for one in divided))
        assert not SMALL & {values[key] for key in open_keys}
        knows_total = TOTAL in open_keys or any(set(one) <= open_keys for one in divided)
        for one in divided:
            shown = [one[key] for key in one if key in open_keys]
            if knows_total:
                assert total_of - sum(shown) not in SMALL
                assert not SMALL & {total_of - value for value in shown}


def _first(division: dict[str, int], known: int) -> dict[str, int]:
    """Give `known` people to the parts in their order."""
    given_out = {}
    for key, value in division.items():
        given_out[key] = min(value, known)
        known -= given_out[key]
    return given_out


def rows(values: dict[int, int], released: frozenset[int] = frozenset()) -> list[MunicipalCount]:
    """Counts of afschalingen in four quarters of 2025 and the year; each municipality has all in quarter one."""
    made = []
    for place, value in values.items():
        is_released = place in released
        made.append(MunicipalCount(place, "YEAR", date(2025, 1, 1), "AFSCHALEN", "", value, is_released))
        for number in (1, 2, 3, 4):
            made.append(MunicipalCount(place, "QUARTER", quarter(2025, number).starts_on, "AFSCHALEN", "",
                                       value if number == 1 else 0, is_released))  # fmt: skip
    return made


def year_value(values: dict[int, int], released: frozenset[int] = frozenset(), former: int | None = None) -> int | None:
    key = ("YEAR", date(2025, 1, 1), "AFSCHALEN", "")
    found = {one.key: one.value for one in publish(rows(values, released), {key: former})}
    return found[key]


def test_of_a_region() -> None:
    assert year_value({1: 7, 2: 9}) == 16
    assert year_value({1: 3, 2: 4}) is None  # who knows the 3 of the own municipality would find the 4 of the other
    assert year_value({1: 30, 2: 2, 3: 1}) is None  # the big one subtracts itself
    assert year_value({1: 1, 2: 2}) is None
    assert year_value({1: 5, 2: 8, 3: 6}, frozenset({3})) == 19
    assert year_value({1: 1, 2: 1, 3: 6}, frozenset({3})) is None  # 8 minus the released 6 leaves 2


def test_one_municipality_left_is_not_told() -> None:
    assert year_value({1: 30, 2: 20}, frozenset({1})) is None
    assert year_value({1: 30}) is None
    assert year_value({1: 30, 2: 20}, frozenset({1, 2})) == 50


def test_a_small_correction_waits() -> None:
    assert year_value({1: 10, 2: 10}, former=18) == 18
    assert year_value({1: 10, 2: 10}, former=15) == 20


@pytest.mark.parametrize("subset", [one for size in (1, 2, 3) for one in combinations((1, 2, 3, 4), size)])
def test_no_set_of_released_municipalities_leaves_few_people(subset: tuple[int, ...]) -> None:
    values = {1: 3, 2: 2, 3: 9, 4: 1}
    told_value = year_value(values, frozenset(subset))
    rest = sum(value for place, value in values.items() if place not in subset)
    assert told_value is None or rest == 0 or rest >= 5


PARTS = ("ROUTE:B1", "ROUTE:ONDERWIJS", "ROUTE:ZELFREDZAAMHEID")
ONE_PERSON = st.tuples(st.sampled_from(range(1, 5)), st.sampled_from(range(1, 5)), st.sampled_from(PARTS))


def counted(people: list[tuple[int, int, str]], released: set[int]) -> list[MunicipalCount]:
    """Count first PIPs of 2025 from people of (municipality, quarter, leerroute), per municipality as it does."""
    sums: Counter[tuple[int, str, date, str]] = Counter()
    for place in {place for place, _, _ in people}:
        sums |= Counter({(place, "YEAR", date(2025, 1, 1), ""): 0})
    for place, number, part in people:
        sums[place, "YEAR", date(2025, 1, 1), ""] += 1
        sums[place, "YEAR", date(2025, 1, 1), part] += 1
        sums[place, "QUARTER", quarter(2025, number).starts_on, ""] += 1
    return [MunicipalCount(key[0], key[1], key[2], "PIP", key[3], value, key[0] in released)
            for key, value in sums.items()]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(people=st.lists(ONE_PERSON, max_size=60), released=st.sets(st.sampled_from(range(1, 5))))
def test_nobody_finds_a_small_number_by_subtracting_what_they_know(
    people: list[tuple[int, int, str]], released: set[int]
) -> None:
    """Readers know what is told, what is released, and people of a municipality their own: years minus quarters, totals
    minus parts, the region minus municipalities.
    """
    made = {(one.period_kind, one.period_starts_on, one.cell): one.value
            for one in publish(counted(people, released), {})}  # fmt: skip
    year_key = ("YEAR", date(2025, 1, 1), "")
    quarters = {("QUARTER", quarter(2025, number).starts_on, ""): number for number in (1, 2, 3, 4)}
    parts = {("YEAR", date(2025, 1, 1), part): part for part in PARTS}
    for own in (None, 1, 2, 3, 4):
        unseen = [one for one in people if one[0] not in released and one[0] != own]
        left = {year_key: len(unseen)}
        left |= {key: sum(one[1] == number for one in unseen) for key, number in quarters.items()}
        left |= {key: sum(one[2] == part for one in unseen) for key, part in parts.items()}
        told_keys = {key for key, value in made.items() if value is not None}
        assert not SMALL & {left[key] for key in told_keys if key in left}
        complete = [set(keys) for keys in (quarters, parts) if set(keys) <= told_keys]
        if year_key in told_keys or complete:
            for keys in (quarters, parts):
                assert left[year_key] - sum(left[key] for key in keys if key in told_keys) not in SMALL


def test_hours_are_told_as_they_are() -> None:
    made = publish([MunicipalCount(1, "YEAR", date(2025, 1, 1), "UREN", "SOORT:NT2", 3, False)], {})
    assert [one.value for one in made] == [3]


def test_a_running_year_has_quarters_without_parts() -> None:
    made = publish([MunicipalCount(place, "QUARTER", date(2026, 1, 1), "PIP", cell, 8, False)
                    for place in (1, 2) for cell in ("", "ROUTE:B1")], {})  # fmt: skip
    assert [(one.period_kind, one.cell, one.value) for one in made] == [("QUARTER", "", 16)]


def test_periods() -> None:
    on = date(2026, 11, 22)
    periods = finished(on)
    assert {one.starts_on.year for one in periods if one.kind == "YEAR"} == {2022, 2023, 2024, 2025}
    assert [one for one in periods if one.kind == "QUARTER"][-1] == quarter(2026, 3)
    assert (rolling(on).kind, rolling(on).starts_on, rolling(on).ends_on) == (
        ROLLING, date(2025, 11, 1), date(2026, 10, 31))  # fmt: skip
    assert quarter(2024, 1).ends_on == date(2024, 3, 31)
    assert label("QUARTER", date(2026, 4, 1)) == "2e kwartaal 2026"


PLACES, ROUTES = (1, 2, 3, 4), ("ROUTE:B1", "ROUTE:ONDERWIJS", "ROUTE:ZELFREDZAAMHEID")
SPREAD = st.lists(st.lists(st.integers(0, 4), min_size=12, max_size=12), min_size=4, max_size=4)


def of_a_year(spread: list[list[int]], known: frozenset[int]) -> list[MunicipalCount]:
    """First PIPs of 2025: per municipality twelve numbers, a quarter and a route each."""
    made = []
    for place, numbers in zip(PLACES, spread, strict=True):
        for quarter_number in (1, 2, 3, 4):
            of_quarter = numbers[(quarter_number - 1) * 3 : quarter_number * 3]
            made.append(("QUARTER", quarter(2025, quarter_number).starts_on, "", sum(of_quarter), place))
        of_route = [sum(numbers[at::3]) for at in range(3)]
        made += [("YEAR", date(2025, 1, 1), cell, value, place) for cell, value in zip(ROUTES, of_route, strict=True)]
        made.append(("YEAR", date(2025, 1, 1), "", sum(numbers), place))
    return [MunicipalCount(at, kind, day, "PIP", cell, value, at in known) for kind, day, cell, value, at in made]


@settings(max_examples=40, deadline=None)
@given(before=SPREAD, after=SPREAD, known=st.frozensets(st.sampled_from(PLACES)))
def test_what_a_region_publishes_shows_nobody(
    before: list[list[int]], after: list[list[int]], known: frozenset[int]
) -> None:
    """Not by itself, not minus what is known, not by total minus part, not beside what was published before."""
    counts = of_a_year(before, known)
    told_now = {one.key: one.value for one in publish(counts, {}) if one.value is not None}
    released: Counter[tuple[str, date, str, str]] = Counter()
    for one in counts:
        released[_key(one)] += one.value if one.is_known else 0
    total = ("YEAR", date(2025, 1, 1), "PIP", "")
    assert not told_now or len(known) != 3
    for key, value in told_now.items():
        assert value not in SMALL
        assert value - released[key] not in SMALL
        if total in told_now and not key[3].startswith("START"):
            assert told_now[total] - value not in SMALL
            assert (told_now[total] - released[total]) - (value - released[key]) not in SMALL
    for one in publish(of_a_year(after, known), told_now):
        assert one.value is None or one.key not in told_now or abs(one.value - told_now[one.key]) not in SMALL


def _key(one: MunicipalCount) -> tuple[str, date, str, str]:
    return one.period_kind, one.period_starts_on, one.measure, one.cell
