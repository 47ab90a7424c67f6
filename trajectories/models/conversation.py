"""Contact: appointments, conversations with their former texts and drafts, tasks and early signals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from trajectories.models.person import PersonalQuerySet
from trajectories.models.trajectory import Trajectory


class ContactForm(models.TextChoices):
    KANTOOR = "KANTOOR", "kantoor"
    HUIS = "HUIS", "thuis"
    TELEFOON = "TELEFOON", "telefoon"
    VIDEO = "VIDEO", "video"
    LESLOCATIE = "LESLOCATIE", "leslocatie"
    BERICHT = "BERICHT", "bericht"


class Conversation(models.Model):
    """One recorded contact. Whether the person was there has legal weight and no default."""

    class Attendance(models.TextChoices):
        PRESENT = "PRESENT", "aanwezig"
        ABSENT_WITH_NOTICE = "ABSENT_WITH_NOTICE", "niet aanwezig, met bericht"
        ABSENT_WITHOUT_NOTICE = "ABSENT_WITHOUT_NOTICE", "niet aanwezig, zonder bericht"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="conversations")
    held_on = models.DateField()
    form = models.CharField(max_length=12, choices=ContactForm)
    attendance = models.CharField(max_length=24, choices=Attendance)
    is_progress_talk = models.BooleanField(default=True)  # one of the voortgangsgesprekken that the PIP promises
    with_interpreter = models.BooleanField(default=False)
    note = models.TextField(max_length=8000, blank=True)
    is_visible_to_inburgeraar = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=250)
    recorder = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="conversation_tenant_id")]
        indexes = [models.Index(fields=["trajectory", "-held_on"], name="conversation_recent")]

    def __str__(self) -> str:
        return f"gesprek {self.held_on} bij {self.trajectory_id}"


class ConversationRevision(models.Model):
    """What a conversation said before it was changed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="revisions")
    former = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=250)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"eerdere tekst van gesprek {self.conversation_id}"


class Draft(models.Model):
    """What somebody typed about a person and did not finish. Kept on the server, never in a browser."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)  # such as gesprek, pip, intake:werk
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "trajectory", "user", "page"], name="draft_one_per_page")
        ]

    def __str__(self) -> str:
        return f"concept van {self.user_id} bij {self.trajectory_id}"


class Appointment(models.Model):
    """A planned conversation. PLANNED in the past means: still to be recorded."""

    class State(models.TextChoices):
        PLANNED = "PLANNED", "gepland"
        HELD = "HELD", "vastgelegd"
        CANCELLED = "CANCELLED", "vervallen"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="appointments")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="appointments")
    planned_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    form = models.CharField(max_length=12, choices=ContactForm, default=ContactForm.KANTOOR)
    location = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "user", "planned_on"], name="appointment_of_user")]

    def __str__(self) -> str:
        return f"afspraak {self.planned_on} bij {self.trajectory_id}"


class TrajectorySignal(models.Model):
    """Something that may need attention, in words: never a score, never a sanction. Handled by a task or a reason."""

    class Kind(models.TextChoices):
        MISSED_CONVERSATIONS = "MISSED_CONVERSATIONS", "gesprekken gemist"
        FALLING_ATTENDANCE = "FALLING_ATTENDANCE", "minder aanwezig"
        NO_STEP = "NO_STEP", "lang geen stap"
        EXAM_ABSENCE = "EXAM_ABSENCE", "niet bij het examen"
        HOURS_600 = "HOURS_600", "600 uur bereikt"
        ONTZORGEN_REFUSED = "ONTZORGEN_REFUSED", "betaling geweigerd"
        CONTRACT_PIP = "CONTRACT_PIP", "les past niet bij het PIP"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=24, choices=Kind)
    reason = models.CharField(max_length=300)  # the words and numbers from which it follows
    fingerprint = models.CharField(max_length=64)  # the same facts never give the same signal twice
    noticed_on = models.DateField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.CharField(max_length=250, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "trajectory", "fingerprint"], name="signal_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="signal_tenant_id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.trajectory_id}"


class FollowUp(models.Model):
    """Something to do for one trajectory: who, what, before when. The screen calls it taak."""

    class Who(models.TextChoices):
        KLANTREGISSEUR = "KLANTREGISSEUR", "klantregisseur"
        INBURGERAAR = "INBURGERAAR", "inburgeraar"
        ANDERE = "ANDERE", "iemand anders"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="follow_ups")
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=16, choices=Who, default=Who.KLANTREGISSEUR)
    who_name = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="follow_ups")
    due_on = models.DateField(null=True, blank=True)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="agreements")
    signal = models.ForeignKey(TrajectorySignal, models.SET_NULL, null=True, blank=True, related_name="follow_ups")
    is_visible_to_inburgeraar = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=250, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | Q(done_on__isnull=False) & ~Q(done_by=""),
                name="follow_up_done_by_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "user", "due_on"], condition=Q(done_on=None), name="follow_up_open_of_user"
            )
        ]

    def __str__(self) -> str:
        return f"taak {self.pk} bij {self.trajectory_id}"
