"""The end of a trajectory: the last part, closing, opening a wrong closing, and what somebody does afterwards."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from trajectories.actions import closure as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.course import AfterwardsForm, CloseForm
from trajectories.models import Trajectory
from trajectories.reports import closure as report
from trajectories.views.acting import WORK, Page, act_page, acted, reached
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found

CLOSED = "Het traject is afgesloten. Was dit een vergissing? Heropen het op deze pagina."


@require_http_methods(["GET", "HEAD", "POST"])
def close_trajectory(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Afsluiten")
    today = timezone.localdate()
    form = CloseForm(request.POST or None, initial={"closed_on": today})
    status = acted(request, form, partial(acts.close, trajectory=trajectory, on=today))
    if not status:
        messages.success(request, CLOSED)
        return redirect("close_trajectory", trajectory.number)
    context = dossier_page(trajectory, "show_course", "Afsluiten", form=form, form_errors=form.errors)
    context |= {"page": report.build(trajectory, on=today)}
    return unkept(render(request, "trajectories/close_trajectory.html", context, status=status))


@require_POST
def begin_completion(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    return _done(request, trajectory, acts.begin_completion, "De afronding is begonnen.")


@require_POST
def reopen_trajectory(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    return _done(request, trajectory, acts.reopen, "Het traject is heropend.")


def _done(request: HttpRequest, trajectory: Trajectory, act: Any, words: str) -> HttpResponse:
    try:
        act(trajectory=trajectory, on=timezone.localdate(), by=request.user)
        messages.success(request, words)
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("close_trajectory", trajectory.number)


@require_http_methods(["GET", "HEAD", "POST"])
def record_afterwards(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Wat daarna kwam")
    form = AfterwardsForm(request.POST or None, initial={"months": "12" if trajectory.after_6_months else "6"})
    lead = "Leg alleen vast wat je weet. De regio ziet hiervan alleen totalen, vanaf 5 mensen."
    page = Page("Na 6 en 12 maanden", "Leg dit vast", "Het is vastgelegd.", current="close_trajectory", lead=lead)
    act = partial(acts.record_afterwards, trajectory=trajectory, on=timezone.localdate())
    return act_page(request, trajectory, form, act, page)
