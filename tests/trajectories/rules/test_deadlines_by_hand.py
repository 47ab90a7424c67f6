"""Dates worked by hand. The working stands beside each case; the dates of the law page 2.11 come first."""

from datetime import date

import pytest

from trajectories.rules.clock import GEZINSMIGRANT, Deadline
from trajectories.rules.deadlines import Facts, deadlines, next_deadline

ASIEL = "ASIELSTATUSHOUDER"
ON = date(2026, 11, 20)


def day(text: str) -> date:
    return date.fromisoformat(text)


def facts(indeling: str = ASIEL, **given: object) -> Facts:
    """Facts with days written as text."""
    return Facts(indeling, **{  # type: ignore[arg-type]
        name: day(value) if name.endswith("_on") and isinstance(value, str) else value for name, value in given.items()
    })  # fmt: skip


def found(kind: str, given: Facts, on: date = ON) -> Deadline | None:
    return next((one for one in deadlines(given, on=on) if one.kind == kind), None)


def due(kind: str, given: Facts, on: date = ON) -> str:
    one = found(kind, given, on)
    assert one is not None, f"geen {kind}"
    return one.due_on.isoformat()


PIP_CASES = [
    # vector: 2 March + 70 days. March has 29 days left, April 30 (59), so 11 May (70).
    ("vector, al ingeschreven", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01"}, "2026-05-11"),
    # vector: 18 May + 70. 13 in May, 30 in June (43), 27 July (70).
    ("vector, BRP later", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-05-18"}, "2026-07-27"),
    # vector: ten weeks ended 11 May; received 20 May + 14 = 3 June.
    ("vector, derde", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                       "waits_for_third_party": True, "third_party_received_on": "2026-05-20"}, "2026-06-03"),
    # registered on the very day: the ten weeks run from the kennisgeving.
    ("BRP op dezelfde dag", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-03-02"}, "2026-05-11"),
    # one day later: 3 March + 70 = 12 May.
    ("BRP een dag later", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-03-03"}, "2026-05-12"),
    # plate: 15 September + 70. 15 in September, 31 in October (46), 24 November (70).
    ("plaat", {"kennisgeving_on": "2026-09-15", "registered_brp_on": "2026-09-01"}, "2026-11-24"),
    # 2024 is a leap year: 22 December 2023 + 70 = 9 (Dec) + 31 (40) + 29 (69) + 1 = 1 March.
    ("over 29 februari", {"kennisgeving_on": "2023-12-22", "registered_brp_on": "2023-12-01"}, "2024-03-01"),
    # no leap year: 9 + 31 (40) + 28 (68) + 2 = 2 March.
    ("zonder 29 februari", {"kennisgeving_on": "2024-12-22", "registered_brp_on": "2024-12-01"}, "2025-03-02"),
    # 29 February 2024 + 70: 31 in March, 30 in April (61), 9 May.
    ("vanaf 29 februari", {"kennisgeving_on": "2024-02-29", "registered_brp_on": "2024-01-01"}, "2024-05-09"),
    # ends on Saturday 14 February 2026: not moved. 6 December + 70 = 25 + 31 (56) + 14.
    ("zaterdag schuift niet", {"kennisgeving_on": "2025-12-06", "registered_brp_on": "2025-12-01"}, "2026-02-14"),
    # ends on Sunday: 7 December + 70 = 15 February 2026, a Sunday: not moved.
    ("zondag schuift niet", {"kennisgeving_on": "2025-12-07", "registered_brp_on": "2025-12-01"}, "2026-02-15"),
    # ends on Christmas Day: 16 October + 70 = 15 + 30 (45) + 25.
    ("kerst schuift niet", {"kennisgeving_on": "2026-10-16", "registered_brp_on": "2026-10-01"}, "2026-12-25"),
    # end of the year: 22 October + 70 = 9 + 30 (39) + 31 (70).
    ("oudjaar", {"kennisgeving_on": "2026-10-22", "registered_brp_on": "2026-10-01"}, "2026-12-31"),
    # end of a month: 31 August + 70 = 30 + 31 (61) + 9.
    ("maandeinde", {"kennisgeving_on": "2026-08-31", "registered_brp_on": "2026-08-01"}, "2026-11-09"),
    # unknown registration, not in an AZC: counted from the kennisgeving, with a warning.
    ("BRP onbekend", {"kennisgeving_on": "2026-09-15"}, "2026-11-24"),
    # moved: registered here 1 July + 70 = 30 + 31 (61) + 9 September.
    ("verhuisd", {"kennisgeving_on": "2026-01-05", "registered_brp_on": "2026-01-01", "moved_in_on": "2026-07-01"},
     "2026-09-09"),
    # moved before DUO told: the kennisgeving starts the weeks. 15 September + 70.
    ("verhuisd voor kennisgeving", {"kennisgeving_on": "2026-09-15", "moved_in_on": "2026-07-01"}, "2026-11-24"),
    # moved without a known kennisgeving.
    ("verhuisd, kennisgeving onbekend", {"moved_in_on": "2026-07-01"}, "2026-09-09"),
    # the information came early: the ten weeks hold (11 May), not 24 March.
    ("derde kwam vroeg", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                          "waits_for_third_party": True, "third_party_received_on": "2026-03-10"}, "2026-05-11"),
    # two weeks end exactly on the ten weeks: 27 April + 14 = 11 May.
    ("derde op de grens", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                           "waits_for_third_party": True, "third_party_received_on": "2026-04-27"}, "2026-05-11"),
    # a day later: 28 April + 14 = 12 May.
    ("derde een dag over de grens", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                                     "waits_for_third_party": True, "third_party_received_on": "2026-04-28"},
     "2026-05-12"),
    # still waiting and the ten weeks passed: counted from today, 20 November + 14.
    ("wacht nog", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01", "waits_for_third_party": True},
     "2026-12-04"),
    # still waiting, the ten weeks not passed yet by more than two weeks: 1 October + 70 = 10 December.
    ("wacht, nog tijd", {"kennisgeving_on": "2026-10-01", "registered_brp_on": "2026-09-01",
                         "waits_for_third_party": True}, "2026-12-10"),
    # received on 29 February + 14 = 14 March 2028. Ten weeks of 1 December 2027 ended 9 February.
    ("derde op 29 februari", {"kennisgeving_on": "2027-12-01", "registered_brp_on": "2027-11-01",
                              "waits_for_third_party": True, "third_party_received_on": "2028-02-29"}, "2028-03-14"),
    # moved and waiting for the former gemeente: 9 September passed, received 20 September + 14.
    ("verhuisd en derde", {"moved_in_on": "2026-07-01", "waits_for_third_party": True,
                           "third_party_received_on": "2026-09-20"}, "2026-10-04"),
    # DUO prevails, later and earlier than ours.
    ("DUO later", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                   "duo_pip_due_on": "2026-05-15"}, "2026-05-15"),
    ("DUO eerder", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01",
                    "duo_pip_due_on": "2026-05-01"}, "2026-05-01"),
    ("alleen DUO", {"duo_pip_due_on": "2026-05-01"}, "2026-05-01"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in PIP_CASES], ids=[row[0] for row in PIP_CASES])
def test_the_pip(given: dict[str, object], expected: str) -> None:
    assert due("PIP", facts(**given)) == expected


MIGRANT_CASES = [
    # the gemeente of housing does not count for a gezinsmigrant: 2 March + 70, whatever the BRP says.
    ("BRP later telt niet", {"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-05-18"}, "2026-05-11"),
    ("BRP onbekend", {"kennisgeving_on": "2026-03-02"}, "2026-05-11"),
    ("verhuisd", {"kennisgeving_on": "2026-01-05", "moved_in_on": "2026-07-01"}, "2026-09-09"),
]


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in MIGRANT_CASES])
def test_the_pip_of_a_gezinsmigrant(given: dict[str, object], expected: str) -> None:
    one = found("PIP", facts(GEZINSMIGRANT, **given))
    assert one is not None
    assert one.due_on == day(expected)
    assert "Er staat geen inschrijving" not in one.explanation


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"registered_brp_on": "2026-05-18"},  # the text of 2022 counted from here; now DUO has to tell first
        {"kennisgeving_on": "2026-03-02", "awaits_registration": True},  # in the AZC
        {"bijstand_from_on": "2026-03-02"},
        {"waits_for_third_party": True},
        # in the AZC: information that came makes nothing longer that has not begun
        {
            "kennisgeving_on": "2026-03-02",
            "awaits_registration": True,
            "waits_for_third_party": True,
            "third_party_received_on": "2026-05-20",
        },
        {"kennisgeving_on": "2026-03-02", "law": "WI2013"},
    ],
)
def test_no_clock_runs_yet(given: dict[str, object]) -> None:
    assert found("PIP", facts(**given)) is None


# dagtekening: begin, end, switching until, extension from, offer before
TERM_CASES = [
    # vector of the law page
    ("2026-02-10", "2026-02-11", "2029-02-10", "2027-08-10", "2028-08-10", "2026-05-10"),
    # end of the year: starts on 1 January, three whole years; half a year before 31 December is 30 June (clamped: 30)
    ("2026-12-31", "2027-01-01", "2029-12-31", "2028-06-30", "2029-06-30", "2027-03-31"),
    # plate 08: PIP 24 November 2026
    ("2026-11-24", "2026-11-25", "2029-11-24", "2028-05-24", "2029-05-24", "2027-02-24"),
    # starts on 1 March 2024, after the leap day
    ("2024-02-29", "2024-03-01", "2027-02-28", "2025-08-31", "2026-08-28", "2024-05-29"),
    # 28 February of an ordinary year: starts on 1 March
    ("2026-02-28", "2026-03-01", "2029-02-28", "2027-08-31", "2028-08-28", "2026-05-28"),
    # the term passes 29 February 2028: 27 February 2025 + 1 day + 3 years - 1 day
    ("2025-02-27", "2025-02-28", "2028-02-27", "2026-08-27", "2027-08-27", "2025-05-27"),
    # ends on 28 February of a leap year: starts on 1 March 2025, ends on 29 February 2028
    ("2025-02-28", "2025-03-01", "2028-02-29", "2026-08-31", "2027-08-29", "2025-05-28"),
    # three months after 30 November is the last day of February
    ("2026-11-30", "2026-12-01", "2029-11-30", "2028-05-31", "2029-05-30", "2027-02-28"),
    # first of a month
    ("2026-06-30", "2026-07-01", "2029-06-30", "2027-12-31", "2028-12-30", "2026-09-30"),
    # the law's first day
    ("2022-01-01", "2022-01-02", "2025-01-01", "2023-07-01", "2024-07-01", "2022-04-01"),
]


@pytest.mark.parametrize(("dated", "starts", "ends", "switch", "extend", "offer"), TERM_CASES)
def test_the_term(dated: str, starts: str, ends: str, switch: str, extend: str, offer: str) -> None:
    given = facts(kennisgeving_on="2021-12-01", registered_brp_on="2021-12-01", first_pip_dated_on=dated)
    term = found("TERMIJN", given)
    assert term is not None
    assert (term.starts_on, term.due_on, term.candidates) == (day(starts), day(ends), ())
    assert due("WISSELEN", given) == switch
    assert due("VERLENGEN", given) == extend
    assert due("AANBOD", given) == offer


def test_a_later_pip_does_not_move_the_term() -> None:
    given = facts(first_pip_dated_on="2026-02-10", pip_dated_on="2026-10-01", leerroute="ONDERWIJS")
    assert due("TERMIJN", given) == "2029-02-10"
    assert due("WISSELEN", given) == "2027-08-10"


# start on a day that three years (or 18, 6 months) later does not exist: both candidates
OPEN_CASES = [
    # vector: PIP 28 February 2024, start 29 February, end 27 or 28 February 2027
    ("TERMIJN", {"first_pip_dated_on": "2024-02-28"}, ("2027-02-27", "2027-02-28")),
    # and therefore extension from 27 or 28 August 2026
    ("VERLENGEN", {"first_pip_dated_on": "2024-02-28"}, ("2026-08-27", "2026-08-28")),
    # PVT has to be done within that term
    ("PVT", {"first_pip_dated_on": "2024-02-28"}, ("2027-02-27", "2027-02-28")),
    # start 31 August 2026 + 18 months: 2028 has a 29 February, so 28 or 29
    ("WISSELEN", {"first_pip_dated_on": "2026-08-30"}, ("2028-02-28", "2028-02-29")),
    # bijstand from 31 August + 6 months: 27 or 28 February
    ("ONTZORGEN", {"bijstand_from_on": "2026-08-31"}, ("2027-02-27", "2027-02-28")),
    # 2028 is a leap year as well
    ("TERMIJN", {"first_pip_dated_on": "2028-02-28"}, ("2031-02-27", "2031-02-28")),
]


@pytest.mark.parametrize(("kind", "given", "both"), OPEN_CASES)
def test_a_day_that_the_law_leaves_open(kind: str, given: dict[str, object], both: tuple[str, str]) -> None:
    one = found(kind, facts(**given))
    assert one is not None
    assert one.candidates == tuple(map(day, both))
    assert one.due_on == day(both[0])
    assert ("het college bepaalt" if kind == "ONTZORGEN" else "DUO bepaalt") in one.explanation


def test_duo_settles_the_open_day() -> None:
    one = found("TERMIJN", facts(first_pip_dated_on="2024-02-28", duo_term_ends_on="2027-02-28"))
    assert one is not None
    assert (one.due_on, one.candidates, one.is_from_duo, one.difference) == (day("2027-02-28"), (), True, "")


OTHER_CASES = [
    # vector: 4 May + 6 months, the day before
    ("ONTZORGEN", ASIEL, {"bijstand_from_on": "2026-05-04"}, "2026-11-03"),
    ("ONTZORGEN", ASIEL, {"bijstand_from_on": "2026-01-01"}, "2026-06-30"),
    ("ONTZORGEN", ASIEL, {"bijstand_from_on": "2027-09-01"}, "2028-02-29"),  # a leap year
    # vector: onderwijsroute six months after the PIP
    ("AANBOD", ASIEL, {"first_pip_dated_on": "2026-02-10", "leerroute": "ONDERWIJS"}, "2026-08-10"),
    ("AANBOD", ASIEL, {"first_pip_dated_on": "2026-08-31", "leerroute": "ONDERWIJS"}, "2027-02-28"),  # no 31 February
    # after a move from the PIP of the new gemeente
    (
        "AANBOD",
        ASIEL,
        {"first_pip_dated_on": "2025-02-10", "moved_in_on": "2026-03-01", "pip_dated_on": "2026-05-01"},
        "2026-08-01",
    ),
    # PVT, MAP and Z-route: within the term
    ("PVT", GEZINSMIGRANT, {"first_pip_dated_on": "2026-02-10"}, "2029-02-10"),
    ("MAP", GEZINSMIGRANT, {"first_pip_dated_on": "2026-02-10", "leerroute": "B1"}, "2029-02-10"),
    ("ZROUTE", ASIEL, {"first_pip_dated_on": "2026-02-10", "leerroute": "ZELFREDZAAMHEID"}, "2029-02-10"),
    # an extended term moves what hangs on its end: 10 February 2029 + 6 months by DUO
    ("VERLENGEN", ASIEL, {"first_pip_dated_on": "2026-02-10", "duo_term_ends_on": "2029-08-10"}, "2029-02-10"),
    ("PVT", ASIEL, {"first_pip_dated_on": "2026-02-10", "duo_term_ends_on": "2029-08-10"}, "2029-08-10"),
    # the start that DUO names moves what hangs on the start
    ("WISSELEN", ASIEL, {"first_pip_dated_on": "2026-02-10", "duo_term_starts_on": "2026-02-13"}, "2027-08-12"),
    ("TERMIJN", ASIEL, {"duo_term_starts_on": "2026-02-13"}, "2029-02-12"),
    # retention: five years after the end of the duty; from 29 February the 28th
    ("BEWAREN", ASIEL, {"closed_on": "2026-06-01", "plicht_ended_on": "2026-06-01"}, "2031-06-01"),
    ("BEWAREN", ASIEL, {"closed_on": "2028-02-29", "plicht_ended_on": "2028-02-29"}, "2033-02-28"),
    # on death the data go at once (Besluit art. 9.9)
    ("BEWAREN", ASIEL, {"closed_on": "2026-06-01", "plicht_ended_on": "2026-06-01", "has_died": True}, "2026-06-01"),
    # 15 years old: sixteen on 3 March 2027; of an unknown day the last possible one
    ("LEEFTIJD_VANAF", ASIEL, {"birth_year": 2011, "birth_month": 3, "birth_day": 3}, "2027-03-03"),
    ("LEEFTIJD_VANAF", GEZINSMIGRANT, {"birth_year": 2011}, "2027-12-31"),
    # AOW: born 17 April 1961, 67 years and 3 months
    (
        "LEEFTIJD",
        ASIEL,
        {"birth_year": 1961, "birth_month": 4, "birth_day": 17, "first_pip_dated_on": "2026-02-10"},
        "2028-07-17",
    ),
    # born 30 November 1961 + 67 years and 3 months: 28 February 2029
    (
        "LEEFTIJD",
        ASIEL,
        {"birth_year": 1961, "birth_month": 11, "birth_day": 30, "first_pip_dated_on": "2026-06-10"},
        "2029-02-28",
    ),
    ("GESPREK", ASIEL, {"next_conversation_on": "2026-12-01"}, "2026-12-01"),
]


@pytest.mark.parametrize(("kind", "indeling", "given", "expected"), OTHER_CASES)
def test_the_other_clocks(kind: str, indeling: str, given: dict[str, object], expected: str) -> None:
    assert due(kind, facts(indeling, **given)) == expected


@pytest.mark.parametrize(
    ("kind", "indeling", "given"),
    [
        ("AANBOD", GEZINSMIGRANT, {"first_pip_dated_on": "2026-02-10"}),  # chooses and pays a school
        ("ONTZORGEN", GEZINSMIGRANT, {"bijstand_from_on": "2026-05-04"}),
        ("MAP", ASIEL, {"first_pip_dated_on": "2026-02-10", "leerroute": "ONDERWIJS"}),
        ("ZROUTE", ASIEL, {"first_pip_dated_on": "2026-02-10", "leerroute": "B1"}),
        ("AANBOD", ASIEL, {"first_pip_dated_on": "2025-02-10", "moved_in_on": "2026-03-01"}),  # no PIP here yet
        ("LEEFTIJD", ASIEL, {"birth_year": 1992, "first_pip_dated_on": "2026-02-10"}),  # far away
        ("BEWAREN", ASIEL, {"closed_on": "2026-06-01"}),  # moved: the duty goes on
        ("LEEFTIJD_VANAF", ASIEL, {"birth_year": 2010, "birth_month": 11, "birth_day": 20}),  # sixteen today
    ],
)
def test_what_does_not_apply_gives_no_date(kind: str, indeling: str, given: dict[str, object]) -> None:
    assert found(kind, facts(indeling, **given)) is None


# bekendmaking: last day. The six weeks end on the same weekday.
OBJECTION_CASES = [
    ("2026-06-01", "2026-07-13"),  # Monday to Monday: 29 left in June, 13 in July
    ("2026-06-06", "2026-07-20"),  # Saturday 18 July, so Monday
    ("2026-06-07", "2026-07-20"),  # Sunday 19 July, so Monday
    ("2026-02-20", "2026-04-07"),  # Good Friday 3 April, Saturday, Sunday, Easter Monday, so Tuesday
    ("2026-02-23", "2026-04-07"),  # Easter Monday 6 April, so Tuesday
    ("2026-03-16", "2026-04-28"),  # Koningsdag 27 April 2026
    ("2025-03-15", "2025-04-28"),  # Saturday 26 April 2025 is Koningsdag (27 is a Sunday), Sunday, so Monday
    ("2026-03-24", "2026-05-06"),  # 5 May
    ("2026-04-02", "2026-05-15"),  # Ascension Day 14 May, so Friday
    ("2026-04-13", "2026-05-26"),  # Whit Monday 25 May
    ("2026-11-13", "2026-12-28"),  # Christmas Day is a Friday, then Saturday 26 and Sunday, so Monday
    ("2026-11-20", "2027-01-04"),  # New Year's Day is a Friday, then the weekend
    ("2022-04-15", "2022-05-30"),  # Friday 27 May 2022 was equated with a holiday; then the weekend
    ("2024-01-18", "2024-02-29"),  # a leap day is a day
]


@pytest.mark.parametrize(("announced", "last"), OBJECTION_CASES)
def test_the_objection_term(announced: str, last: str) -> None:
    assert due("BEZWAAR", facts(pip_announced_on=announced)) == last


def test_the_friday_after_ascension_day_shows_both_days() -> None:
    one = found("BEZWAAR", facts(pip_announced_on="2026-04-03"))
    assert one is not None
    assert one.candidates == (day("2026-05-15"), day("2026-05-18"))


# facts, on which day, what comes first
NEXT_CASES = [
    ({"kennisgeving_on": "2026-09-15", "registered_brp_on": "2026-09-01"}, "2026-11-24", "PIP"),
    # overdue stays first
    ({"kennisgeving_on": "2026-03-02", "registered_brp_on": "2026-02-01"}, "2026-05-11", "PIP"),
    # after a move the PIP of the former gemeente does not do
    ({"kennisgeving_on": "2025-01-02", "moved_in_on": "2026-10-01", "first_pip_dated_on": "2025-03-01",
      "pip_dated_on": "2025-03-01"}, "2026-12-10", "PIP"),
    # a PIP, no offer yet
    ({"kennisgeving_on": "2026-06-01", "registered_brp_on": "2026-06-01", "first_pip_dated_on": "2026-08-30"},
     "2026-11-30", "AANBOD"),
    # an appointment comes before the switching window ends
    ({"first_pip_dated_on": "2026-02-10", "offered_on": "2026-04-01", "next_conversation_on": "2026-12-01"},
     "2026-12-01", "GESPREK"),
    # an appointment of today does not hide the PIP of next Tuesday, nor an offer of later
    ({"kennisgeving_on": "2026-09-15", "registered_brp_on": "2026-09-01", "next_conversation_on": "2026-11-20"},
     "2026-11-24", "PIP"),
    ({"kennisgeving_on": "2026-06-01", "registered_brp_on": "2026-06-01", "first_pip_dated_on": "2026-08-30",
      "next_conversation_on": "2026-11-25"}, "2026-11-30", "AANBOD"),
    # an appointment in the past waits to be recorded; what comes first is the window
    ({"first_pip_dated_on": "2026-02-10", "offered_on": "2026-04-01", "next_conversation_on": "2026-11-01"},
     "2027-08-10", "WISSELEN"),
    # ontzorgen that runs out soon
    ({"first_pip_dated_on": "2026-08-10", "offered_on": "2026-09-01", "bijstand_from_on": "2026-06-01"},
     "2026-11-30", "ONTZORGEN"),
    # the term passed and nothing settled
    ({"first_pip_dated_on": "2023-10-01", "offered_on": "2023-11-01"}, "2026-10-01", "TERMIJN"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "kind"), NEXT_CASES)
def test_what_comes_first(given: dict[str, object], expected: str, kind: str) -> None:
    one = next_deadline(facts(**given), on=ON)
    assert one is not None
    assert (one.due_on.isoformat(), one.kind) == (expected, kind)


def test_a_closed_trajectory_has_nothing_open() -> None:
    given = facts(kennisgeving_on="2026-03-02", registered_brp_on="2026-02-01", closed_on="2026-06-01",
                  first_pip_dated_on="2026-04-01")  # fmt: skip
    assert next_deadline(given, on=ON) is None
    assert not any(one.is_open for one in deadlines(given, on=ON))


def test_the_pip_is_met_by_a_pip_of_this_gemeente() -> None:
    moved = {"kennisgeving_on": "2025-01-02", "moved_in_on": "2026-07-01", "first_pip_dated_on": "2025-03-01"}
    before, after = found("PIP", facts(**moved)), found("PIP", facts(**moved, pip_dated_on="2026-08-01"))
    assert before is not None
    assert before.met_on is None
    assert after is not None
    assert after.met_on == day("2026-08-01")


def test_the_difference_with_duo_is_told() -> None:
    one = found("PIP", facts(kennisgeving_on="2026-03-02", registered_brp_on="2026-02-01",
                             duo_pip_due_on="2026-05-15"))  # fmt: skip
    assert one is not None
    assert one.is_from_duo
    assert one.difference == (
        "Uiterste dag van het PIP volgens DUO: 15 mei 2026. Dat is 4 dagen later dan wij rekenen (11 mei 2026). "
        "DUO gaat voor."
    )


def test_dates_after_a_coming_pip_are_expected() -> None:
    given = facts(kennisgeving_on="2026-09-15", registered_brp_on="2026-09-01", birth_year=1992)
    rows = {one.kind: (one.due_on.isoformat(), one.is_expected) for one in deadlines(given, on=ON)}
    assert rows == {
        "PIP": ("2026-11-24", False),
        "AANBOD": ("2027-02-24", True),
        "WISSELEN": ("2028-05-24", True),
        "VERLENGEN": ("2029-05-24", True),
        "TERMIJN": ("2029-11-24", True),
        "PVT": ("2029-11-24", True),
    }


def test_of_an_overdue_pip_the_rest_is_expected_from_today() -> None:
    assert due("TERMIJN", facts(kennisgeving_on="2026-03-02", registered_brp_on="2026-02-01")) == "2029-11-20"


def test_within_half_a_year_of_the_aow_age_duo_warns() -> None:
    """Born 20 May 1959: 67 on 20 May 2026, so DUO's SS128 belongs to somebody looked at from 21 November 2025."""
    given = facts(birth_year=1959, birth_month=5, birth_day=20)
    near, far = found("LEEFTIJD", given, day("2025-11-21")), found("LEEFTIJD", given, day("2025-11-20"))
    assert near is not None
    assert far is not None
    assert ("SS128" in near.explanation, "SS128" in far.explanation) == (True, False)


def test_an_offer_after_a_move_says_that_the_count_is_ours() -> None:
    moved = found("AANBOD", facts(first_pip_dated_on="2025-02-10", moved_in_on="2026-03-01", pip_dated_on="2026-05-01"))
    stayed = found("AANBOD", facts(first_pip_dated_on="2026-02-10"))
    assert moved is not None
    assert stayed is not None
    assert "de Regeling zegt daar niets over" in moved.explanation
    assert "verhuizing" not in stayed.explanation
