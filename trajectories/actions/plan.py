"""Acts on the plan that lives on: goals and the actions towards them. None of them asks for a new decision."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import PipAction, PipGoal, Trajectory
from trajectories.reports.plan import templates
from trajectories.rules import life_areas

GOAL_WANTED, ACTION_WANTED = "Vul het doel in", "Vul in wat er gaat gebeuren"
UP, DOWN = "omhoog", "omlaag"
RUNNING, REACHED, STOPPED = "RUNNING", "REACHED", "STOPPED"


@transaction.atomic
def add_goal(
    *, trajectory: Trajectory, life_area: str, goal: str, on: date, by: Actor, own_words: str = ""
) -> PipGoal:  # fmt: skip
    """Add a goal below the others. Raises NotNow without a goal or a life area."""
    _refuse_goal(life_area, goal)
    last = trajectory.goals.aggregate(last=Max("order"))["last"] or 0
    made = PipGoal.objects.create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, life_area=life_area, goal=goal.strip(),
        own_words=own_words.strip(), order=last + 1,
    )  # fmt: skip
    _trace("trajectory.goal_added", made, trajectory, on=on, by=by)
    return made


@transaction.atomic
def change_goal(
    *, goal: PipGoal, life_area: str, words: str, own_words: str, expected_version: int, on: date, by: Actor
) -> PipGoal:  # fmt: skip
    """Change the text of a goal. Raises Changed when somebody else did so in the meantime."""
    _refuse_goal(life_area, words)
    current = _as_seen(goal, expected_version)
    current.life_area, current.goal, current.own_words = life_area, words.strip(), own_words.strip()
    return _kept(current, on=on, by=by)


@transaction.atomic
def set_standing(
    *, goal: PipGoal, standing: str, expected_version: int, on: date, by: Actor, because: str = ""
) -> PipGoal:  # fmt: skip
    """Say that a goal is reached, stopped with its reason, or goes on. Raises NotNow to stop without a reason."""
    if standing == STOPPED and not because.strip():
        raise NotNow("Vul in waarom dit doel stopt", "because")
    current = _as_seen(goal, expected_version)
    current.reached_on = on if standing == REACHED else None
    current.stopped_on = on if standing == STOPPED else None
    current.stopped_because = because.strip() if standing == STOPPED else ""
    return _kept(current, on=on, by=by)


@transaction.atomic
def add_action(
    *, goal: PipGoal, what: str, who: str, on: date, by: Actor, due_on: date | None = None
) -> PipAction:  # fmt: skip
    """Add an action below the others of its goal. Raises NotNow without what or who."""
    _refuse_action(what, who)
    made = PipAction.objects.create(
        organisation_id=goal.organisation_id, goal=goal, what=what.strip(), who=who.strip(), due_on=due_on,
        order=(goal.actions.aggregate(last=Max("order"))["last"] or 0) + 1,
    )  # fmt: skip
    _trace("trajectory.action_added", made, goal.trajectory, on=on, by=by)
    return made


@transaction.atomic
def change_action(
    *, action: PipAction, what: str, who: str, due_on: date | None, on: date, by: Actor
) -> PipAction:  # fmt: skip
    _refuse_action(what, who)
    action.what, action.who, action.due_on = what.strip(), who.strip(), due_on
    action.save(update_fields=["what", "who", "due_on"])
    _trace("trajectory.action_changed", action, action.goal.trajectory, on=on, by=by)
    return action


@transaction.atomic
def set_done(*, action: PipAction, is_done: bool, on: date, by: Actor) -> PipAction:
    """Tick an action off, or open it again."""
    action.done_on = on if is_done else None
    action.save(update_fields=["done_on"])
    _trace("trajectory.action_done" if is_done else "trajectory.action_reopened", action, action.goal.trajectory,
           on=on, by=by)  # fmt: skip
    return action


@transaction.atomic
def remove_action(*, action: PipAction, on: date, by: Actor) -> None:
    _trace("trajectory.action_removed", action, action.goal.trajectory, on=on, by=by)
    action.delete()


@transaction.atomic
def move(*, row: PipGoal | PipAction, direction: str, on: date, by: Actor) -> None:
    """Move a goal or an action one place up or down among its own; at the end nothing happens."""
    trajectory = row.trajectory if isinstance(row, PipGoal) else row.goal.trajectory
    Trajectory.objects.select_for_update(no_key=True).get(pk=trajectory.pk)
    among: QuerySet[PipGoal] | QuerySet[PipAction] = (
        trajectory.goals.all() if isinstance(row, PipGoal) else row.goal.actions.all()
    )
    keys = list(among.order_by("order", "pk").values_list("pk", flat=True))
    place = keys.index(row.pk)
    other = place - 1 if direction == UP else place + 1
    if not 0 <= other < len(keys):
        return
    keys[place], keys[other] = keys[other], keys[place]
    for order, key in enumerate(keys, start=1):
        among.filter(pk=key).update(order=order)
    _trace("trajectory.goal_moved", row, trajectory, on=on, by=by)


@transaction.atomic
def from_template(*, trajectory: Trajectory, key: str, on: date, by: Actor) -> list[PipGoal]:
    """Add the goals and actions of a template, with days that count from today. Everything may be changed after.

    A goal of that name that is there already gets the actions it lacks. Raises NotNow for no such template.
    """
    template = templates().get(key)
    if template is None:
        raise NotNow("Kies een sjabloon", "template")
    goals = []
    for wanted in template.goals:
        there = trajectory.goals.filter(life_area=wanted.life_area, goal=wanted.goal).first()
        goal = there or add_goal(trajectory=trajectory, life_area=wanted.life_area, goal=wanted.goal, on=on, by=by)
        known = set(goal.actions.values_list("what", flat=True))
        for action in wanted.actions:
            if action.what not in known:
                add_action(goal=goal, what=action.what, who=action.who, due_on=action.due_on(on), on=on, by=by)
        goals.append(goal)
    record("trajectory.plan_from_template", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
           template=key)  # fmt: skip
    return goals


def _refuse_goal(life_area: str, goal: str) -> None:
    if life_area not in life_areas.BY_KEY:
        raise NotNow("Kies een leefgebied", "life_area")
    if not goal.strip():
        raise NotNow(GOAL_WANTED, "goal")


def _refuse_action(what: str, who: str) -> None:
    if not what.strip():
        raise NotNow(ACTION_WANTED, "what")
    if not who.strip():
        raise NotNow("Vul in wie dit doet", "who")


def _as_seen(goal: PipGoal, expected_version: int) -> PipGoal:
    current = PipGoal.objects.select_for_update(no_key=True).get(pk=goal.pk)
    if current.version != expected_version:
        raise Changed("Een collega heeft dit doel intussen gewijzigd", current)
    return current


def _kept(goal: PipGoal, *, on: date, by: Actor) -> PipGoal:
    goal.version += 1
    goal.save()
    _trace("trajectory.goal_changed", goal, goal.trajectory, on=on, by=by)
    return goal


def _trace(verb: str, about: Model, trajectory: Trajectory, *, on: date, by: Actor) -> None:
    record(verb, by=by, about=about, organisation_id=trajectory.organisation_id, trajectory=trajectory.number)
    bring_up_to_date(trajectory, on=on)
