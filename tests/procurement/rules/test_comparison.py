from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, JointGroup, Scale
from procurement.rules.comparison import Outcome, Reader, compare
from procurement.rules.comparison_gains import changes, summary
from procurement.rules.comparison_waiting import wait_months
from procurement.rules.cost import CostAssumptions, cost_range
from procurement.rules.finding import as_text, finding
from procurement.rules.fit import Answer, ScenarioFit, scenario_fit
from procurement.rules.table import number_cells
from procurement.rules.thresholds import Threshold, assess
from procurement.rules.weighing_criteria import measured

AREA = Area({"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, {"Oost": ("A", "B"), "West": ("C",)})
ANSWERS = {
    "A": {"S07": Answer(2, "ZWAAR", True), "S01": Answer(1), "S13": Answer(-2)},
    "B": {"S01": Answer(-1), "S17": Answer(1)},
    "C": {},
}
LABELS = {"S07": "Eigen leslocatie inzetten of behouden", "S01": "Zelf meebeslissen over de lessen"}
REGION, AALTEN = Reader(AREA.names), Reader(AREA.names, "A")
THRESHOLD = Threshold(Decimal(750_000), date(2026, 1, 1), date(2027, 12, 31))


PEOPLE = {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)}


def outcome(number, name, scale, **settings):
    chosen = ComponentChoice(Component.B1, scale, **({"start_moments": 2, "minimum_group": 8} | settings))
    return outcome_of(number, name, [chosen])


def outcome_of(number, name, chosen):
    cost = cost_range(
        chosen,
        area=AREA,
        participants=dict.fromkeys(Component, PEOPLE),
        assumptions=CostAssumptions(dict.fromkeys(Component, Decimal(10_000)), Decimal(15_000)),
        factors=(Decimal("0.5"), Decimal(1), Decimal(2)),
    )
    return Outcome(
        number=number,
        name=name,
        choices={choice.component: choice for choice in chosen},
        cost=cost,
        spuk={"A": 100_000, "B": 200_000, "C": 300_000},
        assessments=assess(cost.mid, THRESHOLD),
        fit=scenario_fit(
            chosen, answers=ANSWERS, statement_labels=LABELS, area=AREA, fit_level=Decimal("0.5")
        ),
    )  # fmt: skip


TOGETHER = outcome(1, "Alles samen", Scale.REGIONAAL)
SUBREGIONS = outcome(2, "Per subregio", Scale.SUBREGIONAAL)
ALONE = outcome(3, "B1 apart", Scale.LOKAAL)
ALL = [TOGETHER, SUBREGIONS, ALONE]


def texts(row):
    return [cell.text.replace("\u00a0", " ") for cell in row.cells]


def words(row):
    return [cell.word for cell in row.cells]


def test_the_money_of_one_municipality():
    # samen: 615.000 / 60 x 10 = 102.500; Oost: 315.000 / 30 x 10 = 105.000; alleen: 16 x 10.000 + 15.000 = 175.000
    row = compare(ALL, AALTEN).row("cost")

    assert row.label == "Kosten voor Aalten per jaar"
    assert texts(row) == ["€ 102.500", "€ 105.000", "€ 175.000"]
    assert words(row) == ["laagste", "", "hoogste"]
    assert [cell.amount for cell in row.cells] == [102_500, 105_000, 175_000]


def test_money_comes_with_its_low_and_high():
    # low: 5 of 30 people: 315.000 / 6; high: 20 of 120: 1.215.000 / 6
    (cell, *_) = compare(ALL, AALTEN).row("cost").cells

    assert cell.detail.replace("\u00a0", " ") == "€ 52.500 tot € 202.500"


def test_the_region_sees_its_own_total_and_no_municipality():
    table = compare(ALL, REGION)

    assert table.municipality is None
    assert texts(table.row("region_cost")) == ["€ 615.000", "€ 630.000", "€ 705.000"]
    assert [row.key for row in table.rows if row.key in ("cost", "own_fit")] == []


def test_spuk_is_equal_and_the_difference_is_not():
    table = compare(ALL, AALTEN)

    assert table.row("spuk") in table.equal_rows
    assert texts(table.row("difference")) == ["€ 2.500", "€ 5.000", "€ 75.000"]


def test_rows_stand_in_their_groups():
    groups = list(dict.fromkeys(row.group for row in compare(ALL, AALTEN).rows))

    assert groups == ["Geld", "Inhoud", "Uitvoering", "Risico", "Draagvlak"]


def test_choices_are_rows():
    table = compare(ALL, AALTEN)

    assert texts(table.row("scale_B1")) == ["hele regio", "per subregio", "elke gemeente apart"]
    assert texts(table.row("instrument_B1")) == ["SAS-procedure"] * 3
    assert texts(table.row("years_B1")) == ["2 jaar + 2 jaar optie"] * 3
    assert texts(table.row("contracts")) == ["1", "1", "1"]
    assert texts(compare(ALL, REGION).row("contracts")) == ["1", "2", "3"]


def test_waiting_is_that_of_the_own_purchase_or_of_the_longest():
    # 2 start moments: 12 / (2 x 2) = 3 months for a moment, and with few people some more for a group of 8
    own, region = compare(ALL, AALTEN).row("wait_B1"), compare(ALL, REGION).row("wait_B1")

    assert own.label == "Wachten op een plek B1-route, gemiddeld"
    assert texts(own) == ["3,0 maanden", "3,3 maanden", "6,1 maanden"]
    assert words(own) == ["kortste", "", "langste"]
    assert [cell.detail for cell in region.cells] == ["hele regio", "West", "Aalten"]


@pytest.mark.parametrize(("starts", "months"), [(1, 6), (2, 3), (4, Decimal("1.5"))])
def test_a_group_of_one_waits_half_the_time_between_two_moments(starts, months):
    (purchase,) = outcome(4, "Eén", Scale.REGIONAAL, start_moments=starts, minimum_group=1).cost.mid.purchases

    assert wait_months(purchase) == months


def test_nobody_waits_for_what_is_done_person_by_person():
    intake = outcome_of(4, "Intake", [ComponentChoice(Component.BREDE_INTAKE, Scale.REGIONAAL)])

    assert wait_months(intake.cost.mid.purchases[0]) is None


def test_paid_empty_places_are_counted():
    # alone: Aalten pays 2 x 8 = 16 places for 10 people
    assert texts(compare(ALL, AALTEN).row("empty_places")) == ["0", "0", "6"]


def test_the_threshold_row_counts_purchases():
    table = compare([TOGETHER, outcome(4, "Open", Scale.REGIONAAL, instrument=Instrument.OPEN_HOUSE)], REGION)

    assert texts(table.row("procedure")) == ["1 van 1", "Geen overheidsopdracht"]


def test_support_is_counted_by_name():
    table = compare(ALL, AALTEN)

    assert texts(table.row("limits")) == ["1: Aalten", "0", "0"]
    assert texts(table.row("own_fit"))[0].startswith("Nee, ")
    assert "trekt een grens" in table.row("own_fit").cells[0].detail
    assert texts(table.row("fit")) == ["1 van 3 gemeenten"] * 3


def test_a_municipality_without_answers_is_not_judged():
    assert texts(compare(ALL, Reader(AREA.names, "C")).row("own_fit")) == ["Nog geen antwoorden"] * 3


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([1, 2, 3], ["laagste", "", "hoogste"]),
        ([1, 1, 3], ["", "", "hoogste"]),
        ([2, 2], ["", ""]),
        ([1], [""]),
        (["1.1", "1.4"], ["", ""]),  # both shown as 1
    ],
)
def test_no_winner_is_named_when_equal(amounts, expected):
    cells = number_cells([Decimal(a) for a in amounts], lambda a: f"{a:.0f}")

    assert [cell.word for cell in cells] == expected


@pytest.mark.parametrize(
    ("outcomes", "reader", "sentence"),
    [([], REGION, "minstens één scenario"), (ALL, Reader(AREA.names, "X"), "hoort niet bij de regio")],
)
def test_what_cannot_be_compared_is_said(outcomes, reader, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        compare(outcomes, reader)


def test_a_component_of_one_scenario_is_said_to_be_missing_in_the_other():
    more = outcome_of(4, "Met PVT", [*TOGETHER.choices.values(), ComponentChoice(Component.PVT, Scale.SUBREGIONAAL)])

    table = compare([TOGETHER, more], REGION)

    assert texts(table.row("scale_PVT")) == ["niet in dit scenario", "per subregio"]
    assert texts(table.row("starts_PVT")) == ["niet in dit scenario", "4"]
    assert table.row("cost_PVT").cells[0].text == "niet in dit scenario"
    # 615.000 is in both; the PVT comes on top of it
    assert texts(table.row("shared_cost")) == ["€ 615.000", "€ 615.000"]
    assert [row.key for row in compare(ALL, REGION).rows if row.key == "shared_cost"] == []


def test_scenarios_without_anything_in_common_stand_beside_each_other_all_the_same():
    other = outcome_of(4, "Alleen PVT", [ComponentChoice(Component.PVT, Scale.REGIONAAL)])

    table = compare([TOGETHER, other], AALTEN)

    assert texts(table.row("cost_B1"))[1] == "niet in dit scenario"
    assert [row.key for row in table.rows if row.key == "shared_cost"] == []


def test_groups_are_named_and_who_stands_in_none_does_not_take_part():
    groups = (JointGroup("Noord", ("A", "B"), Scale.SUBREGIONAAL),)
    partly = outcome(4, "Deels", Scale.SUBREGIONAAL, groups=groups)
    split = outcome(5, "Anders", Scale.SUBREGIONAAL, groups=(*groups, JointGroup("Zuid", ("C",), Scale.LOKAAL)))

    region, doetinchem = (compare([partly, split], reader) for reader in (REGION, Reader(AREA.names, "C")))

    assert [(cell.text, cell.detail) for cell in region.row("scale_B1").cells] == [
        ("per subregio", ""), ("2 groepen: Noord; Doetinchem", ""),
    ]  # fmt: skip
    assert texts(doetinchem.row("scale_B1")) == ["doet niet mee", "alleen"]
    assert texts(doetinchem.row("wait_B1"))[0] == "doet niet mee"
    assert texts(compare([split], AALTEN).row("scale_B1")) == ["met 1 andere gemeente"]


OTHERS_NOT_CHOSEN = "Nog zonder de andere regio’s: welke dat zijn, is nog niet gekozen."
WIDER = Scale.BOVENREGIONAAL


@pytest.mark.parametrize(
    ("groups", "own", "region"),
    [
        ((), "hele regio, met andere regio’s", "hele regio, met andere regio’s"),
        (
            (JointGroup("Hele regio", ("A", "B", "C"), WIDER),),
            "hele regio, met andere regio’s", "hele regio, met andere regio’s",
        ),
        (
            (JointGroup("Oost", ("A", "B"), WIDER), JointGroup("West", ("C",), Scale.LOKAAL)),
            "met 1 andere gemeente, met andere regio’s", "2 groepen: Oost (met andere regio’s); Doetinchem",
        ),
        ((JointGroup("Oost", ("A",), WIDER),), "met andere regio’s", "met andere regio’s"),
    ],
)  # fmt: skip
def test_going_together_with_other_regions_is_said_also_when_they_are_not_chosen(groups, own, region):
    wider = outcome(4, "Ruimer", WIDER, groups=groups)

    mine, ours = (compare([wider], reader).row("scale_B1").cells[0] for reader in (AALTEN, REGION))

    assert (mine.text, ours.text) == (own, region)
    assert mine.detail.endswith(OTHERS_NOT_CHOSEN)
    assert ours.detail == OTHERS_NOT_CHOSEN


def test_other_regions_that_are_counted_are_no_longer_to_be_chosen():
    groups = (JointGroup("Hele regio", ("A", "B", "C"), WIDER),)
    wider = outcome(4, "Ruimer", WIDER, groups=groups)
    (purchase,) = wider.cost.mid.purchases
    joined = replace(purchase, outside=Decimal(5))
    wider = replace(wider, cost=replace(wider.cost, mid=replace(wider.cost.mid, purchases=(joined,))))

    for reader in (AALTEN, REGION):
        (cell,) = compare([wider], reader).row("scale_B1").cells
        assert (cell.text, cell.detail) == ("hele regio, met andere regio’s", "")


def test_the_region_reads_the_mean_wait_and_who_waits_longest():
    # apart: 10, 20 and 30 people wait 6,11, 3,79 and 3,26 months: 234,9 / 60
    table = compare([TOGETHER, ALONE], REGION)

    assert texts(table.row("mean_wait_B1")) == ["3,0 maanden", "3,9 maanden"]
    assert texts(table.row("wait_B1")) == ["3,0 maanden", "6,1 maanden"]


def test_what_is_not_done_in_groups_has_no_starts_and_no_wait():
    intake = outcome_of(4, "Intake", [ComponentChoice(Component.BREDE_INTAKE, Scale.REGIONAAL)])

    keys = {row.key for row in compare([intake], REGION).rows}

    assert {"scale_BREDE_INTAKE", "years_BREDE_INTAKE"} < keys
    assert not {"starts_BREDE_INTAKE", "wait_BREDE_INTAKE"} & keys


def test_what_is_disputed_stands_beside_the_total():
    (purchase,) = TOGETHER.cost.mid.purchases
    disputed = replace(purchase, extra=replace(purchase.extra, disputed=Decimal(7_000)))
    other = replace(TOGETHER, cost=replace(TOGETHER.cost, mid=replace(TOGETHER.cost.mid, purchases=(disputed,))))

    table = compare([TOGETHER, other], AALTEN)

    assert texts(table.row("disputed")) == ["€ 0", "€ 7.000"]
    assert texts(table.row("region_cost"))[1] == "€ 615.000"
    assert [row.key for row in compare(ALL, REGION).rows if row.key == "disputed"] == []


def test_a_region_of_twenty_five_is_compared_and_weighed():
    names = {f"GM{number:04d}": f"Gemeente {number}" for number in range(25)}
    area = Area(names, {"Noord": tuple(names)[:12], "Zuid": tuple(names)[12:]})
    outcomes = []
    for number, scale in enumerate((Scale.REGIONAAL, Scale.SUBREGIONAAL, Scale.LOKAAL), start=1):
        chosen = [ComponentChoice(Component.B1, scale)]
        cost = cost_range(
            chosen, area=area, participants={Component.B1: dict.fromkeys(names, Decimal(7))},
            assumptions=CostAssumptions({Component.B1: Decimal(10_000)}, Decimal(15_000)),
            factors=(Decimal("0.5"), Decimal(1), Decimal(2)),
        )  # fmt: skip
        fit = scenario_fit(chosen, answers={}, statement_labels={}, area=area, fit_level=Decimal("0.5"))
        outcomes.append(Outcome(number, scale.value, {Component.B1: chosen[0]}, cost, {}, (), fit))

    table, gains = compare(outcomes, Reader(names)), changes(outcomes[2], outcomes[0], Reader(names))

    assert texts(table.row("contracts")) == ["1", "2", "25"]
    assert len(gains) == 25
    assert summary(gains) == "25 gemeenten winnen."
    assert len(measured(outcomes, Reader(names))) == 9


def test_wishes_are_a_row_when_somebody_looked():
    told = {"A": ("Aalten wil alles lokaal houden.",)}
    pair = [replace(TOGETHER, broken=told), replace(ALONE, broken={})]

    assert texts(compare(pair, REGION).row("wishes")) == ["1: Aalten", "0"]
    assert [cell.detail for cell in compare(pair, AALTEN).row("wishes").cells] == [told["A"][0], ""]
    assert [row.key for row in compare(ALL, REGION).rows if row.key == "wishes"] == []


def found(one, other, reader):
    parts = finding(one, other, reader, answers=ANSWERS["A"], statement_labels=LABELS)
    return as_text(parts).replace("\u00a0", " "), parts


def test_the_finding_for_a_municipality():
    text, parts = found(SUBREGIONS, TOGETHER, AALTEN)

    assert text == (
        "Voor Aalten kost scenario 2 € 2.500 per jaar meer dan alles samen. Het past beter bij de antwoorden "
        "(92%, was 6%), namelijk op ‘Eigen leslocatie inzetten of behouden’ en ‘Zelf meebeslissen over de lessen’."
    )
    assert [part.text for part in parts if part.emphasis == "own"] == ["Aalten"]
    assert parts[3].emphasis == "strong"


def test_the_finding_the_other_way_round():
    text, _ = found(TOGETHER, ALONE, AALTEN)

    assert text.startswith(
        "Voor Aalten kost scenario 1 € 72.500 per jaar minder dan B1 apart. Het past minder bij de antwoorden "
        "(6%, was 92%), namelijk op ‘Eigen leslocatie"
    )


def suiting(number, share, **by_statement):
    """The scenario of all together, with how well it suits Aalten given by hand."""
    shares = {key: Decimal(str(one)) for key, one in by_statement.items()}
    own = replace(TOGETHER.fit.by_municipality["A"], share=Decimal(str(share)), by_statement=shares, limits=())
    return replace(TOGETHER, number=number, fit=ScenarioFit({**TOGETHER.fit.by_municipality, "A": own}))


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        # the only gain does not hide that the whole falls
        (
            {"share": "0.44", "S07": 0, "S01": 1}, {"share": "0.68", "S07": 1, "S01": 0},
            "Het past minder bij de antwoorden (44%, was 68%); alleen op ‘Zelf meebeslissen over de lessen’ beter.",
        ),
        (
            {"share": "0.68", "S07": 1, "S01": 0}, {"share": "0.44", "S07": 0, "S01": 1},
            "Het past beter bij de antwoorden (68%, was 44%); alleen op ‘Zelf meebeslissen over de lessen’ minder.",
        ),
        (
            {"share": "0.5", "S07": 0, "S01": 1}, {"share": "0.501", "S07": 1, "S01": 0},
            "Het past even goed bij de antwoorden (50%): beter op ‘Zelf meebeslissen over de lessen’ en minder op "
            "‘Eigen leslocatie inzetten of behouden’.",
        ),
    ],
)  # fmt: skip
def test_the_whole_of_the_answers_comes_before_one_statement(now, before, says):
    text, _ = found(suiting(4, **now), suiting(1, **before), AALTEN)

    assert text == f"Voor Aalten kosten scenario 1 en 4 evenveel. {says}"


def test_the_finding_for_the_region():
    text, _ = found(SUBREGIONS, TOGETHER, REGION)

    assert text == (
        "Voor de regio kost scenario 2 € 15.000 per jaar meer dan alles samen. Beide passen bij 1 van de 3 gemeenten."
    )


def test_equal_cost_names_no_cheapest():
    text, _ = found(outcome(4, "Nog eens", Scale.REGIONAAL), TOGETHER, AALTEN)

    assert text == "Voor Aalten kosten scenario 1 en 4 evenveel."


def test_the_region_hears_how_many_fit():
    unknown = scenario_fit(
        list(TOGETHER.choices.values()), answers={}, statement_labels={}, area=AREA, fit_level=Decimal(1)
    )

    text, _ = found(TOGETHER, replace(TOGETHER, number=5, fit=unknown), REGION)

    assert text.endswith("Het past bij 1 van de 3 gemeenten, scenario 5 bij 0.")
