"""What municipalities gave beside their opinions, side by side: who does what, and the facts."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import Region, WorkSession
from regions.reports import municipal_facts as facts_report
from regions.reports import task_division as tasks_report
from regions.resources import workbook_response
from regions.views.work_sessions import found_region, found_session, session_crumbs


@require_safe
def task_division(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    asked = _asked_tasks(request, region)
    page = {"region": region, "crumbs": [(f"Regio {region.name}", region.get_absolute_url())]}
    if not asked:
        return render(request, "regions/task_division_empty.html", page)
    session = _chosen(request, asked)
    report = tasks_report.build(session, _municipality(request, session), request.GET.get("toon", ""))
    query = request.GET.copy()
    query.pop("toon", None)
    page |= {"report": report, "session": session, "sessions": asked, "query": query.urlencode()}
    return render(request, "regions/task_division.html", page)


@require_safe
def export_task_division(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    asked = _asked_tasks(request, region)
    if not asked:
        raise Http404
    session = _chosen(request, asked)
    report = tasks_report.build(session)
    name = f"Taakverdeling {region.name} werksessie {session.number}"
    return workbook_response(name=name, header=report.header(), rows=report.table(), source=report.source)


@require_safe
def municipal_facts(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    page = {"session": session, "region": session.region, "crumbs": session_crumbs(session.region, session)}
    if not (session.fact_keys and _may_see(request, session)):
        return render(request, "regions/municipal_facts_early.html", page)
    page["report"] = facts_report.build(session, _municipality(request, session))
    return render(request, "regions/municipal_facts.html", page)


@require_safe
def export_municipal_facts(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    if not (session.fact_keys and _may_see(request, session)):
        raise Http404
    report = facts_report.build(session)
    name = f"Feiten {session.region.name} werksessie {session.number}"
    return workbook_response(name=name, header=report.header, rows=report.sheet, source=report.source)


def _asked_tasks(request: HttpRequest, region: Region) -> list[WorkSession]:
    """Return the revealed sessions of the region that asked tasks, newest first."""
    sessions: QuerySet[WorkSession] = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION)
    revealed = sessions.filter(region=region).exclude(revealed_at=None).exclude(task_keys=[])
    return list(revealed.select_related("region").order_by("-revealed_at", "-number"))


def _chosen(request: HttpRequest, asked: list[WorkSession]) -> WorkSession:
    wish = request.GET.get("sessie", "")
    found = next((one for one in asked if str(one.number) == wish), None if wish else asked[0])
    if found is None:
        raise Http404
    return found


def _may_see(request: HttpRequest, session: WorkSession) -> bool:
    """Who leads the session sees what was shared with the region; everybody else waits for the reveal."""
    led = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    return session.is_revealed or led.filter(pk=session.pk).exists()


def _municipality(request: HttpRequest, session: WorkSession) -> str:
    """Return the municipality to mark: what was asked for, or else one's own."""
    if "gemeente" in request.GET:
        return request.GET["gemeente"]
    own = session.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""
