"""Dossiers that ended long ago or by a death: what the page about keeping and letting go has to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from trajectories.actions import retention_hold
from trajectories.actions.example import Staff, workday
from trajectories.models import Inburgeraar, Indeling, Outcome, Phase, RetentionHold, Team, Trajectory
from trajectories.rules import names

FIRST_END = date(2022, 1, 20)  # the law holds since 1 January 2022
FIVE_YEARS, HOLD = timedelta(days=5 * 365 + 1), timedelta(days=90)
KNOWN, WEEKS_BEFORE = timedelta(days=365), timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Ended:
    """Name, language, year of birth, how it ended and how many days ago; `long_ago` counts from five years ago on."""

    full_name: str
    language: str
    birth_year: int
    outcome: str
    days: int
    long_ago: bool = False

    def on(self, today: date) -> date:
        if not self.long_ago:
            return workday(today - timedelta(days=self.days))
        return workday(max(FIRST_END, today - FIVE_YEARS) + timedelta(days=self.days))


ENDED = {
    "aalten": (
        Ended("Tewelde Gebrehiwet", "Tigrinya", 1961, Outcome.OVERLIJDEN, 425),
        Ended("Fawzi Darwish", "Arabisch", 1964, Outcome.OVERLIJDEN, 90),
        Ended("Sanaa Qabbani", "Arabisch", 1987, Outcome.VRIJSTELLING, 0, long_ago=True),
        Ended("Mehdi Tavakoli", "Farsi", 1979, Outcome.ONTHEFFING, 20, long_ago=True),
        Ended("Adnan Sulaiman", "Arabisch", 1984, Outcome.VERTREK, 35, long_ago=True),
        Ended("Nigisti Araya", "Tigrinya", 1990, Outcome.VERHUISD, 780),
        Ended("Ranya Haddadin", "Arabisch", 1992, Outcome.OVERIG, 820),
    ),
    "doetinchem": (
        Ended("Idris Mohammed", "Arabisch", 1970, Outcome.VRIJSTELLING, 8, long_ago=True),
        Ended("Berfin Tekin", "Koerdisch", 1988, Outcome.VERHUISD, 800),
    ),
}  # fmt: skip


def write(staff: Staff, on: date) -> None:
    """Write these dossiers as rows, and hold one of them by the act, for an objection that still runs."""
    for slug, ended in ENDED.items():
        team, user = staff.teams[slug], staff.users["bakker" if slug == "aalten" else "yilmaz"]
        with as_user(user.pk):
            made = [_one(team, user, one, on) for one in ended]
        if slug == "aalten":
            leader = staff.users["nijhof"]
            with as_user(leader.pk):
                retention_hold.hold(
                    trajectory=made[0], until_on=on + HOLD, ground=RetentionHold.Ground.BEZWAAR, words="", on=on,
                    by=leader,
                )  # fmt: skip


def _one(team: Team, user: User, ended: Ended, on: date) -> Trajectory:
    closed_on = ended.on(on)
    has_died = ended.outcome == Outcome.OVERLIJDEN
    known_on = max(closed_on - (WEEKS_BEFORE if ended.long_ago else KNOWN), date(2022, 1, 3))
    person = Inburgeraar.objects.create(
        organisation_id=team.organisation_id,
        full_name=ended.full_name,
        calling_name=ended.full_name.split()[0],
        sort_name=names.suggested_sort_name(ended.full_name),
        birth_year=ended.birth_year,
        languages=ended.language,
        died_on=closed_on if has_died else None,
    )
    made = Trajectory(
        organisation_id=team.organisation_id,
        inburgeraar=person,
        team=team,
        assigned_to=user,
        assigned_on=known_on,
        phase=Phase.CLOSED,
        registered_on=known_on,
        sort_name=person.sort_name,
        indeling=Indeling.ASIELSTATUSHOUDER,
        plicht_begins_on=known_on,
        kennisgeving_on=known_on,
        closed_on=closed_on,
        outcome=ended.outcome,
    )
    made.search_text = names.search_text(person.full_name, made.number, str(person.birth_year))
    made.save(force_insert=True)
    return made
