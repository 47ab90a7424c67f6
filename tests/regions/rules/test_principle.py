"""What was adopted in 2019 and what the answers of today make of it: worked examples and laws that always hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.principle import Adoption, Judgement, PrincipleAnswer, Stand, Verdict, judge, stand_for
from regions.rules.principle_wording import counts, sentence, summary, when, who, years

NAMES = [
    "Aalten",
    "Berkelland",
    "Bronckhorst",
    "Doetinchem",
    "Montferland",
    "Oost Gelre",
    "Oude IJsselstreek",
    "Winterswijk",
]
SESSION = date(2026, 11, 20)


def adopted(number: int = 8, first: int = 12, last: int = 28) -> list[Adoption]:
    """Return municipalities that adopted on a day in June 2019, the first and the last on these days."""
    days = [first, *([last] * (number - 1))][:number]
    return [Adoption(name, name, date(2019, 6, day)) for name, day in zip(NAMES, days, strict=False)]


def answers(values: list[int | None], key: str = "S01", *, agreeing_supports: bool = True) -> list[PrincipleAnswer]:
    return [
        PrincipleAnswer(name, key, value, agreeing_supports, SESSION)
        for name, value in zip(NAMES, values, strict=False)
    ]  # fmt: skip


def verdict(*values: int | None) -> Verdict:
    return judge(adopted(len(values)), answers(list(values))).verdict


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2, 1, 1, 1, 1, 1, 2, 1], Verdict.HOLDS),
        ([2, 1, 1, 1, 1, 0, 0, 0], Verdict.HOLDS),  # 5 of 8, and nobody against
        ([2, 1, 1, 1, 0, 0, 0, 0], Verdict.WAVERS),  # half is not more than half
        ([1, 0, 0, 0, 0, 0, 0, 0], Verdict.WAVERS),
        ([1, 1, 1, 1, 1, 1, 1, -1], Verdict.DIVERGES),  # one who adopted it now goes against it
        ([2, 2, 2, 2, -2, -2, -2, -2], Verdict.DIVERGES),  # two camps at the ends
        ([1, 1, 1, 1, -1, -1, -1, -1], Verdict.DIVERGES),  # two polite camps are not agreement either
        ([-1, -2, -1, -1, -1, -2, -1, -1], Verdict.ABANDONED),
        ([0, 0, 0, 0, 0, 0, 0, 0], Verdict.ABANDONED),  # nobody against, but nobody behind it
        ([2, None, None, None, None, None, None, None], Verdict.TOO_FEW),
        ([None, None, None, None, None, None, None, None], Verdict.TOO_FEW),  # asked; nobody could say
        ([1, 1, None, None, None, None, None, None], Verdict.HOLDS),  # weet niet is no neutral
        ([], Verdict.NOT_ADOPTED),
    ],
)
def test_verdict_of_one_statement(values: list[int | None], expected: Verdict) -> None:
    assert verdict(*values) is expected


def test_without_an_answer_that_counts_nothing_was_tested() -> None:
    assert judge(adopted(), []).verdict is Verdict.UNTESTED


def test_agreeing_can_go_against_a_principle() -> None:
    judgement = judge(adopted(4), answers([2, 1, -1, -2], agreeing_supports=False))

    assert judgement.who(Stand.AGAINST) == ("Aalten", "Berkelland")
    assert judgement.who(Stand.FOR) == ("Bronckhorst", "Doetinchem")


def test_two_statements_that_point_two_ways_make_a_municipality_mixed() -> None:
    both = answers([1, 1, 0]) + answers([-1, 2, None], key="S02")
    judgement = judge(adopted(3), both)

    assert [stand for _, stand in judgement.stands] == [Stand.MIXED, Stand.FOR, Stand.NEUTRAL]
    assert judgement.verdict is Verdict.WAVERS


def test_mixed_beside_against_runs_apart() -> None:
    both = answers([1, -1, -1]) + answers([-1, -1, -2], key="S02")

    assert judge(adopted(3), both).verdict is Verdict.DIVERGES


def test_an_answer_from_before_the_adoption_says_nothing_about_the_agreement() -> None:
    late = [replace(one, adopted_on=date(2026, 12, 1)) for one in adopted()]

    assert judge(late, answers([-1] * 8)).verdict is Verdict.UNTESTED
    same_day = [replace(one, adopted_on=SESSION) for one in adopted()]
    assert judge(same_day, answers([-1] * 8)).verdict is Verdict.ABANDONED


def test_who_never_adopted_it_does_not_count() -> None:
    judgement = judge(adopted(2), answers([1, 1, -2, -2]))

    assert judgement.verdict is Verdict.HOLDS
    assert judgement.stand_of("Bronckhorst") is None


# In words


def test_the_sentence_explains_the_verdict() -> None:
    judgement = judge(adopted(), answers([2, 1, 2, 1, -1, -2, -1, None]))

    assert sentence(3, judgement) == (
        "Uitgangspunt 3 (Aalten en 7 andere, vastgesteld tussen 12 en 28 juni 2019): afgesproken in 2019, antwoorden "
        "lopen nu uiteen. 4 gemeenten zijn het eens, 3 oneens. 1 gemeente heeft geen antwoord."
    )


def test_sentences_at_the_edges() -> None:
    assert sentence(1, judge([], [])) == "Uitgangspunt 1: nog door geen enkele gemeente vastgesteld."
    assert sentence(2, judge(adopted(1), [])) == (
        "Uitgangspunt 2 (Aalten, vastgesteld op 12 juni 2019): afgesproken in 2019, nog niet getoetst."
    )
    assert counts(judge(adopted(2), answers([-1, -1]))) == "2 gemeenten zijn het oneens."
    assert counts(judge(adopted(2), answers([0, 0]))) == "2 gemeenten zijn neutraal."
    assert counts(judge(adopted(1), answers([None]))) == "1 gemeente heeft geen antwoord."


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2019, 6, 12), date(2019, 6, 12)], ("op 12 juni 2019", "in 2019")),
        ([date(2019, 6, 28), date(2019, 6, 12)], ("tussen 12 en 28 juni 2019", "in 2019")),
        ([date(2019, 3, 12), date(2019, 6, 1)], ("tussen 12 maart en 1 juni 2019", "in 2019")),
        ([date(2019, 12, 30), date(2020, 1, 2)], ("tussen 30 december 2019 en 2 januari 2020", "in 2019 en 2020")),
        ([date(2019, 1, 1), date(2022, 1, 1)], ("tussen 1 januari 2019 en 1 januari 2022", "tussen 2019 en 2022")),
    ],
)
def test_when_and_in_which_year(days: list[date], expected: tuple[str, str]) -> None:
    adoptions = [Adoption(str(place), str(place), day) for place, day in enumerate(days)]

    assert (when(adoptions), years(adoptions)) == expected


def test_who_adopted_it() -> None:
    assert [who(adopted(number)) for number in (0, 1, 2, 3)] == [
        "", "Aalten", "Aalten en Berkelland", "Aalten en 2 andere",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ([], ""),
        ([Verdict.UNTESTED, Verdict.NOT_ADOPTED], "Van 2 uitgangspunten is er nog geen getoetst."),
        ([Verdict.HOLDS, Verdict.HOLDS], "Beide uitgangspunten houden stand."),
        ([Verdict.HOLDS] * 3, "Alle 3 uitgangspunten houden stand."),
        ([Verdict.TOO_FEW], "Het uitgangspunt is nog niet getoetst."),
        ([Verdict.HOLDS], "Het uitgangspunt houdt stand."),
        ([Verdict.HOLDS, Verdict.UNTESTED], "Van 2 uitgangspunten houdt er 1 stand."),
        (
            [Verdict.DIVERGES, Verdict.HOLDS, Verdict.DIVERGES, Verdict.ABANDONED, Verdict.WAVERS],
            "Van 5 uitgangspunten lopen er nu 2 uiteen: de nummers 1 en 3. Achter nummer 4 staat niemand meer. "
            "Nummer 5 wankelt.",
        ),
    ],
)
def test_summary_of_a_note(judged: list[Verdict], expected: str) -> None:
    assert "".join(part.text for part in summary(list(enumerate(judged, start=1)))) == expected


# What always holds

VALUES = st.one_of(st.none(), st.integers(-2, 2))
TABLES = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8)


def table(values: list[tuple[int | None, int | None]]) -> Judgement:
    first, second = [one for one, _ in values], [other for _, other in values]
    return judge(adopted(len(values)), answers(first) + answers(second, key="S02", agreeing_supports=False))


@given(TABLES, st.randoms())
def test_order_does_not_matter(values: list[tuple[int | None, int | None]], random: object) -> None:
    mixed = list(values)
    random.shuffle(mixed)

    assert table(mixed).verdict is table(values).verdict


@given(TABLES)
def test_a_missing_answer_changes_nothing(values: list[tuple[int | None, int | None]]) -> None:
    plus = judge([*adopted(len(values)), Adoption("Stil", "Stil", date(2019, 6, 1))],
                 [*answers([a for a, _ in values]),
                  *answers([b for _, b in values], key="S02", agreeing_supports=False),
                  PrincipleAnswer("Stil", "S01", None, True, SESSION)])  # fmt: skip

    assert plus.verdict is table(values).verdict
    assert plus.stand_of("Stil") is Stand.SILENT


@given(TABLES)
def test_turning_every_answer_and_every_direction_is_the_same(values: list[tuple[int | None, int | None]]) -> None:
    turned = [tuple(None if one is None else -one for one in pair) for pair in values]
    other_way = judge(
        adopted(len(values)),
        answers([a for a, _ in turned], agreeing_supports=False) + answers([b for _, b in turned], key="S02"),
    )

    assert other_way.stands == table(values).stands


@given(st.lists(st.integers(1, 2), min_size=1, max_size=7), st.lists(st.integers(-2, -1), min_size=1, max_size=7))
def test_two_camps_never_hold(agree: list[int], disagree: list[int]) -> None:
    assert verdict(*(agree + disagree)[: len(NAMES)]) is Verdict.DIVERGES


@given(st.lists(st.integers(-2, -1), min_size=2, max_size=8))
def test_unanimously_against_is_abandoned(values: list[int]) -> None:
    assert verdict(*values) is Verdict.ABANDONED


@given(TABLES)
def test_what_holds_has_nobody_against_it(values: list[tuple[int | None, int | None]]) -> None:
    judgement = table(values)
    if judgement.verdict is Verdict.HOLDS:
        assert not judgement.who(Stand.AGAINST)
        assert len(judgement.who(Stand.FOR)) > len(judgement.who(Stand.NEUTRAL)) + len(judgement.who(Stand.MIXED))


@given(st.lists(VALUES, max_size=4))
def test_a_stand_is_one_of_five(supports: list[int | None]) -> None:
    known = {one for one in supports if one is not None}

    assert (stand_for(supports) is Stand.SILENT) == (not known)
    assert (stand_for(supports) is Stand.NEUTRAL) == (known == {0})
