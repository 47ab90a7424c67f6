"""What follows from somebody's roles, teams, cover and reasons, looked up once for a page that asks often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Keys only: `organisations` by role, `teams` and `covered` users of today, `opened` trajectories with a reason.

    Made by reports/caseload_frame.py for VIEW_PERSONS. Row-level security stands below it as below everything.
    """

    user_id: int
    organisations: tuple[int, ...]
    teams: tuple[int, ...]
    covered: tuple[int, ...]
    opened: tuple[int, ...]
