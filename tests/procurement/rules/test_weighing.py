"""Who leads under which weights. The flip that is stated does flip: just above and just below."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.rules.choices import CannotCalculate
from procurement.rules.weighing import Scores, weigh
from procurement.rules.weighing_words import verdict

KEYS = ("kosten", "wachten", "draagvlak", "risico")
HAIR = Fraction(1, 10**9)
SCORE = st.fractions(min_value=0, max_value=1, max_denominator=20)
WEIGHT = st.sampled_from([Fraction(0), Fraction(1), Fraction(2)])


def scores(**by_key):
    """Scores per criterion, in the order of the scenarios 1, 2, 3..."""
    return [
        Scores(key, key, {place: Fraction(str(one)) for place, one in enumerate(given, start=1)})
        for key, given in by_key.items()
    ]


@st.composite
def cases(draw):
    many = draw(st.integers(2, 4))
    found = [
        Scores(key, key, {place: draw(SCORE) for place in range(1, many + 1)})
        for key in KEYS[: draw(st.integers(1, len(KEYS)))]
    ]
    weights = {one.key: draw(WEIGHT) for one in found}
    if not any(weights.values()):
        weights[found[0].key] = Fraction(1)
    return found, weights


def test_the_total_is_the_weighted_mean():
    weighing = weigh(scores(kosten=[1, 0], wachten=[0, 1]), {"kosten": Fraction(2)})

    assert weighing.totals == {1: Fraction(2, 3), 2: Fraction(1, 3)}
    assert weighing.ranking == (1, 2)


def test_the_example_of_the_sentence():
    # 1 leads by 1 x 1 - 1 x 0,5 = 0,5; it ties when wachten weighs twice as much
    criteria = scores(kosten=[1, 0], wachten=["0.5", 1], draagvlak=[1, "0.6"], risico=[1, "0.6"])

    weighing = weigh(criteria, {})

    (up,) = [flip for flip in weighing.flips if flip.key == "wachten"]
    assert (up.ratio, up.winners) == (Fraction(18, 5), (2,))
    assert weighing.winner == 1
    assert verdict(weighing, criteria).text == (
        "Bij deze weging staat scenario 1 bovenaan. "
        "Pas als ‘wachten’ meer dan 3,6 keer zo zwaar weegt, wint scenario 2."
    )


def test_twice_is_said_in_words():
    criteria = scores(kosten=[1, "0.6"], draagvlak=[1, "0.7"], risico=[1, "0.7"], wachten=["0.5", 1])

    assert "meer dan twee keer zo zwaar weegt" in verdict(weigh(criteria, {}), criteria).rest


@pytest.mark.parametrize(
    ("given", "weights", "says"),
    [
        # leaving out kosten makes 2 the first
        ({"kosten": [1, 0], "wachten": ["0.4", 1]}, {}, "zonder ‘kosten’ wint scenario 2"),
        # a tenth more weight is enough
        ({"kosten": [1, 0], "wachten": ["0.1", 1]}, {}, "meer dan 1,2 keer zo zwaar weegt, wint scenario 2"),
        ({"kosten": [1, 0], "wachten": [0, 1]}, {}, "scenario 1 en 2 gelijk bovenaan"),
    ],
)
def test_no_winner_when_a_small_change_overturns_it(given, weights, says):
    criteria = scores(**given)

    weighing = weigh(criteria, weights)

    assert weighing.winner is None
    assert verdict(weighing, criteria).opening == "Geen scenario wint duidelijk:"
    assert says in verdict(weighing, criteria).rest


def test_all_weights_moving_a_little_is_a_small_change_too():
    # lead 0,2; in favour 1,2 and against 1,0: a quarter of 2,2 is more than the lead, one weight alone is not
    criteria = scores(kosten=["0.4", 0], wachten=["0.4", 0], draagvlak=["0.4", 0], risico=[0, "0.5"], keuze=[0, "0.5"])

    weighing = weigh(criteria, {})

    assert weighing.swayed == (2,)
    assert weighing.winner is None


def test_a_criterion_that_does_not_count_may_decide_when_it_does():
    criteria = scores(kosten=[1, "0.5"], wachten=[0, 1])

    weighing = weigh(criteria, {"wachten": Fraction(0)})

    assert verdict(weighing, criteria).rest == "Pas als ‘wachten’ gaat meetellen, wint scenario 2."


def test_who_is_best_in_everything_cannot_be_overtaken():
    criteria = scores(kosten=[1, 0], wachten=[1, 1])

    assert verdict(weigh(criteria, {}), criteria).text == (
        "Bij deze weging staat scenario 1 bovenaan. Geen enkel punt verandert dat, hoe zwaar het ook weegt."
    )


@pytest.mark.parametrize(
    ("given", "advised", "says"),
    [
        ([1, 0], 2, "Het advies is scenario 2. Bij deze weging staat scenario 1 bovenaan."),
        ([1, 0], 1, "Bij deze weging staat scenario 1 bovenaan."),
        ([1, 0], 9, "Bij deze weging staat scenario 1 bovenaan."),  # not among those that are weighed
        ([1, 0], None, "Bij deze weging staat scenario 1 bovenaan."),
        ([1, 1], 2, "Op deze punten zijn de scenario’s gelijk."),
    ],
)
def test_the_advice_is_named_when_it_does_not_win(given, advised, says):
    criteria = scores(kosten=given)

    assert verdict(weigh(criteria, {}), criteria, advised).opening == says


def test_the_advice_is_named_when_nobody_wins():
    criteria = scores(kosten=[1, 0], wachten=[0, 1])

    assert verdict(weigh(criteria, {}), criteria, 2).text == (
        "Het advies is scenario 2. Geen scenario wint duidelijk: bij deze weging staan scenario 1 en 2 gelijk bovenaan."
    )


@pytest.mark.parametrize(
    ("criteria", "weights", "sentence"),
    [
        (scores(kosten=[1]), {}, "minstens twee"),
        ([], {}, "minstens twee"),
        (scores(kosten=[1, 0]), {"kosten": Fraction(0)}, "minstens één punt"),
        (scores(kosten=[1, 0]), {"kosten": Fraction(-1)}, "minstens één punt"),
    ],
)
def test_what_cannot_be_weighed_is_said(criteria, weights, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        weigh(criteria, weights)


@settings(max_examples=60, deadline=None)
@given(cases(), st.fractions(min_value=Fraction(1, 50), max_value=50))
def test_scaling_all_weights_changes_nothing(case, factor):
    criteria, weights = case

    one, other = weigh(criteria, weights), weigh(criteria, {key: w * factor for key, w in weights.items()})

    assert (one.totals, one.ranking, one.leaders, one.swayed, one.without) == (
        other.totals, other.ranking, other.leaders, other.swayed, other.without,
    )  # fmt: skip
    assert [(f.key, f.ratio, f.winners) for f in one.flips if f.ratio] == [
        (f.key, f.ratio, f.winners) for f in other.flips if f.ratio
    ]


@settings(max_examples=60, deadline=None)
@given(cases(), st.fractions(min_value=Fraction(1, 20), max_value=1))
def test_a_dominated_scenario_never_wins(case, less):
    criteria, weights = case
    worse = [Scores(c.key, c.label, {**c.by_scenario, 9: c.by_scenario[1] * (1 - less)}) for c in criteria]

    weighing = weigh(worse, weights)

    assert weighing.winner != 9
    assert 9 not in weighing.leaders or weighing.totals[1] == weighing.totals[9]


@settings(max_examples=60, deadline=None)
@given(cases())
def test_identical_scenarios_tie(case):
    criteria, weights = case
    twins = [Scores(c.key, c.label, {**c.by_scenario, 9: c.by_scenario[1]}) for c in criteria]

    weighing = weigh(twins, weights)

    assert weighing.totals[1] == weighing.totals[9]
    assert (1 in weighing.leaders) == (9 in weighing.leaders)
    assert weighing.winner not in (1, 9)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_stated_flip_does_flip(case):
    criteria, weights = case
    weighing = weigh(criteria, weights)

    for flip in weighing.flips:
        sign = 1 if flip.rises else -1
        before, at, beyond = (
            weigh(criteria, {**weights, flip.key: flip.weight + step}).leaders
            for step in (-sign * HAIR, 0, sign * HAIR)
        )
        assert before == weighing.leaders
        assert set(weighing.leaders) < set(at)
        assert beyond == flip.winners


@settings(max_examples=60, deadline=None)
@given(cases())
def test_where_no_flip_is_stated_there_is_none(case):
    criteria, weights = case
    weighing = weigh(criteria, weights)
    if len(weighing.leaders) > 1:
        return
    stated = {(flip.key, flip.rises) for flip in weighing.flips}

    for one in criteria:
        if (one.key, True) not in stated:
            assert weighing.leaders[0] in weigh(criteria, {**weights, one.key: Fraction(10**6)}).leaders
        if (one.key, False) not in stated and weights[one.key]:
            assert weighing.leaders == weigh(criteria, {**weights, one.key: weights[one.key] / 10**6}).leaders


@settings(max_examples=60, deadline=None)
@given(cases(), st.lists(st.integers(-25, 25), min_size=4, max_size=4))
def test_a_named_winner_survives_every_small_change(case, moves):
    criteria, weights = case
    winner = weigh(criteria, weights).winner
    if winner is None:
        return

    moved = {key: weights[key] * (1 + Fraction(move, 100)) for key, move in zip(weights, moves, strict=False)}

    assert weigh(criteria, moved).leaders == (winner,)
    for key in weights:
        left = {**weights, key: Fraction(0)}
        if any(left.values()):
            assert winner in weigh(criteria, left).leaders
