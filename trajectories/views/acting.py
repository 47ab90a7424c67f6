"""One page with one small form that does one act on a dossier: the same for lessons, ontzorgen and the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inburgering.accounts.roles import Permission
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Trajectory
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD
CONFLICT, WRONG = 409, 422


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says: `current` is the address of its tab, `back` where it leads, `done` what then is said."""

    title: str
    button: str
    done: str
    current: str = "show_course"
    lead: str = ""
    source: str = ""


def reached(request: HttpRequest, number: str, purpose: str) -> Trajectory:
    """Return the trajectory for a page with a form: looking is logged with its purpose, acting leaves its own trace."""
    return found(request, number, WORK) if request.method == "POST" else opened(request, number, purpose, WORK)


def acted(request: HttpRequest, form: forms.Form, act: Callable[..., object]) -> int:
    """Do the act with what was typed and return 0; else the status, with what is wrong in the form."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return WRONG
    try:
        act(**form.cleaned_data, by=request.user)
    except NotNow as reason:
        form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        return WRONG
    except Changed as reason:
        form.add_error(None, f"{reason}. Wat je typte staat hieronder nog")
        return CONFLICT
    return 0


def act_page(
    request: HttpRequest, trajectory: Trajectory, form: forms.Form, act: Callable[..., object], page: Page
) -> HttpResponse:
    """Show the form, or do the act and lead back to the page of the tab."""
    status = acted(request, form, act)
    if not status:
        messages.success(request, page.done)
        return redirect(page.current, trajectory.number)
    context = dossier_page(trajectory, page.current, page.title, form=form, page=page, form_errors=form.errors)
    return unkept(render(request, "trajectories/course_act.html", context, status=status))
