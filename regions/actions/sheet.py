"""What a municipality says in a session: made from the answers of its people, shared, and settled."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.accounts.roles import Permission
from inburgering.audit.models import AuditEvent
from inburgering.audit.record import Actor, record
from inburgering.notation import time_of_day
from regions.actions import mandate
from regions.actions.receipt import receipt_message
from regions.actions.refusal import Changed, NotNow
from regions.actions.settlement import is_shared, locked, must_be_open, must_be_provisional, reopen_sheet, settle
from regions.models import Answer, AnswerSheet, MunicipalAnswer, Municipality, Seat, Statement, WorkSession
from regions.rules import consolidation

__all__ = [
    "Changed", "NotNow", "begin", "confirm_wording", "reopen_sheet", "set_answer", "settle", "share", "share_from_seat",
    "share_wish",
]  # fmt: skip
FILLED = ["value", "is_unknown", "is_divided", "importance", "is_limit", "note", "would_move", "wording"]
COMPUTED = 1  # version of a municipal answer that nobody set by hand; sharing again computes it again


@transaction.atomic
def begin(*, session: WorkSession, municipality: Municipality, by: Actor) -> AnswerSheet:
    """Return the sheet of the municipality, made from what its people answered so far when there is none yet."""
    found = _sheet(session, municipality)
    if found:
        return found
    _must_speak(session, municipality, by)
    must_be_open(session)
    sheet = _own_sheet(session, municipality)
    _consolidate(sheet)
    record("answers.drafted", by=by, about=sheet, organisation_id=sheet.organisation_id)
    return sheet


@transaction.atomic
def share(*, session: WorkSession, municipality: Municipality, by: Actor) -> AnswerSheet:
    """Share what the admitted people of a municipality answered, as its provisional answer, with the region.

    Raises NotNow when the session is not open, when nobody answered, or when the answers were settled.
    """
    must_be_open(session)
    return _share(session, municipality, by)


@transaction.atomic
def share_from_seat(*, seat: Seat, by: Actor) -> AnswerSheet | None:
    """Share by a participant. Of a seat that still waits the wish is kept until admission, and None returns."""
    seat = (
        Seat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session", "municipality")
        .get(pk=seat.pk)
    )
    must_be_open(seat.session)
    if seat.refused_at:
        raise NotNow("Je plek is niet toegelaten. Vraag de begeleider wat er moet gebeuren.")
    if not seat.answered:
        raise NotNow("Je hebt nog geen stelling beantwoord. Beantwoord er eerst minstens 1.")
    seat.shared_at = timezone.now()
    seat.save(update_fields=["shared_at"])
    if seat.is_admitted:
        receipt_message(seat=seat, by=by)
        return _share(seat.session, seat.municipality, by)
    record("answers.share_wished", by=by, about=seat, organisation_id=seat.organisation_id)
    return None


@transaction.atomic
def share_wish(*, seat: Seat, by: Actor) -> AnswerSheet:
    """Carry out what a seat asked before it was admitted; the session may have closed since."""
    receipt_message(seat=seat, by=by)
    return _share(seat.session, seat.municipality, by)


@transaction.atomic
def set_answer(  # noqa: PLR0913 - an answer has this many parts
    *, sheet: AnswerSheet, statement: Statement, value: int | None, is_unknown: bool, importance: str, is_limit: bool,
    note: str, expected_version: int, by: Actor, would_move: str | None = None,
) -> MunicipalAnswer:  # fmt: skip
    """Set by hand what the municipality says to one statement; `expected_version` is 0 when there was no answer yet.

    Without `would_move` what its people said there stays.

    Raises Changed with `.current` when a colleague was first, NotNow when answers are settled or the session closed.
    """
    sheet = locked(sheet)
    mandate.must_hold(sheet, Permission.GIVE_ANSWERS, by)
    must_be_open(sheet.session)
    must_be_provisional(sheet)
    answer = sheet.answers.filter(statement=statement).first()
    if (answer.version if answer else 0) != expected_version:
        raise Changed(f"{_last_change(answer)}. Kies welk antwoord blijft", answer)
    answer = answer or MunicipalAnswer(**_places(sheet), statement=statement)
    answer.value, answer.is_unknown, answer.is_divided = value, is_unknown, False
    answer.importance, answer.is_limit, answer.note = importance, is_limit, note
    answer.wording, answer.would_move = statement.wording, answer.would_move if would_move is None else would_move
    answer.version = max(expected_version, COMPUTED) + 1
    answer.save()
    record("municipal_answer.set", by=by, about=answer, organisation_id=sheet.organisation_id, number=statement.number)
    return answer


@transaction.atomic
def confirm_wording(*, sheet: AnswerSheet, statement: Statement, by: Actor) -> MunicipalAnswer:
    """Say that the answer of the municipality stands under the new text of a statement.

    From then on it counts as set by hand: an older answer of one colleague does not take it back. Raises NotNow.
    """
    sheet = locked(sheet)
    mandate.must_hold(sheet, Permission.GIVE_ANSWERS, by)
    must_be_open(sheet.session)
    must_be_provisional(sheet)
    statement.refresh_from_db(fields=["wording"])
    answer = sheet.answers.select_for_update(of=("self",), no_key=True).filter(statement=statement).first()
    if answer is None or answer.is_divided:
        raise NotNow(f"Kies eerst een antwoord bij stelling {statement.number}.")
    if answer.wording >= statement.wording:
        raise NotNow(f"Stelling {statement.number} is al bevestigd.")
    answer.wording, answer.version = statement.wording, answer.version + 1
    answer.save(update_fields=["wording", "version"])
    record(
        "municipal_answer.confirmed", by=by, about=answer, organisation_id=sheet.organisation_id,
        number=statement.number, wording=statement.wording,
    )  # fmt: skip
    return answer


def _share(session: WorkSession, municipality: Municipality, by: Actor) -> AnswerSheet:
    _must_speak(session, municipality, by)
    sheet = _own_sheet(session, municipality)
    must_be_provisional(sheet)
    _consolidate(sheet)
    if not sheet.answers.exists():
        raise NotNow(f"Voor gemeente {municipality.name} is nog geen stelling beantwoord. Er is nog niets om te delen.")
    if not is_shared(sheet):
        Share.objects.create(
            organisation_id=sheet.organisation_id,
            kind=Share.Kind.ANSWER_SHEET,
            subject_id=sheet.pk,
            shared_with_id=sheet.host_id,
            shared_by=by.audit_name[:250],
        )
    sheet.shared_at, sheet.shared_by, sheet.version = timezone.now(), by.audit_name[:250], sheet.version + 1
    sheet.save(update_fields=["shared_at", "shared_by", "version"])
    record("answers.shared", by=by, about=sheet, organisation_id=sheet.organisation_id)
    return sheet


def _consolidate(sheet: AnswerSheet) -> None:
    """Work out the municipal answers anew from the admitted people; what was set by hand stays."""
    opinions: dict[int, list[consolidation.Opinion]] = {}
    given = Answer.objects.filter(
        organisation_id=sheet.organisation_id, seat__session_id=sheet.session_id, seat__refused_at=None, is_current=True
    ).exclude(seat__admitted_at=None)
    for answer in given.order_by("seat_id"):
        if answer.is_given:
            opinions.setdefault(answer.statement_id, []).append(_opinion(answer))
    standing = {answer.statement_id: answer for answer in sheet.answers.all()}
    for statement_id, held in opinions.items():
        answer = standing.get(statement_id) or MunicipalAnswer(**_places(sheet), statement_id=statement_id)
        if answer.version == COMPUTED:
            _fill(answer, consolidation.consolidate(held))
            standing[statement_id] = answer
    computed = [answer for answer in standing.values() if answer.version == COMPUTED]
    known = [answer for answer in computed if answer.pk]
    MunicipalAnswer.objects.bulk_create([answer for answer in computed if answer.pk is None])
    MunicipalAnswer.objects.bulk_update(known, FILLED)


def _opinion(answer: Answer) -> consolidation.Opinion:
    # Without the author: what is shared with the region carries no person's name.
    return consolidation.Opinion(
        answer.value, answer.is_unknown, answer.importance, answer.is_limit, answer.note,
        would_move=answer.would_move, wording=answer.wording,
    )  # fmt: skip


def _fill(answer: MunicipalAnswer, position: consolidation.MunicipalPosition) -> None:
    for field in FILLED:
        setattr(answer, field, getattr(position, field))


def _sheet(session: WorkSession, municipality: Municipality) -> AnswerSheet | None:
    rows = AnswerSheet.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(session=session, organisation_id=municipality.organisation_id).first()


def _own_sheet(session: WorkSession, municipality: Municipality) -> AnswerSheet:
    """Return the sheet, locked. Of two colleagues who share first and at once, the second waits and reads it."""
    AnswerSheet.objects.get_or_create(
        organisation_id=municipality.organisation_id,
        session=session,
        defaults={"host_id": session.organisation_id, "municipality": municipality},
    )
    return AnswerSheet.objects.select_for_update(of=("self",), no_key=True).get(
        session=session, organisation_id=municipality.organisation_id
    )


def _must_speak(session: WorkSession, municipality: Municipality, by: Actor) -> None:
    """Refuse before the database does: a sheet is made only by who may speak for the municipality."""
    mandate.must_hold(
        AnswerSheet(session=session, organisation_id=municipality.organisation_id), Permission.GIVE_ANSWERS, by
    )


def _places(sheet: AnswerSheet) -> dict[str, object]:
    return {"organisation_id": sheet.organisation_id, "host_id": sheet.host_id, "sheet": sheet}


def _last_change(answer: MunicipalAnswer | None) -> str:
    """Say who set this answer and when, from the trail."""
    events = AuditEvent.objects.filter(verb="municipal_answer.set").order_by("-happened_at")
    event = (
        answer
        and events.filter(
            organisation_id=answer.organisation_id, about__startswith=f"{answer._meta.label}:{answer.pk} "
        ).first()
    )
    if not event:
        return "Een collega heeft dit antwoord gewijzigd"
    name = event.actor.split(" <")[0].split(" (")[0]
    return f"{name} heeft dit antwoord om {time_of_day(timezone.localtime(event.happened_at).time())} gewijzigd"
