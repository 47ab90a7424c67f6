"""Who the inburgeraar is. Names as they are, dates as far as known, BSN and V-nummer sealed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission


class Indeling(models.TextChoices):
    """DUO's `indeling` (Wi2021 art. 13 lid 1 and art. 19)."""

    ASIELSTATUSHOUDER = "ASIELSTATUSHOUDER", "asielstatushouder"
    GEZINSMIGRANT_EN_OVERIGE_MIGRANT = "GEZINSMIGRANT_EN_OVERIGE_MIGRANT", "gezinsmigrant of overige migrant"


class PersonalQuerySet(models.QuerySet):
    """Rows that hang on one organisation whose role may see persons. The dossier itself decides who opens it."""

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class Household(models.Model):
    """People who live together; says no more than that they belong together."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="household_tenant_id")]

    def __str__(self) -> str:
        return f"huishouden {self.pk}"


class Inburgeraar(models.Model):
    """A person as known to one municipality.

    `full_name` is the whole name in the order in which the person says it; a mononym has no more. A birth date may lack
    its day, or day and month (BRP: 00-00-1990).
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    household = models.ForeignKey(Household, models.SET_NULL, null=True, blank=True, related_name="people")
    full_name = models.CharField(max_length=200)
    calling_name = models.CharField(max_length=80, blank=True)  # how to address this person
    sort_name = models.CharField(max_length=200)  # "Haddad, Amina"; tussenvoegsel behind the name it belongs to
    prefix = models.CharField(max_length=20, blank=True)  # tussenvoegsel
    birth_year = models.PositiveSmallIntegerField()
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    bsn_sealed = models.BinaryField(null=True, blank=True)
    bsn_index = models.CharField(max_length=64, blank=True)  # keyed hash, to find and to keep one BSN once
    v_number_sealed = models.BinaryField(null=True, blank=True)
    v_number_index = models.CharField(max_length=64, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=120, blank=True)  # with house number
    postcode = models.CharField(max_length=7, blank=True)
    city = models.CharField(max_length=80, blank=True)
    no_letter_to_address = models.BooleanField(default=False)
    contact_note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "inburgeraar"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="inburgeraar_tenant_id"),
            models.UniqueConstraint(
                fields=["organisation", "bsn_index"], condition=~Q(bsn_index=""), name="inburgeraar_bsn_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "v_number_index"],
                condition=~Q(v_number_index=""),
                name="inburgeraar_v_number_once",
            ),
            models.CheckConstraint(
                condition=Q(birth_day=None) | Q(birth_month__isnull=False), name="inburgeraar_day_needs_month"
            ),
        ]

    def bsn(self) -> str:
        """Return the BSN in the clear, "" when unknown. Whoever shows it logs why: actions/dossier.py."""
        return secrecy.opened(self.bsn_sealed, tenant=self.organisation_id) if self.bsn_sealed else ""

    def v_number(self) -> str:
        return secrecy.opened(self.v_number_sealed, tenant=self.organisation_id) if self.v_number_sealed else ""

    def seal_bsn(self, bsn: str) -> None:
        """Set the BSN ("" takes it away); the caller saves."""
        self.bsn_sealed, self.bsn_index = secrecy.sealed_and_indexed(bsn, tenant=self.organisation_id)

    def seal_v_number(self, v_number: str) -> None:
        self.v_number_sealed, self.v_number_index = secrecy.sealed_and_indexed(v_number, tenant=self.organisation_id)

    def __str__(self) -> str:
        return f"inburgeraar {self.pk}"  # no name: this text ends up in the trail


class IndelingPeriod(models.Model):
    """To which group of the law this person belongs from a day on; the next row ends it (DUO SS124, SS125)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    inburgeraar = models.ForeignKey(Inburgeraar, models.CASCADE, related_name="indelingen")
    indeling = models.CharField(max_length=40, choices=Indeling)
    detail = models.CharField(max_length=60, blank=True)  # DUO's gedetailleerdeDoelgroep
    begins_on = models.DateField()
    source = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "inburgeraar", "begins_on"], name="indeling_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_indeling_display()} vanaf {self.begins_on}"


class Betrokkene(models.Model):
    """Somebody who deals with this inburgeraar: each of them is one contact person more."""

    class Kind(models.TextChoices):
        SLEUTELPERSOON = "SLEUTELPERSOON", "sleutelpersoon"
        TOLK = "TOLK", "tolk"
        MAATSCHAPPELIJK_BEGELEIDER = "MAATSCHAPPELIJK_BEGELEIDER", "maatschappelijk begeleider"
        DOCENT = "DOCENT", "docent"
        JOBCOACH = "JOBCOACH", "jobcoach"
        WERKGEVER = "WERKGEVER", "werkgever"
        HULPVERLENER = "HULPVERLENER", "hulpverlener"
        ANDERS = "ANDERS", "anders"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    inburgeraar = models.ForeignKey(Inburgeraar, models.CASCADE, related_name="betrokkenen")
    kind = models.CharField(max_length=30, choices=Kind)
    name = models.CharField(max_length=120)
    works_for = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"betrokkene {self.pk} ({self.get_kind_display()})"
