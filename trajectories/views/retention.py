"""Terms of retention: what must go, confirming that it goes, and holding one dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_long
from regions.resources import workbook_response
from trajectories.actions import retention as acts
from trajectories.actions import retention_hold
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.retention import ConfirmForm, HoldForm
from trajectories.models import Destruction, Trajectory
from trajectories.reports import destructions, retention, retention_page
from trajectories.rules.retention import OPEN_POINTS

MAY = Permission.DESTROY_DOSSIERS
SHOWN_RECORDS = 5


def destroyers(request: HttpRequest) -> list[Organisation]:
    """Return the municipalities in which this user may let dossiers go. Raises Http404 for nobody."""
    organisations = list(Organisation.objects.for_user(request.user, to=MAY).order_by("name"))
    if not organisations:
        raise Http404
    return organisations


@require_safe
def list_retention(request: HttpRequest) -> HttpResponse:
    organisations = destroyers(request)
    records = Destruction.objects.for_user(request.user, to=MAY).select_related("job", "organisation")
    context = {
        "title": "Bewaartermijnen",
        "page": retention_page.build(organisations, on=timezone.localdate()),
        "records": destructions.listed(records.order_by("-pk")[:SHOWN_RECORDS]),
    }
    return render(request, "trajectories/retention.html", context)


@require_safe
def export_retention(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    page = retention_page.build(destroyers(request), on=today)
    return workbook_response(
        name=f"Bewaartermijnen {today:%d-%m-%Y}",
        header=retention_page.HEADER,
        rows=retention_page.excel_rows(page),
        source=f"Stand van {date_long(today)}, vooruit tot {date_long(page.until)}. Nummers, geen namen.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def destroy_dossiers(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """GET shows exactly what goes; POST confirms that and puts a worker to it."""
    place = next((one for one in destroyers(request) if one.pk == organisation_id), None)
    if place is None:
        raise Http404
    form = ConfirmForm(request.POST or None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            made = acts.confirm(
                organisation_id=place.pk, expected=form.cleaned_data["expected"], on=timezone.localdate(),
                by=request.user,
            )  # fmt: skip
        except (NotNow, Changed) as reason:
            messages.warning(request, f"{reason}.")
            return redirect("destroy_dossiers", place.pk)
        return redirect("show_destruction", made.number)
    return render(request, "trajectories/retention_destroy.html", _check(place, form, request.path), status=status)


def _check(place: Organisation, form: ConfirmForm, path: str) -> dict[str, Any]:
    today = timezone.localdate()
    found = [one for one in retention.destroyable(place.pk, on=today) if not one.is_listed]
    if not form.is_bound:
        form = ConfirmForm(initial={"expected": retention.fingerprint(found)})
    return {
        "title": f"Vernietig {count(len(found), 'dossier', 'dossiers')}", "place": place, "form": form,
        "form_errors": bool(form.errors), "groups": retention_page.grouped(found), "many": len(found),
        "open_points": OPEN_POINTS, "crumbs": _crumbs("Vernietigen", path),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def hold_dossier(request: HttpRequest, number: str) -> HttpResponse:
    trajectory, today = _trajectory(request, number), timezone.localdate()
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            made = retention_hold.hold(trajectory=trajectory, on=today, by=request.user, **form.cleaned_data)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            messages.success(request, f"{trajectory.number} blijft tot {date_long(made.until_on)}.")
            return redirect("list_retention")
    standing = trajectory.retention_holds.filter(released_at=None).first()
    context = {
        "title": f"Stel {trajectory.number} uit", "trajectory": trajectory, "form": form,
        "form_errors": bool(form.errors), "hold": retention.held(standing) if standing else None,
        "crumbs": _crumbs(trajectory.number, request.path),
    }  # fmt: skip
    return render(request, "trajectories/retention_hold.html", context, status=422 if form.errors else 200)


@require_POST
def release_dossier(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = _trajectory(request, number)
    retention_hold.release(trajectory=trajectory, on=timezone.localdate(), by=request.user)
    messages.success(request, f"Het uitstel van {trajectory.number} is weg. Het dossier volgt weer zijn termijn.")
    return redirect("list_retention")


def _trajectory(request: HttpRequest, number: str) -> Trajectory:
    """Return a trajectory of the whole municipality: terms do not follow teams. No page here shows who it is."""
    own = Trajectory.objects.for_user(request.user, to=Permission.OPEN_WITH_REASON)
    return get_object_or_404(own.filter(organisation__in=destroyers(request)), number=number)


def _crumbs(label: str, path: str) -> list[tuple[str, str]]:
    return [("Bewaartermijnen", reverse("list_retention")), (label, path)]
