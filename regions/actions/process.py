"""A process: starting it, changing it, letting the municipalities read it, and placing work sessions in it."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from inburgering.accounts.models import Share, ShareQuerySet
from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from regions.actions.refusal import Changed, NotNow
from regions.models import Process, Region, WorkSession


@transaction.atomic
def start(*, region: Region, title: str, assignment: str, note_title: str, started_on: date, by: Actor) -> Process:
    """Start a process of this region, with the next number. Only the region reads it until it is shared."""
    process = Process.objects.create(
        organisation_id=region.organisation_id,
        region=region,
        number=_next_number(region.organisation_id),
        title=title,
        assignment=assignment,
        note_title=note_title,
        started_on=started_on,
    )
    record("process.started", by=by, about=process, organisation_id=process.organisation_id)
    return process


@transaction.atomic
def change(
    *,
    process: Process,
    title: str,
    assignment: str,
    note_title: str,
    started_on: date,
    expected_version: int,
    by: Actor,
) -> Process:
    """Change what the process is about. Raises Changed when a colleague was first."""
    changed = Process.objects.filter(pk=process.pk, version=expected_version).update(
        title=title,
        assignment=assignment,
        note_title=note_title,
        started_on=started_on,
        version=expected_version + 1,
    )
    current = Process.objects.select_related("region").get(pk=process.pk)
    if not changed:
        raise Changed("Een collega heeft dit proces net gewijzigd. Kijk welke tekst blijft", current)
    record("process.changed", by=by, about=current, organisation_id=current.organisation_id)
    return current


@transaction.atomic
def share(*, process: Process, by: Actor) -> list[Share]:
    """Let every municipality of the region read the process: note, conversations, halts and verdicts."""
    process = locked(process)
    standing = set(_shares(process).values_list("shared_with_id", flat=True))
    members = process.region.municipalities_on(timezone.localdate()).exclude(organisation=None)
    missing = [one.organisation_id for one in members if one.organisation_id not in standing]
    if not missing:
        raise NotNow("Alle gemeenten van de regio lezen dit proces al.")
    shares = Share.objects.bulk_create(
        Share(
            organisation_id=process.organisation_id,
            kind=Share.Kind.PROCESS,
            subject_id=process.pk,
            shared_with_id=organisation_id,
            shared_by=by.audit_name[:250],
        )
        for organisation_id in missing
    )
    record("process.shared", by=by, about=process, organisation_id=process.organisation_id, organisations=len(shares))
    return shares


@transaction.atomic
def withdraw(*, process: Process, by: Actor) -> int:
    """Keep the process to the region again; return from how many municipalities it was taken back."""
    process = locked(process)
    withdrawn = _shares(process).update(withdrawn_at=timezone.now())
    if not withdrawn:
        raise NotNow("Dit proces is met geen enkele gemeente gedeeld.")
    record("process.withdrawn", by=by, about=process, organisation_id=process.organisation_id, organisations=withdrawn)
    return withdrawn


@transaction.atomic
def place_session(  # noqa: PLR0913 - a meeting has this many parts
    *,
    process: Process,
    session: WorkSession,
    purpose: str,
    agenda: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    place: str,
    answer_by: date | None,
    expected_version: int,
    by: Actor,
) -> WorkSession:
    """Make a session part of the process, and say what it is for, when and where. Also changes that afterwards.

    `answer_by` is the last day to answer. Raises Changed when a colleague changed the session in between.
    """
    if session.organisation_id != process.organisation_id:
        raise NotNow("Deze werksessie hoort bij een andere regio.")
    if session.process_id not in {None, process.pk}:
        raise NotNow("Deze werksessie hoort al bij een ander proces. Haal haar daar eerst uit.")
    _check_times(starts_at, ends_at)
    if answer_by and answer_by != session.answer_by and answer_by < timezone.localdate():
        raise NotNow("De laatste dag om te antwoorden ligt voor vandaag. Kies vandaag of later.")
    changed = WorkSession.objects.filter(pk=session.pk, version=expected_version).update(
        process=process,
        purpose=purpose,
        agenda=agenda,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        answer_by=answer_by,
        version=expected_version + 1,
    )
    current = WorkSession.objects.select_related("region", "process").get(pk=session.pk)
    if not changed:
        raise Changed("Een collega heeft deze werksessie net gewijzigd. Kijk wat er nu staat", current)
    record("work_session.placed", by=by, about=current, organisation_id=current.organisation_id, process=process.number)
    return current


@transaction.atomic
def release_session(*, session: WorkSession, by: Actor) -> WorkSession:
    """Take a session out of its process; what was said and answered in it stays."""
    session = WorkSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    if session.process_id is None:
        raise NotNow("Deze werksessie hoort bij geen enkel proces.")
    if session.process.interludes.filter(after=session).exists():
        raise NotNow("Na deze werksessie is een tussenstap gezet. De werksessie blijft daarom in het proces.")
    session.process = None
    session.version += 1
    session.save(update_fields=["process", "version"])
    record("work_session.released", by=by, about=session, organisation_id=session.organisation_id)
    return session


def locked(process: Process) -> Process:
    """Return the process as it is now, held until the transaction ends: its parts get their numbers one by one."""
    return Process.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=process.pk)


def is_shared(process: Process) -> bool:
    """Return whether the municipalities may read the process."""
    return _shares(process).exists()


def not_in_the_future(day: date, what: str) -> None:
    """Raise NotNow when something that must have happened is dated after today."""
    if day > timezone.localdate():
        raise NotNow(f"{what} kan niet na vandaag liggen ({date_long(timezone.localdate())}).")


def _check_times(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if ends_at and not starts_at:
        raise NotNow("Vul ook in wanneer de werksessie begint.")
    if starts_at and ends_at and ends_at <= starts_at:
        raise NotNow("De werksessie eindigt voordat zij begint. Pas de tijden aan.")


def _shares(process: Process) -> ShareQuerySet:
    return Share.objects.standing().filter(
        organisation_id=process.organisation_id, kind=Share.Kind.PROCESS, subject_id=process.pk
    )


def _next_number(organisation_id: int) -> int:
    # Two processes started at once must not get the same number; there may be no row yet to lock.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('regions_process'), %s)", [organisation_id % 2**31])
    highest = Process.objects.filter(organisation_id=organisation_id).aggregate(Max("number"))["number__max"]
    return (highest or 0) + 1
