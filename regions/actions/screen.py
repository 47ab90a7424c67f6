"""What the screen in the room shows, steered by the facilitator: which statement, which count, and whether it moves."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from regions.actions.refusal import NotNow
from regions.models import FrozenStand, WorkSession
from regions.reports import session_progress, stand
from regions.rules import disclosure


@transaction.atomic
def show(*, session: WorkSession, number: int, names: bool, by: Actor) -> WorkSession:
    """Set what the screen in the room shows: a statement (0 is the start page), with names only after the reveal."""
    session = _locked(session)
    if names and not session.is_revealed:
        raise NotNow("Namen zijn pas te zien nadat je de uitkomst hebt getoond.")
    if number and not session.statements.filter(number=number).exists():
        raise NotNow("Deze stelling zit niet in de werksessie.")
    session.shown_number, session.names_shown = number, names
    session.save(update_fields=["shown_number", "names_shown"])
    record(
        "work_session.shown", by=by, about=session, organisation_id=session.organisation_id, number=number, names=names
    )
    return session


@transaction.atomic
def freeze(*, session: WorkSession, by: Actor) -> FrozenStand:
    """Keep the counts of every statement and show only these until `thaw`.

    Before the reveal this is the one way in which a room sees counts, and the rule of disclosure decides whether it
    may; raises NotNow with how many municipalities more are needed. Asked again while nothing changed, the former
    stand returns.
    """
    session = _locked(session)
    counts = stand.count(session)
    if not session.is_revealed:
        former = stand.nameless_stands(session)
        if former and stand.marks_of(former[-1]) == counts.marks:
            return _stand_still(session, former[-1], by)
        _must_be_allowed(session, former, counts)
    kept = FrozenStand.objects.create(
        organisation_id=session.organisation_id,
        session=session,
        frozen_by=by.audit_name[:250],
        was_revealed=session.is_revealed,
        sheets=counts.sheets,
        counts={
            "progress": asdict(session_progress.build(session).figures()),
            "statements": stand.packed(counts.statements.values(), named=session.is_revealed),
        },
    )
    return _stand_still(session, kept, by)


@transaction.atomic
def show_again(*, session: WorkSession, by: Actor) -> FrozenStand:
    """Show the last stand from before the reveal once more; it tells nothing that the room has not seen."""
    session = _locked(session)
    former = stand.nameless_stands(session)
    if session.is_revealed or not former:
        raise NotNow("Er is geen eerdere telling om opnieuw te tonen.")
    return _stand_still(session, former[-1], by)


@transaction.atomic
def thaw(*, session: WorkSession, by: Actor) -> WorkSession:
    session = _locked(session)
    if session.frozen_at is None:
        raise NotNow("Het scherm staat niet vast.")
    session.frozen_at = None
    session.save(update_fields=["frozen_at"])
    record("work_session.thawed", by=by, about=session, organisation_id=session.organisation_id)
    return session


@transaction.atomic
def pause(*, session: WorkSession, on: bool, by: Actor) -> WorkSession:
    """Stop or resume the refreshing of the screen; what it shows stays as it is, and no stand is kept."""
    session = _locked(session)
    session.is_paused = on
    session.save(update_fields=["is_paused"])
    verb = "work_session.screen_paused" if on else "work_session.screen_resumed"
    record(verb, by=by, about=session, organisation_id=session.organisation_id)
    return session


@transaction.atomic
def black(*, session: WorkSession, on: bool, by: Actor) -> WorkSession:
    """Make the screen black, so that the room looks at each other, or show it again."""
    session = _locked(session)
    session.is_black = on
    session.save(update_fields=["is_black"])
    verb = "work_session.screen_black" if on else "work_session.screen_lit"
    record(verb, by=by, about=session, organisation_id=session.organisation_id)
    return session


def _must_be_allowed(session: WorkSession, former: list[FrozenStand], counts: stand.SessionCounts) -> None:
    invited = session.region.municipalities_on(timezone.localdate(session.opened_at or session.made_at)).count()
    refusal = disclosure.refusal(stand.seen_before(session, former), counts.marks, invited)
    if refusal:
        raise NotNow(refusal)


def _stand_still(session: WorkSession, kept: FrozenStand, by: Actor) -> FrozenStand:
    session.frozen_at = kept.frozen_at
    session.save(update_fields=["frozen_at"])
    record("work_session.frozen", by=by, about=kept, organisation_id=session.organisation_id, sheets=len(kept.sheets))
    return kept


def _locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)
