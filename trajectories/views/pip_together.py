"""The PIP read together at one screen, in plain Dutch; what is not right is said there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectories.actions import pip_remark, plan
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.pip_together import OtherwiseForm, OwnGoalForm
from trajectories.models import Pip, PipGoal, Trajectory
from trajectories.reports import pip_together
from trajectories.views.dossier_page import unkept
from trajectories.views.pip_page import for_act, version

LONGEST_KEY = 10


@require_http_methods(["GET", "HEAD", "POST"])
def show_together(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Large type, no menu and no notes. `?wijzig=ja` asks what is not right, `?doel=` opens one goal."""
    trajectory = for_act(request, number, "PIP samen bekijken")
    pip = version(trajectory, pip_number)
    goal = _goal(request, trajectory)
    if request.method == "POST":
        return _goal_changed(request, pip, goal) if goal else _otherwise(request, pip)
    asks = request.GET.get("wijzig") == "ja"
    return _page(request, pip, goal=goal, form=OwnGoalForm(goal=goal) if goal else OtherwiseForm() if asks else None)


def _goal(request: HttpRequest, trajectory: Trajectory) -> PipGoal | None:
    key = request.POST.get("doel") or request.GET.get("doel", "")
    if not (key.isascii() and key.isdigit() and len(key) < LONGEST_KEY):
        return None
    return get_object_or_404(trajectory.goals, pk=int(key))


def _otherwise(request: HttpRequest, pip: Pip) -> HttpResponse:
    form = OtherwiseForm(request.POST)
    if form.is_valid():
        try:
            pip_remark.ask_otherwise(pip=pip, on=timezone.localdate(), by=request.user, **form.cleaned_data)
            messages.success(request, "Dank je. We kijken ernaar en praten er samen over.")
            return redirect("show_pip_together", pip.trajectory.number, pip.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, pip, form=form)


def _goal_changed(request: HttpRequest, pip: Pip, goal: PipGoal) -> HttpResponse:
    form = OwnGoalForm(request.POST, goal=goal)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            plan.change_goal(
                goal=goal, life_area=goal.life_area, words=typed["goal"], own_words=typed["own_words"],
                expected_version=typed["expected_version"], on=timezone.localdate(), by=request.user,
            )  # fmt: skip
            messages.success(request, "Dank je. Het is nu anders.")
            return redirect("show_pip_together", pip.trajectory.number, pip.number)
        except Changed as reason:
            form.data = form.data.copy()
            form.data["expected_version"] = str(reason.current.version)
            said = f"Nu staat er: {reason.current.goal}. Bewaar opnieuw om jouw tekst te houden"
            form.add_error(None, f"{reason}. {said}")
    return _page(request, pip, goal=goal, form=form)


def _page(
    request: HttpRequest, pip: Pip, *, goal: PipGoal | None = None, form: OtherwiseForm | OwnGoalForm | None = None
) -> HttpResponse:  # fmt: skip
    wrong = form.errors if form else {}
    page = {
        "trajectory": pip.trajectory, "pip": pip, "title": "Kijk samen mee: je plan", "form": form, "goal": goal,
        "together": pip_together.build(pip, pip.trajectory, on=timezone.localdate()), "form_errors": wrong,
        "municipality": pip.trajectory.team.name,
    }  # fmt: skip
    return unkept(render(request, "trajectories/pip_together.html", page, status=422 if wrong else 200))
