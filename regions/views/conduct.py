"""Leading a session from one's own laptop; this page never stands on the screen in the room."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import conversation as conversation_acts
from regions.actions import screen as acts
from regions.actions import seat as seats
from regions.actions.refusal import Changed, NotNow
from regions.forms.conversation import MinuteForm, NoteForm
from regions.forms.screen import ScreenForm
from regions.models import FacilitatorNote, Seat, Statement, WorkSession
from regions.reports import beamer, control, session_progress
from regions.views.conversation import action_form, written
from regions.views.work_sessions import found_session, session_crumbs

LONGEST_NUMBER = 19  # digits of a bigint
# What each button does, and what the page then says; nothing where the page shows it at once.
DECISIONS: dict[str, Callable[..., object]] = {
    "bevries": acts.freeze,
    "opnieuw": acts.show_again,
    "los": acts.thaw,
    "pauze": partial(acts.pause, on=True),
    "verder": partial(acts.pause, on=False),
    "zwart": partial(acts.black, on=True),
    "licht": partial(acts.black, on=False),
}


@require_safe
def conduct(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    prefetch_related_objects([session], "statements")
    progress = session_progress.build(session)
    page = {
        "session": session,
        "region": session.region,
        "crumbs": session_crumbs(session.region, session),
        "progress": progress,
        "screen": beamer.build(session, progress),
        "control": control.build(session, len(progress.rows)),
        "said": session_progress.shared_notes(session, session.shown_number),
    }
    return render(request, "regions/conduct.html", page | _forms(session, page["control"]))


def _forms(session: WorkSession, beside: control.Control) -> dict[str, object]:
    """What can be written down without leaving the page; nothing on the start page."""
    if not beside.statement:
        return {}
    note = {"text": beside.note.text, "expected_version": beside.note.version} if beside.note else None
    about = {"statement": str(beside.statement.number), "expected_version": 0}
    return {
        "note_form": NoteForm(initial=note or {"expected_version": 0}, auto_id="notitie_%s"),
        "minute_form": MinuteForm(initial=written(beside.minute), auto_id="verslag_%s"),
        "action_form": action_form(session, beside.statements, initial=about, auto_id="actie_%s"),
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
def set_screen(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Let the screen stand still or move, refresh or not, be black or not."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    act = DECISIONS.get(request.POST.get("besluit", ""))
    try:
        if act:
            act(session=session, by=request.user)
        else:
            messages.warning(request, "Kies met een knop wat het scherm moet doen.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("conduct", region_slug, number)


@require_http_methods(["GET", "HEAD", "POST"])
def write_note(request: HttpRequest, region_slug: str, number: int, statement_number: int) -> HttpResponse:
    """Keep the facilitator's own note about a statement; both texts when a colleague was first."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    asked = Statement.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(session=session)
    statement = get_object_or_404(asked, number=statement_number)
    note = FacilitatorNote.objects.for_user(request.user, to=Permission.PREPARE_SESSION)
    note = note.filter(statement=statement).first()
    first = {"text": note.text, "expected_version": note.version} if note else {"expected_version": 0}
    form, status, stands = NoteForm(request.POST or None, initial=first), 200, None
    if form.is_valid():
        try:
            conversation_acts.note(session=session, statement=statement, by=request.user, **form.cleaned_data)
            return redirect("conduct", region_slug, number)
        except Changed as reason:
            status, stands = 409, form.replace(reason)
    page = {"session": session, "region": session.region, "statement": statement, "form": form, "stands": stands}
    page |= {"crumbs": session_crumbs(session.region, session), "form_errors": form.errors}
    return render(request, "regions/write_note.html", page, status=status)


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
