"""The decisions of the example region: a checkpoint on its plan, a scenario that follows it, and the report."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from inburgering.accounts.models import User
from procurement.actions import checkpoint as checkpoints
from procurement.actions import report, scenario
from procurement.models import BoardReport, Checkpoint, Scenario
from procurement.reports import basis, checkpoint_draft
from procurement.rules.choices import JointGroup
from regions.models import CooperationPlan, Region
from regions.reports import cooperation

DECIDE_WITHIN = timedelta(days=16)
NAME, SUMMARY = "Samen waar het kan", "Noord en West samen, Oost doet mee bij de Z-route en de onderwijsroute"


@transaction.atomic
def agree(*, plan: CooperationPlan, by: User) -> Checkpoint:
    """Freeze what the plan says, in the words that the product proposes for it."""
    draft = checkpoint_draft.draft(plan)
    return checkpoints.make(
        plan=plan, name=draft.name, agreed=draft.agreed, still_open=draft.still_open, may_deviate=draft.may_deviate,
        by=by,
    )  # fmt: skip


@transaction.atomic
def follow(*, checkpoint: Checkpoint, example: Scenario, by: User) -> Scenario:
    """Make a scenario that buys as this example does, with whom the checkpoint says."""
    groups = cooperation.groups_of(checkpoint.plan)
    made = scenario.make(
        proposal=example.proposal,
        checkpoint=checkpoint,
        name=NAME,
        summary=SUMMARY,
        components=[
            replace(
                choice,
                scale=groups[choice.component][0].scale,
                groups=tuple(JointGroup(one.label, one.codes, one.scale) for one in groups[choice.component]),
            )
            for choice in basis.choices_of(example)
        ],
        by=by,
    )
    scenario.share(scenario=made, by=by)
    return made


@transaction.atomic
def ask_report(
    *, region: Region, scenarios: Sequence[Scenario], advised: Scenario, checkpoint: Checkpoint, on: date, by: User
) -> BoardReport:  # fmt: skip
    """Ask for a report; the worker makes its documents as soon as it runs."""
    return report.request(
        region=region,
        scenarios=scenarios,
        advised=advised,
        checkpoint=checkpoint,
        title="Inkoop leerroutes",
        decide_on=on + DECIDE_WITHIN,
        is_confidential=False,
        request_key=uuid.uuid4(),
        by=by,
    )
