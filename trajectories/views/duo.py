"""Messages of DUO: a file in, what each of them changed, and noting that it was seen."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.actions import duo
from trajectories.forms.import_file import DuoFileForm
from trajectories.models import DuoEvent, ImportRun, Trajectory
from trajectories.reports import duo_list, import_run
from trajectories.rules.duo_events import DUO_SOURCE
from trajectories.views.imports import MAY, handed_over, importers, list_form

SHOWN_RUNS = 10
MOST_EXPORTED = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
def list_duo(request: HttpRequest) -> HttpResponse:
    """GET shows the messages; POST hands over a file with messages."""
    form = list_form(request, DuoFileForm)
    if form.is_valid():
        return redirect("show_import", handed_over(request, form).number)
    which, code = request.GET.get("toon", "nieuw"), request.GET.get("code", "")
    page = duo_list.build(_events(request), which=which, code=code, page=_page_number(request))
    runs = ImportRun.objects.for_user(request.user, to=MAY).filter(kind=ImportRun.Kind.DUO).select_related("job")
    return render(
        request,
        "trajectories/duo.html",
        {
            "title": "Berichten van DUO",
            "form": form,
            "form_errors": bool(form.errors),
            "page": page,
            "which": which,
            "code": code,
            "runs": import_run.history(runs.order_by("-pk")[:SHOWN_RUNS]),
            "source": DUO_SOURCE,
        },
    )


@require_safe
def export_duo(request: HttpRequest) -> HttpResponse:
    """Give the messages behind the filter as Excel."""
    chosen = duo_list.chosen_rows(
        _events(request), which=request.GET.get("toon", "nieuw"), code=request.GET.get("code", "")
    )
    return workbook_response(
        name=f"Berichten van DUO {timezone.localdate():%d-%m-%Y}",
        header=duo_list.HEADER,
        rows=[duo_list.row_of(event).values() for event in chosen[:MOST_EXPORTED]],
        source=DUO_SOURCE,
    )


@require_POST
def mark_duo_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that this message was seen: by who leads, or by who works with this inburgeraar."""
    mine = Trajectory.objects.for_user(request.user, to=Permission.WORK_CASELOAD)
    own = DuoEvent.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(trajectory__in=mine)
    led = DuoEvent.objects.for_user(request.user, to=MAY)
    event = get_object_or_404((own | led).distinct(), pk=pk)
    duo.mark_seen(events=[event], on=timezone.localdate(), by=request.user)
    back = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(reverse("list_duo"))


def _events(request: HttpRequest) -> QuerySet[DuoEvent]:
    importers(request)
    return DuoEvent.objects.for_user(request.user, to=MAY)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("pagina", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) <= 6 else 1  # noqa: PLR2004
