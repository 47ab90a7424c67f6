"""Making a checkpoint (een piketpaaltje slaan). It is made once: there is no act that changes or removes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share
from inburgering.audit.record import Actor, record
from procurement.models import Checkpoint
from procurement.reports import checkpoint as report
from procurement.reports.checkpoint import Deviation
from procurement.reports.checkpoint_coverage import objections
from regions.actions import cooperation, subregion
from regions.actions.refusal import Changed, NotNow
from regions.models import CooperationPlan, SubregionProposal
from regions.rules.components import COMPONENT_LABELS

__all__ = ["Changed", "Deviation", "NotNow", "make"]


@transaction.atomic
def make(
    *,
    plan: CooperationPlan,
    name: str,
    agreed: Sequence[str],
    still_open: Sequence[str],
    may_deviate: Sequence[Deviation],
    by: Actor,
    expected_version: int | None = None,
) -> Checkpoint:
    """Freeze what was agreed with everything it stands on, and let every municipality read it.

    Returns the same checkpoint when it is asked twice. Raises Changed when the plan is no longer the one that was
    looked at (`expected_version`), and NotNow with what still has to be settled or said.
    """
    plan = _locked(plan)
    if expected_version is not None and plan.version != expected_version:
        raise Changed("Een collega heeft deze samenwerking net gewijzigd. Kijk of de afspraken nog kloppen.", plan)
    _refuse_unsaid(plan, agreed, still_open, may_deviate)
    former = Checkpoint.objects.filter(organisation=plan.organisation_id, name=name).first()
    if former:
        return _same_or_refused(former, plan, agreed, still_open, may_deviate)
    _share_grounds(plan, by)
    made = _frozen(plan, name, agreed, still_open, may_deviate, by)
    shared = _share(made, by)
    record(
        report.MADE, by=by, about=made, organisation_id=made.organisation_id,
        checkpoint=made.number, sha256=made.sha256, plan=plan.number, municipalities=len(shared),
    )  # fmt: skip
    return made


def _locked(plan: CooperationPlan) -> CooperationPlan:
    # The organisation's row is the queue: two checkpoints at once would otherwise get the same number.
    Organisation.objects.select_for_update(no_key=True).get(pk=plan.organisation_id)
    plans = CooperationPlan.objects.select_for_update(of=("self",), no_key=True)
    return plans.select_related("region", "proposal__session__region").get(pk=plan.pk)


def _refuse_unsaid(
    plan: CooperationPlan, agreed: Sequence[str], still_open: Sequence[str], may_deviate: Sequence[Deviation]
) -> None:
    if not agreed:
        raise NotNow("Schrijf minstens 1 zin op over wat is afgesproken.")
    members = {one.code for one in plan.region.municipalities_on(timezone.localdate())}
    for one in may_deviate:
        if one.code not in members:
            raise NotNow("Een gemeente die mag afwijken, hoort niet bij deze regio. Kies een gemeente uit de lijst.")
        if one.component and one.component not in COMPONENT_LABELS:
            raise NotNow("Kies bij ‘Wie mag afwijken’ een onderdeel uit de lijst.")
        if not one.reason:
            raise NotNow("Vul bij elke gemeente die mag afwijken de reden in.")
    found = objections(plan, still_open=still_open, may_deviate=may_deviate)
    if found:
        raise NotNow(" ".join(found))


def _same_or_refused(
    former: Checkpoint,
    plan: CooperationPlan,
    agreed: Sequence[str],
    still_open: Sequence[str],
    may_deviate: Sequence[Deviation],
) -> Checkpoint:
    """Asking twice is one act; another agreement needs another name."""
    said = report.thaw(former.frozen)
    same = (said.agreed, said.still_open, said.may_deviate) == (tuple(agreed), tuple(still_open), tuple(may_deviate))
    if same and former.plan_id == plan.pk and said.plan["version"] == plan.version:
        return former
    raise NotNow(f"Piketpaaltje {former.number} heet al zo. Kies een andere naam.")


def _share_grounds(plan: CooperationPlan, by: Actor) -> None:
    """Put plan and proposal up for discussion when they are not: who reads the agreement reads what it stands on."""
    if plan.proposal.status == SubregionProposal.Status.CONCEPT:
        plan.proposal = subregion.discuss(proposal=plan.proposal, by=by)
    if plan.status == CooperationPlan.Status.CONCEPT:
        plan.status = cooperation.discuss(plan=plan, by=by).status


def _frozen(
    plan: CooperationPlan,
    name: str,
    agreed: Sequence[str],
    still_open: Sequence[str],
    may_deviate: Sequence[Deviation],
    by: Actor,
) -> Checkpoint:
    last = Checkpoint.objects.filter(organisation=plan.organisation_id).aggregate(last=Max("number"))["last"]
    now = timezone.now()
    said: Mapping[str, Any] = report.agreement(
        number=(last or 0) + 1, name=name, agreed=agreed, still_open=still_open, may_deviate=may_deviate,
        made_at=now, made_by=by.audit_name,
    )  # fmt: skip
    frozen = report.freeze(plan) | {"agreement": said}
    return Checkpoint.objects.create(
        organisation_id=plan.organisation_id,
        region=plan.region,
        plan=plan,
        number=said["number"],
        name=name,
        agreed=said["agreed"],
        still_open=said["still_open"],
        may_deviate=said["may_deviate"],
        frozen=frozen,
        sha256=report.fingerprint(frozen),
        made_at=now,
        made_by=by.audit_name,
    )


def _share(made: Checkpoint, by: Actor) -> list[Share]:
    members = made.region.municipalities_on(timezone.localdate()).exclude(organisation=None)
    return Share.objects.bulk_create(
        [
            Share(
                organisation_id=made.organisation_id,
                kind=Share.Kind.CHECKPOINT,
                subject_id=made.pk,
                shared_with_id=municipality.organisation_id,
                shared_by=by.audit_name,
            )
            for municipality in members
        ]
    )
