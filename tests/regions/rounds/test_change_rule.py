"""Movement and convergence between two rounds: worked by hand, and true for any answers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inburgering.charts.rounds import Pair, dumbbells
from regions.rules.round_change import Direction, by_convergence, finding, is_same, statement_change

VALUE = st.sampled_from([None, -2, -1, 0, 1, 2])
ANSWERS = st.lists(VALUE, max_size=8).map(lambda values: dict(zip("ABCDEFGH", values, strict=False)))


def text(changes: list, numbers: dict[str, int]) -> str:
    return "".join(part.text for part in finding(changes, numbers, (1, 2)))


def test_two_ends_that_meet_half_way() -> None:
    """-2 and 2 lie 2 apart (standard deviation); -1 and 1 lie 1 apart."""
    change = statement_change("S01", {"A": -2, "B": 2}, {"A": -1, "B": 1})

    assert (change.before, change.after, change.direction) == (2.0, 1.0, Direction.CLOSER)
    assert [shift.movement for shift in change.shifts] == [1, -1]


def test_who_answered_once_is_no_movement_and_does_not_count() -> None:
    """B said weet niet before, C is new: only A and D are compared, (2, 2) before and (2, 0) after."""
    change = statement_change("S01", {"A": 2, "B": None, "D": 2}, {"A": 2, "B": -2, "C": -2, "D": 0})

    assert [(shift.code, shift.movement) for shift in change.shifts] == [("A", 0), ("B", None), ("C", None), ("D", -2)]
    assert (change.before, change.after, change.direction) == (0.0, 1.0, Direction.FARTHER)
    assert (change.compared, change.moved) == (2, ("D",))


def test_all_who_move_together_are_as_far_apart_as_before() -> None:
    change = statement_change("S01", {"A": -1, "B": 1}, {"A": 0, "B": 2})

    assert change.direction is Direction.EQUAL
    assert change.moved == ("A", "B")


def test_what_shows_the_same_number_is_called_the_same() -> None:
    """0,866 and 0,857 both print as 0,9: nobody should read "dichter bij elkaar" beside 0,9 and 0,9."""
    before = dict(zip("ABCDEFGH", (-1, 1, 1, 1, -1, 1, 1, 1), strict=True))
    after = before | {"B": 0}
    change = statement_change("S01", before, after)

    assert (change.before, change.after) == (Decimal("0.9"), Decimal("0.9"))
    assert change.direction is Direction.EQUAL


def test_one_municipality_cannot_be_compared() -> None:
    assert statement_change("S01", {"A": 1}, {"A": 2, "B": 1}).direction is Direction.UNKNOWN


def test_the_sentence_names_a_few_and_counts_many() -> None:
    closer = statement_change("S07", {"A": -2, "B": 2}, {"A": 0, "B": 2})
    farther = statement_change("S02", {"A": 1, "B": 1}, {"A": 1, "B": 2})
    still = statement_change("S03", {"A": 1, "B": 1}, {"A": 1, "B": 1})

    assert text([closer, farther, still], {"S07": 7, "S02": 2, "S03": 3}) == (
        "Tussen ronde 1 en 2 schoven 2 gemeenten op bij 2 stellingen. Bij stelling 7 staan zij nu dichter bij elkaar. "
        "Bij stelling 2 staan zij nu verder uit elkaar."
    )
    assert text([still], {"S03": 3}) == "Tussen ronde 1 en 2 schoof geen gemeente op."
    assert "nog niets te vergelijken" in text([statement_change("S01", {"A": 1}, {"A": None})], {"S01": 1})
    many = [statement_change(f"S0{n}", {"A": -2, "B": 2}, {"A": 0, "B": 2}) for n in range(1, 6)]
    assert "Bij 5 van de 5 stellingen staan zij nu dichter" in text(many, {one.key: 1 for one in many})


def test_own_statements_are_the_same_only_by_their_words() -> None:
    assert is_same("S01", ("Oud", "Kort"), ("Nieuw", "Anders"))
    assert is_same("E01", ("Oud", "Kort"), ("Nieuw", "Kort"))
    assert not is_same("E01", ("Oud", "Kort"), ("Nieuw", "Anders"))


@given(ANSWERS, ANSWERS)
def test_backwards_is_the_opposite(before: dict, after: dict) -> None:
    there, back = statement_change("S01", before, after), statement_change("S01", after, before)
    opposite = {Direction.CLOSER: Direction.FARTHER, Direction.FARTHER: Direction.CLOSER}

    assert back.direction is opposite.get(there.direction, there.direction)
    assert (there.before, there.after) == (back.after, back.before)
    for one, other in zip(there.shifts, back.shifts, strict=True):
        assert (one.movement is None) == (other.movement is None)
        assert one.movement is None or one.movement == -other.movement


@given(ANSWERS)
def test_the_same_again_moves_nobody(answers: dict) -> None:
    change = statement_change("S01", answers, answers)

    assert change.moved == ()
    assert change.direction in {Direction.EQUAL, Direction.UNKNOWN}


@given(ANSWERS, ANSWERS, VALUE)
def test_who_has_no_answer_once_changes_nothing(before: dict, after: dict, value: int | None) -> None:
    without = statement_change("S01", before, after)
    with_newcomer = statement_change("S01", {**before, "Z": None}, {**after, "Z": value})

    assert (without.before, without.after, without.moved) == (
        with_newcomer.before, with_newcomer.after, with_newcomer.moved,
    )  # fmt: skip


@given(ANSWERS, ANSWERS, st.permutations("ABCDEFGH"))
def test_names_do_not_matter(before: dict, after: dict, letters: list[str]) -> None:
    renamed = dict(zip("ABCDEFGH", letters, strict=True))
    one = statement_change("S01", before, after)
    other = statement_change(
        "S01", {renamed[c]: v for c, v in before.items()}, {renamed[c]: v for c, v in after.items()}
    )

    assert (one.before, one.after) == (other.before, other.after)
    assert {renamed[code] for code in one.moved} == set(other.moved)


def test_what_came_closest_stands_first() -> None:
    closer = statement_change("S1", {"A": -2, "B": 2}, {"A": 2, "B": 2})
    farther = statement_change("S2", {"A": 1, "B": 1}, {"A": 1, "B": 2})
    unknown = statement_change("S3", {"A": None}, {"A": 1})

    assert [one.key for one in by_convergence([unknown, farther, closer])] == ["S1", "S2", "S3"]


def test_the_chart_writes_its_numbers_and_refuses_what_is_off_the_scale() -> None:
    svg = dumbbells(
        [Pair("Les & school", 1.4, 0.9), Pair("Gelijk", 0.5, 0.5)], ("ronde 1", "ronde 2"), label="Verschil"
    )

    assert all(word in svg for word in ("Les &amp; school", "1,4", "0,9", "ronde 1", "tegenover elkaar"))
    assert svg.count('class="arrow"') == 1
    with pytest.raises(ValueError, match="scale"):
        dumbbells([Pair("Te ver", 2.5, 1)], ("ronde 1", "ronde 2"), label="")
