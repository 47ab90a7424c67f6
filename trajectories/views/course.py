"""The page of lessons and hours of a dossier, and placing somebody in a course."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectories.actions import course as acts
from trajectories.forms.course import EndForm, OfferForm, StartForm
from trajectories.models import CoursePlacement
from trajectories.reports import course, course_starts
from trajectories.views.acting import Page, act_page, reached
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened

DUO = (
    "Voor een asielstatushouder geldt: eerst het PIP, dan het aanbod; alles binnen de inburgeringstermijn. "
    "DUO neemt alleen een cursusinstelling aan met het keurmerk van Blik op Werk, of een erkend taalschakeltraject."
)


@require_safe
def show_course(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Lessen en uren")
    page = course.build(trajectory, on=timezone.localdate())
    return unkept(
        render(
            request,
            "trajectories/course.html",
            dossier_page(trajectory, "show_course", "Lessen en uren", page=page),
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_placement(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Les aanbieden")
    today = timezone.localdate()
    found = course_starts.available(trajectory, today)
    starts = {str(one.pk): one for one in found}
    first: dict[str, Any] = {"offered_on": today, "component": trajectory.leerroute or None}
    if chosen := starts.get(request.GET.get("start", "")):
        first |= {"start_moment": str(chosen.pk), "component": chosen.component}
    form = OfferForm(
        request.POST or None, initial=first, starts=[(row.pk, row.label) for row in course_starts.rows(found)]
    )

    def offer(*, start_moment: str, **typed: Any) -> CoursePlacement:
        return acts.offer(trajectory=trajectory, start_moment=starts.get(start_moment), on=today, **typed)

    page = Page("Bied een les aan", "Leg de plaatsing vast", "De plaatsing is vastgelegd.", lead=DUO)
    return act_page(request, trajectory, form, offer, page)


@require_http_methods(["GET", "HEAD", "POST"])
def start_placement(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    trajectory = reached(request, number, "Start van de les")
    one = get_object_or_404(trajectory.placements, pk=placement)
    form = StartForm(request.POST or None, initial={"starts_on": one.starts_on, "expected_version": one.version})
    page = Page("De les is begonnen", "Leg de start vast", "De start van de les is vastgelegd.")
    act = partial(acts.start, placement=one, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)


@require_http_methods(["GET", "HEAD", "POST"])
def end_placement(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    trajectory = reached(request, number, "Einde van de les")
    one = get_object_or_404(trajectory.placements, pk=placement)
    form = EndForm(request.POST or None, initial={"ended_on": timezone.localdate(), "expected_version": one.version})
    lead = "Een plaatsing die nog wacht op de start vervalt. De reden blijft bij het traject staan."
    page = Page("Beëindig de plaatsing", "Beëindig de plaatsing", "De plaatsing is beëindigd.", lead=lead)
    return act_page(request, trajectory, form, partial(acts.end, placement=one, on=timezone.localdate()), page)
