"""The portfolio: what the inburgeraar wants to show, and with whom it is shared until when. Always at their wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from trajectories.actions import person_file
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile, PortfolioItem, PortfolioShare, Trajectory
from trajectories.reports import portfolio_file, portfolio_secret
from trajectories.reports.portfolio_evidence import Evidence

LONGEST = timedelta(days=366)  # a link nobody thinks of anymore should end by itself


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in one item, as typed; `evidence` None leaves what was there."""

    life_area: str
    title: str
    own_words: str = ""
    happened_on: date | None = None
    may_go_along: bool = False
    evidence: Evidence | None = None


@transaction.atomic
def add(*, trajectory: Trajectory, shown: Shown, on: date, by: Actor) -> PortfolioItem:
    """Return a new item of the portfolio. Raises NotNow for a day that is still to come."""
    item = PortfolioItem(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, added_by=by.audit_name[:250]
    )
    return _kept(item, shown, on, by, "trajectory.portfolio_added")


@transaction.atomic
def change(*, item: PortfolioItem, shown: Shown, on: date, by: Actor) -> PortfolioItem:
    """Return the item as it is wanted now. What was shared before stays as it was shared."""
    now = PortfolioItem.objects.select_for_update(of=("self",)).select_related("trajectory").get(pk=item.pk)
    return _kept(now, shown, on, by, "trajectory.portfolio_changed")


def _kept(item: PortfolioItem, shown: Shown, on: date, by: Actor, verb: str) -> PortfolioItem:
    if shown.happened_on and shown.happened_on > on:
        raise NotNow("Deze dag ligt na vandaag", "happened_on")
    item.life_area, item.title, item.own_words = shown.life_area, shown.title, shown.own_words
    item.happened_on, item.may_go_along = shown.happened_on, shown.may_go_along
    former = item.evidence
    if shown.evidence:
        item.evidence = person_file.store(
            trajectory=item.trajectory, kind=PersonFile.Kind.EVIDENCE, title=shown.title,
            content=shown.evidence.content, media_type=shown.evidence.media_type,
            extension=shown.evidence.extension, by=by,
        )  # fmt: skip
    item.save()
    if shown.evidence and former:
        former.delete()
    record(verb, by=by, about=item, organisation_id=item.organisation_id, life_area=item.life_area)
    bring_up_to_date(item.trajectory, on=on)
    return item


@transaction.atomic
def remove(*, item: PortfolioItem, on: date, by: Actor) -> None:
    """Take an item out, with its evidence and the links to it alone: the inburgeraar decides what is in it."""
    now = PortfolioItem.objects.select_for_update(of=("self",)).select_related("trajectory", "evidence").get(pk=item.pk)
    record("trajectory.portfolio_removed", by=by, about=now, organisation_id=now.organisation_id)
    shown = list(PersonFile.objects.filter(pk__in=now.shares.values("file_id")))
    trajectory, evidence = now.trajectory, now.evidence
    now.delete()
    for file in [*shown, *([evidence] if evidence else [])]:
        file.delete()
    bring_up_to_date(trajectory, on=on)


@transaction.atomic
def share(  # noqa: PLR0913 - what, with whom, how long, and that it was asked
    *, trajectory: Trajectory, item: PortfolioItem | None, shared_with: str, until_on: date, asked_on: date, on: date,
    by: Actor, is_example: bool = False,
) -> PortfolioShare:  # fmt: skip
    """Return a share of one item, or of the whole portfolio, as it is now. Its link ends by itself on the last day."""
    _refuse_days(until_on, asked_on, on)
    made_at = timezone.now()
    made = portfolio_file.build(trajectory, item=item, on=on, is_example=is_example)
    file = person_file.store(
        trajectory=trajectory, kind=PersonFile.Kind.PORTFOLIO, title=made.title, content=made.content,
        media_type="application/pdf", extension="pdf", pages=made.pages, by=by,
    )  # fmt: skip
    shared = PortfolioShare(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, item=item, file=file,
        shared_with=shared_with, until_on=until_on, asked_on=asked_on, made_at=made_at, made_by=by.audit_name[:250],
    )  # fmt: skip
    shared.token_sha256 = portfolio_secret.hashed(portfolio_secret.token_of(shared))
    shared.save()
    record("trajectory.portfolio_shared", by=by, about=shared, organisation_id=shared.organisation_id,
           until_on=until_on.isoformat(), item=item.pk if item else None)  # fmt: skip
    bring_up_to_date(trajectory, on=on)
    return shared


def _refuse_days(until_on: date, asked_on: date, on: date) -> None:
    if asked_on > on:
        raise NotNow("De dag waarop de inburgeraar dit vroeg ligt na vandaag", "asked_on")
    if until_on < on:
        raise NotNow("De laatste dag ligt voor vandaag. Kies een latere dag", "until_on")
    if until_on > on + LONGEST:
        raise NotNow("Een link werkt hooguit een jaar. Kies een eerdere laatste dag", "until_on")


@transaction.atomic
def withdraw(*, share: PortfolioShare, on: date, by: Actor) -> PortfolioShare:
    """End a share at once; a second time changes nothing."""
    now = PortfolioShare.objects.select_for_update(of=("self",)).select_related("trajectory").get(pk=share.pk)
    if now.withdrawn_at:
        return now
    now.withdrawn_at = timezone.now()
    now.save(update_fields=["withdrawn_at"])
    record("trajectory.portfolio_withdrawn", by=by, about=now, organisation_id=now.organisation_id)
    bring_up_to_date(now.trajectory, on=on)
    return now
