"""Who works with inburgeraars: teams, hours, absence and cover. Never a score of a person."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission


class TeamQuerySet(models.QuerySet["Team"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Teams this user works in, in organisations where the role may do this."""
        return self.filter(organisation__in=Organisation.objects.where(user, to), members__user_id=user.pk)


class Team(models.Model):
    """Klantregisseurs of one municipality who see each other's dossiers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    name = models.CharField(max_length=80)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="team_tenant_id"),
            models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Members of the teams this user works in, oneself included."""
        return self.filter(team__in=Team.objects.for_user(user, to=to))


class TeamMember(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="team_places")
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, default=36)
    wants_digest = models.BooleanField(default=True)  # the mail of 07.30

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "team", "user"], name="team_member_once"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=60), name="team_member_hours_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"lid {self.user_id} van team {self.team_id}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def current(self, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Absence(models.Model):
    """Somebody is away from a day until a day (open end possible), and somebody covers. Why is nobody's business."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="covered_absences")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=250)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="absence_forward"
            ),
            models.CheckConstraint(condition=~Q(deputy=models.F("user")), name="absence_deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"afwezig {self.user_id} vanaf {self.starts_on}"


class CaseloadNormQuerySet(models.QuerySet["CaseloadNorm"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class CaseloadNorm(models.Model):
    """A number with which the caseload of this municipality is weighed. An assumption: editable, with its source."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    key = models.CharField(max_length=40)  # from rules/workload.py
    value = models.DecimalField(max_digits=8, decimal_places=2)
    source = models.CharField(max_length=300)
    source_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = CaseloadNormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="caseload_norm_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="caseload_norm_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """One's own views, and those that a team of one's own keeps together."""
        own = Q(user_id=user.pk) | Q(team__in=Team.objects.for_user(user, to=to))
        return self.filter(own, organisation__in=Organisation.objects.where(user, to))


class SavedView(models.Model):
    """Filters and order of the caseload under a name: one's own, or of a team. Holds no person."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    is_default = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BulkActQuerySet(models.QuerySet["BulkAct"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(user_id=user.pk, organisation__in=Organisation.objects.where(user, to))


class BulkAct(models.Model):
    """One act on several trajectories of one organisation, with what they were before: to undo it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE, related_name="bulk_acts")
    batch = models.UUIDField()  # one act on the screen may touch several organisations
    kind = models.CharField(max_length=20)
    former = models.JSONField(default=list)  # ids and codes only, never a name
    done_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BulkActQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "batch"], name="bulk_act_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.batch}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(user_id=user.pk, organisation__in=Organisation.objects.where(user, to))


class CalendarFeed(models.Model):
    """A private address with one's appointments, for a calendar program. Only the hash of its token is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"agenda van {self.user_id}"
