"""What came out of a work session: where municipalities differ, and one statement from nearby."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import Region, SubregionProposal, WorkSession
from regions.reports import differences as differences_report
from regions.reports import statement_result as statement_report
from regions.resources import workbook_response


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
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session)
    report = differences_report.for_page(session, _wish(request, session), standing_proposal(request, session))
    query = request.GET.copy()
    as_list = query.pop("weergave", [""])[-1] == "lijst"
    other_view = query.urlencode() if as_list else f"{query.urlencode()}&weergave=lijst".lstrip("&")
    context = {"title": "Waar verschillen we?", "session": session, "report": report, "crumbs": crumbs_of(session)}
    context |= {"as_list": as_list or report.is_thin, "other_view": other_view, "page": "differences"}
    return render(request, "regions/differences.html", context)


@require_safe
def export_differences(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("differences", region_slug, number)
    wish = differences_report.Wish(theme=request.GET.get("thema", ""))
    report = differences_report.for_page(session, wish, standing_proposal(request, session))
    name = f"Verschillen {session.region.name} werksessie {session.number}"
    return workbook_response(name=name, header=report.header(), rows=report.table(), source=report.source)


@require_safe
def statement_result(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return too_early(request, session)
    statement = get_object_or_404(session.statements, number=statement_number)
    report = statement_report.build(session, statement, _wish(request, session).municipality)
    crumbs = [*crumbs_of(session), ("Waar verschillen we?", reverse("differences", args=[region_slug, number]))]
    context = {"title": f"Stelling {statement.number}", "session": session, "report": report, "crumbs": crumbs}
    context["page"] = "statement_result"
    return render(request, "regions/statement_result.html", context)


def _wish(request: HttpRequest, session: WorkSession) -> differences_report.Wish:
    municipality = request.GET.get("gemeente", own_municipality(request, session))
    return differences_report.Wish(municipality, request.GET.get("thema", ""))


def session_of(request: HttpRequest, region_slug: str, number: int) -> WorkSession:
    sessions = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).select_related("region")
    return get_object_or_404(sessions, region__slug=region_slug, number=number)


def _led_organisations(request: HttpRequest) -> set[int]:
    led = Region.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return set(led.values_list("organisation_id", flat=True))


def may_see(request: HttpRequest, session: WorkSession) -> bool:
    """Who leads the session sees what was shared with the region; everybody else waits for the reveal."""
    if session.is_revealed:
        return True
    led = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return led.filter(pk=session.pk).exists()


def too_early(request: HttpRequest, session: WorkSession, title: str = "Waar verschillen we?") -> HttpResponse:
    """Say how many municipalities still have to share; who they are stays with the session."""
    total = session.region.municipalities_on(timezone.localdate()).count()
    context = {"title": title, "session": session, "crumbs": crumbs_of(session)}
    context |= {"to_go": max(total - session.shared_count(), 0), "total": total}
    return render(request, "regions/results_early.html", context)


def own_municipality(request: HttpRequest, session: WorkSession) -> str:
    """Return the slug of the municipality this user works for, or nothing for who works for the region itself."""
    own = session.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""


def standing_proposal(request: HttpRequest, session: WorkSession) -> SubregionProposal | None:
    """The proposal that orders the columns: what lies before the municipalities, or else the newest one."""
    proposals = SubregionProposal.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(session=session)
    # Ter bespreking stands after Concept in the alphabet of their codes.
    return proposals.order_by("-status", "-number").first()


def crumbs_of(session: WorkSession) -> list[tuple[str, str]]:
    region = session.region
    return [
        (f"Regio {region.name}", region.get_absolute_url()),
        (f"Werksessie {session.number}", session.get_absolute_url()),
    ]
