"""What a division that people made is worth, and what the wishes have against it."""

from itertools import pairwise

import numpy as np
import pytest

from regions.optimisation.evaluation import Switch, evaluate
from regions.optimisation.problem import Conditions, Distances, Problem
from regions.optimisation.solver import NotSolvable, solve

CODES = ("GM1", "GM2", "GM3", "GM4", "GM5")
NAMES = ("Aalten", "Berkelland", "Doetinchem", "Montferland", "Winterswijk")
CHAIN = [("GM1", "GM2"), ("GM2", "GM3"), ("GM3", "GM4"), ("GM4", "GM5")]


def problem(*, edges=CHAIN, leaning=(0.0, 0.1, 0.2, 0.9, 1.0), **conditions: object) -> Problem:
    """Five municipalities on a line, as far apart as their leanings."""
    line = np.array(leaning)
    d2 = (line[:, None] - line[None, :]) ** 2
    found = Distances(CODES[: len(line)], NAMES[: len(line)], d2, np.ones_like(d2))
    return Problem.of(found, edges, Conditions(**conditions))  # type: ignore[arg-type]


def test_score_is_the_sum_over_the_groups():
    found = evaluate(problem(), [["GM5", "GM4"], ["GM3", "GM1", "GM2"]])

    assert found.groups == (("GM1", "GM2", "GM3"), ("GM4", "GM5"))
    assert found.costs == pytest.approx(((0.01 + 0.04 + 0.01) / 3, 0.01 / 2))
    assert found.score == pytest.approx(0.025)
    assert found.explained == pytest.approx(1 - found.score / evaluate(problem(), [CODES]).score)
    assert (found.connected, found.objections) == ((True, True), ())


def test_before_and_after_a_move():
    best = solve(problem(contiguous=True), 2)
    after = evaluate(problem(contiguous=True), [["GM1", "GM2"], ["GM3", "GM4", "GM5"]])

    doetinchem = best.switches[2]
    assert (doetinchem.code, doetinchem.own, doetinchem.to) == ("GM3", 0, 1)
    assert doetinchem.delta == pytest.approx(after.score - best.score)
    assert after.objections == ()


def test_a_move_that_breaks_a_condition_is_no_second_best():
    best = solve(problem(contiguous=True), 2)

    assert best.groups == (("GM1", "GM2", "GM3"), ("GM4", "GM5"))
    assert best.switches[0] == Switch("GM1", 0, None, None)  # Aalten borders on Berkelland only
    assert best.switches[1] == Switch("GM2", 0, None, None)  # without it Aalten and Doetinchem do not adjoin
    assert best.switches[4] == Switch("GM5", 1, None, None)


def test_those_who_must_stay_together_move_together():
    found = evaluate(problem(must_together=[["GM2", "GM3"]]), [["GM1", "GM2", "GM3"], ["GM4", "GM5"]])

    assert found.switches[1].moves_with == ("GM3",)
    assert found.switches[1].delta == pytest.approx(
        evaluate(problem(), [["GM1"], ["GM2", "GM3", "GM4", "GM5"]]).score - found.score
    )


def test_the_last_of_a_group_has_no_second_best():
    found = evaluate(problem(), [["GM1"], CODES[1:]])

    assert found.switches[0] == Switch("GM1", 0, None, None)
    assert found.switches[1].delta is not None
    assert found.switches[1].delta < 0  # the division on the table is not the best


def test_objections_say_which_condition_is_broken():
    asked = problem(
        contiguous=True,
        must_together=[["GM1", "GM5"]],
        must_apart=[["GM1", "GM3"]],
        weights=dict.fromkeys(CODES, 1),
        minimum_weight=3,
    )

    found = evaluate(asked, [["GM1", "GM3", "GM4"], ["GM2", "GM5"]])

    assert found.connected == (False, False)
    assert found.objections == (
        "Aalten, Doetinchem en Montferland liggen niet aan elkaar.",
        "Aalten en Winterswijk moeten samen.",
        "Aalten en Doetinchem mogen niet samen.",
        "Berkelland en Winterswijk liggen niet aan elkaar.",
        "Berkelland en Winterswijk: te klein voor de gevraagde minimale omvang.",
    )


@pytest.mark.parametrize(
    "groups", [[["GM1"]], [["GM1", "GM2"], ["GM2", "GM3", "GM4", "GM5"]], [CODES, []], [[*CODES, "GM9"]]]
)
def test_a_division_must_hold_everybody_once(groups: list[list[str]]):
    with pytest.raises(ValueError, match="exactly one group"):
        evaluate(problem(), groups)


def test_a_region_of_one_municipality():
    alone = problem(leaning=(0.5,), edges=[], contiguous=True)

    solution = solve(alone, 1)

    assert (solution.groups, solution.score, solution.explained) == ((("GM1",),), 0, None)
    assert solution.switches == (Switch("GM1", 0, None, None),)
    with pytest.raises(NotSolvable, match="1 gemeente kan maar 1 subregio hebben"):
        solve(alone, 2)


@pytest.mark.parametrize(
    ("k", "conditions", "sentence"),
    [
        (0, {}, "Kies minstens 1 subregio."),
        (6, {}, "Er zijn 5 gemeenten. Kies hooguit 5 subregio's."),
        (
            2,
            {"must_together": [["GM1", "GM2", "GM3"]], "must_apart": [["GM3", "GM1"]]},
            "De wensen spreken elkaar tegen: Aalten en Doetinchem moeten samen en mogen niet samen.",
        ),
        (
            4,
            {"must_together": [["GM1", "GM2", "GM3"]]},
            "Met de wensen over wie samen moeten zijn hooguit 3 subregio's mogelijk. "
            "Kies er minder of laat een wens los.",
        ),
        (
            2,
            {"must_together": [CODES]},
            "Met de wensen over wie samen moeten is hooguit 1 subregio mogelijk. Kies er minder of laat een wens los.",
        ),
        (
            2,
            {"weights": dict.fromkeys(CODES, 1.0), "minimum_weight": 3},
            "De regio is te klein voor 2 subregio's met de gevraagde minimale omvang. "
            "Kies minder subregio's of verlaag de omvang.",
        ),
        (
            1,
            {"contiguous": True, "edges": CHAIN[:3]},
            "Winterswijk ligt los van de rest van de regio. Teken een verbinding of kies minstens 2 subregio's.",
        ),
        (
            2,
            {"contiguous": True, "edges": CHAIN[:2]},
            "Montferland en Winterswijk liggen los van de rest van de regio. "
            "Teken een verbinding of kies minstens 3 subregio's.",
        ),
        (
            1,
            {"contiguous": True, "edges": [CHAIN[0], CHAIN[3]]},
            "Doetinchem ligt los van de rest van de regio. "
            "Montferland en Winterswijk liggen los van de rest van de regio. "
            "Teken een verbinding of kies minstens 3 subregio's.",
        ),
        (
            1,
            {"contiguous": True, "edges": []},
            "Aalten, Berkelland, Doetinchem, Montferland en Winterswijk liggen los van elkaar. "
            "Teken een verbinding of kies minstens 5 subregio's.",
        ),
        (
            3,
            {"contiguous": True, "edges": CHAIN[:3], "must_together": [["GM1", "GM5"]]},
            "Aalten en Winterswijk moeten samen, maar er is geen verbinding tussen hen. "
            "Teken een verbinding of laat de wens los.",
        ),
        (
            1,
            {"must_apart": [["GM1", "GM2"]]},
            "Met deze wensen is een indeling in 1 subregio niet mogelijk. "
            "Het kan wel als je deze wens loslaat: Aalten en Berkelland niet samen.",
        ),
        (
            2,
            {"must_apart": [["GM1", "GM2", "GM3"]]},
            "Met deze wensen is een indeling in 2 subregio's niet mogelijk. "
            "Het kan wel als je deze wens loslaat: Aalten en Berkelland niet samen.",
        ),
        (
            2,
            {"must_apart": [["GM1", "GM2", "GM3"], ["GM3", "GM4", "GM5"]]},
            "Met deze wensen is een indeling in 2 subregio's niet mogelijk. "
            "Het kan wel als je deze wensen loslaat: "
            "Aalten en Berkelland niet samen en Doetinchem en Montferland niet samen.",
        ),
        (
            2,
            {"must_apart": [CODES]},
            "Met deze wensen is een indeling in 2 subregio's niet mogelijk. "
            "Laat een paar wensen los of kies een ander aantal.",
        ),
        (
            2,
            {
                "contiguous": True,
                "must_together": [["GM1", "GM5"]],
                "must_apart": [["GM2", "GM3"], ["GM3", "GM4"], ["GM2", "GM4"]],
            },
            "Met deze wensen is een indeling in 2 subregio's niet mogelijk. "
            "Het kan wel als je deze wensen loslaat: "
            "Aalten en Winterswijk samen en Berkelland en Doetinchem niet samen.",
        ),
        (
            3,
            {"contiguous": True, "weights": {"GM1": 1, "GM2": 9, "GM3": 1, "GM4": 1, "GM5": 9}, "minimum_weight": 5},
            "Met deze wensen is een indeling in 3 subregio's niet mogelijk. "
            "Het kan wel als je deze wens loslaat: de minimale omvang.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(k: int, conditions: dict[str, object], sentence: str):
    with pytest.raises(NotSolvable) as refusal:
        solve(problem(**conditions), k)  # type: ignore[arg-type]

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("contiguous", [True, False])
def test_a_large_region_in_which_all_agree_is_divided_with_proof(contiguous: bool):
    codes = tuple(f"GM{at:02}" for at in range(19))
    everyone_adjoins = [(a, b) for a in codes for b in codes if a < b]
    found = Distances(codes, codes, np.zeros((19, 19)), np.ones((19, 19)))

    solution = solve(Problem.of(found, everyone_adjoins, Conditions(contiguous=contiguous)), 3)

    assert (solution.score, solution.proven, solution.alternatives_complete) == (0, True, False)


def test_a_wish_whose_absence_gives_too_many_groups_is_not_advised():
    codes = tuple(f"GM{at:02}" for at in range(21))
    chain = list(pairwise(codes))
    found = Distances(codes, codes, np.zeros((21, 21)), np.ones((21, 21)))
    asked = Conditions(contiguous=True, must_apart=[codes[:2], codes[2:4]])

    with pytest.raises(NotSolvable, match="GM00 en GM01 niet samen en GM02 en GM03 niet samen"):
        solve(Problem.of(found, chain, asked), 1)


def test_a_region_without_answers_is_refused():
    with pytest.raises(NotSolvable, match="nog geen gemeenten met antwoorden"):
        Problem.of(Distances((), (), np.zeros((0, 0)), np.zeros((0, 0))))


@pytest.mark.parametrize(
    ("codes", "d2", "pairs"),
    [
        (("GM2", "GM1"), [[0, 1], [1, 0]], frozenset()),
        (("GM1", "GM2"), [[0, 1], [0, 0]], frozenset()),
        (("GM1", "GM2"), [[0, -1], [-1, 0]], frozenset()),
        (("GM1", "GM2"), [[0, 1], [1, 0]], frozenset({("GM1", "GM9")})),
    ],
    ids=["not sorted", "not symmetric", "negative", "a stranger in a wish"],
)
def test_a_problem_that_makes_no_sense_is_a_fault_of_the_caller(codes, d2, pairs):
    with pytest.raises(ValueError, match="must"):
        Problem(codes, codes, np.array(d2, dtype=float), must_apart=pairs)
