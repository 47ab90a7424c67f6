"""Answers: of a seat (a history, appended) and of a municipality (the unit of analysis)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality
from regions.models.work_session import Seat, Statement, WorkSession

NOTE_LENGTH = 500


class Value(models.IntegerChoices):
    STRONGLY_DISAGREE = -2, "Helemaal oneens"
    DISAGREE = -1, "Oneens"
    NEUTRAL = 0, "Neutraal"
    AGREE = 1, "Eens"
    STRONGLY_AGREE = 2, "Helemaal eens"


class Importance(models.TextChoices):
    MINDER = "MINDER", "minder"
    GEWOON = "GEWOON", "gewoon"
    ZWAAR = "ZWAAR", "zwaar"


def _value_fields_agree(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(condition=Q(value=None) | Q(value__range=(-2, 2)), name=f"{prefix}_value_on_scale"),
        models.CheckConstraint(condition=Q(value=None) | Q(is_unknown=False), name=f"{prefix}_known_or_not"),
    ]


class AnswerQuerySet(models.QuerySet["Answer"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Answers of people of one's own municipality. The host of the session is not among them."""
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def for_seat(self, seat: Seat) -> Self:
        return self.filter(seat=seat)

    def current(self) -> Self:
        return self.filter(is_current=True)


class Answer(models.Model):
    """One revision of one seat's answer to one statement; its own trail, never edited."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    value = models.SmallIntegerField(choices=Value, null=True, blank=True)
    is_unknown = models.BooleanField(default=False)
    importance = models.CharField(max_length=6, choices=Importance, default=Importance.GEWOON)
    is_limit = models.BooleanField(default=False)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    # In a next round: what would make this municipality move.
    would_move = models.CharField(max_length=NOTE_LENGTH, blank=True)
    # Which wording of the statement was answered.
    wording = models.PositiveSmallIntegerField(default=1)
    # The window that sent it: a reply that got lost must not look like somebody else's change.
    screen = models.CharField(max_length=36, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            *_value_fields_agree("answer"),
            models.UniqueConstraint(fields=["organisation", "seat", "statement", "revision"], name="answer_revision"),
            models.UniqueConstraint(
                fields=["organisation", "seat", "statement"], condition=Q(is_current=True), name="answer_current_once"
            ),
        ]

    @property
    def is_given(self) -> bool:
        return self.value is not None or self.is_unknown

    def __str__(self) -> str:
        return f"Antwoord {self.seat_id}/{self.statement_id} versie {self.revision}"


class AnswerSheetQuerySet(models.QuerySet["AnswerSheet"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """One's own sheets, those shared with one's region, and after the reveal those of the session."""
        mine = Organisation.objects.where(user, to)
        received = Share.objects.standing().filter(
            kind=Share.Kind.ANSWER_SHEET, subject_id=OuterRef("pk"), shared_with__in=mine
        )
        invited = Share.objects.standing().filter(
            kind=Share.Kind.WORK_SESSION, subject_id=OuterRef("session_id"), shared_with__in=mine
        )
        revealed = Q(session__revealed_at__isnull=False) & Exists(invited) & ~Q(shared_at=None)
        return self.filter(Q(organisation__in=mine) | Exists(received) | revealed)


class AnswerSheet(models.Model):
    """The answers of one municipality in one session, with how firmly they stand."""

    class Status(models.TextChoices):
        PROVISIONAL = "PROVISIONAL", "Concept"
        OFFICIAL = "OFFICIAL", "Ambtelijk afgestemd"
        ADOPTED = "ADOPTED", "Bestuurlijk vastgesteld"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="answer_sheets")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="sheets")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROVISIONAL)
    # Empty while a member still prepares the sheet: it becomes the provisional answer by sharing it.
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.CharField(max_length=250, null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.CharField(max_length=250, null=True, blank=True)
    body = models.CharField(max_length=120, blank=True)
    # When and by whom the officials agreed; stays when the board adopts the answers later.
    aligned_on = models.DateField(null=True, blank=True)
    aligned_by = models.CharField(max_length=250, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "session"], name="one_sheet_per_session"),
            models.UniqueConstraint(fields=["organisation", "id"], name="sheet_tenant_id"),
            models.CheckConstraint(
                condition=Q(status="PROVISIONAL", settled_on=None, settled_by=None)
                | (~Q(status="PROVISIONAL") & Q(settled_on__isnull=False, settled_by__isnull=False)),
                name="sheet_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Antwoorden van {self.municipality_id} in {self.session_id} ({self.get_status_display()})"


class MunicipalAnswerQuerySet(models.QuerySet["MunicipalAnswer"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(sheet__in=AnswerSheet.objects.for_user(user, to=to))


class MunicipalAnswer(models.Model):
    """What one municipality says to one statement."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="municipal_answers")
    value = models.SmallIntegerField(choices=Value, null=True, blank=True)
    is_unknown = models.BooleanField(default=False)
    # Colleagues are more than one step apart and nothing is settled: counts as missing.
    is_divided = models.BooleanField(default=False)
    importance = models.CharField(max_length=6, choices=Importance, default=Importance.GEWOON)
    is_limit = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    would_move = models.TextField(blank=True)
    wording = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = MunicipalAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            *_value_fields_agree("municipal_answer"),
            models.UniqueConstraint(fields=["organisation", "sheet", "statement"], name="municipal_answer_once"),
            models.CheckConstraint(condition=Q(is_divided=False) | Q(value=None), name="divided_has_no_value"),
        ]

    def __str__(self) -> str:
        return f"Antwoord van blad {self.sheet_id} op {self.statement_id}"
