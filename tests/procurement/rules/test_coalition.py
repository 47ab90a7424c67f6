"""Who goes with whom: the golden case by hand, every structure, fair shares, and who would rather leave."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.rules.choices import CannotCalculate
from procurement.rules.coalition import blocking, coalitions, prices_of, shapley, structures

A, B, C = PARTS = (1, 2, 3)


@dataclass(frozen=True)
class Part:
    """A component of the golden case, in thousands of euros per year.

    Every purchase has a fixed cost beside a price per participant. `near` is what it costs C to keep the lessons close
    by when it buys with others; on its own the lessons are there already.
    """

    people: dict
    price: Decimal
    fixed: int
    near: int = 0
    group_size: int = 11

    def __call__(self, coalition):
        far = self.near if C in coalition and len(coalition) > 1 else 0
        return sum(self.people[part] for part in coalition) * self.price + self.fixed + far

    def structures(self):
        return structures(PARTS, prices_of(PARTS, self), inflow=self.people, group_size=self.group_size)


def people(*numbers):
    return {part: Decimal(n) for part, n in zip(PARTS, numbers, strict=True)}


B1 = Part(people(9, 14, 22), Decimal("9.2"), 27, near=53)
ONDERWIJS = Part(people(3, 3, 4), Decimal(10), 13)
Z_ROUTE = Part(people(4, 5, 7), Decimal(13), 14)
SEPARATE, TOGETHER = ((A,), (B,), (C,)), ((A, B, C),)


def euros(part):
    return {one.groups: one.euros for one in part.structures()}


def test_the_third_joins_for_two_parts_and_not_for_the_b1_route():
    # 45 x 9,2 = 414: apart + 3 x 27, A and B together + 2 x 27, all together + 27 + 53 for lessons near C
    found = euros(B1)

    assert [found[SEPARATE], found[((A, B), (C,))], found[TOGETHER]] == [495, 468, 494]
    assert B1.structures()[0].groups == ((A, B), (C,))


def test_onderwijs_and_the_z_route_are_best_with_everybody():
    # 10 x 10 + 13 against 100 + 3 x 13; 16 x 13 + 14 against 208 + 3 x 14
    assert [euros(ONDERWIJS)[TOGETHER], euros(ONDERWIJS)[SEPARATE]] == [113, 139]
    assert [euros(Z_ROUTE)[TOGETHER], euros(Z_ROUTE)[SEPARATE]] == [222, 250]
    assert ONDERWIJS.structures()[0].groups == Z_ROUTE.structures()[0].groups == TOGETHER


def test_waiting_follows_the_number_of_groups():
    # 12 x 1 x 10 / (2 x 10) = 6 months together; three lots wait three times as long, A alone 12 x 10 / (2 x 3) = 20
    waits = {one.groups: (one.mean_wait, one.worst_wait, one.worst_group) for one in ONDERWIJS.structures()}

    assert waits[TOGETHER] == (6, 6, (A, B, C))
    assert waits[SEPARATE] == (18, 20, (A,))


def test_merging_any_two_of_three_lots_saves_the_same_mean_wait():
    waits = {one.groups: one.mean_wait for one in B1.structures()}

    pairs = [months for groups, months in waits.items() if len(groups) == 2]
    assert len(pairs) == 3
    assert len(set(pairs)) == 1


@pytest.mark.parametrize(("part", "group"), [(B1, (A, B)), (ONDERWIJS, PARTS), (Z_ROUTE, PARTS)])
def test_fair_shares_of_the_best_structures_keep_everybody_in(part, group):
    prices = prices_of(group, part)

    shares = shapley(group, prices)

    assert sum(shares.values()) == pytest.approx(part(frozenset(group)))
    ratios = [shares[one] / part(frozenset({one})) for one in group]
    assert min(ratios) >= Decimal("0.77")
    assert max(ratios) <= Decimal("0.94")
    assert blocking(shares, prices) == ()


def test_fair_shares_by_hand():
    # every group saves 13 twice; each pays its own 30, 30 and 40 and a third of the fixed 13
    assert [round(one, 3) for one in shapley(PARTS, prices_of(PARTS, ONDERWIJS)).values()] == [
        Decimal("34.333"), Decimal("34.333"), Decimal("44.333"),
    ]  # fmt: skip


def test_who_pays_more_than_alone_would_rather_leave():
    prices = prices_of(PARTS, ONDERWIJS)

    found = blocking({A: Decimal(60), B: Decimal(30), C: Decimal(23)}, prices)

    # A alone costs 43, with C 83 (their share), with B 73 against 90
    assert [(one.parts, one.gain) for one in found] == [((A,), 17), ((A, B), 17)]


def test_the_b1_route_with_everybody_drives_c_away():
    prices = prices_of(PARTS, B1)
    by_people = {part: Decimal(494) * n / 45 for part, n in B1.people.items()}

    assert (C,) in [one.parts for one in blocking(by_people, prices)]


@pytest.mark.parametrize(("parts", "structures_", "sets"), [(1, 1, 1), (2, 2, 3), (3, 5, 7), (4, 15, 15), (5, 52, 31)])
def test_every_structure_and_every_set_is_there_once(parts, structures_, sets):
    numbers = range(1, parts + 1)
    found = structures(
        numbers,
        prices_of(numbers, lambda coalition: Decimal(len(coalition))),
        inflow=dict.fromkeys(numbers, Decimal(5)),
        group_size=None,
    )

    assert len({one.groups for one in found}) == len(found) == structures_
    assert len(coalitions(numbers)) == sets
    assert {one.mean_wait for one in found} == {None}


@pytest.mark.parametrize("parts", [[], range(6)])
def test_more_than_five_parts_are_refused(parts):
    with pytest.raises(CannotCalculate, match="1 tot en met 5"):
        coalitions(list(parts))


def test_who_is_together_differs_in_answers_pair_by_pair():
    gaps = {frozenset({A, B}): [Decimal("0.1")], frozenset(PARTS): [Decimal("0.1"), Decimal("0.4"), Decimal("0.4")]}

    found = structures(
        PARTS, prices_of(PARTS, B1), inflow=B1.people, group_size=12, differences=lambda one: gaps.get(one, ())
    )

    told = {one.groups: one.difference for one in found}
    assert (told[TOGETHER], told[((A, B), (C,))], told[SEPARATE]) == (Decimal("0.3"), Decimal("0.1"), None)


PRICES = st.lists(st.integers(1, 500), min_size=15, max_size=15)


@settings(max_examples=50, deadline=None)
@given(PRICES)
def test_fair_shares_are_the_mean_over_every_order(numbers):
    parts = (1, 2, 3, 4)
    prices = dict(zip(coalitions(parts), map(Decimal, numbers), strict=True))

    added = dict.fromkeys(parts, Decimal(0))
    for order in permutations(parts):
        for place, part in enumerate(order):
            before = prices[frozenset(order[:place])] if place else Decimal(0)
            added[part] += prices[frozenset(order[: place + 1])] - before

    shares = shapley(parts, prices)
    assert all(abs(shares[part] - added[part] / 24) < Decimal("1e-20") for part in parts)


@settings(max_examples=50, deadline=None)
@given(PRICES, st.lists(st.integers(0, 300), min_size=4, max_size=4))
def test_every_set_that_blocks_is_cheaper_alone_and_no_other_is(numbers, paid):
    parts = (1, 2, 3, 4)
    prices = dict(zip(coalitions(parts), map(Decimal, numbers), strict=True))
    shares = dict(zip(parts, map(Decimal, paid), strict=True))

    found = {frozenset(one.parts) for one in blocking(shares, prices)}

    for coalition in coalitions(parts)[:-1]:
        assert (coalition in found) == (prices[coalition] < sum(shares[part] for part in coalition))
