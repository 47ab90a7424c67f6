"""Handing a trajectory over to the municipality where somebody now lives: both sides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from regions.resources import workbook_response
from trajectories.actions import handover as acts
from trajectories.actions.handover_registration import Place
from trajectories.actions.refusal import NotNow
from trajectories.forms.handover import AcceptForm, AnnounceForm, RefuseForm
from trajectories.models import Handover, TeamMember, Trajectory
from trajectories.reports import dossier_head, handover_content, handover_list, handover_rows
from trajectories.rules import handover_parts
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD
State = Handover.State


@require_safe
def list_handovers(request: HttpRequest) -> HttpResponse:
    _works(request)
    page = handover_list.build(request.user)
    leads = Organisation.objects.for_user(request.user, to=Permission.ASSIGN_CASELOAD).exists()
    context = {"title": "Overdrachten", "page": page, "tab": "list_handovers", "leads": leads}
    crumbs = [("Team", "/team/"), ("Overdrachten", request.path)] if leads else []
    return render(request, "trajectories/handovers.html", context | {"crumbs": crumbs})


@require_safe
def export_handovers(request: HttpRequest) -> HttpResponse:
    _works(request)
    page = handover_list.build(request.user)
    return workbook_response(
        name="Overdrachten",
        header=handover_list.HEADER,
        rows=[row.values() for row in (*page.incoming, *page.outgoing)],
        source=f"Stand op {date_long(timezone.localdate())}.",
    )


def _works(request: HttpRequest) -> None:
    if not Organisation.objects.for_user(request.user, to=WORK).exists():
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def announce_handover(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what goes along, read exactly that, then announce it."""
    is_post = request.method == "POST"
    trajectory = found(request, number, WORK) if is_post else opened(request, number, "Overdracht naar gemeente")
    form = _announce_form(request, trajectory)
    content: dict[str, Any] | None = None
    if form.is_valid():
        content = handover_content.snapshot(trajectory, form.wanted(), on=timezone.localdate())
        if request.POST.get("gezien") == handover_content.fingerprint(content):
            try:
                made = acts.announce(
                    trajectory=trajectory, receiver=form.chosen, moved_on=form.cleaned_data["moved_on"],
                    wanted=form.wanted(), on=timezone.localdate(), by=request.user,
                )  # fmt: skip
            except NotNow as reason:
                form.add_error(reason.field or None, str(reason))
            else:
                messages.success(request, f"De overdracht aan {made.receiver.name} is aangekondigd.")
                return redirect("show_handover", made.number)
    context = {
        "title": "Overdragen aan een andere gemeente", "form": form, "form_errors": form.errors, "content": content,
        "head": dossier_head.build(trajectory, current="announce_handover", on=timezone.localdate()),
        "gezien": handover_content.fingerprint(content) if content else "", "trajectory": trajectory,
        "never": handover_parts.NEVER, "has_changed": bool(content and request.POST.get("gezien")),
        "running": trajectory.handovers.filter(state__in=acts.OPEN).first(),
    }  # fmt: skip
    return render(request, "trajectories/handover_announce.html", context, status=422 if form.errors else 200)


def _announce_form(request: HttpRequest, trajectory: Trajectory) -> AnnounceForm:
    return AnnounceForm(
        request.POST or None,
        places=handover_list.receivers(trajectory),
        conversations=list(trajectory.conversations.exclude(note="").order_by("-held_on")),
        items=list(trajectory.portfolio.order_by("title")),
    )


def _side(request: HttpRequest, number: str) -> tuple[Handover, bool]:
    """Return the handover and whether this user stands on the receiving side; Http404 for a stranger."""
    for is_incoming in (True, False):
        for one in handover_list.visible(request.user, is_incoming=is_incoming):
            if one.number == number:
                return one, is_incoming
    raise Http404


@require_safe
def show_handover(request: HttpRequest, number: str) -> HttpResponse:
    handover, is_incoming = _side(request, number)
    return _shown(request, handover, is_incoming)


def _shown(
    request: HttpRequest, handover: Handover, is_incoming: bool, status: int = 200, **forms: Any
) -> HttpResponse:  # fmt: skip
    content = None
    if is_incoming and handover.state in {State.REQUESTED, State.ACCEPTED}:
        content = acts.read(handover=handover, by=request.user)
    elif not is_incoming:
        content = acts.opened(handover)
    context = {
        "title": f"Overdracht {handover.number}", "handover": handover, "is_incoming": is_incoming, "content": content,
        "row": handover_list.of(handover, is_incoming=is_incoming),
        "crumbs": [("Overdrachten", "/overdrachten/"), (handover.number, request.path)],
    }  # fmt: skip
    if is_incoming and handover.state in handover_list.OPEN:
        context |= {"refuse_form": forms.get("refuse_form") or RefuseForm()}
        context |= {"accept_form": forms.get("accept_form") or _accept_form(request, handover)}
    wrong = next((one for one in forms.values() if one.errors), None)
    context |= {"wrong": wrong, "form_errors": wrong.errors if wrong else None}
    return render(request, "trajectories/handover.html", context, status=status)


def _accept_form(request: HttpRequest, handover: Handover, data: Any = None) -> AcceptForm:
    places = TeamMember.objects.for_user(request.user, to=WORK).filter(organisation=handover.receiver_id)
    members = list(places.select_related("team", "user").order_by("team__name", "user__name"))
    return AcceptForm(data, members=members, user=request.user, initial={"moved_in_on": handover.moved_on})


@require_POST
def request_handover(request: HttpRequest, number: str) -> HttpResponse:
    handover, is_incoming = _side(request, number)
    if not is_incoming:
        raise Http404
    try:
        acts.request(handover=handover, on=timezone.localdate(), by=request.user)
        messages.success(request, "Je gemeente heeft het dossier opgevraagd. Hieronder staat wat meekomt.")
    except NotNow as reason:
        messages.error(request, f"{reason}.")
    return redirect("show_handover", number)


@require_POST
def accept_handover(request: HttpRequest, number: str) -> HttpResponse:
    handover, is_incoming = _side(request, number)
    if not is_incoming:
        raise Http404
    form = _accept_form(request, handover, request.POST)
    if form.is_valid():
        team, someone = form.chosen
        place = Place(team, someone, form.cleaned_data["moved_in_on"])
        try:
            made = acts.accept(handover=handover, place=place, on=timezone.localdate(), by=request.user)
        except NotNow as reason:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        else:
            messages.success(request, f"Overgenomen als traject {made.number}. De 10 weken voor het PIP lopen.")
            return redirect("show_handover", number)
    return _shown(request, handover, is_incoming, 422, accept_form=form)


@require_POST
def refuse_handover(request: HttpRequest, number: str) -> HttpResponse:
    handover, is_incoming = _side(request, number)
    if not is_incoming:
        raise Http404
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            acts.refuse(handover=handover, reason=reason, on=timezone.localdate(), by=request.user)
        except NotNow as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "Je antwoord is gestuurd: woont hier niet.")
            return redirect("list_handovers")
    return _shown(request, handover, is_incoming, 422, refuse_form=form)


@require_POST
def withdraw_handover(request: HttpRequest, number: str) -> HttpResponse:
    handover, is_incoming = _side(request, number)
    if is_incoming:
        raise Http404
    try:
        acts.withdraw(handover=handover, on=timezone.localdate(), by=request.user)
        messages.success(request, "De overdracht is ingetrokken. De andere gemeente ziet niets meer van dit dossier.")
    except NotNow as reason:
        messages.error(request, f"{reason}.")
    return redirect("show_handover", number)


@require_safe
def handover_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Who handed what over to whom and when, without what it says: to print and keep."""
    handover, is_incoming = _side(request, number)
    if is_incoming and handover.state not in {State.REQUESTED, State.ACCEPTED}:
        raise Http404
    content = acts.opened(handover)
    context = {
        "title": f"Ontvangstbewijs {handover.number}", "handover": handover, "is_incoming": is_incoming,
        "row": handover_list.of(handover, is_incoming=is_incoming),
        "parts": handover_rows.summary(content["sections"]), "never": handover_parts.NEVER,
        "crumbs": [("Overdrachten", "/overdrachten/"), (handover.number, f"/overdrachten/{handover.number}/")],
    }  # fmt: skip
    return render(request, "trajectories/handover_receipt.html", context)
