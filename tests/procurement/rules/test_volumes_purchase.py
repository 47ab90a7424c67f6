"""People, groups and waiting per purchase: few and many people, lots, missing figures, and large regions."""

from decimal import Decimal

import pytest

from procurement.rules import starts
from procurement.rules.choices import Area, Component, ComponentChoice, JointGroup, Scale
from procurement.rules.volumes_purchase import expected_purchases, late_after, schedule
from procurement.rules.volumes_summary import summaries

B1, ONDERWIJS, KLANTREGIE = Component.B1, Component.ONDERWIJS, Component.KLANTREGIE
AREA = Area({"A": "Aalten", "B": "Berkelland"}, {})


def choice(component=B1, scale=Scale.REGIONAAL, **others):
    return ComponentChoice(component, scale, **({"start_moments": 4, "minimum_group": 8, "group_size": 12} | others))


def expected(*choices, area=AREA, people=None, outside=None):
    numbers = people or {"A": Decimal(16), "B": Decimal(24)}
    return expected_purchases(choices, area=area, participants=dict.fromkeys(Component, numbers), outside=outside or {})


def test_a_joint_purchase_counts_everybody_and_other_regions():
    (wider,) = expected(choice(scale=Scale.BOVENREGIONAAL), outside={B1: Decimal(10)})
    (own,) = expected(choice(), outside={B1: Decimal(10)})

    assert (wider.per_year(), own.per_year()) == (50, 40)
    # only the region's own people come in fewer or greater numbers: 40 x 0,6 + 10
    assert wider.per_year(Decimal("0.6")) == 34


def test_the_schedule_is_that_of_one_lot_times_the_lots():
    (two,) = expected(choice(lots=2))
    lot = starts.planned(20, starts=4, minimum=8, maximum=12)
    found = schedule(two)

    assert found.mean_months == pytest.approx(lot.wait.mean)
    assert found.groups_per_year == pytest.approx(2 * lot.groups_per_year)
    assert found.groups_per_year * found.mean_group == pytest.approx(40)
    # Little: 40 people a year, each waiting this long
    assert found.waiting_now == pytest.approx(40 * found.mean_months / 12)
    assert found.bridging_weeks == pytest.approx(52 * found.waiting_now)


def test_few_people_wait_longer_than_many():
    (one,) = expected(choice())
    few, mid, many = (schedule(one, Decimal(factor)) for factor in ("0.6", "1", "1.4"))

    assert few.mean_months > mid.mean_months > many.mean_months
    assert mid.mean_months < mid.one_in_ten_months < mid.one_in_hundred_months


def test_a_missing_figure_is_named_and_not_counted_as_nobody():
    (one,) = expected(choice(), people={"B": Decimal(24)})

    assert (one.missing, one.codes, one.per_year()) == (("A",), ("A", "B"), 24)


def test_nobody_expected_has_no_waiting():
    (one,) = expected(choice(), people={"A": Decimal(0), "B": Decimal(0)})

    assert schedule(one) is None
    assert summaries([one]) == ()


def test_what_is_done_person_by_person_has_no_groups():
    (one,) = expected(choice(KLANTREGIE))

    assert not one.has_groups
    assert schedule(one) is None


def test_the_onderwijsroute_has_half_a_year_before_it_is_late():
    assert [late_after(component) for component in (B1, ONDERWIJS, Component.MAP)] == [3, 6, None]
    (b1,), (onderwijs,) = expected(choice()), expected(choice(ONDERWIJS))
    assert schedule(b1).late_share > schedule(onderwijs).late_share


def test_groups_may_leave_a_municipality_out():
    chosen = choice(groups=(JointGroup("Alleen Berkelland", ("B",), Scale.LOKAAL),))

    (one,) = expected(chosen)

    assert (one.codes, one.label, one.scale) == (("B",), "Berkelland", Scale.LOKAAL)


def test_the_summary_weighs_every_purchase_by_its_people():
    purchases = expected(choice(scale=Scale.LOKAAL))
    aalten, berkelland = (schedule(one) for one in purchases)

    (found,) = summaries(purchases)

    assert found.mean_months == pytest.approx((16 * aalten.mean_months + 24 * berkelland.mean_months) / 40)
    assert (found.longest.label, found.longest_months) == ("Aalten", aalten.mean_months)
    assert found.waiting_now == pytest.approx(aalten.waiting_now + berkelland.waiting_now)
    assert found.in_progress == pytest.approx(found.groups_per_year)


def test_a_region_of_25_municipalities_that_are_all_alike():
    codes = {f"GM{number:04}": f"Gemeente {number}" for number in range(1, 26)}
    people = dict.fromkeys(codes, Decimal("12.5"))
    components = [component for component in Component if component != Component.CONTRACT]
    purchases = expected(
        *[choice(component, Scale.LOKAAL) for component in components],
        area=Area(codes, {}),
        people=people,
    )

    plans = [schedule(one) for one in purchases if one.has_groups]

    assert len(purchases) == 25 * len(components)
    assert len({plan.mean_months for plan in plans}) == 1
    found = {one.component: one for one in summaries(purchases)}
    assert found[B1].mean_months == pytest.approx(plans[0].mean_months)
    assert found[B1].longest_months == plans[0].mean_months
    assert found[B1].lots == 25
