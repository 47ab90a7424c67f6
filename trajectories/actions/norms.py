"""The numbers with which a municipality weighs its caseload, and the hours that people work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import record
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import CaseloadNorm, TeamMember
from trajectories.rules import early_signals, workload

MOST_POINTS = 1000
MOST_HOURS = 60


@dataclass(frozen=True, slots=True)
class Own:
    """A municipality's own number, with where it comes from."""

    value: Decimal
    source: str
    source_on: date


@transaction.atomic
def change(*, organisation_id: int, key: str, to: Own, expected_version: int, on: date, by: User) -> CaseloadNorm:
    """Set a municipality's own number. `expected_version` is 0 when there is none yet.

    Raises NotNow, and Changed when a colleague set it in the meantime.
    """
    _check(key, to, on)
    own = CaseloadNorm.objects.select_for_update().filter(organisation_id=organisation_id, key=key).first()
    if (own.version if own else 0) != expected_version:
        raise Changed("Een collega heeft dit getal intussen gewijzigd", own)
    own = own or CaseloadNorm(organisation_id=organisation_id, key=key, version=0)
    own.value, own.source, own.source_on = to.value, to.source, to.source_on
    own.version += 1
    own.save()
    record("norm.changed", by=by, about=own, organisation_id=organisation_id, key=key, value=str(to.value))
    return own


def _check(key: str, to: Own, on: date) -> None:
    if key not in workload.DEFAULTS and key not in early_signals.KEYS:
        raise NotNow("Dit getal bestaat niet")
    if not 0 <= to.value <= MOST_POINTS:
        raise NotNow(f"Vul een getal in van 0 tot en met {MOST_POINTS}", "value")
    if key == workload.FULL_WEEK and not 0 < to.value <= MOST_HOURS:
        raise NotNow(f"Een volle werkweek is meer dan 0 en hooguit {MOST_HOURS} uur", "value")
    if key in early_signals.KEYS and (to.value < 1 or to.value % 1):
        raise NotNow(f"Vul een heel getal in van 1 tot en met {MOST_POINTS}", "value")
    if to.source_on > on:
        raise NotNow("De datum van de bron ligt in de toekomst", "source_on")


@transaction.atomic
def set_hours(*, member: TeamMember, hours_per_week: Decimal, by: User) -> TeamMember:
    """Set how many hours somebody works in a team. Raises NotNow outside 0 to 60."""
    if not 0 < hours_per_week <= MOST_HOURS:
        raise NotNow(f"Vul meer dan 0 en hooguit {MOST_HOURS} uur in", "hours")
    member.hours_per_week = hours_per_week
    member.save(update_fields=["hours_per_week"])
    record("team.hours_set", by=by, about=member, organisation_id=member.organisation_id, hours=str(hours_per_week))
    return member
