"""Termijnen narekenen: facts in, every date with its article out. Nothing is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.forms.clocks import ClockForm
from trajectories.reports import clocks


@require_safe
def show_clocks(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    page = {"form": form, "title": "Termijnen narekenen", "law": clocks.law()}
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


def _form(request: HttpRequest) -> ClockForm:
    """Return the form for who may see persons somewhere; for anybody else this page is not there."""
    if not Organisation.objects.for_user(request.user, to=Permission.VIEW_PERSONS).exists():
        raise Http404
    return ClockForm(request.GET) if "indeling" in request.GET else ClockForm()
