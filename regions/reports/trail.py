"""The trail of a session: who changed what and when, in sentences. Of answers it says that, never what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from inburgering.audit.models import AuditEvent
from inburgering.notation import count, listing
from regions.models import Seat, Statement, WorkSession
from regions.reports.trail_words import SENTENCES

HEADINGS = ("Wanneer", "Wie", "Soort", "Wat")
OTHER = "Overig"
MOST_ON_PAGE = 200
_PARTED_FROM = {WorkSession}  # another round has a trail of its own


@dataclass(frozen=True, slots=True)
class TrailRow:
    happened_at: datetime
    who: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Every row that was asked for; `people` and `kinds` are what one may choose from."""

    rows: Sequence[TrailRow]
    people: Sequence[str]
    kinds: Sequence[str]
    who: str
    kind: str

    @property
    def shown(self) -> Sequence[TrailRow]:
        return self.rows[:MOST_ON_PAGE]

    @property
    def left_out(self) -> int:
        return max(0, len(self.rows) - MOST_ON_PAGE)

    @property
    def finding(self) -> str:
        if not self.rows:
            return "Hier is nog niets gebeurd." if not (self.who or self.kind) else "Niets gevonden bij deze keuze."
        acts = count(len(self.rows), "handeling", "handelingen")
        return f"{acts} van {count(len({row.who for row in self.rows}), 'persoon', 'mensen')}, de nieuwste eerst."

    def table(self) -> list[list[str | datetime]]:
        return [[row.happened_at, row.who, row.kind, row.sentence] for row in self.rows]


def build(session: WorkSession, *, who: str = "", kind: str = "") -> Trail:
    """Return what the region's people did with this session and its parts, newest first, in three queries."""
    events = AuditEvent.objects.filter(organisation_id=session.organisation_id).annotate(
        subject=Func(F("about"), Value(" "), Value(1), function="split_part", output_field=CharField())
    )
    mine = events.filter(Q(subject__in=_subjects(session)) | Q(details__session=session.pk))
    seats = {f"regions.Seat:{one.pk}": _named(one) for one in session.seats.select_related("municipality")}
    rows = [_row(event, seats) for event in mine.order_by("-happened_at", "-pk")]
    chosen = [row for row in rows if (not who or row.who == who) and (not kind or row.kind == kind)]
    return Trail(chosen, sorted({row.who for row in rows}), sorted({row.kind for row in rows}), who, kind)


def sentence(verb: str, about: str, details: dict[str, object]) -> tuple[str, str]:
    """Return (kind, words after the name) of one act; an act nobody gave words to is told by its own name."""
    if verb not in SENTENCES:
        return OTHER, f"{verb}: {about}"
    kind, words = SENTENCES[verb]
    known = defaultdict(str, {name: _told(value) for name, value in details.items()})
    known["about"] = about
    return kind, words.format_map(known)


def _told(value: object) -> str:
    return listing([str(one) for one in value]) if isinstance(value, list) else str(value)


def _named(seat: Seat) -> str:
    return f"{seat.name} ({seat.municipality.name})"


def _row(event: AuditEvent, seats: Mapping[str, str]) -> TrailRow:
    subject, _, about = event.about.partition(" ")
    about = seats.get(subject) or about[:1].lower() + about[1:]
    kind, words = sentence(event.verb, about, event.details)
    return TrailRow(event.happened_at, event.actor.split(" <")[0], kind, words)


def _subjects(session: WorkSession) -> list[str]:
    """Return what a trail calls this session and everything that hangs on it, such as "regions.Statement:12"."""
    keys = [_keys(WorkSession.objects.filter(pk=session.pk))]
    keys += [_keys(rows) for rows in _parts(WorkSession, {"pk": session.pk})]
    keys += [_keys(rows) for rows in _parts(Statement, {"session": session.pk})]
    return list(keys[0].union(*keys[1:], all=True))


def _parts(model: type[WorkSession] | type[Statement], chosen: dict[str, int]) -> list[QuerySet]:
    found = []
    for relation in model._meta.related_objects:
        related = relation.related_model
        if related not in _PARTED_FROM and relation.one_to_many:
            path = {f"{relation.field.name}__{name}": value for name, value in chosen.items()}
            found.append(related._default_manager.filter(**path))
    return found


def _keys(rows: QuerySet) -> QuerySet:
    label = Value(f"{rows.model._meta.label}:")
    key = Concat(label, Cast("pk", CharField()), output_field=CharField())
    return rows.order_by().annotate(trail_key=key).values_list("trail_key", flat=True)
