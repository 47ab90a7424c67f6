"""Who opened one dossier, when, for what and by which relation; and which dossiers somebody opened last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from inburgering.accounts.models import User
from inburgering.notation import count
from regions.rules.finding import Part
from trajectories.models import DossierOpening, Trajectory

PAGE = 50
HEADER = ["Moment", "Wie", "Waarvoor", "Relatie", "Reden"]


@dataclass(frozen=True, slots=True)
class Opening:
    at: datetime
    who: str
    purpose: str
    relation: str
    reason: str

    def row(self) -> list[Any]:
        return [self.at, self.who, self.purpose, self.relation, self.reason]


@dataclass(frozen=True, slots=True)
class ReadingLog:
    finding: tuple[Part, ...]
    openings: tuple[Opening, ...]
    total: int
    page: int
    pages: int


def build(trajectory: Trajectory, *, only_without_relation: bool = False, page: int = 1) -> ReadingLog:
    rows = _rows(trajectory, only_without_relation)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    people = trajectory.openings.values("user_id").distinct().count()
    strangers = trajectory.openings.filter(relation=DossierOpening.Relation.NONE).values("user_id").distinct().count()
    return ReadingLog(
        finding=(
            Part(count(people, "persoon", "mensen"), strong=True),
            Part(f" {'heeft' if people == 1 else 'hebben'} dit dossier geopend. "),
            Part(f"{count(strangers, 'van hen had', 'van hen hadden')} geen relatie en gaf een reden."
                 if strangers else "Niemand keek zonder relatie mee."),
        ),
        openings=tuple(_opening(row) for row in rows[(page - 1) * PAGE : page * PAGE]),
        total=total,
        page=page,
        pages=pages,
    )  # fmt: skip


def everything(trajectory: Trajectory, *, only_without_relation: bool = False) -> list[Opening]:
    return [_opening(row) for row in _rows(trajectory, only_without_relation)]


def latest_openings(user: User, trajectories: QuerySet[Trajectory], *, most: int) -> list[tuple[Trajectory, datetime]]:
    """Return the dossiers that this user opened last and may still read, with the moment; the latest first."""
    seen = dict(
        DossierOpening.objects.filter(user_id=user.pk, trajectory__in=trajectories.values("pk"))
        .values_list("trajectory_id")
        .annotate(last=Max("opened_at"))
        .order_by("-last")[:most]
    )
    found = trajectories.filter(pk__in=seen).select_related("inburgeraar", "team", "assigned_to")
    return sorted(((one, seen[one.pk]) for one in found), key=lambda pair: pair[1], reverse=True)


def _rows(trajectory: Trajectory, only_without_relation: bool) -> QuerySet[DossierOpening]:
    rows = trajectory.openings.select_related("user").order_by("-opened_at", "-pk")
    return rows.filter(relation=DossierOpening.Relation.NONE) if only_without_relation else rows


def _opening(row: DossierOpening) -> Opening:
    return Opening(row.opened_at, row.user.name, row.purpose, row.get_relation_display(), row.reason)
