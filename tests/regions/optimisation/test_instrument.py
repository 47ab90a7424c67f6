"""The solver as an instrument, against trying every division."""

import json
import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.optimisation.candidates import candidates_for
from regions.optimisation.instrument.bound import lower_bound
from regions.optimisation.instrument.conflicts import possible
from regions.optimisation.instrument.outcome import as_text, outcome
from regions.optimisation.instrument.problem_file import asked_in, read_problem
from regions.optimisation.scan import Scanned
from regions.optimisation.solver import groups_for, solve
from tests.regions.optimisation.oracle import all_divisions


def random_file(seed: int, most: int = 7) -> dict[str, Any]:
    """A small problem with any mix of borders, wishes and a minimum weight; whole features, so that ties occur."""
    chance = random.Random(seed)  # noqa: S311 -- the same instance every run
    n = chance.randint(2, most)
    ids = [f"u{at}" for at in range(n)]
    wide = chance.random() < 0.3
    return {
        "units": [
            {"id": one, "weight": chance.randint(1, 9), "features": [chance.randint(0, 4) for _ in range(3)]}
            for one in ids
        ],
        "edges": [list(pair) for pair in combinations(ids, 2) if chance.random() < 2.5 / n],
        "drawn_edges": [chance.sample(ids, 2)] if wide else [],
        "contiguous": chance.random() < 0.6,
        "k": [1, n],
        "minimum_weight": chance.choice([0, 0, 4, 9]),
        "must_together": [chance.sample(ids, 2) for _ in range(2) if chance.random() < 0.3],
        "must_apart": [chance.sample(ids, 2) for _ in range(2) if chance.random() < 0.4],
        "alternatives": chance.choice([0, 3, 100]),
    }


def groups_of(division: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group["members"]) for group in division["groups"])


def without(problem: dict[str, Any], label: str) -> dict[str, Any]:
    """The same file, one demand of the outcome let go."""
    field, _, rest = label.partition(" ")
    if field == "contiguous":
        return problem | {"contiguous": False}
    if field == "minimum_weight":
        return problem | {"minimum_weight": 0}
    return problem | {field: [one for one in problem[field] if "–".join(sorted(one)) != rest]}


def every(problem: dict[str, Any], k: int) -> list[tuple[float, tuple[tuple[str, ...], ...]]]:
    asked = asked_in(problem)
    return [(score * asked.scale, groups) for score, groups in all_divisions(asked.problem(), k)]


@pytest.mark.parametrize("block", range(8))
def test_best_count_ties_and_alternatives_equal_trying_every_division(block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        problem = random_file(seed)
        for found in outcome(asked_in(problem))["outcomes"]:  # type: ignore[attr-defined]
            divisions = every(problem, found["k"])
            assert found["divisions"]["count"] == len(divisions)
            assert (found["status"] == "impossible") == (not divisions)
            if divisions:
                assert_same(problem, found, divisions)


def assert_same(problem: dict[str, Any], found: dict[str, Any], divisions: list[Any]) -> None:
    scores = [score for score, _ in divisions]
    best = scores[0]
    assert found["status"] == "proven"
    assert found["division"]["score"] == found["bound"] == pytest.approx(best, abs=1e-7)
    assert groups_of(found["division"]) in [groups for score, groups in divisions if score <= best + 1e-7]
    assert found["ties"]["complete"]
    assert found["ties"]["count"] == sum(score <= best + 1e-7 for score in scores) - 1
    listed = [one["score"] for one in found["alternatives"]]
    assert listed == pytest.approx(scores[1 : 1 + problem["alternatives"]], abs=1e-7)
    named = {groups_of(found["division"]), *(groups_of(one) for one in found["alternatives"])}
    assert len(named) == 1 + len(listed)
    assert named <= {groups for _, groups in divisions}
    for move in found["second_best"]:
        assert move["costs"] is None or move["costs"] == pytest.approx(cost_of(divisions, found, move), abs=1e-7)


def cost_of(divisions: list[Any], found: dict[str, Any], move: dict[str, Any]) -> float:
    """What the cheapest allowed move of this unit, with whom it must stay, costs."""
    going = {move["unit"], *move["moves_with"]}
    here = groups_of(found["division"])
    reached = []
    for to in range(len(here)):
        after = [set(group) - going | (going if at == to else set()) for at, group in enumerate(here)]
        groups = tuple(sorted(tuple(sorted(group)) for group in after))
        reached += [score for score, one in divisions if one == groups and to + 1 != move["group"]]
    return min(reached) - divisions[0][0]


@pytest.mark.parametrize("seed", range(200, 240))
def test_the_price_of_a_wish_is_the_best_with_it_less_the_best_without(seed: int) -> None:
    problem = random_file(seed, most=6)

    for found in outcome(asked_in(problem))["outcomes"]:  # type: ignore[attr-defined]
        for price in found["prices"]:
            free = every(without(problem, price["wish"]), found["k"])
            if not free:
                assert price["price"] is None
                assert price["message"] == "Zonder deze wens is er geen indeling."
                continue
            assert price["score_without"] == pytest.approx(free[0][0], abs=1e-7)
            assert price["price"] == pytest.approx(found["division"]["score"] - free[0][0], abs=1e-7)


@pytest.mark.parametrize("seed", range(300, 340))
def test_a_conflict_is_a_conflict_and_none_of_it_can_be_missed(seed: int) -> None:
    problem = random_file(seed, most=6)
    ks = range(1, len(problem["units"]) + 1)
    bare = problem | {"contiguous": False, "minimum_weight": 0, "must_together": [], "must_apart": []}

    for found in outcome(asked_in(problem))["outcomes"]:  # type: ignore[attr-defined]
        if found["status"] != "impossible":
            continue
        named = found["conflict"]["demands"]
        assert found["conflict"]["minimal"]
        only = dict(bare)
        for label in problem_labels(problem):
            if label in named:
                field = label.partition(" ")[0]
                only[field] = problem[field] if field in ("contiguous", "minimum_weight") else only[field] + wish(label)
        some_k = [found["k"]] if f"k={found['k']}" in named else ks
        assert not any(every(only, k) for k in some_k)
        for label in named:
            eased, eased_ks = (only, ks) if label.startswith("k=") else (without(only, label), some_k)
            assert any(every(eased, k) for k in eased_ks)


def problem_labels(problem: dict[str, Any]) -> list[str]:
    return list(outcome(asked_in(problem | {"k": 1}))["demands"])  # type: ignore[call-overload]


def wish(label: str) -> list[list[str]]:
    return [label.partition(" ")[2].split("–")]


FOUR = [
    {"id": "A", "weight": 100, "features": [0, 0]},
    {"id": "B", "weight": 100, "features": [0, 1]},
    {"id": "C", "weight": 100, "features": [9, 0]},
    {"id": "D", "weight": 100, "features": [9, 1]},
]


@pytest.mark.parametrize(
    ("asked", "demands"),
    [
        ({"must_apart": [["A", "B"]], "k": 1}, ["must_apart A–B", "k=1"]),
        ({"minimum_weight": 300, "k": 2, "must_apart": [["C", "D"]]}, ["minimum_weight 300", "k=2"]),
        ({"minimum_weight": 500, "k": 2}, ["minimum_weight 500"]),
        ({"must_apart": [["A", "B"]], "must_together": [["B", "A"]], "k": 2}, ["must_together A–B", "must_apart A–B"]),
        ({"contiguous": True, "edges": [["A", "B"], ["C", "D"]], "k": 1}, ["contiguous", "k=1"]),
        ({"contiguous": True, "edges": [["A", "B"], ["C", "D"]], "must_together": [["A", "C"]], "k": 2},
         ["contiguous", "must_together A–C"]),
        ({"k": 5}, ["k=5"]),
        ({"k": 2, "must_apart": [["A", "B", "C"]]}, ["must_apart A–B–C", "k=2"]),
    ],
)  # fmt: skip
def test_impossible_demands_are_named(asked: dict[str, Any], demands: list[str]) -> None:
    (found,) = outcome(asked_in({"units": FOUR} | asked))["outcomes"]  # type: ignore[misc]

    assert found["status"] == "impossible"
    assert found["conflict"] == {"demands": demands, "minimal": True}
    assert all(demand in found["message"] for demand in demands)


def test_a_drawn_link_makes_possible_and_has_its_price() -> None:
    problem = {"units": FOUR, "edges": [["A", "C"], ["B", "D"]], "contiguous": True, "k": 2}

    (plain,) = outcome(asked_in(problem))["outcomes"]  # type: ignore[misc]
    (linked,) = outcome(asked_in(problem | {"drawn_edges": [["A", "B"], ["C", "D"]]}))["outcomes"]  # type: ignore[misc]

    assert (plain["division"]["score"], linked["division"]["score"]) == (81.0, 1.0)
    assert [price["wish"] for price in linked["prices"]] == ["contiguous", "drawn_edges A–B", "drawn_edges C–D"]
    assert [price["price"] for price in linked["prices"]] == pytest.approx([0.0, 1 - 164 / 3, 1 - 164 / 3])


def test_stability_counts_the_features_that_can_be_missed() -> None:
    (found,) = outcome(asked_in({"units": FOUR, "k": 2}))["outcomes"]  # type: ignore[misc]

    assert (found["stability"]["resolves"], found["stability"]["same"]) == (2, 1)
    assert found["stability"]["changed_without"] == [1]


def test_alternatives_are_found_beyond_a_best_that_costs_nothing() -> None:
    units = [{"id": one, "features": [value]} for one, value in zip("ABCD", (0, 0, 7, 7), strict=True)]

    (found,) = outcome(asked_in({"units": units, "k": 2, "alternatives": 100}))["outcomes"]  # type: ignore[misc]

    assert found["division"]["score"] == 0
    assert len(found["alternatives"]) == 6  # 7 ways to divide four into two
    assert found["alternatives_message"] == "Er zijn niet meer indelingen."


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_not_one_byte(seed: int, shuffle: random.Random) -> None:
    problem = random_file(seed, most=6)
    mixed = json.loads(json.dumps(problem))
    for field in ("units", "edges", "drawn_edges", "must_together", "must_apart"):
        shuffle.shuffle(mixed[field])
    for pair in [*mixed["edges"], *mixed["must_apart"], *mixed["must_together"]]:
        shuffle.shuffle(pair)

    first, second = (as_text(outcome(read_problem(json.dumps(one).encode()))) for one in (problem, mixed))

    assert first == second


def test_matrices_give_the_same_division_as_the_features_they_come_from() -> None:
    apart = [[sum((x - y) ** 2 for x, y in zip(a["features"], b["features"], strict=True)) for b in FOUR] for a in FOUR]
    bare = [{"id": unit["id"], "weight": unit["weight"]} for unit in FOUR]

    (features,) = outcome(asked_in({"units": FOUR, "k": 2}))["outcomes"]  # type: ignore[misc]
    (squared,) = outcome(asked_in({"units": bare, "squared_distances": apart, "k": 2}))["outcomes"]  # type: ignore[misc]
    roots = [[value**0.5 for value in row] for row in apart]
    (plain,) = outcome(asked_in({"units": bare, "distances": roots, "k": 2}))["outcomes"]  # type: ignore[misc]

    assert features["division"] == squared["division"] == plain["division"]
    assert squared["stability"]["same"] is None
    assert "afstanden" in squared["stability"]["message"]


def scattered(n: int, **more: Any) -> dict[str, Any]:
    chance = random.Random(n)  # noqa: S311 -- the same instance every run
    units = [{"id": f"u{at:02}", "features": [chance.random() for _ in range(5)]} for at in range(n)]
    return {"units": units, "k": 4} | more


def test_a_search_that_is_stopped_says_how_much_could_still_be_won() -> None:
    asked = asked_in(scattered(14, alternatives=1))
    (whole,) = outcome(asked)["outcomes"]  # type: ignore[misc]
    seen = []

    for effort in (1, 2, 5, 20, 100):
        (found,) = outcome(asked, effort=effort)["outcomes"]  # type: ignore[misc]
        seen.append(found["status"])
        assert found["bound"] <= whole["division"]["score"] + 1e-9
        if found["status"] == "gap":
            assert found["gap"] == pytest.approx(found["division"]["score"] - found["bound"])
            assert "gestopt" in found["message"]

    assert seen[0] == "stopped"
    assert "proven" in (whole["status"], *seen)


def test_the_bound_of_a_stopped_search_comes_near_the_best() -> None:
    asked = asked_in(scattered(12))
    (whole,) = outcome(asked)["outcomes"]  # type: ignore[misc]
    bound = lower_bound(candidates_for(asked.problem(), 4), 4) * asked.scale

    assert 0.9 * whole["division"]["score"] <= bound <= whole["division"]["score"] + 1e-9


@pytest.mark.parametrize("contiguous", [True, False])
def test_a_region_too_large_to_hold_all_its_groups_is_proven_too(
    contiguous: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = [[f"u{at:02}", f"u{at + step:02}"] for step in (1, 4) for at in range(14 - step)]
    problem = asked_in(scattered(14, edges=chain, contiguous=contiguous)).problem()
    held = solve(problem, 4)

    monkeypatch.setattr("regions.optimisation.solver.LARGEST_TABLE", 0)
    monkeypatch.setattr("regions.optimisation.candidates.MOST_HELD", 0)
    scanned = solve(problem, 4)

    assert isinstance(groups_for(problem, 4), Scanned)
    assert (scanned.proven, scanned.groups, scanned.alternatives) == (True, held.groups, held.alternatives)


def test_what_is_impossible_among_many_units_is_proven_without_counting() -> None:
    apart = [[f"u{at:02}" for at in range(5)]]
    problem = asked_in(scattered(20, must_apart=apart)).problem()

    assert [possible(problem, k) for k in (4, 5)] == [False, True]
