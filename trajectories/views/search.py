"""Finding somebody, and the dossiers one opened last."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.models import Trajectory
from trajectories.reports import dossier_head, reading_log, search
from trajectories.rules import person_numbers
from trajectories.views import searches
from trajectories.views.dossier_page import unkept

SHORTEST = 3  # letters, to look beyond one's own team
MOST_RECENT = 30
NO_BSN = "Zoek niet op BSN: het komt dan in het adres te staan. Zoek op naam, nummer of geboortedatum."


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Everybody of one's own teams in whom every typed word occurs; of other teams only number and team."""
    if request.method == "POST":
        return _looked_for(request, searches.typed_in(request, "q"))
    typed = searches.kept(request, request.GET.get("zoek", ""))
    mine = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    today = timezone.localdate()
    found = search.listed(search.matching(mine, typed), on=today) if typed else []
    elsewhere = []
    if len(typed) >= SHORTEST:
        others = Trajectory.objects.for_user(request.user, to=Permission.OPEN_WITH_REASON).exclude(pk__in=mine)
        elsewhere = search.matching(others, typed).select_related("team").order_by("number")[: search.MOST]
    context = {"title": "Zoeken", "typed": typed, "found": found, "elsewhere": elsewhere, "most": search.MOST}
    return unkept(render(request, "trajectories/person_search.html", context))


def _looked_for(request: HttpRequest, typed: str) -> HttpResponse:
    """Keep the words out of the address; a whole number opens its dossier."""
    if person_numbers.has_bsn(typed):
        messages.warning(request, NO_BSN)
        return redirect("search")
    if wanted := searches.by_number(request, typed):
        return redirect(wanted)
    number = searches.keep(request, typed)
    return redirect(f"{reverse('search')}?zoek={number}" if number else "search")


@require_safe
def list_recent(request: HttpRequest) -> HttpResponse:
    mine = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    rows = reading_log.latest_openings(request.user, mine, most=MOST_RECENT)
    context = {"title": "Laatst bekeken", "rows": rows, "crumbs": [dossier_head.CASELOAD]}
    return unkept(render(request, "trajectories/person_recent.html", context))


@require_safe
def export_recent(request: HttpRequest) -> HttpResponse:
    mine = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    rows = reading_log.latest_openings(request.user, mine, most=MOST_RECENT)
    return unkept(
        workbook_response(
            name="Laatst bekeken",
            header=["Moment", "Naam", "Nummer", "Team", "Fase"],
            rows=[[at, one.sort_name, one.number, one.team.name, one.get_phase_display()] for one, at in rows],
            source="Vertrouwelijk: persoonsgegevens. Bewaar dit bestand niet langer dan nodig.",
        )
    )
