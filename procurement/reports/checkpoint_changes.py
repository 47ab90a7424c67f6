"""What changed since a checkpoint, one sentence per input, with the day on which it began to differ.

What whoever asks may not see is no change: a municipality may read the checkpoint and not every table it stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from inburgering.audit.models import AuditEvent
from inburgering.notation import date_long, euro, listing, plain
from procurement.models import Assumption, Checkpoint
from regions.models import AnswerSheet, CooperationPlan, ExpectedInflow, MunicipalWish, SubregionProposal, WorkSession
from regions.reports import cooperation
from regions.reports.answers import GivenAnswer, shared_answers

if TYPE_CHECKING:
    from procurement.reports.checkpoint import Frozen


@dataclass(frozen=True, slots=True)
class Change:
    """One input that is not as it was; `since` is None when whoever asks cannot see when it began."""

    since: date | None
    told: str


def since(checkpoint: Checkpoint, frozen: Frozen) -> Iterator[Change]:
    """Yield what changed since, per input."""
    sessions = WorkSession.objects.filter(organisation=checkpoint.organisation_id).select_related("region")
    for session in sessions.filter(number=frozen.question.session_number):
        yield from _answers(session, frozen)
    yield from _proposals(checkpoint, frozen)
    for plan in CooperationPlan.objects.filter(pk=checkpoint.plan_id).select_related("region"):
        yield from _plan(plan, checkpoint, frozen)
        yield from _standpunten(plan, frozen)
    yield from _wishes(checkpoint, frozen)
    trail = _trail(checkpoint)
    yield from _inflow(checkpoint, frozen, trail)
    yield from _figures(checkpoint, frozen, trail)


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return the oldest change first; those whose day is not known come last."""
    return sorted(changes, key=lambda one: (one.since is None, one.since or date.max))


def sentence(change: Change) -> str:
    """Return "Verouderd sinds 24 november 2026: de aanname …"."""
    day = f" sinds {date_long(change.since)}" if change.since else ""
    return f"Verouderd{day}: {change.told}."


def _answers(session: WorkSession, frozen: Frozen) -> Iterator[Change]:
    """Answers that count otherwise than in the question of the proposal, and answers that stand more or less firmly."""
    then, now = frozen.question.shared, shared_answers(session)
    asked = {one.code for one in then.municipalities}
    keys = [statement.key for statement in then.statements]
    other = [
        one
        for one in now.municipalities
        if one.code not in asked
        or any(_counts(then.of(one.code, key)) != _counts(now.of(one.code, key)) for key in keys)
    ]
    proposed_at = datetime.fromisoformat(frozen.proposal["made_at"])
    sheets = {sheet.municipality.code: sheet for sheet in session.sheets.select_related("municipality")}
    if other:
        verb = "heeft" if len(other) == 1 else "hebben"
        later = [one.shared_at for one in other if one.shared_at and one.shared_at > proposed_at]
        told = f"{listing([one.name for one in other])} {verb} andere antwoorden bij werksessie {session.number}"
        yield Change(_day(min(later, default=None)), told)
    for one in now.municipalities:
        before = frozen.statuses.get(one.code)
        if before and before != one.status_label:
            told = f"de antwoorden van {one.name} gingen van ‘{before}’ naar ‘{one.status_label}’"
            yield Change(_settled(sheets[one.code]), told)


def _counts(answer: GivenAnswer) -> tuple[object, ...]:
    return answer.value, answer.importance, answer.is_limit


def _settled(sheet: AnswerSheet) -> date | None:
    days = (sheet.aligned_on, sheet.settled_on)
    return min((day for day in days if day), default=None)


def _proposals(checkpoint: Checkpoint, frozen: Frozen) -> Iterator[Change]:
    """A later proposal that the municipalities discuss takes the place of the one that was agreed on."""
    later = SubregionProposal.objects.filter(
        organisation=checkpoint.organisation_id, number__gt=frozen.proposal["number"],
        status=SubregionProposal.Status.UNDER_DISCUSSION,
    ).order_by("number")  # fmt: skip
    for one in later[:1]:
        told = f"voorstel {one.number} ligt nu op tafel in plaats van voorstel {frozen.proposal['number']}"
        yield Change(_day(one.made_at), told)


def _plan(plan: CooperationPlan, checkpoint: Checkpoint, frozen: Frozen) -> Iterator[Change]:
    former = frozen.plan["version"]
    if plan.version == former:
        return
    events = AuditEvent.objects.filter(
        organisation_id=checkpoint.organisation_id,
        verb="cooperation.placed",
        about__startswith=f"regions.CooperationPlan:{plan.pk} ",
        happened_at__gt=checkpoint.made_at,
    )
    first = events.order_by("happened_at").values_list("happened_at", flat=True).first()
    known = _day(first) or (_day(plan.changed_at) if plan.version == former + 1 else None)
    yield Change(known, f"samenwerking {plan.number} ging van versie {former} naar versie {plan.version}")


def _standpunten(plan: CooperationPlan, frozen: Frozen) -> Iterator[Change]:
    then = {row["code"]: row for row in frozen.plan["standpunten"]}
    said = ("stance", "reason", "level")
    for one in cooperation.standing(plan):
        before = then.get(one.code)
        if before is None or not one.stance or all(before[name] == getattr(one, name) for name in said):
            continue
        if before["stance"] != one.stance:
            told = f"{one.name} ging van ‘{before['label']}’ naar ‘{one.label}’"
        else:
            told = f"{one.name} blijft bij ‘{one.label}’, met een andere reden of namens een ander"
        yield Change(_day(one.given_at), told)


def _wishes(checkpoint: Checkpoint, frozen: Frozen) -> Iterator[Change]:
    rows = MunicipalWish.objects.filter(host_id=checkpoint.organisation_id).select_related("municipality")
    for row in rows.order_by("given_at", "pk"):
        withdrawn = row.withdrawn_at and row.withdrawn_at > frozen.made_at
        is_new = row.given_at > frozen.made_at
        what = row.get_kind_display()
        if is_new and row.withdrawn_at is None:
            yield Change(_day(row.given_at), f"{row.municipality.name} kwam met een wens: {what}")
        elif withdrawn and not is_new:
            yield Change(_day(row.withdrawn_at), f"{row.municipality.name} trok een wens in: {what}")


def _inflow(checkpoint: Checkpoint, frozen: Frozen, trail: Trail) -> Iterator[Change]:
    rows = ExpectedInflow.objects.filter(organisation=checkpoint.organisation_id).select_related("municipality")
    for row in rows.order_by("municipality__code"):
        before = frozen.inflow.get(row.municipality.code)
        name = row.municipality.name
        if before is None:
            yield Change(None, f"voor {name} is nu een verwachte instroom ingevuld: {plain(row.per_year)} per jaar")
        elif before.per_year != row.per_year:
            former, now = plain(before.per_year), plain(row.per_year)
            told = f"de verwachte instroom van {name} ging van {former} naar {now} per jaar"
            yield Change(_began(trail, "regions.ExpectedInflow", row.pk, before.per_year), told)


def _figures(checkpoint: Checkpoint, frozen: Frozen, trail: Trail) -> Iterator[Change]:
    then = {one.key: one for one in frozen.figures}
    for row in Assumption.objects.filter(organisation=checkpoint.organisation_id).order_by("position", "key"):
        before = then.get(row.key)
        if before is None or before.value == row.value:
            continue
        kind = "de aanname" if before.is_assumption else "het getal"
        told = f"{kind} ‘{row.label}’ ging van {amount(before.value, row.unit)} naar {amount(row.value, row.unit)}"
        day = _began(trail, "procurement.Assumption", row.pk, before.value)
        yield Change(day or (_day(row.changed_at) if row.version == _SECOND else None), told)


_SECOND = 2  # the version of what was changed once
Trail = list[tuple[str, datetime, dict[str, Any]]]


def amount(value: Decimal, unit: str) -> str:
    """Return a figure with its unit as people read it: € 11.600, or 0,6."""
    if unit.startswith("euro"):
        return euro(value, cents=value % 1 != 0)
    return plain(value)


def _trail(checkpoint: Checkpoint) -> Trail:
    """Return the changes of numbers after the checkpoint, oldest first; nothing for who may not read the trail."""
    events = AuditEvent.objects.filter(
        organisation_id=checkpoint.organisation_id,
        verb__in=["assumption.changed", "demand.changed"],
        happened_at__gt=checkpoint.made_at,
    )
    return list(events.order_by("happened_at").values_list("about", "happened_at", "details"))


def _began(trail: Trail, model: str, pk: int, value: Decimal) -> date | None:
    """Return the day on which this number last left the value it had in the checkpoint."""
    left = [
        happened
        for about, happened, details in trail
        if about.startswith(f"{model}:{pk} ") and Decimal(_former(details)) == value
    ]
    return _day(left[-1]) if left else None


def _former(details: Mapping[str, Any]) -> str:
    return str(details.get("former", "NaN"))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
