"""Acts on a placement in a course: offering, starting, ending. A municipality pays for asielstatushouders only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Min

from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from procurement.models import Contract, ContractParty, StartMoment
from trajectories.actions import signals
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import CoursePlacement, Trajectory
from trajectories.reports import course_facts
from trajectories.rules import course_fit
from trajectories.rules.course_rules import ASIEL, ROUTE_COMPONENTS

State = CoursePlacement.State
CHANGED = "Een collega heeft deze plaatsing net gewijzigd. Bekijk wat er nu staat"
MOST_PER_WEEK = 60


@transaction.atomic
def offer(  # noqa: PLR0913 - an offer has this many parts
    *,
    trajectory: Trajectory,
    component: str,
    cursusinstelling: str = "",
    contract: Contract | None = None,
    start_moment: StartMoment | None = None,
    hours_per_week: Decimal | None = None,
    offered_on: date | None = None,
    starts_on: date | None = None,
    expected_end_on: date | None = None,
    on: date,
    by: Actor,
) -> CoursePlacement:
    """Place somebody in a course; it waits for its start. Raises NotNow with the field that does not fit.

    A start moment gives contract, day and hours. Who chooses and pays a course (gezinsmigranten) has no contract.
    """
    contract = start_moment.contract if start_moment else contract
    _refuse_closed(trajectory)
    _refuse_contract(trajectory, contract, component)
    placement = CoursePlacement(
        organisation_id=trajectory.organisation_id,
        host_id=contract.organisation_id if contract else None,
        trajectory=trajectory,
        contract=contract,
        start_moment=start_moment,
        cursusinstelling=contract.provider.name[:120] if contract else cursusinstelling.strip(),
        component=component,
        leerroute=component if component in ROUTE_COMPONENTS else "",
        offered_on=offered_on,
        hours_per_week=hours_per_week or (start_moment.hours_per_week if start_moment else None),
        starts_on=starts_on or (start_moment.starts_on if start_moment else None),
        expected_end_on=expected_end_on,
        made_by=by.audit_name,
    )
    _refuse_unfit(trajectory, placement, on)
    placement.save()
    _after(placement, "trajectory.course_offered", on=on, by=by)
    return placement


@transaction.atomic
def start(
    *, placement: CoursePlacement, starts_on: date, expected_version: int | None = None, on: date, by: Actor
) -> CoursePlacement:
    """Record that the lessons began. Raises NotNow when it is not waiting or the day cannot be."""
    if placement.state != State.WAITING:
        raise NotNow("Deze plaatsing wacht niet meer op de start")
    if starts_on > on:
        raise NotNow("De les is pas begonnen als deze dag er is. Vul de dag in waarop de les begon", "starts_on")
    placement.starts_on = starts_on
    _refuse_unfit(placement.trajectory, placement, on)
    _change(placement, expected_version, state=State.RUNNING, starts_on=starts_on)
    _after(placement, "trajectory.course_started", on=on, by=by)
    return placement


@transaction.atomic
def end(
    *,
    placement: CoursePlacement,
    ended_on: date,
    reason: str,
    expected_version: int | None = None,
    on: date,
    by: Actor,
) -> CoursePlacement:
    """End a course that runs, or one that never began, with its reason. Raises NotNow."""
    if placement.state not in {State.WAITING, State.RUNNING}:
        raise NotNow("Deze plaatsing is al beëindigd")
    if not reason.strip():
        raise NotNow("Vul in waarom de plaatsing eindigt", "reason")
    if ended_on > on:
        raise NotNow("Het einde ligt niet in de toekomst", "ended_on")
    began = placement.state == State.RUNNING
    if began and placement.starts_on and ended_on < placement.starts_on:
        raise NotNow(f"Het einde ligt niet voor de start op {date_long(placement.starts_on)}", "ended_on")
    state = State.ENDED if began else State.CANCELLED
    _change(placement, expected_version, state=state, ended_on=ended_on, end_reason=reason.strip()[:200])
    _after(placement, "trajectory.course_ended" if began else "trajectory.course_cancelled", on=on, by=by)
    return placement


def _refuse_closed(trajectory: Trajectory) -> None:
    if trajectory.closed_on:
        raise NotNow("Dit traject is afgesloten. Heropen het eerst")


def _refuse_contract(trajectory: Trajectory, contract: Contract | None, component: str) -> None:
    if contract is None:
        if trajectory.indeling == ASIEL and component in ROUTE_COMPONENTS and not _may_do_without(trajectory):
            raise NotNow(
                "Kies een contract. De gemeente biedt een asielstatushouder de les aan (Wi2021 art. 16)", "start_moment"
            )
        return
    party = ContractParty.objects.filter(
        contract_id=contract.pk, municipality__organisation_id=trajectory.organisation_id
    )
    if not party.exists():
        raise NotNow("Jullie gemeente doet niet mee in dit contract", "start_moment")
    if component not in contract.components:
        raise NotNow("Dit onderdeel hoort niet bij dit contract", "component")


def _may_do_without(trajectory: Trajectory) -> bool:
    """Whether this municipality has no contract at all: then the course itself is written down."""
    return not ContractParty.objects.filter(municipality__organisation_id=trajectory.organisation_id).exists()


def _refuse_unfit(trajectory: Trajectory, placement: CoursePlacement, on: date) -> None:
    if not placement.cursusinstelling:
        raise NotNow("Vul in bij welke cursusinstelling de les is", "cursusinstelling")
    if placement.offered_on and placement.offered_on > on:
        raise NotNow("Het aanbod ligt niet in de toekomst", "offered_on")
    if placement.hours_per_week is not None and not 0 < placement.hours_per_week <= MOST_PER_WEEK:
        raise NotNow(f"Vul uren per week in van 1 tot en met {MOST_PER_WEEK}", "hours_per_week")
    facts = course_facts.offer_of(trajectory, placement)
    for problem in course_fit.offer_problems(facts):
        raise NotNow(problem.sentence, problem.field)


def _change(placement: CoursePlacement, expected_version: int | None, **columns: object) -> None:
    version = placement.version if expected_version is None else expected_version
    rows = CoursePlacement.objects.filter(pk=placement.pk, version=version)
    if not rows.update(version=version + 1, **columns):
        raise Changed(CHANGED, CoursePlacement.objects.filter(pk=placement.pk).first())
    placement.refresh_from_db()


def _after(placement: CoursePlacement, verb: str, *, on: date, by: Actor) -> None:
    """Bring the facts of the trajectory in line with its placements, look for signals and leave the trace."""
    trajectory = placement.trajectory
    whole = trajectory.placements.exclude(state=State.CANCELLED).filter(component__in=ROUTE_COMPONENTS)
    days = whole.aggregate(offered=Min("offered_on"))
    begun = whole.exclude(state=State.WAITING).aggregate(first=Min("starts_on"))
    Trajectory.objects.filter(pk=trajectory.pk).update(offered_on=days["offered"], lessons_started_on=begun["first"])
    record(verb, by=by, about=placement, organisation_id=placement.organisation_id, component=placement.component)
    signals.notice(trajectory=trajectory, on=on)
    bring_up_to_date(trajectory, on=on)
