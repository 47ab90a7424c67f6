"""What every page of the PIP has: the dossier around it, the version of its address, and the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.roles import Permission
from trajectories.models import Pip, Trajectory
from trajectories.reports import dossier_head
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


def for_act(request: HttpRequest, number: str, purpose: str) -> Trajectory:
    """Return the trajectory: to look at it is logged, to act leaves the trace of the act."""
    return found(request, number, WORK) if request.method == "POST" else opened(request, number, purpose)


def version(trajectory: Trajectory, pip_number: int) -> Pip:
    """Return one version of this trajectory, or 404."""
    pip = get_object_or_404(trajectory.pips.select_related("scan", "letter"), number=pip_number)
    pip.trajectory = trajectory
    return pip


def context(trajectory: Trajectory, title: str, **more: Any) -> dict[str, Any]:
    """Return what the template of every page of the PIP takes; below the first page with the way back to it."""
    page = {"trajectory": trajectory, "title": title, "form_errors": False}
    page["head"] = dossier_head.build(trajectory, current="show_pip", on=timezone.localdate())
    here = [] if title == "PIP" else [("PIP", reverse("show_pip", args=[trajectory.number]))]
    page["crumbs"] = [*page["head"].crumbs, *here]
    return page | more
