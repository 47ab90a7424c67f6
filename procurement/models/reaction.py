"""What readers of a report did with it: a reaction of a bestuurder, and the besluit of a college or council."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.documents.models import ShareLink
from procurement.models.report import BoardReport, BoardReportDocument
from regions.models import Municipality


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Reactions to reports of one's own region, and those of one's own municipality."""
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(municipality__organisation__in=mine))


class Reaction(models.Model):
    """What one bestuurder thinks of one document; never a decision. A change is a new row, the newest counts."""

    class Stance(models.TextChoices):
        FOR = "FOR", "Ik kan instemmen"
        FOR_IF = "FOR_IF", "Ik kan instemmen, mits"
        AGAINST = "AGAINST", "Ik kan niet instemmen"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    document = models.ForeignKey(BoardReportDocument, models.CASCADE, related_name="reactions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)
    link = models.ForeignKey(ShareLink, models.PROTECT, null=True, blank=True, related_name="reactions")
    stance = models.CharField(max_length=10, choices=Stance)
    reason = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=250)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        constraints = [
            models.CheckConstraint(
                condition=Q(stance="FOR") | ~Q(reason=""),
                name="reaction_has_its_reason",
                violation_error_message="Vul de reden in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.given_by} over document {self.document_id}"


class BesluitQuerySet(models.QuerySet["Besluit"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine) | Q(report__in=_reports(user, to)))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


def _reports(user: User, to: Permission) -> models.QuerySet[BoardReport]:
    return BoardReport.objects.for_user(user, to=to)


class Besluit(models.Model):
    """What the college or the council of one municipality decided on a report, and on which day."""

    class Body(models.TextChoices):
        COLLEGE = "COLLEGE", "college van burgemeester en wethouders"
        RAAD = "RAAD", "gemeenteraad"

    class Outcome(models.TextChoices):
        AS_ASKED = "AS_ASKED", "besloten zoals gevraagd"
        CHANGED = "CHANGED", "besloten met een wijziging"
        REFUSED = "REFUSED", "niet ingestemd"
        POSTPONED = "POSTPONED", "aangehouden"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")  # of the municipality
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")  # of the region
    report = models.ForeignKey(BoardReport, models.PROTECT, related_name="besluiten")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    body = models.CharField(max_length=10, choices=Body)
    decided_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.CharField(max_length=1000, blank=True)
    reference = models.CharField(max_length=120, blank=True)  # zaaknummer or besluitenlijst
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=250)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=250, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=["CHANGED", "REFUSED"]) | ~Q(text=""),
                name="besluit_says_what_changed",
                violation_error_message="Vul in wat er is besloten.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} door {self.body} van {self.municipality_id}"
