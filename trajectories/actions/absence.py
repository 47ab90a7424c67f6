"""Being away and coming back. The deputy sees the caseload for as long as it lasts; why is nobody's business."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from inburgering.accounts.models import User
from inburgering.audit import record as trail
from inburgering.notation import date_long
from trajectories.actions.refusal import NotNow
from trajectories.models import Absence, TeamMember
from trajectories.reports.colleague import called


@transaction.atomic
def record(
    *, user: User, deputies: Mapping[int, User | None], starts_on: date, ends_on: date | None, on: date, by: User
) -> list[Absence]:
    """Record that somebody is away from a day until a day (None: not known yet), in each organisation with its deputy.

    `deputies` has one entry per organisation id for which this holds. Raises NotNow with the field it is about.
    """
    if ends_on and ends_on < starts_on:
        raise NotNow("De laatste dag ligt voor de eerste dag. Wissel ze om of kies een andere dag", "ends_on")
    if ends_on and ends_on < on:
        raise NotNow("Deze periode is al voorbij. Leg alleen afwezigheid van nu of later vast", "ends_on")
    made = []
    for organisation_id, deputy in deputies.items():
        _refuse_overlap(user, organisation_id, starts_on, ends_on)
        if deputy:
            _refuse_deputy(user, deputy, organisation_id, starts_on, ends_on)
        absence = Absence.objects.create(
            organisation_id=organisation_id, user=user, deputy=deputy, starts_on=starts_on, ends_on=ends_on,
            recorded_by=by.audit_name,
        )  # fmt: skip
        trail.record("absence.recorded", by=by, about=absence, organisation_id=organisation_id, user=user.pk,
               deputy=deputy.pk if deputy else None)  # fmt: skip
        made.append(absence)
    return made


@transaction.atomic
def end(*, absence: Absence, on: date, by: User) -> None:
    """Somebody is back: from this day on nobody covers any more. Raises NotNow when it had ended already."""
    row = Absence.objects.select_for_update().filter(pk=absence.pk).first()
    if row is None or (row.ends_on and row.ends_on < on):
        raise NotNow("Deze afwezigheid was al beëindigd")
    trail.record("absence.ended", by=by, about=row, organisation_id=row.organisation_id, user=row.user_id)
    if row.starts_on >= on:
        row.delete()
    else:
        row.ends_on = on - timedelta(days=1)
        row.save(update_fields=["ends_on"])


def _during(starts_on: date, ends_on: date | None) -> Q:
    later = Q(ends_on=None) | Q(ends_on__gte=starts_on)
    return later & Q(starts_on__lte=ends_on) if ends_on else later


def _refuse_overlap(user: User, organisation_id: int, starts_on: date, ends_on: date | None) -> None:
    same = Absence.objects.filter(_during(starts_on, ends_on), user=user, organisation_id=organisation_id).first()
    if same:
        until = f"tot en met {date_long(same.ends_on)}" if same.ends_on else "zonder einddatum"
        raise NotNow(f"{called(user)} staat al als afwezig vanaf {date_long(same.starts_on)}, {until}", "starts_on")


def _refuse_deputy(user: User, deputy: User, organisation_id: int, starts_on: date, ends_on: date | None) -> None:
    field = f"deputy_{organisation_id}"
    if deputy.pk == user.pk:
        raise NotNow("Kies iemand anders als waarnemer", field)
    if not TeamMember.objects.filter(organisation_id=organisation_id, user=deputy).exists():
        raise NotNow(f"{called(deputy)} werkt niet in een team van deze gemeente", field)
    away = Absence.objects.filter(_during(starts_on, ends_on), user=deputy, organisation_id=organisation_id)
    if away.exists():
        raise NotNow(f"{called(deputy)} is in deze periode zelf afwezig. Kies een andere waarnemer", field)
