"""Finding the trajectory of an address, for whom it is, and logging that its dossier is opened."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.context import GoFirst
from inburgering.accounts.roles import Permission
from trajectories.actions import dossier
from trajectories.models import Trajectory


def opened(
    request: HttpRequest, number: str, purpose: str, to: Permission = Permission.VIEW_PERSONS
) -> Trajectory:  # fmt: skip
    """Return the trajectory and log this opening with its purpose (the page, in Dutch words).

    Raises Http404 for a stranger; a colleague of the same organisation without relation goes first to the page that
    asks for the reason.
    """
    trajectory = found(request, number, to)
    today = timezone.localdate()
    trajectory.opening = dossier.open_page(trajectory=trajectory, purpose=purpose, on=today, by=request.user)
    return trajectory


def found(request: HttpRequest, number: str, to: Permission) -> Trajectory:
    """Return the trajectory without logging, for an act by POST whose own trace says who did what."""
    mine = Trajectory.objects.for_user(request.user, to=to).select_related(
        "inburgeraar", "team", "assigned_to", "deputy"
    )
    trajectory = mine.filter(number=number).first()
    if trajectory:
        return trajectory
    get_object_or_404(Trajectory.objects.for_user(request.user, to=Permission.OPEN_WITH_REASON), number=number)
    if to not in {Permission.VIEW_PERSONS, Permission.WORK_CASELOAD}:
        raise Http404
    raise GoFirst(reverse("give_reason", args=[number]))
