"""The pages of the terms: what must go, the check before it goes, holding one dossier, and the records."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.accounts.roles import Role
from inburgering.audit.record import CLOCK
from inburgering.jobs.models import Job
from inburgering.notation import date_long
from regions.actions import team as people
from regions.actions.team import Part
from tests.people import Casework, signed_in
from tests.trajectories.retention.conftest import close, work_off
from tests.whole_person import MARK, WholePerson
from trajectories.models import Destruction, RetentionHold, Trajectory

PAGE = "/beheer/bewaartermijnen/"


@pytest.fixture
def leader(work: Casework) -> Client:
    return signed_in(work.nijhof)


@pytest.fixture
def stranger(work: Casework) -> User:
    """The teamleider of another gemeente."""
    return people.form(
        region=work.world.region, parts=[Part("oosterhof", "K. Oosterhof", Role.TEAM_LEADER, "GM0222")], by=CLOCK
    )[0]


def confirm_address(work: Casework) -> str:
    return reverse("destroy_dossiers", args=[work.team.organisation_id])


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client: Client, url: str) -> list[tuple[Any, ...]]:
    response = client.get(url)
    return list(load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True))


def test_the_page_tells_what_must_go_and_what_comes(
    work: Casework, over: WholePerson, leader: Client, today: date
) -> None:
    soon, later = (work.register(name, on=date(2021, 2, 3)) for name in ("Straks Weg", "Later Weg"))
    close(work, soon, closed_on=today - timedelta(days=5 * 365 - 40), outcome="DIPLOMA")
    close(work, later, closed_on=today - timedelta(days=4 * 365), outcome="DIPLOMA")
    moved = work.register("Verhuisd Naar", on=date(2021, 2, 3))
    close(work, moved, outcome="VERHUISD")

    page = text(leader, PAGE)

    assert "<strong>1 dossier</strong>" in page.replace("\n", "")
    assert "In de komende drie maanden komt er 1 bij" in page
    assert over.trajectory.number in page
    assert soon.number in page
    assert later.number not in page
    assert moved.number not in page
    assert "De plicht loopt door in een andere gemeente" in page
    assert "Besluit inburgering 2021, art. 9.9" in page
    assert MARK not in page


def test_the_list_goes_to_excel_without_a_name(work: Casework, over: WholePerson, leader: Client) -> None:
    header, row, *_ = rows_of(leader, f"{PAGE}excel/")

    assert header[1] == "Traject"
    assert row[1] == over.trajectory.number
    assert row[8] == "nu te vernietigen"
    assert MARK not in str(row)


def test_destroying_asks_to_check_and_leaves_a_record(work: Casework, over: WholePerson, leader: Client) -> None:
    page = leader.get(confirm_address(work))
    expected = page.context["form"].initial["expected"]

    refused = leader.post(confirm_address(work), {"expected": expected})
    done = leader.post(confirm_address(work), {"expected": expected, "checked": "on"}, follow=True)

    assert refused.status_code == 422
    assert "Kijk de lijst na" in refused.content.decode()
    assert "0 van de 1" in done.content.decode()
    made = work_off(work)
    record = text(leader, reverse("show_destruction", args=[made.number]))
    assert "1 dossier" in record
    assert "vijf jaar na het einde van de inburgeringsplicht" in record
    assert "M. Nijhof" in record
    assert over.trajectory.number not in record
    assert made.number in text(leader, f"{PAGE}verklaringen/")
    assert leader.get(over.trajectory.get_absolute_url()).status_code == 404
    header, row, *_ = rows_of(leader, f"{PAGE}verklaringen/excel/")
    assert (row[0], row[4], row[5]) == (made.number, 1, 1)
    assert header[-1] == "Door"


def test_a_list_that_changed_meanwhile_is_shown_again(work: Casework, over: WholePerson, leader: Client) -> None:
    other = leader.post(confirm_address(work), {"expected": "0" * 64, "checked": "on"}, follow=True)

    assert "De lijst is intussen veranderd" in other.content.decode()
    with as_user(work.nijhof.pk):
        assert not Destruction.objects.filter(asked=1, job__kind="trajectories.destroy").exists()


def test_work_that_stopped_goes_on_by_a_button(work: Casework, over: WholePerson, leader: Client) -> None:
    form = leader.get(confirm_address(work)).context["form"]
    leader.post(confirm_address(work), {"expected": form.initial["expected"], "checked": "on"})
    with as_user(work.nijhof.pk):
        made = Destruction.objects.latest("pk")
        Job.objects.filter(pk=made.job_id).update(state="FAILED", error="Er ging iets mis")
    address = reverse("show_destruction", args=[made.number])

    assert "Er ging iets mis" in text(leader, address)
    leader.post(address)

    assert work_off(work).destroyed == 1
    assert "is klaar" in leader.post(address, follow=True).content.decode()


def test_progress_says_when_it_is_over(work: Casework, over: WholePerson, leader: Client) -> None:
    form = leader.get(confirm_address(work)).context["form"]
    made = leader.post(confirm_address(work), {"expected": form.initial["expected"], "checked": "on"})
    address = f"{made.url}voortgang/"

    assert leader.get(address).status_code == 200
    work_off(work)
    assert leader.get(address).status_code == 286


def test_holding_and_letting_go_by_the_page(work: Casework, over: WholePerson, leader: Client, today: date) -> None:
    address = reverse("hold_dossier", args=[over.trajectory.number])
    until = today + timedelta(days=90)

    done = leader.post(address, {"ground": "BEZWAAR", "until_on": f"{until:%d-%m-%Y}", "words": ""}, follow=True)

    page = done.content.decode()
    assert f"blijft tot {date_long(until)}" in page
    assert "Er loopt een bezwaar of beroep" in page
    assert "Er moet nu" in page
    assert "Er staat al een uitstel" in text(leader, address)
    leader.post(reverse("release_dossier", args=[over.trajectory.number]))
    assert "Kijk na en vernietig" in text(leader, PAGE)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ground": "", "until_on": "1-6-2099"}, "Kies waarom het dossier blijft"),
        ({"ground": "LANGER", "until_on": "1-6-2099"}, "Schrijf welke regel"),
        ({"ground": "BEZWAAR", "until_on": "1-6-2020"}, "Kies een dag na vandaag"),
        ({"ground": "BEZWAAR", "until_on": ""}, "Vul de datum in"),
        ({"ground": "BEZWAAR", "until_on": "1-6-2099", "words": "bsn 999990020"}, "BSN"),
    ],
)
def test_a_hold_needs_a_reason_and_a_day(
    work: Casework, over: WholePerson, leader: Client, typed: dict[str, str], sentence: str
) -> None:
    response = leader.post(reverse("hold_dossier", args=[over.trajectory.number]), {"words": ""} | typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    with as_user(work.nijhof.pk):
        assert not RetentionHold.objects.filter(released_at=None).exists()


def test_a_dossier_of_another_team_falls_under_the_same_teamleider(work: Casework, leader: Client) -> None:
    """Terms follow the gemeente, not the team; the page shows a number and no name."""
    made = work.register("Ander Team", by=work.elsewhere, team=work.second_team, on=date(2020, 2, 3))
    with as_user(work.elsewhere.pk):
        Trajectory.objects.filter(pk=made.pk).update(phase="CLOSED", closed_on=date(2021, 1, 5), outcome="VERTREK")

    assert made.number in text(leader, PAGE)
    assert leader.get(reverse("hold_dossier", args=[made.number])).status_code == 200


def test_others_get_what_does_not_exist(work: Casework, over: WholePerson, stranger: User) -> None:
    """Klantregisseurs, other roles, and the teamleider of the next gemeente with the address in hand."""
    addresses = [
        confirm_address(work), reverse("hold_dossier", args=[over.trajectory.number]),
        reverse("release_dossier", args=[over.trajectory.number]),
        reverse("show_destruction", args=[over.rows["destruction"].number]),
        reverse("destruction_progress", args=[over.rows["destruction"].number]),
    ]  # fmt: skip
    lists = [PAGE, f"{PAGE}excel/", f"{PAGE}verklaringen/", f"{PAGE}verklaringen/excel/"]
    users = [work.bakker, work.elsewhere, work.world.leader, work.world.alderman("aalten"), work.yilmaz]

    for user in users:
        for url in [*lists, *addresses]:
            assert {signed_in(user).get(url).status_code, signed_in(user).post(url).status_code} <= {404, 405}
    for url in addresses:
        assert {signed_in(stranger).get(url).status_code, signed_in(stranger).post(url).status_code} <= {404, 405}
    assert over.trajectory.number not in text(signed_in(stranger), PAGE)
    with as_user(work.nijhof.pk):
        assert Trajectory.objects.filter(pk=over.trajectory.pk).exists()


def test_the_page_asks_the_same_however_long_the_list(
    work: Casework, leader: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for place in range(6):
        close(work, work.register(f"Persoon Nummer{place}", on=date(2020, 2, 3)))

    with django_assert_max_num_queries(16):
        leader.get(PAGE)
