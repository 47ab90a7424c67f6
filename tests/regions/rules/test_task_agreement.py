"""When municipalities agree about a task, and when they only look as if."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.inventory import SCALES
from regions.rules.task_agreement import Standing, tasks_finding, verdict

L, R = "LOKAAL", "REGIONAAL"
CODES = st.sampled_from(["", *dict(SCALES)])


@pytest.mark.parametrize(
    ("arrange", "standing"),
    [
        ([R] * 8, Standing.AGREED),
        ([R] * 5 + [""] * 3, Standing.AGREED),
        ([R] * 4 + [""] * 4, Standing.TOO_FEW),
        ([R] * 7 + [L], Standing.DIFFER),
        ([R, L] + [""] * 6, Standing.DIFFER),
        ([""] * 8, Standing.TOO_FEW),
        ([], Standing.TOO_FEW),
    ],
)
def test_one_other_wish_or_too_few_choices_is_no_agreement(arrange, standing):
    assert verdict(arrange, [], 8).standing is standing


def test_two_municipalities_must_both_choose():
    assert verdict([R, ""], [], 2).standing is Standing.TOO_FEW
    assert verdict([R, R], [], 2).standing is Standing.AGREED


def test_the_verdict_is_explained_and_carrying_out_may_differ():
    agreed = verdict([R] * 6 + ["", ""], [L] * 5 + [R], 8)

    assert agreed.told == "Regionaal regelen (6 van de 8 gemeenten). Uitvoeren verschilt: 5 lokaal en 1 regionaal."
    assert verdict([R] * 8, [L] * 8, 8).told == "Regionaal regelen (alle gemeenten). Lokaal uitvoeren."
    assert verdict([R] * 3 + [L] * 5, [], 8).told == "Regelen: 5 lokaal en 3 regionaal."


def test_the_sentence_above():
    agreed, differ, thin = verdict([R] * 8, [], 8), verdict([R] * 7 + [L], [], 8), verdict([R], [], 8)

    assert tasks_finding([agreed] * 19 + [differ] * 9).text == (
        "Over 9 van de 28 taken zijn de gemeenten het nog niet eens."
    )
    assert tasks_finding([agreed, differ, thin]).text == (
        "Over 2 van de 3 taken zijn de gemeenten het nog niet eens. Bij 1 taak daarvan gaven te weinig gemeenten een "
        "antwoord."
    )
    assert tasks_finding([differ] * 4).text == "Over geen van de 4 taken zijn de gemeenten het al eens."
    assert tasks_finding([agreed] * 3).text == "Over alle 3 taken zijn de gemeenten het eens."
    assert tasks_finding([thin]).text == "Er zijn nog te weinig antwoorden over de taken."


@given(st.lists(CODES, max_size=12), st.randoms())
def test_agreement_means_one_scale_and_a_majority_in_any_order(arrange, chance):
    found = verdict(arrange, [], len(arrange))
    chosen = {code for code in arrange if code}
    mixed = chance.sample(arrange, len(arrange))

    assert found == verdict(mixed, [], len(arrange))
    assert found.is_agreed == (
        len(chosen) == 1 and 2 * sum(map(bool, arrange)) > len(arrange) and sum(map(bool, arrange)) >= 2
    )
