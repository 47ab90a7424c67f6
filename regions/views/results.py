"""What came out of a work session: where municipalities differ, and one statement from nearby."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import Region, SubregionProposal, WorkSession
from regions.reports import differences as differences_report
from regions.reports import statement_result as statement_report
from regions.resources import differences_workbook, spreadsheet


@require_safe
def results_home(request: HttpRequest, region_slug: str) -> HttpResponse:
    """Lead to the newest results that this user may see."""
    region = get_object_or_404(Region.objects.for_user(request.user, to=Permission.VIEW_REGION), slug=region_slug)
    sessions = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    newest = sessions.exclude(revealed_at=None).order_by("-revealed_at", "-number").first()
    if newest:
        return redirect("differences", region_slug, newest.number)
    latest = sessions.exclude(state=WorkSession.State.CONCEPT).order_by("-number").first()
    leads = region.organisation_id in _led_organisations(request)
    if latest and leads:
        return redirect("differences", region_slug, latest.number)
    crumbs = [(f"Regio {region.name}", region.get_absolute_url())]
    context = {"title": "Uitkomsten", "crumbs": crumbs, "session": latest, "leads": leads}
    return render(request, "regions/results_home.html", context)


@require_safe
def session_results(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    return redirect("differences", region_slug, number)


@require_safe
def differences(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = _session(request, region_slug, number)
    if not _may_see(request, session):
        return _too_early(request, session)
    wish = differences_report.Wish(
        request.GET.get("gemeente", _own_municipality(request, session)), request.GET.get("thema", "")
    )
    report = differences_report.for_page(session, wish, _proposal(request, session))
    context = {"title": "Waar verschillen we?", "session": session, "report": report, "crumbs": _crumbs(session)}
    return render(request, "regions/differences.html", context)


@require_safe
def export_differences(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = _session(request, region_slug, number)
    if not _may_see(request, session):
        return _too_early(request, session)
    report = differences_report.for_page(
        session, differences_report.Wish("", request.GET.get("thema", "")), _proposal(request, session)
    )
    return spreadsheet(differences_workbook(report), f"Verschillen {session.region.name} werksessie {session.number}")


@require_safe
def statement_result(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    session = _session(request, region_slug, number)
    if not _may_see(request, session):
        return _too_early(request, session)
    statement = get_object_or_404(session.statements, number=statement_number)
    slug = request.GET.get("gemeente", _own_municipality(request, session))
    report = statement_report.build(session, statement, for_slug=slug)
    crumbs = [*_crumbs(session), ("Waar verschillen we?", reverse("differences", args=[region_slug, number]))]
    context = {"title": f"Stelling {statement.number}", "session": session, "report": report, "crumbs": crumbs}
    return render(request, "regions/statement_result.html", context)


def _session(request: HttpRequest, region_slug: str, number: int) -> WorkSession:
    sessions = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).select_related("region")
    return get_object_or_404(sessions, region__slug=region_slug, number=number)


def _led_organisations(request: HttpRequest) -> set[int]:
    led = Region.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return set(led.values_list("organisation_id", flat=True))


def _may_see(request: HttpRequest, session: WorkSession) -> bool:
    """Who leads the session sees what was shared with the region; everybody else waits for the reveal."""
    if session.is_revealed:
        return True
    led = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return led.filter(pk=session.pk).exists()


def _too_early(request: HttpRequest, session: WorkSession) -> HttpResponse:
    context = {"title": "Waar verschillen we?", "session": session, "crumbs": _crumbs(session)}
    return render(request, "regions/results_early.html", context)


def _own_municipality(request: HttpRequest, session: WorkSession) -> str:
    """Return the slug of the municipality this user works for, or nothing for who works for the region itself."""
    own = session.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""


def _proposal(request: HttpRequest, session: WorkSession) -> SubregionProposal | None:
    """The proposal that orders the columns: what lies before the municipalities, or else the newest one."""
    proposals = SubregionProposal.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(session=session)
    return proposals.order_by("-status", "-number").first()


def _crumbs(session: WorkSession) -> list[tuple[str, str]]:
    region = session.region
    return [
        (f"Regio {region.name}", region.get_absolute_url()),
        (f"Werksessie {session.number}", session.get_absolute_url()),
    ]
