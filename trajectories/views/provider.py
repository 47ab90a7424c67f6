"""The one page of a provider: its own participants."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.audit.record import record
from regions.resources import workbook_response
from trajectories.reports import provider
from trajectories.views.dossier_page import unkept


@require_safe
def list_participants(request: HttpRequest) -> HttpResponse:
    _own_provider(request)
    page = provider.build(on=timezone.localdate())
    return unkept(render(request, "trajectories/provider.html", {"title": "Deelnemers", "page": page}))


@require_safe
def export_participants(request: HttpRequest) -> HttpResponse:
    own = _own_provider(request)
    page = provider.build(on=timezone.localdate())
    record("participants.exported", by=request.user, about=own, organisation_id=own.pk, rows=len(page.rows))
    rows = [one.row() for one in page.rows]
    return unkept(workbook_response(name="Deelnemers", header=provider.HEADER, rows=rows, source=provider.LAW))


def _own_provider(request: HttpRequest) -> Organisation:
    own = Organisation.objects.for_user(request.user, to=Permission.VIEW_PARTICIPANTS).order_by("pk").first()
    if own is None:
        raise Http404
    return own
