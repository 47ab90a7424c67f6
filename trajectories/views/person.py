"""Who somebody is: registering by hand, changing, the group of the law and the household."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.roles import Permission
from trajectories.actions import person as acts
from trajectories.actions import registration
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.person import ChangePersonForm, HouseholdForm, IndelingForm, RegisterForm
from trajectories.models import Team, Trajectory
from trajectories.reports import dossier_head, person_page
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD
SAME_PERSON = "Kijk of dit dezelfde persoon is. Is het iemand anders? Zet dan het vinkje"
ZERO_ADDED = "Het BSN had 8 cijfers. We zetten er een 0 voor."


@require_http_methods(["GET", "HEAD", "POST"])
def register_person(request: HttpRequest) -> HttpResponse:
    """Somebody new in one of one's teams; somebody with the same name and birth year is shown first."""
    teams = list(Team.objects.for_user(request.user, to=WORK).order_by("name"))
    if not teams:
        raise Http404
    form = RegisterForm(request.POST or None, teams=teams)
    alike: list[Trajectory] = []
    if form.is_valid():
        mine = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
        alike = person_page.alike(mine, form.team.organisation_id, form.columns())
        if not alike or form.cleaned_data["is_someone_else"]:
            made = _registered(request, form)
            if made:
                return redirect(made)
        else:
            form.add_error("is_someone_else", SAME_PERSON)
    context = {"title": "Nieuwe inburgeraar", "form": form, "form_errors": form.errors, "alike": alike}
    context |= {"crumbs": [dossier_head.CASELOAD]}
    return unkept(render(request, "trajectories/person_register.html", context, status=422 if form.errors else 200))


def _registered(request: HttpRequest, form: RegisterForm) -> Trajectory | None:
    columns, numbers = form.columns(), form.numbers()
    named = {name: columns.pop(name) for name in ("full_name", "birth_year", "birth_month", "birth_day", "prefix",
                                                  "sort_name", "calling_name")}  # fmt: skip
    try:
        made = registration.register(
            person=registration.Person(**named, **numbers, details=columns), team=form.team,
            indeling=form.cleaned_data["indeling"], on=timezone.localdate(), by=request.user,
            assigned_to=request.user if form.cleaned_data["mine"] else None, facts=form.facts(),
        )  # fmt: skip
    except NotNow as reason:
        form.add_error(reason.field or None, str(reason))
        return None
    if form.zero_added:
        messages.warning(request, ZERO_ADDED)
    messages.success(request, f"De inburgeraar staat in {form.team.name}.")
    return made


@require_http_methods(["GET", "HEAD", "POST"])
def change_person(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = _for_change(request, number, "Persoonsgegevens")
    form = ChangePersonForm(request.POST or None, person=trajectory.inburgeraar)
    differences: list[person_page.Difference] = []
    if form.is_valid():
        try:
            acts.change(trajectory=trajectory, person=form.columns() | form.numbers(), on=timezone.localdate(),
                        expected_version=form.cleaned_data["expected_version"], by=request.user)  # fmt: skip
            if form.zero_added:
                messages.warning(request, ZERO_ADDED)
            messages.success(request, "De persoonsgegevens zijn bewaard.")
            return redirect(trajectory)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        except Changed as reason:
            differences = _conflict(form, reason)
    return _person_page(request, trajectory, form=form, differences=differences)


def _conflict(form: ChangePersonForm, reason: Changed) -> list[person_page.Difference]:
    """Keep what was typed, show what stands there now, and let a second time count."""
    form.data = form.data.copy()
    form.data["expected_version"] = reason.current.version
    form.add_error(None, f"{reason}. Bewaar opnieuw om jouw tekst te houden")
    return person_page.differences(reason.current, form.columns(), form.fields)


@require_POST
def change_indeling(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    form = IndelingForm(request.POST)
    if form.is_valid():
        try:
            acts.change_indeling(trajectory=trajectory, **form.cleaned_data, on=timezone.localdate(), by=request.user)
            messages.success(request, "De indeling is bewaard. De termijnen zijn opnieuw berekend.")
            return redirect("change_person", trajectory.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _person_page(request, trajectory, indeling_form=form)


@require_POST
def join_household(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    form = HouseholdForm(request.POST)
    if form.is_valid():
        mine = Trajectory.objects.for_user(request.user, to=WORK).select_related("inburgeraar__household")
        other = mine.filter(number=form.cleaned_data["other"]).first()
        try:
            if other is None:
                raise NotNow("Dit nummer staat niet bij jouw dossiers. Controleer het nummer", "other")
            acts.join_household(trajectory=trajectory, other=other, by=request.user)
            messages.success(request, "Deze personen horen nu bij één huishouden.")
            return redirect("change_person", trajectory.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _person_page(request, trajectory, household_form=form)


@require_POST
def leave_household(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    acts.leave_household(trajectory=trajectory, by=request.user)
    messages.success(request, "Deze persoon staat niet meer in het huishouden.")
    return redirect("change_person", trajectory.number)


def _for_change(request: HttpRequest, number: str, purpose: str) -> Trajectory:
    return found(request, number, WORK) if request.method == "POST" else opened(request, number, purpose, WORK)


def _person_page(request: HttpRequest, trajectory: Trajectory, **forms: Any) -> HttpResponse:
    mine = Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS)
    context = dossier_page(trajectory, "change_person", "Persoonsgegevens", **forms)
    context.setdefault("form", ChangePersonForm(person=trajectory.inburgeraar))
    context.setdefault("indeling_form", IndelingForm(auto_id="id_indeling_%s"))
    context.setdefault("household_form", HouseholdForm(auto_id="id_huishouden_%s"))
    context |= {"around": person_page.build(trajectory, mine)}
    errors = [context[name].errors for name in ("form", "indeling_form", "household_form")]
    context["form_errors"] = any(errors)
    status = 422 if any(errors) else 200
    return unkept(render(request, "trajectories/person_change.html", context, status=status))
