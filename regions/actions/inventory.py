"""What a municipality tells beside its opinions: facts, and at which scale it wants each task."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from inburgering.notation import listing
from regions.actions import mandate
from regions.actions.refusal import Changed, NotNow
from regions.actions.settlement import locked, must_be_open, must_be_provisional
from regions.models import AnswerSheet, MunicipalFact, TaskPreference
from regions.rules.inventory import FACTS_BY_KEY, TASKS_BY_CODE, FactValue

__all__ = ["Changed", "GivenFact", "NotNow", "TaskWish", "set_facts", "set_preferences"]
NO_VALUE = FactValue()
Row = TypeVar("Row", MunicipalFact, TaskPreference)
Place = TypeVar("Place", str, tuple[str, int])


@dataclass(frozen=True, slots=True)
class TaskWish:
    """What the municipality wants for one task; `seen` is the version that was on the screen, 0 when there was none."""

    task: str
    arrange: str
    execute: str
    note: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class GivenFact:
    """One fact as it was filled in; None empties it. `row` counts contracts from 1."""

    key: str
    value: FactValue | None
    row: int = 1
    seen: int = 0


@transaction.atomic
def set_preferences(*, sheet: AnswerSheet, wanted: Sequence[TaskWish], by: Actor) -> list[TaskPreference]:
    """Set at which scale the municipality wants these tasks, all or none, and return what stands.

    Raises Changed with `.current` (the rows of a colleague, by task) and NotNow.
    """
    sheet = _ready(sheet, by)
    _must_be_asked([one.task for one in wanted], sheet.session.task_keys)
    standing = {row.task: row for row in sheet.task_preferences.filter(task__in=[one.task for one in wanted])}
    names = {code: TASKS_BY_CODE[code].name for code in standing}
    _must_be_seen({one.task: one.seen for one in wanted}, standing, names)
    rows = []
    for one in wanted:
        row = standing.get(one.task) or TaskPreference(**_places(sheet), task=one.task, version=0)
        row.arrange, row.execute, row.note = one.arrange, one.execute, one.note
        rows.append(_given(row, by))
    _store(rows, ["arrange", "execute", "note", "given_at", "given_by", "version"])
    said = {row.task: [row.arrange, row.execute] for row in rows}
    record("tasks.set", by=by, about=sheet, organisation_id=sheet.organisation_id, tasks=said)
    return rows


@transaction.atomic
def set_facts(*, sheet: AnswerSheet, given: Sequence[GivenFact], by: Actor) -> list[MunicipalFact]:
    """Set these facts of the municipality, all or none, and return what stands.

    Raises Changed with `.current` (the rows of a colleague, by key and row) and NotNow.
    """
    sheet = _ready(sheet, by)
    _must_be_asked([one.key for one in given], sheet.session.fact_keys)
    asked = {(one.key, one.row): one for one in given}
    standing = {(row.key, row.row): row for row in sheet.facts.all() if (row.key, row.row) in asked}
    names = {place: f"'{FACTS_BY_KEY[place[0]].label}'" for place in standing}
    _must_be_seen({place: one.seen for place, one in asked.items()}, standing, names)
    rows = []
    for (key, number), one in asked.items():
        row = standing.get((key, number)) or MunicipalFact(**_places(sheet), key=key, row=number, version=0)
        value = one.value or NO_VALUE
        row.is_true, row.amount, row.day, row.text = value.is_true, value.amount, value.day, value.text
        rows.append(_given(row, by))
    _store(rows, ["is_true", "amount", "day", "text", "given_at", "given_by", "version"])
    keys = sorted({row.key for row in rows})
    record("facts.set", by=by, about=sheet, organisation_id=sheet.organisation_id, facts=keys)
    return rows


def _ready(sheet: AnswerSheet, by: Actor) -> AnswerSheet:
    sheet = locked(sheet)
    mandate.must_hold(sheet, Permission.GIVE_ANSWERS, by)
    must_be_open(sheet.session)
    must_be_provisional(sheet)
    return sheet


def _must_be_asked(keys: Iterable[str], asked: Sequence[str]) -> None:
    if not set(keys) <= set(asked):
        raise NotNow("Deze vraag hoort niet bij de werksessie. Open de pagina opnieuw.")


def _must_be_seen(seen: Mapping[Place, int], standing: Mapping[Place, Row], names: Mapping[Place, str]) -> None:
    """Whoever saw an older version chooses again; what a colleague wrote is handed over."""
    changed = {place: row for place, row in standing.items() if row.version != seen[place]}
    if changed:
        about = listing([names[place] for place in changed])
        raise Changed(f"Een collega heeft intussen iets gewijzigd bij: {about}. Kies wat blijft", changed)


def _given(row: Row, by: Actor) -> Row:
    row.given_at, row.given_by, row.version = timezone.now(), by.audit_name[:250], row.version + 1
    return row


def _store(rows: Sequence[Row], fields: Sequence[str]) -> None:
    if not rows:
        return
    table = type(rows[0]).objects
    table.bulk_create([row for row in rows if row.pk is None])
    table.bulk_update([row for row in rows if row.pk and row.version > 1], fields)


def _places(sheet: AnswerSheet) -> dict[str, object]:
    return {"organisation_id": sheet.organisation_id, "host_id": sheet.host_id, "sheet": sheet}
