"""All plans of a region, and all wishes that municipalities put to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from regions.models import CooperationPlan, Municipality, MunicipalWish
from regions.reports import cooperation
from regions.reports.cooperation_page import standing_told
from regions.reports.mandate import plain_name
from regions.rules import wishes as wish_rules
from regions.rules.components import COMPONENT_LABELS, Component, component_name
from regions.rules.cooperation_words import region_finding

NOTED = "(genoteerd door de projectleider)"


@dataclass(frozen=True, slots=True)
class ListedPlan:
    number: int
    name: str
    url: str
    proposal: str
    finding: str
    status: str
    status_label: str
    standing: str
    changed_at: datetime

    def row(self) -> list[str | int | datetime]:
        return [
            self.number, self.name, self.proposal, self.finding, self.status_label, self.standing, self.changed_at,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedWish:
    """A wish as its municipality and the region read it; `may_withdraw` for whoever may take it back."""

    pk: int
    name: str
    sentence: str
    component: str
    text: str
    is_hard: bool
    given_by: str
    given_at: datetime
    may_withdraw: bool

    def row(self) -> list[str | datetime]:
        kind = "moet" if self.is_hard else "liever"
        return [self.name, self.sentence, self.component, self.text, kind, self.given_by, self.given_at]


def plans(found: QuerySet[CooperationPlan]) -> list[ListedPlan]:
    """Return the plans of one region, in four queries however many there are."""
    wanted = found.select_related("proposal", "region").prefetch_related(
        "participations__municipality", "proposal__placements__municipality", "standpunten"
    )
    listed = list(wanted)
    everyone = cooperation.members(listed[0]) if listed else []
    return [_listed(plan, everyone) for plan in listed]


def _listed(plan: CooperationPlan, everyone: Sequence[Municipality]) -> ListedPlan:
    area = cooperation.divided(plan.proposal.placements.all(), everyone)
    finding = region_finding(cooperation.grouped(plan.participations.all()), area)
    return ListedPlan(
        plan.number,
        plan.name,
        plan.get_absolute_url(),
        f"voorstel {plan.proposal.number}",
        "".join(part.text for part in finding),
        plan.status,
        plan.get_status_display(),
        standing_told(cooperation.standing_from(plan.standpunten.all(), everyone, plan.version)),
        timezone.localtime(plan.changed_at),
    )


def wishes(rows: Iterable[MunicipalWish], mine: Sequence[int], *, leads: bool) -> list[ListedWish]:
    """Return the wishes; `mine` are the organisations for which whoever asks may speak."""
    return [
        ListedWish(
            row.pk,
            row.municipality.name,
            wish_rules.sentence(cooperation.wish_of(row)),
            component_name(Component(row.component)) if row.component else "Alle onderdelen",
            row.text,
            row.is_hard,
            plain_name(row.given_by)
            + (", genoteerd" if row.given_by.endswith("(genoteerd door de projectleider)") else ""),
            timezone.localtime(row.given_at),
            leads or row.organisation_id in mine,
        )
        for row in rows
    ]


def clashes(rows: Iterable[MunicipalWish]) -> list[str]:
    """Return in Dutch which wishes exclude each other, and at which component when not at all of them."""
    found = wish_rules.clashes([cooperation.wish_of(row) for row in rows])
    return [
        clash.sentence if clash.component is None else f"Bij {COMPONENT_LABELS[clash.component]}: {clash.sentence}"
        for clash in found
    ]
