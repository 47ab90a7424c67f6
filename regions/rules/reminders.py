"""When somebody who was asked to answer is reminded: a week before, two days before, and on the last day itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# Days before the last day to answer, with how many days later the reminder may still go out when the clock stood still.
STAGES = {7: 2, 2: 1, 0: 0}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: `stage` says which of the three, `days_left` how many days there are from the day it is sent."""

    stage: int
    days_left: int

    @property
    def words(self) -> str:
        if self.days_left == 0:
            return "Vandaag is de laatste dag"
        return f"Nog {self.days_left} {'dag' if self.days_left == 1 else 'dagen'}"


def due(answer_by: date, asked_on: date, today: date) -> Reminder | None:
    """Return the reminder that belongs to this day, or None.

    Who was asked on the day of a reminder or later does not get that one. Asking again on the same day gives the same
    stage, so one row per stage keeps anybody from getting it twice; there are three stages and none after `answer_by`.
    """
    for stage, grace in STAGES.items():
        day = answer_by - timedelta(days=stage)
        if asked_on < day and day <= today <= day + timedelta(days=grace):
            return Reminder(stage, (answer_by - today).days)
    return None


def days(answer_by: date) -> list[date]:
    """Return the three days on which reminders go out, the first one first."""
    return [answer_by - timedelta(days=stage) for stage in STAGES]
