"""How divided a statement is called, and the figures behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.divergence import (
    VALUES,
    Label,
    StatementDistribution,
    by_divergence,
    distribution,
)

counts = st.tuples(*[st.integers(0, 9)] * 5)


def of(*values: int | None) -> StatementDistribution:
    return distribution("S1", values)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([], Label.TOO_FEW),
        ([2], Label.TOO_FEW),
        ([1, None, None], Label.TOO_FEW),
        ([1, 2], Label.AGREED),
        ([0, 1], Label.AGREED),
        ([0, 2], Label.PARTLY_DIVIDED),
        ([-1, 1], Label.STRONGLY_DIVIDED),
        ([-1, 1, 1], Label.STRONGLY_DIVIDED),
        ([-1, 1, 1, 1], Label.PARTLY_DIVIDED),
        ([-1, -1, 1, 1], Label.STRONGLY_DIVIDED),
        ([2, 1, 2, 1, 2, -1, -2, -2], Label.STRONGLY_DIVIDED),
        ([2, 1, 2, 1, 2, 1, -2, -2], Label.PARTLY_DIVIDED),
        ([2, 1, 2, 1, 2, 0, 0, 0], Label.AGREED),
        ([2, 1, 2, 1, 0, 0, 0, 0], Label.PARTLY_DIVIDED),
        ([0] * 8, Label.AGREED),
        ([-2] * 9 + [2] * 9 + [0] * 7, Label.STRONGLY_DIVIDED),
        ([-2] * 8 + [2] * 17, Label.PARTLY_DIVIDED),
    ],
)
def test_label(values: list[int | None], label: Label):
    assert of(*values).label is label


@given(counts)
def test_a_label_keeps_its_promise(answers):
    found = StatementDistribution("S1", answers)

    if found.label is Label.STRONGLY_DIVIDED:
        assert found.agree * 3 >= found.given <= found.disagree * 3
    if found.label is Label.AGREED:
        assert not (found.agree and found.disagree)
    mirrored = StatementDistribution("S1", answers[::-1])
    assert mirrored.label is found.label


@given(counts.filter(any))
def test_figures_stay_in_their_range(answers):
    found = StatementDistribution("S1", answers)

    assert found.spread is None or 0 <= found.spread <= 2
    assert found.agreement is None or -1e-9 <= found.agreement <= 1 + 1e-9
    assert found.polarisation is None or -1e-9 <= found.polarisation <= 1 + 1e-9


def test_spread_is_the_population_standard_deviation():
    assert of(2, 2, -2, -2).spread == 2
    assert of(1, 1).spread == 0
    assert of(2, 1, 2, 1, 2, -1, -2, -2).spread == pytest.approx(1.6536, abs=1e-4)
    assert of(2).spread is None


def test_below_four_answers_there_is_no_index():
    three, four = of(-2, 2, 2), of(-2, -2, 2, 2)

    assert (three.agreement, three.polarisation, three.two_camps) == (None, None, False)
    assert (four.agreement, four.polarisation, four.two_camps) == (0, 1, True)


def test_two_camps_have_hardly_a_middle():
    assert of(2, 1, 2, 1, -1, -2, -2, 0).two_camps
    assert not of(2, 1, 2, -1, -2, -2, 0, 0).two_camps  # a middle as large as it gets
    assert not of(2, 2, 2, 2, 2, 2, -2, -2).two_camps  # two dissenters are no camp


def test_missing_answers_are_told_apart_and_never_neutral():
    found = distribution("S1", [1, None, None, None, 0], unknown=1, divided=1)

    assert (found.given, found.unknown, found.divided, found.missing) == (2, 1, 1, 1)
    assert found.counts == (0, 0, 1, 1, 0)


@pytest.mark.parametrize(("values", "unknown"), [([3], 0), ([None], 2)])
def test_impossible_answers_are_refused(values: list[int | None], unknown: int):
    with pytest.raises(ValueError, match="off the scale"):
        distribution("S1", values, unknown=unknown)


def test_most_divided_comes_first():
    rows = [
        distribution("agreed", [1] * 8),
        distribution("empty", [None] * 8),
        distribution("partly", [2, 2, 2, 2, 2, 2, -2, -2]),
        distribution("poles", [2, 2, 2, 2, -2, -2, -2, -2]),
        distribution("polite", [1, 1, 1, 1, -1, -1, -1, -1]),
    ]

    assert [row.key for row in by_divergence(rows)] == ["poles", "polite", "partly", "agreed", "empty"]
    assert len(VALUES) == 5
