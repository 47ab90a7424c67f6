"""The opinion map: where municipalities stand, which statements turn the axes, and what chance would show."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.rules.opinion_map import NoMap, OpinionMap, opinion_map

KEYS = ["S1", "S2", "S3", "S4"]
TWO_SIDES = {
    "A": {"S1": 2, "S2": 1, "S3": -2, "S4": 0},
    "B": {"S1": 2, "S2": -1, "S3": -2, "S4": 1},
    "C": {"S1": -2, "S2": 1, "S3": 2, "S4": 0},
    "D": {"S1": -2, "S2": -1, "S3": 2, "S4": -1},
}
tables = st.integers(4, 9).flatmap(
    lambda n: st.lists(
        st.lists(st.sampled_from([-2, -1, 0, 1, 2, None]), min_size=6, max_size=6), min_size=n, max_size=n
    )
)


def drawn(answers: dict[str, dict[str, int | None]], keys: list[str] = KEYS) -> OpinionMap:
    found = opinion_map(answers, keys)
    assert isinstance(found, OpinionMap)
    return found


def test_the_first_axis_is_what_parts_them_most() -> None:
    found = drawn(TWO_SIDES)
    x = {spot.code: spot.x for spot in found.spots}

    assert {key for key, _ in found.axes[0].loadings[:2]} == {"S1", "S3"}
    assert x["A"] * x["C"] < 0 < x["A"] * x["B"]
    assert found.axes[0].loadings[0][1] > 0
    assert found.axes[0].share > found.axes[1].share
    assert found.share == pytest.approx(found.axes[0].share + found.axes[1].share)


def test_it_is_the_singular_value_decomposition_of_the_centred_answers() -> None:
    table = np.array([[row[key] for key in KEYS] for row in TWO_SIDES.values()], dtype=float)
    values = np.linalg.eigvalsh(np.cov(table.T, bias=True))[::-1]  # another route to the same shares

    assert drawn(TWO_SIDES).share == pytest.approx(values[:2].sum() / values.sum())


def test_below_four_municipalities_there_is_no_map() -> None:
    three = {code: TWO_SIDES[code] for code in "ABC"}
    silent = TWO_SIDES | {"D": {"S1": 1}}

    assert opinion_map(three, KEYS) is NoMap.TOO_FEW
    assert opinion_map(silent, KEYS) is NoMap.TOO_FEW
    assert opinion_map({}, []) is NoMap.TOO_FEW
    assert opinion_map({code: {"S1": 1, "S2": 0} for code in "ABCD"}, ["S1", "S2"]) is NoMap.ALL_ALIKE


def test_who_answered_too_little_is_named_and_left_out() -> None:
    found = drawn(TWO_SIDES | {"E": {"S1": 2}})

    assert found.left_out == ("E",)
    assert [spot.code for spot in found.spots] == ["A", "B", "C", "D"]


def test_silence_is_not_the_middle() -> None:
    """Who answers as A where it answers stands as far out as A, not half way."""
    keys = [f"S{at}" for at in range(8)]
    poles = {code: dict.fromkeys(keys, 2 if code in "AB" else -2) for code in "ABCDF"}
    found = drawn(poles | {"F": dict.fromkeys(keys[:5], -2)}, keys)
    x = {spot.code: spot.x for spot in found.spots}

    assert abs(x["F"]) > 0.75 * abs(x["C"])


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_shares_are_shares(rows: list[list[int | None]], random) -> None:
    keys = [f"S{at}" for at in range(6)]
    answers = {f"M{at}": dict(zip(keys, row, strict=True)) for at, row in enumerate(rows)}
    shuffled = list(answers)
    random.shuffle(shuffled)

    found, again = opinion_map(answers, keys), opinion_map({code: answers[code] for code in shuffled}, keys)

    assert found == again
    if isinstance(found, OpinionMap):
        assert 0 < found.share <= 1 + 1e-9
        assert 0 < found.by_chance <= found.chance_high <= 1 + 1e-9


def test_noise_is_no_more_than_chance_and_structure_is() -> None:
    generator = np.random.default_rng(7)
    keys = [f"S{at}" for at in range(20)]
    noise = {f"M{at:02}": dict(zip(keys, generator.integers(-2, 3, 20).tolist(), strict=True)) for at in range(12)}
    side = {code: {key: (2 if at < 6 else -2) if int(key[1:]) < 12 else row[key] for key in keys}
            for at, (code, row) in enumerate(noise.items())}  # fmt: skip

    assert not drawn(noise, keys).is_more_than_chance
    assert drawn(side, keys).is_more_than_chance


def test_one_direction_leaves_the_second_axis_empty() -> None:
    answers = {code: {"S1": value, "S2": -value} for code, value in zip("ABCD", (2, 1, 0, -2), strict=True)}
    found = drawn(answers, ["S1", "S2"])

    assert (found.share, found.axes[1].loadings) == (pytest.approx(1), ())
    assert {spot.y for spot in found.spots} == {0}
    assert opinion_map(answers, ["S1"]) is NoMap.TOO_LITTLE_ASKED
