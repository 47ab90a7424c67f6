"""One's own agenda in a calendar program, and the mail of the morning."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from trajectories.actions import calendar_feed, digest
from trajectories.actions.refusal import NotNow
from trajectories.models import CalendarFeed, TeamMember
from trajectories.reports import agenda, agenda_days

SHOWN_ONCE = "calendar_token"


@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """The coming conversations; the address for a calendar program, shown once; the switch of the daily mail."""
    _works(request)
    feeds = CalendarFeed.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(revoked_at=None)
    places = TeamMember.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(user=request.user)
    wants = list(places.values_list("wants_digest", flat=True))
    token = request.session.pop(SHOWN_ONCE, "")
    address = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('calendar_feed', args=[token])}" if token else ""
    days = agenda_days.coming(request.user, on=timezone.localdate())
    context = {
        "title": "Agenda", "days": days, "finding": agenda_days.finding(days),
        "feed": feeds.order_by("-made_at").first(),
        "address": address, "wants_digest": any(wants), "has_team": bool(wants),
    }  # fmt: skip
    response = render(request, "trajectories/calendar.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _works(request: HttpRequest) -> None:
    if not Organisation.objects.for_user(request.user, to=Permission.WORK_CASELOAD).exists():
        raise Http404


@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    _works(request)
    request.session[SHOWN_ONCE] = calendar_feed.make(by=request.user)
    messages.success(request, "Je agenda-adres is gemaakt. Kopieer het nu: je ziet het maar één keer.")
    return redirect("show_calendar")


@require_POST
def revoke_calendar(request: HttpRequest) -> HttpResponse:
    _works(request)
    try:
        calendar_feed.revoke(by=request.user)
        messages.success(request, "Het agenda-adres is ingetrokken en geeft niets meer.")
    except NotNow as reason:
        messages.error(request, f"{reason}.")
    return redirect("show_calendar")


@require_POST
def switch_digest(request: HttpRequest) -> HttpResponse:
    """Switch the daily mail on ("aan") or off."""
    _works(request)
    is_on = request.POST.get("mail") == "aan"
    digest.switch(is_on=is_on, by=request.user)
    said = (
        "Je krijgt op werkdagen om 07.30 uur een mail als er iets te doen is." if is_on else "Je krijgt geen mail meer."
    )
    messages.success(request, said)
    return redirect("show_calendar")


@login_not_required
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The appointments of whoever made this address; a calendar program knows no password."""
    planned = agenda.planned(calendar_feed.hashed(token))
    if planned is None:
        raise Http404
    file = agenda.build(planned, made_at=timezone.now())
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)
