"""Keeping what somebody types about a person on the server: never in a browser, and for this user alone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import User
from trajectories.models import Draft, Trajectory

ORDER = "volgorde"  # of the window: its name, a point, and how many times it sent something
LONGEST = 20_000  # characters; more is no draft of a form


@transaction.atomic
def keep(*, trajectory: Trajectory, page: str, fields: dict[str, str], by: User) -> Draft:
    """Return the draft of this user on this page, with the fields as typed. One write, also from two tabs.

    What one window sent earlier and a slow line brings later never replaces what that window typed after it.
    """
    Trajectory.objects.select_for_update(no_key=True).get(pk=trajectory.pk)  # one after the other, also the first
    known = trajectory.drafts.filter(user=by, page=page[:40]).first()
    if known and _is_older(fields.get(ORDER, ""), known.fields.get(ORDER, "")):
        return known
    room, kept = LONGEST, {}
    for name, typed in fields.items():
        kept[name[:60]] = typed[:room]
        room -= len(kept[name[:60]])
    draft = Draft(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, user=by, page=page[:40], fields=kept,
        saved_at=timezone.now(),
    )  # fmt: skip
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["organisation", "trajectory", "user", "page"],
        update_fields=["fields", "saved_at"],
    )
    return draft


@transaction.atomic
def forget(*, trajectory: Trajectory, page: str, by: User) -> None:
    """Throw the draft away: what it held is recorded, or its writer does not want it."""
    trajectory.drafts.filter(user=by, page=page).delete()


def _is_older(sent: str, known: str) -> bool:
    window, _, number = sent.rpartition(".")
    same, _, latest = known.rpartition(".")
    return bool(window) and window == same and number.isdigit() and latest.isdigit() and int(number) < int(latest)
