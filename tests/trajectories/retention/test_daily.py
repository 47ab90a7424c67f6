"""What goes by itself every night: old drafts, ended links, revoked addresses; nothing that is in use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from django.utils import timezone

from inburgering.accounts.context import as_user
from tests.people import Casework
from tests.trajectories.retention.conftest import marked
from trajectories.models import CalendarFeed, Destruction, Draft, PersonFile, PortfolioShare
from trajectories.schedule import retention as schedule

Owner = Callable[[], AbstractContextManager[None]]


def test_what_is_in_use_stays(work: Casework, as_owner: Owner) -> None:
    marked(work)

    assert schedule.forget() == 0
    with as_user(work.bakker.pk):
        assert Draft.objects.exists()
        assert CalendarFeed.objects.exists()
        assert not Destruction.objects.filter(kind="SHORT_LIVED").exists()


def test_what_is_of_no_use_goes_and_leaves_a_record(work: Casework, today: date, as_owner: Owner) -> None:
    person = marked(work)
    long_ago = timezone.now() - timedelta(days=200)
    with as_owner():
        Draft.objects.update(saved_at=long_ago)
        CalendarFeed.objects.update(revoked_at=timezone.now())
        shown = PersonFile.of(
            b"%PDF-1.7", organisation=person.trajectory.organisation, trajectory=person.trajectory, kind="PORTFOLIO",
            title="Portfolio", filename="p.pdf", media_type="application/pdf", stored_by="x",
        )  # fmt: skip
        shown.save()
        PortfolioShare.objects.update(file=shown, until_on=today - timedelta(days=31))

    assert schedule.forget() == 3
    assert schedule.forget() == 0

    with as_owner():
        assert not Draft.objects.exists()
        assert not CalendarFeed.objects.exists()
        assert not PortfolioShare.objects.exists()
        assert not PersonFile.objects.filter(pk=shown.pk).exists()
        # The evidence itself is of the dossier, and stays with it.
        assert PersonFile.objects.filter(pk=person.rows["personfile"].pk).exists()
        made = Destruction.objects.get(kind="SHORT_LIVED")
    assert made.pieces == {"draft": 1, "portfolioshare": 1, "calendarfeed": 1}
    assert made.confirmed_by == "de planning"
    assert made.finished_at is not None


def test_a_withdrawn_link_goes_a_month_later(work: Casework, as_owner: Owner) -> None:
    marked(work)
    with as_owner():
        PortfolioShare.objects.update(withdrawn_at=timezone.now() - timedelta(days=20))
    assert schedule.forget() == 0
    with as_owner():
        PortfolioShare.objects.update(withdrawn_at=timezone.now() - timedelta(days=40))
    assert schedule.forget() == 1
