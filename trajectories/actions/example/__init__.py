"""The parts of the example with inburgeraars. What happened long ago is written as rows, what matters today by acts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from inburgering.accounts.models import User
from regions.models import Region
from trajectories.models import Team, Trajectory

DATA = Path(__file__).resolve().parents[2] / "data"
PEOPLE = "demonstration_people.csv"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works with inburgeraars in the example, by a short name, and the teams by the slug of their gemeente."""

    region: Region
    users: dict[str, User]
    teams: dict[str, Team]


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: the row of the file, its place in it, and who works with this person."""

    number: int
    row: dict[str, str]
    trajectory: Trajectory
    user: User

    @property
    def kind(self) -> str:
        return self.row["kind"]

    @property
    def name(self) -> str:
        return self.row["full_name"]

    def day(self, column: str, on: date) -> date | None:
        """Return the day that the file gives as a number of days before the day of loading."""
        return on - timedelta(days=int(self.row[column])) if self.row[column] else None


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
