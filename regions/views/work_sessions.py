"""Preparing a work session and following it: pages of the project leader, readable for the municipalities."""

from collections.abc import Callable
from functools import partial

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.charts.svg import Svg
from regions.actions import work_session as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.work_session import NewSessionForm, StatementForm, TitleForm
from regions.models import Region, Statement, WorkSession
from regions.reports import library, questions, session_overview, session_progress, stand
from regions.resources import workbook_response

Crumbs = list[tuple[str, str]]


def found_region(request: HttpRequest, region_slug: str, to: Permission) -> Region:
    return get_object_or_404(Region.objects.for_user(request.user, to=to), slug=region_slug)


def found_session(request: HttpRequest, region_slug: str, number: int, to: Permission) -> WorkSession:
    """Return the session of this region for which the user holds this permission, or 404."""
    sessions = WorkSession.objects.for_user(request.user, to=to).select_related("region", "organisation")
    return get_object_or_404(sessions, region__slug=region_slug, number=number)


def session_crumbs(region: Region, session: WorkSession | None = None) -> Crumbs:
    trail = [(f"Regio {region.name}", region.get_absolute_url())]
    trail.append(("Werksessies", reverse("list_work_sessions", args=[region.slug])))
    return [*trail, (f"Werksessie {session.number}", session.get_absolute_url())] if session else trail


def join_address(session: WorkSession) -> str:
    """Return the full address that people type or scan."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("take_seat", args=[session.code])


def join_qr(session: WorkSession) -> Svg:
    code = segno.make(join_address(session), error="m")
    return Svg(code.svg_inline(scale=4, omitsize=True, dark="#1B2422", light="#FFFFFF"))


@require_safe
def list_work_sessions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    sessions = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    page = {
        "rows": session_overview.rows(sessions),
        "finding": session_overview.finding(sessions),
        "may_prepare": Region.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
        .filter(pk=region.pk)
        .exists(),
        "region": region,
        "crumbs": session_crumbs(region)[:1],
    }
    return render(request, "regions/list_work_sessions.html", page)


@require_safe
def export_work_sessions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    sessions = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    return workbook_response(
        name=f"Werksessies regio {region.name}",
        header=session_overview.HEADINGS,
        rows=session_overview.table(sessions),
        source="Bron: Inburgering Regionaal.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_work_session(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.PREPARE_SESSION)
    shelf = library.newest()
    form = NewSessionForm(request.POST or None, choices=shelf.choices(), initial={"keys": shelf.default_keys()})
    if form.is_valid():
        session = acts.prepare(region=region, by=request.user, **form.cleaned_data)
        messages.success(request, "De werksessie staat klaar. Kijk de stellingen na en open haar.")
        return redirect(session)
    chosen = form["keys"].value() or []
    page = {"form": form, "themes": shelf.themes(chosen), "chosen": len(chosen), "region": region}
    return render(request, "regions/new_work_session.html", page | {"crumbs": session_crumbs(region)})


@require_safe
def show_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    leads = WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(pk=session.pk).exists()
    page = {
        "session": session,
        "region": session.region,
        "crumbs": session_crumbs(session.region),
        "statements": Statement.objects.for_user(request.user, to=Permission.VIEW_REGION)
        .filter(session=session)
        .order_by("number"),
    }
    if not leads:
        mine = session_overview.own_part(session, request.user)
        return render(request, "regions/show_work_session_member.html", page | {"mine": mine})
    page |= {"progress": session_progress.build(session), "qr": join_qr(session), "address": join_address(session)}
    return render(request, "regions/show_work_session.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def rename_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    first = {"title": session.title, "expected_version": session.version}
    form = TitleForm(request.POST or None, initial=first)
    status = 200
    if form.is_valid():
        try:
            acts.rename(session=session, by=request.user, **form.cleaned_data)
            return redirect(session)
        except Changed as reason:
            form, status = after_change(form, reason, f"Nu staat er: {reason.current.title}"), 409
    page = {"form": form, "session": session, "region": session.region}
    page["crumbs"] = session_crumbs(session.region, session)
    return render(request, "regions/rename_work_session.html", page, status=status)


def after_change(form: StatementForm | TitleForm, reason: Changed, stands: str) -> StatementForm | TitleForm:
    """Keep what was typed, show what stands now, and let the next saving replace exactly that."""
    again = type(form)({**form.data.dict(), "expected_version": reason.current.version})
    again.is_valid()
    again.add_error(None, f"{reason}. {stands}")
    return again


@require_POST
def open_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    done = "De werksessie is open. Deel de code met de deelnemers."
    return _turn(request, region_slug, number, acts.open_session, done)


@require_POST
def close_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    done = "De werksessie is gesloten. Alle antwoorden zijn bewaard."
    return _turn(request, region_slug, number, acts.close_session, done)


@require_POST
def reopen_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    return _turn(request, region_slug, number, acts.reopen_session, "De werksessie is weer open.")


@require_http_methods(["GET", "HEAD", "POST"])
def reveal_work_session(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Ask first, for this cannot be taken back."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    if request.method == "POST":
        return _turn(
            request,
            region_slug,
            number,
            partial(acts.reveal, was_asked=request.POST.get("gevraagd") == "ja"),
            "De uitkomst is te zien, met de namen van de gemeenten.",
        )
    page = {"session": session, "region": session.region, "progress": session_progress.build(session)}
    page["exposed"] = [] if session.is_revealed else stand.exposed(session)
    page["crumbs"] = session_crumbs(session.region, session)
    return render(request, "regions/reveal_work_session.html", page)


def _turn(
    request: HttpRequest, region_slug: str, number: int, act: Callable[..., WorkSession], done: str
) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    try:
        act(session=session, by=request.user)
        messages.success(request, done)
    except NotNow as reason:
        messages.warning(request, str(reason))
    if request.POST.get("terug") == "regie":
        return redirect("conduct", region_slug, number)
    return redirect(session)


@require_safe
def print_statements(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    rows = (
        Statement.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(session=session).order_by("number")
    )
    page = {"session": session, "region": session.region, "themes": library.by_theme(rows), "total": len(rows)}
    page |= questions.on_paper(session, len(rows)) | {"crumbs": session_crumbs(session.region, session)}
    return render(request, "regions/print_statements.html", page)
