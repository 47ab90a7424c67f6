"""Nine inburgeraars on 20 November 2026, their dates worked by hand, as the caseload shows them: soonest first."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from tests.people import Casework, signed_in

FRIDAY = date(2026, 11, 20)
TOLD = {"kennisgeving_on": date(2026, 9, 1), "registered_brp_on": date(2026, 9, 1)}
LEARNING = TOLD | {"phase": "LEARNING", "leerroute": "B1", "level": "B1"}
# Name, what is known, and what stands in the list.
CASES = [
    # 1 September + 70 days: 29 to the end of the month, 31 of October, 10 of November; ten days ago.
    ("Te laat", TOLD, "di 10 nov 2026 PIP vaststellen, te laat: 10 dagen"),
    # 13 September + 70 days: 17 + 31 + 22. A Sunday, and nothing shifts.
    (
        "Twee dagen",
        {"kennisgeving_on": date(2026, 9, 13), "registered_brp_on": date(2026, 9, 13)},
        "zo 22 nov 2026 PIP vaststellen, nog 2 dagen",
    ),
    # 15 September + 70 days would be 24 November; what was waited for came on 16 November: + 14 days.
    (
        "Wachtte op derde",
        {
            "kennisgeving_on": date(2026, 9, 15), "registered_brp_on": date(2026, 9, 15),
            "waits_for_third_party": "COA", "third_party_received_on": date(2026, 11, 16),
        },
        "ma 30 nov 2026 PIP vaststellen, nog 10 dagen",
    ),
    # Told on 1 September, registered on 12 October: 19 + 30 of November + 21 of December.
    (
        "Later in de BRP",
        TOLD | {"registered_brp_on": date(2026, 10, 12)},
        "ma 21 dec 2026 PIP vaststellen, nog 31 dagen",
    ),
    # PIP of 10 October + 3 months.
    (
        "Aanbod",
        LEARNING | {"first_pip_dated_on": date(2026, 10, 10), "pip_dated_on": date(2026, 10, 10)},
        "zo 10 jan 2027 Aanbod les, nog 51 dagen",
    ),
    # PIP of 1 March elsewhere; here since 2 November: 28 + 31 of December + 11 of January.
    (
        "Verhuisd",
        LEARNING | {"first_pip_dated_on": date(2026, 3, 1), "pip_dated_on": date(2026, 3, 1),
                    "kennisgeving_on": date(2026, 1, 15), "moved_in_on": date(2026, 11, 2)},
        "ma 11 jan 2027 PIP vaststellen, nog 52 dagen",
    ),
    # Bijstand from 1 September: six months, to the last day of February; the lesson is offered.
    (
        "Ontzorgd",
        LEARNING | {"first_pip_dated_on": date(2026, 10, 10), "pip_dated_on": date(2026, 10, 10),
                    "offered_on": date(2026, 11, 1), "bijstand_from_on": date(2026, 9, 1)},
        "zo 28 feb 2027 Ontzorgen loopt af, nog 100 dagen",
    ),
    # The onderwijsroute has 6 months: 10 October to 10 April.
    (
        "Onderwijs",
        LEARNING | {"leerroute": "ONDERWIJS", "first_pip_dated_on": date(2026, 10, 10),
                    "pip_dated_on": date(2026, 10, 10)},
        "za 10 apr 2027 Aanbod les, nog 141 dagen",
    ),
    # PIP of 1 February 2025: term from 2 February, three years, to 1 February 2028; six months before it. Switching
    # ended on 1 August 2026, and what lies behind does not come first.
    (
        "Verlengen",
        LEARNING | {"first_pip_dated_on": date(2025, 2, 1), "pip_dated_on": date(2025, 2, 1),
                    "kennisgeving_on": date(2025, 1, 6), "registered_brp_on": date(2025, 1, 6),
                    "offered_on": date(2025, 3, 1)},
        "zo 1 aug 2027 Verlenging vragen, nog 254 dagen",
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def on_friday(monkeypatch: pytest.MonkeyPatch, work: Casework) -> None:
    """Everything happens on that day, also for who looks; nobody was registered long ago."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: FRIDAY)
    for name, facts, _ in CASES:
        work.register(name, on=FRIDAY, person={"sort_name": name}, **facts)


def read(words: str) -> str:
    return " ".join(strip_tags(words.replace("<", " <")).split())


def listed(page: str) -> list[tuple[str, str]]:
    """Return of every row its name and the cell with what comes first."""
    rows = [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in re.findall(r"<tr data-row.*?</tr>", page, re.S)
    ]
    return [(read(cells[1].split("<small>")[0]), read(cells[4])) for cells in rows]


def test_the_caseload_shows_every_date_soonest_first(work: Casework) -> None:
    page = signed_in(work.bakker).get("/caseload/?toon=alles").content.decode()
    assert listed(page) == [(name, due) for name, _, due in CASES]


def test_the_day_list_names_who_is_late_and_nobody_else_as_late(work: Casework) -> None:
    page = read(signed_in(work.bakker).get("/vandaag/").content.decode())
    assert "PIP vaststellen, te laat: 10 dagen" in page
    assert page.count("te laat:") == 1
