"""Who of one's teams is away, now or later, and who covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.notation import listing
from trajectories.models import Absence, TeamMember
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
    is_now: bool
    may_end: bool


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
    rows = tuple(_row(one, on, may_end=one.user_id == user.pk or one.organisation_id in leads) for one in listed)
    return Absences(tuple(_finding(rows)), rows, bool(leads))


def _row(one: Absence, on: date, *, may_end: bool) -> Row:
    return Row(
        pk=one.pk,
        name=called(one.user),
        municipality=one.organisation.name.removeprefix("Gemeente "),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        deputy=called(one.deputy) if one.deputy else "",
        is_now=one.starts_on <= on,
        may_end=may_end,
    )


def _finding(rows: tuple[Row, ...]) -> list[Part]:
    away = listing(list(dict.fromkeys(row.name for row in rows if row.is_now)))
    if not away:
        return [Part("Vandaag is iedereen er", strong=True), Part(".")]
    is_or_are = "is" if " en " not in away else "zijn"
    bare = listing(list(dict.fromkeys(row.name for row in rows if row.is_now and not row.deputy)))
    said = [Part(away, strong=True), Part(f" {is_or_are} vandaag afwezig")]
    if bare:
        return [*said, Part(". Voor "), Part(bare, strong=True), Part(" is er geen waarnemer.")]
    return [*said, Part(", met een waarnemer.")]
