"""The numbers behind the weighing: reading them, and replacing one by one's own with its source."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import number
from regions.resources import workbook_response
from trajectories.actions import norms
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.team import HoursForm, NormForm
from trajectories.models import TeamMember
from trajectories.reports import team_norms
from trajectories.reports.colleague import called
from trajectories.views.team import led


@require_safe
def list_norms(request: HttpRequest) -> HttpResponse:
    led(request)
    context = {
        "title": "Normen", "municipalities": team_norms.build(request.user), "tab": "list_norms",
        "members": team_norms.members(request.user), "crumbs": [("Team", "/team/"), ("Normen", request.path)],
    }  # fmt: skip
    return render(request, "trajectories/norms.html", context)


@require_safe
def export_norms(request: HttpRequest) -> HttpResponse:
    led(request)
    rows = [
        (place.name, row.label, row.value, row.unit, row.source, row.source_on, "ja" if row.is_own else "nee")
        for place in team_norms.build(request.user)
        for row in place.rows
    ]
    source = "Een eigen getal vervangt het voorstel. Geen van deze getallen is een wettelijke norm."
    return workbook_response(name="Normen caseload", header=team_norms.HEADER, rows=rows, source=source)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_norm(request: HttpRequest, organisation_id: int, key: str) -> HttpResponse:
    place = next((one for one in team_norms.build(request.user) if one.organisation_id == organisation_id), None)
    row = next((one for one in place.rows if one.key == key), None) if place else None
    if place is None or row is None:
        raise Http404
    first = {"value": row.value, "source": row.source, "source_on": row.source_on, "expected_version": row.version}
    form = NormForm(request.POST or None, initial=first)
    status = 422 if form.errors else 200
    if form.is_valid():
        data = form.cleaned_data
        try:
            norms.change(
                organisation_id=organisation_id, key=key,
                to=norms.Own(data["value"], data["source"], data["source_on"]),
                expected_version=data["expected_version"] or 0, on=timezone.localdate(), by=request.user,
            )  # fmt: skip
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
            status = 422
        except Changed as reason:
            form, status = _after_change(form, reason, row.decimals), 409
        else:
            messages.success(request, f"Bewaard: {row.label} is nu {number(data['value'], row.decimals)} {row.unit}.")
            return redirect("list_norms")
    crumbs = [("Team", "/team/"), ("Normen", "/team/normen/"), (row.label, request.path)]
    context = {"title": row.label, "form": form, "form_errors": form.errors, "row": row, "place": place}
    return render(request, "trajectories/norms_edit.html", context | {"crumbs": crumbs}, status=status)


def _after_change(form: NormForm, reason: Changed, decimals: int) -> NormForm:
    """Keep what was typed, say what stands now, and let saving again replace exactly that."""
    version = reason.current.version if reason.current else 0
    again = NormForm({**form.data.dict(), "expected_version": version})
    again.is_valid()
    stands = f"{number(reason.current.value, decimals)} ({reason.current.source})" if reason.current else "het voorstel"
    again.add_error(None, f"{reason}. Nu staat er: {stands}. Bewaar opnieuw om jouw getal te houden")
    return again


@require_http_methods(["GET", "HEAD", "POST"])
def edit_hours(request: HttpRequest, member_id: int) -> HttpResponse:
    places = TeamMember.objects.for_user(request.user, to=Permission.ASSIGN_CASELOAD)
    member = get_object_or_404(places.select_related("user", "team"), pk=member_id)
    form = HoursForm(request.POST or None, initial={"hours": member.hours_per_week})
    if form.is_valid():
        try:
            norms.set_hours(member=member, hours_per_week=form.cleaned_data["hours"], by=request.user)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            messages.success(request, f"Bewaard: {called(member.user)} werkt {number(member.hours_per_week, 1)} uur.")
            return redirect("list_norms")
    crumbs = [("Team", "/team/"), ("Normen", "/team/normen/"), (called(member.user), request.path)]
    context = {"title": f"Uren van {called(member.user)}", "form": form, "form_errors": form.errors, "member": member}
    status = 422 if form.errors else 200
    return render(request, "trajectories/norms_hours.html", context | {"crumbs": crumbs}, status=status)
