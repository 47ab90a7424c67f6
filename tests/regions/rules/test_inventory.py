"""The catalogue of tasks and facts, and how a fact is read."""

from datetime import date
from decimal import Decimal

import pytest

from regions.models import Scale
from regions.rules.inventory import (
    FACTS,
    FACTS_BY_KEY,
    SCALES,
    TASKS,
    Certainty,
    FactValue,
    Unfit,
    contract_parts,
    parse,
    parse_contract,
    typed,
    words,
)


def test_the_28_tasks_in_order_with_a_source_for_what_was_read():
    assert [task.code for task in TASKS] == [f"T{number}" for number in range(1, 29)]
    assert all(task.source for task in TASKS if task.certainty is Certainty.READ)
    assert all(bool(task.legal_limit) == (task.certainty is not Certainty.NONE) for task in TASKS)


def test_the_scales_and_keys_are_those_that_are_stored():
    assert list(SCALES) == list(Scale.choices)
    assert all(len(fact.key) <= 20 for fact in FACTS)


def test_a_legal_limit_says_how_sure_it_is():
    by_code = {task.code: task for task in TASKS}

    assert by_code["T4"].limit_line.endswith("(Pw art. 56a, gelezen in de wet).")
    assert by_code["T28"].limit_line.endswith("(nog na te lezen in de wet).")
    assert by_code["T18"].limit_line == "Geen wettelijke grens bekend."


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("leslocatie", "ja", FactValue(is_true=True)),
        ("leslocatie", "Nee", FactValue(is_true=False)),
        ("instroom_asiel", "1.250", FactValue(amount=Decimal(1250))),
        ("instroom_asiel", "0", FactValue(amount=Decimal(0))),
        ("standpunt_op", "24 nov 2025", FactValue(day=date(2025, 11, 24))),
        ("partners", " De bibliotheek ", FactValue(text="De bibliotheek")),
        ("partners", "  ", None),
    ],
)
def test_a_fact_is_read_and_can_be_typed_again(key, text, value):
    fact = FACTS_BY_KEY[key]

    assert parse(fact, text) == value
    assert value is None or parse(fact, typed(fact, value)) == value


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("leslocatie", "misschien", "Kies ja of nee"),
        ("instroom_asiel", "-3", "heel getal"),
        ("instroom_asiel", "100.001", "tot en met 100.000"),
        ("standpunt_op", "31-02-2025", "bestaat niet"),
        ("partners", "x" * 301, "hooguit 300 tekens. Dit zijn er 301"),
    ],
)
def test_what_does_not_fit_is_said(key, text, sentence):
    with pytest.raises(Unfit, match=sentence):
        parse(FACTS_BY_KEY[key], text)


def test_a_contract_is_whole_or_absent():
    contract = parse_contract("ROC", "B1", "1-7-2027")

    assert contract == FactValue(day=date(2027, 7, 1), text="ROC B1")
    assert words(FACTS_BY_KEY["contracten"], contract) == "B1-route, roc, tot 1 jul 2027"
    assert contract_parts(contract) == ("ROC", "B1", "01-07-2027")
    assert parse_contract("", "", " ") is None


@pytest.mark.parametrize(
    ("given", "part"),
    [(("", "B1", "1-7-2027"), 0), (("ROC", "X", "1-7-2027"), 1), (("ROC", "B1", ""), 2), (("ROC", "B1", "ooit"), 2)],
)
def test_a_wrong_contract_points_at_its_field(given, part):
    with pytest.raises(Unfit) as wrong:
        parse_contract(*given)

    assert wrong.value.part == part
