"""What the answers mean: who stands near whom, who resembles whom, what to talk about, and which groups differ."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import WorkSession
from regions.reports import agenda as agenda_report
from regions.reports import difference_groups as groups_report
from regions.reports import opinion_map as map_report
from regions.reports import similarity as similarity_report
from regions.resources import workbook_response
from regions.views.results import crumbs_of, may_see, own_municipality, session_of, standing_proposal, too_early

MAP, ALIKE, AGENDA, GROUPS = (
    "Wie staat dicht bij wie?", "Wie lijkt op wie?", "Waarover praten we verder?", "Verschil per groep"
)  # fmt: skip


@require_safe
def opinion_map(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session, MAP)
    report = _map(request, session)
    return render(request, "regions/opinion_map.html", _context(session, MAP, "opinion_map", report))


@require_safe
def export_opinion_map(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("opinion_map", region_slug, number)
    return _workbook(session, "Meningenkaart", _map(request, session))


@require_safe
def similarity(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session, ALIKE)
    report = similarity_report.for_page(session, _slug(request, session))
    return render(request, "regions/similarity.html", _context(session, ALIKE, "similarity", report))


@require_safe
def export_similarity(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("similarity", region_slug, number)
    return _workbook(session, "Gelijkenis", similarity_report.for_page(session, ""))


@require_safe
def agenda(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session, AGENDA)
    report = agenda_report.for_page(session, _slug(request, session))
    leads = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(pk=session.pk).exists()
    return render(request, "regions/agenda.html", _context(session, AGENDA, "agenda", report) | {"leads": leads})


@require_safe
def export_agenda(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("agenda", region_slug, number)
    return _workbook(session, "Agenda", agenda_report.for_page(session, ""))


@require_safe
def difference_groups(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session, GROUPS)
    report = groups_report.for_page(session, _slug(request, session))
    return render(request, "regions/difference_groups.html", _context(session, GROUPS, "difference_groups", report))


@require_safe
def export_difference_groups(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Download themes and leerroutes, or with ?soort=omvang small against large."""
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("difference_groups", region_slug, number)
    report = groups_report.for_page(session, "")
    if request.GET.get("soort") == "omvang" and report.sizes:
        name = f"Kleine en grote gemeenten {session.region.name} werksessie {session.number}"
        source = f"{report.source} {report.sizes.border}"
        return workbook_response(name=name, header=report.sizes.header(), rows=report.sizes.table(), source=source)
    return _workbook(session, "Verschil per groep", report)


def _map(request: HttpRequest, session: WorkSession) -> map_report.OpinionMapReport:
    wished = request.GET.get("groepen", "")
    group_count = int(wished) if wished.isascii() and wished.isdigit() else None
    return map_report.for_page(session, _slug(request, session), group_count, standing_proposal(request, session))


def _slug(request: HttpRequest, session: WorkSession) -> str:
    asked = request.GET.get("gemeente")
    return own_municipality(request, session) if asked is None else asked


def _context(session: WorkSession, title: str, page: str, report: Any) -> dict[str, Any]:
    return {"title": title, "session": session, "report": report, "page": page, "crumbs": crumbs_of(session)}


def _workbook(session: WorkSession, title: str, report: Any) -> HttpResponse:
    name = f"{title} {session.region.name} werksessie {session.number}"
    return workbook_response(name=name, header=report.header(), rows=report.table(), source=report.source)
