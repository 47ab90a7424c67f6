"""Who gains and who gives in: worked by hand for three municipalities."""

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.rules.choices import Area, Component, ComponentChoice, Instrument, Scale
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.comparison_gains import Balance, changes, summary
from procurement.rules.cost import CostAssumptions, cost_range
from procurement.rules.fit import Answer, scenario_fit
from procurement.rules.weighing_criteria import measured

AREA = Area({"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, {"Oost": ("A", "B"), "West": ("C",)})
ANSWERS = {"A": {"S07": Answer(2, "ZWAAR", True), "S01": Answer(1)}, "B": {"S01": Answer(-1), "S17": Answer(1)}}
PEOPLE = {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)}
READER = Reader(AREA.names)


def outcome(number, *choices):
    cost = cost_range(
        choices,
        area=AREA,
        participants=dict.fromkeys(Component, PEOPLE),
        assumptions=CostAssumptions(dict.fromkeys(Component, Decimal(10_000)), Decimal(15_000)),
        factors=(Decimal("0.5"), Decimal(1), Decimal(2)),
    )
    fit = scenario_fit(choices, answers=ANSWERS, statement_labels={}, area=AREA, fit_level=Decimal("0.5"))
    return Outcome(number, f"Nr {number}", {choice.component: choice for choice in choices}, cost, {}, (), fit)


def b1(scale, **settings):
    return ComponentChoice(Component.B1, scale, **({"start_moments": 2, "minimum_group": 8} | settings))


TOGETHER, ALONE = outcome(1, b1(Scale.REGIONAAL)), outcome(2, b1(Scale.LOKAAL))


def values(*outcomes, reader=READER):
    return {one.criterion.key: list(one.values.values()) for one in measured(outcomes, reader)}


def test_what_each_criterion_measures():
    # together 615.000 for 60; alone Aalten pays 16 places for 10 people: 175.000, 215.000 and 315.000
    found = values(TOGETHER, ALONE)

    assert found["kosten"] == [615_000, 705_000]
    assert found["spreiding"] == [0, 17_500 - 10_500]
    # 3 months for one of 2 moments and hardly more for a group; alone 61,09 + 75,87 + 97,93 over 60 people
    assert [float(one) for one in found["wachten"]] == pytest.approx([3.0009, 3.9147], abs=1e-4)
    assert found["uitvoering"] == [1, 3]
    assert found["risico"] == [0, 6]
    assert found["zeggenschap"] == [pytest.approx(Decimal(1) / 3), 1]
    assert found["keuze"] == [0, 0]


def test_a_municipality_weighs_its_own_side():
    found = values(TOGETHER, ALONE, reader=Reader(AREA.names, "A"))

    assert found["kosten"] == [102_500, 175_000]
    assert [float(one) for one in found["wachten"]] == pytest.approx([3.0009, 6.1089], abs=1e-4)
    assert found["grenzen"] == [1, 0]


def test_who_gave_no_answers_is_not_weighed_on_them():
    assert "draagvlak" not in values(TOGETHER, ALONE, reader=Reader(AREA.names, "C"))


def test_the_best_scores_one_and_the_worst_nothing():
    scores = {one.criterion.key: one.scores.by_scenario for one in measured([TOGETHER, ALONE], READER)}

    assert scores["kosten"] == {1: 1, 2: 0}
    assert scores["zeggenschap"] == {1: 0, 2: 1}
    assert scores["keuze"] == {1: 1, 2: 1}


def test_a_small_difference_counts_in_proportion():
    # 1% more: one fifth of the five percent that counts in full
    dearer = replace(TOGETHER.cost.mid.purchases[0], euros={"A": 103_525, "B": 207_050, "C": 310_575})
    other = replace(
        TOGETHER, number=3, cost=replace(TOGETHER.cost, mid=replace(TOGETHER.cost.mid, purchases=(dearer,)))
    )

    (kosten, *_) = measured([TOGETHER, other], READER)

    assert float(kosten.scores.by_scenario[3]) == pytest.approx(0.8)


def test_free_choice_is_more_than_one_contract_to_go_to():
    found = values(
        outcome(3, b1(Scale.REGIONAAL, lots=2)),
        outcome(2, b1(Scale.REGIONAAL, instrument=Instrument.OPEN_HOUSE)),
        TOGETHER,
    )

    assert found["keuze"] == [1, 1, 0]


def test_only_what_every_scenario_holds_is_weighed():
    more = outcome(3, b1(Scale.REGIONAAL), ComponentChoice(Component.PVT, Scale.REGIONAAL))

    assert values(TOGETHER, more)["kosten"] == [615_000, 615_000]
    assert measured([TOGETHER, outcome(4, ComponentChoice(Component.PVT, Scale.REGIONAAL))], READER) == ()
    assert measured([], READER) == ()


def test_one_sentence_per_municipality():
    aalten, berkelland, doetinchem = changes(ALONE, TOGETHER, READER)

    # 3,108 months less is 13,5 weeks
    assert aalten.sentence.replace("\u00a0", " ") == (
        "Aalten betaalt € 72.500 per jaar minder, wacht 13 weken korter, vindt de eigen antwoorden minder terug "
        "(8%, was 92%) en ziet 1 grens meer geraakt."
    )
    assert (aalten.euros, aalten.limits, aalten.balance) == (-72_500, 1, Balance.TRADES)
    assert berkelland.balance == Balance.GAINS
    assert (doetinchem.fit_before, doetinchem.wishes) == (None, None)


def test_wishes_count_when_somebody_looked():
    broken = {"C": ("Doetinchem wil alles lokaal houden.",)}

    change = changes(replace(TOGETHER, broken={}), replace(TOGETHER, broken=broken), READER)[2]

    assert (change.wishes, change.balance) == (1, Balance.GIVES_IN)
    assert change.sentence == "Doetinchem ziet 1 wens meer verbroken."


def test_nothing_changes_between_a_scenario_and_itself():
    found = changes(TOGETHER, TOGETHER, READER)

    assert {one.sentence for one in found} == {f"Voor {name} blijft het gelijk." for name in AREA.names.values()}
    assert summary(found) == "Voor elke gemeente blijft het gelijk."


def test_who_gains_and_who_gives_in_in_one_sentence():
    assert summary(changes(ALONE, TOGETHER, READER)) == "2 gemeenten winnen en Aalten ruilt."
    assert summary(changes(TOGETHER, ALONE, READER)) == "2 gemeenten leveren in en Aalten ruilt."
