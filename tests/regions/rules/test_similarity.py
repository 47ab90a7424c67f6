"""How alike municipalities answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.similarity import Alike, Apart, furthest_from_others, most_alike, mutual, pairs, similarity

ANSWERS = {
    "A": {"s1": 2, "s2": 1, "s3": -1, "s4": 0},
    "B": {"s1": 1, "s2": 1, "s3": -1, "s4": None},
    "C": {"s1": -2, "s2": -2, "s3": 2, "s4": 0},
    "D": {"s1": None, "s2": None, "s3": None, "s4": 0},
}
rows = st.lists(st.integers(-2, 2), min_size=4, max_size=4)


def test_share_can_be_checked_by_hand():
    # Steps apart on the three shared statements: 1, 0, 0, of 4 possible each.
    assert similarity(ANSWERS["A"], ANSWERS["B"]) == pytest.approx(1 - 1 / 12)
    assert similarity({"s1": 2}, {"s1": -2}) == 0
    assert similarity({"s1": 2}, {"s1": 2}) == 1


def test_too_few_shared_answers_give_no_share():
    assert similarity(ANSWERS["A"], ANSWERS["D"]) is None
    assert similarity({}, {}) is None
    assert similarity({"s1": 1}, {"s1": 1}, ["s1", "s2"]) is None


def test_most_alike_leaves_out_who_answered_too_little():
    assert most_alike("A", ANSWERS) == Alike(("B",), pytest.approx(1 - 1 / 12))
    assert most_alike("D", ANSWERS) is None


def test_equally_alike_are_all_named():
    same = {"A": {"s": 0}, "B": {"s": 1}, "C": {"s": -1}}

    assert most_alike("A", same) == Alike(("B", "C"), 0.75)


def test_mutual_share_is_the_mean_of_all_pairs():
    assert mutual(["A", "B"], ANSWERS) == similarity(ANSWERS["A"], ANSWERS["B"])
    assert mutual(["A"], ANSWERS) is None
    assert mutual(["A", "D"], ANSWERS) is None
    three = mutual({"A": 0, "B": 0, "C": 0}, {"A": {"s": 0}, "B": {"s": 1}, "C": {"s": -1}})
    assert three == pytest.approx((0.75 + 0.75 + 0.5) / 3)


@given(rows, rows)
def test_share_is_symmetric_and_between_0_and_1(one, other):
    mine, yours = ({f"s{at}": value for at, value in enumerate(row)} for row in (one, other))

    share = similarity(mine, yours)
    assert share == similarity(yours, mine)
    assert share is not None
    assert 0 <= share <= 1
    assert (share == 1) == (one == other)


def test_every_pair_once():
    found = pairs(ANSWERS)

    assert [(pair.one, pair.other) for pair in found[:3]] == [("A", "B"), ("A", "C"), ("A", "D")]
    assert len(found) == 6
    assert found[2].share is None


def test_where_a_municipality_differs_most():
    assert furthest_from_others("C", ANSWERS, ["s1", "s2"]) == Apart("s1", -3.5)
    assert furthest_from_others("A", {"A": {"s1": 1}}, ["s1"]) is None
    assert furthest_from_others("A", {"A": {"s1": 1}, "B": {"s1": 1}}, ["s1"]) is None
    assert furthest_from_others("Z", ANSWERS, ["s1"]) is None
