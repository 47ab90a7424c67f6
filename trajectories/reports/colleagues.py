"""Who works with one trajectory, and whom to ask for access."""

from __future__ import annotations

from inburgering.accounts.models import Membership, User
from inburgering.accounts.roles import Role
from trajectories.models import Trajectory


def of_team(trajectory: Trajectory) -> list[User]:
    """Return the members of the team, and who it is assigned to or deputised by, in the order of their names."""
    found = {place.user_id: place.user for place in trajectory.team.members.select_related("user")}
    for user in (trajectory.assigned_to, trajectory.deputy):
        if user:
            found[user.pk] = user
    return sorted(found.values(), key=lambda user: user.name)


def to_ask(trajectory: Trajectory) -> list[str]:
    """Return whom a colleague asks about this dossier: who works with it, and the leaders of its team."""
    people = [place.user for place in trajectory.team.members.select_related("user")]
    leaders = set(
        Membership.objects.filter(
            organisation_id=trajectory.organisation_id, role=Role.TEAM_LEADER, user__in=people
        ).values_list("user_id", flat=True)
    )
    asked = [trajectory.assigned_to, *(user for user in people if user.pk in leaders)]
    return list(dict.fromkeys(user.name for user in asked if user))
