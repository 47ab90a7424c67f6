"""Together beside alone, worked by hand."""

from decimal import Decimal

import pytest

from procurement.rules.added_value import Position, added_value, of_region, sentence
from procurement.rules.choices import Component

ALONE = {
    Component.B1: Position(100_000, Decimal(6), Decimal(11), Decimal(1)),
    Component.ONDERWIJS: Position(50_000, Decimal(2), Decimal(33), Decimal(1)),
    Component.BREDE_INTAKE: Position(9_000, Decimal(8), None, Decimal(1)),
}
TOGETHER = {
    Component.B1: Position(104_000, Decimal(6), Decimal("6.5"), Decimal("0.5")),
    Component.ONDERWIJS: Position(49_000, Decimal(2), Decimal(3), Decimal("0.125")),
    Component.BREDE_INTAKE: Position(9_000, Decimal(8), None, Decimal(1)),
}


def plain(texts):
    return [text.replace("\u00a0", " ") for text in texts]


def test_weeks_hours_and_euros_of_one_municipality():
    value = added_value("Aalten", TOGETHER, ALONE, contract_hours=Decimal(80))

    # (6 x 4,5 + 2 x 30) / 8 = 10,875 months = 47,125 weeks shorter; contracts 1,625 of 3 against 3
    assert value.weeks == Decimal("-47.125")
    assert value.euros == 3_000
    assert (value.contracts, value.hours) == (Decimal("-1.375"), -110)
    assert plain(sentence(value)) == ["47 weken korter", "€ 3.000 meer per jaar", "110 uur minder per jaar"]
    assert value.best == "onderwijsroute: 130 weken korter wachten"


def test_without_an_hour_per_contract_the_contracts_are_told():
    value = added_value("Aalten", TOGETHER, ALONE, contract_hours=None)

    assert value.hours is None
    assert sentence(value)[2] == "1,4 contracten minder"


def test_alone_and_together_the_same():
    value = added_value("Aalten", ALONE, ALONE, contract_hours=Decimal(80))

    assert sentence(value) == ("even lang", "evenveel", "")
    assert value.best == ""


def test_only_what_is_known_on_both_sides_counts():
    value = added_value("Aalten", TOGETHER, {Component.B1: ALONE[Component.B1]}, contract_hours=None)

    assert [one.component for one in value.components] == [Component.B1]
    assert added_value("Aalten", {}, ALONE, contract_hours=None).weeks is None
    assert sentence(added_value("Aalten", {}, ALONE, contract_hours=None)) == ("", "evenveel", "")


def test_a_municipality_may_gain_in_euros_where_nobody_waits():
    intake = {Component.BREDE_INTAKE: Position(7_000, Decimal(8), None, Decimal("0.5"))}

    assert plain([added_value("Aalten", intake, ALONE, contract_hours=None).best]) == [
        "brede intake: € 2.000 minder per jaar"
    ]


def test_the_region_adds_up_and_takes_the_mean_of_the_weeks():
    aalten = added_value("Aalten", TOGETHER, ALONE, contract_hours=Decimal(80))
    same = added_value("Doetinchem", ALONE, ALONE, contract_hours=Decimal(80))

    region = of_region("Regio", [aalten, same])

    assert (region.euros, region.hours, region.people) == (3_000, -110, 16)
    assert region.weeks == pytest.approx(Decimal("-23.5625"))
    assert of_region("Regio", []).weeks is None
