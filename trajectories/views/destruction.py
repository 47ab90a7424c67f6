"""Records of what was destroyed (verklaringen van vernietiging), and how far a list is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regions.resources import workbook_response
from trajectories.actions import retention as acts
from trajectories.actions.refusal import NotNow
from trajectories.models import Destruction
from trajectories.reports import destructions
from trajectories.rules.law_periods import RULES, rule_on
from trajectories.views.retention import MAY, destroyers

MOST = 500
READY = 286  # the last word of a fragment that is asked again and again


@require_safe
def list_destructions(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "Verklaringen van vernietiging", "records": destructions.listed(_rows(request)[:MOST]),
        "crumbs": [("Bewaartermijnen", reverse("list_retention")), ("Verklaringen", request.path)],
    }  # fmt: skip
    return render(request, "trajectories/destructions.html", context)


@require_safe
def export_destructions(request: HttpRequest) -> HttpResponse:
    rows = [one.values() for one in destructions.listed(_rows(request)[:MOST])]
    return workbook_response(
        name=f"Verklaringen van vernietiging {timezone.localdate():%d-%m-%Y}",
        header=destructions.HEADER,
        rows=rows,
        source="Aantallen en gronden, geen personen. Besluit inburgering 2021, art. 9.9.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show_destruction(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows the record, or how far it is; POST goes on with work that stopped."""
    row = get_object_or_404(_rows(request), number=number)
    if request.method == "POST":
        try:
            acts.retry(destruction=row, by=request.user)
        except NotNow as reason:
            messages.warning(request, f"{reason}.")
        return redirect("show_destruction", number)
    return render(request, "trajectories/destruction.html", _page(row))


@require_safe
def destruction_progress(request: HttpRequest, number: str) -> HttpResponse:
    """Give the part of the page that changes while a worker is busy; 286 says that it is over."""
    page = _page(get_object_or_404(_rows(request), number=number))
    status = 200 if page["record"].is_open else READY
    return render(request, "trajectories/destruction_stand.html", page, status=status)


def _rows(request: HttpRequest) -> QuerySet[Destruction]:
    destroyers(request)
    rows = Destruction.objects.for_user(request.user, to=MAY).select_related("job", "organisation")
    return rows.order_by("-pk")


def _page(row: Destruction) -> dict[str, Any]:
    return {
        "title": f"Verklaring van vernietiging {row.number}", "record": destructions.build(row),
        "rule": rule_on(RULES, "BEWAREN", timezone.localdate(row.confirmed_at)),
        "crumbs": [
            ("Bewaartermijnen", reverse("list_retention")), ("Verklaringen", reverse("list_destructions")),
            (row.number, reverse("show_destruction", args=[row.number])),
        ],
    }  # fmt: skip
