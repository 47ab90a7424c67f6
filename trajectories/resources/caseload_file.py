"""The caseload as a file, as it is looked at: dates as dates, no BSN, no notes, no text that becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import tablib
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from inburgering.notation import date_long
from inburgering.spreadsheet.writing import safe_text
from regions.resources import Value, workbook_response
from trajectories.models import Trajectory
from trajectories.reports.caseload_groups import Place
from trajectories.reports.caseload_row import kind_words
from trajectories.rules import names

FORMATS = {"xlsx": "Excel", "csv": "CSV", "ods": "ODS"}
HEADER = (
    "Naam", "Nummer", "Leeftijd", "Gemeente", "Doelgroep", "Leerroute", "Fase", "Eerstvolgende termijn", "Waarvoor",
    "Dagen", "Laatste contact", "Volgend gesprek", "Klantregisseur",
)  # fmt: skip
_MEDIA = {"csv": "text/csv; charset=utf-8", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
_BOM = "\ufeff"


def response(
    trajectories: Sequence[Trajectory], *, places: Mapping[int, Place], on: date, extension: str
) -> HttpResponse:
    """Return a download. Its name holds the day, never a person."""
    rows = [_row(one, places, on) for one in trajectories]
    name = f"Caseload {on.day}-{on.month}-{on.year}"
    if extension == "xlsx":
        source = f"Stand van {date_long(on)}. Persoonsgegevens: bewaar dit bestand niet langer dan nodig."
        return workbook_response(name=name, header=HEADER, rows=rows, source=source)
    content = _csv(rows) if extension == "csv" else _ods(rows)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{extension}")}
    return HttpResponse(content, content_type=_MEDIA[extension], headers=headers)


def _row(one: Trajectory, places: Mapping[int, Place], on: date) -> list[Value]:
    person = one.inburgeraar
    place = places.get(one.organisation_id)
    due = one.next_deadline_on
    return [
        one.sort_name,
        one.number,
        names.age(person.birth_year, person.birth_month, person.birth_day, on=on),
        place.name if place else "",
        one.get_indeling_display(),
        one.get_leerroute_display() if one.leerroute else "nog niet bepaald",
        one.get_phase_display(),
        due,
        kind_words(one.next_deadline_kind) if due else "",
        (due - on).days if due else None,
        one.last_contact_on,
        one.next_appointment_on,
        one.assigned_to.name.split(",")[0] if one.assigned_to else "",
    ]


def _csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Semicolons and a byte order mark: so a Dutch Excel opens it in columns, with accents."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([_text(value) for value in row] for row in rows)
    return f"{_BOM}{text.getvalue()}".encode()


def _ods(rows: Sequence[Sequence[Value]]) -> bytes:
    plain = [[safe_text(value) if isinstance(value, str) else "" if value is None else value for value in row]
             for row in rows]  # fmt: skip
    written: bytes = tablib.Dataset(*plain, headers=HEADER, title="Caseload").export("ods")
    return written


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year}"
    return safe_text(str(value)) if isinstance(value, str) else str(value)
