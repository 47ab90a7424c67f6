"""Hours, ages, extension and what is still missing."""

from datetime import date

import pytest

from trajectories.rules.age_limits import AOW_AGES, aow_age, aow_days, birth_days, is_aow_within, turns_16_on
from trajectories.rules.clock import GEZINSMIGRANT
from trajectories.rules.completion import Done, completion, passed_parts
from trajectories.rules.course_rules import Hours
from trajectories.rules.extension_grounds import EXTENSION_GROUNDS, ground
from trajectories.rules.hour_norms import Followed, afschalen, indeling_on, norms, z_hours

ASIEL = "ASIELSTATUSHOUDER"
ON = date(2026, 11, 20)
EXAMS = frozenset({"LE", "LU", "SC", "SP", "KNM"})


@pytest.mark.parametrize(
    ("given", "allowed", "to_go", "why"),
    [
        ({}, True, 0, ""),
        ({"nt2_hours": 599}, False, 1, "Er zijn 599 uren NT2 gevolgd; nodig zijn er 600."),
        ({"leerroute": "ONDERWIJS"}, False, 0, "Afschalen kan alleen in de B1-route."),
        ({"leerroute": "ZELFREDZAAMHEID"}, False, 0, "Afschalen kan alleen in de B1-route."),
        ({"at_keurmerk": False}, False, 0, "keurmerk"),
        ({"sufficient_effort": False}, False, 0, "voldoende heeft ingespannen"),
        ({"sufficient_effort": None}, False, 0, "voldoende heeft ingespannen"),
    ],
)
def test_afschalen(given: dict[str, object], allowed: bool, to_go: int, why: str) -> None:
    asked = {"leerroute": "B1", "nt2_hours": 600, "at_keurmerk": True, "sufficient_effort": True} | given
    found = afschalen(**asked, on=ON)  # type: ignore[arg-type]
    assert (found.is_allowed, found.hours_to_go) == (allowed, to_go)
    assert why in " ".join(found.why_not)


@pytest.mark.parametrize(
    ("indeling", "followed", "most", "course_left", "participation_left"),
    [
        (ASIEL, Followed(), None, 800, 800),
        (GEZINSMIGRANT, Followed(), None, 800, 0),
        # PVT 12 and MAP 40 count inside the 800: 800 - 52 - 300
        (ASIEL, Followed(500, 300, 12, 40), None, 300, 448),
        # a gezinsmigrant has no participation part, so nothing to deduct from
        (GEZINSMIGRANT, Followed(500, 300, 12, 40), None, 300, 0),
        (ASIEL, Followed(800, 748, 12, 40), None, 0, 0),
        (ASIEL, Followed(900, 900, 12, 40), None, 0, 0),  # more than enough is never below zero
        # partial medical ontheffing leaves 200 hours of participation: 200 - 52 - 100
        (ASIEL, Followed(0, 100, 12, 40), 200, 800, 48),
        (ASIEL, Followed(), 0, 800, 0),
    ],
)
def test_hours_of_the_z_route(
    indeling: str, followed: Followed, most: int | None, course_left: int, participation_left: int
) -> None:
    found = z_hours(indeling=indeling, followed=followed, on=ON, most_participation=most)
    assert (found.course_left, found.participation_left) == (course_left, participation_left)
    assert found.sentence.endswith(".")


def test_the_group_changes_on_the_way() -> None:
    """SS124: a gezinsmigrant until 31 May, asielstatushouder from 1 June: the participation part appears."""
    periods = [(GEZINSMIGRANT, date(2026, 1, 1)), (ASIEL, date(2026, 6, 1))]
    assert indeling_on(periods, date(2025, 12, 31)) == ""
    before, after = (indeling_on(periods, day) for day in (date(2026, 5, 31), date(2026, 6, 1)))
    assert (before, after) == (GEZINSMIGRANT, ASIEL)
    followed = Followed(course=400, participation=100)
    assert z_hours(indeling=before, followed=followed, on=ON).participation_left == 0
    assert z_hours(indeling=after, followed=followed, on=ON).participation_left == 700


@pytest.mark.parametrize(("key", "enough"), [("PVT", 12), ("MAP", 40)])
def test_enough_hours(key: str, enough: int) -> None:
    for route in ("B1", "ZELFREDZAAMHEID", ""):
        assert next(norm for norm in norms(ASIEL, route, on=ON) if norm.key == key).hours == enough


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        (Done("B1", EXAMS, True, True), "Alles is gehaald: diploma van DUO."),
        (Done("B1", EXAMS - {"SP"}, True, False), "Nog nodig: eindgesprek MAP en examen spreken."),
        (Done("ONDERWIJS", frozenset({"TST"}), True), "Alles is gehaald: diploma van DUO."),
        (Done("ONDERWIJS", EXAMS, True), "Alles is gehaald: diploma van DUO."),
        (Done("ONDERWIJS", EXAMS - {"KNM"}, False),
         "Nog nodig: PVT ondertekenen en diploma taalschakeltraject, of examen KNM."),
        (Done("ZELFREDZAAMHEID", frozenset(), True, True, 0, True),
         "Alles is gehaald: certificaat, door het college persoonlijk uitgereikt."),
        (Done("ZELFREDZAAMHEID", frozenset(), True, True, 12),
         "Nog nodig: 12 uren van de Z-route en eindgesprek Z-route met het college."),
    ],
)  # fmt: skip
def test_what_is_missing(done: Done, sentence: str) -> None:
    assert completion(done).sentence == sentence


@pytest.mark.parametrize(
    ("born", "months", "certainty"),
    [
        # the edges of the table of Rijksoverheid
        (date(1957, 2, 28), 802, "aanname"), (date(1957, 3, 1), 804, "vastgesteld"),
        (date(1960, 12, 31), 804, "vastgesteld"), (date(1961, 1, 1), 807, "vastgesteld"),
        (date(1964, 9, 30), 807, "vastgesteld"), (date(1964, 10, 1), 807, "aanname"),
    ],
)  # fmt: skip
def test_the_aow_table(born: date, months: int, certainty: str) -> None:
    assert (aow_age(born).months, aow_age(born).certainty) == (months, certainty)


def test_the_aow_age_never_goes_down_and_its_rows_follow_each_other() -> None:
    assert [row.born_from for row in AOW_AGES] == sorted(row.born_from for row in AOW_AGES)
    assert [row.months for row in AOW_AGES] == sorted(row.months for row in AOW_AGES)


@pytest.mark.parametrize(
    ("birth", "days"),
    [
        ((1959, 5, 20), (date(2026, 5, 20),)),
        ((1961, 1, 1), (date(2028, 4, 1),)),
        ((1960, 2, 29), (date(2027, 2, 28),)),
        # partial: the first and last possible day; 1960 ends with 67 years, 1961 starts with 67 and 3 months
        ((1959, 5, None), (date(2026, 5, 1), date(2026, 5, 31))),
        ((1959, None, None), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_the_aow_day(birth: tuple[int, int | None, int | None], days: tuple[date, ...]) -> None:
    assert aow_days(*birth) == days


def test_aow_within_half_a_year() -> None:
    assert is_aow_within(1959, 5, 20, months=6, on=date(2025, 11, 21))
    assert not is_aow_within(1959, 5, 20, months=6, on=date(2025, 11, 20))
    assert not is_aow_within(1959, 5, 20, months=6, on=date(2026, 5, 21))


def test_sixteen_years_and_birth_days() -> None:
    assert turns_16_on(2010, 2, None) == date(2026, 2, 28)
    assert turns_16_on(2012, 2, 29) == date(2028, 2, 29)
    assert birth_days(2012, 2, None) == (date(2012, 2, 1), date(2012, 2, 29))


@pytest.mark.parametrize(
    ("key", "from_months", "fixed", "most"),
    [("ZIEKTE", 3, None, None), ("OVERLIJDEN", 0, 3, None), ("ALFABETISERING", 3, None, 6), ("DAKLOOS", 3, None, 24),
     ("AANBIEDER", 0, None, 6), ("BIJZONDER", 3, None, 24), ("BIJNA_KLAAR", 0, 6, None), ("NAKIJKTIJD", 0, 6, None)],
)  # fmt: skip
def test_grounds_for_extension(key: str, from_months: int, fixed: int | None, most: int | None) -> None:
    row = ground(key)
    assert (row.from_months, row.months, row.most_months) == (from_months, fixed, most)


def test_every_ground_says_how_long_and_where_it_stands() -> None:
    assert len(EXTENSION_GROUNDS) == 12
    assert all(row.length and row.source and row.label and row.article for row in EXTENSION_GROUNDS)
    assert {row.key for row in EXTENSION_GROUNDS if row.valid_from != date(2022, 1, 1)} == {"NAKIJKTIJD"}
    assert ground("BEVALLING").weeks == 16
    assert [row.key for row in EXTENSION_GROUNDS if row.is_automatic] == ["NAKIJKTIJD"]


@pytest.mark.parametrize(
    ("results", "level", "lower", "passed"),
    [
        ([("LE", "B1", "GESLAAGD"), ("LU", "B1", "GEZAKT"), ("KNM", "", "GESLAAGD")], "B1", (), {"LE", "KNM"}),
        ([("LE", "A2", "GESLAAGD"), ("SC", "A2", "GESLAAGD")], "B1", (), set()),
        ([("LE", "A2", "GESLAAGD"), ("SC", "A2", "GESLAAGD")], "B1", ("SC",), {"SC"}),  # one part went to A2
        ([("LE", "A2", "GESLAAGD"), ("SC", "B2", "GESLAAGD")], "A2", (), {"LE", "SC"}),
        ([("TST", "", "GESLAAGD"), ("SP", "", "GESLAAGD"), ("SP", "B1", "GEEN")], "B1", (), {"TST"}),
    ],
)
def test_a_part_counts_at_the_level_of_the_pip(
    results: list[tuple[str, str, str]], level: str, lower: tuple[str, ...], passed: set[str]
) -> None:
    assert passed_parts(results, level, lower) == passed


def test_hours_by_kind_become_those_of_the_z_route() -> None:
    may = date(2026, 5, 1)
    hours = [Hours(may, "NT2", 30), Hours(may, "ALFABETISERING", 10), Hours(may, "KNM", 5), Hours(may, "MAP", 8),
             Hours(may, "PVT", 3), Hours(may, "PARTICIPATIE", 20, 4)]  # fmt: skip
    assert Followed.of(hours) == Followed(course=45, participation=20, pvt=3, module_map=8)


def test_what_nobody_looked_at_yet_is_asked() -> None:
    found = afschalen(leerroute="B1", nt2_hours=600, at_keurmerk=None, sufficient_effort=None, on=ON)
    assert not found.is_allowed
    assert [one.split()[0] for one in found.why_not] == ["Ga", "Leg"]
