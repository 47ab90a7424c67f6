from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, Scale
from procurement.rules.fit import Answer, scenario_fit
from procurement.rules.links import links

AREA = Area({"A": "Aalten", "B": "Berkelland"}, {})
LABELS = {"S13": "Eén hoofdaannemer stuurt alles aan", "S06": "Een langere reistijd is aanvaardbaar"}
LEVEL = Decimal("0.5")


def choices(b1=Scale.REGIONAAL, others=Scale.REGIONAAL, **settings):
    scales = {Component.B1: b1, Component.ONDERWIJS: others, Component.ZELFREDZAAMHEID: others}
    return [ComponentChoice(component, scale, **settings) for component, scale in scales.items()]


def fit(answers, chosen=None, level=LEVEL):
    return scenario_fit(
        chosen or choices(), answers={"A": answers}, statement_labels=LABELS, area=AREA, fit_level=level
    ).by_municipality["A"]


def directions(statement, chosen):
    return {link.direction for link in links(chosen) if link.statement == statement}


def test_a_share_worked_by_hand():
    # everything together wants S17 (+1) and S19 (-1). Agree (1) with S17: (2+1)/4 = 0,75.
    # Fully agree (2) with S19: (2-2)/4 = 0, twice as heavy: (0,75 + 2 x 0) / 3 = 0,25
    found = fit({"S17": Answer(1), "S19": Answer(2, "ZWAAR")})

    assert found.by_statement == {"S17": Decimal("0.75"), "S19": Decimal(0)}
    assert found.share == Decimal("0.25")
    assert found.fits is False


def test_a_statement_takes_the_mean_of_its_components():
    # B1 per subregion gives a say (+1), the two others do not (-1): (1 + 0 + 0) / 3
    found = fit({"S01": Answer(2)}, choices(b1=Scale.SUBREGIONAAL))

    assert found.by_statement["S01"] == Decimal(1) / 3


def test_neutral_answers_fit_from_one_half():
    assert fit({"S17": Answer(0)}).fits is True
    assert fit({"S17": Answer(0)}, level=Decimal("0.55")).fits is False


@pytest.mark.parametrize("answers", [{}, {"S17": Answer(None)}, {"S18": Answer(2)}])
def test_without_answers_that_count_nothing_is_said(answers):
    found = fit(answers)

    assert found.share is None
    assert found.fits is None
    assert found.limits == ()


def test_weet_niet_does_not_count_as_neutral():
    assert fit({"S17": Answer(2), "S29": Answer(None)}).share == 1


def test_a_crossed_limit_names_the_statement_and_the_reason():
    (hit,) = fit({"S13": Answer(-2, is_limit=True)}).limits

    assert hit.statement == "S13"
    assert hit.reason == (
        "Aalten trekt een grens bij ‘Eén hoofdaannemer stuurt alles aan’ (helemaal oneens), "
        "maar één hoofdaannemer kan alle onderdelen krijgen."
    )


def test_a_limit_names_only_the_components_that_cross_it():
    (hit,) = fit({"S06": Answer(-2, is_limit=True)}, choices(b1=Scale.SUBREGIONAAL)).limits

    assert hit.components == (Component.ONDERWIJS, Component.ZELFREDZAAMHEID)
    assert hit.reason.endswith("(onderwijsroute en Z-route).")


@pytest.mark.parametrize("answer", [Answer(-2), Answer(2, is_limit=True), Answer(0, is_limit=True)])
def test_no_limit_is_crossed_without_a_limit_or_with_the_answer_on_its_side(answer):
    assert fit({"S13": answer}).limits == ()


def test_a_statement_without_a_label_is_named_by_its_key():
    (hit,) = fit({"S07": Answer(2, is_limit=True)}).limits

    assert "‘S07’" in hit.reason


def test_room_for_an_own_location_is_no_duty():
    own, none = (
        fit({"S07": Answer(2)}, choices(Scale.LOKAAL)),
        fit({"S07": Answer(-2, is_limit=True)}, choices(Scale.LOKAAL)),
    )

    assert own.by_statement == {"S07": Decimal(1)}
    assert none.by_statement == {}
    assert none.limits == ()


def test_the_scenario_counts_who_fits():
    found = scenario_fit(
        choices(),
        answers={"A": {"S13": Answer(-2, is_limit=True)}, "B": {"S13": Answer(2)}},
        statement_labels={},
        area=AREA,
        fit_level=LEVEL,
    )

    assert found.fitting == ("B",)
    assert [hit.municipality for hit in found.limits] == ["A"]


@pytest.mark.parametrize("level", ["0", "-1", "1.1"])
def test_the_level_is_a_share(level):
    with pytest.raises(CannotCalculate, match="tussen 0% en 100%"):
        fit({}, level=Decimal(level))


def test_a_scenario_without_choices_cannot_fit():
    with pytest.raises(CannotCalculate, match="minstens één leerroute"):
        links([])


@pytest.mark.parametrize(
    ("statement", "chosen", "expected"),
    [
        ("S20", choices(others=Scale.BOVENREGIONAAL), {1}),
        ("S20", choices(), {-1}),
        ("S12", choices(Scale.GECLUSTERD), {1}),
        ("S24", choices(start_moments=13), {1}),
        ("S24", choices(start_moments=12), {-1}),
        ("S21", choices(base_years=2, option_years=2), {1}),
        ("S21", choices(base_years=1, option_years=1), {-1}),
        ("S21", choices(base_years=3, option_years=0), set()),
        ("S21", choices(instrument=Instrument.OPEN_HOUSE), {-1}),
        ("S14", choices(lots=1), {-1}),
        ("S14", choices(lots=2), {1}),
        ("S14", choices(instrument=Instrument.OPEN_HOUSE), {1}),
        ("S13", choices(), {1}),
        ("S13", choices(lots=2), set()),
        ("S13", choices(b1=Scale.LOKAAL), {-1}),
        ("S13", choices(instrument=Instrument.SUBSIDIE), set()),
        ("S19", choices(b1=Scale.LOKAAL), {1}),
        ("S19", choices(Scale.SUBREGIONAAL, Scale.SUBREGIONAAL), set()),
        ("S15", choices(instrument=Instrument.SUBSIDIE), {1}),
        ("S02", choices(instrument=Instrument.INBESTEDEN), {-1}),
        ("S29", choices(Scale.LOKAAL, Scale.LOKAAL), {-1}),
    ],
)
def test_what_choices_mean_for_a_statement(statement, chosen, expected):
    assert directions(statement, chosen) == expected


ANSWERS = st.dictionaries(
    st.sampled_from([f"S{n:02d}" for n in range(1, 31)]),
    st.builds(
        Answer,
        st.sampled_from([None, -2, -1, 0, 1, 2]),
        st.sampled_from(["MINDER", "GEWOON", "ZWAAR"]),
        st.booleans(),
    ),
)


@given(ANSWERS, st.sampled_from(Scale), st.sampled_from(Scale), st.sampled_from(Instrument))
def test_a_share_is_between_zero_and_one_and_limits_are_limits(answers, b1, others, instrument):
    found = fit(answers, choices(b1, others, instrument=instrument))

    assert found.share is None or 0 <= found.share <= 1
    assert all(answers[hit.statement].is_limit and found.by_statement[hit.statement] < 1 for hit in found.limits)


@given(st.sampled_from(Scale), st.sampled_from(Instrument))
def test_whoever_wants_every_choice_fits_fully(scale, instrument):
    chosen = choices(scale, scale, instrument=instrument)
    wanted = {s: d for s in {link.statement for link in links(chosen)} if len(d := directions(s, chosen)) == 1}

    assert fit({s: Answer(2 * next(iter(d))) for s, d in wanted.items()}, chosen).share == 1
