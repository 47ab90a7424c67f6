"""The measures of agreement against what others published, and what must hold for any answers."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules import agreement
from regions.rules.agreement import esteban_ray, leik, standard_deviation, tastle_wierman, three_sides, van_der_eijk
from regions.rules.divergence import VALUES, Label, distribution

MEASURES = [van_der_eijk, leik, tastle_wierman, esteban_ray, standard_deviation]
PUBLISHED = (30, 40, 210, 130, 530, 50, 10)  # Van der Eijk 2001, p. 331, and the manual of R package agrmt
some_counts = st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any)
some_values = st.lists(st.sampled_from(VALUES), min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (PUBLISHED, 0.6113333),
        ((24, 28, 32, 62, 135, 304, 416), 0.61),  # Van der Eijk's PvdA, in tenths of a per cent
        ((16, 26, 82, 210, 293, 270, 103), 0.48),  # and D66
        ((2, 0, 1, 1), 0.08),  # vignette of agrmt
        ((1, 1, 1, 1), 0),
        ((6, 8, 5, 3, 2), 0.31),
        ((10, 30, 50, 30, 10), 0.3846154),  # the cases with which the Python package agrmt is tested against R
        ((50, 30, 10, 5, 5), 0.575),
        ((40, 10, 0, 10, 40), -0.6555556),
        ((60, 0, 10, 20, 30), 0),
        ((5, 10, 20, 40, 50, 40, 20, 10, 5, 0), 0.5055556),
        ((50, 20, 5, 0, 0, 0, 5, 20, 50, 0), -0.3498148),
    ],
)
def test_agreement_a_as_published(counts: Sequence[int], expected: float) -> None:
    digits = len(str(expected).rpartition(".")[2])

    assert round(van_der_eijk(counts), digits) == pytest.approx(expected)


def test_the_other_published_examples() -> None:
    assert tastle_wierman(PUBLISHED) == pytest.approx(0.7256876, abs=1e-7)
    assert 1 - leik(PUBLISHED) == pytest.approx(0.287, abs=5e-4)  # agrmt gives dispersion
    assert (1 - van_der_eijk(PUBLISHED)) / 2 == pytest.approx(0.194, abs=5e-4)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0, 4, 3), (0.79, 0.79, 0.81, 0.25, 0.50)),
        ((1, 2, 1, 2, 1), (0.05, 0.43, 0.48, 0.25, 1.31)),
        ((0, 6, 0, 6, 0), (0.17, 0.50, 0.59, 0.50, 1.00)),  # two polite camps: A calls it agreement
        ((6, 0, 0, 0, 6), (-1, 0, 0, 1, 2.00)),
        ((1, 0, 0, 0, 6), (0.43, 0.71, 0.41, 0.54, 1.40)),
        ((3, 0, 0, 9, 0), (0.29, 0.63, 0.48, 0.59, 1.30)),
    ],
)
def test_few_answers(counts: Sequence[int], expected: Sequence[float]) -> None:
    assert [measure(counts) for measure in MEASURES] == pytest.approx(expected, abs=0.0055)


@pytest.mark.parametrize("counts", [(0, 0, 7, 0, 0), (5, 0, 0, 0, 0), (0, 3, 0, 0, 0), (0, 0, 0, 0, 1)])
def test_unanimity(counts: Sequence[int]) -> None:
    assert [measure(counts) for measure in MEASURES] == pytest.approx([1, 1, 1, 0, 0])


@given(st.integers(1, 20))
def test_the_largest_split(each: int) -> None:
    assert [measure((each, 0, 0, 0, each)) for measure in MEASURES] == pytest.approx([-1, 0, 0, 1, 2])


@given(some_counts)
def test_no_answers_lie_outside_unanimity_and_the_largest_split(counts: list[int]) -> None:
    lowest, highest = [-1, 0, 0, 0, 0], [1, 1, 1, 1, 2]

    for measure, low, high in zip(MEASURES, lowest, highest, strict=True):
        assert low - 1e-9 <= measure(counts) <= high + 1e-9


@pytest.mark.parametrize("measure", MEASURES)
@given(counts=some_counts)
def test_turning_the_scale_around_changes_nothing(measure: Callable[[Sequence[int]], float], counts: list[int]) -> None:
    assert measure(counts) == pytest.approx(measure(counts[::-1]))
    assert measure(counts) == pytest.approx(measure([3 * count for count in counts]))  # shares count, not heads


@given(some_values, st.integers(0, 10), st.randoms(use_true_random=False))
def test_order_and_missing_answers_change_nothing(values: list[int], unknown: int, random: Random) -> None:
    asked: list[int | None] = [*values, *[None] * unknown]
    random.shuffle(asked)

    plain, found = distribution("S1", values), distribution("S1", asked, unknown=unknown)

    assert found.counts == plain.counts
    assert (found.spread, found.agreement, found.polarisation) == (plain.spread, plain.agreement, plain.polarisation)
    assert found.label is plain.label


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 12))
def test_two_polite_camps_are_never_called_agreement(oneens: int, eens: int, neutraal: int) -> None:
    found = distribution("S1", [-1] * oneens + [1] * eens + [0] * neutraal)

    assert found.label in {Label.STRONGLY_DIVIDED, Label.PARTLY_DIVIDED}
    assert van_der_eijk((0, 6, 0, 6, 0)) > 0  # what the label must not follow


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 0), (1, 2), (1, -1, 3)])
def test_what_cannot_be_measured_is_refused(counts: Sequence[int]) -> None:
    for measure in MEASURES:
        with pytest.raises(ValueError, match="at least one answer"):
            measure(counts)


def test_three_sides() -> None:
    assert three_sides((1, 2, 3, 4, 5)) == (3, 3, 9)
    assert agreement.ESTEBAN_RAY_ALPHA == 1.3
