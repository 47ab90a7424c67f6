"""Switching, scaling down and prices for which nobody bids: amounts beside the total, and sentences."""

from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Payment, Scale
from procurement.rules.cost import CostAssumptions, scenario_cost
from procurement.rules.switching import Bearers, Switching, extra_hours
from procurement.rules.switching_risks import cost_risks

AREA = Area({"A": "Aalten", "B": "Berkelland"}, {})
# Half of the B1-route scales down and needs 150 hours more than the price counts with; a result leaves open who pays.
MANY = Switching(
    scale_down_share=Decimal("0.5"),
    scale_down_hours=Decimal(150),
    bearers={Payment.UUR: Bearers(client=Decimal(1)), Payment.RESULTAAT: Bearers(disputed=Decimal(1))},
)


def bought(component, payment=Payment.TRAJECT, *, people=(10, 30), price=12_000, switching=MANY, **others):
    choice = ComponentChoice(
        component, others.pop("scale", Scale.REGIONAAL), payment=payment, start_moments=1, **others
    )
    numbers = {component: {code: Decimal(n) for code, n in zip("AB", people, strict=True)}}
    return scenario_cost(
        [choice], area=AREA, participants=numbers,
        assumptions=CostAssumptions(
            {component: Decimal(price)}, Decimal(20_000), hours={component: Decimal(800)}, switching=switching,
            target_prices={Component.ONDERWIJS: Decimal(17_000)},
        ),
    )  # fmt: skip


def plain(text):
    return text.replace("\u00a0", " ")


def test_paying_by_result_with_many_scaled_down_disputes_the_extra_hours():
    # 40 people, half scales down: 20 x 150 = 3.000 hours x (12.000 / 800 =) 15 = 45.000, beside 40 x 12.000 + 20.000
    cost = bought(Component.B1, Payment.RESULTAAT)
    (risk,) = cost_risks(cost)

    assert cost.total == 500_000
    assert cost.disputed == 45_000
    assert risk.amount == 45_000
    assert plain(risk.sentence) == (
        "B1-route, hele regio: bij betaling per behaald resultaat is € 45.000 per jaar betwist: 3.000 extra uren. Naar "
        "verwachting schalen 20 deelnemers per jaar af naar A2. Wie afschaalt heeft dan al minstens 600 cursusuren "
        "gevolgd, samen 12.000 uren. Dit bedrag zit niet in de kosten."
    )
    assert risk.advice.startswith("Spreek in het contract af wie deze uren betaalt")
    assert risk.source.startswith("Divosa, Grip op inkoop en contractmanagement")


def test_an_onderwijsroute_priced_so_that_nobody_bids():
    # 15.000 is below 17.000, and 5 people a year never fill a group of 8
    cost = bought(Component.ONDERWIJS, people=(2, 3), price=15_000)
    (risk,) = cost_risks(cost)

    assert plain(risk.sentence) == (
        "Onderwijsroute, hele regio: mogelijk schrijft niemand in, want de prijs van € 15.000 per traject is lager dan "
        "het streefbedrag van € 17.000 en met 5 deelnemers per jaar is de kleinste groep van 8 niet te vullen."
    )
    assert plain(risk.advice) == (
        "Reken met minstens € 17.000 per traject en organiseer de onderwijsroute bovenregionaal, met andere regio’s."
    )
    assert plain(risk.text).endswith("Bron: Divosa, vraag en antwoord Wet inburgering, leerroutes, 2025.")


@pytest.mark.parametrize(
    ("people", "price", "count"), [((10, 30), 17_000, 0), ((10, 30), 16_999, 1), ((2, 5), 17_000, 1)]
)
def test_price_and_volume_each_warn_by_themselves(people, price, count):
    assert len(cost_risks(bought(Component.ONDERWIJS, people=people, price=price))) == count


def test_who_is_with_other_regions_already_looks_for_more_of_them():
    (risk,) = cost_risks(bought(Component.ONDERWIJS, people=(2, 3), price=17_000, scale=Scale.BOVENREGIONAAL))

    assert risk.advice.startswith("Zoek meer regio’s")


def test_a_fixed_price_leaves_the_extra_hours_to_the_provider():
    cost = bought(Component.B1)

    assert (cost.total, cost.disputed) == (500_000, 0)
    assert cost.purchases[0].extra.provider == 45_000
    assert cost_risks(cost) == ()


def test_paid_hours_are_in_the_total():
    cost = bought(Component.B1, Payment.UUR)

    assert (cost.total, cost.disputed) == (545_000, 0)


def test_scaling_down_is_for_the_b1_route_only():
    assert bought(Component.ZELFREDZAAMHEID, Payment.RESULTAAT).disputed == 0


def test_paying_by_result_without_numbers_asks_for_them():
    (risk,) = cost_risks(bought(Component.B1, Payment.RESULTAAT, switching=Switching()))

    assert risk.amount is None
    assert risk.advice.startswith("Vul bij de aannames in hoeveel deelnemers afschalen")


def test_switching_is_for_every_leerroute():
    # 10% of 40 people x 200 hours x 15 = 12.000
    switching = Switching(
        switch_share={Component.ONDERWIJS: Decimal("0.1")}, switch_hours=Decimal(200),
        bearers={Payment.RESULTAAT: Bearers(disputed=Decimal("0.25"), client=Decimal("0.5"))},
    )  # fmt: skip
    cost = bought(Component.ONDERWIJS, Payment.RESULTAAT, price=20_000, switching=switching)
    extra = cost.purchases[0].extra

    # 20.000 / 800 = 25 an hour: 4 x 200 x 25 = 20.000
    assert (extra.client, extra.disputed, extra.provider) == (10_000, 5_000, 5_000)
    assert extra.euros == 20_000
    assert "wisselen 4 deelnemers per jaar van leerroute" in cost_risks(cost)[0].sentence


def test_an_hour_without_a_price_is_said():
    with pytest.raises(CannotCalculate, match="aantal cursusuren per traject van de B1-route ontbreekt"):
        extra_hours(Component.B1, Payment.UUR, Decimal(10), None, MANY)


def test_more_than_everything_cannot_be_borne():
    with pytest.raises(CannotCalculate, match="samen meer dan 100%"):
        Bearers(client=Decimal("0.7"), disputed=Decimal("0.4"))
