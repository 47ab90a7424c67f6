"""Every reason is true of the answers, and the parts add up to the score."""

import re
from math import isclose

import numpy as np
import pytest

from regions.optimisation.decomposition import Decomposition, mean
from regions.optimisation.distance import (
    AnswerTable,
    MunicipalAnswers,
    PlacedAnswer,
    Statement,
    answer_table,
    distances,
)
from regions.optimisation.evaluation import evaluate
from regions.optimisation.explanation import Explanation, Reason, explain
from regions.optimisation.problem import Conditions, Problem
from regions.optimisation.solver import Solution, solve
from tests.regions.optimisation.regions_of_the_netherlands import (
    STATEMENTS,
    invented_answers,
    neighbours,
    real_regions,
)

SIDES = {"oneens": {-2, -1}, "neutraal": {0}, "eens": {1, 2}, "helemaal oneens": {-2}, "helemaal eens": {2}}
WORDS = "helemaal oneens|helemaal eens|oneens|neutraal|eens"


def explained(at: int, k: int, *, contiguous: bool = True) -> tuple[AnswerTable, Problem, Solution, Explanation]:
    region = real_regions()[at]
    names = {code: f"M{place}" for place, code in enumerate(sorted(region.names))}
    table = answer_table(invented_answers(names, seed=at, silence=0.15), STATEMENTS)
    problem = Problem.of(distances(table, 0.3), neighbours(), Conditions(contiguous=contiguous))
    solution = solve(problem, k)
    labels = [f"Groep {chr(65 + number)}" for number in range(k)]
    return table, problem, solution, explain(table, solution.groups, solution.switches, labels)


REGIONS = pytest.mark.parametrize("at", range(0, 35, 3))


@REGIONS
@pytest.mark.parametrize("k", [2, 3])
def test_parts_add_up_to_the_score(at: int, k: int):
    table, problem, solution, explanation = explained(at, k)
    whole = evaluate(problem, [problem.codes]).score

    assert isclose(sum(part.within for part in explanation.statements), solution.score, abs_tol=1e-9)
    assert isclose(sum(part.between for part in explanation.statements), whole - solution.score, abs_tol=1e-9)
    assert [part.statement for part in explanation.statements] == list(table.statements)


@REGIONS
def test_contribution_is_what_the_move_costs_on_that_statement(at: int):
    table, problem, solution, explanation = explained(at, 3)

    for municipality in explanation.municipalities:
        after = [set(group) for group in solution.groups]
        moved = {municipality.code, *solution.switches[problem.codes.index(municipality.code)].moves_with}
        after[municipality.own] -= moved
        after[municipality.other] |= moved  # type: ignore[index]
        for reason in (*municipality.reasons, *municipality.against):
            alone = only(table, reason.statement.key)
            rise = alone_cost(alone, after) - alone_cost(alone, solution.groups)
            assert isclose(reason.contribution, rise, abs_tol=1e-9)


def only(table: AnswerTable, key: str) -> np.ndarray:
    """Return the part of every squared distance that one statement carries, worked out apart from the product."""
    care = table.given * table.root
    weights = np.einsum("iq,jq,q->ijq", care, care, table.weight)
    column = [statement.key for statement in table.statements].index(key)
    squared = (table.y[:, None, column] - table.y[None, :, column]) ** 2
    part: np.ndarray = weights[:, :, column] * squared / weights.sum(axis=2)
    return part


def alone_cost(part: np.ndarray, groups) -> float:
    order = sorted(code for group in groups for code in group)
    cost = 0.0
    for group in groups:
        inside = [order.index(code) for code in group]
        cost += sum(part[i, j] for i in inside for j in inside if i < j) / max(len(inside), 1)
    return cost


@REGIONS
@pytest.mark.parametrize("k", [2, 3])
def test_every_sentence_is_true_of_the_answers(at: int, k: int):
    _, _, _, explanation = explained(at, k)
    values = values_of(explanation, at)
    checked = 0

    for municipality in explanation.municipalities:
        for reason in (*municipality.reasons, *municipality.against):
            said = everyone_named(reason.sentence)
            listed = {**reason.own, **reason.other}
            assert len(said) == len(listed)
            for name, word in said.items():
                assert values[name][reason.statement.key] in SIDES[word]
            assert all(values[f"M{place(at, code)}"][reason.statement.key] == v for code, v in listed.items())
            assert f"(stelling {reason.statement.number})" in reason.sentence
            checked += 1
    assert checked


@REGIONS
@pytest.mark.parametrize("k", [2, 3])
def test_a_reason_is_borne_out_by_the_answers_themselves(at: int, k: int):
    _, _, _, explanation = explained(at, k)

    for municipality in explanation.municipalities:
        for sign, reasons in ((1, municipality.reasons), (-1, municipality.against)):
            assert all(reason.contribution * sign > 0 for reason in reasons)
            sizes = [abs(reason.contribution) for reason in reasons]
            assert sizes == sorted(sizes, reverse=True)
            assert all(nearer_to_own(municipality.code, reason) * sign >= 1 for reason in reasons)
    for group in explanation.groups:
        for reason in group.reasons:
            assert max(reason.own.values()) - min(reason.own.values()) <= 1
            assert abs(mean(reason.own) - mean(reason.other)) >= 1
            assert reason.contribution > 0


def nearer_to_own(code: str, reason: Reason) -> float:
    value = reason.own[code]
    own_gap = 0.0 if reason.own_mean is None else abs(value - reason.own_mean)
    return abs(value - reason.other_mean) - own_gap


def values_of(explanation: Explanation, at: int) -> dict[str, dict[str, int | None]]:
    names = {code: f"M{number}" for number, code in enumerate(sorted(real_regions()[at].names))}
    rows = invented_answers(names, seed=at, silence=0.15)
    return {row.name: {key: answer.value for key, answer in row.answers.items()} for row in rows}


def place(at: int, code: str) -> int:
    return sorted(real_regions()[at].names).index(code)


def everyone_named(sentence: str) -> dict[str, str]:
    """Return who says what according to the sentence."""
    found: dict[str, str] = {}
    people = r"((?:M\d+(?:, | en )?)+)"
    for names, word in re.findall(rf"(?:zegt|zeggen) {people} ({WORDS})", sentence):
        found |= dict.fromkeys(re.findall(r"M\d+", names), word)
    for names, word in re.findall(rf"{people} (?:zegt|zeggen) ({WORDS})", sentence):
        found |= dict.fromkeys(re.findall(r"M\d+", names), word)
    return found


def region_of(*rows: list[int | None]) -> AnswerTable:
    names = ["Aalten", "Berkelland", "Doetinchem", "Montferland", "Winterswijk"]
    answers = [
        MunicipalAnswers(f"GM{at}", names[at], {f"S{q}": PlacedAnswer(value) for q, value in enumerate(row)})
        for at, row in enumerate(rows)
    ]
    statements = [Statement(f"S{q}", label=f"Keuze {q}", number=q + 1) for q in range(len(rows[0]))]
    return answer_table(answers, statements)


def explanation_of(table: AnswerTable, groups: list[list[str]], names: list[str]) -> Explanation:
    found = evaluate(Problem.of(distances(table, 0)), groups)
    return explain(table, found.groups, found.switches, names)


def test_sentences_read_as_dutch():
    table = region_of([2, 1], [1, 1], [-2, 1], [-1, None], [0, 2])

    explanation = explanation_of(table, [["GM0", "GM1", "GM4"], ["GM2", "GM3"]], ["Oost", "West"])

    assert explanation.municipalities[0].reasons[0].sentence == (
        "Op ‘Keuze 0’ (stelling 1) zeggen Aalten en Berkelland eens; Winterswijk zegt neutraal. "
        "In West zeggen Doetinchem en Montferland oneens."
    )
    assert explanation.groups[1].reasons[0].sentence == (
        "Op ‘Keuze 0’ (stelling 1) zeggen Doetinchem en Montferland oneens. Buiten West: 2 eens en 1 neutraal."
    )


def test_when_both_sides_lean_the_same_way_the_sentence_says_how_far():
    table = region_of([2], [2], [1], [1])

    explanation = explanation_of(table, [["GM0", "GM1"], ["GM2", "GM3"]], ["Oost", "West"])

    assert explanation.municipalities[2].reasons[0].sentence == (
        "Op ‘Keuze 0’ (stelling 1) zeggen Doetinchem en Montferland eens. "
        "In Oost zeggen Aalten en Berkelland helemaal eens."
    )


def test_without_names_of_groups_the_sentences_still_stand():
    table = region_of([2], [2], [-1], [-2])
    found = evaluate(Problem.of(distances(table)), [["GM0", "GM1"], ["GM2", "GM3"]])

    explanation = explain(table, found.groups, found.switches)

    assert (
        explanation.municipalities[0]
        .reasons[0]
        .sentence.endswith("Aan de andere kant zeggen Doetinchem en Montferland oneens.")
    )
    assert explanation.groups[0].reasons[0].sentence.endswith("Buiten deze subregio: 2 oneens.")


def test_one_group_needs_no_reason():
    table = region_of([2], [-2], [0])

    explanation = explanation_of(table, [["GM0", "GM1", "GM2"]], ["Hele regio"])

    assert all(not one.reasons and not one.against and one.other is None for one in explanation.municipalities)
    assert explanation.groups[0].reasons == ()


def test_a_municipality_alone_is_compared_with_the_nearest_group():
    table = region_of([2], [-2], [-2], [0], [0])

    explanation = explanation_of(table, [["GM0"], ["GM1", "GM2"], ["GM3", "GM4"]], ["Oost", "West", "Midden"])

    alone = explanation.municipalities[0]
    assert (alone.other, alone.delta, len(alone.reasons), alone.reasons[0].own_mean) == (2, None, 1, None)
    assert alone.reasons[0].sentence == (
        "Op ‘Keuze 0’ (stelling 1) zegt Aalten eens. In Midden zeggen Montferland en Winterswijk neutraal."
    )


def test_a_group_in_between_is_compared_with_the_group_it_would_join():
    table = region_of([2], [2], [-2], [-2], [0])

    explanation = explanation_of(table, [["GM0", "GM1"], ["GM2", "GM3"], ["GM4"]], ["Oost", "West", "Midden"])

    between = explanation.groups[2]
    assert between.other == 0
    assert between.reasons[0].sentence == (
        "Op ‘Keuze 0’ (stelling 1) zegt Winterswijk neutraal. In Oost zeggen Aalten en Berkelland eens."
    )


def test_the_nearest_group_is_never_called_everybody_outside():
    table = region_of([2], [2], [-2], [-2], [0])
    found = evaluate(Problem.of(distances(table)), [["GM0", "GM1"], ["GM2", "GM3"], ["GM4"]])

    sentence = explain(table, found.groups, found.switches).groups[2].reasons[0].sentence

    assert sentence.endswith("Aan de andere kant zeggen Aalten en Berkelland eens.")


def test_a_pull_to_the_other_group_is_named():
    table = region_of([2, 2, 2, -1], [2, 2, 2, 2], [-2, -2, -2, -2], [-2, -2, -2, -2])

    aalten = explanation_of(table, [["GM0", "GM1"], ["GM2", "GM3"]], ["Oost", "West"]).municipalities[0]

    assert [reason.statement.key for reason in aalten.against] == ["S3"]
    assert len(aalten.reasons) == 3
    assert aalten.against[0].contribution < 0


def test_nobody_answering_a_statement_is_no_reason():
    table = region_of([2, None], [2, None], [-2, None], [-2, None])

    explanation = explanation_of(table, [["GM0", "GM1"], ["GM2", "GM3"]], ["Oost", "West"])

    assert {r.statement.key for one in explanation.municipalities for r in one.reasons} == {"S0"}
    assert Decomposition(table).within([]).tolist() == [0, 0]
