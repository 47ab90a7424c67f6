"""Making a plan of who does what with whom, changing it part by part, and putting it to the municipalities."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.models import CooperationPlan, Municipality, Participation, SubregionProposal
from regions.reports.cooperation import area_of, groups_of
from regions.reports.cooperation_wanted import wanted_scales
from regions.rules.components import Component
from regions.rules.cooperation import Group
from regions.rules.cooperation_coverage import misplaced
from regions.rules.cooperation_start import starting_groups

__all__ = ["Changed", "NotNow", "discuss", "duplicate", "make", "place", "rename"]


@transaction.atomic
def make(*, proposal: SubregionProposal, name: str, by: Actor) -> CooperationPlan:
    """Make a plan on this base division: every component at the scale that most municipalities want."""
    plan = _numbered(proposal, name, by)
    area, wanted = area_of(plan), wanted_scales(proposal)
    _fill(plan, {component: starting_groups(component, wanted[component], area) for component in Component})
    record("cooperation.made", by=by, about=plan, organisation_id=plan.organisation_id, proposal=proposal.number)
    return plan


@transaction.atomic
def duplicate(*, plan: CooperationPlan, name: str, by: Actor) -> CooperationPlan:
    """Make the next plan with the same division and groups, as a concept without standpunten."""
    copy = _numbered(plan.proposal, name, by)
    _fill(copy, groups_of(plan))
    record("cooperation.duplicated", by=by, about=copy, organisation_id=copy.organisation_id, source=plan.number)
    return copy


@transaction.atomic
def rename(*, plan: CooperationPlan, name: str, expected_version: int, by: Actor) -> CooperationPlan:
    """Give the plan another name. Its version stays: the standpunten are about what is in it."""
    current = _locked(plan, expected_version)
    current.name, current.changed_at = name, timezone.now()
    current.save(update_fields=["name", "changed_at"])
    record("cooperation.renamed", by=by, about=current, organisation_id=current.organisation_id, name=name)
    return current


@transaction.atomic
def place(
    *, plan: CooperationPlan, component: Component, groups: Sequence[Group], expected_version: int, by: Actor
) -> CooperationPlan:
    """Set who does this component with whom; no groups empties it. The same groups again change nothing.

    Every change makes the next version: standpunten on a former one are shown as such. Raises Changed with
    `.current`, and NotNow for a municipality in two groups or not of the region.
    """
    current = _locked(plan, expected_version)
    if refused := misplaced(component, groups, area_of(current)):
        raise NotNow(" ".join(refused))
    if groups_of(current).get(component, ()) == tuple(groups):
        return current
    current.participations.filter(component=component).delete()
    _fill(current, {component: groups})
    current.version, current.changed_at = current.version + 1, timezone.now()
    current.save(update_fields=["version", "changed_at"])
    record("cooperation.placed", by=by, about=current, organisation_id=current.organisation_id,
           component=component.value, groups={group.label: list(group.codes) for group in groups})  # fmt: skip
    return current


@transaction.atomic
def discuss(*, plan: CooperationPlan, by: Actor) -> CooperationPlan:
    """Put the plan to the municipalities: from now on they read it and can take a standpunt."""
    current = _locked(plan)
    if current.status == CooperationPlan.Status.UNDER_DISCUSSION:
        raise NotNow(f"Samenwerking {current.number} is al ter bespreking.")
    if current.proposal.status != SubregionProposal.Status.UNDER_DISCUSSION:
        raise NotNow(
            f"Gemeenten lezen ook op welke subregio’s dit staat. Bespreek eerst voorstel {current.proposal.number}."
        )
    current.status, current.changed_at = CooperationPlan.Status.UNDER_DISCUSSION, timezone.now()
    current.save(update_fields=["status", "changed_at"])
    members = current.region.municipalities_on(timezone.localdate()).exclude(organisation=None)
    Share.objects.bulk_create(
        [
            Share(
                organisation_id=current.organisation_id,
                kind=Share.Kind.PLAN,
                subject_id=current.pk,
                shared_with_id=municipality.organisation_id,
                shared_by=by.audit_name,
            )
            for municipality in members
        ]
    )
    record("cooperation.discussed", by=by, about=current, organisation_id=current.organisation_id)
    return current


def _locked(plan: CooperationPlan, expected_version: int | None = None) -> CooperationPlan:
    """Return the plan as it stands now, held until the end. Raises Changed when it is not the expected version."""
    current = (
        CooperationPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("proposal", "region")
        .get(pk=plan.pk)
    )
    if expected_version is not None and current.version != expected_version:
        raise Changed("Een collega heeft deze samenwerking net gewijzigd. Kijk wat er nu staat", current)
    return current


def _numbered(proposal: SubregionProposal, name: str, by: Actor) -> CooperationPlan:
    """Return a new plan under the next number of the region."""
    # One at a time: locking the proposals of the region keeps two plans from taking the same number.
    proposals = SubregionProposal.objects.select_for_update(no_key=True)
    list(proposals.filter(organisation=proposal.organisation_id).order_by("pk").values_list("pk"))
    made = CooperationPlan.objects.filter(organisation=proposal.organisation_id).order_by("-number")
    return CooperationPlan.objects.create(
        organisation_id=proposal.organisation_id,
        region=proposal.region,
        proposal=proposal,
        number=1 + (made.values_list("number", flat=True).first() or 0),
        name=name,
        made_by=by.audit_name[:250],
    )


def _fill(plan: CooperationPlan, groups: Mapping[Component, Iterable[Group]]) -> None:
    codes = {code for found in groups.values() for group in found for code in group.codes}
    ids = dict(Municipality.objects.filter(code__in=codes).values_list("code", "pk"))
    Participation.objects.bulk_create(
        [
            Participation(
                organisation_id=plan.organisation_id,
                plan=plan,
                component=component.value,
                municipality_id=ids[code],
                group=number,
                group_name=group.label,
                scale=group.scale.value,
            )
            for component, found in groups.items()
            for number, group in enumerate(found, start=1)
            for code in group.codes
        ]
    )
