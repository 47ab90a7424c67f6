"""Holding a dossier after its term: until a day, for a reason, and letting it go again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import RetentionHold, Trajectory
from trajectories.rules.person_numbers import has_bsn

Ground = RetentionHold.Ground


@transaction.atomic
def hold(*, trajectory: Trajectory, until_on: date, ground: str, words: str = "", on: date, by: Actor) -> RetentionHold:
    """Keep everything about this person until a day; a new hold takes the place of a former one. Raises NotNow."""
    said = " ".join(words.split())[:300]
    if ground not in Ground.values:
        raise NotNow("Kies waarom het dossier blijft", "ground")
    if ground == Ground.LANGER and not said:
        raise NotNow(
            "Schrijf welke regel langer bewaren vraagt, bijvoorbeeld een categorie van de selectielijst", "words"
        )
    if has_bsn(said):
        raise NotNow("Hier staat een BSN. Laat het weg", "words")
    if until_on <= on:
        raise NotNow("Kies een dag na vandaag", "until_on")
    # The row is locked, so that two people who hold at once leave one hold.
    current = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    _end(current, by)
    made = RetentionHold.objects.create(
        organisation_id=current.organisation_id, trajectory=current, until_on=until_on, ground=ground, words=said,
        made_by=by.audit_name[:250],
    )  # fmt: skip
    record(
        "retention.held", by=by, about=current, organisation_id=current.organisation_id, ground=ground,
        until_on=until_on.isoformat(),
    )  # fmt: skip
    bring_up_to_date(current, on=on)
    return made


@transaction.atomic
def release(*, trajectory: Trajectory, on: date, by: Actor) -> None:
    """Take the hold away: the dossier may go when its term is over. A second time changes nothing."""
    current = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    if _end(current, by):
        record("retention.released", by=by, about=current, organisation_id=current.organisation_id)
        bring_up_to_date(current, on=on)


def _end(trajectory: Trajectory, by: Actor) -> int:
    """End the hold of any road of this person, and return how many there were."""
    open_ones = RetentionHold.objects.filter(trajectory__inburgeraar=trajectory.inburgeraar_id, released_at=None)
    return open_ones.update(released_at=timezone.now(), released_by=by.audit_name[:250])
