"""The page of the PIP: what stands, until when it may change, what DUO lacks, and every version with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.jobs.models import Job
from inburgering.notation import date_long
from regions.rules.finding import Part
from trajectories.models import Pip, Trajectory
from trajectories.reports import facts, for_duo, handover_received, pip_checks, pip_facts, pip_words
from trajectories.reports.pip_letter import RENDER_PIP_LETTERS, job_label
from trajectories.rules import deadlines, pip_changes

HEADER = ["Versie", "Stand", "Reden", "Uitleg", "Leerroute", "Niveau", "Dagtekening", "Vastgesteld door", "Mening",
          "Getekend"]  # fmt: skip
STATUS = {Pip.State.CONCEPT: "CONCEPT", Pip.State.ESTABLISHED: "ADOPTED", Pip.State.REPLACED: "REPLACED"}


@dataclass(frozen=True, slots=True)
class PipPage:
    """`letter_state` is "" without a letter to come, else DONE, WAITING or FAILED with its reason in `letter_error`."""

    finding: tuple[Part, ...]
    switching: str
    versions: tuple[Pip, ...]
    in_force: Pip | None
    concept: Pip | None
    fixed: tuple[tuple[str, str], ...]
    checks: pip_checks.PipChecks | None
    duo_missing: tuple[str, ...]
    letter_state: str
    letter_error: str
    known: str  # what a first concept already has

    def rows(self) -> list[list[str | int | date | None]]:
        return [
            [
                one.number, one.get_state_display(), one.get_reason_display(), one.reason_words,
                one.get_leerroute_display(), one.level, one.dated_on, one.established_by.split(" <")[0],
                one.get_agreement_display(), signed(one),
            ]
            for one in self.versions
        ]  # fmt: skip


def build(trajectory: Trajectory, *, on: date) -> PipPage:
    """Return the page as it stands on a day."""
    versions = tuple(trajectory.pips.select_related("letter", "scan").order_by("-number"))
    in_force = next((one for one in versions if one.state == Pip.State.ESTABLISHED), None)
    concept = next((one for one in versions if one.state == Pip.State.CONCEPT), None)
    until = pip_facts.switch_until(trajectory, on=on)
    checks = _checks(concept, trajectory, on)
    block = for_duo.build(trajectory)
    state, error = _letter(in_force)
    return PipPage(
        finding=tuple(_finding(trajectory, in_force, concept, checks, on)),
        switching=pip_changes.switching(trajectory.leerroute, until, on=on) if in_force else "",
        versions=versions,
        in_force=in_force,
        concept=concept,
        fixed=tuple(pip_words.fixed_points(in_force)) if in_force else (),
        checks=checks,
        duo_missing=block.missing,
        letter_state=state,
        letter_error=error,
        known="" if versions else _known(trajectory),
    )


def _known(trajectory: Trajectory) -> str:
    came = handover_received.received(trajectory) if trajectory.moved_in_on else None
    also = f"Wat meekwam uit {came.sender} en wat" if came else "Wat"
    return f"{also} in de intake staat, is alvast ingevuld."


def signed(pip: Pip) -> str:
    """Return how a version was signed, in words; "nee" when nobody did."""
    if pip.signed_at is None:
        return "nee"
    return f"{pip.get_signed_how_display()}, {date_long(pip.signed_at.date())}"


def _checks(concept: Pip | None, trajectory: Trajectory, on: date) -> pip_checks.PipChecks | None:
    if concept is None:
        return None
    return pip_checks.build(pip_facts.stand(concept, trajectory, on=on), pip_facts.columns(concept), on=on)


def _finding(
    trajectory: Trajectory, in_force: Pip | None, concept: Pip | None, checks: pip_checks.PipChecks | None, on: date
) -> list[Part]:
    parts = _standing(trajectory, in_force, on)
    if concept is None or checks is None:
        return parts
    start = f" Versie {concept.number} is een concept: "
    if checks.is_ready:
        return [*parts, Part(start), Part("klaar om vast te stellen", strong=True), Part(".")]
    return [*parts, Part(start), Part(f"nog {checks.todo} nodig", strong=True), Part(".")]


def _standing(trajectory: Trajectory, in_force: Pip | None, on: date) -> list[Part]:
    if in_force is None:
        due = next(
            (one for one in deadlines.deadlines(facts.of(trajectory), on=on) if one.kind.startswith("PIP")), None
        )
        if due is None:
            return [Part("Er is "), Part("nog geen PIP", strong=True), Part(".")]
        when = Part(f"uiterlijk {date_long(due.due_on)}", strong=True)
        ours = " van deze gemeente" if trajectory.moved_in_on else ""
        return [Part(f"Er is nog geen PIP{ours}. Het moet "), when, Part(f" vaststaan: {due.explanation}.")]
    level = f", niveau {in_force.level}" if in_force.level else ""
    what = f"{in_force.get_leerroute_display()}{level}"
    return [
        Part(what[:1].upper() + what[1:], strong=True),
        Part(f", vastgesteld op {date_long(in_force.dated_on)}."),
    ]


def _letter(in_force: Pip | None) -> tuple[str, str]:
    if in_force is None:
        return "", ""
    if in_force.letter_id:
        return "DONE", ""
    jobs = Job.objects.filter(organisation_id=in_force.organisation_id, kind=RENDER_PIP_LETTERS)
    last = jobs.filter(label=job_label(in_force)).order_by("-queued_at").first()
    if last is None or last.state in {Job.State.FAILED, Job.State.CANCELLED}:
        return "FAILED", last.error if last else ""
    return "WAITING", ""
