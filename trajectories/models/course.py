"""Lessons, hours, exams, PVT and MAP, and what the municipality pays in the first months (ontzorgen)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation
from procurement.models import Contract, StartMoment
from regions.models import Signaal
from trajectories.models.file import PersonFile
from trajectories.models.person import PersonalQuerySet
from trajectories.models.trajectory import Leerroute, Trajectory


class CoursePlacement(models.Model):
    """One course of one inburgeraar with one provider, under a contract where there is one."""

    class State(models.TextChoices):
        WAITING = "WAITING", "wacht op start"
        RUNNING = "RUNNING", "volgt les"
        ENDED = "ENDED", "beëindigd"
        CANCELLED = "CANCELLED", "niet doorgegaan"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    host = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")  # the region of the contract
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="placements")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="placements")
    start_moment = models.ForeignKey(StartMoment, models.PROTECT, null=True, blank=True, related_name="placements")
    cursusinstelling = models.CharField(max_length=120)  # its name; gezinsmigranten choose one without a contract
    component = models.CharField(max_length=24)  # from regions/rules/components.py
    leerroute = models.CharField(max_length=20, choices=Leerroute, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    offered_on = models.DateField(null=True, blank=True)  # datumInburgeringsaanbod
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="course_placement_tenant_id"),
            models.CheckConstraint(
                condition=Q(contract=None, host=None) | Q(contract__isnull=False, host__isnull=False),
                name="placement_host_with_contract",
            ),
        ]

    def __str__(self) -> str:
        return f"plaatsing {self.pk} van {self.trajectory_id}"


class HoursMonth(models.Model):
    """Hours of one kind in one month: followed, missed with and without notice. Whole hours, as DUO counts."""

    class Kind(models.TextChoices):
        NT2 = "NT2", "taal (NT2)"
        ALFABETISERING = "ALFABETISERING", "alfabetisering"
        KNM = "KNM", "KNM"
        PVT = "PVT", "PVT"
        MAP = "MAP", "MAP"
        PARTICIPATIE = "PARTICIPATIE", "participatie"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="hours")
    placement = models.ForeignKey(CoursePlacement, models.SET_NULL, null=True, blank=True, related_name="hours")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=16, choices=Kind)
    followed = models.PositiveSmallIntegerField(default=0)
    missed_with_notice = models.PositiveSmallIntegerField(default=0)
    missed_without_notice = models.PositiveSmallIntegerField(default=0)
    is_before_pip = models.BooleanField(default=False)  # during the brede intake: counts where the law says so
    source = models.CharField(max_length=120)
    recorded_by = models.CharField(max_length=250)
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "trajectory", "month", "kind"], name="hours_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="hours_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"uren {self.month:%Y-%m} van {self.trajectory_id}"


class ExamResult(models.Model):
    """One sitting of one part (DUO: LE LU SC SP KNM)."""

    class Part(models.TextChoices):
        LE = "LE", "lezen"
        LU = "LU", "luisteren"
        SC = "SC", "schrijven"
        SP = "SP", "spreken"
        KNM = "KNM", "KNM"
        TST = "TST", "diploma taalschakeltraject"
        ZEIND = "ZEIND", "eindgesprek Z-route"

    class Result(models.TextChoices):
        GESLAAGD = "GESLAAGD", "geslaagd"
        GEZAKT = "GEZAKT", "gezakt"
        GEEN = "GEEN", "geen uitslag"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="exams")
    part = models.CharField(max_length=6, choices=Part)
    level = models.CharField(max_length=2, blank=True)
    taken_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result, blank=True)  # "" waits for the result
    no_result_because = models.CharField(max_length=20, blank=True)  # DUO: Afgemeld, Absent, …
    result_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "trajectory", "part", "level", "taken_on"], name="exam_sitting_once"
            )
        ]

    def __str__(self) -> str:
        return f"examen {self.part} van {self.trajectory_id}"


class Participatieverklaring(models.Model):
    """PVT: at least 12 hours and a signing (Wi2021 art. 6; Besluit art. 3.1). Hours stand in HoursMonth."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="participatieverklaring")
    activity = models.CharField(max_length=200, blank=True)
    activity_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    not_signed_because = models.CharField(max_length=300, blank=True)
    blamed = models.BooleanField(null=True, blank=True)  # verwijtbaar, as a person judged; None: nothing said
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "trajectory"], name="pvt_once")]

    def __str__(self) -> str:
        return f"PVT van {self.trajectory_id}"


class ModuleMap(models.Model):
    """MAP: at least 40 hours on the labour market and a closing conversation. Not in the onderwijsroute (art. 8.3)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="module_map")
    places = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    not_completed_because = models.CharField(max_length=300, blank=True)
    blamed = models.BooleanField(null=True, blank=True)  # verwijtbaar, as a person judged; None: nothing said
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "trajectory"], name="map_once")]

    def __str__(self) -> str:
        return f"MAP van {self.trajectory_id}"


class Ontzorgen(models.Model):
    """One bill that the municipality pays out of bijstand (Pw art. 56a): rent, energy or care insurance."""

    class Kind(models.TextChoices):
        HUUR = "HUUR", "huur"
        ENERGIE = "ENERGIE", "gas, water en stroom"
        ZORGVERZEKERING = "ZORGVERZEKERING", "zorgverzekering"

    class State(models.TextChoices):
        ARRANGED = "ARRANGED", "betaald door de gemeente"
        ASKED = "ASKED", "aangevraagd"
        REFUSED = "REFUSED", "geweigerd door de leverancier"
        ENDED = "ENDED", "overgedragen aan de inburgeraar"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    host = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")  # of the signaal
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="ontzorgen")
    kind = models.CharField(max_length=16, choices=Kind)
    supplier = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    paid_until_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    refused_on = models.DateField(null=True, blank=True)
    refused_because = models.CharField(max_length=300, blank=True)
    signaal = models.ForeignKey(Signaal, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="REFUSED") | Q(refused_on__isnull=False), name="ontzorgen_refused_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.trajectory_id}"


class PortfolioItem(models.Model):
    """Something the inburgeraar shows: work, a certificate, a skill. The inburgeraar decides what is in it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="portfolio")
    life_area = models.CharField(max_length=20)  # from rules/life_areas.py
    title = models.CharField(max_length=120)
    own_words = models.TextField(max_length=2000, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(PersonFile, models.SET_NULL, null=True, blank=True, related_name="+")
    may_go_along = models.BooleanField(default=False)  # at a handover, as the inburgeraar wishes
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=250)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="portfolioitem_tenant_id")]

    def __str__(self) -> str:
        return f"portfolio {self.pk} van {self.trajectory_id}"


class PortfolioShare(models.Model):
    """The inburgeraar lets somebody see chosen items until a day. Only the hash of the link is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="portfolio_shares")
    item = models.ForeignKey(PortfolioItem, models.CASCADE, null=True, blank=True, related_name="shares")  # None: all
    file = models.ForeignKey(PersonFile, models.CASCADE, related_name="+")  # what is shown, as it was then
    shared_with = models.CharField(max_length=120)
    token_sha256 = models.CharField(max_length=64, unique=True)
    until_on = models.DateField()
    asked_on = models.DateField()  # the day on which the inburgeraar asked for it
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"deling {self.pk} van portfolio van {self.trajectory_id}"
