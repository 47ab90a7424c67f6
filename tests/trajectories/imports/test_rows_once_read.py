"""Taking in works with the rows that the trial read: the workbook is opened once, and everything is weighed again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inburgering.accounts.context import as_user
from inburgering.spreadsheet import streaming
from tests.trajectories.imports.conftest import PAGE, Importing, person, workbook
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import ImportRun, Inburgeraar, Trajectory
from trajectories.reports import import_content
from trajectories.schedule import exchange

LIST = [
    person(1, Telefoon="612345678", **{"Datum kennisgeving": "1-10-2026", "AZC": "Azc Winterswijk"}),
    person(2, Leerroute="b1 route", Niveau="B1", **{"Dagtekening PIP": "1-10-2026"}),
    person(3, Geboortedatum="00-00-1990", **{"Datum kennisgeving": "1-9-2026", "Datum BRP": "2-9-2026"}),
    person(4, Tussenvoegsel="van den", **{"Bijstand vanaf": "1-10-2026"}),
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened, in their order."""
    names: list[str] = []
    really = streaming.opened

    def counted(file, name, *args, **options):
        names.append(name)
        return really(file, name, *args, **options)

    monkeypatch.setattr(streaming, "opened", counted)
    return names


def test_the_file_is_opened_by_the_trial_alone(importing: Importing, opened: list[str], seen) -> None:
    run = importing.bring_in(LIST)

    assert (run.state, run.counts["new"], seen(Trajectory.objects.count)) == (ImportRun.State.DONE, 4, 4)
    assert opened == ["lijst.xlsx"]
    people = seen(lambda: list(Inburgeraar.objects.order_by("pk").values_list("full_name", "phone", "prefix")))
    assert people[0] == ("Persoon 1", "+31612345678", "")
    assert people[3][2] == "van den"


@pytest.mark.parametrize("change", ["columns", "no rows"])
def test_rows_that_were_read_as_something_else_do_not_count(
    importing: Importing, opened: list[str], monkeypatch: pytest.MonkeyPatch, change: str, seen
) -> None:
    run = importing.upload(workbook(LIST))
    if change == "columns":
        monkeypatch.setattr(exchange, "read_as", lambda run, columns: "as another release reads them")
    else:
        monkeypatch.setattr(import_content.Content, "rows_read_as", lambda self, read_as: None)

    importing.take_in(run)

    assert opened == ["lijst.xlsx", "lijst.xlsx"]
    assert seen(Trajectory.objects.count) == 4


def test_what_changed_between_trial_and_taking_in_is_weighed_again(importing: Importing, seen) -> None:
    late = importing.upload(workbook([person(1, Team="Team Aalten"), person(2, Team="Team Aalten")]))
    importing.bring_in([person(1, Woonplaats="Aalten")])
    with as_user(importing.work.nijhof.pk):
        importing.work.team.name = "Team Noord"
        importing.work.team.save()

    importing.take_in(late)

    assert seen(Trajectory.objects.count) == 1
    assert seen(lambda: Inburgeraar.objects.get().city) == "Aalten"


def test_a_list_that_comes_in_leaves_nothing_to_bring_up_to_date(importing: Importing, seen) -> None:
    importing.bring_in(LIST)
    importing.bring_in([person(3, Telefoon="06 12 34 56 78"), person(2, Woonplaats="Aalten")])
    before = seen(lambda: list(Trajectory.objects.order_by("pk").values()))

    with as_user(importing.work.nijhof.pk):
        for trajectory in Trajectory.objects.all():
            bring_up_to_date(trajectory, on=exchange.timezone.localdate())

    assert seen(lambda: list(Trajectory.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("known", [False, True], ids=["new", "changed"])
def test_a_longer_list_asks_the_database_no_more(importing: Importing, known: bool) -> None:
    def asked(numbers: range) -> int:
        if known:
            importing.bring_in([person(number) for number in numbers])
        run = importing.upload(workbook([person(number, Telefoon="612345678") for number in numbers]))
        with CaptureQueriesContext(connection) as queries:
            importing.take_in(run)
        return len(queries)

    assert asked(range(1, 4)) == asked(range(10, 40))


def test_no_page_reads_the_file_itself(importing: Importing) -> None:
    run = importing.bring_in(LIST)

    for address in (PAGE, f"{PAGE}{run.number}/", f"{PAGE}{run.number}/voortgang/"):
        with CaptureQueriesContext(connection) as queries:
            importing.client.get(address)
        assert not [one for one in queries if "content_sealed" in one["sql"]], address


def test_the_rows_are_let_go_with_the_file(importing: Importing) -> None:
    run = importing.upload(workbook(LIST))
    assert import_content.content_of(run).rows
    with as_user(importing.work.nijhof.pk):
        exchange.imports.forget(
            organisation_id=run.organisation_id, now=run.uploaded_at + timedelta(hours=25), by=importing.work.nijhof
        )

    assert import_content.content_of(importing.run(run.number)) is None
