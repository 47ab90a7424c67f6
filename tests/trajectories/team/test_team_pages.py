"""The team page, the coming months, norms, hours and absence."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission, Role
from tests.people import Casework, signed_in
from trajectories.actions import absence, norms
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Absence, CaseloadNorm, TeamMember, Trajectory
from trajectories.reports import signal_facts, team_forecast
from trajectories.reports import team as team_report
from trajectories.rules import workload

PAGES = [
    "/team/",
    "/team/excel/",
    "/team/vooruitblik/",
    "/team/vooruitblik/excel/",
    "/team/normen/",
    "/team/normen/excel/",
]


@pytest.fixture
def today():
    return timezone.localdate()


def test_the_team_page_says_first_what_asks_for_a_decision(work: Casework, today) -> None:
    work.register("Amina Haddad", first_pip_dated_on=today - timedelta(days=30), phase="LEARNING", leerroute="B1")
    with as_user(work.bakker.pk):
        left = work.register("Niemands Traject")
        Trajectory.objects.filter(pk=left.pk).update(assigned_to=None)

    with as_user(work.nijhof.pk):
        page = team_report.build(work.nijhof, on=today)
    sentence = "".join(part.text for part in page.finding)
    bakker = next(row for row in page.rows if row.name == "J. Bakker")

    assert sentence.startswith("1 traject heeft geen klantregisseur.")
    assert (bakker.count, bakker.points, bakker.room, bakker.new) == (1, Decimal("1.5"), Decimal(60), 1)
    assert [row.name for row in page.rows if row.name == "M. Nijhof"] == []  # leads, and has no caseload
    assert page.municipalities[0].unassigned == 1


def test_the_pages_ask_few_queries_however_many_there_are(work: Casework, django_assert_max_num_queries) -> None:
    for number in range(12):
        work.register(f"Persoon Nummer{number}")
    client = signed_in(work.nijhof)
    client.get("/team/")

    around = 2  # the transaction of the page opens and closes
    for address, most in (("/team/", 10), ("/team/vooruitblik/", 11), ("/team/normen/", 12), ("/team/afwezig/", 13)):
        with django_assert_max_num_queries(most + around):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_only_who_divides_the_work_sees_the_team(work: Casework, address: str) -> None:
    for user in (work.bakker, work.yilmaz, work.world.alderman("aalten"), work.world.leader):
        assert signed_in(user).get(address).status_code == 404
    assert signed_in(work.nijhof).get(address).status_code == 200


def test_excel_has_the_rows_of_the_page(work: Casework) -> None:
    work.register()
    sheet = load_workbook(BytesIO(signed_in(work.nijhof).get("/team/excel/").content)).active

    names = [row[0].value for row in sheet.iter_rows(min_row=2, max_row=3)]

    assert set(names) == {"J. Bakker", "S. de Wit"}


def test_the_forecast_is_words_then_numbers_then_assumptions(work: Casework, today) -> None:
    for number in range(3):
        work.register(f"Persoon Nummer{number}")
    with as_user(work.nijhof.pk):
        page = team_forecast.build(work.nijhof, on=today, months=6)

    assert len(page.rows) == 6
    assert page.rows[0].room == 120  # two klantregisseurs of 36 hours; who only leads does not count
    assert "past het werk" in "".join(part.text for part in page.finding)
    assert all("aanname" in one or "art." in one for one in page.assumptions)


def test_each_municipality_is_forecast_by_its_own_norms(work: Casework, today) -> None:
    """Two places with one new person each, who weighs 4 points in the one and 2 in the other."""
    with as_user(work.yilmaz.pk):
        TeamMember.objects.create(organisation=work.doetinchem.organisation, team=work.doetinchem, user=work.nijhof)
    join(work.nijhof, work.doetinchem.organisation)
    facts = {"phase": "INTAKE", "registered_on": today, "kennisgeving_on": today}
    work.register("Een Aalten", **facts)
    work.register("Twee Doetinchem", by=work.yilmaz, **facts)
    with as_user(work.nijhof.pk):
        alike = team_forecast.build(work.nijhof, on=today, months=6, source="eigen")
        norms.change(
            organisation_id=work.doetinchem.organisation_id, key=workload.INTAKE, expected_version=0, on=today,
            to=norms.Own(Decimal(4), "eigen", today), by=work.nijhof,
        )  # fmt: skip
        apart = team_forecast.build(work.nijhof, on=today, months=6, source="eigen")

    assert alike.rows[0].known == 4  # 2 + 2
    assert apart.rows[0].known == 6  # 2 + 4
    assert any("met haar eigen normen" in one for one in apart.assumptions)


def join(user: User, organisation: Organisation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, organisation.pk, Role.TEAM_LEADER.value])


def test_a_municipality_sets_its_own_number_with_its_source(work: Casework, today) -> None:
    client = signed_in(work.nijhof)
    address = f"/team/normen/{work.team.organisation_id}/{workload.PER_FTE}/"
    typed = {"value": "50", "source": "besluit MT", "source_on": "2-11-2026", "expected_version": "0"}

    assert client.post(address, typed | {"source": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed | {"value": "40"}).status_code == 409  # somebody else saved it in the meantime
    with as_user(work.nijhof.pk):
        assert CaseloadNorm.objects.get().value == 50
        room = team_report.build(work.nijhof, on=today).rows[0].room
    assert room == 50
    for stranger in (work.bakker, work.yilmaz):
        assert signed_in(stranger).post(address, typed).status_code == 404


def test_norms_refuse_what_cannot_be(work: Casework, today) -> None:
    own = norms.Own(Decimal(5), "aanname", today)
    here = {"organisation_id": work.team.organisation_id, "on": today, "by": work.nijhof, "expected_version": 0}
    with as_user(work.nijhof.pk):
        with pytest.raises(NotNow, match="van 0 tot"):
            norms.change(key=workload.INTAKE, to=norms.Own(Decimal(-1), "x", today), **here)
        with pytest.raises(NotNow, match="toekomst"):
            norms.change(key=workload.INTAKE, to=norms.Own(Decimal(1), "x", today + timedelta(days=1)), **here)
        norms.change(key=workload.INTAKE, to=own, **here)
        with pytest.raises(Changed):
            norms.change(key=workload.INTAKE, to=own, **here)


def test_hours_are_set_by_who_leads(work: Casework) -> None:
    with as_user(work.nijhof.pk):
        place = TeamMember.objects.get(team=work.team, user=work.dewit)
    address = f"/team/uren/{place.pk}/"

    assert signed_in(work.dewit).post(address, {"hours": "24"}).status_code == 404
    assert signed_in(work.nijhof).post(address, {"hours": "70"}).status_code == 422
    assert signed_in(work.nijhof).post(address, {"hours": "24,5"}).status_code == 302
    with as_user(work.nijhof.pk):
        assert TeamMember.objects.get(pk=place.pk).hours_per_week == Decimal("24.5")


def test_during_absence_the_deputy_has_the_caseload_and_after_return_not(work: Casework, today) -> None:
    made = work.register()
    client = signed_in(work.bakker)
    organisation_id = made.organisation_id
    sent = client.post(
        "/team/afwezig/",
        {"person": work.bakker.pk, "starts_on": f"{today:%d-%m-%Y}", f"deputy_{organisation_id}": work.dewit.pk},
    )
    assert sent.status_code == 302
    with as_user(work.dewit.pk):
        assert Trajectory.objects.assigned(work.dewit, today).filter(pk=made.pk).exists()
        away = Absence.objects.get()
    with as_user(work.nijhof.pk):
        rows = {row.name: row for row in team_report.build(work.nijhof, on=today).rows}
    assert rows["J. Bakker"].room == 0
    assert rows["J. Bakker"].absence == "afwezig, waarnemer S. de Wit"
    assert rows["S. de Wit"].covered == Decimal("1.5")

    assert signed_in(work.dewit).post(f"/team/afwezig/{away.pk}/terug/").status_code == 404
    assert client.post(f"/team/afwezig/{away.pk}/terug/").status_code == 302
    with as_user(work.dewit.pk):
        assert not Trajectory.objects.assigned(work.dewit, today).exists()


def test_absence_refuses_what_cannot_be(work: Casework, today) -> None:
    here = work.team.organisation_id
    about = {"user": work.bakker, "on": today, "by": work.nijhof}
    with as_user(work.nijhof.pk):
        with pytest.raises(NotNow, match="voor de eerste dag"):
            absence.record(deputies={here: None}, starts_on=today, ends_on=today - timedelta(days=1), **about)
        absence.record(deputies={here: work.dewit}, starts_on=today, ends_on=today + timedelta(days=5), **about)
        with pytest.raises(NotNow, match="staat al als afwezig"):
            absence.record(deputies={here: None}, starts_on=today + timedelta(days=5), ends_on=None, **about)
        with pytest.raises(NotNow, match="zelf afwezig"):
            absence.record(
                user=work.dewit, deputies={here: work.bakker}, starts_on=today, ends_on=None, on=today, by=work.nijhof
            )
        later = today + timedelta(days=30)
        with pytest.raises(NotNow, match="niet in een team van deze gemeente"):
            absence.record(deputies={here: work.yilmaz}, starts_on=later, ends_on=None, **about)


def test_who_is_not_the_leader_records_only_own_absence(work: Casework, today) -> None:
    sent = signed_in(work.bakker).post("/team/afwezig/", {"person": work.dewit.pk, "starts_on": f"{today:%d-%m-%Y}"})

    assert sent.status_code == 422
    assert signed_in(work.world.alderman("aalten")).get("/team/afwezig/").status_code == 404
    with as_user(work.nijhof.pk):
        assert not Absence.objects.for_user(work.nijhof, to=Permission.VIEW_PERSONS).exists()


def test_a_municipality_sets_when_an_early_signal_is_given(work: Casework, today) -> None:
    client = signed_in(work.nijhof)
    address = f"/team/normen/{work.team.organisation_id}/signal_no_step_weeks/"
    typed = {"value": "6", "source": "besluit MT", "source_on": "2-11-2026", "expected_version": "0"}

    for wrong in ("0", "2,5"):
        assert client.post(address, typed | {"value": wrong}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert "6 weken" in client.get("/team/normen/").content.decode()
    with as_user(work.nijhof.pk):
        assert signal_facts.own_norms(work.team.organisation_id) == {"signal_no_step_weeks": 6}


def test_a_deputy_is_asked_only_where_somebody_has_inburgeraars(work: Casework, today, as_owner) -> None:
    there = work.doetinchem
    with as_owner():
        work.bakker.memberships.create(organisation=there.organisation, role=Role.CASE_MANAGER)
        TeamMember.objects.create(organisation=there.organisation, team=there, user=work.bakker)
    work.register()
    work.register("Omar Khalil", by=work.dewit)
    client = signed_in(work.bakker)

    page = client.get("/team/afwezig/").content.decode()

    assert "Waarnemer in Aalten" in page
    assert "Je hebt hier 1 inburgeraar." in page
    assert "Waarnemer in Doetinchem" not in page
    assert "In Doetinchem heb je nu geen inburgeraars. Daar hoeft niemand waar te nemen." in page
    assert f'value="{work.dewit.pk}" selected' in page  # the one colleague who has inburgeraars here

    here = work.team.organisation_id
    typed = {"person": work.bakker.pk, "starts_on": f"{today:%d-%m-%Y}"}
    refused = client.post("/team/afwezig/", typed)
    assert "Kies wie waarneemt in Aalten, of kies Niemand" in refused.content.decode()
    assert client.post("/team/afwezig/", typed | {f"deputy_{here}": work.dewit.pk}).status_code == 302
    with as_user(work.bakker.pk):
        away = {one.organisation_id: one.deputy for one in Absence.objects.all()}
        assert away == {here: work.dewit, there.organisation_id: None}
    page = client.get("/team/afwezig/").content.decode()
    assert "afwezig, met een waarnemer." in page.replace("</strong>", "").replace("\n", "")
    assert "niet nodig" in page
