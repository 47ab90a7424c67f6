"""Who looked into a dossier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from regions.resources import workbook_response
from trajectories.reports import reading_log
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened

WITHOUT = "zonder"


@require_safe
def show_reading_log(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Wie keek mee")
    without = request.GET.get("relatie") == WITHOUT
    page = request.GET.get("bladzijde", "")
    shown = reading_log.build(trajectory, only_without_relation=without, page=int(page) if page.isdecimal() else 1)
    context = dossier_page(trajectory, "show_reading_log", "Wie keek mee", page=shown, without=without)
    context["query"] = f"relatie={WITHOUT}" if without else ""
    return unkept(render(request, "trajectories/reading_log.html", context))


@require_safe
def export_reading_log(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Wie keek mee naar Excel")
    rows = reading_log.everything(trajectory, only_without_relation=request.GET.get("relatie") == WITHOUT)
    return unkept(
        workbook_response(
            name=f"Wie keek mee {trajectory.number}",
            header=reading_log.HEADER,
            rows=[row.row() for row in rows],
            source="Elke opening van een bladzijde van dit dossier, met het doel.",
        )
    )
