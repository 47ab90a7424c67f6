"""The PIP and its versions: reading, a new concept, writing part A, establishing, comparing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import time_of_day
from regions.resources import workbook_response
from trajectories.actions import pip as acts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.pip import NewPipForm, PipForm, merged
from trajectories.forms.plan import GoalForm, TemplateForm
from trajectories.models import Pip, Trajectory
from trajectories.reports import pip as pip_report
from trajectories.reports import pip_checks, pip_compare, pip_conflict, pip_facts, pip_prefill, pip_words, plan
from trajectories.views.found import found, opened
from trajectories.views.pip_page import WORK, context, for_act, version

# Where the buttons of the editor lead after keeping what was typed.
NEXT = {"tekenen": "sign_pip", "vaststellen": "establish_pip", "samen": "show_pip_together", "brief": "show_pip_letter"}


@require_safe
def show_pip(request: HttpRequest, number: str) -> HttpResponse:
    """What stands, the versions, and the plan that lives on."""
    trajectory, today = opened(request, number, "PIP"), timezone.localdate()
    living = plan.build(trajectory, on=today)
    page = context(
        trajectory, "PIP", page=pip_report.build(trajectory, on=today), plan=living,
        new_form=NewPipForm(reasons=_reasons(trajectory)), goal_form=GoalForm(auto_id="doel_%s"),
        template_form=TemplateForm(templates=living.templates),
    )  # fmt: skip
    return render(request, "trajectories/pip.html", page)


@require_safe
def export_pips(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "PIP-versies naar Excel")
    page = pip_report.build(trajectory, on=timezone.localdate())
    return workbook_response(
        name=f"PIP-versies {trajectory.number}", header=pip_report.HEADER, rows=page.rows(),
        source=f"Traject {trajectory.number}, alle versies van het PIP.",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_pip(request: HttpRequest, number: str) -> HttpResponse:
    """One reason, and on to the editor."""
    trajectory = for_act(request, number, "PIP, nieuwe versie")
    form = NewPipForm(request.POST or None, reasons=_reasons(trajectory))
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.draft(trajectory=trajectory, on=timezone.localdate(), by=request.user, **form.cleaned_data)
            return redirect("edit_pip", trajectory.number, made.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    page = context(trajectory, "Nieuwe versie", form=form, form_errors=form.errors)
    return render(request, "trajectories/pip_new.html", page, status=422 if form.errors else 200)


@require_safe
def show_pip_version(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """One version as it is or was, with the plan of that day."""
    trajectory = opened(request, number, "PIP, versie")
    return render(request, "trajectories/pip_version.html", _read(trajectory, version(trajectory, pip_number)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_pip(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Part A of a concept, with beside it what DUO and the law still ask."""
    trajectory, today = for_act(request, number, "PIP wijzigen"), timezone.localdate()
    pip = version(trajectory, pip_number)
    if pip.is_frozen:
        return _frozen(request, pip)
    stand = pip_facts.stand(pip, trajectory, on=today)
    if request.method != "POST":
        return render(request, "trajectories/pip_edit.html", _editor(PipForm(stand=stand, on=today), stand))
    form = PipForm(merged(request.POST, pip), stand=stand, on=today)
    more: dict[str, Any] = {}
    if form.is_valid():
        try:
            return _kept(request, _save(request, pip, form))
        except Changed as overtaken:
            more, form = _overtaken(form, overtaken.current, stand)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    if request.headers.get("X-Autosave"):
        return render(request, "trajectories/pip_checks.html", _editor(form, stand, **more), status=_status(more))
    return render(request, "trajectories/pip_edit.html", _editor(form, stand, **more), status=_status(more))


def _save(request: HttpRequest, pip: Pip, form: PipForm) -> Pip:
    seen = form.cleaned_data["expected_version"]
    return acts.save(pip=pip, columns=form.typed, expected_version=seen, on=timezone.localdate(), by=request.user)


def _kept(request: HttpRequest, pip: Pip) -> HttpResponse:
    """Answer what was kept: to the script the checks as they are now, else the next page."""
    at = time_of_day(timezone.localtime().time())
    if request.headers.get("X-Autosave"):
        stand = pip_facts.stand(pip, pip.trajectory, on=timezone.localdate())
        page = _editor(PipForm(stand=stand, on=timezone.localdate()), stand)
        response = render(request, "trajectories/pip_checks.html", page)
        response["X-Version"], response["X-Saved"] = str(pip.version), f"Opgeslagen om {at}"
        return response
    messages.success(request, f"Opgeslagen om {at}.")
    return redirect(NEXT.get(request.POST.get("next", ""), "edit_pip"), pip.trajectory.number, pip.number)


def _overtaken(form: PipForm, current: Pip, stand: pip_facts.Stand) -> tuple[dict[str, Any], PipForm]:
    """Return both texts of what two people changed, and the form with the text of whoever touched a field alone."""
    today = timezone.localdate()
    conflict = pip_conflict.build(current, form.typed, form.touched())
    now = pip_facts.stand(current, stand.trajectory, on=today)
    return {"conflict": conflict}, PipForm(form.beside(current), stand=now, on=today)


def _status(more: dict[str, Any]) -> int:
    return 409 if more else 422


def _editor(form: PipForm, stand: pip_facts.Stand, **more: Any) -> dict[str, Any]:
    today, errors = timezone.localdate(), form.errors
    typed = getattr(form, "typed", None) or pip_facts.columns(stand.pip)
    form.name_needed()
    form.name_sources(pip_prefill.sources(stand.trajectory, stand.pip))
    return context(
        stand.trajectory, f"Versie {stand.pip.number}", form=form, pip=stand.pip, form_errors=errors,
        checks=pip_checks.build(stand, typed, on=today), advice=pip_prefill.advice(stand.trajectory),
        discussed=pip_prefill.discussed(stand.trajectory), former=stand.former, nt2_hours=stand.nt2_hours,
        taken_over=pip_prefill.taken_over(stand.trajectory, stand.pip), conflict=None,
    ) | more  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def establish_pip(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Ask first: what becomes fixed, which dates follow, and who did this."""
    to = Permission.ESTABLISH_PIP if request.method == "POST" else Permission.VIEW_PERSONS
    trajectory = found(request, number, to) if request.method == "POST" else opened(request, number, "PIP vaststellen")
    pip, today, refused = version(trajectory, pip_number), timezone.localdate(), ""
    if pip.is_frozen:
        return _frozen(request, pip)
    if request.method == "POST":
        try:
            acts.establish(pip=pip, on=today, by=request.user)
            messages.success(request, f"PIP versie {pip.number} is vastgesteld. De brief wordt nu gemaakt.")
            return redirect("show_pip", trajectory.number)
        except NotNow as reason:
            refused = str(reason)
    stand = pip_facts.stand(pip, trajectory, on=today)
    checks = pip_checks.build(stand, pip_facts.columns(pip), on=today)
    dates = pip_facts.dates_after(trajectory, pip, announced_on=today, on=today) if checks.is_ready else []
    page = context(trajectory, "Vaststellen", pip=pip, checks=checks, dates=dates, refused=refused, former=stand.former,
                   fixed=pip_words.fixed_points(pip), today=today,
                   came=pip_prefill.unchanged(trajectory, pip))  # fmt: skip
    return render(request, "trajectories/pip_establish.html", page, status=422 if refused else 200)


@require_safe
def compare_pips(request: HttpRequest, number: str, pip_number: int, former_number: int) -> HttpResponse:
    """Two versions side by side, with the word gewijzigd where they differ."""
    trajectory = opened(request, number, "PIP-versies vergelijken")
    now, former = version(trajectory, pip_number), version(trajectory, former_number)
    if now == former:
        raise Http404
    page = context(trajectory, "Vergelijken", rows=pip_compare.build(former, now), now=now, former=former)
    return render(request, "trajectories/pip_compare.html", page)


@require_POST
def discard_pip(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    try:
        acts.discard(pip=version(trajectory, pip_number), on=timezone.localdate(), by=request.user)
        messages.success(request, f"Het concept van versie {pip_number} is weg.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("show_pip", trajectory.number)


def _frozen(request: HttpRequest, pip: Pip) -> HttpResponse:
    """A decision is not written any more: reading is all that is left, and an act meets a conflict."""
    if request.method != "POST":
        messages.warning(request, f"{acts.ESTABLISHED}.")
        return redirect("show_pip_version", pip.trajectory.number, pip.number)
    page = _read(pip.trajectory, pip) | {"refused": acts.ESTABLISHED}
    return render(request, "trajectories/pip_version.html", page, status=409)


def _read(trajectory: Any, pip: Pip) -> dict[str, Any]:
    former = trajectory.pips.filter(number__lt=pip.number).order_by("-number").first()
    goals = pip.plan_then if pip.is_frozen else plan.as_it_is(trajectory)
    return context(
        trajectory, f"Versie {pip.number}", pip=pip, fixed=pip_words.fixed_points(pip), former=former,
        goals=plan.printed(goals), signed=pip_report.signed(pip), status=pip_report.STATUS[pip.state],
        who=pip.established_by.split(" <")[0], refused="",
    )  # fmt: skip


def _reasons(trajectory: Trajectory) -> list[Pip.Reason]:
    """Return why there may be a new version. Who moved here may come with a PIP, or without one."""
    if trajectory.moved_in_on and not trajectory.pips.exists():
        return [Pip.Reason.MOVE] if trajectory.first_pip_dated_on else [Pip.Reason.FIRST, Pip.Reason.MOVE]
    if not trajectory.first_pip_dated_on and not trajectory.pips.exists():
        return [Pip.Reason.FIRST]
    return [one for one in Pip.Reason if one != Pip.Reason.FIRST]
