"""Keeping filters of the caseload under a name, for oneself or for a team."""

from __future__ import annotations

from django.db import transaction

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import record
from trajectories.actions.refusal import NotNow
from trajectories.models import SavedView, Team

MOST = 30
NAME_WANTED = "Vul een naam in, bijvoorbeeld Z-route Aalten"
KNOWN = "Je hebt al een weergave met deze naam. Kies een andere naam"
FULL = f"Je hebt al {MOST} weergaven. Verwijder er eerst een"


@transaction.atomic
def save(*, name: str, query: str, team: Team | None = None, by: User) -> SavedView:
    """Return these filters under a name. A team sees it when it is given. Raises NotNow."""
    words = " ".join(name.split())[:60]
    if not words:
        raise NotNow(NAME_WANTED, "name")
    own = SavedView.objects.for_user(by, to=Permission.WORK_CASELOAD).filter(user=by)
    if own.filter(name__iexact=words).exists():
        raise NotNow(KNOWN, "name")
    if own.count() >= MOST:
        raise NotNow(FULL, "name")
    tenant = team.organisation if team else Organisation.objects.where(by, Permission.WORK_CASELOAD).order_by("pk")[0]
    made = SavedView.objects.create(organisation=tenant, user=by, team=team, name=words, query=query[:500])
    record("caseload.view_saved", by=by, about=made, organisation_id=tenant.pk)
    return made


@transaction.atomic
def choose(*, view: SavedView | None, by: User) -> None:
    """Make one of one's own views the one that the caseload opens with; None: the whole caseload."""
    SavedView.objects.filter(user=by, is_default=True).update(is_default=False)
    if view is None:
        return
    if view.user_id != by.pk:
        raise NotNow("Maak eerst een eigen weergave van deze filters")
    SavedView.objects.filter(pk=view.pk).update(is_default=True)
    record("caseload.view_chosen", by=by, about=view, organisation_id=view.organisation_id)


@transaction.atomic
def remove(*, view: SavedView, by: User) -> None:
    """Take one's own view away. Raises NotNow for that of a colleague."""
    if view.user_id != by.pk:
        raise NotNow("Alleen wie de weergave bewaarde, kan haar verwijderen")
    record("caseload.view_removed", by=by, about=view, organisation_id=view.organisation_id)
    view.delete()
