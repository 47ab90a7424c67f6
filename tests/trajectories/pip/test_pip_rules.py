"""When a PIP may change, and what the choice of a leerroute must explain: every rule passes once and fails once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trajectories.rules import life_areas, pip_routes, plan_templates
from trajectories.rules.pip_changes import Change, check_change, reason_question, switching

UNTIL = date(2028, 5, 20)
ALL = ("LE", "LU", "SC", "SP")
WORDS = "Het gaat veel sneller dan we dachten."
SWITCH = Change("OTHER_ROUTE", "ONDERWIJS", "B1", UNTIL, WORDS, "B1", "B1", UNTIL)
DOWN = Change("AFSCHALEN", "B1", "A2", UNTIL, WORDS, "B1", "B1", UNTIL, 600, ALL)
LATE = UNTIL + timedelta(days=1)
CASES = [
    ("WISSEL_REDEN", SWITCH, replace(SWITCH, reason="OTHER")),
    ("WISSEL_ANDERS", SWITCH, replace(SWITCH, leerroute="B1")),
    ("WISSEL_REDENEN", SWITCH, replace(SWITCH, words="anders")),
    ("WISSEL_TERMIJN", replace(SWITCH, dated_on=LATE), replace(SWITCH, dated_on=LATE, words="")),
    ("VERHUIZING_ROUTE", replace(SWITCH, reason="MOVE", leerroute="B1"), replace(SWITCH, reason="MOVE")),
    ("AFSCHALEN_REDEN", DOWN, replace(DOWN, reason="OTHER")),
    ("AFSCHALEN_ROUTE", DOWN, replace(DOWN, former_leerroute="ONDERWIJS")),
    ("AFSCHALEN_UREN", DOWN, replace(DOWN, nt2_hours=599)),
    ("AFSCHALEN_INSPANNING", DOWN, replace(DOWN, words="goed")),
    ("AFSCHALEN_ONDERDELEN", DOWN, replace(DOWN, parts=())),
    ("AFSCHALEN_NIVEAU", DOWN, replace(DOWN, parts=("SC",))),
    ("AFSCHALEN_NIVEAU", replace(DOWN, parts=("SC",), level="B1"), replace(DOWN, level="B1")),
    ("MAP_NIET_ONDERWIJSROUTE", SWITCH, replace(SWITCH, map_hours=40)),
    ("MAP_UREN", replace(DOWN, map_hours=40), replace(DOWN, map_hours=39)),
    ("PVT_UREN", replace(DOWN, pvt_hours=12), replace(DOWN, pvt_hours=11)),
]


@pytest.mark.parametrize(("code", "good", "bad"), CASES, ids=[code for code, _, _ in CASES])
def test_each_rule_passes_and_fails(code: str, good: Change, bad: Change) -> None:
    passed = next(one for one in check_change(good) if one.code == code)
    failed = next(
        (one for one in check_change(bad) if one.code == code),
        next(one for one in check_change(replace(bad, reason=good.reason)) if one.code == code),
    )

    assert passed.passed
    assert not failed.passed
    assert failed.source
    assert "{" not in failed.sentence


@pytest.mark.parametrize(
    ("former", "now", "on", "is_late"),
    [
        ("B1", "ONDERWIJS", UNTIL, False),
        ("B1", "ONDERWIJS", LATE, True),
        ("B1", "ZELFREDZAAMHEID", LATE, True),
        ("ONDERWIJS", "B1", LATE, False),
        ("ONDERWIJS", "ZELFREDZAAMHEID", LATE, True),
    ],
)
def test_only_from_onderwijs_to_b1_it_is_never_late(former: str, now: str, on: date, is_late: bool) -> None:
    assert replace(SWITCH, former_leerroute=former, leerroute=now, dated_on=on).is_late is is_late


def test_the_first_pip_is_asked_nothing_about_switching() -> None:
    found = check_change(Change("FIRST", "B1", "B1", UNTIL))
    assert all(one.passed for one in found)
    assert not [one for one in found if one.code.startswith(("AFSCHALEN_U", "WISSEL_T"))]


def test_until_when_switching_is_possible_in_words() -> None:
    assert switching("B1", UNTIL, on=UNTIL) == "Wisselen van leerroute kan tot en met 20 mei 2028."
    assert "alleen in bijzondere gevallen" in switching("B1", UNTIL, on=LATE)
    assert "mag altijd" in switching("ONDERWIJS", UNTIL, on=LATE)
    assert "anderhalf jaar" in switching("B1", None, on=UNTIL)
    assert "bijzondere omstandigheden" in reason_question("OTHER_ROUTE", is_late=True)


@pytest.mark.parametrize("route", ["B1", "ONDERWIJS", "ZELFREDZAAMHEID"])
def test_the_onderwijsroute_is_looked_into_whatever_is_chosen(route: str) -> None:
    fields = [field for field, _ in pip_routes.unexplained(route, "", "", "", "")]
    assert fields == ["route_argument", "onderwijs_wish", "onderwijs_level", "onderwijs_chance"]
    assert "ONDERWIJS" not in pip_routes.remaining(route)
    assert route not in pip_routes.remaining(route)


@pytest.mark.parametrize("code", [*pip_routes.CHOICES, ""])
@pytest.mark.parametrize("sentence", ["", "Zo wil Amina het zelf."])
def test_choice_and_sentence_come_back(code: str, sentence: str) -> None:
    assert pip_routes.read(pip_routes.written(code, sentence)) == (code, sentence)


def test_life_areas_have_short_keys_and_words() -> None:
    assert len(dict(life_areas.choices())) == len(life_areas.LIFE_AREAS)
    assert all(len(key) <= 20 for key, _ in life_areas.choices())
    assert life_areas.label("VROEGER") == "Vroeger"


ROW = {
    "template": "a",
    "name": "A",
    "life_area": "TAAL",
    "goal": "Leren",
    "what": "Les",
    "who": "ik",
    "within_days": "7",
}


def test_a_template_counts_its_days_from_its_use() -> None:
    found = plan_templates.read([ROW, ROW | {"what": "Boek", "within_days": ""}])["a"]
    first, second = found.goals[0].actions
    assert found.label == "A (2 acties)"
    assert first.due_on(date(2026, 12, 28)) == date(2027, 1, 4)
    assert second.due_on(date(2026, 12, 28)) is None


@pytest.mark.parametrize("wrong", [{"life_area": "MAAN"}, {"within_days": "-3"}, {"within_days": "week"}])
def test_a_broken_template_says_which_row(wrong: dict[str, str]) -> None:
    with pytest.raises(plan_templates.BrokenTemplate, match="regel 3"):
        plan_templates.read([ROW, ROW | wrong])
