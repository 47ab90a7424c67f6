"""Acts on the PIP: a new version, writing its part A, throwing it away, and establishing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from inburgering.audit.record import Actor, record
from trajectories.actions import pip_letter
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Phase, Pip, Trajectory
from trajectories.reports import pip_facts, pip_prefill
from trajectories.reports.plan import as_it_is
from trajectories.rules.pip_changes import LEAST_MAP_HOURS, LEAST_PVT_HOURS

ESTABLISHED = "Dit PIP is vastgesteld en verandert niet meer. Maak een nieuwe versie"
LEAST = {"pvt_hours": LEAST_PVT_HOURS, "map_hours": LEAST_MAP_HOURS}  # what the law asks at least
_BEFORE_LEARNING = {Phase.REGISTERED, Phase.INTAKE, Phase.PIP}


@transaction.atomic
def draft(*, trajectory: Trajectory, reason: str, on: date, by: Actor, reason_words: str = "") -> Pip:
    """Return a new concept that starts from the version in force, or else from the intake and the former gemeente.

    Raises NotNow for a second first PIP, a second concept, a change without a former PIP, and a closed trajectory.
    """
    current = Trajectory.objects.select_for_update(no_key=True).get(pk=trajectory.pk)
    _refuse_draft(current, reason)
    former = current.pips.filter(state=Pip.State.ESTABLISHED).first()
    if former:
        start = pip_facts.columns(former)
    else:
        known = pip_prefill.after_move if reason == Pip.Reason.MOVE else pip_prefill.first
        start = LEAST | known(current)
    start |= {"dated_on": None, "reason_words": reason_words.strip()}
    made = Pip.objects.create(
        organisation_id=current.organisation_id,
        trajectory=current,
        number=(current.pips.aggregate(last=Max("number"))["last"] or 0) + 1,
        reason=reason,
        made_by=by.audit_name,
        **start,
    )
    if current.phase in {Phase.REGISTERED, Phase.INTAKE}:
        current.phase = Phase.PIP
        current.save(update_fields=["phase"])
    record("trajectory.pip_drafted", by=by, about=made, organisation_id=made.organisation_id, number=made.number,
           reason=reason)  # fmt: skip
    bring_up_to_date(current, on=on)
    return made


def _refuse_draft(trajectory: Trajectory, reason: str) -> None:
    if trajectory.phase == Phase.CLOSED:
        raise NotNow("Dit traject is afgesloten. Een PIP kan dan niet meer")
    if reason not in Pip.Reason.values:
        raise NotNow("Kies waarom je deze versie maakt", "reason")
    if trajectory.pips.filter(state=Pip.State.CONCEPT).exists():
        raise NotNow("Er is al een concept. Werk daarin verder, of gooi het weg", "reason")
    has_first = trajectory.first_pip_dated_on is not None or trajectory.pips.exists()
    if reason == Pip.Reason.FIRST and has_first:
        raise NotNow("Er is al een eerste PIP. Kies waarom je het PIP wijzigt", "reason")
    if reason != Pip.Reason.FIRST and not has_first and not (reason == Pip.Reason.MOVE and trajectory.moved_in_on):
        raise NotNow("Er is nog geen PIP om te wijzigen. Kies: eerste PIP", "reason")


@transaction.atomic
def save(*, pip: Pip, columns: Mapping[str, Any], expected_version: int, on: date, by: Actor) -> Pip:
    """Write columns of part A of a concept. What was signed before is to be signed again when the text changes.

    Raises Changed when somebody else wrote in the meantime, NotNow with its field for what cannot be kept.
    """
    current = locked(pip)
    if current.is_frozen:
        raise NotNow(ESTABLISHED)
    if current.version != expected_version:
        raise Changed("Een collega heeft dit PIP intussen gewijzigd", current)
    unknown = set(columns) - set(pip_facts.PART_A)
    if unknown:
        raise ValueError(f"no column of part A: {sorted(unknown)}")
    wanted = pip_facts.columns(current) | dict(columns)
    for finding in pip_facts.refused(pip_facts.stand(current, current.trajectory, on=on), wanted, on=on):
        raise NotNow(finding.sentence, finding.field)
    if all(getattr(current, name) == value for name, value in columns.items()):
        return current
    for name, value in columns.items():
        setattr(current, name, value)
    _take_back_signature(current)
    current.version += 1
    current.save()
    record("trajectory.pip_saved", by=by, about=current, organisation_id=current.organisation_id,
           number=current.number, version=current.version)  # fmt: skip
    return current


def _take_back_signature(pip: Pip) -> None:
    """Nobody signed this text: agreement and signature belong to the text that was on the table."""
    pip.signed_at, pip.signed_how, pip.signed_name, pip.scan = None, "", "", None
    pip.with_interpreter, pip.agreement, pip.agreement_reason = False, "", ""


@transaction.atomic
def discard(*, pip: Pip, on: date, by: Actor) -> None:
    """Throw a concept away. Raises NotNow for a version that was established."""
    current = locked(pip)
    if current.is_frozen:
        raise NotNow("Een vastgesteld PIP kan niet weg. Het blijft in het dossier staan")
    trajectory = current.trajectory
    record("trajectory.pip_discarded", by=by, about=current, organisation_id=current.organisation_id,
           number=current.number)  # fmt: skip
    current.delete()
    if trajectory.phase == Phase.PIP and not trajectory.pips.exists():
        trajectory.phase = Phase.INTAKE
        trajectory.save(update_fields=["phase"])
    bring_up_to_date(trajectory, on=on)


@transaction.atomic
def establish(*, pip: Pip, on: date, by: Actor, announced_on: date | None = None) -> Pip:
    """Make the concept the decision: part A and the plan of this day are fixed, the former version is replaced.

    Never depends on signing. `announced_on` is the bekendmaking, on the day itself unless said otherwise. Raises NotNow
    with the first thing that DUO, the law or the reasoning still asks for.
    """
    current = locked(pip)
    if current.is_frozen:
        raise NotNow(ESTABLISHED)
    if current.leerroute in {"B1", "ONDERWIJS"} and not current.level:
        current.level = "B1"  # what DUO reads when nothing is said
    _refuse_incomplete(current, on)
    trajectory = current.trajectory
    trajectory.pips.filter(state=Pip.State.ESTABLISHED).update(state=Pip.State.REPLACED, version=F("version") + 1)
    current.state, current.established_at, current.established_by = (
        Pip.State.ESTABLISHED, timezone.now(), by.audit_name,
    )  # fmt: skip
    current.announced_on = announced_on or on
    current.plan_then = as_it_is(trajectory)
    current.version += 1
    current.save()
    _tell_trajectory(trajectory, current)
    record("trajectory.pip_established", by=by, about=current, organisation_id=current.organisation_id,
           number=current.number, reason=current.reason)  # fmt: skip
    bring_up_to_date(trajectory, on=on)
    pip_letter.ask(pip=current, by=by)
    return current


def _refuse_incomplete(pip: Pip, on: date) -> None:
    stand = pip_facts.stand(pip, pip.trajectory, on=on)
    typed = pip_facts.columns(pip)
    for field, sentence in pip_facts.missing(stand, typed):
        raise NotNow(sentence, field)
    for finding in [one for found in pip_facts.checks(stand, typed, on=on) for one in found]:
        if not finding.passed:
            raise NotNow(finding.sentence.rstrip("."), finding.field)


def _tell_trajectory(trajectory: Trajectory, pip: Pip) -> None:
    trajectory.leerroute, trajectory.level = pip.leerroute, pip.level
    trajectory.is_alphabetisation = pip.alphabet != Pip.Alphabet.NVT
    trajectory.pip_dated_on = pip.dated_on
    trajectory.first_pip_dated_on = trajectory.first_pip_dated_on or pip.dated_on
    if trajectory.phase in _BEFORE_LEARNING:
        trajectory.phase = Phase.LEARNING
    trajectory.version += 1
    trajectory.save(
        update_fields=["leerroute", "level", "is_alphabetisation", "pip_dated_on", "first_pip_dated_on", "phase",
                       "version"]
    )  # fmt: skip


def locked(pip: Pip) -> Pip:
    """Return the version as it is now, kept for this transaction. Concept and trajectory change together."""
    Trajectory.objects.select_for_update(no_key=True).get(pk=pip.trajectory_id)
    return Pip.objects.select_related("trajectory__inburgeraar", "trajectory__team").get(pk=pip.pk)
