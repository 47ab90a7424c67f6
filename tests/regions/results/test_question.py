"""What is asked of the solver, and in which words it is refused."""

import json

import pytest

from regions.optimisation.distance import NotSolvable
from regions.reports import subregion_outcome, subregion_question
from tests.regions.results.questions import question

ALIKE = {"Aa": (2, 2, 1), "Bee": (2, 1, 2), "Cee": (-2, -1, -2), "Dee": (-1, -2, -2)}


def test_a_question_and_its_answer_survive_storage_unchanged() -> None:
    asked = question(ALIKE, [("Aa", "Bee"), ("Bee", "Cee"), ("Cee", "Dee")], contiguous=True, waiting=["Eee"])
    outcome = subregion_outcome.solved(asked)

    stored = json.loads(json.dumps({"q": subregion_question.freeze(asked), "o": subregion_outcome.freeze(outcome)}))

    assert subregion_question.thaw(stored["q"]) == asked
    assert subregion_outcome.thaw(stored["o"] | {"inflow": {}}) == outcome
    assert subregion_outcome.solved(subregion_question.thaw(stored["q"])) == outcome


def test_the_fingerprint_follows_every_answer_and_nothing_else() -> None:
    once = subregion_question.fingerprint(subregion_question.freeze(question(ALIKE)))
    again = subregion_question.fingerprint(subregion_question.freeze(question(ALIKE)))
    other = subregion_question.fingerprint(subregion_question.freeze(question(ALIKE | {"Dee": (-1, -2, -1)})))

    assert len(once) == 64
    assert other != once
    assert again == once


def test_alike_municipalities_end_up_together() -> None:
    outcome = subregion_outcome.solved(question(ALIKE))

    assert [group.codes for group in outcome.groups] == [("Cee", "Dee"), ("Aa", "Bee")]
    assert [group.name for group in outcome.groups] == ["Oost", "West"]
    assert outcome.proven


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (question({"Aa": (1,)}), "Deze regio heeft 1 gemeente. Dan valt er niets te verdelen."),
        (question({}, waiting=["Aa", "Bee"]), "Nog geen gemeente deelde haar antwoorden."),
        (
            question({"Aa": (1,)}, waiting=["Bee"]),
            "Alleen Aa deelde haar antwoorden. Er zijn minstens 2 gemeenten nodig.",
        ),
    ],
)
def test_too_few_municipalities_is_said_before_solving(asked: subregion_question.Question, sentence: str) -> None:
    with pytest.raises(NotSolvable, match=sentence):
        subregion_question.check(asked)


def test_an_island_is_named_when_subregions_must_adjoin() -> None:
    asked = question(ALIKE, [("Aa", "Bee"), ("Bee", "Cee")], group_count=1, contiguous=True)

    with pytest.raises(NotSolvable, match=r"Dee ligt los van de rest van de regio.*minstens 2 subregio"):
        subregion_outcome.solved(asked)


def test_more_subregions_than_municipalities_is_refused() -> None:
    with pytest.raises(NotSolvable, match=r"Er zijn 4 gemeenten. Kies hooguit 4 subregio"):
        subregion_outcome.solved(question(ALIKE, group_count=5))


def test_who_answered_too_little_is_named() -> None:
    asked = question(ALIKE | {"Dee": (-1, None, None)})

    with pytest.raises(NotSolvable, match=r"Dee heeft te weinig stellingen beantwoord. Minstens 60% is nodig."):
        subregion_outcome.solved(asked)


@pytest.mark.parametrize(("n", "k", "count"), [(8, 3, 966), (4, 2, 7), (5, 5, 1), (18, 5, 28_958_095_545)])
def test_ways_to_divide(n: int, k: int, count: int) -> None:
    assert subregion_outcome.ways(n, k) == count
