"""The module Arbeidsmarkt en Participatie of a dossier: places, closing conversation, and why it was not completed."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectories.actions import module_map as acts
from trajectories.forms.course import EndedForm, NotDoneForm, PlacesForm
from trajectories.views.acting import Page, act_page, reached
from trajectories.views.pvt import NO_SANCTION

LAW = "Minstens 40 uur op de arbeidsmarkt, en een eindgesprek met het college (Wi2021 art. 6; Regeling art. 3.1)."


@require_http_methods(["GET", "HEAD", "POST"])
def record_map(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "MAP vastleggen")
    row = getattr(trajectory, "module_map", None)
    form = PlacesForm(request.POST or None, initial={"places": row.places if row else ""})
    page = Page("Waar MAP plaatsvindt", "Bewaar de plekken", "De plekken zijn bewaard.", lead=LAW)
    act = partial(acts.record, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)


@require_http_methods(["GET", "HEAD", "POST"])
def finish_map(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "MAP afronden")
    form = EndedForm(request.POST or None, initial={"ended_on": trajectory.map_ended_on})
    page = Page("Eindgesprek van MAP", "Leg het eindgesprek vast", "Het eindgesprek is vastgelegd.", lead=LAW)
    act = partial(acts.finish, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)


@require_http_methods(["GET", "HEAD", "POST"])
def map_not_completed(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "MAP niet afgerond")
    form = NotDoneForm(request.POST or None)
    page = Page("MAP is niet afgerond", "Leg de reden vast", "De reden is vastgelegd.", lead=NO_SANCTION)
    act = partial(acts.not_completed, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)
