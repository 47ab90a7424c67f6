"""Each closed form beside the table it must reproduce, and within 1% of 40,000 groups that are really drawn."""

import numpy as np
import pytest

from procurement.rules import starts, waiting

GROUPS = 40_000


def near(found: float) -> object:
    return pytest.approx(found, rel=0.01)


def drawn(years: np.ndarray) -> waiting.Wait:
    """Return mean and shares of waits that were drawn, in months."""
    months = 12 * years
    return waiting.Wait(float(months.mean()), float(np.quantile(months, 0.9)), float(np.quantile(months, 0.99)))


def full_groups(per_year: float, size: int) -> np.ndarray:
    """Return the waits of everybody in groups that start full."""
    gaps = np.random.default_rng(1).exponential(1 / per_year, (GROUPS, size))
    arrived = gaps.cumsum(axis=1)
    return (arrived[:, -1:] - arrived).ravel()


def guaranteed_groups(per_year: float, size: int, years: float) -> tuple[np.ndarray, float]:
    """Return the waits under a guarantee, and the mean group."""
    gaps = np.random.default_rng(2).exponential(1 / per_year, (GROUPS, size - 1))
    arrived = np.hstack([np.zeros((GROUPS, 1)), gaps.cumsum(axis=1)])
    start = np.minimum(years, arrived[:, -1:])
    waits = (start - arrived)[arrived <= start]
    return waits, len(waits) / GROUPS


def planned_groups(per_year: float, moments: int, minimum: int, maximum: int) -> tuple[np.ndarray, float]:
    """Return the waits with fixed moments, first come first served, and the mean group. Draws until 40,000 groups."""
    random = np.random.default_rng(3)
    intervals = int(1.05 * GROUPS * moments * maximum / per_year)
    arrivals = random.poisson(per_year / moments, intervals)
    placed, left, groups = np.zeros(intervals, dtype=int), 0, 0
    for moment, people in enumerate(arrivals.tolist()):
        waits = left + people
        start = min(waits, waits // minimum * maximum)
        placed[moment] = start
        left, groups = waits - start, groups + -(-start // maximum)
    assert groups >= GROUPS
    came = np.repeat(np.arange(intervals), arrivals) + random.random(int(arrivals.sum()))
    served = placed.cumsum()
    began = 1 + np.searchsorted(served, np.arange(1, served[-1] + 1))
    return (began - np.sort(came)[: served[-1]]) / moments, served[-1] / groups


@pytest.mark.parametrize(("per_year", "size"), [(6, 12), (24, 8), (45, 12), (3, 2)])
def test_full_groups_are_as_drawn(per_year, size):
    found, simulated = waiting.full_group(per_year, size=size), drawn(full_groups(per_year, size))

    assert (found.mean, found.one_in_ten, found.one_in_hundred) == (
        near(simulated.mean), near(simulated.one_in_ten), near(simulated.one_in_hundred),
    )  # fmt: skip


@pytest.mark.parametrize(("per_year", "moments", "minimum", "maximum"), [
    (12, 4, 8, 15), (40, 4, 8, 15), (20, 2, 8, 9), (80, 12, 10, 12), (5, 6, 4, 12),
])  # fmt: skip
def test_planned_starts_are_as_drawn(per_year, moments, minimum, maximum):
    found = starts.planned(per_year, starts=moments, minimum=minimum, maximum=maximum)
    years, group = planned_groups(per_year, moments, minimum, maximum)
    simulated = drawn(years)

    assert (found.wait.mean, found.wait.one_in_ten, found.mean_group) == (
        near(simulated.mean), near(simulated.one_in_ten), near(group),
    )  # fmt: skip
    assert found.wait.one_in_hundred == pytest.approx(simulated.one_in_hundred, rel=0.02)
    assert found.longer_than_three_months == pytest.approx((years > 0.25).mean(), abs=0.01)
    assert found.groups_per_year == near(per_year / group)


@pytest.mark.parametrize(("per_year", "size", "years"), [(12, 12, 1 / 3), (40, 12, 1 / 3), (9, 8, 0.25), (20, 15, 1)])
def test_a_guaranteed_start_is_as_drawn(per_year, size, years):
    found = waiting.guaranteed_start(per_year, size=size, years=years)
    waits, group = guaranteed_groups(per_year, size, years)
    simulated = drawn(waits)

    assert (found.mean, found.one_in_ten) == (near(simulated.mean), near(simulated.one_in_ten))
    assert waiting.guaranteed_start_group(per_year, size=size, years=years) == near(group)
    assert found.one_in_hundred <= 12 * years + 0.01


def test_fixed_starts_are_as_drawn():
    waits = np.random.default_rng(4).random(GROUPS) / 4
    found, simulated = waiting.fixed_starts(4), drawn(waits)

    assert (found.mean, found.one_in_ten) == (near(simulated.mean), near(simulated.one_in_ten))
    assert waiting.fixed_starts_group(40, 4) == 10


@pytest.mark.parametrize(("per_year", "months", "full"), [
    (6, (8.7, 7.9, 7.6, 7.3), 11.0),
    (12, (5.3, 4.4, 4.1, 3.8), 5.5),
    (20, (3.6, 3.0, 2.7, 2.4), 3.3),
    (40, (3.0, 1.8, 1.6, 1.3), 1.7),
    (80, (3.0, 1.5, 1.0, 0.8), 0.8),
])  # fmt: skip
def test_the_table_of_moments_against_inflow(per_year, months, full):
    """Smallest group 8, largest 15, with 2, 4, 6 and 12 moments; beside it full groups of 12."""
    found = [
        starts.planned(per_year, starts=moments, minimum=8, maximum=15).wait.mean for moments in (2, 4, 6, 12)
    ]  # fmt: skip

    assert [round(one, 1) for one in found] == list(months)
    assert waiting.full_group(per_year, size=12).mean == pytest.approx(full, abs=0.051)


def test_a_guarantee_shows_in_the_size_of_groups():
    # 12 per year within 4 months: 2,4 months and groups of 5,0; 40 per year: 1,6 months and groups of 11,5
    small, large = (waiting.guaranteed_start(people, size=12, years=1 / 3).mean for people in (12, 40))
    sizes = [waiting.guaranteed_start_group(people, size=12, years=1 / 3) for people in (12, 40)]

    assert (round(small, 1), round(large, 1)) == (2.4, 1.6)
    assert [round(size, 1) for size in sizes] == [5.0, 11.5]


def test_the_mean_is_the_sum_of_all_waiting():
    """The mean of a wait is the area under the share that waits longer."""
    years = np.linspace(0, 4, 401)
    chain = starts.planned(12, starts=4, minimum=8, maximum=15)
    shares = [starts.exceeds(12, float(t), starts=4, minimum=8, maximum=15) for t in years]

    assert 12 * float(np.trapezoid(shares, years)) == pytest.approx(chain.wait.mean, rel=0.003)
    assert shares == sorted(shares, reverse=True)


def test_merging_lots_shortens_the_mean_whichever_lots_merge():
    # inflow 9, 14 and 22, groups of 12: R x 11 / (2 x 45) years, weighted by who waits
    def months(lots):
        return sum(lot * waiting.full_group(lot, size=12).mean for lot in lots) / 45

    assert [round(months(lots), 2) for lots in ([9, 14, 22], [23, 22], [9, 36], [31, 14], [45])] == [
        4.4, 2.93, 2.93, 2.93, 1.47,
    ]  # fmt: skip
    assert round(waiting.full_group(9, size=12).mean, 1) == 7.3


def test_the_first_of_a_group_waits_twice_the_mean():
    assert waiting.first_of_group_months(24, size=12) == pytest.approx(2 * waiting.full_group(24, size=12).mean)


def test_a_group_of_one_starts_at_once():
    assert waiting.full_group(5, size=1) == waiting.Wait(0, 0, 0)
    assert waiting.guaranteed_start(5, size=1, years=1) == waiting.Wait(0, 0, 0)
    assert starts.planned(5, starts=4, minimum=1, maximum=12).wait.mean == pytest.approx(1.5)


def test_waiting_people_and_weeks_of_bridging_follow_from_the_inflow():
    # 24 a year that wait half a year: 12 at any moment, and 24 x 26 weeks in a year
    assert waiting.waiting_at_any_moment(24, 0.5) == 12
    assert waiting.bridging_weeks(24, 0.5) == 624
    assert waiting.groups_in_progress(3.75, 1.5) == pytest.approx(5.625)


def test_the_rule_of_thumb_comes_from_the_formulas():
    found = starts.rule_of_thumb(starts=4, minimum=8, maximum=15)

    assert found == starts.Thumb(few=11, many=39)
    # what it says: with 11 a year 4 to 8 moments saves less than a tenth, with 39 four fifths is the next moment
    few = [starts.planned(11, starts=m, minimum=8, maximum=15).wait.mean for m in (4, 8)]
    many = starts.planned(39, starts=4, minimum=8, maximum=15)
    assert 1 - few[1] / few[0] < 0.1
    assert many.for_a_moment_months / many.wait.mean >= 0.8


def test_groups_of_one_need_no_rule_of_thumb():
    assert starts.rule_of_thumb(starts=4, minimum=1, maximum=1) == starts.Thumb(few=None, many=1)


def test_a_trickle_of_people_still_has_an_answer():
    found = starts.planned(0.3, starts=12, minimum=8, maximum=12)

    assert found.wait.mean > 120
    assert found.wait.one_in_ten > found.wait.mean
