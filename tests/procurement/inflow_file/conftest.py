"""The leader of Achterhoek with Excel: the template, changed cells, and what comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

from regions.models import ExpectedInflow
from tests.procurement.conftest import Buying

FILE = "/regios/achterhoek/instroom/bestand/"
CHECK = f"{FILE}proefrun/"
Edit = dict[str, object]


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.procurement.inflow_file.urls"


def opened(response: HttpResponse) -> Workbook:
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def content(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(client: Client, file: bytes, name: str = "aantallen.xlsx", follow: bool = True) -> HttpResponse:
    return client.post(FILE, {"file": SimpleUploadedFile(name, file)}, follow=follow)


def confirm(client: Client, page: HttpResponse) -> HttpResponse:
    return client.post(CHECK, {"upload": page.context["upload"].token}, follow=True)


@dataclass
class Leader:
    """Somebody who fills in the template; cells are told as {"C3": value} in the sheet to fill in."""

    client: Client
    buying: Buying

    def filled(self, cells: Edit) -> bytes:
        book = opened(self.client.get(f"{FILE}sjabloon.xlsx"))
        for place, value in cells.items():
            book["Invullen"][place] = value
        return content(book)

    def upload(self, cells: Edit) -> HttpResponse:
        return upload(self.client, self.filled(cells))

    def inflow(self, slug: str) -> ExpectedInflow:
        with self.buying.seen_by("leader"):
            return ExpectedInflow.objects.get(municipality__slug=slug)


@pytest.fixture
def leader(client: Client, buying: Buying) -> Leader:
    client.force_login(buying.leader)
    return Leader(client, buying)


@pytest.fixture
def signed_in(buying: Buying) -> Callable[[str], Client]:
    def sign_in(key: str) -> Client:
        client = Client()
        client.force_login(buying.users[key])
        return client

    return sign_in
