"""Who is away and who covers; oneself and, for who leads a team, its members."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.resources import workbook_response
from trajectories.actions import absence
from trajectories.actions.refusal import NotNow
from trajectories.forms.team import AbsenceForm
from trajectories.models import Absence, TeamMember
from trajectories.reports import team_absence
from trajectories.reports.colleague import called


@require_http_methods(["GET", "HEAD", "POST"])
def list_absences(request: HttpRequest) -> HttpResponse:
    """Who is away now or later, and a form to record absence: one's own, or of the teams one leads."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        try:
            made = absence.record(
                user=form.user, deputies=form.deputies(), starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"], on=timezone.localdate(), by=request.user,
            )  # fmt: skip
        except NotNow as reason:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        else:
            messages.success(request, team_absence.recorded(made, by=request.user))
            return redirect("list_absences")
    page = team_absence.build(request.user, on=timezone.localdate())
    context = {"title": "Afwezig", "page": page, "form": form, "form_errors": form.errors, "tab": "list_absences"}
    context |= {
        "crumbs": [("Team", "/team/"), ("Afwezig", request.path)] if page.leads else [("Afwezig", request.path)],
        "asks_person": form.absent is None and len(form.colleagues) > 1,
    }
    return render(request, "trajectories/absences.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest) -> AbsenceForm:
    """Return the form about one person, or about one still to be chosen when there are several."""
    user = request.user
    places = TeamMember.objects.for_user(user, to=Permission.WORK_CASELOAD)
    everywhere = list(places.select_related("user", "organisation").order_by("user__name"))
    if not everywhere:
        raise Http404
    leads = set(Organisation.objects.for_user(user, to=Permission.ASSIGN_CASELOAD).values_list("pk", flat=True))
    people: dict[int, User] = {
        one.user_id: one.user for one in everywhere if one.user_id == user.pk or one.organisation_id in leads
    }
    chosen = request.POST.get("person") or request.GET.get("wie", "")
    person = next((one for key, one in people.items() if chosen == str(key)), None)
    if person is None and len(people) == 1:
        person = next(iter(people.values()))
    within = [one for one in everywhere if person == user or one.organisation_id in leads or not leads]
    return AbsenceForm(
        request.POST or None, people=list(people.values()), places=within, person=person, by=user,
        initial={"starts_on": timezone.localdate()},
        caseloads=team_absence.caseloads(user, {one.user_id for one in within}) if person else {},
        usual=team_absence.usual_deputies(user, person) if person else {},
    )  # fmt: skip


@require_POST
def end_absence(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Somebody is back today."""
    found = get_object_or_404(
        Absence.objects.for_user(request.user, to=Permission.WORK_CASELOAD).select_related("user"), pk=absence_id
    )
    leads = Absence.objects.for_user(request.user, to=Permission.ASSIGN_CASELOAD).filter(pk=found.pk)
    if found.user_id != request.user.pk and not leads.exists():
        raise Http404
    try:
        absence.end(absence=found, on=timezone.localdate(), by=request.user)
    except NotNow as reason:
        messages.error(request, f"{reason}.")
    else:
        messages.success(request, f"{called(found.user)} is terug. De waarneming is gestopt.")
    return redirect("list_absences")


@require_safe
def export_absences(request: HttpRequest) -> HttpResponse:
    page = team_absence.build(request.user, on=timezone.localdate())
    return workbook_response(
        name="Afwezig",
        header=team_absence.HEADER,
        rows=[(row.name, row.municipality, row.starts_on, row.ends_on, row.deputy) for row in page.rows],
        source="Afwezigheid van nu en later. Waarom iemand afwezig is, staat hier niet in.",
    )
