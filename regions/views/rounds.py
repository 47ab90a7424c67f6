"""Rounds of a session: the list, making the next one, throwing one away, and what changed between two."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import round as acts
from regions.actions.refusal import NotNow
from regions.forms.round import NextRoundForm
from regions.models import WorkSession
from regions.reports import round_change as change_report
from regions.reports import rounds as rounds_report
from regions.resources import workbook_response
from regions.views.work_sessions import Crumbs, found_session, session_crumbs

Pair = tuple[WorkSession, WorkSession]


@require_http_methods(["GET", "HEAD", "POST"])
def session_rounds(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    if request.method == "POST":
        return _next_round(request, found_session(request, region_slug, number, Permission.PREPARE_SESSION))
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    return _list(request, session, None)


def _next_round(request: HttpRequest, session: WorkSession) -> HttpResponse:
    choices = [(one.key, one.text) for one in rounds_report.choices(session)]
    form = NextRoundForm(request.POST, choices=choices)
    if form.is_valid():
        try:
            made = acts.prepare_next(session=session, by=request.user, **form.cleaned_data)
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Ronde {made.round} staat klaar. Kijk de stellingen na en open haar.")
            return redirect(made)
    return _list(request, session, form)


def _list(request: HttpRequest, session: WorkSession, form: NextRoundForm | None) -> HttpResponse:
    readable = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION)
    report = rounds_report.build(session, readable)
    leads = _leads(request, session)
    page = {"session": session, "region": session.region, "report": report, "leads": leads}
    if leads and (form or not report.why_not):
        page |= _form(report.newest, form)
    page |= {"title": "Rondes", "crumbs": session_crumbs(session.region, session)}
    return render(request, "regions/session_rounds.html", page)


def _form(newest: WorkSession, form: NextRoundForm | None) -> dict[str, object]:
    """The next round follows the newest one. By default it asks what municipalities differ on."""
    choices = rounds_report.choices(newest)
    if form is None:
        title = f"Ronde {newest.round + 1}: waar we verschilden"
        # The most divided stand first; a round of fewer statements than this cannot be opened.
        ticked = [one.key for place, one in enumerate(choices) if one.is_different or place < acts.FEWEST]
        form = NextRoundForm(choices=[(one.key, one.text) for one in choices], initial={"title": title, "keys": ticked})
    chosen = form["keys"].value() or []
    statements = [(one, one.key in chosen) for one in choices]
    return {"form": form, "statements": statements, "chosen": len(chosen), "newest": newest}


@require_safe
def export_rounds(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    report = rounds_report.build(session, WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION))
    name = f"Rondes {session.region.name} werksessie {session.number}"
    return workbook_response(name=name, header=rounds_report.HEADER, rows=report.table(), source=report.source)


@require_http_methods(["GET", "HEAD", "POST"])
def discard_round(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Ask first, for this cannot be taken back."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    if request.method == "POST":
        try:
            acts.discard(session=session, by=request.user)
        except NotNow as reason:
            messages.warning(request, str(reason))
            return redirect("session_rounds", region_slug, number)
        messages.success(request, f"Werksessie {number} is verwijderd. De andere rondes staan er nog zoals ze waren.")
        return redirect("list_work_sessions", region_slug)
    crumbs = _crumbs(session)
    page = {"title": "Werksessie verwijderen", "session": session, "region": session.region, "crumbs": crumbs}
    return render(request, "regions/discard_round.html", page)


@require_safe
def round_change(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    pair = _pair(request, session)
    page = {"session": session, "region": session.region, "pair": pair, "crumbs": _crumbs(session)}
    page |= {"title": "Voor en na", "leads": _leads(request, session)}
    if pair and _may_compare(request, pair):
        slug = request.GET.get("gemeente", _own_municipality(request, session))
        page["report"] = change_report.build(*pair, slug)
    return render(request, "regions/round_change.html", page)


@require_safe
def export_round_change(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    pair = _pair(request, session)
    if pair is None or not _may_compare(request, pair):
        return redirect("round_change", region_slug, number)
    report = change_report.build(*pair)
    name = f"Voor en na {session.region.name} ronde {report.rounds[0]} en {report.rounds[1]}"
    return workbook_response(name=name, header=report.header(), rows=report.table(), source=report.source)


def _pair(request: HttpRequest, session: WorkSession) -> Pair | None:
    """Return the round before this one and this one; of a first round itself and the round that follows."""
    readable = WorkSession.objects.for_user(request.user, to=Permission.VIEW_REGION).select_related("region")
    if session.former_id:
        return get_object_or_404(readable, pk=session.former_id), session
    later = readable.filter(former=session).first()
    return (session, later) if later else None


def _may_compare(request: HttpRequest, pair: Pair) -> bool:
    """Who leads sees what was shared with the region; everybody else waits until both outcomes were shown."""
    return all(one.is_revealed for one in pair) or _leads(request, pair[1])


def _leads(request: HttpRequest, session: WorkSession) -> bool:
    return WorkSession.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(pk=session.pk).exists()


def _own_municipality(request: HttpRequest, session: WorkSession) -> str:
    """Return the slug of the municipality this user works for, or nothing for who works for the region itself."""
    own = session.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""


def _crumbs(session: WorkSession) -> Crumbs:
    rounds = reverse("session_rounds", args=[session.region.slug, session.number])
    return [*session_crumbs(session.region, session), ("Rondes", rounds)]
