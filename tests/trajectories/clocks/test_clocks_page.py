"""Termijnen narekenen: what is typed gives dates with their rule; wrong input keeps what was typed."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.management.commands.deadlines import Command
from inburgering.notation import date_long
from tests.people import Casework, signed_in
from trajectories.models import DossierOpening, Pip, Trajectory
from trajectories.reports import clocks
from trajectories.reports import facts as facts_report
from trajectories.rules import facts_file
from trajectories.rules.clock import Facts
from trajectories.rules.facts_file import NAMES

PAGE = "/termijnen/"
FACTS = {"indeling": "ASIELSTATUSHOUDER", "kennisgeving_on": "15-9-2026", "registered_brp_on": "1-9-2026",
         "on": "20-11-2026"}  # fmt: skip


def test_typed_facts_give_every_date_with_its_rule(work: Casework) -> None:
    page = signed_in(work.bakker).get(PAGE, FACTS).content.decode()
    assert "dinsdag 24 november 2026" in page
    assert "10 weken na 15 september 2026" in page
    assert "Besluit inburgering 2021, art. 5.3" in page
    assert "Open punt" in page
    assert "verwacht" in page


def test_who_may_not_see_persons_gets_nothing(work: Casework) -> None:
    for nobody in (work.world.leader, work.world.alderman("aalten")):
        assert signed_in(nobody).get(PAGE).status_code == 404
        assert signed_in(nobody).get("/termijnen.xlsx", FACTS).status_code == 404


def test_an_impossible_date_says_so_and_keeps_what_was_typed(work: Casework) -> None:
    page = signed_in(work.bakker).get(PAGE, FACTS | {"kennisgeving_on": "31-2-2026"}).content.decode()
    assert "31-2-2026" in page
    assert "Als eerste komt" not in page


def test_a_contradiction_is_told_at_its_field(work: Casework) -> None:
    typed = FACTS | {"first_pip_dated_on": "1-2-2027", "pip_dated_on": "1-1-2027"}
    assert "Het laatste PIP ligt voor het eerste" in signed_in(work.bakker).get(PAGE, typed).content.decode()
    assert "Deze geboortedag bestaat niet" in signed_in(work.bakker).get(
        PAGE, FACTS | {"born": "31-2-1960"}
    ).content.decode()  # fmt: skip


def test_excel_has_the_same_dates_as_dates(work: Casework) -> None:
    answer = signed_in(work.bakker).get("/termijnen.xlsx", FACTS)
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "Datum"
    assert rows[1][0].date() == date(2026, 11, 24)
    assert signed_in(work.bakker).get("/termijnen.xlsx", {"indeling": "X"}).status_code == 404


def test_the_command_gives_dates_and_refuses_with_the_field(tmp_path: Path) -> None:
    file, said = tmp_path / "facts.json", io.StringIO()
    file.write_text(json.dumps({"indeling": "ASIELSTATUSHOUDER", "kennisgeving_on": "2026-03-02",
                                "registered_brp_on": "2026-01-05", "on": "2026-04-01"}))  # fmt: skip
    call_command("deadlines", str(file), stdout=said)
    assert json.loads(said.getvalue())["next"]["due_on"] == "2026-05-11"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "geen JSON"),
        ("[]", "één object"),
        ("{}", "‘indeling’ ontbreekt"),
        ('{"indeling": "X"}', "‘indeling’ moet een van deze zijn"),
        ('{"indeling": "ASIELSTATUSHOUDER", "kennisgeving": "2026-03-02"}', "‘kennisgeving’ bestaat niet"),
        ('{"indeling": "ASIELSTATUSHOUDER", "kennisgeving_on": "2026-02-30"}', "‘kennisgeving_on’ moet een datum"),
        ('{"indeling": "ASIELSTATUSHOUDER", "kennisgeving_on": 45612}', "‘kennisgeving_on’ moet een datum"),
        ('{"indeling": "ASIELSTATUSHOUDER", "kennisgeving_on": "1026-03-02"}', "ligt te ver weg"),
        ('{"indeling": "ASIELSTATUSHOUDER", "awaits_registration": 1}', "moet true of false zijn"),
        ('{"indeling": "ASIELSTATUSHOUDER", "birth_month": 13}', "‘birth_month’ moet een heel getal"),
        ('{"indeling": "ASIELSTATUSHOUDER", "pip_dated_on": "2026-03-02"}', "‘first_pip_dated_on’ klopt niet"),
    ],
)
def test_a_wrong_file_is_refused_in_dutch(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=told) as refused:
        call_command("deadlines", str(file))
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="niet te lezen") as refused:
        call_command("deadlines", str(tmp_path / "nergens.json"))
    assert refused.value.returncode == 2


def test_a_full_row_gives_every_fact(work: Casework) -> None:
    days = {name: date(2026, 1, number + 1) for number, name in enumerate(
        name for name in NAMES
        if name.endswith("_on") and name not in {
            "pip_announced_on", "next_conversation_on", "plicht_ended_on", "closed_on"})}  # fmt: skip
    trajectory = work.register(waits_for_third_party="COA", leerroute="B1", level="B1", **days)
    trajectory.next_appointment_on = date(2026, 12, 1)
    in_force = {"number": 1, "reason": "FIRST", "leerroute": "B1", "dated_on": date(2026, 1, 10),
                "announced_on": date(2026, 1, 12), "state": "ESTABLISHED"}  # fmt: skip
    with as_user(work.bakker.pk):
        Pip.objects.create(
            organisation=trajectory.organisation, trajectory=trajectory, established_at="2026-01-10T10:00Z", **in_force
        )
        found = facts_report.of(trajectory)
    assert all(getattr(found, name) == day for name, day in days.items())
    assert found.pip_announced_on == date(2026, 1, 12)
    assert found.next_conversation_on == date(2026, 12, 1)
    assert (found.birth_year, found.birth_month, found.birth_day) == (1992, 4, 17)
    assert found.waits_for_third_party
    assert not found.awaits_registration
    assert found.plicht_ended_on is None


@pytest.mark.parametrize(("outcome", "ends"), [("DIPLOMA", True), ("VERHUISD", False), ("OVERIG", False)])
def test_the_duty_goes_on_after_a_move(work: Casework, outcome: str, ends: bool) -> None:
    trajectory = work.register(azc_location="Winterswijk")
    trajectory.outcome, trajectory.closed_on = outcome, date(2026, 6, 1)
    with as_user(work.bakker.pk):
        found = facts_report.of(trajectory)
    assert (found.plicht_ended_on is not None) is ends
    assert found.awaits_registration


def test_a_possibility_that_has_begun_can_be_used_now() -> None:
    facts = Facts("ASIELSTATUSHOUDER", first_pip_dated_on=date(2024, 3, 10), offered_on=date(2024, 4, 1))
    rows = {row.label: row.state for row in clocks.build(facts, on=date(2026, 11, 20)).rows}
    assert rows["Verlenging vragen"] == "kan nu"
    assert rows["Wisselen van leerroute"] == "voorbij"
    assert rows["Aanbod les"] == "gedaan op 1 april 2024"


def address(trajectory: Trajectory, rest: str = "termijnen/") -> str:
    return f"/trajecten/{trajectory.number}/{rest}"


def test_a_dossier_is_recalculated_with_its_own_facts_and_nothing_of_a_person_in_the_address(work: Casework) -> None:
    told = timezone.localdate() - timedelta(days=60)
    trajectory = work.register(kennisgeving_on=told, registered_brp_on=told)
    client = signed_in(work.bakker)

    shown = client.get(address(trajectory))
    page = shown.content.decode()
    assert f"10 weken na {date_long(told)}" in page
    assert f'value="{told.day}-{told.month}-{told.year}"' in page
    assert 'value="17-4-1992"' in page
    assert 'method="get"' not in page.split('id="inhoud"')[-1]
    assert shown["Cache-Control"] == "private, no-store"
    with as_user(work.bakker.pk):
        assert DossierOpening.objects.filter(trajectory=trajectory, purpose="Termijnen narekenen").exists()

    with as_user(work.bakker.pk):
        known = facts_report.of(trajectory)
    later = {**FACTS, "kennisgeving_on": f"{told.day}-{told.month}-{told.year}", "registered_brp_on": "",
             "first_pip_dated_on": "1-2-2026", "on": ""}  # fmt: skip
    asked = client.post(address(trajectory), later)
    assert asked.status_code == 200
    assert "gedaan op 1 februari 2026" in asked.content.decode()
    assert "In het dossier is niets gewijzigd" in asked.content.decode()
    with as_user(work.bakker.pk):
        trajectory.refresh_from_db()
        assert facts_report.of(trajectory) == known


def test_a_date_that_differs_from_the_dossier_stands_beside_it(work: Casework) -> None:
    before = Facts("ASIELSTATUSHOUDER", kennisgeving_on=date(2026, 9, 15), registered_brp_on=date(2026, 9, 1))
    after = Facts("ASIELSTATUSHOUDER", kennisgeving_on=date(2026, 9, 15), registered_brp_on=date(2026, 9, 20))
    (row, *_), (same, *_) = (
        clocks.build(typed, on=date(2026, 11, 20), beside=before).rows for typed in (after, before)
    )
    assert (row.day, row.in_dossier) == (date(2026, 11, 29), date(2026, 11, 24))
    assert same.in_dossier is None


def test_an_impossible_what_if_keeps_what_was_typed_and_the_dates_of_the_dossier(work: Casework) -> None:
    told = timezone.localdate() - timedelta(days=60)
    trajectory = work.register(kennisgeving_on=told, registered_brp_on=told)
    answer = signed_in(work.bakker).post(address(trajectory), FACTS | {"kennisgeving_on": "31-2-2026"})
    assert answer.status_code == 422
    assert "31-2-2026" in answer.content.decode()
    assert f"10 weken na {date_long(told)}" in answer.content.decode()


def test_a_stranger_finds_no_dossier_to_recalculate(work: Casework) -> None:
    trajectory = work.register(kennisgeving_on=date(2026, 9, 15))
    for rest in ("termijnen/", "termijnen.xlsx"):
        assert signed_in(work.yilmaz).get(address(trajectory, rest)).status_code == 404
        assert signed_in(work.elsewhere).get(address(trajectory, rest)).status_code == 302  # asks for the reason
        assert signed_in(work.dewit).get(address(trajectory, rest)).status_code == 200
    assert signed_in(work.yilmaz).post(address(trajectory), FACTS).status_code == 404


def test_what_is_not_settled_stands_on_the_page(work: Casework) -> None:
    page = signed_in(work.bakker).get(PAGE).content.decode()
    assert "21-10-2025" in page
    assert "tellen één keer" in page
    assert "bericht van DUO van 31-7-2026" in page


def test_the_command_writes_its_own_example_and_explains_every_field(tmp_path: Path) -> None:
    said, again = io.StringIO(), io.StringIO()
    call_command("deadlines", "--voorbeeld", stdout=said)
    file = tmp_path / "feiten.json"
    file.write_text(said.getvalue())
    call_command("deadlines", str(file), stdout=again)
    found = json.loads(again.getvalue())
    assert found["next"]["due_on"] == "2026-07-27"
    assert all(one["article"] and one["explanation"] for one in found["deadlines"])
    assert set(facts_file.MEANINGS) == {*NAMES, "on"}
    shown = Command().create_parser("manage.py", "deadlines").format_help()
    assert all(f"  {name} " in shown for name in facts_file.MEANINGS)


def test_the_command_reads_what_comes_in_and_asks_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'{"indeling": "ASIELSTATUSHOUDER", "bijstand_from_on": "2026-05-04", "on": "2026-06-01"}'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    said = io.StringIO()
    call_command("deadlines", "-", stdout=said)
    assert json.loads(said.getvalue())["next"]["due_on"] == "2026-11-03"
    with pytest.raises(CommandError, match="--voorbeeld") as refused:
        call_command("deadlines")
    assert refused.value.returncode == 2
