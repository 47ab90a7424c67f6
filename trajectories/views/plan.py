"""The plan that lives on: goals and actions, changed without a new decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regions.resources import workbook_response
from trajectories.actions import plan as acts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.plan import ActionForm, EditGoalForm, GoalForm, StandingForm, TemplateForm
from trajectories.models import PipAction, PipGoal, Trajectory
from trajectories.reports import plan as report
from trajectories.views.found import found, opened
from trajectories.views.pip_page import WORK, context, for_act

WRITE = ["GET", "HEAD", "POST"]


@require_safe
def export_plan(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Plan naar Excel")
    living = report.build(trajectory, on=timezone.localdate())
    return workbook_response(
        name=f"Plan {trajectory.number}", header=report.HEADER, rows=living.rows(),
        source=f"Traject {trajectory.number}: {living.note}.",
    )  # fmt: skip


@require_POST
def use_template(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    form = TemplateForm(request.POST, templates=tuple(report.templates().values()))
    if not form.is_valid():
        messages.warning(request, "Kies een sjabloon.")
        return _back(trajectory)
    key = form.cleaned_data["template"]
    acts.from_template(trajectory=trajectory, key=key, on=timezone.localdate(), by=request.user)
    messages.success(request, f"{report.templates()[key].name} staat in het plan. Je kunt alles nog wijzigen.")
    return _back(trajectory)


@require_http_methods(WRITE)
def add_goal(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = for_act(request, number, "Doel toevoegen")
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.add_goal(trajectory=trajectory, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        return _back(trajectory)
    page = context(trajectory, "Nieuw doel", form=form, form_errors=form.errors, button="Voeg dit doel toe")
    return render(request, "trajectories/pip_plan_form.html", page, status=422 if form.errors else 200)


@require_http_methods(WRITE)
def edit_goal(request: HttpRequest, number: str, goal_id: int) -> HttpResponse:
    """The text of a goal, how it stands, and one more action."""
    trajectory = for_act(request, number, "Doel wijzigen")
    goal = _goal(trajectory, goal_id)
    form = EditGoalForm(request.POST or None, goal=goal)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            acts.change_goal(
                goal=goal, life_area=typed["life_area"], words=typed["goal"], own_words=typed["own_words"],
                expected_version=typed["expected_version"], on=timezone.localdate(), by=request.user,
            )  # fmt: skip
            return _back(trajectory)
        except Changed as reason:
            form.data = form.data.copy()
            form.data["expected_version"] = reason.current.version
            form.add_error(
                None, f"{reason}. Nu staat er: {reason.current.goal}. Bewaar opnieuw om jouw tekst te houden"
            )
    return _goal_page(request, trajectory, goal, form=form)


@require_POST
def set_standing(request: HttpRequest, number: str, goal_id: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    goal = _goal(trajectory, goal_id)
    form = StandingForm(request.POST)
    if form.is_valid():
        try:
            acts.set_standing(goal=goal, on=timezone.localdate(), by=request.user, **form.cleaned_data)
            return _back(trajectory)
        except NotNow as reason:
            form.add_error(reason.field, str(reason))
        except Changed as reason:
            form.add_error(None, f"{reason}. Ververs de pagina")
    return _goal_page(request, trajectory, goal, standing_form=form)


@require_http_methods(WRITE)
def add_action(request: HttpRequest, number: str, goal_id: int) -> HttpResponse:
    trajectory = for_act(request, number, "Actie toevoegen")
    goal = _goal(trajectory, goal_id)
    form = ActionForm(request.POST or None, initial={"who": "inburgeraar"})
    if request.method == "POST" and form.is_valid():
        acts.add_action(goal=goal, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        return _back(trajectory)
    page = context(trajectory, "Nieuwe actie", form=form, form_errors=form.errors, goal=goal,
                   button="Voeg deze actie toe")  # fmt: skip
    return render(request, "trajectories/pip_plan_form.html", page, status=422 if form.errors else 200)


@require_http_methods(WRITE)
def edit_action(request: HttpRequest, number: str, action_id: int) -> HttpResponse:
    trajectory = for_act(request, number, "Actie wijzigen")
    action = _action(trajectory, action_id)
    first = {"what": action.what, "who": action.who, "due_on": action.due_on}
    form = ActionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        acts.change_action(action=action, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        return _back(trajectory)
    page = context(trajectory, "Actie wijzigen", form=form, form_errors=form.errors, goal=action.goal, action=action,
                   button="Bewaar deze actie")  # fmt: skip
    return render(request, "trajectories/pip_plan_form.html", page, status=422 if form.errors else 200)


@require_POST
def set_done(request: HttpRequest, number: str, action_id: int) -> HttpResponse:
    is_done = request.POST.get("klaar") == "ja"
    return _on_action(
        request, number, action_id,
        lambda action: acts.set_done(action=action, is_done=is_done, on=timezone.localdate(), by=request.user),
    )  # fmt: skip


@require_POST
def move_action(request: HttpRequest, number: str, action_id: int) -> HttpResponse:
    return _on_action(request, number, action_id, lambda action: _move(request, action))


@require_POST
def remove_action(request: HttpRequest, number: str, action_id: int) -> HttpResponse:
    return _on_action(
        request, number, action_id,
        lambda action: acts.remove_action(action=action, on=timezone.localdate(), by=request.user),
    )  # fmt: skip


@require_POST
def move_goal(request: HttpRequest, number: str, goal_id: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    _move(request, _goal(trajectory, goal_id))
    return _back(trajectory)


def _on_action(
    request: HttpRequest, number: str, action_id: int, act: Callable[[PipAction], object]
) -> HttpResponse:  # fmt: skip
    trajectory = found(request, number, WORK)
    act(_action(trajectory, action_id))
    return _back(trajectory)


def _move(request: HttpRequest, row: PipGoal | PipAction) -> None:
    direction = acts.UP if request.POST.get("richting") == acts.UP else acts.DOWN
    acts.move(row=row, direction=direction, on=timezone.localdate(), by=request.user)


def _goal(trajectory: Trajectory, goal_id: int) -> PipGoal:
    return get_object_or_404(trajectory.goals.select_related("trajectory"), pk=goal_id)


def _action(trajectory: Trajectory, action_id: int) -> PipAction:
    within = trajectory.organisation.pipaction_set.filter(goal__trajectory=trajectory)
    return get_object_or_404(within.select_related("goal__trajectory"), pk=action_id)


def _back(trajectory: Trajectory) -> HttpResponse:
    return redirect(f"{redirect('show_pip', trajectory.number).url}#plan")


def _goal_page(
    request: HttpRequest, trajectory: Trajectory, goal: PipGoal, *, form: EditGoalForm | None = None,
    standing_form: StandingForm | None = None,
) -> HttpResponse:  # fmt: skip
    now = "REACHED" if goal.reached_on else "STOPPED" if goal.stopped_on else "RUNNING"
    first = {"standing": now, "because": goal.stopped_because, "expected_version": goal.version}
    errors = (form.errors if form else None) or (standing_form.errors if standing_form else None)
    page = context(
        trajectory, "Doel", goal=goal, form=form or EditGoalForm(goal=goal),
        standing_form=standing_form or StandingForm(initial=first, auto_id="stand_%s"), form_errors=errors,
    )  # fmt: skip
    return render(request, "trajectories/pip_goal.html", page, status=422 if errors else 200)
