"""What stands around the caseload whatever is listed: municipalities, colleagues and kept views. One question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from trajectories.models import SavedView, TeamMember
from trajectories.reports.caseload_groups import Place, place_of, place_rows

_PLACE, _COLLEAGUE, _VIEW = "place", "colleague", "view"


@dataclass(frozen=True, slots=True)
class View:
    """Kept filters; `team` is "" for a view of one's own."""

    name: str
    query: str
    team: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`places` by organisation, `colleagues` by the key of the user: who works in the teams of this user."""

    places: dict[int, Place]
    colleagues: Mapping[int, str]
    views: tuple[View, ...]


def frame_of(user: User) -> Frame:
    """Return the frame for this user, everything in the order of its name."""
    places = _columns(place_rows(user), _PLACE, "organisation_id", "name", "slug", "weeks")
    members = TeamMember.objects.for_user(user, to=Permission.VIEW_PERSONS)
    kept = SavedView.objects.for_user(user, to=Permission.VIEW_PERSONS)
    rows = places.union(
        _columns(members, _COLLEAGUE, "user_id", "user__name"),
        _columns(kept, _VIEW, "pk", "name", "query", "team__name"),
    )
    found = sorted(rows, key=lambda row: (row[4], row[2].casefold()))
    return Frame(
        places={row[1]: place_of(row[1], row[2], row[3], row[4]) for row in found if row[0] == _PLACE},
        colleagues={row[1]: row[2] for row in sorted(found, key=lambda row: row[2]) if row[0] == _COLLEAGUE},
        views=tuple(View(row[2], row[3], row[4]) for row in found if row[0] == _VIEW),
    )


def _columns(rows: QuerySet, kind: str, number: str, name: str, detail: str = "", more: str = "") -> QuerySet:
    """Return these rows as the same five columns, whatever they are."""

    def text(column: str) -> Coalesce | Value:
        empty = Value("", output_field=CharField())
        return Coalesce(Cast(F(column), CharField()), empty) if column else empty

    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        Cast(F(number), BigIntegerField()),
        text(name),
        text(detail),
        text(more),
    )
