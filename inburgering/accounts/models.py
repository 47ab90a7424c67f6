"""Organisations, users, memberships and shares. Who may sign in, and what is shared."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from inburgering.accounts.roles import Permission, Role, roles_with


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def where(self, user: User, permission: Permission) -> Self:
        """Organisations in which this user holds a role with this permission.

        One Exists on one membership row: two chained filters would lend you your colleague's role.
        """
        held = Membership.objects.filter(organisation=OuterRef("pk"), user_id=user.pk, role__in=roles_with(permission))
        return self.filter(Exists(held))

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.where(user, to)


class Organisation(models.Model):
    """The tenant. Its name and kind are public; everything that hangs on it is not."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "MUNICIPALITY", "gemeente"
        REGION = "REGION", "regionale samenwerking"
        PROVIDER = "PROVIDER", "aanbieder"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    is_demonstration = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> User:
        """Return a new user; without a password nobody can sign in with it."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = "email"

    @property
    def audit_name(self) -> str:
        return f"{self.name} <{self.email}>"

    def __str__(self) -> str:
        return self.audit_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def held_by(self, user: User) -> Self:
        return self.filter(user_id=user.pk).select_related("organisation").order_by("id")


class Membership(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} is {self.get_role_display()} bij {self.organisation.name}"


class ShareQuerySet(models.QuerySet["Share"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Share(models.Model):
    """One organisation lets another see one thing, by an act, until it is withdrawn."""

    class Kind(models.TextChoices):
        WORK_SESSION = "WORK_SESSION", "werksessie"
        ANSWER_SHEET = "ANSWER_SHEET", "antwoorden"
        PROPOSAL = "PROPOSAL", "voorstel subregio's"
        SCENARIO = "SCENARIO", "scenario"
        DOCUMENT = "DOCUMENT", "document"
        PROCESS = "PROCESS", "proces"
        PLAN = "PLAN", "samenwerking"
        CHECKPOINT = "CHECKPOINT", "piketpaaltje"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="shares")
    kind = models.CharField(max_length=20, choices=Kind)
    subject_id = models.BigIntegerField()
    shared_with = models.ForeignKey(Organisation, models.CASCADE, related_name="received_shares")
    shared_at = models.DateTimeField(default=timezone.now)
    shared_by = models.CharField(max_length=250)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "subject_id", "shared_with"],
                condition=models.Q(withdrawn_at=None),
                name="share_stands_once",
            )
        ]
        indexes = [models.Index(fields=["shared_with", "kind"], name="share_received")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject_id} gedeeld met {self.shared_with_id}"


class WrongCode(models.Model):
    """One wrong join code from one address; only these are limited, never people who are in."""

    address_hash = models.CharField(max_length=64)
    tried_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["address_hash", "tried_at"], name="wrong_code_recent")]

    def __str__(self) -> str:
        return f"{self.address_hash[:8]} {self.tried_at}"
