"""The group conversation: what the facilitator notes, what the group concludes, and what is agreed to be done."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.models import AgreedAction, FacilitatorNote, Minute, Municipality, Statement, WorkSession

State = WorkSession.State


@transaction.atomic
def note(*, session: WorkSession, statement: Statement, text: str, expected_version: int, by: Actor) -> FacilitatorNote:
    """Keep what the facilitator wants to remember about a statement; version 0 means there was no note yet.

    Raises Changed with the note that stands when a colleague was first.
    """
    session = _locked(session)
    found = FacilitatorNote.objects.filter(session=session, statement=statement).first()
    if (found.version if found else 0) != expected_version:
        raise Changed("Een collega heeft deze notitie net gewijzigd. Kies welke tekst blijft", found)
    found = found or FacilitatorNote(organisation_id=session.organisation_id, session=session, statement=statement)
    found.text, found.version = text, expected_version + 1
    found.save()
    record("facilitator_note.written", by=by, about=found, organisation_id=session.organisation_id)
    return found


@transaction.atomic
def minute(
    *, session: WorkSession, statement: Statement | None, text: str, conclusion: str, expected_version: int, by: Actor
) -> Minute:
    """Write what the group said and concluded about a statement, or about the session when `statement` is None.

    `expected_version` is 0 when nothing was written yet. Raises Changed with the minute that stands when a colleague
    was first, NotNow as long as the session is prepared.
    """
    session = _held(session)
    found = Minute.objects.filter(session=session, statement=statement).first()
    if (found.version if found else 0) != expected_version:
        raise Changed(_last_writer(found), found)
    found = found or Minute(organisation_id=session.organisation_id, session=session, statement=statement)
    found.text, found.conclusion, found.version = text, conclusion, expected_version + 1
    found.written_at, found.written_by = timezone.now(), by.audit_name[:250]
    found.save()
    record("minute.written", by=by, about=found, organisation_id=session.organisation_id, conclusion=conclusion)
    return found


@transaction.atomic
def agree(
    *, session: WorkSession, statement: Statement | None, text: str, municipality: Municipality | None, who: str,
    due_on: date | None, by: Actor,
) -> AgreedAction:  # fmt: skip
    """Write down what was agreed, by whom and before which day. Without municipality it is for the region itself."""
    session = _held(session)
    highest = session.agreed_actions.aggregate(Max("number"))["number__max"] or 0
    agreed = AgreedAction.objects.create(
        organisation_id=session.organisation_id,
        session=session,
        statement=statement,
        number=highest + 1,
        text=text,
        municipality=municipality,
        who=who,
        due_on=due_on,
    )
    record("action.agreed", by=by, about=agreed, organisation_id=session.organisation_id, text=text)
    return agreed


@transaction.atomic
def change(  # noqa: PLR0913 - an agreed action has this many parts
    *, action: AgreedAction, statement: Statement | None, text: str, municipality: Municipality | None, who: str,
    due_on: date | None, expected_version: int, by: Actor,
) -> AgreedAction:  # fmt: skip
    """Write an agreed action anew; raises Changed with what stands when a colleague was first."""
    rows = AgreedAction.objects.filter(pk=action.pk, version=expected_version)
    changed = rows.update(
        statement=statement, text=text, municipality=municipality, who=who, due_on=due_on, version=expected_version + 1
    )
    action = AgreedAction.objects.select_related("municipality").get(pk=action.pk)
    if not changed:
        raise Changed("Een collega heeft deze actie net gewijzigd. Kijk welke tekst blijft", action)
    record("action.changed", by=by, about=action, organisation_id=action.organisation_id, text=text)
    return action


@transaction.atomic
def finish(*, action: AgreedAction, done: bool, by: Actor) -> AgreedAction:
    """Say that an agreed action is done, or that it is not after all."""
    action = AgreedAction.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    if (action.done_at is not None) == done:
        raise NotNow("Deze actie stond al op gedaan." if done else "Deze actie stond al open.")
    action.done_at = timezone.now() if done else None
    action.done_by = by.audit_name[:250] if done else ""
    action.save(update_fields=["done_at", "done_by"])
    verb = "action.done" if done else "action.reopened"
    record(verb, by=by, about=action, organisation_id=action.organisation_id)
    return action


def _last_writer(found: Minute | None) -> str:
    who = found.written_by.split(" <")[0].split(" (")[0] if found else "Een collega"
    return f"{who} heeft dit verslag net gewijzigd. Kies welke tekst blijft"


def _held(session: WorkSession) -> WorkSession:
    session = _locked(session)
    if session.state == State.CONCEPT:
        raise NotNow("De werksessie is nog niet open. Een verslag schrijf je vanaf de opening.")
    return session


def _locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
