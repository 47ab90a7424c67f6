"""The numbers with which the work is weighed, each with its source, and the hours that people work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from trajectories.models import CaseloadNorm, TeamMember
from trajectories.rules import early_signals, workload

PROPOSED = (*workload.PREFILL, *early_signals.PARAMETERS)
HEADER = ("Gemeente", "Wat", "Getal", "Eenheid", "Bron", "Datum van de bron", "Eigen getal")


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    label: str
    value: Decimal
    unit: str
    source: str
    source_on: date
    version: int  # 0: the proposed number

    @property
    def is_own(self) -> bool:
        return self.version > 0

    @property
    def decimals(self) -> int:
        return 0 if self.key in early_signals.KEYS else 2


@dataclass(frozen=True, slots=True)
class Municipal:
    organisation_id: int
    name: str
    rows: tuple[Row, ...]

    @property
    def groups(self) -> tuple[tuple[str, list[Row]], ...]:
        """Return the rows under what they are for."""
        return (
            ("Het werk wegen", [row for row in self.rows if row.key not in early_signals.KEYS]),
            ("Signalen geven", [row for row in self.rows if row.key in early_signals.KEYS]),
        )


def build(user: User) -> tuple[Municipal, ...]:
    """Return the norms of each municipality whose caseload this user divides."""
    organisations = {one.organisation_id: one.organisation.name for one in members(user)}
    own: dict[tuple[int, str], CaseloadNorm] = {
        (one.organisation_id, one.key): one
        for one in CaseloadNorm.objects.for_user(user, to=Permission.ASSIGN_CASELOAD)
    }
    return tuple(
        Municipal(
            organisation_id,
            name.removeprefix("Gemeente "),
            tuple(_row(norm, own.get((organisation_id, norm.key))) for norm in PROPOSED),
        )
        for organisation_id, name in sorted(organisations.items(), key=lambda pair: pair[1])
    )


def members(user: User) -> list[TeamMember]:
    """Return the places in the teams of which this user divides the work."""
    places = TeamMember.objects.for_user(user, to=Permission.ASSIGN_CASELOAD)
    return list(places.select_related("user", "team", "organisation").order_by("user__name", "team__name"))


def _row(norm: workload.Norm | early_signals.Parameter, own: CaseloadNorm | None) -> Row:
    if own is None:
        return Row(norm.key, norm.label, norm.value, norm.unit, norm.source, norm.source_on, 0)
    return Row(norm.key, norm.label, own.value, norm.unit, own.source, own.source_on, own.version)
