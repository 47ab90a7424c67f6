"""Where a municipality stands on a plan: given by itself, or noted by the projectleider in a meeting."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.actions.spokesman import ACT, speaks_for
from regions.models import CooperationPlan, Municipality, Standpunt
from regions.reports.mandate import who_can

__all__ = ["Changed", "NotNow", "take"]


@transaction.atomic
def take(
    *, plan: CooperationPlan, municipality: Municipality, stance: str, reason: str, level: str, is_noted: bool,
    by: Actor,
) -> Standpunt:  # fmt: skip
    """Add the standpunt of a municipality on the version of the plan in hand; a former one stays in the trail.

    Raises Changed when the plan is not that version any more, and NotNow.
    """
    current = CooperationPlan.objects.select_related("region").get(pk=plan.pk)
    if current.version != plan.version:
        raise Changed("De samenwerking is net gewijzigd. Lees wat er nu staat en bewaar opnieuw", current)
    if refused := _objection(current, municipality, stance, reason, is_noted, by):
        raise NotNow(refused)
    made = Standpunt.objects.create(
        organisation_id=municipality.organisation_id,
        host_id=current.organisation_id,
        plan=current,
        municipality=municipality,
        stance=stance,
        reason=reason.strip(),
        level=level,
        plan_version=current.version,
        given_by=by.audit_name[:250],
        is_noted=is_noted,
    )
    record("standpunt.taken", by=by, about=current,
           organisation_id=current.organisation_id if is_noted else municipality.organisation_id,
           municipality=municipality.code, stance=stance, level=level, is_noted=is_noted)  # fmt: skip
    return made


def _objection(
    plan: CooperationPlan, municipality: Municipality, stance: str, reason: str, is_noted: bool, by: Actor
) -> str:
    """Return in Dutch why this standpunt cannot be taken, or nothing."""
    asked = Permission.PROPOSE_SUBREGIONS if is_noted else Permission.TAKE_STANDPUNT
    if not speaks_for(plan.organisation_id if is_noted else municipality.organisation_id, asked, by):
        return who_can(municipality.organisation_id or 0, Permission.TAKE_STANDPUNT, ACT)
    if plan.status != CooperationPlan.Status.UNDER_DISCUSSION:
        return f"Samenwerking {plan.number} is nog niet ter bespreking. Een standpunt kan daarna."
    if not plan.region.municipalities_on(timezone.localdate()).filter(pk=municipality.pk).exists():
        return f"{municipality.name} hoort niet (meer) bij regio {plan.region.name}."
    if stance != Standpunt.Stance.AGREED and not reason.strip():
        return "Vul de reden in"
    return ""
