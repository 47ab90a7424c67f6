"""What chance would give: an exact table, looked up."""

import random

import pytest

from regions.rules import chance
from regions.rules.chance import Measure, band, exact_band, measured


@pytest.mark.parametrize("answers", [4, 5, 7, 9])
def test_the_table_is_what_the_formula_gives(answers: int) -> None:
    assert [band(measure, answers) for measure in Measure] == [exact_band(measure, answers) for measure in Measure]


def test_the_last_row_too() -> None:
    assert band(Measure.SPREAD, 16) == exact_band(Measure.SPREAD, 16)


@pytest.mark.parametrize(
    ("measure", "answers", "mean", "high"),
    [
        (Measure.AGREEMENT_A, 4, 0.30, 0.88),
        (Measure.AGREEMENT_A, 7, 0.21, 0.57),
        (Measure.AGREEMENT_A, 12, 0.16, 0.46),
        (Measure.AGREEMENT_A, 25, 0.11, 0.33),
        (Measure.LEIK, 7, 0.48, 0.71),
        (Measure.CONSENSUS, 7, 0.48, 0.74),
        (Measure.CONSENSUS, 12, 0.46, 0.64),
        (Measure.CONSENSUS, 25, 0.44, 0.56),
    ],
)
def test_the_bands_agree_with_an_earlier_simulation(measure: Measure, answers: int, mean: float, high: float) -> None:
    found = band(measure, answers)

    assert found is not None
    assert found.mean == pytest.approx(mean, abs=0.015)
    assert found.high == pytest.approx(high, abs=0.02)


def test_nine_in_ten_random_sessions_fall_within_the_band() -> None:
    generator = random.Random(20261122)  # noqa: S311 - no secret
    within = band(Measure.CONSENSUS, 8)
    inside = 0

    for _ in range(2000):
        chosen = [generator.randrange(5) for _ in range(8)]
        counts = [chosen.count(step) for step in range(5)]
        inside += within is not None and within.holds(chance.FORMULA[Measure.CONSENSUS](counts))

    assert 0.87 <= inside / 2000 <= 0.97


def test_below_four_answers_nothing_is_measured() -> None:
    assert measured((1, 0, 1, 0, 1)) == ()
    assert band(Measure.CONSENSUS, 26) is None


def test_a_clear_split_is_no_chance_and_a_mixture_is() -> None:
    clear = {one.measure: one.is_chance for one in measured((4, 0, 0, 0, 4))}
    mixed = {one.measure: one.is_chance for one in measured((1, 2, 2, 2, 1))}

    assert not clear[Measure.CONSENSUS]
    assert all(mixed.values())
