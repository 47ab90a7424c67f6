"""Lists as people make them, and the work of the worker done here, in the test's own transaction."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import Workbook, load_workbook

from inburgering.accounts.context import as_user
from inburgering.jobs.models import Job
from tests.people import Casework, signed_in
from trajectories.models import ImportRun
from trajectories.schedule import exchange

PAGE = "/beheer/import/"
TITLES = ["Volledige naam", "Geboortedatum", "Doelgroep", "BSN", "Leerroute", "Niveau", "Dagtekening PIP"]


def bsn(number: int) -> str:
    """Return the so-manieth number of the test range that passes the elfproef."""
    first = 999_910_000
    passes = (
        f"{one}"
        for one in range(first, first + 60_000)
        if sum(int(d) * w for d, w in zip(f"{one}", (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
    )
    return next(found for index, found in enumerate(passes) if index == number)


def person(number: int, **cells: Any) -> dict[str, Any]:
    """Return a good row, with other cells where they are given by title."""
    row = {"Volledige naam": f"Persoon {number}", "Geboortedatum": "17-04-1992", "Doelgroep": "asielstatushouder"}
    return row | {"BSN": bsn(number)} | cells


def workbook(rows: Sequence[dict[str, Any]], titles: Sequence[str] | None = None) -> bytes:
    titles = titles or list(dict.fromkeys(title for row in rows for title in row))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Invullen"
    sheet.append(list(titles))
    for row in rows:
        sheet.append([row.get(title) for title in titles])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(response: HttpResponse) -> Workbook:
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


class Importing:
    """A teamleider who brings in lists; the worker works at once."""

    def __init__(self, work: Casework) -> None:
        self.work = work
        self.client = signed_in(work.nijhof)

    def upload(self, content: bytes, name: str = "lijst.xlsx", **fields: str) -> ImportRun:
        page = self.post(content, name, **fields)
        assert page.status_code == 302, page.content.decode()
        run = self.run(page.url.strip("/").split("/")[-1])
        self.work_off()
        return self.run(run.number)

    def post(self, content: bytes, name: str = "lijst.xlsx", **fields: str) -> HttpResponse:
        return self.client.post(PAGE, {"kind": "INBURGERAARS", "file": SimpleUploadedFile(name, content)} | fields)

    def take_in(self, run: ImportRun) -> ImportRun:
        assert self.client.post(f"{PAGE}{run.number}/", {"besluit": "inlezen"}).status_code == 302
        self.work_off()
        return self.run(run.number)

    def bring_in(self, rows: Sequence[dict[str, Any]], **fields: str) -> ImportRun:
        return self.take_in(self.upload(workbook(rows), **fields))

    def undo(self, run: ImportRun) -> ImportRun:
        assert self.client.post(f"{PAGE}{run.number}/", {"besluit": "ongedaan"}).status_code == 302
        return self.run(run.number)

    def run(self, number: str) -> ImportRun:
        with as_user(self.work.nijhof.pk):
            return ImportRun.objects.get(number=number)

    def work_off(self) -> None:
        with as_user(self.work.nijhof.pk):
            waiting = list(Job.objects.filter(state=Job.State.QUEUED, kind=exchange.WORK_IMPORT))
        for job in waiting:
            exchange.work_import(job.pk, job.organisation_id)
        if waiting:
            self.work_off()

    def page(self, run: ImportRun) -> str:
        return self.client.get(f"{PAGE}{run.number}/").content.decode()


@pytest.fixture
def importing(work: Casework) -> Importing:
    return Importing(work)


@pytest.fixture
def seen(work: Casework) -> Callable[[Any], Any]:
    """`seen(query)` asks as the teamleider."""

    def ask(query: Callable[[], Any]) -> Any:
        with as_user(work.nijhof.pk):
            return query()

    return ask
