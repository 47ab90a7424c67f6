"""The readability score, and that every text for inburgeraars is plain."""

import pytest

from trajectories.reports.together import OPENING
from trajectories.rules import reading_ease, route_consequences
from trajectories.rules.intake_parts import PARTS, Part

PLAINEST, LONGEST = 60, 12


@pytest.mark.parametrize(
    ("word", "count"),
    [("huis", 1), ("leeuw", 1), ("inburgeren", 4), ("mooie", 2), ("coöperatie", 5), ("B1", 1), ("pst", 1)],
)
def test_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    assert reading_ease.syllables(word) == count


def test_the_score_follows_the_formula() -> None:
    found = reading_ease.measure("Ik ga naar huis. Jij blijft hier.")

    assert (found.sentences, found.words, found.syllables) == (2, 7, 7)
    assert found.words_per_sentence == 3.5
    assert found.score == pytest.approx(206.84 - 0.93 * 3.5 - 77)


def test_official_prose_scores_below_plain() -> None:
    hard = "De inburgeringsplichtige dient de verschuldigde participatieverplichtingen onverwijld te verantwoorden."

    assert reading_ease.measure(hard).score < PLAINEST


def test_no_text_has_no_score() -> None:
    assert reading_ease.measure("").score == 0
    assert reading_ease.measure("").words_per_sentence == 0


def assert_plain(text: str) -> None:
    found = reading_ease.measure(text)
    assert found.score >= PLAINEST, f"{found.score:.0f}: {text}"
    assert found.words_per_sentence <= LONGEST, text


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_every_text_of_a_part_for_the_inburgeraar_is_plain(part: Part) -> None:
    for text in (f"{part.plain_label}. {part.plain_words}", *(field.plain for field in part.fields)):
        assert_plain(text)


@pytest.mark.parametrize("code", [one.code for one in route_consequences.MEANINGS])
@pytest.mark.parametrize("indeling", ["ASIELSTATUSHOUDER", "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"])
def test_every_route_is_told_in_plain_words(code: str, indeling: str) -> None:
    sentences = route_consequences.plain_words(code, indeling)

    assert_plain(" ".join(sentences))
    assert max(reading_ease.measure(one).words for one in sentences) <= 20


def test_who_pays_differs_by_group() -> None:
    assert route_consequences.PAID in route_consequences.plain_words("B1", "ASIELSTATUSHOUDER")
    assert route_consequences.NOT_PAID in route_consequences.plain_words("B1", "GEZINSMIGRANT_EN_OVERIGE_MIGRANT")


def test_the_opening_is_plain() -> None:
    assert_plain(OPENING)
