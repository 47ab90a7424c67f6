"""Destroying dossiers whose term is over: somebody confirms a list, a worker does it, a nameless record stays."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Destruction, DestructionItem, KeptCount, SavedView, Trajectory
from trajectories.reports import retention, retention_counts
from trajectories.rules import names
from trajectories.tasks.destroying import DESTROY

SEARCH = "zoek"


@transaction.atomic
def confirm(*, organisation_id: int, expected: str, on: date, by: Actor) -> Destruction:
    """Put everything that may be destroyed today on a list, and ask a worker to do it.

    `expected` is the fingerprint of what was shown. Raises NotNow when there is nothing, Changed when the list became
    another one.
    """
    # One list at a time is drawn up per organisation: two people who confirm at once get one list and one refusal.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('retention'), %s)", [organisation_id])
    due = [one for one in retention.destroyable(organisation_id, on=on) if not one.is_listed]
    if not due:
        raise NotNow("Er is nu niets te vernietigen")
    if retention.fingerprint(due) != expected:
        raise Changed("De lijst is intussen veranderd. Kijk haar opnieuw na", due)
    made = Destruction.objects.create(organisation_id=organisation_id, confirmed_by=by.audit_name[:250], asked=len(due))
    DestructionItem.objects.bulk_create(
        DestructionItem(
            organisation_id=organisation_id, destruction=made, inburgeraar_id=one.person, ground=one.term.ground,
            due_on=one.term.due_on,
        )
        for one in due
    )  # fmt: skip
    record("retention.confirmed", by=by, about=made, organisation_id=organisation_id, dossiers=len(due))
    _ask(made, by)
    return made


@transaction.atomic
def retry(*, destruction: Destruction, by: Actor) -> Destruction:
    """Go on with a list of which the work stopped; what is destroyed stays so. Raises NotNow."""
    current = Destruction.objects.select_for_update(no_key=True).get(pk=destruction.pk)
    job = Job.objects.filter(pk=current.job_id).first()
    if current.finished_at or (job and job.is_open):
        raise NotNow("Deze lijst is klaar, of er wordt nog aan gewerkt")
    _ask(current, by)
    return current


@transaction.atomic
def destroy_some(*, destruction: Destruction, most: int, on: date) -> int:
    """Destroy the next few of a confirmed list, in the context of a job; return how many are still on it.

    Safe to run twice: who is gone is on no list. Who was held, or came back, since the confirmation is left alone.
    """
    current = Destruction.objects.select_for_update(no_key=True).get(pk=destruction.pk)
    items = list(current.items.order_by("pk")[:most])
    people = [item.inburgeraar_id for item in items]
    due = {one.person for one in retention.destroyable(current.organisation_id, on=on, people=people)}
    counted: Counter[tuple[date, str, str]] = Counter()
    pieces, grounds = Counter(current.pieces), Counter(current.grounds)
    texts: list[str] = []
    for item in items:
        roads = dict(Trajectory.objects.filter(inburgeraar=item.inburgeraar_id).values_list("pk", "search_text"))
        kept = retention_counts.of(current.organisation_id, list(roads))
        gone = _destroy(current, item) if item.inburgeraar_id in due else None
        if gone is None:
            item.delete()
            current.left_alone += 1
            continue
        pieces.update({table: rows for table, rows in gone.items() if rows and table != "destructionitem"})
        grounds[item.ground] += 1
        counted += kept
        texts += roads.values()
    pieces["handover"] += _forget_received() if texts else 0
    _keep(current.organisation_id, counted)
    _forget_searches(current.organisation_id, texts)
    current.pieces, current.grounds = dict(+pieces), dict(grounds)
    current.destroyed = sum(grounds.values())
    current.save(update_fields=["pieces", "grounds", "destroyed", "left_alone"])
    return current.items.count()


@transaction.atomic
def finish(*, destruction: Destruction, by: Actor) -> Destruction:
    """The list is empty: from now on this is the record of what was destroyed."""
    current = Destruction.objects.select_for_update(no_key=True).get(pk=destruction.pk)
    if current.finished_at is None and not current.items.exists():
        current.finished_at = timezone.now()
        current.save(update_fields=["finished_at"])
        record(
            "retention.destroyed", by=by, about=current, organisation_id=current.organisation_id,
            dossiers=current.destroyed, left_alone=current.left_alone,
        )  # fmt: skip
    return current


def _destroy(current: Destruction, item: DestructionItem) -> dict[str, int] | None:
    """Return how many rows are gone per table; None when the database refuses, as for somebody who is held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.destroy_person(%s, %s)", [current.pk, item.inburgeraar_id])
        answer = cursor.fetchone()[0]
    return None if answer is None else dict(json.loads(answer))


def _forget_received() -> int:
    """Return how many handovers to here are gone, of people who are: the sender's words would outlive the dossier."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.forget_received()")
        return int(cursor.fetchone()[0])


def _keep(organisation_id: int, counted: Counter[tuple[date, str, str]]) -> None:
    for (month, measure, cell), times in counted.items():
        if times:
            cell_of = {"organisation_id": organisation_id, "month": month, "measure": measure, "cell": cell}
            if not KeptCount.objects.filter(**cell_of).update(times=F("times") + times):
                KeptCount.objects.create(**cell_of, times=times)


def _forget_searches(organisation_id: int, texts: list[str]) -> None:
    """Take a search out of the saved views of colleagues when it found somebody who is gone and finds nobody now."""
    views = SavedView.objects.filter(organisation_id=organisation_id, query__contains=f"{SEARCH}=") if texts else []
    for view in views:
        pairs = parse_qsl(view.query, keep_blank_values=True)
        sought = names.search_text(*(value for name, value in pairs if name == SEARCH)).split()
        found = Trajectory.objects.filter(organisation_id=organisation_id)
        for word in sought:
            found = found.filter(search_text__contains=word)
        if any(all(word in text for word in sought) for text in texts) and not found.exists():
            view.query = urlencode([pair for pair in pairs if pair[0] != SEARCH])
            view.name = f"Weergave {view.pk}" if _names(view.name, texts) else view.name
            view.save(update_fields=["query", "name"])


def _names(name: str, texts: list[str]) -> bool:
    words = names.search_text(name).split()
    return bool(words) and any(any(word in text.split() for word in words) for text in texts)


def _ask(destruction: Destruction, by: Actor) -> None:
    job = Job.objects.create(
        organisation_id=destruction.organisation_id, kind=DESTROY, label=f"Vernietigen ({destruction.number})",
        requested_by=by.audit_name[:250],
    )  # fmt: skip
    Destruction.objects.filter(pk=destruction.pk).update(job=job)
    destruction.job = job
    transaction.on_commit(lambda: hint(DESTROY, job.pk, job.organisation_id), robust=True)
