"""Whether the inburgeraar agrees, and the signature. Recorded; never a condition for establishing a PIP."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from trajectories.actions.pip import locked
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile, Pip

SCREEN, PAPER = "SCREEN", "PAPER"
MOST_BYTES = 10 * 1024 * 1024
# What a scanner or telephone makes, known by its first bytes: the name of a file says nothing.
SCANS = {b"%PDF-": ("application/pdf", "pdf"), b"\x89PNG": ("image/png", "png"), b"\xff\xd8\xff": ("image/jpeg", "jpg")}


@transaction.atomic
def record_agreement(
    *, pip: Pip, agreement: str, on: date, by: Actor, reason: str = "", own_words: str = "",
    with_interpreter: bool = False,
) -> Pip:  # fmt: skip
    """Record whether the inburgeraar agrees. Raises NotNow without a reason for what is not plain agreement."""
    current = _open(pip)
    if agreement not in Pip.Agreement.values:
        raise NotNow("Kies of de inburgeraar het eens is met het plan", "agreement")
    if agreement != Pip.Agreement.AGREES and not reason.strip():
        disagrees = agreement == Pip.Agreement.DISAGREES
        asked = "de inburgeraar het niet eens is met het plan" if disagrees else "je het niet kon vragen"
        raise NotNow(f"Vul in waarom {asked}", "agreement_reason")
    current.agreement, current.agreement_reason = agreement, reason.strip()
    current.own_words = own_words.strip() or current.own_words
    current.with_interpreter = with_interpreter
    return _kept(current, "trajectory.pip_agreement", on=on, by=by, agreement=agreement)


@transaction.atomic
def sign(
    *, pip: Pip, how: str, name: str, on: date, by: Actor, with_interpreter: bool = False,
    scan: PersonFile | None = None,
) -> Pip:  # fmt: skip
    """Record the signature of the inburgeraar, on the screen or on paper with its scan; signing is agreeing.

    Raises NotNow without a name, for paper without a scan, for a concept that says too little, and a second time.
    """
    current = _open(pip)
    if current.signed_at:
        raise NotNow("Dit plan is al getekend")
    if not current.leerroute:
        raise NotNow("Kies eerst een leerroute. Daarna kan de inburgeraar tekenen")
    if not name.strip():
        raise NotNow("Vul de naam in van wie tekent", "name")
    if how == PAPER and scan is None:
        raise NotNow("Kies de scan van het getekende plan", "scan")
    current.signed_at, current.signed_how, current.signed_name = timezone.now(), how, name.strip()
    current.scan, current.with_interpreter = scan, with_interpreter
    current.agreement, current.agreement_reason = Pip.Agreement.AGREES, ""
    return _kept(current, "trajectory.pip_signed", on=on, by=by, how=how)


@transaction.atomic
def keep_scan(*, pip: Pip, content: bytes, on: date, by: Actor) -> PersonFile:
    """Return the stored scan of a paper that was signed. Raises NotNow for anything but a PDF or a picture."""
    current = _open(pip)
    kind = next((found for start, found in SCANS.items() if content.startswith(start)), None)
    if kind is None:
        raise NotNow("Kies een PDF of een foto (JPG of PNG) van het getekende plan", "scan")
    if len(content) > MOST_BYTES:
        size = len(content) // (1024 * 1024)
        raise NotNow(f"Het bestand is {size} MB. Kies een bestand van maximaal 10 MB (PDF, JPG of PNG)", "scan")
    media_type, ending = kind
    kept = PersonFile.of(
        content,
        organisation_id=current.organisation_id,
        trajectory_id=current.trajectory_id,
        kind=PersonFile.Kind.SCAN,
        title=f"PIP versie {current.number}, getekend op papier",
        filename=f"{current.trajectory.number}-pip-{current.number}-getekend.{ending}",
        media_type=media_type,
        stored_by=by.audit_name,
    )
    kept.save(force_insert=True)
    record("trajectory.pip_scan_added", by=by, about=kept, organisation_id=kept.organisation_id, on=on.isoformat())
    return kept


def _open(pip: Pip) -> Pip:
    current = locked(pip)
    if current.state == Pip.State.REPLACED:
        raise NotNow("Er is een nieuwer PIP. Leg de mening over dat PIP vast")
    return current


def _kept(pip: Pip, verb: str, *, on: date, by: Actor, **details: str) -> Pip:
    pip.version += 1
    pip.save(
        update_fields=["agreement", "agreement_reason", "own_words", "with_interpreter", "signed_at", "signed_how",
                       "signed_name", "scan", "version"]
    )  # fmt: skip
    record(verb, by=by, about=pip, organisation_id=pip.organisation_id, number=pip.number, **details)
    bring_up_to_date(pip.trajectory, on=on)
    return pip
