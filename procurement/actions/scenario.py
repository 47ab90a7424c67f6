"""Acts on scenarios: making, copying, changing and sharing one."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share
from inburgering.audit.record import Actor, record
from procurement.models import Checkpoint, Scenario, ScenarioComponent
from procurement.reports import basis
from procurement.reports import checkpoint as agreements
from procurement.rules.choices import LEERROUTES, ComponentChoice
from regions.actions import subregion
from regions.actions.refusal import Changed, NotNow
from regions.models import SubregionProposal
from regions.reports import example

EXAMPLES = Path(example.DATA) / "demonstration_scenarios.csv"
ONLY_OWN = "Elke subregio apart"  # the example calls this by its three subregions


@transaction.atomic
def make(
    *, proposal: SubregionProposal, name: str, summary: str, components: Sequence[ComponentChoice], by: Actor,
    checkpoint: Checkpoint | None = None,
) -> Scenario:  # fmt: skip
    """Add a scenario to the region, with the next number; without a checkpoint it is a first sketch."""
    _refuse_incomplete(components)
    _refuse_other_ground(proposal, checkpoint)
    scenario = Scenario.objects.create(
        organisation_id=proposal.organisation_id,
        region_id=proposal.region_id,
        proposal=proposal,
        checkpoint=checkpoint,
        number=_next_number(proposal.organisation_id),
        name=name,
        summary=summary,
        made_by=by.audit_name,
    )
    ScenarioComponent.objects.bulk_create(_rows(scenario, components))
    record("scenario.made", by=by, about=scenario, organisation_id=scenario.organisation_id)
    return scenario


@transaction.atomic
def make_examples(*, proposal: SubregionProposal, by: Actor) -> list[Scenario]:
    """Add the three ways of the example to this region: all together, partly, and each subregion by itself."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    is_example = proposal.region.code == rows[0]["region_code"]
    made = []
    for number in dict.fromkeys(row["number"] for row in rows):
        parts = [row if is_example else row | {"own_locations": ""} for row in rows if row["number"] == number]
        name = (
            ONLY_OWN
            if number == rows[-1]["number"] and proposal.group_count != example.SUBREGIONS
            else parts[0]["name"]
        )
        choices = [ComponentChoice.from_row(row) for row in parts]
        made.append(make(proposal=proposal, name=name, summary=parts[0]["subtitle"], components=choices, by=by))
    return made


@transaction.atomic
def duplicate(*, scenario: Scenario, by: Actor) -> Scenario:
    """Add a copy with its own number, to change without losing the first."""
    copy = make(
        proposal=scenario.proposal,
        name=f"Kopie van {scenario.name}"[:60],
        summary=scenario.summary,
        components=basis.choices_of(scenario),
        checkpoint=scenario.checkpoint,
        by=by,
    )
    record("scenario.duplicated", by=by, about=copy, organisation_id=copy.organisation_id, of=scenario.number)
    return copy


@transaction.atomic
def change(  # noqa: PLR0913 - a scenario has this many parts
    *, scenario: Scenario, proposal: SubregionProposal, name: str, summary: str,
    components: Sequence[ComponentChoice], expected_version: int, by: Actor, checkpoint: Checkpoint | None = None,
) -> Scenario:  # fmt: skip
    """Replace all choices of a scenario at once. Raises Changed when a colleague was first."""
    _refuse_incomplete(components)
    _refuse_other_ground(proposal, checkpoint)
    changed = Scenario.objects.filter(pk=scenario.pk, version=expected_version).update(
        proposal=proposal, checkpoint=checkpoint, name=name, summary=summary, changed_at=timezone.now(),
        version=F("version") + 1,
    )  # fmt: skip
    current = Scenario.objects.select_related("region", "proposal", "checkpoint").get(pk=scenario.pk)
    if not changed:
        raise Changed("Een collega heeft dit scenario net gewijzigd. Kijk welke keuzes blijven.", current)
    current.components.all().delete()
    ScenarioComponent.objects.bulk_create(_rows(current, components))
    record("scenario.changed", by=by, about=current, organisation_id=current.organisation_id, version=current.version)
    return current


@transaction.atomic
def share(*, scenario: Scenario, by: Actor) -> list[Share]:
    """Let every municipality of the region read the scenario, its numbers and its subregions."""
    proposal = SubregionProposal.objects.select_related("region", "session").get(pk=scenario.proposal_id)
    if proposal.status == SubregionProposal.Status.CONCEPT:
        _discuss(proposal, by)
    standing = Share.objects.standing().filter(
        organisation_id=scenario.organisation_id, kind=Share.Kind.SCENARIO, subject_id=scenario.pk
    )
    present = set(standing.values_list("shared_with_id", flat=True))
    shares = Share.objects.bulk_create(
        [
            Share(
                organisation_id=scenario.organisation_id,
                kind=Share.Kind.SCENARIO,
                subject_id=scenario.pk,
                shared_with=organisation,
                shared_by=by.audit_name,
            )
            for organisation in _municipal_organisations(scenario)
            if organisation.pk not in present
        ]
    )
    record("scenario.shared", by=by, about=scenario, organisation_id=scenario.organisation_id, count=len(shares))
    return shares


def _discuss(proposal: SubregionProposal, by: Actor) -> None:
    try:
        subregion.discuss(proposal=proposal, by=by)
    except subregion.NotNow as reason:
        raise NotNow(str(reason)) from reason


def _municipal_organisations(scenario: Scenario) -> list[Organisation]:
    members = scenario.region.municipalities_on(timezone.localdate())
    return [member.organisation for member in members if member.organisation is not None]


def _next_number(organisation_id: int) -> int:
    # The organisation's row is the queue: two new scenarios at once would otherwise get the same number.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    last = Scenario.objects.filter(organisation_id=organisation_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_incomplete(components: Iterable[ComponentChoice]) -> None:
    chosen = [choice.component for choice in components]
    if len(set(chosen)) != len(chosen) or not set(LEERROUTES) <= set(chosen):
        raise NotNow("Kies voor elke leerroute één keer hoe je inkoopt, en voor elk ander onderdeel hooguit één keer.")


def _refuse_other_ground(proposal: SubregionProposal, checkpoint: Checkpoint | None) -> None:
    """A scenario builds on what was agreed: the same region, the same division, and nothing that was changed since."""
    if checkpoint is None:
        return
    if checkpoint.organisation_id != proposal.organisation_id:
        raise NotNow("Dit piketpaaltje hoort bij een andere regio.")
    if not agreements.intact(checkpoint):
        raise NotNow(f"Piketpaaltje {checkpoint.number} is na het slaan gewijzigd. Kies een ander, of geen.")
    agreed = checkpoint.frozen["proposal"]["number"]
    if agreed != proposal.number:
        raise NotNow(f"Piketpaaltje {checkpoint.number} staat op voorstel {agreed}. Kies voorstel {agreed}.")


def _rows(scenario: Scenario, components: Iterable[ComponentChoice]) -> list[ScenarioComponent]:
    return [
        ScenarioComponent(
            organisation_id=scenario.organisation_id,
            scenario=scenario,
            component=choice.component,
            scale=choice.scale,
            instrument=choice.instrument,
            lots=choice.lots,
            base_years=choice.base_years,
            option_years=choice.option_years,
            start_moments=choice.start_moments,
            minimum_group=choice.minimum_group,
            group_size=choice.group_size,
            own_locations=sorted(choice.own_locations),
            groups=[{"label": one.label, "codes": list(one.codes), "scale": one.scale.value} for one in choice.groups],
            payment=choice.payment,
            division_key=choice.key,
            shares={code: str(share) for code, share in choice.shares.items()},
            main_contractor=choice.main_contractor,
            cluster_reason=choice.cluster_reason,
        )
        for choice in components
    ]
