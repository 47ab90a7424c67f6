"""Recording what the college or the council of a municipality decided on a report, and taking a record back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import record
from inburgering.notation import date_long
from procurement.models import Besluit, BoardReport
from regions.actions.refusal import NotNow
from regions.models import Municipality


@dataclass(frozen=True, slots=True)
class Words:
    """What was decided: by which body, on which day, with what outcome, in which words, under which reference."""

    body: str
    decided_on: date
    outcome: str
    text: str = ""
    reference: str = ""


@transaction.atomic
def take(*, report: BoardReport, municipality: Municipality, words: Words, by: User) -> Besluit:
    """Record one besluit. The same again gives the same row. Raises NotNow.

    A body decides once, unless it only put the matter off; college and council may both decide.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=municipality.organisation_id)
    _refuse_nonsense(report, words)
    same_body = Besluit.objects.standing().filter(report=report, municipality=municipality, body=words.body)
    for former in same_body.order_by("-pk"):
        if _words(former) == words:
            return former
        if former.outcome != Besluit.Outcome.POSTPONED:
            raise NotNow(
                f"Van {_the(former)} staat al een besluit van {date_long(former.decided_on)}. "
                "Klopt dat niet, trek dat dan eerst in."
            )
    besluit = Besluit.objects.create(
        organisation_id=municipality.organisation_id, host_id=report.organisation_id, report=report,
        municipality=municipality, recorded_by=by.audit_name, **_fields(words),
    )  # fmt: skip
    record(
        "besluit.recorded", by=by, about=report, organisation_id=_trail(besluit, by), municipality=municipality.name,
        body=words.body, outcome=words.outcome, decided_on=words.decided_on.isoformat(),
    )  # fmt: skip
    return besluit


@transaction.atomic
def withdraw(*, besluit: Besluit, reason: str, by: User) -> Besluit:
    """Take back a besluit that was recorded wrongly; the row stays, with the reason. Raises NotNow."""
    if not reason.strip():
        raise NotNow("Vul de reden in.")
    changed = Besluit.objects.standing().filter(pk=besluit.pk)
    if not changed.update(withdrawn_at=timezone.now(), withdrawn_by=by.audit_name, withdrawn_because=reason.strip()):
        raise NotNow("Dit besluit is al ingetrokken.")
    record(
        "besluit.withdrawn", by=by, about=besluit.report, organisation_id=_trail(besluit, by),
        municipality=besluit.municipality.name, body=besluit.body, reason=reason.strip(),
    )  # fmt: skip
    besluit.refresh_from_db()
    return besluit


def _refuse_nonsense(report: BoardReport, words: Words) -> None:
    if words.body not in Besluit.Body.values or words.outcome not in Besluit.Outcome.values:
        raise NotNow("Kies wie er besloot en wat het besluit is.")
    if words.decided_on > timezone.localdate():
        raise NotNow("Deze dag moet nog komen. Leg het besluit vast als het genomen is.")
    made_on = timezone.localdate(report.made_at)
    if words.decided_on < made_on:
        # A besluit is about one version: an older day belongs to the version that lay on the table then.
        raise NotNow(
            f"Dit rapport is gemaakt op {date_long(made_on)}. "
            "Een besluit van daarvoor hoort bij een eerdere versie van het rapport."
        )
    if words.outcome in {Besluit.Outcome.CHANGED, Besluit.Outcome.REFUSED} and not words.text:
        raise NotNow("Vul in wat er is besloten.")


def _fields(words: Words) -> dict[str, object]:
    return {
        "body": words.body, "decided_on": words.decided_on, "outcome": words.outcome, "text": words.text,
        "reference": words.reference,
    }  # fmt: skip


def _words(besluit: Besluit) -> Words:
    return Words(besluit.body, besluit.decided_on, besluit.outcome, besluit.text, besluit.reference)


def _the(besluit: Besluit) -> str:
    body = "het college" if besluit.body == Besluit.Body.COLLEGE else "de gemeenteraad"
    return f"{body} van {besluit.municipality.name}"


def _trail(besluit: Besluit, by: User) -> int:
    """Return whose trail it is: that of the region when its people record, else that of the municipality."""
    own = Organisation.objects.where(by, Permission.RECORD_BESLUIT)
    return besluit.host_id if own.filter(pk=besluit.host_id).exists() else besluit.organisation_id
