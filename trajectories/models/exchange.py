"""What comes in and goes out: events of DUO, imports, and the handover to another municipality."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.jobs.models import Job
from inburgering.public_number import public_number
from trajectories.models.person import Inburgeraar, PersonalQuerySet
from trajectories.models.trajectory import Trajectory


def handover_number() -> str:
    return public_number("O")


def import_number() -> str:
    return public_number("I")


class DuoEvent(models.Model):
    """One notification of DUO, kept as it came, unknown ones too. The same message twice is one row."""

    class State(models.TextChoices):
        NEW = "NEW", "nieuw"
        SEEN = "SEEN", "gezien"
        NO_PERSON = "NO_PERSON", "persoon niet gevonden"
        UNKNOWN = "UNKNOWN", "onbekende code"
        REFUSED = "REFUSED", "niet verwerkt"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    inburgeraar = models.ForeignKey(Inburgeraar, models.SET_NULL, null=True, blank=True, related_name="duo_events")
    trajectory = models.ForeignKey(Trajectory, models.SET_NULL, null=True, blank=True, related_name="duo_events")
    code = models.CharField(max_length=8)  # SS101 …
    message_id = models.CharField(max_length=64)  # DUO's berichtId, or the hash of the line
    registered_at = models.DateTimeField()  # registratieDatumTijd
    received_at = models.DateTimeField(default=timezone.now)
    person_sealed = models.BinaryField(
        null=True, blank=True
    )  # BSN and V-nummer of the message, to find the person later
    content = models.JSONField(default=dict)  # the other fields, without BSN and V-nummer
    source = models.CharField(max_length=200)  # name of the file, without its folder
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    effect = models.CharField(max_length=300, blank=True)  # what it changed here, in words
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=250, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "message_id"], name="duo_event_once")]
        indexes = [models.Index(fields=["organisation", "state", "-registered_at"], name="duo_event_recent")]

    def __str__(self) -> str:
        return f"{self.code} {self.registered_at:%Y-%m-%d}"


class ImportRun(models.Model):
    """One file that somebody brings in: tried out, taken in, and to be undone for a day."""

    class Kind(models.TextChoices):
        INBURGERAARS = "INBURGERAARS", "inburgeraars"
        HOURS = "HOURS", "uren"
        DUO = "DUO", "berichten van DUO"

    class State(models.TextChoices):
        UPLOADED = "UPLOADED", "wordt gelezen"
        TRIED = "TRIED", "proefrun klaar"
        TAKING_IN = "TAKING_IN", "wordt ingelezen"
        DONE = "DONE", "ingelezen"
        UNDONE = "UNDONE", "ongedaan gemaakt"
        REFUSED = "REFUSED", "niet te lezen"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    number = models.CharField(max_length=12, unique=True, default=import_number)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.INBURGERAARS)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content_sealed = models.BinaryField(null=True, blank=True)  # emptied after a day
    counts = models.JSONField(default=dict)
    preview_sealed = models.BinaryField(null=True, blank=True)  # first changes and wrong rows
    refusal = models.CharField(max_length=300, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    rows_done = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.CharField(max_length=250)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    taken_in_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="importrun_tenant_id")]

    def __str__(self) -> str:
        return self.number


class ImportedRow(models.Model):
    """What one row of an import changed, to undo it. `former_sealed` is empty for somebody new."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    trajectory = models.ForeignKey(Trajectory, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField()
    is_new = models.BooleanField()
    version_after = models.PositiveIntegerField()  # an undo skips who was changed since
    former_sealed = models.BinaryField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "run", "line"], name="imported_row_once")]

    def __str__(self) -> str:
        return f"rij {self.line} van {self.run_id}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    def for_user(self, user: User, *, to: Permission) -> models.QuerySet[Handover]:
        """Handovers that one's own organisation sends or receives."""
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(receiver__in=mine))


class Handover(models.Model):
    """A trajectory on its way to another municipality. What goes along stands in HandoverContent."""

    class State(models.TextChoices):
        ANNOUNCED = "ANNOUNCED", "aangekondigd"
        REQUESTED = "REQUESTED", "gevraagd door de nieuwe gemeente"
        ACCEPTED = "ACCEPTED", "overgenomen"
        REFUSED = "REFUSED", "woont hier niet"
        WITHDRAWN = "WITHDRAWN", "ingetrokken"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    receiver = models.ForeignKey(Organisation, models.CASCADE, related_name="received_handovers")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="handovers")
    number = models.CharField(max_length=12, unique=True, default=handover_number)
    state = models.CharField(max_length=10, choices=State, default=State.ANNOUNCED)
    moved_on = models.DateField()  # registration in the new gemeente, as far as known
    person_sealed = models.BinaryField()  # the name and birth date, to recognise the person; bound to the receiver
    announced_at = models.DateTimeField(default=timezone.now)
    announced_by = models.CharField(max_length=250)
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.CharField(max_length=250, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=250, blank=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    received_number = models.CharField(max_length=12, blank=True)  # of the trajectory in the new gemeente

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="handover_tenant_id"),
            models.UniqueConstraint(
                fields=["organisation", "trajectory"],
                condition=Q(state__in=["ANNOUNCED", "REQUESTED"]),
                name="handover_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HandoverContent(models.Model):
    """What goes along, as it was at the announcement. The receiver reads it after asking for it (art. 35 lid 4)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    handover = models.OneToOneField(Handover, models.CASCADE, related_name="content")
    parts = models.JSONField(default=list)  # which parts, from rules/handover_parts.py
    snapshot_sealed = models.BinaryField()  # bound to the receiver

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "handover"], name="handover_content_once")]

    def __str__(self) -> str:
        return f"inhoud van overdracht {self.handover_id}"
