"""What goes by itself, every night: things of short use. Each visit that finds something leaves a record."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from inburgering.audit.record import Actor, record
from trajectories.models import Destruction, PersonFile, PortfolioShare
from trajectories.rules.retention import forgotten_before


@transaction.atomic
def forget(*, organisation_id: int, on: date, by: Actor) -> dict[str, int]:
    """Delete old drafts, ended portfolio links and revoked calendar addresses; return how many of which table.

    In the context of a job of this organisation. Safe to run twice. Files of imports go by actions/imports.forget.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.forget_drafts(%s), app.forget_feeds()", [_start(forgotten_before("draft", on))])
        drafts, feeds = cursor.fetchone()
    found = {"draft": drafts, "portfolioshare": _shares(organisation_id, on), "calendarfeed": feeds}
    gone = {table: rows for table, rows in found.items() if rows}
    if gone:
        now = timezone.now()
        made = Destruction.objects.create(
            organisation_id=organisation_id, kind=Destruction.Kind.SHORT_LIVED, confirmed_by=by.audit_name,
            confirmed_at=now, finished_at=now, pieces=gone,
        )  # fmt: skip
        record("retention.forgotten", by=by, about=made, organisation_id=organisation_id, **gone)
    return gone


def _shares(organisation_id: int, on: date) -> int:
    """Delete links that ended long enough ago, with the file that they showed."""
    before = forgotten_before("portfolioshare", on)
    ended = Q(until_on__lt=before) | Q(withdrawn_at__lt=_start(before))
    shares = PortfolioShare.objects.filter(ended, organisation_id=organisation_id)
    files, many = list(shares.values_list("file_id", flat=True)), shares.count()
    shares.delete()
    # A file that another link still shows stays.
    shown = PortfolioShare.objects.filter(file__in=files).values("file_id")
    PersonFile.objects.filter(pk__in=files, kind=PersonFile.Kind.PORTFOLIO).exclude(pk__in=shown).delete()
    return many


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
