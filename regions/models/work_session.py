"""The statement library, a work session with its own copy of the statements, and the seats of those who take part."""

from __future__ import annotations

from typing import Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import READING, Permission
from inburgering.public_number import code
from regions.models.municipality import Municipality
from regions.models.region import Region


class LibraryStatement(models.Model):
    """A statement anyone may choose from; versioned, never changed in place."""

    key = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    short_label = models.CharField(max_length=60)
    hint = models.CharField(max_length=300, blank=True)
    agree_pole = models.CharField(max_length=60)
    disagree_pole = models.CharField(max_length=60, blank=True)
    opposite_key = models.CharField(max_length=10, blank=True)
    in_default = models.BooleanField(default=False)
    source = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="library_statement_version")]

    def __str__(self) -> str:
        return f"{self.key} v{self.version} {self.short_label}"


def own_or_shared(kind: str, user: User, to: Permission) -> Q:
    """Return the condition 'of an organisation where this user may do this, or shared with one to read'."""
    mine = Organisation.objects.where(user, to)
    if to not in READING:
        return Q(organisation__in=mine)
    received = Share.objects.standing().filter(kind=kind, subject_id=OuterRef("pk"), shared_with__in=mine)
    return Q(organisation__in=mine) | Exists(received)


class WorkSessionQuerySet(models.QuerySet["WorkSession"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Sessions of one's own region, and those one's municipality was invited to."""
        return self.filter(own_or_shared(Share.Kind.WORK_SESSION, user, to))

    def for_seat(self, seat: Seat) -> Self:
        return self.filter(pk=seat.session_id)


class WorkSession(models.Model):
    class State(models.TextChoices):
        CONCEPT = "CONCEPT", "In voorbereiding"
        OPEN = "OPEN", "Open"
        CLOSED = "CLOSED", "Gesloten"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="work_sessions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    code = models.CharField(max_length=6, unique=True, default=code)
    state = models.CharField(max_length=10, choices=State, default=State.CONCEPT)
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    # The beamer: which statement the room looks at (0 = the start page), and since when nothing moves.
    shown_number = models.PositiveSmallIntegerField(default=0)
    names_shown = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True, blank=True)
    is_paused = models.BooleanField(default=False)
    is_black = models.BooleanField(default=False)
    # What the session is for, and where and when people meet.
    process = models.ForeignKey("regions.Process", models.PROTECT, null=True, blank=True, related_name="sessions")
    purpose = models.TextField(blank=True)
    agenda = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    reminders_stopped_at = models.DateTimeField(null=True, blank=True)
    results_announced_at = models.DateTimeField(null=True, blank=True)
    # A next round asks the same again, after the group has talked. `former` is the round before it.
    former = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next_rounds")
    round = models.PositiveSmallIntegerField(default=1)
    # Which facts and tasks every municipality is asked beside the statements: keys of regions.rules.inventory.
    fact_keys = models.JSONField(default=list)
    task_keys = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = WorkSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="work_session_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="work_session_tenant_id"),
            models.CheckConstraint(
                condition=Q(state="CONCEPT", opened_at=None) | (~Q(state="CONCEPT") & Q(opened_at__isnull=False)),
                name="work_session_opened",
            ),
            models.CheckConstraint(
                condition=Q(former=None, round=1) | Q(former__isnull=False, round__gt=1), name="round_follows_a_round"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/werksessies/{self.number}/"

    def shared_count(self) -> int:
        """Return how many municipalities shared their answers; the one thing that may be known before the reveal."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.shared_count(%s)", [self.pk])
            return cursor.fetchone()[0] or 0

    def __str__(self) -> str:
        return f"Werksessie {self.number}: {self.title}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(session__in=WorkSession.objects.for_user(user, to=to))

    def for_seat(self, seat: Seat) -> Self:
        return self.filter(session_id=seat.session_id).order_by("number")


class Statement(models.Model):
    """A statement as this session asks it; editable until the session opens."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="statements")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=10)
    library_version = models.PositiveSmallIntegerField(default=1)
    theme = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    short_label = models.CharField(max_length=60)
    hint = models.CharField(max_length=300, blank=True)
    is_edited = models.BooleanField(default=False)
    # "B1", "ONDERWIJS" or "ZELFREDZAAMHEID" when the statement is asked for one leerroute.
    leerroute = models.CharField(max_length=15, blank=True)
    opposite_key = models.CharField(max_length=10, blank=True)
    # Counts the wordings people were asked; a change after the opening makes the next one.
    wording = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "session", "number"], name="statement_number"),
            models.UniqueConstraint(fields=["organisation", "session", "key"], name="statement_key"),
            models.UniqueConstraint(fields=["organisation", "id"], name="statement_tenant_id"),
        ]

    def __str__(self) -> str:
        return f"Stelling {self.number}: {self.short_label}"


class StatementWordingQuerySet(models.QuerySet["StatementWording"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(statement__in=Statement.objects.for_user(user, to=to))

    def for_seat(self, seat: Seat) -> Self:
        return self.filter(statement__in=Statement.objects.for_seat(seat))


class StatementWording(models.Model):
    """The words a statement had before it was changed in an open session, and why it was changed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="former_wordings")
    wording = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.CharField(max_length=250)

    objects = StatementWordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "statement", "wording"], name="statement_wording_once"),
        ]

    def __str__(self) -> str:
        return f"Stelling {self.statement_id}, tekst {self.wording}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Seats of one's own municipality, and all seats of the sessions one's region leads."""
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine))

    def for_seat(self, seat: Seat) -> Self:
        return self.filter(pk=seat.pk)

    def admitted(self) -> Self:
        return self.exclude(admitted_at=None)


class Seat(models.Model):
    """A place at a work session, for one municipality. Belongs to the municipality; the host may see who sits."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="seats")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="hosted_seats")
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="seats")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    name = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.CharField(max_length=250, null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    # The invitation whose link was used; the region's own row, so a number and no reference.
    invitation_id = models.BigIntegerField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    # How many statements this seat has answered; the host sees progress without being able to read an answer.
    answered = models.PositiveSmallIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="seat_tenant_id"),
            models.CheckConstraint(
                condition=Q(admitted_at=None, admitted_by=None)
                | Q(admitted_at__isnull=False, admitted_by__isnull=False),
                name="seat_admitted_by_somebody",
            ),
        ]

    @property
    def is_admitted(self) -> bool:
        return self.admitted_at is not None

    @property
    def audit_name(self) -> str:
        return f"{self.name} (plek {self.pk}, {self.municipality.name})"

    def __str__(self) -> str:
        return f"{self.name} voor {self.municipality_id} in werksessie {self.session_id}"
