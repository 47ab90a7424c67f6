"""Putting the list of questions of a work session together, as long as nobody can answer it."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F

from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.actions.work_session import MOST, in_preparation
from regions.models import LibraryStatement, Statement, WorkSession
from regions.reports import library
from regions.rules import questionnaire
from regions.rules.inventory import FACTS_BY_KEY, TASKS_BY_CODE

_OUT_OF_THE_WAY = 10_000  # numbers are unique at every moment, so all move aside before they get their new place

SAME_PER_LEERROUTE = ("session", "organisation_id", "library_version", "theme", "hint", "opposite_key", "is_edited")


@transaction.atomic
def add(*, session: WorkSession, keys: Iterable[str], by: Actor) -> list[Statement]:
    """Take statements from the library, each after the last one of its theme."""
    session = in_preparation(session.pk)
    rows = _rows(session)
    present = {questionnaire.base_key(one.key) for one in rows}
    sources = [one for one in library.newest_of(keys) if one.key not in present]
    if not sources:
        raise NotNow("Deze stellingen staan al in de vragenlijst.")
    added = [_from_library(session, source) for source in sources]
    insert(session, rows, added)
    _trace("questions.added", session, by, keys=[one.key for one in added])
    return added


@transaction.atomic
def add_own(*, session: WorkSession, theme: str, text: str, hint: str, short_label: str, by: Actor) -> Statement:
    """Add a statement in the region's own words."""
    session = in_preparation(session.pk)
    rows = _rows(session)
    own = Statement(
        session=session, organisation_id=session.organisation_id, theme=theme, text=text, hint=hint,
        short_label=short_label, key=questionnaire.next_own_key([one.key for one in rows]),
    )  # fmt: skip
    insert(session, rows, [own])
    _trace("questions.added", session, by, keys=[own.key])
    return own


@transaction.atomic
def remove(*, statement: Statement, by: Actor) -> None:
    session = in_preparation(statement.session_id)
    session.statements.filter(pk=statement.pk).delete()
    settle_order(session, _rows(session))
    _trace("questions.removed", session, by, keys=[statement.key])


@transaction.atomic
def remove_theme(*, session: WorkSession, theme: str, by: Actor) -> int:
    """Take a whole theme out; return how many statements that were."""
    session = in_preparation(session.pk)
    keys = [one.key for one in _rows(session) if one.theme == theme]
    session.statements.filter(theme=theme).delete()
    settle_order(session, _rows(session))
    _trace("questions.removed", session, by, keys=keys)
    return len(keys)


@transaction.atomic
def move(*, statement: Statement, steps: int, by: Actor) -> None:
    """Move a statement up (-1) or down (1); at the end of the list nothing happens."""
    session = in_preparation(statement.session_id)
    rows = _rows(session)
    here = next(place for place, one in enumerate(rows) if one.pk == statement.pk)
    there = min(max(here + steps, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    settle_order(session, rows)
    _trace("questions.moved", session, by, keys=[statement.key])


@transaction.atomic
def ask_per_leerroute(*, statement: Statement, by: Actor) -> list[Statement]:
    """Put three statements in the place of one: the same for each leerroute."""
    session = in_preparation(statement.session_id)
    rows = _rows(session)
    statement = next(one for one in rows if one.pk == statement.pk)
    if statement.key not in library.suited_per_leerroute():
        raise NotNow("Deze stelling is niet gemaakt om per leerroute te vragen.")
    copies = [_for_leerroute(statement, one) for one in
              questionnaire.per_leerroute(statement.key, statement.text, statement.short_label)]  # fmt: skip
    if any(len(one.text) > questionnaire.LONGEST_TEXT for one in copies):
        raise NotNow("Deze stelling is te lang om per leerroute te vragen. Maak de tekst eerst korter.")
    _within_limit(len(rows) + 2)
    here = rows.index(statement)
    statement.delete()
    _make(copies)
    settle_order(session, [*rows[:here], *copies, *rows[here + 1 :]])
    _trace("questions.per_leerroute", session, by, keys=[one.key for one in copies])
    return copies


@transaction.atomic
def ask_once(*, statement: Statement, by: Actor) -> Statement:
    """Bring the statements per leerroute back to the one statement of the library."""
    session = in_preparation(statement.session_id)
    rows = _rows(session)
    key = questionnaire.base_key(statement.key)
    copies = [one for one in rows if one.leerroute and questionnaire.base_key(one.key) == key]
    if not copies:
        raise NotNow("Deze stelling wordt al 1 keer gevraagd.")
    here = rows.index(copies[0])
    session.statements.filter(pk__in=[one.pk for one in copies]).delete()
    [one] = [_from_library(session, source) for source in library.newest_of([key])]
    _make([one])
    rows[here] = one
    settle_order(session, [row for row in rows if row not in copies])
    _trace("questions.asked_once", session, by, keys=[key])
    return one


@transaction.atomic
def choose_inventory(
    *, session: WorkSession, facts: Sequence[str], tasks: Sequence[str], expected_version: int, by: Actor
) -> WorkSession:
    """Say which facts and tasks every municipality is asked."""
    session = in_preparation(session.pk)
    if session.version != expected_version:
        raise Changed("Een collega heeft deze werksessie net gewijzigd. Kijk wat er nu gekozen is", session)
    session.fact_keys = [key for key in FACTS_BY_KEY if key in facts]
    session.task_keys = [code for code in TASKS_BY_CODE if code in tasks]
    session.version = expected_version + 1
    session.save(update_fields=["fact_keys", "task_keys", "version"])
    _trace("questions.inventory_chosen", session, by, facts=session.fact_keys, tasks=session.task_keys)
    return session


def insert(session: WorkSession, rows: list[Statement], added: Sequence[Statement]) -> None:
    """Put new statements in the list, each after the last one of its theme. Raises NotNow above the limit."""
    _within_limit(len(rows) + len(added))
    _make(added)
    for one in added:
        rows.insert(questionnaire.place_for(one.theme, [row.theme for row in rows]), one)
    settle_order(session, rows)


def settle_order(session: WorkSession, rows: Sequence[Statement]) -> None:
    """Number the statements as they stand in `rows`, and let each opposite point to what this list asks."""
    keys = {one.key for one in rows}
    session.statements.update(number=F("number") + _OUT_OF_THE_WAY)
    for number, one in enumerate(rows, start=1):
        one.number = number
        one.opposite_key = questionnaire.partner(one.key, one.opposite_key, keys)
    Statement.objects.bulk_update(rows, ["number", "opposite_key"])


def _make(added: Sequence[Statement]) -> None:
    for place, one in enumerate(added):
        one.number = 2 * _OUT_OF_THE_WAY - MOST + place  # free until the list is settled
    Statement.objects.bulk_create(added)


def _within_limit(total: int) -> None:
    if total > MOST:
        raise NotNow(f"Een vragenlijst heeft hoogstens {MOST} stellingen; dit worden er {total}. Haal eerst iets weg.")


def _rows(session: WorkSession) -> list[Statement]:
    return list(session.statements.order_by("number"))


def _from_library(session: WorkSession, source: LibraryStatement) -> Statement:
    return Statement(session=session, organisation_id=session.organisation_id, **library.copied(source))


def _for_leerroute(statement: Statement, one: questionnaire.RouteCopy) -> Statement:
    same = {field: getattr(statement, field) for field in SAME_PER_LEERROUTE}
    return Statement(**same, key=one.key, leerroute=one.leerroute, text=one.text, short_label=one.short_label)


def _trace(verb: str, session: WorkSession, by: Actor, **details: object) -> None:
    record(verb, by=by, about=session, organisation_id=session.organisation_id, **details)
