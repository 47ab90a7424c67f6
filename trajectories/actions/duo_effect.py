"""What one message of DUO sets in a trajectory, by the table of codes, and how that is told.

A message never closes a trajectory: it puts a task there for who decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inburgering.audit.record import Actor
from inburgering.notation import Unreadable, date_short, listing
from trajectories.actions import follow_up, leerbaarheidstoets
from trajectories.actions.refusal import NotNow
from trajectories.models import DuoEvent, FollowUp, Indeling, Leerbaarheidstoets, Trajectory
from trajectories.rules.duo_events import EVENTS, DuoEventKind
from trajectories.rules.duo_messages import FACT_TITLES, dates, day_of
from trajectories.rules.import_choices import INDELINGEN, choice

TASK_WITHIN = timedelta(days=7)  # our own choice, not a term of the law
WITH_TASK = frozenset({"SS122", "SS123"})  # departures ask for work, and are not in themselves the end of the duty
NO_DATE = "In het bericht staat geen datum. Kijk in Portaal Inburgering en vul die in het dossier in"
OLDER = "Een later bericht ging hierover al. Er is niets gewijzigd"
NOTHING = "Er is niets gewijzigd"
DUO = "DUO"


@transaction.atomic
def apply(*, event: DuoEvent, kind: DuoEventKind, on: date, by: Actor) -> str:
    """Set what the message brings, and return in words what changed here."""
    trajectory = event.trajectory
    assert trajectory is not None, "only a message with a trajectory has an effect"  # noqa: S101 - the caller looked
    happening = Happening(event, kind, trajectory, on, by)
    said = [one(happening) for one in (_dates, OWN.get(event.code, _nothing), _task)]
    told = ". ".join(sentence for sentence in said if sentence)
    return told or (NOTHING if kind.is_known else "We kennen deze code niet. Het bericht is bewaard")


@dataclass(frozen=True, slots=True)
class Happening:
    event: DuoEvent
    kind: DuoEventKind
    trajectory: Trajectory
    on: date
    by: Actor


def _dates(happening: Happening) -> str:
    wanted = tuple(column for column in happening.kind.sets if column in FACT_TITLES)
    if not wanted:
        return ""
    brought = dates(happening.event.content, wanted)
    if not brought:
        return NO_DATE
    later = {column for column in brought if _has_later(happening, column)}
    fresh = {column: day for column, day in brought.items() if column not in later}
    changed = {column: day for column, day in fresh.items() if getattr(happening.trajectory, column) != day}
    if changed:
        Trajectory.objects.filter(pk=happening.trajectory.pk).update(**changed, version=F("version") + 1)
        happening.trajectory.refresh_from_db(fields=[*changed, "version"])
    if later and not fresh:
        return OLDER
    words = [f"{FACT_TITLES[column]}: {date_short(day)}" for column, day in changed.items()]
    return listing(words) if words else "De datums stonden hier al zo"


def _has_later(happening: Happening, column: str) -> bool:
    codes = [code for code, kind in EVENTS.items() if column in kind.sets]
    later = happening.trajectory.duo_events.filter(code__in=codes, registered_at__gt=happening.event.registered_at)
    return any(column in dates(one.content, (column,)) for one in later)


def _indeling(happening: Happening) -> str:
    content = happening.event.content
    try:
        indeling = choice(str(content.get("indeling", "")), INDELINGEN).value
    except Unreadable:
        return "De nieuwe doelgroep staat niet in het bericht. Kijk in Portaal Inburgering"
    begins = day_of(content.get("begindatum")) or timezone.localdate(happening.event.registered_at)
    people = happening.trajectory.inburgeraar.indelingen
    if people.filter(begins_on=begins).exists():
        return "De doelgroep was voor deze dag al vastgelegd"
    people.create(
        organisation_id=happening.event.organisation_id, indeling=indeling, begins_on=begins, source=DUO,
        detail=str(content.get("gedetailleerdeDoelgroep", ""))[:60],
    )  # fmt: skip
    holds = people.filter(begins_on__lte=happening.on).order_by("-begins_on").values_list("indeling", flat=True).first()
    Trajectory.objects.filter(pk=happening.trajectory.pk).update(indeling=holds or indeling, version=F("version") + 1)
    happening.trajectory.refresh_from_db()
    return f"Doelgroep vanaf {date_short(begins)}: {Indeling(indeling).label}"


def _lbt_result(happening: Happening) -> str:
    content = happening.event.content
    taken = day_of(content.get("datumAfname"))
    if taken is None or not content.get("resultaat"):
        return "De uitslag staat niet in het bericht. Kijk in Portaal Inburgering en vul die in het dossier in"
    result = _result(str(content["resultaat"]))
    scores = [_whole(content.get(name)) for name in ("behaaldeScore", "benodigdeScore")]
    score, needed = scores if None not in scores else (None, None)
    try:
        leerbaarheidstoets.record(
            trajectory=happening.trajectory, result=result, taken_on=taken, score=score, needed_score=needed,
            source=DUO, on=happening.on, by=happening.by,
        )  # fmt: skip
    except NotNow as reason:
        return str(reason)
    return f"Leerbaarheidstoets van {date_short(taken)}: {Leerbaarheidstoets.Result(result).label}"


def _lbt_planned(happening: Happening) -> str:
    number = str(happening.event.content.get("examennummer", ""))[:20]
    day = day_of(happening.event.content.get("datumAfname"))
    leerbaarheidstoets.plan(
        trajectory=happening.trajectory, exam_number=number, planned_on=day, source=DUO, on=happening.on,
        by=happening.by,
    )  # fmt: skip
    return "Aangemeld voor de leerbaarheidstoets"


def _nothing(happening: Happening) -> str:
    return ""


OWN: dict[str, Callable[[Happening], str]] = {
    "SS124": _indeling,
    "SS125": _indeling,
    "SS131": _lbt_result,
    "SS137": _lbt_planned,
}


def _task(happening: Happening) -> str:
    """Put a task where the duty ended or somebody left: a person decides, not the message."""
    kind = happening.kind
    if not (kind.ends_duty or kind.code in WITH_TASK) or not kind.asks_for:
        return ""
    what = f"DUO: {kind.label}. {kind.asks_for}"
    if not happening.trajectory.follow_ups.filter(what=what, done_on=None).exists():
        follow_up.add(
            trajectory=happening.trajectory, what=what, who=FollowUp.Who.KLANTREGISSEUR,
            due_on=happening.on + TASK_WITHIN, on=happening.on, by=happening.by,
        )  # fmt: skip
    return f"Taak klaargezet: {kind.asks_for.rstrip('.')}. Het traject blijft open tot jij het afsluit"


def _result(text: str) -> str:
    plain = text.strip().lower()
    if plain in {"niet haalbaar", "niet behaald", "nee", "niet_haalbaar"}:
        return Leerbaarheidstoets.Result.NIET_HAALBAAR
    if plain in {"haalbaar", "behaald", "ja"}:
        return Leerbaarheidstoets.Result.HAALBAAR
    return Leerbaarheidstoets.Result.ONBEKEND


def _whole(value: object) -> int | None:
    return int(str(value)) if str(value).isdecimal() and len(str(value)) <= 4 else None  # noqa: PLR2004
