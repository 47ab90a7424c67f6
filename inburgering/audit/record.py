"""Writing one line of the trail, inside the transaction of the act itself."""

from typing import Any, Protocol

from django.db.models import Model

from inburgering.audit.models import AuditEvent


class Actor(Protocol):
    """Whoever acts: a user, a seat, or the clock."""

    @property
    def audit_name(self) -> str: ...


class Clock:
    """What happens by itself, such as the sweeper or a job."""

    audit_name = "de planning"


CLOCK = Clock()


def record(verb: str, *, by: Actor, about: Model, organisation_id: int, **details: Any) -> None:
    """Add one event to the trail of an organisation."""
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                organisation_id=organisation_id,
                verb=verb,
                actor=by.audit_name[:250],
                about=f"{about._meta.label}:{about.pk} {about}"[:250],
                details=details,
            )
        ]
    )
