"""The road of one inburgeraar in one municipality, with the facts from which every date follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.public_number import public_number
from trajectories.models.person import Inburgeraar, Indeling, PersonalQuerySet
from trajectories.models.reach import Reach
from trajectories.models.team import Absence, Team


def trajectory_number() -> str:
    return public_number("T")


class Leerroute(models.TextChoices):
    """Wi2021 art. 7, 8 and 9."""

    B1 = "B1", "B1-route"
    ONDERWIJS = "ONDERWIJS", "onderwijsroute"
    ZELFREDZAAMHEID = "ZELFREDZAAMHEID", "Z-route"


class Phase(models.TextChoices):
    REGISTERED = "REGISTERED", "Aanmelding"
    INTAKE = "INTAKE", "Brede intake"
    PIP = "PIP", "PIP in concept"
    LEARNING = "LEARNING", "Lopend traject"
    COMPLETION = "COMPLETION", "Afronding"
    CLOSED = "CLOSED", "Afgesloten"


class Outcome(models.TextChoices):
    """Why a trajectory ended; DUO's redenGeenInburgeringsplicht where DUO decides, and our own two last ones."""

    DIPLOMA = "DIPLOMA", "diploma"
    CERTIFICAAT = "CERTIFICAAT", "certificaat Z-route"
    VRIJSTELLING = "VRIJSTELLING", "volledige vrijstelling"
    ONTHEFFING = "ONTHEFFING", "volledige ontheffing"
    VERBLIJFSDOEL = "VERBLIJFSDOEL", "verblijfsdoel gewijzigd"
    VERTREK = "VERTREK", "vertrek uit Nederland, langer dan een jaar"
    OVERLIJDEN = "OVERLIJDEN", "overlijden"
    VERHUISD = "VERHUISD", "verhuisd naar een andere gemeente"
    OVERIG = "OVERIG", "overig"


class TrajectoryQuerySet(models.QuerySet["Trajectory"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Trajectories this user may do this with.

        OPEN_WITH_REASON: every trajectory of the organisation, to ask for access. Anything else: those of one's own
        team, one's own, those one covers, and those opened today with a reason.
        """
        within = self.filter(organisation__in=Organisation.objects.where(user, to))
        if to == Permission.OPEN_WITH_REASON:
            return within
        return within.filter(self._related_to(user, timezone.localdate()))

    @staticmethod
    def _related_to(user: User, on: date) -> Q:
        covered = Absence.objects.current(on).filter(deputy_id=user.pk).values("user_id")
        asked = DossierOpening.objects.filter(
            trajectory=OuterRef("pk"), user_id=user.pk, opened_on=on, is_with_reason=True
        )
        return (
            Q(team__in=Team.objects.filter(members__user_id=user.pk).values("pk"))
            | Q(assigned_to_id=user.pk)
            | Q(deputy_id=user.pk)
            | Q(assigned_to__in=covered)
            | Exists(asked)
        )

    def within(self, reach: Reach) -> Self:
        """Return what for_user() gives for VIEW_PERSONS, from keys that are known: it saves three subqueries."""
        mine = Q(team__in=reach.teams) | Q(assigned_to__in=(reach.user_id, *reach.covered)) | Q(deputy=reach.user_id)
        if reach.opened:
            mine |= Q(pk__in=reach.opened)
        return self.filter(mine, organisation__in=reach.organisations)

    def assigned_within(self, reach: Reach) -> Self:
        """Return what for_user() and then assigned() give, from keys that are known."""
        mine = Q(assigned_to__in=(reach.user_id, *reach.covered)) | Q(deputy=reach.user_id)
        return self.filter(mine, organisation__in=reach.organisations)

    def assigned(self, user: User, on: date) -> Self:
        """One's own caseload: assigned to this user, or to somebody whom this user covers today."""
        covered = Absence.objects.current(on).filter(deputy_id=user.pk).values("user_id")
        return self.filter(Q(assigned_to_id=user.pk) | Q(deputy_id=user.pk) | Q(assigned_to__in=covered))

    def current(self) -> Self:
        return self.exclude(phase=Phase.CLOSED)

    def overdue(self, on: date) -> Self:
        return self.current().filter(next_deadline_on__lt=on)

    def due_within(self, days: int, *, of: date) -> Self:
        return self.current().filter(next_deadline_on__gte=of, next_deadline_on__lte=of + timedelta(days=days))

    def to_record(self, on: date) -> Self:
        """An appointment before today that nobody recorded."""
        return self.current().filter(next_appointment_on__lt=on)

    def not_seen_since(self, day: date) -> Self:
        return self.current().filter(Q(last_contact_on__lt=day) | Q(last_contact_on=None, registered_on__lt=day))

    def with_news_from_duo(self) -> Self:
        return self.filter(duo_news__gt=0)


class Trajectory(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    number = models.CharField(max_length=12, unique=True, default=trajectory_number)
    inburgeraar = models.ForeignKey(Inburgeraar, models.PROTECT, related_name="trajectories")
    team = models.ForeignKey(Team, models.PROTECT, related_name="trajectories")
    assigned_to = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="caseload")
    assigned_on = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="deputised")  # named deputy
    law = models.CharField(max_length=8, default="WI2021", choices=[("WI2021", "Wi2021"), ("WI2013", "Wi2013")])
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.REGISTERED)
    registered_on = models.DateField(default=timezone.localdate)  # known to this municipality, the AZC phase included

    # Copies of the person and the PIP that lists sort and filter on; written by bring_up_to_date().
    sort_name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=400)  # name without diacritics, number, birth date
    indeling = models.CharField(max_length=40, choices=Indeling)
    leerroute = models.CharField(max_length=20, choices=Leerroute, blank=True)
    level = models.CharField(max_length=2, blank=True)  # A2, B1, B2
    is_alphabetisation = models.BooleanField(default=False)

    # Facts from which dates follow (Wi2021 art. 11, 15; Besluit art. 5.3; Pw art. 56a).
    plicht_begins_on = models.DateField(null=True, blank=True)
    kennisgeving_on = models.DateField(null=True, blank=True)
    azc_location = models.CharField(max_length=120, blank=True)
    linked_on = models.DateField(null=True, blank=True)  # gekoppeld by COA
    registered_brp_on = models.DateField(null=True, blank=True)  # in the gemeente of huisvesting
    moved_in_on = models.DateField(null=True, blank=True)  # from another gemeente, with a PIP of there
    waits_for_third_party = models.CharField(max_length=120, blank=True)
    third_party_received_on = models.DateField(null=True, blank=True)
    bijstand_from_on = models.DateField(null=True, blank=True)
    first_pip_dated_on = models.DateField(null=True, blank=True)
    pip_dated_on = models.DateField(null=True, blank=True)
    offered_on = models.DateField(null=True, blank=True)  # inburgeringsaanbod
    lessons_started_on = models.DateField(null=True, blank=True)
    pvt_signed_on = models.DateField(null=True, blank=True)
    map_ended_on = models.DateField(null=True, blank=True)
    z_ended_on = models.DateField(null=True, blank=True)
    # What DUO says prevails; a difference is shown.
    duo_pip_due_on = models.DateField(null=True, blank=True)
    duo_term_starts_on = models.DateField(null=True, blank=True)
    duo_term_ends_on = models.DateField(null=True, blank=True)

    # Derived, for lists; written by bring_up_to_date() alone.
    next_deadline_on = models.DateField(null=True, blank=True)
    next_deadline_kind = models.CharField(max_length=30, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    next_appointment_on = models.DateField(null=True, blank=True)
    duo_news = models.PositiveSmallIntegerField(default=0)

    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    # What is known of the person after the end: "" unknown, else WERK, OPLEIDING, VRIJWILLIGERSWERK, GEEN.
    after_6_months = models.CharField(max_length=20, blank=True)
    after_12_months = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TrajectoryQuerySet.as_manager()

    class Meta:
        verbose_name = "traject"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="trajectory_tenant_id"),
            models.UniqueConstraint(
                fields=["organisation", "inburgeraar"],
                condition=~Q(phase="CLOSED"),
                name="trajectory_one_current_per_person",
            ),
            models.CheckConstraint(
                condition=Q(phase="CLOSED", closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(phase="CLOSED") & Q(closed_on=None, outcome=""),
                name="trajectory_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "assigned_to", "next_deadline_on"], name="trajectory_caseload"),
            models.Index(fields=["organisation", "team", "next_deadline_on"], name="trajectory_team"),
            models.Index(fields=["organisation", "sort_name"], name="trajectory_name"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("show_trajectory", args=[self.number])

    def __str__(self) -> str:
        return self.number  # no name: this text ends up in the trail


class DossierOpening(models.Model):
    """One opening of a dossier: who, when, why. Only added to."""

    class Relation(models.TextChoices):
        ASSIGNED = "ASSIGNED", "eigen inburgeraar"
        DEPUTY = "DEPUTY", "waarnemer"
        TEAM = "TEAM", "team"
        NONE = "NONE", "zonder relatie, met reden"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="openings")
    user = models.ForeignKey(User, models.CASCADE, related_name="dossier_openings")
    opened_on = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    purpose = models.CharField(max_length=60)  # which page, or "BSN getoond", "uitgevoerd naar Excel"
    relation = models.CharField(max_length=10, choices=Relation)
    is_with_reason = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_with_reason=False, reason="") | Q(is_with_reason=True) & ~Q(reason=""),
                name="opening_with_its_reason",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "user", "opened_on"], name="opening_of_user"),
            models.Index(fields=["trajectory", "-opened_at"], name="opening_of_trajectory"),
        ]

    def __str__(self) -> str:
        return f"{self.trajectory_id} geopend door {self.user_id}"


class HealthRemark(models.Model):
    """What must be known about health, sealed and apart (Wi2021 art. 37 lid 2 b).

    The database shows it to the assigned klantregisseur, the named deputy and who covers, and to nobody else.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="health_remarks")
    text_sealed = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"gezondheid bij {self.trajectory_id}"
