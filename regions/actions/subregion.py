"""Making and discussing a proposal to divide the region. A proposal is never changed: a move makes the next one."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.audit.record import Actor, record
from regions.actions.refusal import NotNow
from regions.models import Municipality, Placement, SubregionProposal, WorkSession
from regions.optimisation.distance import NotSolvable
from regions.reports import subregion_inflow, subregion_outcome, subregion_question
from regions.reports.subregion_outcome import Outcome
from regions.reports.subregion_question import Wishes

__all__ = ["NotNow", "discuss", "move", "propose"]


@transaction.atomic
def propose(
    *, session: WorkSession, group_count: int, contiguous: bool, by: Actor, wishes: Wishes | None = None
) -> SubregionProposal:
    """Solve the division of the region for the answers shared so far, and keep question and proof."""
    asked = subregion_question.ask(session)
    question = asked.asking_for(group_count, contiguous=contiguous, wishes=wishes)
    try:
        subregion_question.check(question)
        outcome = subregion_outcome.solved(question)
    except NotSolvable as reason:
        raise NotNow(str(reason)) from reason
    frozen = subregion_question.freeze(question)
    draft = SubregionProposal(
        organisation_id=session.organisation_id,
        region=session.region,
        session=session,
        origin=SubregionProposal.Origin.SOLVED,
        group_count=group_count,
        is_contiguous=contiguous,
        question=frozen,
        question_sha256=subregion_question.fingerprint(frozen),
    )
    inflow = subregion_inflow.freeze(subregion_inflow.expected(session.region))
    proposal = _keep(draft, outcome, inflow, by)
    record("subregions.proposed", by=by, about=proposal, organisation_id=proposal.organisation_id)
    return proposal


@transaction.atomic
def move(*, proposal: SubregionProposal, municipality: Municipality, to_group: int, by: Actor) -> SubregionProposal:
    """Make the next proposal: this one with one municipality elsewhere. Undoing is going back to the former."""
    outcome = subregion_outcome.thaw(proposal.outcome)
    why_not = subregion_outcome.objection_to_move(outcome, municipality.code, municipality.name, to_group)
    if why_not:
        raise NotNow(why_not)
    question = subregion_question.thaw(proposal.question)
    draft = SubregionProposal(
        organisation_id=proposal.organisation_id,
        region=proposal.region,
        session=proposal.session,
        origin=SubregionProposal.Origin.MOVED,
        based_on=proposal,
        group_count=proposal.group_count,
        is_contiguous=proposal.is_contiguous,
        question=proposal.question,
        question_sha256=proposal.question_sha256,
    )
    after = subregion_outcome.moved(question, outcome, municipality.code, to_group)
    successor = _keep(draft, after, proposal.outcome["inflow"], by)
    record("subregions.moved", by=by, about=successor, organisation_id=successor.organisation_id,
           municipality=municipality.code, to_group=to_group)  # fmt: skip
    return successor


@transaction.atomic
def discuss(*, proposal: SubregionProposal, by: Actor) -> SubregionProposal:
    """Put the proposal to the municipalities: from now on they can read it, with the answers it stands on."""
    proposal = (
        SubregionProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session")
        .get(pk=proposal.pk)
    )
    if not proposal.session.is_revealed:
        raise NotNow(
            f"Een voorstel laat zien wat gemeenten antwoordden. Toon eerst de uitkomsten van {proposal.session}."
        )
    if proposal.status == SubregionProposal.Status.UNDER_DISCUSSION:
        raise NotNow(f"Voorstel {proposal.number} is al ter bespreking.")
    proposal.status = SubregionProposal.Status.UNDER_DISCUSSION
    proposal.save(update_fields=["status"])
    members = proposal.region.municipalities_on(timezone.localdate()).exclude(organisation=None)
    Share.objects.bulk_create(
        [
            Share(
                organisation_id=proposal.organisation_id,
                kind=Share.Kind.PROPOSAL,
                subject_id=proposal.pk,
                shared_with_id=municipality.organisation_id,
                shared_by=by.audit_name,
            )
            for municipality in members
        ]
    )
    record("subregions.discussed", by=by, about=proposal, organisation_id=proposal.organisation_id)
    return proposal


def _keep(draft: SubregionProposal, outcome: Outcome, inflow: dict[str, object], by: Actor) -> SubregionProposal:
    """Store the proposal under the next number of the region, with the place of every municipality."""
    # One at a time: locking the sessions of the region keeps two proposals from taking the same number.
    list(WorkSession.objects.select_for_update(no_key=True).filter(organisation=draft.organisation_id).order_by("pk"))
    made = SubregionProposal.objects.filter(organisation=draft.organisation_id).order_by("-number")
    draft.number = 1 + (made.values_list("number", flat=True).first() or 0)
    draft.outcome = subregion_outcome.freeze(outcome) | {"inflow": inflow}
    draft.made_by = by.audit_name
    draft.save()
    codes = [code for group in outcome.groups for code in group.codes]
    ids = dict(Municipality.objects.filter(code__in=codes).values_list("code", "pk"))
    Placement.objects.bulk_create(
        [
            Placement(
                organisation_id=draft.organisation_id,
                proposal=draft,
                municipality_id=ids[code],
                group=group.number,
                group_name=group.name,
            )
            for group in outcome.groups
            for code in group.codes
        ]
    )
    return draft
