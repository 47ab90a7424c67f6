"""Inviting people to a session and following who answers: pages of the project leader."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from regions.actions import announcement, reminder
from regions.actions import invitation as acts
from regions.actions.refusal import NotNow
from regions.forms.invitation import MOST_PEOPLE, AddressesForm, PeopleForm, found_people, posted_people
from regions.models import WorkSession
from regions.reports import calendar, invitation_text, invitations
from regions.rules import addresses, reminders
from regions.views.work_sessions import found_session, session_crumbs

PEOPLE = ("mens is", "mensen zijn")


@require_safe
def list_invitations(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    form = AddressesForm(initial={"addresses": request.session.get(_kept(session), "")})
    return _overview(request, session, form)


def _overview(request: HttpRequest, session: WorkSession, form: AddressesForm) -> HttpResponse:
    page = {
        "response": invitations.build(session),
        "form": form,
        "form_errors": form.errors,
        "session": session,
        "region": session.region,
        "crumbs": session_crumbs(session.region, session),
        "reminder_days": reminders.days(session.answer_by) if session.answer_by else [],
        "today": timezone.localdate(),
        "meeting": invitation_text.when(session),
        "has_dates": calendar.has_dates(session),
        "stale": len(invitations.with_old_dates(session)),
    }
    return render(request, "regions/invitations.html", page)


def _kept(session: WorkSession) -> str:
    """Where addresses that still have to be mended wait, in this user's own browser session."""
    return f"adressen-{session.pk}"


@require_POST
def check_invitations(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Show whom the pasted addresses mean, beside those that were found before."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    form, before = AddressesForm(request.POST), posted_people(request.POST)
    if not form.is_valid():
        if before:
            return _check(request, session, PeopleForm(people=before, names=invitations.municipalities(session)), None)
        return _overview(request, session, form)
    names = invitations.municipalities(session)
    asked = session.invitations.filter(withdrawn_at=None).values_list("email", flat=True)
    reading = addresses.read(form.cleaned_data["addresses"], names, {*asked, *(one.email for one in before)})
    people = [*before, *found_people(reading.found)]
    if len(people) > MOST_PEOPLE:
        form.add_error("addresses", f"Dit zijn {len(people)} adressen. Plak er hoogstens {MOST_PEOPLE} per keer")
        return _overview(request, session, form)
    return _check(request, session, PeopleForm(people=people, names=names), reading)


def _check(
    request: HttpRequest, session: WorkSession, people: PeopleForm, reading: addresses.Reading | None
) -> HttpResponse:
    mend = AddressesForm(initial={"addresses": reading.to_mend if reading else request.POST.get("addresses", "")})
    mend.fields["addresses"].required = False
    page = {"people": people, "form_errors": people.errors, "reading": reading, "mend": mend, "session": session}
    page |= {"region": session.region, "crumbs": session_crumbs(session.region, session)}
    return render(request, "regions/check_invitations.html", page)


@require_POST
def make_invitations(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    names = invitations.municipalities(session)
    form = PeopleForm(request.POST, people=posted_people(request.POST), names=names)
    if not form.is_valid():
        return _check(request, session, form, None)
    left = request.POST.get("addresses", "").strip()
    request.session[_kept(session)] = left
    try:
        _told(request, session, acts.invite(session=session, people=form.chosen(), by=request.user))
    except NotNow as reason:
        messages.warning(request, str(reason))
    if left:
        messages.warning(request, "Nog niet alle adressen kloppen. Ze staan hieronder in het veld.")
    return redirect("invitations", region_slug, number)


def _told(request: HttpRequest, session: WorkSession, added: Sequence[object]) -> None:
    who = count(len(added), *PEOPLE)
    if not added:
        messages.warning(request, "Niemand is uitgenodigd. Iedereen was het al, of bleef erbuiten.")
    elif session.is_open:
        messages.success(request, f"{who} uitgenodigd. De berichten gaan zo de deur uit.")
    else:
        messages.success(request, f"{who} toegevoegd. Verstuur de uitnodigingen als de werksessie open is.")


@require_POST
def send_invitations(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    """Do one thing for the whole session: send what waits, remind, pause or resume reminders, send new dates."""
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    try:
        messages.success(request, _done(request.POST.get("besluit", ""), session, request))
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("invitations", region_slug, number)


def _done(wish: str, session: WorkSession, request: HttpRequest) -> str:
    by = request.user
    if wish == "verstuur":
        return f"{count(acts.send(session=session, by=by), *PEOPLE)} uitgenodigd."
    if wish == "herinner":
        sent = reminder.remind_now(session=session, by=by)
        return f"{count(sent, 'herinnering gaat', 'herinneringen gaan')} zo de deur uit."
    if wish == "afspraken":
        return f"{count(announcement.send_dates(session=session, by=by), 'mens krijgt', 'mensen krijgen')} bericht."
    if wish == "uitkomsten":
        written = announcement.announce_results(session=session, by=by)
        return f"{count(written, 'mens krijgt', 'mensen krijgen')} bericht dat de uitkomsten klaarstaan."
    if wish in {"stop", "hervat"}:
        reminder.pause(session=session, is_stopped=wish == "stop", by=by)
        return "Er gaan geen herinneringen meer uit." if wish == "stop" else "De herinneringen gaan weer uit."
    raise NotNow("Kies wat je wilt doen.")
