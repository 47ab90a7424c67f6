"""What happened in a dossier: by kind, by words, and as an Excel file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regions.resources import workbook_response
from trajectories.reports import timeline
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import opened


@require_safe
def show_timeline(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Tijdlijn")
    kinds, typed = _asked(request)
    page = request.GET.get("bladzijde", "")
    shown = timeline.build(
        trajectory, on=timezone.localdate(), kinds=kinds, typed=typed, page=int(page) if page.isdecimal() else 1
    )
    chips = [(key, label, key in kinds) for key, label in timeline.KINDS.items()]
    query = request.GET.copy()
    query.pop("bladzijde", None)
    context = dossier_page(trajectory, "show_timeline", "Tijdlijn", page=shown, chips=chips, typed=typed)
    context |= {"query": query.urlencode(), "is_filtered": bool(kinds or typed)}
    context |= {"excel": f"{reverse('export_timeline', args=[number])}?{query.urlencode()}"}
    return unkept(render(request, "trajectories/timeline.html", context))


@require_safe
def export_timeline(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Tijdlijn naar Excel")
    kinds, typed = _asked(request)
    entries = timeline.everything(trajectory, on=timezone.localdate(), kinds=kinds, typed=typed)
    return unkept(
        workbook_response(
            name=f"Tijdlijn {trajectory.number}",
            header=timeline.HEADER,
            rows=[entry.row() for entry in entries],
            source="Vertrouwelijk: persoonsgegevens. Bewaar dit bestand niet langer dan nodig.",
        )
    )


def _asked(request: HttpRequest) -> tuple[list[str], str]:
    kinds = [kind for kind in request.GET.getlist("soort") if kind in timeline.KINDS]
    return kinds, request.GET.get("zoek", "")[:80].replace("\x00", "")
