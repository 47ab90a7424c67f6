"""Termijnen narekenen: facts in, every date with its article out. Nothing is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.forms.clocks import ClockForm, as_typed
from trajectories.reports import clocks, facts
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened

TITLE = "Termijnen narekenen"


@require_safe
def show_clocks(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    page = {"form": form, "title": TITLE, "law": clocks.law()}
    page["excel_url"] = f"{reverse('export_clocks')}?{request.GET.urlencode()}"
    if form.is_bound and form.is_valid():
        page["report"] = clocks.build(form.facts(), on=form.cleaned_data["on"] or timezone.localdate())
    return render(request, "trajectories/clocks.html", page)


@require_safe
def export_clocks(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        raise Http404
    report = clocks.build(form.facts(), on=form.cleaned_data["on"] or timezone.localdate())
    return workbook_response(name="Termijnen", header=report.header, rows=report.sheet(), source=report.source)


@require_http_methods(["GET", "HEAD", "POST"])
def recalculate(request: HttpRequest, number: str) -> HttpResponse:
    """Show the dates of one dossier, or what they would be with other facts, which travel by POST and are not kept."""
    trajectory = opened(request, number, TITLE)
    known, today = facts.of(trajectory), timezone.localdate()
    form = ClockForm(request.POST) if request.method == "POST" else ClockForm(initial=as_typed(known))
    typed = form.is_bound and form.is_valid()
    report = (
        clocks.build(form.facts(known), on=form.cleaned_data["on"] or today, beside=known)
        if typed
        else clocks.build(known, on=today)
    )
    context = dossier_page(trajectory, "recalculate", TITLE, form=form, report=report, is_typed=typed)
    context |= {"law": clocks.law(), "excel_url": reverse("export_dossier_clocks", args=[trajectory.number])}
    status = 422 if form.is_bound and not typed else 200
    return unkept(render(request, "trajectories/clocks_dossier.html", context, status=status))


@require_safe
def export_dossier_clocks(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Termijnen naar Excel")
    report = clocks.build(facts.of(trajectory), on=timezone.localdate())
    source = f"Vertrouwelijk: persoonsgegevens. {report.source}"
    name = f"Termijnen {trajectory.number}"
    return unkept(workbook_response(name=name, header=report.header, rows=report.sheet(), source=source))


def _form(request: HttpRequest) -> ClockForm:
    """Return the form for who may see persons somewhere; for anybody else this page is not there."""
    if not Organisation.objects.for_user(request.user, to=Permission.VIEW_PERSONS).exists():
        raise Http404
    return ClockForm(request.GET) if "indeling" in request.GET else ClockForm()
