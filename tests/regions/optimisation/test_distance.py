"""Distances between municipalities, against the formula worked out by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.optimisation.distance import (
    AnswerTable,
    MunicipalAnswers,
    PlacedAnswer,
    Statement,
    TooLittleOverlap,
    answer_table,
    distances,
)
from regions.optimisation.objective import costs_of, group_cost

ONE_THEME = [Statement(f"S{at}", theme="T") for at in range(5)]


def table_of(*rows: list[int | None], statements: list[Statement] = ONE_THEME) -> AnswerTable:
    names = ["Aalten", "Berkelland", "Doetinchem", "Montferland", "Winterswijk", "Oost Gelre"]
    return answer_table(
        [
            MunicipalAnswers(f"GM{at}", names[at], {f"S{q}": PlacedAnswer(value) for q, value in enumerate(row)})
            for at, row in enumerate(rows)
        ],
        statements,
    )


def test_same_answers_are_0_and_opposite_answers_are_1():
    found = distances(table_of([2, 2, 2, 2, 2], [2, 2, 2, 2, 2], [-2, -2, -2, -2, -2]))

    assert found.d2.tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert found.coverage.tolist() == [[1, 1, 1]] * 3


def test_themes_importance_and_missing_answers_by_hand():
    statements = [Statement("S0", theme="A"), Statement("S1", theme="A"), Statement("S2", theme="B")]
    aalten = {"S0": PlacedAnswer(2, "ZWAAR"), "S1": PlacedAnswer(0), "S2": PlacedAnswer(1, "MINDER")}
    doetinchem = {"S0": PlacedAnswer(-2, "MINDER"), "S2": PlacedAnswer(0, "MINDER")}
    rows = [MunicipalAnswers("GM1", "Aalten", aalten), MunicipalAnswers("GM2", "Doetinchem", doetinchem)]

    found = distances(answer_table(rows, statements, {"B": 3}))

    # Theme A weighs 1 over two statements, theme B 3 over one; importance counts as the geometric mean of both.
    first, second, third = 0.5 * (2 * 0.5) ** 0.5, 0.5 * (1 * 1) ** 0.5, 3 * (0.5 * 0.5) ** 0.5
    assert found.d2[0, 1] == pytest.approx((first * 1**2 + third * 0.25**2) / (first + third))
    assert found.coverage[0, 1] == pytest.approx((first + third) / (first + second + third))


def test_who_answered_too_little_is_named():
    with pytest.raises(TooLittleOverlap) as refusal:
        distances(table_of([1, 1, 1, 1, 1], [1, None, None, None, None], [None] * 5, [1, 1, 1, 1, 1]))

    assert str(refusal.value) == (
        "Berkelland en Doetinchem hebben te weinig stellingen beantwoord. Minstens 60% is nodig."
    )
    assert ("GM0", "GM3") not in refusal.value.pairs
    assert len(refusal.value.pairs) == 5


def test_one_who_answered_too_little_is_named_in_the_singular():
    with pytest.raises(TooLittleOverlap, match="Berkelland heeft te weinig stellingen beantwoord"):
        distances(table_of([1, 1, 1, 1, 1], [1, None, None, None, None]))


def test_a_pair_that_shares_too_little_is_named_with_its_share():
    with pytest.raises(TooLittleOverlap) as refusal:
        distances(table_of([1, 1, 1, 1, None], [None, None, 1, 1, 1]))

    assert str(refusal.value) == (
        "Aalten en Berkelland hebben te weinig dezelfde stellingen beantwoord: 40%. Minstens 60% is nodig."
    )


def test_more_than_three_such_pairs_are_counted():
    left, right = [1, 1, 1, 1, None], [None, None, 1, 1, 1]

    with pytest.raises(TooLittleOverlap, match="Dat geldt ook voor 1 ander paar") as one_more:
        distances(table_of(left, left, right, right))
    with pytest.raises(TooLittleOverlap, match="Dat geldt ook voor 6 andere paren") as more:
        distances(table_of(left, left, left, right, right, right))

    assert (len(one_more.value.pairs), len(more.value.pairs)) == (4, 9)


def test_the_least_coverage_can_be_lowered():
    found = distances(table_of([1, 1, 1, 1, None], [None, None, 1, 1, 1]), minimum_coverage=0.4)

    assert found.coverage[0, 1] == pytest.approx(0.4)


@pytest.mark.parametrize("value", [3, -3])
def test_a_value_off_the_scale_is_refused(value: int):
    with pytest.raises(ValueError, match="outside"):
        PlacedAnswer(value)


def test_an_unknown_importance_is_refused():
    with pytest.raises(ValueError, match="importance"):
        PlacedAnswer(1, "HOOG")


def test_twice_the_same_municipality_is_refused():
    row = MunicipalAnswers("GM1", "Aalten", {})

    with pytest.raises(ValueError, match="twice"):
        answer_table([row, row], ONE_THEME)


complete = st.lists(st.lists(st.integers(-2, 2), min_size=5, max_size=5), min_size=2, max_size=6)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(complete)
def test_cost_of_a_group_is_its_sum_of_squares_when_nothing_is_missing(rows):
    found = distances(table_of(*rows))
    y = (np.array(rows) + 2) / 4
    everyone = range(len(rows))

    for size in range(1, len(rows) + 1):
        for group in combinations(everyone, size):
            squares = ((y[list(group)] - y[list(group)].mean(axis=0)) ** 2).sum(axis=0).mean()
            assert group_cost(found.d2, group) == pytest.approx(squares)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(complete)
def test_the_cost_table_equals_the_cost_of_each_group(rows):
    d2 = distances(table_of(*rows)).d2
    masks = np.arange(1, 1 << len(rows), dtype=np.int64)

    table = costs_of(masks, d2)

    for mask, cost in zip(masks.tolist(), table.tolist(), strict=True):
        assert cost == pytest.approx(group_cost(d2, [i for i in range(len(rows)) if mask >> i & 1]), abs=1e-12)
