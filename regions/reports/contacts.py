"""Whom somebody asks for help: people by name, from one's own gemeente and from the region."""

from __future__ import annotations

from django.db import connection

from inburgering.accounts.models import Membership, User
from inburgering.accounts.roles import LABELS, Role


def contacts_of(user: User) -> tuple[tuple[str, str], ...]:
    """Return (name, what they are): who leads a team in one's own gemeente, then who leads the region; never oneself.

    Teamleiders stand there for who works with inburgeraars only.
    """
    worked = Membership.objects.filter(user=user, role=Role.CASE_MANAGER).values("organisation")
    near = Membership.objects.filter(organisation__in=worked, role=Role.TEAM_LEADER, user__is_active=True)
    names = near.exclude(user=user).order_by("user__name").values_list("user__name", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM app.region_leaders()")
        leaders = [name for (name,) in cursor.fetchall()]
    found = [(name, LABELS[Role.TEAM_LEADER]) for name in names]
    found += [(name, LABELS[Role.PROJECT_LEADER]) for name in leaders]
    return tuple(dict.fromkeys((name.split(",")[0], label) for name, label in found))
