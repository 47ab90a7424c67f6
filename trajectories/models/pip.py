"""The PIP (Wi2021 art. 15). Part A is a decision: versions, frozen once vastgesteld. Part B is the plan that lives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation
from trajectories.models.file import PersonFile
from trajectories.models.person import PersonalQuerySet
from trajectories.models.trajectory import Leerroute, Trajectory


class Pip(models.Model):
    """One version of the decision."""

    class State(models.TextChoices):
        CONCEPT = "CONCEPT", "Concept"
        ESTABLISHED = "ESTABLISHED", "Vastgesteld"
        REPLACED = "REPLACED", "Vervangen"

    class Reason(models.TextChoices):
        FIRST = "FIRST", "eerste PIP"
        OTHER_ROUTE = "OTHER_ROUTE", "andere leerroute"
        AFSCHALEN = "AFSCHALEN", "afschalen naar A2"
        MOVE = "MOVE", "verhuizing"
        OTHER = "OTHER", "andere reden"

    class Agreement(models.TextChoices):
        AGREES = "AGREES", "eens met het plan"
        DISAGREES = "DISAGREES", "niet eens met het plan"
        NOT_ASKED = "NOT_ASKED", "kon niet worden gevraagd"

    class Alphabet(models.TextChoices):
        """DUO's indicatorAlfabetiseringsonderwijs."""

        ANALFABEET = "A", "analfabeet"
        ANDERS_ALFABEET = "AA", "anders-alfabeet"
        NVT = "NVT", "niet van toepassing"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="pips")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 within the trajectory
    state = models.CharField(max_length=12, choices=State, default=State.CONCEPT)
    reason = models.CharField(max_length=12, choices=Reason)
    reason_words = models.CharField(max_length=500, blank=True)

    # Part A
    dated_on = models.DateField(null=True, blank=True)  # dagtekening
    leerroute = models.CharField(max_length=20, choices=Leerroute, blank=True)
    level = models.CharField(max_length=2, blank=True, choices=[("A2", "A2"), ("B1", "B1"), ("B2", "B2")])
    afschaling_parts = models.JSONField(default=list)  # LE LU SC SP; all four = the whole route
    intensity_hours = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # DUO: geschatteIntensiteitB1Route, 1–9999
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    alphabet = models.CharField(max_length=3, choices=Alphabet, default=Alphabet.NVT)
    may_finish_education = models.BooleanField(default=False)  # indicatorMagOpleidingAfmaken
    pvt_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    map_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    conversations_per_year = models.PositiveSmallIntegerField(null=True, blank=True)
    support = models.TextField(max_length=4000, blank=True)  # ondersteuning en begeleiding
    vve = models.CharField(max_length=500, blank=True)
    has_ontzorgen = models.BooleanField(default=False)
    route_argument = models.TextField(max_length=4000, blank=True)
    onderwijs_wish = models.CharField(max_length=500, blank=True)
    onderwijs_level = models.CharField(max_length=500, blank=True)
    onderwijs_chance = models.CharField(max_length=500, blank=True)
    other_routes_argument = models.TextField(max_length=2000, blank=True)

    # Agreement and signing: recorded, never a condition for vaststellen.
    agreement = models.CharField(max_length=10, choices=Agreement, blank=True)
    agreement_reason = models.CharField(max_length=500, blank=True)
    own_words = models.TextField(max_length=2000, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_how = models.CharField(
        max_length=8, blank=True, choices=[("SCREEN", "op het scherm"), ("PAPER", "op papier")]
    )
    signed_name = models.CharField(max_length=200, blank=True)
    with_interpreter = models.BooleanField(default=False)
    scan = models.ForeignKey(PersonFile, models.SET_NULL, null=True, blank=True, related_name="+")

    established_at = models.DateTimeField(null=True, blank=True)
    established_by = models.CharField(max_length=250, blank=True)
    announced_on = models.DateField(null=True, blank=True)  # bekendmaking: the objection term runs from the day after
    plan_then = models.JSONField(default=list)  # part B as it was when established
    letter = models.ForeignKey(PersonFile, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "PIP"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="pip_tenant_id"),
            models.UniqueConstraint(fields=["organisation", "trajectory", "number"], name="pip_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "trajectory"], condition=Q(state="CONCEPT"), name="pip_one_concept"
            ),
            models.UniqueConstraint(
                fields=["organisation", "trajectory"], condition=Q(state="ESTABLISHED"), name="pip_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["organisation", "trajectory"],
                condition=Q(reason="FIRST") & ~Q(state="CONCEPT"),
                name="pip_one_first",
            ),
            models.CheckConstraint(
                condition=~Q(leerroute="ONDERWIJS", level="A2") & ~Q(leerroute="ZELFREDZAAMHEID", level="B1"),
                name="pip_level_fits_route",
            ),
            models.CheckConstraint(
                condition=Q(state="CONCEPT", established_at=None)
                | ~Q(state="CONCEPT") & Q(established_at__isnull=False, dated_on__isnull=False) & ~Q(leerroute=""),
                name="pip_established_complete",
            ),
        ]

    @property
    def is_frozen(self) -> bool:
        return self.state != Pip.State.CONCEPT

    def __str__(self) -> str:
        return f"PIP {self.number} van traject {self.trajectory_id}"


class PipGoal(models.Model):
    """What the inburgeraar wants to reach, in their own words. Part B: lives on without a new decision."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="goals")
    life_area = models.CharField(max_length=20)  # from rules/life_areas.py
    goal = models.CharField(max_length=200)
    own_words = models.CharField(max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    reached_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="goal_tenant_id")]

    def __str__(self) -> str:
        return f"doel {self.pk} van traject {self.trajectory_id}"


class PipAction(models.Model):
    """A step towards a goal: who does what, before when."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    goal = models.ForeignKey(PipGoal, models.CASCADE, related_name="actions")
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=80)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"actie {self.pk} van doel {self.goal_id}"
