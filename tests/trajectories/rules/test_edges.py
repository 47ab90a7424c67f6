"""The day, the hour or the word on which a rule turns: one step further and it would say something else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from trajectories.rules import duo_part_rules, workload
from trajectories.rules.age_limits import aow_age
from trajectories.rules.clock import GEZINSMIGRANT, Deadline
from trajectories.rules.deadlines import Facts, deadlines, next_deadline
from trajectories.rules.duo_rules import PipFacts, check_pip
from trajectories.rules.extension_grounds import ground
from trajectories.rules.law_periods import NEWEST

ASIEL = "ASIELSTATUSHOUDER"
ON = date(2026, 11, 20)
TOLD = date(2026, 9, 15)


def one(kind: str, facts: Facts, on: date = ON) -> Deadline | None:
    return next((found for found in deadlines(facts, on=on) if found.kind == kind), None)


def must(kind: str, facts: Facts, on: date = ON) -> Deadline:
    found = one(kind, facts, on)
    assert found is not None
    return found


def test_the_numbers_of_the_law() -> None:
    assert {key: dict(rule.parameters) for key, rule in NEWEST.items()} == {
        "PIP": {"weeks": 10}, "PIP_DERDE": {"weeks": 2}, "PIP_VERHUIZING": {"weeks": 10}, "TERMIJN": {"months": 36},
        "AANBOD": {"months": 3, "months_onderwijs": 6}, "WISSELEN": {"months": 18}, "AFSCHALEN": {"hours": 600},
        "VERLENGEN": {"months_before": 6, "weeks_to_decide": 8}, "ONTZORGEN": {"months": 6}, "PVT": {"hours": 12},
        "MAP": {"hours": 40}, "ZROUTE": {"course": 800, "participation_asylum": 800, "participation_other": 0},
        "BEZWAAR": {"weeks": 6}, "LEEFTIJD": {"from_years": 16, "warning_months": 6}, "EXAMENPOGING": {"attempts": 2},
        "BEWAREN": {"years": 5, "years_core": 50},
    }  # fmt: skip


def test_the_reason_on_the_day_itself() -> None:
    same = Facts(ASIEL, kennisgeving_on=TOLD, registered_brp_on=TOLD)
    assert "SS139" not in must("PIP", same).explanation
    moved = Facts(ASIEL, kennisgeving_on=TOLD, moved_in_on=TOLD)
    assert "na verhuizing" in must("PIP", moved).explanation
    later = Facts(ASIEL, kennisgeving_on=TOLD, moved_in_on=date(2026, 7, 1), registered_brp_on=date(2026, 9, 20))
    assert must("PIP", later).due_on == date(2026, 11, 24)  # the gemeente of housing matters before the first PIP only
    both = replace(same, waits_for_third_party=True, third_party_received_on=date(2026, 11, 10))
    assert must("PIP", both).explanation.startswith("10 weken")  # two weeks end on the same day
    waits = replace(same, waits_for_third_party=True)
    assert must("PIP", waits).is_expected
    assert not must("PIP", same).is_expected


def test_a_pip_on_the_day_of_the_move_is_one_of_here() -> None:
    facts = Facts(ASIEL, moved_in_on=TOLD, first_pip_dated_on=date(2025, 1, 1), pip_dated_on=TOLD)
    assert must("PIP", facts).met_on == TOLD
    assert must("AANBOD", facts).due_on == date(2026, 12, 15)


def test_words_by_group_and_who_decides() -> None:
    facts = Facts(ASIEL, first_pip_dated_on=date(2026, 2, 10), leerroute="ZELFREDZAAMHEID")
    assert "participatie" in must("ZROUTE", facts).explanation
    assert "participatie" not in must("ZROUTE", replace(facts, indeling=GEZINSMIGRANT)).explanation
    assert "binnen 8 weken beslist" in must("VERLENGEN", facts).explanation


def test_the_last_day_of_a_possibility_still_counts() -> None:
    facts = Facts(ASIEL, bijstand_from_on=date(2026, 5, 21))  # until 20 November
    found = next_deadline(facts, on=ON)
    assert found is not None
    assert (found.kind, found.due_on) == ("ONTZORGEN", ON)
    assert next_deadline(facts, on=date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("born", "is_shown"),
    [
        ((1963, 8, 20), True),  # 67 years and 3 months on 20 November 2030, four years ahead
        ((1963, 8, 21), False),
        ((1963, None, None), True),  # the first possible day lies before it
    ],
)
def test_without_a_term_the_aow_age_shows_four_years_ahead(
    born: tuple[int, int | None, int | None], is_shown: bool
) -> None:
    year, month, day = born
    facts = Facts(ASIEL, birth_year=year, birth_month=month, birth_day=day)
    assert (one("LEEFTIJD", facts) is not None) is is_shown


@pytest.mark.parametrize(
    ("born", "months", "source"),
    [
        (date(1955, 9, 1), 799, "Algemene"), (date(1956, 5, 31), 799, "Algemene"), (date(1956, 6, 1), 802, "Algemene"),
        (date(1962, 9, 30), 807, "Rijksoverheid"), (date(1962, 10, 1), 807, "bericht"),
    ],
)  # fmt: skip
def test_the_edges_of_the_aow_table(born: date, months: int, source: str) -> None:
    assert aow_age(born).months == months
    assert aow_age(born).source.startswith(source)


@pytest.mark.parametrize("key", ["ZIEKTE", "OPVANG", "ALFABETISERING", "DAKLOOS", "GEEN_AANBOD", "BIJZONDER"])
def test_what_must_have_lasted_three_months(key: str) -> None:
    assert ground(key).from_months == 3


def failing(facts: PipFacts) -> set[str]:
    return {finding.code for finding in check_pip(facts) if not finding.passed}


def test_levels_and_intensity_at_their_edges() -> None:
    pip = PipFacts(ASIEL, "B1", "B1", dated_on=TOLD, today=TOLD, plicht_begins_on=TOLD, intensity_hours=1)
    assert failing(pip) == set()
    assert failing(replace(pip, intensity_hours=9999)) == set()
    assert failing(replace(pip, intensity_hours=0)) == {"PIP_INTENSITEIT_GETAL"}
    z_route = replace(pip, leerroute="ZELFREDZAAMHEID", intensity_hours=None)
    assert failing(replace(z_route, level="B2")) == {"PIP_B1_NIET_Z_ROUTE"}
    assert failing(replace(z_route, level="A2")) == set()  # only the B1-route may not start at A2


def test_an_offer_may_lie_on_the_first_and_the_last_day_of_the_term() -> None:
    first, last = date(2026, 2, 11), date(2029, 2, 10)
    offer = duo_part_rules.OfferFacts(
        ASIEL, "B1", date(2026, 2, 10), first, last, first, first, last, has_bow_keurmerk=True, alphabet="NVT"
    )

    def wrong(**given: date) -> set[str]:
        return {one.code for one in duo_part_rules.check_offer(replace(offer, **given)) if not one.passed}

    assert wrong() == set()
    assert wrong(offered_on=date(2026, 2, 10)) == {"AANBOD_IN_TERMIJN"}
    assert wrong(ends_on=date(2029, 2, 11)) == {"AANBOD_IN_TERMIJN"}


def test_the_assumed_weights() -> None:
    """Of the law page, paragraph 8: assumptions that a municipality replaces."""
    assert [(norm.key, norm.value) for norm in workload.PREFILL] == [
        ("REGISTERED", Decimal("1.5")), ("INTAKE", Decimal("2")), ("FIRST_MONTHS", Decimal("1.5")),
        ("MIDDLE_MONTHS", Decimal("1")), ("LATER_MONTHS", Decimal("0.75")), ("COMPLETION", Decimal("1")),
        ("SURCHARGE", Decimal("0.5")), ("LOW_TOUCH", Decimal("0.5")), ("PER_FTE", Decimal("60")),
        ("FULL_WEEK", Decimal("36")),
    ]  # fmt: skip
    assert all("aanname" in norm.source for norm in workload.PREFILL)
