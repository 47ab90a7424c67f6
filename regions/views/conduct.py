"""Leading a session from one's own laptop; this page never stands on the screen in the room."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import screen as acts
from regions.actions import seat as seats
from regions.actions.refusal import NotNow
from regions.forms.work_session import ScreenForm
from regions.models import Seat, Statement
from regions.reports import beamer, session_progress
from regions.views.work_sessions import found_session, session_crumbs

LONGEST_NUMBER = 19  # digits of a bigint


@require_safe
def conduct(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    stand = beamer.build(session)
    page = {
        "session": session,
        "region": session.region,
        "crumbs": session_crumbs(session.region, session),
        "progress": session_progress.build(session),
        "stand": stand,
        "statement": session.statements.filter(number=session.shown_number).first(),
        **_steps(session.shown_number, stand.total),
        "notes": session_progress.shared_notes(session, session.shown_number),
        "statements": Statement.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
        .filter(session=session)
        .order_by("number"),
    }
    return render(request, "regions/conduct.html", page)


def _steps(shown: int, total: int) -> dict[str, object]:
    """Where the buttons of the screen lead; after the last statement comes the start page."""
    following = shown + 1 if shown < total else 0
    former = max(shown - 1, 0)
    return {
        "next_number": following,
        "next_label": f"Volgende: stelling {following}" if following else "Naar de startpagina",
        "previous_number": former,
        "previous_label": f"Vorige: stelling {former}" if former else "Naar de startpagina",
    }


@require_safe
def conduct_stand(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Give the part of the page that changes by itself: who is in, who waits, who shared."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    page = {"session": session, "region": session.region, "progress": session_progress.build(session)}
    return render(request, "regions/conduct_progress.html", page)


@require_POST
def steer_screen(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    form = ScreenForm(request.POST)
    if form.is_valid():
        try:
            acts.show(session=session, by=request.user, **form.cleaned_data)
        except NotNow as reason:
            messages.warning(request, str(reason))
    else:
        messages.warning(request, "Kies een stelling uit de lijst.")
    return redirect("conduct", region_slug, number)


@require_POST
def decide_seat(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Let one person in or not, or everybody who waits."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    if request.POST.get("besluit") == "allen":
        admitted = seats.admit_all(session=session, by=request.user)
        messages.success(request, f"Toegelaten: {len(admitted)}.")
        return redirect("conduct", region_slug, number)
    rows = Seat.objects.for_user(request.user, to=Permission.ADMIT_SEAT).filter(session=session)
    decide(request, get_object_or_404(rows, pk=seat_number(request)))
    return redirect("conduct", region_slug, number)


def decide(request: HttpRequest, seat: Seat) -> None:
    """Carry out the decision about one seat and say so on the next page."""
    try:
        if request.POST.get("besluit") == "weiger":
            seats.refuse(seat=seat, by=request.user)
            messages.success(request, f"{seat.name} is niet toegelaten. De antwoorden tellen niet mee.")
        else:
            seats.admit(seat=seat, by=request.user)
            messages.success(request, f"{seat.name} is toegelaten. De antwoorden tellen nu mee.")
    except NotNow as reason:
        messages.warning(request, str(reason))


def seat_number(request: HttpRequest) -> int:
    """Return the seat that the form names; 0, which is nobody's, for anything that is no number."""
    typed = request.POST.get("plek", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_NUMBER else 0
