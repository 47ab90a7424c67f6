"""Exams of a dossier: a sitting, its result, and the closing conversation of the Z-route."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectories.actions import exam as acts
from trajectories.forms.course import HeldForm, ResultForm, SittingForm
from trajectories.views.acting import Page, act_page, reached

ONLY_THE_COLLEGE = (
    "Het eindgesprek voert het college zelf. Het mag niet naar een marktpartij; wel naar een openbaar lichaam "
    "van gemeenten (Wet gemeenschappelijke regelingen art. 8). Daarna reikt het college het certificaat zelf uit."
)


@require_http_methods(["GET", "HEAD", "POST"])
def new_sitting(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Examen vastleggen")
    form = SittingForm(request.POST or None, initial={"level": trajectory.level})
    page = Page("Leg een examen vast", "Leg het examen vast", "Het examen is vastgelegd.")
    return act_page(
        request, trajectory, form, partial(acts.record, trajectory=trajectory, on=timezone.localdate()), page
    )


@require_http_methods(["GET", "HEAD", "POST"])
def give_result(request: HttpRequest, number: str, sitting: int) -> HttpResponse:
    trajectory = reached(request, number, "Uitslag vastleggen")
    one = get_object_or_404(trajectory.exams.exclude(part="ZEIND"), pk=sitting)
    first = {"result": one.result, "no_result_because": one.no_result_because, "result_on": one.result_on}
    form = ResultForm(request.POST or None, initial=first | {"expected_version": one.version})
    lead = f"{one.get_part_display().capitalize()} {one.level}. De reden zonder uitslag is die van DUO."
    page = Page("Vul de uitslag in", "Bewaar de uitslag", "De uitslag is bewaard.", lead=lead)
    act = partial(acts.give_result, sitting=one, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)


@require_http_methods(["GET", "HEAD", "POST"])
def end_z_route(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Eindgesprek Z-route")
    form = HeldForm(request.POST or None, initial={"held_on": trajectory.z_ended_on})
    page = Page(
        "Eindgesprek van de Z-route",
        "Leg het eindgesprek vast",
        "Het eindgesprek is vastgelegd.",
        lead=ONLY_THE_COLLEGE,
    )
    act = partial(acts.end_z_route, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)
