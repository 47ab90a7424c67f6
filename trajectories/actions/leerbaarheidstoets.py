"""The leerbaarheidstoets (Wi2021 art. 14; Regeling art. 5.1): planned with DUO's exam number, its result recorded."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.audit.record import Actor
from inburgering.audit.record import record as trace
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Leerbaarheidstoets, Trajectory

OWN_INPUT = "eigen invoer"
EXEMPTED = "college, Wi2021 art. 14 lid 6"


@transaction.atomic
def plan(
    *, trajectory: Trajectory, exam_number: str, planned_on: date | None, source: str = OWN_INPUT, on: date, by: Actor
) -> Leerbaarheidstoets:  # fmt: skip
    """Return the planned test; the one that still waits for its result is planned anew."""
    waiting = _waiting(trajectory)
    test = waiting or Leerbaarheidstoets(organisation_id=trajectory.organisation_id, trajectory=trajectory)
    test.exam_number, test.planned_on, test.source = exam_number, planned_on, source
    test.save()
    return _recorded(test, "trajectory.lbt_planned", on, by)


@transaction.atomic
def record(  # noqa: PLR0913 - what DUO says about one test
    *, trajectory: Trajectory, result: str, taken_on: date, score: int | None = None, needed_score: int | None = None,
    source: str = OWN_INPUT, on: date, by: Actor,
) -> Leerbaarheidstoets:  # fmt: skip
    """Return the test with its result. Raises NotNow for a day that is still to come."""
    if taken_on > on:
        raise NotNow("De dag van de toets ligt na vandaag", "taken_on")
    if (score is None) != (needed_score is None):
        raise NotNow(
            "Vul beide scores in: de behaalde en de benodigde", "needed_score" if score is not None else "score"
        )
    test = _waiting(trajectory) or Leerbaarheidstoets(organisation_id=trajectory.organisation_id, trajectory=trajectory)
    test.result, test.taken_on, test.source = result, taken_on, source
    test.score, test.needed_score = score, needed_score
    test.save()
    return _recorded(test, "trajectory.lbt_recorded", on, by, result=result)


@transaction.atomic
def exempt(*, trajectory: Trajectory, on: date, by: Actor) -> Leerbaarheidstoets:
    """Record that the college exempts from the test (art. 14 lid 6). Which impairment it is stands nowhere here."""
    test = _waiting(trajectory) or Leerbaarheidstoets(organisation_id=trajectory.organisation_id, trajectory=trajectory)
    test.is_exempt, test.source, test.planned_on = True, EXEMPTED, None
    test.save()
    return _recorded(test, "trajectory.lbt_exempted", on, by)


def _waiting(trajectory: Trajectory) -> Leerbaarheidstoets | None:
    open_ones = trajectory.leerbaarheidstoetsen.select_for_update(no_key=True).filter(result="", is_exempt=False)
    return open_ones.order_by("-pk").first()


def _recorded(test: Leerbaarheidstoets, verb: str, on: date, by: Actor, **details: str) -> Leerbaarheidstoets:
    trace(verb, by=by, about=test, organisation_id=test.organisation_id, **details)
    bring_up_to_date(test.trajectory, on=on)
    return test
