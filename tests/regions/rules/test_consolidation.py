"""From the seats of one municipality to its provisional answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.consolidation import MunicipalPosition, Opinion, consolidate


def values(*given: int | None) -> list[Opinion]:
    return [Opinion(value, is_unknown=value is None) for value in given]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ([2], 2),
        ([1, 2, 2], 2),
        ([1, 2], 1),
        ([-2, -1], -1),
        ([0, 1], 0),
        ([-1, 0], 0),
        ([-1, 0, -1], -1),
        ([2, None], 2),
    ],
)
def test_values_within_one_step_become_one_value(given: list[int | None], value: int):
    position = consolidate(values(*given))

    assert (position.value, position.is_divided, position.is_unknown) == (value, False, False)


@pytest.mark.parametrize("given", [[-1, 1], [0, 2], [2, 2, 2, 0], [-2, 2, None]])
def test_more_than_one_step_apart_is_internally_divided_and_has_no_value(given: list[int | None]):
    position = consolidate(values(*given))

    assert (position.value, position.is_divided, position.is_unknown) == (None, True, False)


def test_only_weet_niet_is_unknown():
    assert consolidate(values(None, None)) == MunicipalPosition(None, True, False, "GEWOON", False, "")


def test_nobody_is_missing_not_unknown():
    assert consolidate([]) == MunicipalPosition(None, False, False, "GEWOON", False, "")


def test_a_seat_that_was_not_admitted_counts_for_nothing():
    guest = Opinion(-2, importance="ZWAAR", is_limit=True, note="Nee", author="Onbekende", is_admitted=False)

    assert consolidate([Opinion(2), guest]) == MunicipalPosition(2, False, False, "GEWOON", False, "")


def test_the_highest_importance_of_those_with_a_value_counts():
    assert consolidate([Opinion(1, importance="MINDER"), Opinion(1, importance="ZWAAR")]).importance == "ZWAAR"
    assert consolidate([Opinion(1, importance="MINDER"), Opinion(1, importance="MINDER")]).importance == "MINDER"
    assert consolidate([Opinion(1, importance="MINDER"), Opinion(None, True, "ZWAAR")]).importance == "MINDER"
    assert consolidate([Opinion(None, True, "ZWAAR")]).importance == "ZWAAR"


def test_one_limit_is_a_limit():
    assert consolidate([Opinion(1), Opinion(1, is_limit=True)]).is_limit


def test_notes_keep_their_author_when_more_people_sit_for_the_municipality():
    alone = consolidate([Opinion(1, note=" Wij hebben een lokaal. ", author="Sanne")])
    together = consolidate(
        [Opinion(1, note="Eerste", author="Sanne"), Opinion(1, author="Yusuf"), Opinion(2, note="Derde")]
    )

    assert alone.note == "Wij hebben een lokaal."
    assert together.note == "Sanne: Eerste\nDerde"


@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), max_size=6))
def test_a_municipal_value_is_always_one_that_somebody_gave(given):
    position = consolidate(values(*given))

    assert position.value is None or position.value in given
    assert position == consolidate(values(*reversed(given)))


def test_what_would_make_people_move_is_kept_as_notes_are():
    together = consolidate(
        [Opinion(1, would_move=" Een proef. "), Opinion(2, would_move="Minder reistijd", author="Y")]
    )

    assert together.would_move == "Een proef.\nY: Minder reistijd"


def test_the_oldest_wording_that_counts_is_the_wording_of_the_municipality():
    guest = Opinion(1, wording=1, is_admitted=False)

    assert consolidate([Opinion(1, wording=2), Opinion(2, wording=3), guest]).wording == 2
    assert consolidate([]).wording == 1
