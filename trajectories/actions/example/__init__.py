"""The parts of the example with inburgeraars. What happened long ago is written as rows, what matters today by acts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from inburgering.accounts.models import User
from regions.models import Region
from trajectories.models import Indeling, Leerroute, Team, Trajectory

DATA = Path(__file__).resolve().parents[2] / "data"
PEOPLE = "demonstration_people.csv"
BEFORE_MOVE = "de vorige gemeente (verzonnen)"  # who wrote what came along with somebody who moved in
# Which lives fit a leerroute: what somebody did, wants and can; the same number in every file of the example.
LIVES = {Leerroute.B1: ("1", "4", "5"), Leerroute.ZELFREDZAAMHEID: ("2", "6"), Leerroute.ONDERWIJS: ("3", "7")}
FRIDAY = 4
UNDECIDED = (Leerroute.B1, Leerroute.ZELFREDZAAMHEID, Leerroute.ONDERWIJS)


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

    @property
    def story(self) -> str:
        """What stands out in this road: SWITCHED_FROM, SCALED_DOWN, ABSENT_AT_EXAM, NOT_SIGNED or FALLING."""
        return self.row["story"].partition(":")[0]

    @property
    def former_route(self) -> str:
        return self.row["story"].partition(":")[2]

    @property
    def likely_route(self) -> str:
        """The leerroute, and before there is one the leerroute to which the intake points."""
        return self.row["leerroute"] or UNDECIDED[self.number % len(UNDECIDED)]

    @property
    def life(self) -> str:
        lives = LIVES[Leerroute(self.likely_route)]
        return lives[self.number // 3 % len(lives)]

    @property
    def is_asylum(self) -> bool:
        return self.row["indeling"] == Indeling.ASIELSTATUSHOUDER

    @property
    def has_interpreter(self) -> bool:
        return self.row["interpreter"] == "ja"

    def written_by(self, day: date) -> str:
        """Return who wrote something on a day: this klantregisseur, or the gemeente of before the move."""
        moved_in_on = self.trajectory.moved_in_on
        return BEFORE_MOVE if moved_in_on and day < moved_in_on else self.user.audit_name

    def day(self, column: str, on: date) -> date | None:
        """Return the day that the file gives as a number of days before the day of loading."""
        return on - timedelta(days=int(self.row[column])) if self.row[column] else None


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def workday(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
