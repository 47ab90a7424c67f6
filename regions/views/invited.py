"""One invitation: for the leader who corrects it, and for whoever opens the personal link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.context import as_seat, keep_seat, seats_of
from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from regions.actions import invitation as acts
from regions.actions import invited, reminder
from regions.actions.refusal import Changed, NotNow
from regions.forms.invitation import AcceptForm, InvitationForm
from regions.models import WorkSession
from regions.reports import invitation_link, invitations, joining
from regions.reports.invitations import InvitedRow
from regions.resources import workbook_response
from regions.views.join import Visitor
from regions.views.work_sessions import found_session, session_crumbs


def _found(request: HttpRequest, region_slug: str, number: int, place: int) -> tuple[WorkSession, InvitedRow]:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    row = next((one for one in invitations.build(session).rows if one.number == place), None)
    if row is None:
        raise Http404
    return session, row


@require_http_methods(["GET", "HEAD", "POST"])
def edit_invitation(request: HttpRequest, region_slug: str, number: int, invitation_number: int) -> HttpResponse:
    session, row = _found(request, region_slug, number, invitation_number)
    one, names = row.invitation, invitations.municipalities(session)
    first = {"name": one.name, "municipality": one.municipality.code, "expected_version": one.version}
    form = InvitationForm(request.POST or None, initial=first, names=names)
    if form.is_valid() and _is_corrected(form, row, session, request):
        return redirect("invitations", region_slug, number)
    page = {"form": form, "form_errors": form.errors, "row": row, "session": session, "region": session.region}
    page["crumbs"] = [
        *session_crumbs(session.region, session),
        ("Uitnodigen", f"{session.get_absolute_url()}uitnodigen/"),
    ]
    return render(request, "regions/edit_invitation.html", page)


def _is_corrected(form: InvitationForm, row: InvitedRow, session: WorkSession, request: HttpRequest) -> bool:
    chosen = session.region.memberships.get(municipality__code=form.cleaned_data["municipality"]).municipality
    try:
        acts.move(
            invitation=row.invitation, municipality=chosen, name=form.cleaned_data["name"],
            expected_version=form.cleaned_data["expected_version"], by=request.user,
        )  # fmt: skip
    except NotNow as reason:
        form.add_error("municipality", str(reason))
    except Changed as reason:
        form.add_error(None, f"{reason}. Nu staat er: {reason.current.name}, {reason.current.municipality.name}")
    else:
        messages.success(request, f"De uitnodiging van {row.invitation.email} is aangepast.")
        return True
    return False


@require_POST
def decide_invitation(request: HttpRequest, region_slug: str, number: int, invitation_number: int) -> HttpResponse:
    """Remind one person, stop or resume the reminders, or take the invitation back."""
    session, row = _found(request, region_slug, number, invitation_number)
    try:
        messages.success(request, _decided(request.POST.get("besluit", ""), session, row, request))
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("edit_invitation", region_slug, number, invitation_number)


def _decided(wish: str, session: WorkSession, row: InvitedRow, request: HttpRequest) -> str:
    one, by = row.invitation, request.user
    if wish == "herinner":
        reminder.remind_now(session=session, numbers=[row.number], by=by)
        return f"{row.name} krijgt een herinnering."
    if wish == "stop":
        acts.stop_reminders(invitation=one, by=by)
        return f"{row.name} krijgt geen herinneringen meer. De link blijft werken."
    if wish == "hervat":
        acts.resume_reminders(invitation=one, by=by)
        return f"{row.name} krijgt weer herinneringen."
    if wish == "trek-in":
        acts.withdraw(invitation=one, by=by)
        return f"De uitnodiging van {row.name} is ingetrokken. De link werkt niet meer."
    raise NotNow("Kies wat je wilt doen.")


@require_safe
def export_response(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    today = date_long(timezone.localdate())
    return workbook_response(
        name=f"Respons werksessie {number}",
        header=invitations.HEADINGS,
        rows=invitations.build(session).table(),
        source=f"Bron: Inburgering Regionaal, stand van {today}. Geen antwoorden.",
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show for whom the link is; a place is taken by the button only, for a link may be opened by a scanner."""
    invitee = invitation_link.invitee(token)
    door = joining.door(invitee.code) if invitee else None
    if invitee is None or door is None:
        return render(request, "regions/invitation_unknown.html", status=404)
    if request.POST.get("besluit") == "stop":
        return _stopped(request, token)
    form = AcceptForm(request.POST or None, initial={"name": invitee.name})
    if form.is_valid():
        try:
            return _to_seat(request, token, form.cleaned_data["name"], door)
        except NotNow as reason:
            form.add_error(None, str(reason))
    page = {"form": form, "form_errors": form.errors, "door": door, "invitee": invitee}
    return render(request, "regions/accept_invitation.html", page | {"held": invitee.code in seats_of(request)})


def _stopped(request: HttpRequest, token: str) -> HttpResponse:
    invited.stop(token=token, by=Visitor())
    messages.success(request, "Je krijgt geen herinneringen meer. Meedoen kan nog steeds.")
    return redirect("accept_invitation", token)


def _to_seat(request: HttpRequest, token: str, name: str, door: joining.Door) -> HttpResponse:
    by = request.user if request.user.is_authenticated else Visitor()
    seat = invited.accept(token=token, name=name, by=by)
    with as_seat(seat.pk):
        begun = joining.held_seat(seat.pk, door.code)
    if not door.is_open:
        response = redirect("show_own_position", door.code)
    elif begun is not None and begun.answered:
        response = redirect("all_statements", door.code)
    else:
        response = redirect("answer_statement", door.code, 1)
    keep_seat(request, response, door.code, seat.pk)
    return response
