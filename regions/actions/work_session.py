"""A work session from preparation to reveal: acts of the region."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.audit.record import Actor, record
from inburgering.notation import listing
from regions.actions.refusal import Changed, NotNow
from regions.models import Region, Statement, WorkSession
from regions.reports import library, stand

FEWEST, MOST = 4, 30
# What a statement takes along to another session; its answers and its former wordings stay behind.
COPIED = (
    "number", "key", "library_version", "theme", "text", "short_label", "hint", "is_edited", "leerroute",
    "opposite_key",
)  # fmt: skip
State = WorkSession.State


@transaction.atomic
def prepare(*, region: Region, title: str, keys: Iterable[str], by: Actor) -> WorkSession:
    """Make a session with its own copy of the chosen library statements, in the order of the library."""
    chosen = library.newest_of(keys)
    if not FEWEST <= len(chosen) <= MOST:
        raise NotNow(f"Kies minstens {FEWEST} en hoogstens {MOST} stellingen")
    session = WorkSession.objects.create(
        organisation=region.organisation, region=region, number=next_number(region.organisation_id), title=title
    )
    Statement.objects.bulk_create(
        Statement(session=session, organisation_id=session.organisation_id, number=number, **library.copied(source))
        for number, source in enumerate(chosen, start=1)
    )
    record(
        "work_session.prepared", by=by, about=session, organisation_id=session.organisation_id, statements=len(chosen)
    )
    return session


@transaction.atomic
def duplicate(*, session: WorkSession, title: str, by: Actor) -> WorkSession:
    """Make a new session that asks the same: statements in their present words, facts, tasks, purpose and agenda."""
    copy = WorkSession.objects.create(
        organisation_id=session.organisation_id, region_id=session.region_id, title=title,
        number=next_number(session.organisation_id), process_id=session.process_id, purpose=session.purpose,
        agenda=session.agenda, fact_keys=session.fact_keys, task_keys=session.task_keys,
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            session=copy, organisation_id=copy.organisation_id, **{field: getattr(one, field) for field in COPIED}
        )
        for one in session.statements.order_by("number")
    )
    record("work_session.duplicated", by=by, about=copy, organisation_id=copy.organisation_id, source=session.number)
    return copy


@transaction.atomic
def rename(*, session: WorkSession, title: str, expected_version: int, by: Actor) -> WorkSession:
    changed = WorkSession.objects.filter(pk=session.pk, version=expected_version).update(
        title=title, version=expected_version + 1
    )
    if not changed:
        raise Changed("Een collega heeft deze werksessie net gewijzigd. Kijk welke titel blijft", _current(session))
    record("work_session.renamed", by=by, about=session, organisation_id=session.organisation_id, title=title)
    return _current(session)


@transaction.atomic
def edit_statement(
    *, statement: Statement, text: str, hint: str, short_label: str, expected_version: int, by: Actor
) -> Statement:
    """Give a statement this session's own words; refused from the moment that people may answer."""
    in_preparation(statement.session_id)
    changed = Statement.objects.filter(pk=statement.pk, version=expected_version).update(
        text=text, hint=hint, short_label=short_label, is_edited=True, version=expected_version + 1
    )
    statement.refresh_from_db()
    if not changed:
        raise Changed("Een collega heeft deze stelling net gewijzigd. Kijk welke tekst blijft", statement)
    record("statement.edited", by=by, about=statement, organisation_id=statement.organisation_id, text=text)
    return statement


@transaction.atomic
def swap_statement(*, statement: Statement, key: str, by: Actor) -> Statement:
    """Put another statement of the library in this place."""
    session = in_preparation(statement.session_id)
    if session.statements.filter(key=key).exists():
        raise NotNow("Deze stelling zit al in de werksessie. Kies een andere")
    for field, value in library.copied(library.newest_of([key])[0]).items():
        setattr(statement, field, value)
    statement.is_edited = False
    statement.version += 1
    statement.save()
    record("statement.swapped", by=by, about=statement, organisation_id=statement.organisation_id, key=key)
    return statement


@transaction.atomic
def open_session(*, session: WorkSession, by: Actor) -> WorkSession:
    """Open the session: the statements stand from now on, and every municipality of the region may read it."""
    session = _locked(session)
    if session.state != State.CONCEPT:
        raise NotNow("Deze werksessie is al open geweest.")
    if not FEWEST <= (total := session.statements.count()) <= MOST:
        raise NotNow(f"De vragenlijst heeft {total} stellingen. Maak er minstens {FEWEST} en hoogstens {MOST} van.")
    session.state, session.opened_at = State.OPEN, timezone.now()
    session.save(update_fields=["state", "opened_at"])
    invited = session.region.municipalities_on(timezone.localdate(session.opened_at)).exclude(organisation=None)
    Share.objects.bulk_create(
        Share(
            organisation_id=session.organisation_id,
            kind=Share.Kind.WORK_SESSION,
            subject_id=session.pk,
            shared_with_id=municipality.organisation_id,
            shared_by=by.audit_name[:250],
        )
        for municipality in invited
    )
    record("work_session.opened", by=by, about=session, organisation_id=session.organisation_id)
    return session


@transaction.atomic
def close_session(*, session: WorkSession, by: Actor) -> WorkSession:
    session = _locked(session)
    if session.state != State.OPEN:
        raise NotNow("Alleen een open werksessie kun je sluiten.")
    session.state, session.closed_at = State.CLOSED, timezone.now()
    session.save(update_fields=["state", "closed_at"])
    record("work_session.closed", by=by, about=session, organisation_id=session.organisation_id)
    return session


@transaction.atomic
def reopen_session(*, session: WorkSession, by: Actor) -> WorkSession:
    session = _locked(session)
    if session.state != State.CLOSED:
        raise NotNow("Alleen een gesloten werksessie kun je heropenen.")
    session.state, session.closed_at = State.OPEN, None
    session.save(update_fields=["state", "closed_at"])
    record("work_session.reopened", by=by, about=session, organisation_id=session.organisation_id)
    return session


@transaction.atomic
def reveal(*, session: WorkSession, by: Actor, was_asked: bool = False) -> WorkSession:
    """Show the shared answers with names to everybody in the session. This cannot be taken back.

    Raises NotNow when names would tell what one or two municipalities answered before they changed it, unless they
    were asked (`was_asked`): the room saw a count that held their former answer.
    """
    session = _locked(session)
    if session.is_revealed:
        return session
    if not session.sheets.exists():
        raise NotNow("Nog geen gemeente heeft antwoorden gedeeld. Er is nog niets om te tonen.")
    exposed = stand.exposed(session)
    if exposed and not was_asked:
        raise NotNow(
            f"{listing(exposed)} antwoordde anders nadat de zaal een telling zag. Met namen is af te leiden wat daar "
            "eerst stond. Vraag het eerst, en vink dan aan dat het mag."
        )
    session.revealed_at, session.names_shown = timezone.now(), True
    session.save(update_fields=["revealed_at", "names_shown"])
    record(
        "work_session.revealed", by=by, about=session, organisation_id=session.organisation_id, exposed=list(exposed)
    )
    return session


def next_number(organisation_id: int) -> int:
    # Two sessions made at once must not get the same number; there may be no row yet to lock.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('regions_worksession'), %s)", [organisation_id % 2**31])
    highest = WorkSession.objects.filter(organisation_id=organisation_id).aggregate(Max("number"))["number__max"]
    return (highest or 0) + 1


def _current(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_related("region").get(pk=session.pk)


def _locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)


def in_preparation(session_id: int) -> WorkSession:
    """Return the session, held until the act is done. Raises NotNow when people may already answer."""
    session = WorkSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session_id)
    if session.state != State.CONCEPT:
        raise NotNow("De werksessie is al open. De vragenlijst ligt vast: iedereen beantwoordt dezelfde vragen.")
    return session
