"""Files to take along: a figure, the report of a session and its slides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents import pdf
from inburgering.documents.image import png
from inburgering.documents.models import Document
from inburgering.documents.response import issued
from regions.actions import session_export
from regions.actions.refusal import NotNow
from regions.models import SessionExport, WorkSession
from regions.reports import exported, figures
from regions.reports.figure import Figure
from regions.resources import workbook_response
from regions.views.results import may_see, own_municipality, session_of
from regions.views.work_sessions import found_session, session_crumbs

READY = 286  # the last word of a fragment that is asked again and again


@require_http_methods(["GET", "HEAD", "POST"])
def session_exports(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    if request.method == "POST":
        _ask_for(request, session)
        return redirect("session_exports", region_slug, number)
    page = _page(request, session) | {"crumbs": session_crumbs(session.region, session)}
    return render(request, "regions/session_exports.html", page)


def _ask_for(request: HttpRequest, session: WorkSession) -> None:
    kind = request.POST.get("soort", "")
    if kind not in SessionExport.Kind.values:
        messages.warning(request, "Kies een verslag of een presentatie.")
        return
    try:
        session_export.request(session=session, kind=kind, by=request.user)
    except NotNow as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, "Het bestand wordt gemaakt. Je mag deze pagina verlaten.")


def _page(request: HttpRequest, session: WorkSession) -> dict[str, object]:
    asked = SessionExport.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(session=session)
    return {"session": session, "region": session.region, "exports": exported.build(session, asked)}


@require_safe
def session_exports_stand(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Give the part of the page that changes while files are made; 286 says that nothing is being made any more."""
    page = _page(request, found_session(request, region_slug, number, Permission.PREPARE_SESSION))
    status = 200 if page["exports"].is_open else READY  # type: ignore[attr-defined]
    return render(request, "regions/session_exports_stand.html", page, status=status)


@require_safe
def session_export_file(request: HttpRequest, region_slug: str, number: int, document_number: str) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    asked = SessionExport.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(session=session)
    documents = Document.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    found = get_object_or_404(documents, number=document_number, pk__in=asked.values("document"))
    return issued(found, as_download=request.GET.get("opslaan") == "ja")


@require_safe
def figure_file(request: HttpRequest, region_slug: str, number: int, figure: str, extension: str) -> HttpResponse:
    """Give one figure as PNG or SVG, or its numbers as an Excel file."""
    session = session_of(request, region_slug, number)
    if not may_see(request, session):
        return redirect("differences", region_slug, number)
    found = figures.build(session, figure, _chosen_code(request, session))
    if found is None:
        raise Http404
    name = f"{found.name} - werksessie {session.number} {session.region.name}"
    if extension == "xlsx":
        return workbook_response(name=name, header=found.header, rows=found.rows, source=_source(session, found))
    try:
        content, media_type = _drawn(session, found, extension)
    except pdf.CannotRender as reason:
        messages.warning(request, str(reason))
        return redirect("differences", region_slug, number)
    disposition = content_disposition_header(True, f"{name}.{extension}")
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def _chosen_code(request: HttpRequest, session: WorkSession) -> str | None:
    """Return the CBS code of the municipality that the address looks for, or of the one this user works for."""
    slug = request.GET.get("gemeente", own_municipality(request, session))
    return (
        session.region.memberships.filter(municipality__slug=slug).values_list("municipality__code", flat=True).first()
    )


def _drawn(session: WorkSession, found: Figure, extension: str) -> tuple[bytes, str]:
    if extension == "svg":
        return str(found.svg).encode(), "image/svg+xml"
    return png(found.svg, caption=_source(session, found)), "image/png"


def _source(session: WorkSession, found: Figure) -> str:
    """Say where the numbers come from, and of the example region that they are invented: a picture travels alone."""
    mark = "Voorbeeldgegevens: de antwoorden zijn verzonnen. " if session.organisation.is_demonstration else ""
    return f"{mark}{found.source}"
