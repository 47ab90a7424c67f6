"""The caseload and the day list: a counter is the length of its list, and few questions reach the database."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from tests.people import Casework, signed_in
from trajectories.actions import appointment, follow_up, saved_view
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import (
    Appointment,
    BulkAct,
    CaseloadNorm,
    DossierOpening,
    FollowUp,
    SavedView,
    Trajectory,
    TrajectorySignal,
)

CASELOAD = "/caseload/"
ROW = re.compile(r'<tr data-row="(T-\w+)"')
TAB = re.compile(r'<a href="([^"]+)"[^>]*><b>(\d+)</b> ([^<]+)</a>')


def rows(client: Client, query: str = "toon=alles") -> list[str]:
    return ROW.findall(client.get(f"{CASELOAD}?{query}").content.decode())


def names(client: Client, query: str) -> list[str]:
    page = client.get(f"{CASELOAD}?{query}").content.decode()
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page)


def people(work: Casework) -> dict[str, Trajectory]:
    """Seven inburgeraars of whom each stands in another group."""
    today = timezone.localdate()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    made = {
        "late": work.register("Hassan Berhane", kennisgeving_on=ago(80), registered_on=ago(90)),
        "week": work.register("Nour Ahmadi", kennisgeving_on=ago(66), registered_on=ago(90)),
        "today": work.register("Amina Haddad", registered_on=ago(5)),
        "record": work.register("Iryna Kovalénko", registered_on=ago(5)),
        "unseen": work.register("Suleiman", registered_on=ago(100)),
        "route": work.register("Kaan Demir", registered_on=ago(3), leerroute="B1", phase="LEARNING"),
        "colleague": work.register("Jan van den Berg", by=work.dewit, person={"prefix": "van den"}),
    }  # fmt: skip
    with as_user(work.bakker.pk):
        for key, days in (("today", 0), ("record", 2)):
            day = ago(days)
            appointment.plan(trajectory=made[key], planned_on=day, form="KANTOOR", on=day, by=work.bakker)
        bring_up_to_date(made["record"], on=today)  # as midnight does
        follow_up.add(
            trajectory=made["route"], what="School bellen", who=FollowUp.Who.KLANTREGISSEUR, due_on=today, on=today,
            by=work.bakker,
        )  # fmt: skip
        TrajectorySignal.objects.create(
            organisation=made["route"].organisation, trajectory=made["route"], kind="NO_STEP", reason="Lang geen stap",
            fingerprint="x", noticed_on=today,
        )  # fmt: skip
        Trajectory.objects.filter(pk=made["week"].pk).update(duo_news=2)
    return made


def test_every_counter_is_the_length_of_its_list(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)

    page = client.get(f"{CASELOAD}?toon=alles").content.decode()
    tabs = {label: (href.replace("&amp;", "&"), int(number)) for href, number, label in TAB.findall(page)}
    assert {label: number for label, (_, number) in tabs.items()} == {
        "Alles": 6, "Te laat": 1, "Komende 7 dagen": 2, "Gesprek vastleggen": 1, "Lang niet gezien": 3,
        "Nieuw van DUO": 1,
    }  # fmt: skip
    for href, number in tabs.values():
        assert len(rows(client, href.lstrip("?"))) == number


def test_every_counter_of_today_is_the_length_of_its_list(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)

    page = client.get("/vandaag/").content.decode()
    counters = TAB.findall(page.split("rs-counters")[1].split("</ul>")[0])
    assert {label for _, _, label in counters} == {
        "Te laat", "Vandaag", "Vast te leggen", "Mijn taken", "Nieuw van DUO", "Lang niet gezien", "Signalen",
    }  # fmt: skip
    for href, number, label in counters:
        assert len(rows(client, href.replace("&amp;", "&").split("?")[1])) == int(number), label
    assert "1 termijn</strong> is te laat" in page
    assert "te laat: 10 dagen" in page
    assert "School bellen" in page
    assert "Lang geen stap" in page


def test_an_empty_day_names_what_comes_first(work: Casework) -> None:
    client = signed_in(work.bakker)
    assert "Je hebt nog geen inburgeraars." in client.get("/vandaag/").content.decode()
    today = timezone.localdate()
    made = work.register(kennisgeving_on=today, registered_brp_on=today, registered_on=today)

    page = client.get("/vandaag/").content.decode()
    assert "Voor vandaag staat niets open. Eerstvolgende termijn:" in page
    assert f"PIP vaststellen van {made.number}" in page


def test_only_who_works_with_inburgeraars_comes_in(work: Casework) -> None:
    people(work)

    assert rows(signed_in(work.yilmaz)) == []
    assert rows(signed_in(work.yilmaz), "van=team") == []
    assert rows(signed_in(work.elsewhere), "van=team") == []
    assert len(rows(signed_in(work.nijhof), "van=team")) == 7
    for stranger in (work.world.leader, work.world.alderman("aalten")):
        for address in (CASELOAD, "/vandaag/", "/caseload/bestand/xlsx/", "/caseload/weergaven/"):
            assert signed_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("leerroute=b1-route", ["Demir, Kaan"]),
        ("fase=lopend", ["Demir, Kaan"]),
        ("van=team&sorteer=naam", ["Ahmadi, Nour", "Berg, Jan van den", "Berhane, Hassan", "Demir, Kaan",
                                   "Haddad, Amina", "Kovalénko, Iryna", "Suleiman"]),
        ("sorteer=-naam", ["Suleiman", "Kovalénko, Iryna", "Haddad, Amina", "Demir, Kaan", "Berhane, Hassan",
                           "Ahmadi, Nour"]),
        ("leerroute=bestaat-niet&pagina=x&per=7&sorteer=niets&fase=lopend", ["Demir, Kaan"]),
        ("leerroute=b1-route&fase=pip", []),
    ],
)  # fmt: skip
def test_filters_and_orders_stand_in_the_address(work: Casework, query: str, expected: list[str]) -> None:
    people(work)

    assert names(signed_in(work.bakker), query) == expected


def test_no_hit_names_the_filter_that_costs_most(work: Casework) -> None:
    people(work)

    page = signed_in(work.bakker).get(f"{CASELOAD}?leerroute=z-route&fase=aanmelding").content.decode()
    assert "Verwijder ‘Z-route’ (5 resultaten) of begin opnieuw." in page


def test_a_search_needs_no_diacritics_and_keeps_the_name_out_of_the_address(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)

    for typed in ("kovalén", "KOVALEN", "iryna kov", "17-04-1992 irYna"):
        found = client.post("/caseload/zoeken/", {"naam": typed})
        assert found.status_code == 302
        assert "kov" not in found["Location"].lower()
        assert names(client, found["Location"].split("?")[1]) == ["Kovalénko, Iryna"]


def test_pages_hold_everybody_once(work: Casework) -> None:
    today = timezone.localdate()
    for place in range(53):
        work.register(f"Persoon {place:02d}", registered_on=today)
    client = signed_in(work.bakker)

    pages = [rows(client, f"sorteer=naam&pagina={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 3]
    assert len({number for page in pages for number in page}) == 53
    in_one = rows(client, "sorteer=naam&per=100")
    assert [number for page in pages for number in page] == in_one
    assert rows(client, "sorteer=naam&pagina=99") == pages[2]


def questions(client: Client, address: str) -> int:
    """Count what is asked: session, user and who asks included, the frame of the transaction not."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(frame) for one in asked)


@pytest.mark.parametrize("address", ["/vandaag/", f"{CASELOAD}?toon=alles", f"{CASELOAD}?van=team&fase=lopend"])
def test_a_page_asks_at_most_ten_questions_however_many_people(work: Casework, address: str) -> None:
    people(work)
    client = signed_in(work.bakker)
    few = questions(client, address)
    for place in range(20):
        work.register(f"Persoon {place}", registered_on=timezone.localdate() - timedelta(days=100), phase="LEARNING")

    assert questions(client, address) == few <= 10


def test_the_norm_of_a_municipality_decides_who_was_not_seen_for_long(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)
    assert len(rows(client, "toon=lang-niet-gezien")) == 3
    with as_user(work.bakker.pk):
        CaseloadNorm.objects.create(
            organisation=work.team.organisation,
            key="not_seen_weeks",
            value=14,
            source="test",
            source_on=date(2026, 1, 1),
        )

    assert len(rows(client, "toon=lang-niet-gezien")) == 1


def test_views_are_kept_for_oneself_and_for_the_team_and_one_opens_first(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)
    client.get(f"{CASELOAD}?leerroute=b1-route")
    kept = client.post("/caseload/weergaven/", {"name": "B1", "team": str(work.team.pk), "is_default": "on"})
    assert kept.status_code == 302
    assert client.post("/caseload/weergaven/", {"name": "b1", "team": ""}).status_code == 422

    again = signed_in(work.bakker).get(CASELOAD, follow=True)
    assert again.redirect_chain[-1][0] == f"{CASELOAD}?leerroute=b1-route"
    assert "B1 (Team Aalten)" in signed_in(work.dewit).get(f"{CASELOAD}?toon=alles").content.decode()
    assert "B1 (Team Aalten)" not in signed_in(work.yilmaz).get(f"{CASELOAD}?toon=alles").content.decode()
    with as_user(work.bakker.pk):
        view = SavedView.objects.get()
    signed_in(work.dewit).post(f"/caseload/weergaven/{view.pk}/", {"verwijderen": "ja"})
    assert signed_in(work.yilmaz).post(f"/caseload/weergaven/{view.pk}/", {"verwijderen": "ja"}).status_code == 404
    with as_user(work.bakker.pk):
        saved_view.remove(view=SavedView.objects.get(), by=work.bakker)  # a colleague could not


def test_what_was_looked_at_last_comes_back(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)
    client.get(f"{CASELOAD}?fase=lopend&pagina=1")

    assert client.get(CASELOAD)["Location"] == f"{CASELOAD}?fase=lopend"
    client.get(f"{CASELOAD}?toon=alles")
    assert client.get(CASELOAD).status_code == 200


def chosen(made: dict[str, Trajectory], *keys: str) -> dict[str, object]:
    return {"ids": [made[key].number for key in keys], "terug": "leerroute=b1-route"}


def test_planning_for_many_tells_who_could_not_and_goes_back(work: Casework) -> None:
    made = people(work)
    client = signed_in(work.bakker)
    day = timezone.localdate() + timedelta(days=30)
    with as_user(work.bakker.pk):
        appointment.plan(
            trajectory=made["late"], planned_on=day, form="KANTOOR", on=timezone.localdate(), by=work.bakker
        )
        Trajectory.objects.filter(pk=made["unseen"].pk).update(
            phase="CLOSED", closed_on=timezone.localdate(), outcome="OVERIG"
        )
    act = chosen(made, "late", "week", "unseen", "route") | {"wat": "plan"}

    assert "Plan een gesprek voor 4 inburgeraars" in client.post("/caseload/selectie/", act).content.decode()
    asked = {"doen": "ja", "planned_on": f"{day:%d-%m-%Y}", "starts_at": "", "form": "KANTOOR"}
    done = client.post("/caseload/selectie/", act | asked, follow=True)
    page = done.content.decode()
    assert "2 gesprekken gepland. 2 niet:" in page
    assert "al afgesloten" in page
    assert "leerroute=b1-route" in done.redirect_chain[-1][0]
    with as_user(work.bakker.pk):
        batch = BulkAct.objects.get().batch
        assert "Haddad" not in str(BulkAct.objects.get().former)

    assert signed_in(work.dewit).post(f"/caseload/selectie/{batch}/ongedaan/").status_code == 404
    with as_user(work.bakker.pk):
        assert made["week"].appointments.filter(state=Appointment.State.PLANNED).count() == 1
    client.post(f"/caseload/selectie/{batch}/ongedaan/")
    again = client.post(f"/caseload/selectie/{batch}/ongedaan/", follow=True)
    assert "Dit is al ongedaan gemaakt." in again.content.decode()
    with as_user(work.bakker.pk):
        assert not made["week"].appointments.filter(state=Appointment.State.PLANNED).exists()
        assert made["late"].appointments.filter(state=Appointment.State.PLANNED).exists()


def test_a_task_for_all_of_a_list(work: Casework) -> None:
    people(work)
    act = {"alles": "ja", "terug": "fase=aanmelding", "wat": "taak", "doen": "ja", "what": "Brief sturen", "due_on": ""}
    signed_in(work.bakker).post("/caseload/selectie/", act)

    with as_user(work.bakker.pk):
        assert FollowUp.objects.filter(what="Brief sturen", user=work.bakker).count() == 5


@pytest.mark.parametrize("ids", [[], ["T-BESTAATNIET"]])
def test_nothing_chosen_is_said(work: Casework, ids: list[str]) -> None:
    page = signed_in(work.bakker).post("/caseload/selectie/", {"ids": ids, "wat": "plan"}, follow=True)

    assert "Selecteer eerst 1 of meer trajecten" in page.content.decode()


def test_nobody_acts_on_who_is_of_another_municipality(work: Casework) -> None:
    made = people(work)
    act = chosen(made, "late") | {"wat": "taak", "doen": "ja", "what": "Bellen", "due_on": ""}
    signed_in(work.yilmaz).post("/caseload/selectie/", act)

    with as_user(work.bakker.pk):
        assert not FollowUp.objects.filter(what="Bellen").exists()


@pytest.mark.parametrize("extension", ["xlsx", "csv", "ods"])
def test_a_file_holds_what_is_seen_and_every_dossier_in_it_is_logged(work: Casework, extension: str) -> None:
    made = people(work)
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=made["route"].pk).update(sort_name="=1+1")
    answer = signed_in(work.bakker).get(f"/caseload/bestand/{extension}/?fase=lopend")

    assert answer.status_code == 200
    assert f".{extension}" in answer["Content-Disposition"]
    if extension == "csv":
        text = answer.content.decode("utf-8-sig")
        header, row = csv.reader(io.StringIO(text), delimiter=";")
        assert header[0] == "Naam"
        assert row[0] == "'=1+1"
        assert "999" not in text
    if extension == "xlsx":
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert [cell.value for cell in sheet[2]][:2] == ["'=1+1", made["route"].number]
    with as_user(work.bakker.pk):
        logged = DossierOpening.objects.get()
        assert (logged.trajectory_id, logged.relation) == (made["route"].pk, "ASSIGNED")
        assert logged.purpose.startswith("uitgevoerd naar ")


def test_keys_can_be_switched_off(work: Casework) -> None:
    people(work)
    client = signed_in(work.bakker)
    assert "data-keys-off" not in client.get(f"{CASELOAD}?toon=alles").content.decode()
    client.post("/caseload/sneltoetsen/wissel/")

    assert "data-keys-off" in client.get(f"{CASELOAD}?toon=alles").content.decode()
    assert "Zet de sneltoetsen aan" in client.get("/caseload/sneltoetsen/").content.decode()


def test_a_whole_number_opens_the_dossier(work: Casework) -> None:
    mine = work.register("Haddad, Amina")
    strange = work.register("Vreemd, Iemand", by=work.yilmaz)
    client = signed_in(work.bakker)

    for typed in (mine.number, mine.number.lower(), f" {mine.number.replace('-', ' ')} "):
        found = client.post("/caseload/zoeken/", {"naam": typed})
        assert found.status_code == 302
        assert found["Location"] == mine.get_absolute_url()
    # Somebody else's number looks like one that does not exist.
    for typed in (strange.number, "T-22222222"):
        found = client.post("/caseload/zoeken/", {"naam": typed})
        assert found["Location"].startswith("/caseload/?zoek=")
        assert names(client, found["Location"].split("?")[1]) == []
