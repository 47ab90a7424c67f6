"""What every page of a dossier hands to its template."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from trajectories.models import Trajectory
from trajectories.reports import dossier_head

ONLY_THIS_READER = "private, no-store"


def dossier_page(trajectory: Trajectory, current: str, title: str, **more: Any) -> dict[str, Any]:
    """Return the context of the page whose address is called `current`. Everything on it is for this reader alone."""
    head = dossier_head.build(trajectory, current=current, on=timezone.localdate())
    return {"head": head, "title": title, "trajectory": trajectory, "crumbs": head.crumbs} | more


def unkept(response: HttpResponse) -> HttpResponse:
    """Return the answer so that no browser and no proxy keeps it."""
    response["Cache-Control"] = ONLY_THIS_READER
    return response
