"""Alike stands beside alike, always in the same order."""

import random
from itertools import pairwise, permutations

from regions.optimisation.distance import Distances, answer_table, distances
from regions.optimisation.ordering import alike_together
from tests.regions.optimisation.regions_of_the_netherlands import STATEMENTS, invented_answers, real_regions


def distances_of(code: str) -> Distances:
    region = next(region for region in real_regions() if region.code == code)
    return distances(answer_table(invented_answers(region.names, 3), STATEMENTS))


def length(found: Distances, order: tuple[str, ...]) -> float:
    at = [found.codes.index(code) for code in order]
    return sum(float(found.d2[a, b]) ** 0.5 for a, b in pairwise(at))


def test_order_is_near_the_shortest_path():
    found = distances_of("AM03")  # 6 municipalities: all 720 orders can be tried

    (order,) = alike_together(found)

    assert sorted(order) == list(found.codes)
    assert length(found, order) <= 1.1 * min(length(found, path) for path in permutations(found.codes))


def test_blocks_keep_their_order_and_their_members():
    found = distances_of("AM09")
    groups = [found.codes[4:7], found.codes[:4], found.codes[7:]]

    blocks = alike_together(found, groups)

    assert [sorted(block) for block in blocks] == [sorted(group) for group in groups]


def test_order_does_not_depend_on_the_order_of_the_input():
    region = next(region for region in real_regions() if region.code == "AM09")
    answers = invented_answers(region.names, 5)
    straight = alike_together(distances(answer_table(answers, STATEMENTS)))
    random.Random(1).shuffle(answers)  # noqa: S311 -- the same order every run

    assert alike_together(distances(answer_table(answers, STATEMENTS))) == straight
    assert straight[0][0] < straight[0][-1]


def test_identical_and_few_municipalities_have_an_order():
    found = distances_of("AM35")
    same = Distances(found.codes, found.names, found.d2 * 0, found.coverage)

    assert sorted(alike_together(same)[0]) == list(found.codes)
    assert alike_together(found, [found.codes[1::-1], found.codes[2:]]) == (found.codes[:2], found.codes[2:])
