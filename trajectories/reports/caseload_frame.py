"""What stands around a caseload whatever is listed: reach, municipalities, colleagues and kept views. One question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission, roles_with
from trajectories.models.reach import Reach
from trajectories.reports.caseload_groups import NOT_SEEN_KEY, Place, place_of

# Plain SQL: to build this from querysets takes ten times as long as to answer it, and every list asks it.
# It says what for_user() of Team, SavedView, Absence and Trajectory say; a test holds them beside each other.
QUERY = """
WITH held AS (
    SELECT DISTINCT organisation_id FROM accounts_membership WHERE user_id = %(user)s AND role = ANY(%(roles)s)
), mine AS (
    SELECT team_id, organisation_id FROM trajectories_teammember WHERE user_id = %(user)s
), own AS (
    SELECT team_id FROM mine JOIN held USING (organisation_id)
)
SELECT 'organisation' AS kind, organisation_id AS key, '' AS name, '' AS detail, '' AS more FROM held
UNION ALL
SELECT 'place', m.organisation_id, m.name, m.slug, coalesce(n.value::text, '')
FROM regions_municipality m JOIN held USING (organisation_id)
LEFT JOIN trajectories_caseloadnorm n ON n.organisation_id = m.organisation_id AND n.key = %(norm)s
UNION ALL
SELECT 'team', team_id, '', '', '' FROM mine
UNION ALL
SELECT DISTINCT 'colleague', u.id, u.name, '', ''
FROM own JOIN trajectories_teammember t USING (team_id) JOIN accounts_user u ON u.id = t.user_id
UNION ALL
SELECT 'view', v.id, v.name, v.query, coalesce(t.name, '')
FROM trajectories_savedview v JOIN held USING (organisation_id) LEFT JOIN trajectories_team t ON t.id = v.team_id
WHERE v.user_id = %(user)s OR v.team_id IN (SELECT team_id FROM own)
UNION ALL
SELECT 'covered', user_id, '', '', '' FROM trajectories_absence
WHERE deputy_id = %(user)s AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)
UNION ALL
SELECT 'opened', trajectory_id, '', '', '' FROM trajectories_dossieropening
WHERE user_id = %(user)s AND opened_on = %(on)s AND is_with_reason
"""


@dataclass(frozen=True, slots=True)
class View:
    """Kept filters; `team` is "" for a view of one's own."""

    name: str
    query: str
    team: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`places` by organisation, `colleagues` by the key of the user: who works in the teams of this user."""

    reach: Reach
    places: Mapping[int, Place]
    colleagues: Mapping[int, str]
    views: tuple[View, ...]


def frame_of(user: User, *, on: date) -> Frame:
    """Return the frame of this user for VIEW_PERSONS, everything in the order of its name."""
    asked = {"user": user.pk, "on": on, "norm": NOT_SEEN_KEY, "roles": roles_with(Permission.VIEW_PERSONS)}
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(QUERY, asked)
        for kind, *row in cursor.fetchall():
            found.setdefault(kind, []).append(tuple(row))
    for rows in found.values():
        rows.sort(key=lambda row: (row[1].casefold(), row[0]))
    return Frame(
        reach=Reach(user.pk, *(_keys(found, kind) for kind in ("organisation", "team", "covered", "opened"))),
        places={row[0]: place_of(*row) for row in found.get("place", ())},
        colleagues={row[0]: row[1] for row in found.get("colleague", ())},
        views=tuple(View(*row[1:]) for row in found.get("view", ())),
    )


def _keys(found: Mapping[str, list[tuple[Any, ...]]], kind: str) -> tuple[int, ...]:
    return tuple(sorted({row[0] for row in found.get(kind, ())}))
