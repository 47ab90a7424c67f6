"""Rounds: asking again after the group has talked, and throwing away a round that nobody has seen."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError

from inburgering.audit.record import Actor, record
from regions.actions.refusal import NotNow
from regions.actions.work_session import FEWEST, next_number
from regions.models import Statement, WorkSession

State = WorkSession.State
# A statement goes along in the words in which it was last asked. Its wordings are counted anew: nobody answered an
# earlier wording in this round.
COPIED = ("key", "library_version", "theme", "text", "short_label", "hint", "is_edited", "leerroute", "opposite_key")


@transaction.atomic
def prepare_next(*, session: WorkSession, keys: Iterable[str], title: str, by: Actor) -> WorkSession:
    """Make the next round of a session: a concept of its own with the chosen statements, in their order.

    Raises NotNow unless the session is closed and its outcome was shown: people answer again because they have seen how
    the group answered. A round has one next round, so that before and after are never in doubt.
    """
    session = _locked(session)
    _may_go_on(session)
    wanted = set(keys)
    chosen = [row for row in session.statements.order_by("number") if row.key in wanted]
    if len(chosen) < FEWEST or len(chosen) != len(wanted):
        raise NotNow(f"Kies minstens {FEWEST} stellingen van deze ronde")
    made = WorkSession.objects.create(
        organisation_id=session.organisation_id, region=session.region, number=next_number(session.organisation_id),
        title=title, process_id=session.process_id, former=session, round=session.round + 1,
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(session=made, organisation_id=made.organisation_id, number=number,
                  **{field: getattr(row, field) for field in COPIED})
        for number, row in enumerate(chosen, start=1)
    )  # fmt: skip
    record(
        "round.prepared", by=by, about=made, organisation_id=made.organisation_id, former=session.number,
        round=made.round, statements=len(chosen),
    )  # fmt: skip
    return made


@transaction.atomic
def discard(*, session: WorkSession, by: Actor) -> None:
    """Delete a session in preparation, with its own statements and nothing else. Raises NotNow for any other."""
    session = _locked(session)
    if session.state != State.CONCEPT:
        raise NotNow("Deze werksessie is al open geweest. Verwijderen kan niet meer: de antwoorden blijven bewaard.")
    if session.next_rounds.exists():
        raise NotNow("Van deze werksessie is al een volgende ronde gemaakt. Verwijderen kan niet meer.")
    record(
        "work_session.discarded", by=by, about=session, organisation_id=session.organisation_id, round=session.round,
        title=session.title,
    )  # fmt: skip
    try:
        session.delete()
    except ProtectedError as reason:
        raise NotNow("Een tussenstap van het proces verwijst naar deze werksessie. Wijzig eerst die.") from reason


def _may_go_on(session: WorkSession) -> None:
    later = session.next_rounds.first()
    if later:
        raise NotNow(f"Er is al een volgende ronde: werksessie {later.number}.")
    if session.state != State.CLOSED:
        raise NotNow("Sluit deze ronde eerst. Daarna kun je een volgende ronde maken.")
    if not session.is_revealed:
        raise NotNow("Toon eerst de uitkomst van deze ronde. In een volgende ronde ziet iedereen wat de groep zei.")


def _locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)
