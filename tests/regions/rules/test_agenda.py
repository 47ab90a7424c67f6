"""What to talk about next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.agenda import Voice, agenda, side

voices = st.lists(
    st.builds(Voice, st.uuids().map(str), st.sampled_from([-2, -1, 0, 1, 2, None]),
              st.sampled_from(["MINDER", "GEWOON", "ZWAAR"]), st.booleans()),
    max_size=10,
)  # fmt: skip


def test_importance_times_difference_by_hand() -> None:
    (item,) = agenda({"S1": [Voice("A", 2, "ZWAAR"), Voice("B", -2, "ZWAAR"), Voice("C", None, "MINDER")]})

    assert (item.weight, item.spread, item.score) == (2, 2, 4)
    assert item.heavy == ("A", "B")


def test_what_weighs_more_comes_first_and_collisions_before_all() -> None:
    light = [Voice("A", 2, "MINDER"), Voice("B", -2, "MINDER"), Voice("C", 2, "MINDER")]
    heavy = [Voice("A", 1, "ZWAAR"), Voice("B", -1, "ZWAAR"), Voice("C", 1, "ZWAAR")]
    clash = [Voice("A", 1, "MINDER", True), Voice("B", -1, "MINDER", True), Voice("C", 1, "MINDER")]

    items = agenda({"light": light, "heavy": heavy, "clash": clash, "agreed": [Voice("A", 1), Voice("B", 2)]})

    assert [item.key for item in items] == ["clash", "heavy", "light"]
    assert (items[0].limits_for, items[0].limits_against) == (("A",), ("B",))


def test_a_limit_against_the_majority_is_named_on_either_side() -> None:
    (item,) = agenda({"S1": [Voice("A", -1, is_limit=True), Voice("B", 1), Voice("C", 1), Voice("D", 2)]})
    (other,) = agenda({"S1": [Voice("A", 1, is_limit=True), Voice("B", -1), Voice("C", -1), Voice("D", 0)]})

    assert item.facing_majority == ("A",)
    assert other.facing_majority == ()  # two of four is no majority
    assert not item.collides


def test_a_limit_without_a_side_collides_with_nothing() -> None:
    without_side = [Voice("A", 0, is_limit=True), Voice("B", None, is_limit=True)]
    (item,) = agenda({"S1": [*without_side, Voice("C", 2, is_limit=True), Voice("D", -1)]})

    assert (item.limits_for, item.limits_against, item.collides) == (("C",), (), False)


@given(st.dictionaries(st.text("abc", min_size=1), voices, max_size=6))
def test_a_collision_is_never_left_out_nor_below_another(statements: dict[str, list[Voice]]) -> None:
    items = agenda(statements)
    clashing = {
        key
        for key, said in statements.items()
        if any(one.is_limit and (one.value or 0) > 0 for one in said)
        and any(one.is_limit and (one.value or 0) < 0 for one in said)
    }

    assert {item.key for item in items if item.collides} == clashing
    assert [item.collides for item in items] == sorted((item.collides for item in items), reverse=True)
    assert all(0 <= item.score <= 4 for item in items)


def test_sides() -> None:
    assert [side(value) for value in (-2, 0, 1)] == ["oneens", "neutraal", "eens"]
    with pytest.raises(ValueError, match="off the scale"):
        side(3)
