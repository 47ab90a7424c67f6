"""A provider sees its own participants, seven columns of them, and no other page."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.course.conftest import Bought, buy, with_pip
from trajectories.actions import course
from trajectories.models import Inburgeraar, Trajectory
from trajectories.reports import provider


def placed(work: Casework, bought: Bought, name: str, **person: object) -> Trajectory:
    known = {"street": "Markt 1", "postcode": "7121 CS", "city": "Aalten", "phone": "0612345678"} | person
    made = with_pip(work, name, person={"details": known})
    with as_user(work.bakker.pk):
        course.offer(
            trajectory=made, start_moment=bought.start, component="B1", offered_on=TODAY, on=TODAY, by=work.bakker
        )
    return made


def test_name_address_route_intensity_and_term_and_nothing_else(work: Casework, bought: Bought) -> None:
    made = placed(work, bought, "Amina Haddad", contact_note="Belt liever niet")

    text = signed_in(bought.teacher).get("/deelnemers/").content.decode()

    for there in ("Amina Haddad", "Markt 1, 7121 CS Aalten", "B1-route", "12 uur"):
        assert there in text
    for absent in (made.number, "1992", "0612345678", "Belt liever niet", "asielstatushouder", "J. Bakker", "PIP"):
        assert absent not in text, absent


def test_the_file_has_seven_columns_and_leaves_a_trace(work: Casework, bought: Bought) -> None:
    placed(work, bought, "=Amina Haddad")

    answer = signed_in(bought.teacher).get("/deelnemers.xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]] == provider.HEADER
    assert sheet["A2"].value.startswith("'=")
    assert "no-store" in answer["Cache-Control"]
    with as_user(bought.teacher.pk):
        assert AuditEvent.objects.filter(verb="participants.exported").count() == 1


def test_participants_of_another_provider_do_not_appear(work: Casework, bought: Bought) -> None:
    other = buy(work, "Taalhuis Noord")
    placed(work, bought, "Amina Haddad")
    placed(work, other, "Berhane Tesfay")

    text = signed_in(other.teacher).get("/deelnemers/").content.decode()

    assert "Berhane Tesfay" in text
    assert "Haddad" not in text


def test_who_left_the_course_is_gone(work: Casework, bought: Bought) -> None:
    made = placed(work, bought, "Amina Haddad")
    with as_user(work.bakker.pk):
        course.end(placement=made.placements.get(), ended_on=TODAY, reason="verhuisd", on=TODAY, by=work.bakker)

    assert "Haddad" not in signed_in(bought.teacher).get("/deelnemers/").content.decode()


def test_the_database_shows_a_provider_no_person(work: Casework, bought: Bought) -> None:
    placed(work, bought, "Amina Haddad")

    with as_user(bought.teacher.pk):
        assert Trajectory.objects.count() == Inburgeraar.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    ["/vandaag/", "/caseload/", "/team/", "/regios/achterhoek/", "/regios/achterhoek/contracten/",
     "/regios/achterhoek/signalen/", "/regios/achterhoek/contracten.xlsx", "/beheer/import/"],
)  # fmt: skip
def test_a_provider_has_no_other_page(work: Casework, bought: Bought, address: str) -> None:
    placed(work, bought, "Amina Haddad")

    assert signed_in(bought.teacher).get(address).status_code == 404


def test_nobody_else_has_the_page_of_a_provider(work: Casework, bought: Bought) -> None:
    for user in (work.bakker, work.nijhof, work.world.leader, work.world.adviser("aalten")):
        assert signed_in(user).get(reverse("list_participants")).status_code == 404
        assert signed_in(user).get(reverse("export_participants")).status_code == 404
