"""Conditions of municipalities beside a scenario: taken over from a round, and weighed one by one."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from inburgering.audit.record import Actor, record
from procurement.models import Scenario, ScenarioCondition
from procurement.reports import condition as conditions
from procurement.reports.condition import Stated
from regions.actions.refusal import Changed, NotNow

Verdict = ScenarioCondition.Verdict


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many conditions are new, and how many took the words of a newer round and await a new verdict."""

    added: int
    renewed: int


@transaction.atomic
def gather(*, scenario: Scenario, by: Actor) -> Gathered:
    """Take what municipalities wrote in the newest round that was shown, in their own words.

    What was taken before stays as it is, verdict included: a later change in that same round does not move it. Only a
    newer round with other words replaces them, and then the verdict is asked again. Raises NotNow without any.
    """
    # Two people who gather at once would both add the same condition.
    scenario = (
        Scenario.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=scenario.pk)
    )
    session = conditions.newest_round(scenario.region)
    found = list(conditions.stated(session)) if session else []
    if session is None or not found:
        raise NotNow("Er is nog geen ronde getoond waarin een gemeente schreef wat haar zou doen bewegen.")
    standing = {(one.municipality_id, one.key): one for one in scenario.conditions.all()}
    new = [one for one in found if (one.municipality.pk, one.key) not in standing]
    ScenarioCondition.objects.bulk_create(_fresh(scenario, session.number, one) for one in new)
    renewed = [one for one in found if _renew(standing.get((one.municipality.pk, one.key)), session.number, one)]
    record(
        "conditions.gathered", by=by, about=scenario, organisation_id=scenario.organisation_id, session=session.number,
        added=len(new), renewed=len(renewed),
    )  # fmt: skip
    return Gathered(len(new), len(renewed))


@transaction.atomic
def judge(
    *, condition: ScenarioCondition, verdict: str, explanation: str, expected_version: int, by: Actor
) -> ScenarioCondition:
    """Say whether the scenario meets a condition, and why. Raises Changed when a colleague was first."""
    changed = ScenarioCondition.objects.filter(pk=condition.pk, version=expected_version).update(
        verdict=Verdict(verdict), explanation=explanation, version=expected_version + 1
    )
    current = ScenarioCondition.objects.select_related("municipality").get(pk=condition.pk)
    if not changed:
        raise Changed("Een collega heeft deze voorwaarde net bekeken. Kijk welk oordeel blijft", current)
    record(
        "condition.judged", by=by, about=current, organisation_id=current.organisation_id, former=condition.verdict,
        verdict=verdict,
    )  # fmt: skip
    return current


def _fresh(scenario: Scenario, session_number: int, one: Stated) -> ScenarioCondition:
    return ScenarioCondition(
        organisation_id=scenario.organisation_id, scenario=scenario, municipality=one.municipality,
        session_number=session_number, key=one.key, statement=one.statement, text=one.text,
    )  # fmt: skip


def _renew(standing: ScenarioCondition | None, session_number: int, one: Stated) -> bool:
    if standing is None or standing.session_number >= session_number or standing.text == one.text:
        return False
    ScenarioCondition.objects.filter(pk=standing.pk).update(
        session_number=session_number, statement=one.statement, text=one.text, verdict=Verdict.OPEN, explanation="",
        version=F("version") + 1,
    )  # fmt: skip
    return True
