"""How much a division rests on chance: the same for the same seed, in one go or in parts, and right where we know."""

import json
import random
from itertools import islice

import numpy as np
import pytest

from regions.optimisation.problem import Conditions, MunicipalAnswers, PlacedAnswer, Statement, answer_table
from regions.optimisation.robustness import ANSWERS, CHANCE, KINDS, Facts, Repeats, Step, as_json, changed, steps
from regions.optimisation.robustness_report import Report, similarity

FEW = Repeats(statements=8, weights=4, answers=4, chance=20)
QUESTIONS = [Statement(f"S{at:02}", theme=f"T{at % 3}") for at in range(15)]


def facts(kind: str, seed: int = 1, n: int = 9, **conditions: object) -> Facts:
    """Nine municipalities that lean three ways ("planted"), or that answer at random ("noise")."""
    chance = random.Random(seed)  # noqa: S311 -- the same instance every run
    leanings = [[chance.choice([-1, 1]) for _ in QUESTIONS] for _ in range(3)]
    rows = []
    for at in range(n):
        values = [
            max(-2, min(2, leanings[at % 3][q] + chance.choice([-1, 0, 1])))
            if kind == "planted"
            else chance.randint(-2, 2)
            for q in range(len(QUESTIONS))
        ]
        answers = {one.key: PlacedAnswer(value) for one, value in zip(QUESTIONS, values, strict=True)}
        rows.append(MunicipalAnswers(f"GM{at}", f"Naam {at}", answers))
    asked = Conditions(**conditions)  # type: ignore[arg-type]
    return Facts(answer_table(rows, QUESTIONS), (), asked, FEW)


def ended(found: Facts, k: int, seed: int = 5) -> Report:
    *_, last = steps(found, k, seed=seed)
    assert isinstance(last, Report)
    return last


def test_the_same_seed_gives_the_same_report_and_parts_give_what_one_run_gives():
    asked = facts("noise", n=6)
    whole = ended(asked, 3)

    so_far, result = None, None
    while result is None:
        for step in islice(steps(asked, 3, seed=5, so_far=so_far), 25):
            if isinstance(step, Step):
                so_far = json.loads(json.dumps(step.so_far))
            else:
                result = step

    assert result == whole == ended(asked, 3)
    assert ended(asked, 3, seed=6) != whole
    assert json.loads(json.dumps(as_json(whole)))["k"] == 3


def test_every_step_says_how_far_it_is():
    asked = facts("noise", n=5)
    *found, _ = steps(asked, 2, seed=1)

    total = 1 + 8 + 4 + 4 + len(QUESTIONS) + 5 + 20
    assert [step.done for step in found if isinstance(step, Step)] == list(range(1, total + 1))
    assert {step.total for step in found if isinstance(step, Step)} == {total}
    assert {step.kind for step in found if isinstance(step, Step)} == set(KINDS)


def test_a_strong_structure_is_stable_and_its_number_is_suggested():
    found = ended(facts("planted"), 3)

    assert found.groups == (("GM0", "GM3", "GM6"), ("GM1", "GM4", "GM7"), ("GM2", "GM5", "GM8"))
    assert found.suggested == 3
    assert all(kind.identical is not None and kind.identical > 0.9 for kind in found.kinds)
    assert all(kind.similarity is not None and kind.similarity > 0.9 for kind in found.kinds)
    assert found.chance.p == pytest.approx(1 / 21)
    assert found.together[0][3] > 0.9 > 0.1 > found.together[0][1]  # type: ignore[operator]
    assert min(found.firmness) > 0.9


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_answers_at_random_suggest_one_group(seed: int):
    found = ended(facts("noise", seed, n=7), 3)

    assert found.suggested == 1
    assert found.chance.p is not None
    assert found.chance.p > 0.05
    assert found.weakest


def test_a_wish_about_who_is_left_out_falls_away_and_what_cannot_be_is_counted():
    asked = facts(
        "planted", n=4, weights={f"GM{at}": 1 for at in range(4)}, minimum_weight=2, must_apart=[["GM0", "GM1"]]
    )

    without = {kind.kind: kind for kind in ended(asked, 2).kinds}["without_municipality"]

    assert (without.solved, without.impossible) == (0, 4)


def test_dealing_again_keeps_the_answers_of_a_statement_and_parts_the_statements():
    table = facts("planted").table
    dealt = changed(table, CHANCE, 0, np.random.default_rng(1))
    moved = changed(table, ANSWERS, 0, np.random.default_rng(1))

    assert (np.sort(dealt.y, axis=0) == np.sort(table.y, axis=0)).all()
    orders = {tuple(column) for column in (dealt.y == table.y).T.tolist()}
    assert len(orders) > 5  # one order for all statements would leave the distances as they were
    assert set(np.unique(np.abs(moved.y - table.y))) <= {0.0, 0.25}
    assert 0.05 < float((moved.y != table.y).mean()) < 0.25


def test_similarity_is_the_adjusted_rand_index():
    one = [["a", "b", "c"], ["d", "e", "f"]]

    assert similarity(one, one) == 1
    assert similarity(one, [["a", "b"], ["c", "d"], ["e", "f"]]) == pytest.approx((2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))
    assert similarity(one, [["a", "b"], ["d", "e", "f"]]) == 1  # c is in one of them only
