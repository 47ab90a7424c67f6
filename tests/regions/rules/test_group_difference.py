"""Small against large: the gaps, and what chance would give."""

import pytest

from regions.rules.group_difference import by_size, compare

SIZES = {"A": 10, "B": 20, "C": 30, "D": 40}


def test_the_median_parts_small_from_large() -> None:
    assert by_size(SIZES) == (("A", "B"), ("C", "D"), 25)
    assert by_size(SIZES | {"E": 25}) == (("A", "B", "E"), ("C", "D"), 25)
    assert by_size({"A": 10, "B": 20, "C": 30}) is None
    assert by_size(dict.fromkeys("ABCD", 10)) is None
    assert by_size({}) is None


def test_gaps_are_means_that_can_be_checked_by_hand() -> None:
    answers = {"A": {"s": 2, "t": 0}, "B": {"s": 1, "t": None}, "C": {"s": -2, "t": None}, "D": {"s": None, "t": None}}
    found = compare(answers, ["s", "t"], ["A", "B"], ["C", "D"])

    (gap,) = found.gaps  # nobody of the large ones answered t
    assert (gap.key, gap.one, gap.other, gap.size) == ("s", 1.5, -2, 3.5)


def test_a_clean_split_is_rare_by_chance_and_no_split_is_not() -> None:
    one, other = [f"A{at}" for at in range(5)], [f"B{at}" for at in range(5)]
    apart = {code: {"s": 2, "t": -1} for code in one} | {code: {"s": -2, "t": 1} for code in other}
    same = {code: {"s": at % 3 - 1, "t": at % 2} for at, code in enumerate([*one, *other])}

    assert compare(apart, ["s", "t"], one, other).chance < 0.03
    assert compare(same, ["s", "t"], one, other).chance > 0.2
    assert compare(apart, ["s", "t"], one, other) == compare(apart, ["s", "t"], one, other)
    assert compare(apart, [], one, other).gaps == ()
    assert (compare(apart, ["s"], one, other).ways, compare(apart, ["s"], one, other).all_ways) == (252, True)
    # Of all ways only this one and its mirror part them as far.
    assert compare(apart, ["s", "t"], one, other).chance == pytest.approx(2 / 252)
    assert compare(apart, ["s"], one, other).gaps[0].size == pytest.approx(4)


def test_a_large_region_is_dealt_out_at_random() -> None:
    codes = [f"M{at:02}" for at in range(25)]
    answers = {code: {"s": 2 if at < 12 else -2} for at, code in enumerate(codes)}
    found = compare(answers, ["s"], codes[:12], codes[12:])

    assert (found.ways, found.all_ways) == (1001, False)
    assert 0 < found.chance < 0.01
