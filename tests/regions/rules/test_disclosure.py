"""No arithmetic over the stands that a room saw leads to fewer than three municipalities."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.rules.disclosure import exposed, fresh, is_last, needed, refusal

TOWNS = "abcdefgh"
# A municipality shares one of three contents, goes back to an old one, or the facilitator asks for a stand.
EVENTS = st.lists(
    st.one_of(st.tuples(st.sampled_from(TOWNS), st.sampled_from("123")), st.just("stand")), min_size=8, max_size=60
)


def shown(events: list[object], revealed: dict[str, str] | None = None) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return the stands that the rule lets through, and what stands in the end. `revealed` was an earlier round."""
    before = [revealed] if revealed else []
    now: dict[str, str] = {}
    stands: list[dict[str, str]] = []
    for event in events:
        if event != "stand":
            town, content = event
            now[town] = content
        elif not needed([*before, *stands], now):
            stands.append(dict(now))
    return stands, now


def isolates(stands: list[dict[str, str]], towns: tuple[str, ...], revealed: dict[str, str] | None = None) -> bool:
    """Return whether some combination of the stands leaves only contents of these towns; by rank, not by the rule."""
    known = set((revealed or {}).items())
    contents = sorted({pair for stand in stands for pair in stand.items()} - known)
    if not contents:
        return False
    table = np.array([[stand.get(town) == mark for town, mark in contents] for stand in stands], dtype=float)
    others = table[:, [town not in towns for town, _ in contents]]
    return bool(np.linalg.matrix_rank(others) < np.linalg.matrix_rank(table))


@settings(max_examples=300, deadline=None)
@given(EVENTS)
def test_no_combination_of_stands_isolates_one_or_two_municipalities(events):
    stands, _ = shown(events)

    for size in (1, 2):
        for towns in combinations(TOWNS, size):
            assert not isolates(stands, towns)


@settings(max_examples=300, deadline=None)
@given(EVENTS, st.dictionaries(st.sampled_from(TOWNS), st.sampled_from("123")))
def test_nor_together_with_a_round_that_was_revealed_before(events, revealed):
    stands, _ = shown(events, revealed)

    for size in (1, 2):
        for towns in combinations(TOWNS, size):
            assert not isolates(stands, towns, revealed)


@settings(max_examples=300, deadline=None)
@given(EVENTS)
def test_any_two_stands_differ_in_three_municipalities_or_more(events):
    stands, _ = shown(events)

    for one, other in combinations(stands, 2):
        assert len({town for town in TOWNS if one.get(town) != other.get(town)}) >= 3


@settings(max_examples=300, deadline=None)
@given(EVENTS)
def test_who_is_not_exposed_by_the_reveal_hides_among_three(events):
    stands, final = shown(events)

    alone = exposed(stands, final)

    for stand in stands:
        changed = {town for town in stand if stand[town] != final[town]}
        assert changed <= alone or len(changed) >= 3


def test_the_measure_of_the_test_finds_what_is_isolated():
    first = {town: "1" for town in "abcd"}

    assert isolates([first, first | {"e": "1"}], ("e",))
    # Four stands that differ two by two in three or more, and yet tell what f said.
    second = first | {"e": "1", "f": "1"}
    third = second | {"a": "2", "b": "2", "c": "2"}
    fourth = second | {"d": "2", "e": "2", "f": "2"}
    fifth = third | {"d": "2", "e": "2", "f": "3"}
    assert isolates([second, third, fourth, fifth], ("f",))
    assert needed([second, third, fourth], fifth) == 2


@pytest.mark.parametrize(
    ("former", "now", "short"),
    [([], "abc", 1), ([], "abcd", 0), (["abcd"], "abcde", 2), (["abcd"], "abcdefg", 0), (["abcd"], "abcd", 3)],
)
def test_how_many_more_are_needed(former, now, short):
    assert needed([dict.fromkeys(one, "1") for one in former], dict.fromkeys(now, "1")) == short


def test_going_back_to_what_stood_before_is_not_fresh():
    first = dict.fromkeys("abcdef", "1")
    second = first | {"a": "2", "b": "2", "c": "2"}

    assert fresh([first, second], first | {"d": "2"}) == {"d"}


def test_the_refusal_says_how_many_and_which_way_out():
    assert refusal([], dict.fromkeys("abc", "1"), 8).startswith(
        "Nog 1 gemeente nodig. De zaal ziet een telling vanaf 4"
    )
    first = dict.fromkeys("abcd", "1")
    again = refusal([first], first | {"e": "1"}, 8)
    assert again.startswith("Nog 2 gemeenten nodig.")
    assert "Toon anders" not in again
    six = dict.fromkeys("abcdef", "1")
    assert refusal([six], dict.fromkeys(TOWNS, "1"), 8).endswith("Toon anders de uitkomst met namen.")
    assert refusal([], six, 8) == ""


def test_the_last_possible_stand_is_announced():
    assert is_last([], dict.fromkeys("abcdef", "1"), 8)
    assert not is_last([], dict.fromkeys("abcde", "1"), 8)
    assert not is_last([], dict.fromkeys(TOWNS, "1"), 8)
