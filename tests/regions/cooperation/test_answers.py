"""Which share of the differences in answers remains inside the groups of a component."""

from decimal import Decimal

import numpy as np

from regions.reports.cooperation_answers import AnswersOn
from regions.rules.components import Scale
from regions.rules.cooperation import Group


def group(*codes: str) -> Group:
    return Group(" ".join(codes), codes, Scale.SUBREGIONAAL)


def answers(d2: list[list[float]]) -> AnswersOn:
    return AnswersOn((1, 2), ("A", "B", "C"), np.array(d2))


def test_the_measure_is_that_of_the_proposal() -> None:
    """Half of 3 pairs: c(ABC) = (0 + 1 + 1) / 3, c(AC) = 1 / 2."""
    found = answers([[0, 0, 1], [0, 0, 1], [1, 1, 0]])

    assert found.left([group("A", "B", "C")]) == 1
    assert found.left([group("A", "B"), group("C")]) == 0
    assert found.left([group("A", "C"), group("B")]) == Decimal("0.75")
    assert found.told([group("A", "C"), group("B")]).startswith("Van de verschillen in antwoorden blijft 75%")


def test_who_did_not_answer_counts_for_nothing() -> None:
    found = answers([[0, 0, 1], [0, 0, 1], [1, 1, 0]])

    assert found.left([group("A", "C", "X"), group("B"), group("Y")]) == Decimal("0.75")


def test_where_everybody_says_the_same_there_is_nothing_to_compare() -> None:
    same = answers([[0.0] * 3] * 3)

    assert same.left([group("A", "B", "C")]) is None
    assert same.told([group("A")]) == "Over dit onderdeel gaven alle gemeenten dezelfde antwoorden."
    assert AnswersOn((), (), None).told([]) == "Geen stelling van de werksessie gaat over dit onderdeel."
    assert AnswersOn((4,), ("A",), None).told([]).startswith("Nog geen gemeente beantwoordde")
