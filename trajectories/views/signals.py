"""Early signals of a dossier: reading them, and making a task of one or answering it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regions.resources import workbook_response
from trajectories.actions import signal_handling as acts
from trajectories.forms.course import SignalAnswerForm, SignalTaskForm
from trajectories.models import Trajectory, TrajectorySignal
from trajectories.reports import signals as report
from trajectories.views.acting import acted, reached
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened

TAB = "show_signals"


@require_safe
def show_signals(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Signalen")
    page = report.build(trajectory)
    return unkept(render(request, "trajectories/signals.html", dossier_page(trajectory, TAB, "Signalen", page=page)))


@require_safe
def export_signals(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Signalen naar Excel")
    source = "Vertrouwelijk: persoonsgegevens. Uit een signaal volgt nooit vanzelf een waarschuwing of boete."
    page = report.build(trajectory)
    name = f"Signalen {trajectory.number}"
    return unkept(workbook_response(name=name, header=report.HEADER, rows=page.table(), source=source))


@require_http_methods(["GET", "HEAD", "POST"])
def handle_signal(request: HttpRequest, number: str, signal: int) -> HttpResponse:
    trajectory = reached(request, number, "Signaal behandelen")
    one = get_object_or_404(trajectory.signals, pk=signal)
    answers = "answer" in request.POST
    task = SignalTaskForm(None if answers else request.POST or None, auto_id="id_taak_%s")
    answer = SignalAnswerForm(request.POST if answers else None, auto_id="id_antwoord_%s")
    status = _handled(request, trajectory, one, answer if answers else task)
    if not status:
        messages.success(request, "Het antwoord is bewaard." if answers else "De taak staat klaar.")
        return redirect(TAB, trajectory.number)
    wrong = bool(task.errors or answer.errors)
    context = dossier_page(trajectory, TAB, "Signaal behandelen", task=task, answer=answer, form_errors=wrong)
    context |= {"signal": report.row_of(one), "no_sanction": report.NO_SANCTION, "wrong": answer if answers else task}
    return unkept(render(request, "trajectories/signals_handle.html", context, status=status))


def _handled(request: HttpRequest, trajectory: Trajectory, one: TrajectorySignal, form: Any) -> int:
    def act(by: Any, **typed: Any) -> object:
        if "answer" in typed:
            return acts.answer(signal=one, text=typed["answer"], by=by)
        user = trajectory.assigned_to or by
        return acts.make_follow_up(signal=one, user=user, on=timezone.localdate(), by=by, **typed)

    return acted(request, form, act)
