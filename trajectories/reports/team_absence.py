"""Who of one's teams is away, now or later, and who covers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_long, listing
from trajectories.models import Absence, TeamMember, Trajectory
from trajectories.reports.colleague import called
from trajectories.reports.team import Part

HEADER = ("Wie", "Gemeente", "Eerste dag", "Laatste dag", "Waarnemer")


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    name: str
    municipality: str
    starts_on: date
    ends_on: date | None
    deputy: str
    people: int  # inburgeraars of this colleague in this municipality
    is_now: bool
    may_end: bool

    @property
    def is_bare(self) -> bool:
        """Whether inburgeraars are without anybody now."""
        return self.is_now and self.people > 0 and not self.deputy


@dataclass(frozen=True, slots=True)
class Absences:
    finding: tuple[Part, ...]
    rows: tuple[Row, ...]
    leads: bool


def build(user: User, *, on: date) -> Absences:
    """Return the absences of the colleagues in one's teams that are not over yet."""
    leads = set(Organisation.objects.where(user, Permission.ASSIGN_CASELOAD).values_list("pk", flat=True))
    colleagues = TeamMember.objects.for_user(user, to=Permission.WORK_CASELOAD).values("user_id")
    listed = (
        Absence.objects.for_user(user, to=Permission.WORK_CASELOAD)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on), user__in=colleagues)
        .select_related("user", "deputy", "organisation")
        .order_by("starts_on", "user__name")
    )
    there = caseloads(user, {one.user_id for one in listed})
    rows = tuple(
        _row(one, on, people=there.get((one.user_id, one.organisation_id), 0),
             may_end=one.user_id == user.pk or one.organisation_id in leads)
        for one in listed
    )  # fmt: skip
    return Absences(tuple(_finding(rows)), rows, bool(leads))


def caseloads(user: User, people: Collection[int]) -> dict[tuple[int, int], int]:
    """Return how many inburgeraars these people have now, by person and municipality, as far as this user may know."""
    running = Trajectory.objects.for_user(user, to=Permission.WORK_CASELOAD).current().filter(assigned_to__in=people)
    rows = running.order_by().values("assigned_to", "organisation").annotate(people=Count("pk"))
    return {(row["assigned_to"], row["organisation"]): row["people"] for row in rows}


def usual_deputies(user: User, person: User) -> dict[int, int]:
    """Return who covered for this person the last time, by municipality."""
    former = Absence.objects.for_user(user, to=Permission.WORK_CASELOAD).filter(user=person).exclude(deputy=None)
    return dict(former.order_by("starts_on", "pk").values_list("organisation_id", "deputy_id"))


def recorded(made: Sequence[Absence], *, by: User) -> str:
    """Return what was recorded: who is away until when, and who sees the caseload meanwhile."""
    first = made[0]
    who = "je bent" if first.user == by else f"{called(first.user)} is"
    until = f" tot en met {date_long(first.ends_on)}" if first.ends_on else ""
    cover = [f"{called(one.deputy)} in {one.organisation.name.removeprefix('Gemeente ')}" for one in made if one.deputy]
    said = f" De caseload ziet dan ook: {listing(cover)}." if cover else " Er is geen waarnemer."
    return f"Vastgelegd: {who} afwezig vanaf {date_long(first.starts_on)}{until}.{said}"


def elsewhere(names: Sequence[str], *, is_self: bool) -> str:
    """Return why nothing is asked about the municipalities where this person has no inburgeraars; "" without any."""
    if not names:
        return ""
    who = "heb je" if is_self else "heeft deze collega"
    return f"In {listing(names)} {who} nu geen inburgeraars. Daar hoeft niemand waar te nemen."


def has_words(people: int, *, is_self: bool) -> str:
    """Return "Je hebt hier 12 inburgeraars." below the question who covers."""
    return f"{'Je hebt' if is_self else 'Heeft'} hier {count(people, 'inburgeraar', 'inburgeraars')}."


def _row(one: Absence, on: date, *, people: int, may_end: bool) -> Row:
    return Row(
        pk=one.pk,
        name=called(one.user),
        municipality=one.organisation.name.removeprefix("Gemeente "),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        deputy=called(one.deputy) if one.deputy else "",
        people=people,
        is_now=one.starts_on <= on,
        may_end=may_end,
    )


def _finding(rows: tuple[Row, ...]) -> list[Part]:
    away = listing(list(dict.fromkeys(row.name for row in rows if row.is_now)))
    if not away:
        return [Part("Vandaag is iedereen er", strong=True), Part(".")]
    is_or_are = "is" if " en " not in away else "zijn"
    bare = listing(list(dict.fromkeys(f"{row.name} in {row.municipality}" for row in rows if row.is_bare)))
    said = [Part(away, strong=True), Part(f" {is_or_are} vandaag afwezig")]
    if bare:
        return [*said, Part(". Voor de inburgeraars van "), Part(bare, strong=True), Part(" is er geen waarnemer.")]
    return [*said, Part(", met een waarnemer.") if any(row.is_now and row.deputy for row in rows) else Part(".")]
