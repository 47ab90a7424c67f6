"""The team: how the work is divided, and what the coming months ask."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from regions.context import powers
from regions.resources import workbook_response
from trajectories.reports import team as team_report
from trajectories.reports import team_forecast


def led(request: HttpRequest) -> None:
    """Raise Http404 for who leads no team anywhere."""
    if Permission.ASSIGN_CASELOAD not in powers(request):
        raise Http404


@require_safe
def show_team(request: HttpRequest) -> HttpResponse:
    led(request)
    page = team_report.build(request.user, on=timezone.localdate())
    return render(request, "trajectories/team.html", {"title": "Team", "page": page, "tab": "show_team"})


@require_safe
def export_team(request: HttpRequest) -> HttpResponse:
    led(request)
    today = timezone.localdate()
    page = team_report.build(request.user, on=today)
    return workbook_response(
        name=f"Team {today:%d-%m-%Y}",
        header=team_report.HEADER,
        rows=[row.values() for row in page.rows],
        source=f"Stand op {date_long(today)}. {page.source}",
    )


@require_safe
def show_forecast(request: HttpRequest) -> HttpResponse:
    led(request)
    page = _forecast(request)
    crumbs = [("Team", "/team/"), ("Vooruitblik", request.path)]
    excel = f"{reverse('export_forecast')}?maanden={page.months}&instroom={page.source}"
    context = {"title": "Vooruitblik", "page": page, "crumbs": crumbs, "choices": team_forecast.CHOICES, "excel": excel}
    return render(request, "trajectories/team_forecast.html", context | {"tab": "show_forecast"})


@require_safe
def export_forecast(request: HttpRequest) -> HttpResponse:
    led(request)
    page = _forecast(request)
    return workbook_response(
        name=f"Vooruitblik {page.months} maanden",
        header=team_forecast.HEADER,
        rows=[(row.label, row.known, row.coming, row.weight, row.room) for row in page.rows],
        source=" ".join(page.assumptions),
    )


def _forecast(request: HttpRequest) -> team_forecast.Forecast:
    source = request.GET.get("instroom", "")
    return team_forecast.build(request.user, on=timezone.localdate(), months=_months(request), source=source)


def _months(request: HttpRequest) -> int:
    asked = request.GET.get("maanden", "")
    return int(asked) if asked in {str(one) for one in team_forecast.CHOICES} else max(team_forecast.CHOICES)
