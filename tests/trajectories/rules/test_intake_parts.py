"""The table of parts: nothing asked twice, and what follows from where each part stands."""

from collections import Counter

from trajectories.rules import intake_parts as rules
from trajectories.rules.intake_parts import BY_KEY, FIELDS, PARTS, Kind, State

ALL_ROUTES = ["B1", "ONDERWIJS", "ZELFREDZAAMHEID"]


def test_nothing_is_asked_twice() -> None:
    keys = Counter(field.key for part in PARTS for field in part.fields)
    labels = Counter(field.label for part in PARTS for field in part.fields)

    assert [key for key, times in keys.items() if times > 1] == []
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_part_has_a_guide_a_few_fields_and_its_article() -> None:
    for part in PARTS:
        assert 3 <= len(part.fields) <= 6, part.key
        assert 3 <= len(part.guide) <= 5, part.key
        assert part.article
        assert all(question.count("?") or question.endswith(".") for question in part.guide)


def test_choices_have_choices_and_others_do_not() -> None:
    for field in FIELDS.values():
        assert bool(field.choices) == (field.kind == Kind.CHOICE), field.key


def test_what_a_part_shows_is_asked_elsewhere() -> None:
    for part in PARTS:
        own = {field.key for field in part.fields}
        assert all(key in FIELDS and key not in own for key in part.shows)


def test_support_because_of_health_stays_inside() -> None:
    assert {key for key, field in FIELDS.items() if field.stays_inside} == {"steun_nodig", "steun_hoe"}


def test_the_law_decides_what_the_pip_needs() -> None:
    needed = [part.key for part in PARTS if part.is_needed]

    assert needed == ["zelfredzaamheid", "werk", "taal", "gezin", "opvang", "gevolgen", "keuze"]
    assert all(part.is_needed for part in PARTS if any(field.is_needed for field in part.fields))


def test_the_choice_opens_when_every_route_was_discussed() -> None:
    assert rules.standing({}, []).states["keuze"] == State.CANNOT_YET
    assert rules.standing({}, ALL_ROUTES[:2]).states["keuze"] == State.CANNOT_YET
    assert rules.standing({}, ALL_ROUTES).states["keuze"] == State.TODO
    assert rules.undiscussed(["B1"]) == ("ONDERWIJS", "ZELFREDZAAMHEID")


def test_an_intake_may_end_when_the_pip_needs_nothing_more() -> None:
    done = {part.key: "DONE" for part in PARTS if part.is_needed}

    assert rules.standing(done, ALL_ROUTES).may_complete
    assert not rules.standing(done | {"opvang": "WAITING"}, ALL_ROUTES).may_complete
    assert rules.standing(done | {"opvang": "NOT_APPLICABLE"}, ALL_ROUTES).may_complete


def test_what_does_not_apply_is_not_counted() -> None:
    stand = rules.standing({"coa": "NOT_APPLICABLE", "werk": "DONE"}, [])

    assert (stand.done, stand.counted) == (1, len(PARTS) - 1)


def test_missing_names_the_empty_fields_the_pip_needs() -> None:
    gaps = rules.missing(BY_KEY["werk"], {"jaren_school": 0, "werk_wens": ""})

    assert [gap.key for gap in gaps] == ["werk_wens"]


def test_words_of_choices_and_calls() -> None:
    assert rules.written(FIELDS["digid"], "JA") == "ja"
    assert rules.written(FIELDS["digid"], None) == ""
    assert rules.written(FIELDS["jaren_school"], 0) == "0"
    assert [rules.call_label(number) for number in (1, 2, 3, 4)] == [*rules.CALLS, rules.CALLS[-1]]
