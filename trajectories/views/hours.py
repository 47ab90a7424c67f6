"""Typing the hours of a month, and taking them to Excel."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regions.resources import workbook_response
from trajectories.actions import hours as acts
from trajectories.forms.hours import COLUMNS, HoursForm
from trajectories.models import Trajectory
from trajectories.reports import course
from trajectories.rules.calendar_days import months_later
from trajectories.views.acting import acted, reached
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened

LENGTH = len("2026-11")


@require_http_methods(["GET", "HEAD", "POST"])
def record_hours(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Uren vastleggen")
    today = timezone.localdate()
    month = _month(request.GET.get("maand", ""), today)
    there = {row.kind: row for row in trajectory.hours.filter(month=month)}
    form = HoursForm(request.POST or None, month=month, there=there)

    def write(**_typed: object) -> object:
        return acts.record_page(trajectory=trajectory, months=form.typed(), on=today, by=request.user)

    status = acted(request, form, write)
    if not status:
        return redirect("show_course", trajectory.number)
    return _grid(request, trajectory, form, status)


def _grid(request: HttpRequest, trajectory: Trajectory, form: HoursForm, status: int) -> HttpResponse:
    today = timezone.localdate()
    months = [months_later(today.replace(day=1), -back) for back in range(12)]
    if form.month not in months:
        months.append(form.month)
    context = dossier_page(trajectory, "show_course", "Uren vastleggen", form=form, form_errors=form.errors)
    context |= {"months": months, "columns": [words for _, words in COLUMNS]}
    return unkept(render(request, "trajectories/course_hours.html", context, status=status))


@require_safe
def export_hours(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Uren naar Excel")
    made = workbook_response(
        name=f"Uren {trajectory.number}",
        header=course.HOURS_HEADER,
        rows=course.hours_table(trajectory),
        source="Vertrouwelijk: persoonsgegevens. Hele uren, zoals DUO telt. Bewaar dit bestand niet langer dan nodig.",
    )
    return unkept(made)


def _month(text: str, today: date) -> date:
    """Return the first day of the month in the address, such as 2026-11; this month when it is none."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == LENGTH else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)
