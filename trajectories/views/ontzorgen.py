"""Ontzorgen of a dossier: the bills that the municipality pays, and a supplier that refuses."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regions.resources import workbook_response
from trajectories.actions import ontzorgen as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.ontzorgen import ArrangeForm, AskForm, HandBackForm, RefuseForm, SignaalForm
from trajectories.reports import ontzorgen as report
from trajectories.views.acting import WORK, Page, act_page, acted, reached
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

TAB = "show_ontzorgen"


@require_safe
def show_ontzorgen(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Ontzorgen")
    page = report.build(trajectory, on=timezone.localdate())
    return unkept(
        render(request, "trajectories/ontzorgen.html", dossier_page(trajectory, TAB, "Ontzorgen", page=page))
    )  # fmt: skip


@require_safe
def export_ontzorgen(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Ontzorgen naar Excel")
    page = report.build(trajectory, on=timezone.localdate())
    source = "Vertrouwelijk: persoonsgegevens. Bewaar dit bestand niet langer dan nodig."
    name = f"Ontzorgen {trajectory.number}"
    return unkept(workbook_response(name=name, header=report.HEADER, rows=page.table(), source=source))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_ontzorgen(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = reached(request, number, "Rekening aanvragen")
    today = timezone.localdate()
    form = AskForm(request.POST or None, initial={"starts_on": trajectory.bijstand_from_on})
    lead = report.law(trajectory)
    page = Page("Een rekening overnemen", "Leg de aanvraag vast", "De aanvraag is vastgelegd.", TAB, lead=lead)
    return act_page(request, trajectory, form, partial(acts.ask, trajectory=trajectory, on=today), page)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange_ontzorgen(request: HttpRequest, number: str, bill: int) -> HttpResponse:
    trajectory = reached(request, number, "Rekening betaald")
    one = get_object_or_404(trajectory.ontzorgen, pk=bill)
    first = {"paid_until_on": one.paid_until_on, "expected_version": one.version}
    form = ArrangeForm(request.POST or None, initial=first)
    page = Page(f"De gemeente betaalt {one.get_kind_display()}", "Bewaar", "De betaling is vastgelegd.", TAB)
    return act_page(request, trajectory, form, partial(acts.arrange, ontzorgen=one, on=timezone.localdate()), page)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse_ontzorgen(request: HttpRequest, number: str, bill: int) -> HttpResponse:
    trajectory = reached(request, number, "Rekening geweigerd")
    one = get_object_or_404(trajectory.ontzorgen, pk=bill)
    first = {"refused_on": timezone.localdate(), "expected_version": one.version}
    form = RefuseForm(request.POST or None, initial=first)
    lead = "Daarna kun je met één klik een signaal naar de regio sturen. Schrijf hier geen naam of nummer."
    page = Page(f"{one.supplier} weigert", "Leg de weigering vast", "De weigering is vastgelegd.", TAB, lead=lead)
    return act_page(request, trajectory, form, partial(acts.refuse, ontzorgen=one, on=timezone.localdate()), page)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_back_ontzorgen(request: HttpRequest, number: str, bill: int) -> HttpResponse:
    trajectory = reached(request, number, "Rekening overdragen")
    one = get_object_or_404(trajectory.ontzorgen, pk=bill)
    form = HandBackForm(request.POST or None, initial={"ended_on": one.ends_on, "expected_version": one.version})
    title = f"{one.get_kind_display().capitalize()} overdragen aan de inburgeraar"
    page = Page(title, "Draag de rekening over", "De rekening is overgedragen.", TAB)
    return act_page(request, trajectory, form, partial(acts.hand_back, ontzorgen=one, on=timezone.localdate()), page)


@require_POST
def make_signaal(request: HttpRequest, number: str, bill: int) -> HttpResponse:
    """One click sends the reason of the supplier; when that names somebody the page asks for other words."""
    trajectory = found(request, number, WORK)
    one = get_object_or_404(trajectory.ontzorgen, pk=bill)
    today = timezone.localdate()
    typed = "text" in request.POST
    form = SignaalForm(request.POST if typed else {"text": one.refused_because})
    if not (status := acted(request, form, partial(acts.make_signaal, ontzorgen=one, on=today))):
        messages.success(request, "Het signaal staat bij de regio, zonder gegevens van de inburgeraar.")
        return redirect(TAB, trajectory.number)
    if "text" not in form.errors:
        messages.warning(request, " ".join(form.non_field_errors()) or str(NotNow("Het signaal is niet verstuurd")))
        return redirect(TAB, trajectory.number)
    lead = "Het signaal is nog niet verstuurd. Andere gemeenten lezen mee, dus er mag niets over een persoon in staan."
    page = Page(f"Signaal over {one.supplier}", "Stuur het signaal naar de regio", "", TAB, lead=lead)
    context = dossier_page(trajectory, TAB, page.title, form=form, page=page, form_errors=form.errors)
    return unkept(render(request, "trajectories/course_act.html", context, status=status))
