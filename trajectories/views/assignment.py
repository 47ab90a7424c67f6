"""Dividing trajectories: what it would do, doing it, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import count
from trajectories.actions import assignment
from trajectories.actions.refusal import NotNow
from trajectories.forms.team import DeputyForm
from trajectories.models import BulkAct, TeamMember, Trajectory
from trajectories.reports import caseload, caseload_filter, dossier_head, team_effect
from trajectories.reports.caseload_frame import frame_of
from trajectories.views import searches
from trajectories.views.found import found, opened

NOBODY = "niemand"
LONGEST_KEY = 19  # digits of a bigint
LONGEST_QUERY = 500  # of the list that somebody came from


@require_http_methods(["GET", "HEAD", "POST"])
def assign_selected(request: HttpRequest) -> HttpResponse:
    """Show per colleague what taking over the selection would do; with a colleague and "draag-over" do it.

    `ids` are numbers of trajectories or their keys; `van` is everything of one klantregisseur, or of nobody.
    """
    if request.method == "POST" and not request.POST.get("stap"):
        return redirect(f"{reverse('assign_selected')}?{urlencode({'ids': _asked(request)}, doseq=True)}")
    rows = list(_selection(request))
    if not rows:
        raise Http404
    chosen = {one.number for one in rows}
    if "stap" in request.POST:
        chosen &= set(request.POST.getlist("gekozen"))
        if request.POST["stap"] == "draag-over":
            return _assign(request, rows, chosen)
    return _page(request, rows, chosen)


def _asked(request: HttpRequest) -> list[str]:
    """Return the numbers that were asked for, from the address, the form or one klantregisseur; never too many."""
    asked = request.POST if request.method == "POST" else request.GET
    if "alles" in asked:
        return _whole_list(request, QueryDict(asked.get("terug", "")[:LONGEST_QUERY]))
    if not asked.get("van"):
        return asked.getlist("ids")[: assignment.MOST]
    holder = None if asked["van"] == NOBODY else asked["van"]
    if holder and not (holder.isascii() and holder.isdigit() and len(holder) < LONGEST_KEY):
        raise Http404
    theirs = _divisible(request).current().filter(assigned_to_id=holder)
    return list(theirs.order_by("next_deadline_on", "sort_name").values_list("number", flat=True)[: assignment.MOST])


def _whole_list(request: HttpRequest, query: QueryDict) -> list[str]:
    """Return the numbers of the caseload list as its filters in `query` show it, as many as may go at once."""
    today = timezone.localdate()
    frame = frame_of(request.user, on=today)
    colleagues = frame.colleagues if query.get("van") == caseload_filter.TEAM else {}
    typed = searches.kept(request, query.get("zoek", ""))
    filters = caseload_filter.read(query, places=frame.places.values(), colleagues=colleagues, typed=typed)
    rows = caseload.matching(filters, frame, today)
    return list(caseload.ordered(rows, filters).values_list("number", flat=True)[: assignment.MOST])


def _divisible(request: HttpRequest) -> QuerySet[Trajectory]:
    """Return what this user may divide: of the teams one leads, and one's own."""
    leads = Trajectory.objects.for_user(request.user, to=Permission.ASSIGN_CASELOAD).values("pk")
    mine = Trajectory.objects.for_user(request.user, to=Permission.WORK_CASELOAD)
    return mine.filter(Q(pk__in=leads) | Q(assigned_to=request.user))


def _selection(request: HttpRequest) -> QuerySet[Trajectory]:
    asked = _asked(request)
    keys = [one for one in asked if one.isascii() and one.isdigit() and len(one) < LONGEST_KEY]
    rows = _divisible(request).filter(Q(number__in=asked) | Q(pk__in=keys))
    return rows.select_related("organisation", "assigned_to").order_by("sort_name")


def _page(
    request: HttpRequest, rows: Sequence[Trajectory], chosen: set[str], error: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    effect = team_effect.build(rows, chosen, request.user, on=timezone.localdate())
    context = {
        "title": f"Verdeel {count(len(rows), 'traject', 'trajecten')}", "effect": effect, "error": error,
        "to": request.POST.get("to", ""), "form_errors": error, "back": _back(request),
        "crumbs": [("Team", "/team/"), ("Verdelen", request.path)],
    }  # fmt: skip
    return render(request, "trajectories/assign_selected.html", context, status=status)


def _back(request: HttpRequest) -> str:
    leads = Trajectory.objects.for_user(request.user, to=Permission.ASSIGN_CASELOAD)
    return reverse("show_team") if leads.exists() else "/caseload/"


def _assign(request: HttpRequest, rows: Sequence[Trajectory], chosen: set[str]) -> HttpResponse:
    to = _colleague(request, request.POST.get("to", ""))
    if to is None:
        return _page(request, rows, chosen, "Kies een collega die deze trajecten overneemt", 422)
    try:
        moved = assignment.assign(
            trajectories=[one for one in rows if one.number in chosen], to=to, on=timezone.localdate(), by=request.user
        )
    except NotNow as reason:
        return _page(request, rows, chosen, str(reason), 422)
    if not moved.done:
        return _page(request, rows, chosen, assignment.sentence(moved), 422)
    messages.success(request, assignment.sentence(moved))
    request.session["not_assigned"] = [(one.number, one.reason) for one in moved.refused]
    return redirect("assign_result", moved.batch)


def _colleague(request: HttpRequest, key: str) -> User | None:
    if not (key.isascii() and key.isdigit() and len(key) < LONGEST_KEY):
        return None
    places = TeamMember.objects.for_user(request.user, to=Permission.VIEW_PERSONS).filter(user_id=key)
    place = places.select_related("user").first()
    return place.user if place else None


@require_safe
def assign_result(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What went and what stayed, with the button that takes it back."""
    acts = list(BulkAct.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(batch=batch))
    if not acts:
        raise Http404
    numbers = [one["number"] for act in acts for one in act.former]
    visible = Trajectory.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(number__in=numbers)
    context = {
        "title": "Verdeeld", "acts": acts, "batch": batch, "rows": visible.select_related("assigned_to"),
        "refused": request.session.get("not_assigned", []), "is_undone": any(act.undone_at for act in acts),
        "back": _back(request), "crumbs": [("Caseload", "/caseload/"), ("Verdeeld", request.path)],
    }  # fmt: skip
    return render(request, "trajectories/assign_result.html", context)


@require_POST
def undo_assignment(request: HttpRequest, batch: UUID) -> HttpResponse:
    if not BulkAct.objects.for_user(request.user, to=Permission.WORK_CASELOAD).filter(batch=batch).exists():
        raise Http404
    try:
        moved = assignment.undo(batch=batch, on=timezone.localdate(), by=request.user)
    except NotNow as reason:
        messages.error(request, f"{reason}.")
        return redirect("assign_result", batch)
    said = f"{count(len(moved.done), 'traject is', 'trajecten zijn')} terug bij wie het eerder had."
    if moved.refused:
        said += f" {len(moved.refused)} niet: {moved.refused[0].reason}."
    request.session.pop("not_assigned", None)
    messages.success(request, said)
    return redirect("assign_result", batch)


@require_http_methods(["GET", "HEAD", "POST"])
def name_deputy(request: HttpRequest, number: str) -> HttpResponse:
    """Who stands in for the klantregisseur of this one trajectory."""
    if request.method == "POST":
        trajectory = found(request, number, Permission.WORK_CASELOAD)
    else:
        trajectory = opened(request, number, "Waarnemer")
    places = TeamMember.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    colleagues = [
        one.user
        for one in places.filter(team_id=trajectory.team_id).select_related("user").order_by("user__name")
        if one.user_id != trajectory.assigned_to_id
    ]
    form = DeputyForm(request.POST or None, colleagues=colleagues, initial={"deputy": trajectory.deputy_id or ""})
    if form.is_valid():
        try:
            assignment.name_deputy(trajectory=trajectory, deputy=form.chosen, on=timezone.localdate(), by=request.user)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            name = form.chosen.name if form.chosen else "niemand"
            messages.success(request, f"Waarnemer voor dit traject: {name}.")
            return redirect(trajectory)
    head = dossier_head.build(trajectory, current="name_deputy", on=timezone.localdate())
    context = {"title": "Waarnemer", "head": head, "form": form, "form_errors": form.errors, "trajectory": trajectory}
    return render(request, "trajectories/assign_deputy.html", context, status=422 if form.errors else 200)
