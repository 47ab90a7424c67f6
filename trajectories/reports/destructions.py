"""The records of what was destroyed (verklaringen van vernietiging): numbers and grounds, never a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from inburgering.jobs.models import Job
from inburgering.notation import count, date_long, listing, time_of_day
from regions.rules.finding import Part
from trajectories.models import Destruction
from trajectories.rules import retention

HEADER = ("Nummer", "Gemeente", "Dag", "Soort", "Aantal", "Waarvan vernietigd", "Gebleven", "Grond", "Wat", "Door")
# What a table is called; the others together are "andere gegevens".
LABELS = {
    "trajectory": "trajecten", "inburgeraar": "personen", "conversation": "gesprekken",
    "conversationrevision": "eerdere teksten van gesprekken", "personfile": "documenten", "pip": "PIP’s",
    "hoursmonth": "maanden met uren", "examresult": "examens", "dossieropening": "regels van het leeslogboek",
    "duoevent": "berichten van DUO", "draft": "concepten", "handover": "overdrachten",
    "handovercontent": "inhoud van overdrachten", "healthremark": "opmerkingen over gezondheid",
    "followup": "taken", "appointment": "afspraken", "intakepart": "onderdelen van intakes",
    "portfolioitem": "onderdelen van portfolio’s", "portfolioshare": "gedeelde links", "importedrow": "ingelezen rijen",
    "calendarfeed": "agenda-adressen", "courseplacement": "lessen", "betrokkene": "betrokkenen",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `is_open`: a worker is busy or about to be; `error` says why the work stopped."""

    number: str
    municipality: str
    confirmed_at: datetime
    moment: str
    kind: str
    is_about_dossiers: bool
    finding: tuple[Part, ...]
    asked: int
    destroyed: int
    left_alone: int
    grounds: tuple[tuple[str, int], ...]
    pieces: tuple[tuple[str, int], ...]
    who: str
    finished: str
    is_open: bool
    progress: str
    error: str

    def values(self) -> tuple[str | int | date, ...]:
        what = listing([f"{many} {label}" for label, many in self.pieces])
        grounds = listing([f"{many} {label}" for label, many in self.grounds]) or retention.AVG
        return (
            self.number, self.municipality, timezone.localdate(self.confirmed_at), self.kind, self.asked,
            self.destroyed, self.left_alone, grounds, what, self.who,
        )  # fmt: skip


def build(row: Destruction) -> Record:
    """Return one record; its job and organisation are at hand."""
    job = row.job
    is_open = bool(job and job.is_open)
    return Record(
        number=row.number,
        municipality=row.organisation.name,
        confirmed_at=row.confirmed_at,
        moment=_moment(row.confirmed_at),
        kind=row.get_kind_display(),
        is_about_dossiers=row.kind == Destruction.Kind.DOSSIERS,
        finding=tuple(_finding(row, is_open=is_open)),
        asked=row.asked,
        destroyed=row.destroyed,
        left_alone=row.left_alone,
        grounds=tuple((retention.GROUNDS[key], many) for key, many in sorted(row.grounds.items())),
        pieces=tuple(_pieces(row.pieces)),
        who=row.confirmed_by.split(" <")[0],
        finished=_moment(row.finished_at) if row.finished_at else "",
        is_open=is_open,
        progress=job.step if job and is_open else "",
        error=job.error if job and job.state == Job.State.FAILED and not row.finished_at else "",
    )


def listed(rows: Iterable[Destruction]) -> list[Record]:
    return [build(row) for row in rows]


def _finding(row: Destruction, *, is_open: bool) -> list[Part]:
    if row.kind == Destruction.Kind.SHORT_LIVED:
        many = sum(row.pieces.values())
        return [Part(count(many, "verlopen gegeven", "verlopen gegevens"), strong=True), Part(" vanzelf verwijderd.")]
    if is_open or not row.finished_at:
        return [Part(f"{row.destroyed} van de {row.asked}", strong=True), Part(" dossiers vernietigd.")]
    parts = [
        Part(count(row.destroyed, "dossier", "dossiers"), strong=True),
        Part(f" vernietigd op {date_long(timezone.localdate(row.finished_at))}."),
    ]
    if row.left_alone:
        stayed = count(row.left_alone, "dossier bleef", "dossiers bleven")
        parts.append(Part(f" {stayed} staan, omdat iemand het intussen uitstelde of heropende."))
    return parts


def _pieces(pieces: dict[str, int]) -> list[tuple[str, int]]:
    known = [(label, pieces[table]) for table, label in LABELS.items() if pieces.get(table)]
    others = sum(many for table, many in pieces.items() if table not in LABELS)
    return [*known, *([("andere gegevens", others)] if others else [])]


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_long(local.date())} om {time_of_day(local.time())}"
