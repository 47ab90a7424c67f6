"""Changing the words of a statement while people answer it: answers stay, and who gave one confirms it again."""

from django.db import transaction

from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.models import Statement, StatementWording, WorkSession

State = WorkSession.State
SHOWN = (
    "De uitkomst is al getoond. Een stelling wijzigen kan niet meer, want dan passen de antwoorden er niet meer bij. "
    "Vraag de nieuwe tekst in een volgende ronde."
)
REFUSALS = {
    State.CONCEPT: "De werksessie is nog niet open. Wijzig de stelling zonder reden: er zijn nog geen antwoorden.",
    State.CLOSED: "De werksessie is gesloten. Een stelling wijzigen kan niet meer, want niemand kan nog antwoorden.",
}


@transaction.atomic
def reword(
    *, statement: Statement, text: str, hint: str, short_label: str, reason: str, expected_version: int, by: Actor
) -> Statement:
    """Keep the former words and put new ones in their place; who answered the former ones is asked to confirm.

    A change of the short label alone asks nobody anything: it stands in tables, not on the question page. Raises NotNow
    when nobody can answer, Changed when somebody else changed the words first.
    """
    session = WorkSession.objects.select_for_update(of=("self",), no_key=True).get(pk=statement.session_id)
    if sentence := refusal(session):
        raise NotNow(sentence)
    former = Statement.objects.select_for_update(of=("self",), no_key=True).get(pk=statement.pk)
    if former.version != expected_version:
        raise Changed("Een collega heeft deze stelling net gewijzigd. Kijk welke tekst blijft", former)
    is_other = (former.text, former.hint) != (text, hint)
    if is_other:
        StatementWording.objects.create(
            organisation_id=former.organisation_id, statement=former, wording=former.wording, text=former.text,
            hint=former.hint, reason=reason, replaced_by=by.audit_name[:250],
        )  # fmt: skip
    former.text, former.hint, former.short_label, former.is_edited = text, hint, short_label, True
    former.wording += int(is_other)
    former.version += 1
    former.save(update_fields=["text", "hint", "short_label", "is_edited", "wording", "version"])
    record("statement.reworded", by=by, about=former, organisation_id=former.organisation_id, text=text, reason=reason)
    return former


def refusal(session: WorkSession) -> str:
    """Return why the words of this session cannot change with a reason now; empty when they can."""
    return REFUSALS.get(session.state, "") or (SHOWN if session.is_revealed else "")
