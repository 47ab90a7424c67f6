"""Nine people of the example: the date that comes first on 22 November 2026, worked by hand."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

import trajectories
from trajectories.rules.deadlines import Facts, next_deadline

ON = date(2026, 11, 22)
PEOPLE = Path(trajectories.__file__).parent / "data" / "demonstration_people.csv"
CASES = [
    # told and registered 68 days ago: 15 September + 70
    ("Amina Haddad", "PIP", "2026-11-24"),
    # 66 days ago: 17 September + 70
    ("Nour Ahmadi", "PIP", "2026-11-26"),
    # 73 days ago: 10 September + 70, three days late
    ("Huda Mansour", "PIP", "2026-11-19"),
    # 64 days ago: 19 September + 70
    ("Dima Qasim", "PIP", "2026-11-28"),
    # told on 10 November, registered on 15 November: + 70 = 15 + 31 (46) + 24
    ("Tarek Nassar", "PIP", "2027-01-24"),
    # PIP of 12 November: an offer within three months
    ("Khaled Ibrahim", "AANBOD", "2027-02-12"),
    # PIP of 18 November
    ("Rania Saleh", "AANBOD", "2027-02-18"),
    # onderwijsroute: six months for the offer, but bijstand since 1 September: ontzorgen until 28 February
    ("Firas Jaber", "ONTZORGEN", "2027-02-28"),
    # in an AZC: no clock runs
    ("Bassel Hamdan", "", ""),
]


def ago(days: str) -> date | None:
    return ON - timedelta(days=int(days)) if days else None


@pytest.mark.parametrize(("name", "kind", "due"), CASES)
def test_what_comes_first(name: str, kind: str, due: str) -> None:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        row = next(one for one in csv.DictReader(file) if one["full_name"] == name)
    facts = Facts(
        row["indeling"], leerroute=row["leerroute"], kennisgeving_on=ago(row["kennisgeving"]),
        registered_brp_on=ago(row["brp"]), bijstand_from_on=ago(row["bijstand"]), first_pip_dated_on=ago(row["pip"]),
    )  # fmt: skip
    found = next_deadline(facts, on=ON)
    assert (found.kind, found.due_on.isoformat()) == (kind, due) if found else not kind
