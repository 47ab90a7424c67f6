"""The people around an inburgeraar."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.actions import betrokkene as acts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.dossier import BetrokkeneForm, EndForm
from trajectories.models import Betrokkene, Trajectory
from trajectories.reports import betrokkenen
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def show_betrokkenen(request: HttpRequest, number: str) -> HttpResponse:
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Betrokkenen")
    today = timezone.localdate()
    form = BetrokkeneForm(request.POST or None, initial={"starts_on": today})
    if form.is_valid():
        acts.add(trajectory=trajectory, **form.columns(), by=request.user)
        messages.success(request, "De betrokkene staat erbij.")
        return redirect("show_betrokkenen", trajectory.number)
    context = dossier_page(trajectory, "show_betrokkenen", "Betrokkenen", form=form, form_errors=form.errors)
    context |= {"page": betrokkenen.build(trajectory, on=today)}
    return unkept(render(request, "trajectories/betrokkenen.html", context, status=422 if form.errors else 200))


@require_safe
def export_betrokkenen(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Betrokkenen naar Excel")
    page = betrokkenen.build(trajectory, on=timezone.localdate())
    source = "Vertrouwelijk: persoonsgegevens. Bewaar dit bestand niet langer dan nodig."
    name = f"Betrokkenen {trajectory.number}"
    return unkept(workbook_response(name=name, header=betrokkenen.HEADER, rows=page.rows(), source=source))


@require_http_methods(["GET", "HEAD", "POST"])
def change_betrokkene(request: HttpRequest, number: str, betrokkene: int) -> HttpResponse:
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Betrokkene wijzigen", WORK)
    one = get_object_or_404(trajectory.inburgeraar.betrokkenen, pk=betrokkene)
    first = {name: getattr(one, name) for name in acts.COLUMNS} | {"expected_version": one.version}
    form = BetrokkeneForm(request.POST or None, initial=first)
    if form.is_valid() and _changed(request, trajectory, one, form):
        return redirect("show_betrokkenen", trajectory.number)
    end_form = EndForm(initial={"ends_on": timezone.localdate()}, auto_id="id_einde_%s")
    return _page(request, trajectory, one, form, end_form)


def _changed(request: HttpRequest, trajectory: Trajectory, one: Betrokkene, form: BetrokkeneForm) -> bool:
    version = form.cleaned_data["expected_version"] or 0
    try:
        acts.change(
            trajectory=trajectory, betrokkene=one, columns=form.columns(), expected_version=version, by=request.user
        )
    except Changed as reason:
        form.data = form.data.copy()
        form.data["expected_version"] = reason.current.version
        now = f"{reason.current.name}, {reason.current.works_for or 'geen organisatie'}"
        form.add_error(None, f"{reason}. Nu staat er: {now}. Bewaar opnieuw om jouw tekst te houden")
        return False
    messages.success(request, "De gegevens zijn bewaard.")
    return True


@require_POST
def end_betrokkene(request: HttpRequest, number: str, betrokkene: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    one = get_object_or_404(trajectory.inburgeraar.betrokkenen, pk=betrokkene)
    end_form = EndForm(request.POST, auto_id="id_einde_%s")
    if end_form.is_valid():
        try:
            acts.end(trajectory=trajectory, betrokkene=one, ends_on=end_form.cleaned_data["ends_on"], by=request.user)
            messages.success(request, f"{one.name} is vanaf de dag erna niet meer betrokken.")
            return redirect("show_betrokkenen", trajectory.number)
        except NotNow as reason:
            end_form.add_error(reason.field or None, str(reason))
    first = {name: getattr(one, name) for name in acts.COLUMNS} | {"expected_version": one.version}
    return _page(request, trajectory, one, BetrokkeneForm(initial=first), end_form)


def _page(
    request: HttpRequest, trajectory: Trajectory, one: Betrokkene, form: BetrokkeneForm, end_form: EndForm
) -> HttpResponse:
    context = dossier_page(trajectory, "show_betrokkenen", "Betrokkene wijzigen", form=form, one=one, end_form=end_form)
    wrong = bool(form.errors or end_form.errors)
    context["form_errors"] = wrong
    return unkept(render(request, "trajectories/betrokkenen_change.html", context, status=422 if wrong else 200))
