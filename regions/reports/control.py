"""What the facilitator needs beside the screen: what may be shown, what comes next, and what was noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from inburgering.notation import listing, time_of_day
from regions.models import FacilitatorNote, Minute, Municipality, Statement, WorkSession
from regions.reports import agenda, stand
from regions.rules import disclosure


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether the room may see a count before the reveal. `refusal` says why not; `warning` what to think of first."""

    refusal: str
    warning: str
    shown_before: str  # the time of the last stand, or nothing


@dataclass(frozen=True, slots=True)
class Control:
    statements: Sequence[Statement]
    statement: Statement | None
    former: int
    following: Statement | None
    counting: Counting | None
    note: FacilitatorNote | None
    minute: Minute | None

    @property
    def next_number(self) -> int:
        return self.following.number if self.following else 0

    @property
    def next_label(self) -> str:
        return f"Volgende: stelling {self.following.number}" if self.following else "Naar de startpagina"


def build(session: WorkSession, invited: int) -> Control:
    """Return what stands beside the screen, for a session of `invited` municipalities. The start page comes last."""
    asked = _in_order(session)
    shown = next((one for one in asked if one.number == session.shown_number), None)
    place = asked.index(shown) if shown else -1
    return Control(
        statements=sorted(asked, key=lambda one: one.number),
        statement=shown,
        former=asked[place - 1].number if place > 0 else 0,
        following=asked[place + 1] if place + 1 < len(asked) else None,
        counting=None if session.is_revealed else _counting(session, invited),
        note=FacilitatorNote.objects.filter(session=session, statement=shown).first() if shown else None,
        minute=Minute.objects.filter(session=session, statement=shown).first() if shown else None,
    )


def _in_order(session: WorkSession) -> list[Statement]:
    """Return the statements in the order of the agenda; before the reveal by number, for the order would tell."""
    asked = sorted(session.statements.all(), key=lambda one: one.number)
    if not session.is_revealed:
        return asked
    first = [row.number for row in agenda.build(session).rows]
    return sorted(asked, key=lambda one: first.index(one.number) if one.number in first else len(first))


def _counting(session: WorkSession, invited: int) -> Counting:
    now, shown = stand.count(session).marks, stand.nameless_stands(session)
    seen = stand.seen_before(session, shown)
    is_same = bool(shown) and stand.marks_of(shown[-1]) == now
    last = shown[-1].frozen_at if shown else None
    return Counting(
        refusal="" if is_same else disclosure.refusal(seen, now, invited),
        warning=_exposed([stand.marks_of(one) for one in shown], now)
        or _last_one(seen, now, 0 if is_same else invited),
        shown_before=time_of_day(timezone.localtime(last).time()) if last else "",
    )


def _exposed(shown: Sequence[disclosure.Stand], now: disclosure.Stand) -> str:
    exposed = disclosure.exposed(shown, now)
    if not exposed:
        return ""
    who = listing([row.name for row in Municipality.objects.filter(code__in=exposed).order_by("name")])
    return (
        f"{who} antwoordde anders na een telling. Met namen erbij kan de zaal afleiden wat daar eerst stond. "
        "Vraag vóór het tonen of dat mag."
    )


def _last_one(seen: Sequence[disclosure.Stand], now: disclosure.Stand, invited: int) -> str:
    if not disclosure.is_last(seen, now, invited):
        return ""
    left = invited - len(now)
    more = "1 gemeente bij komt" if left == 1 else f"{left} gemeenten bij komen"
    return f"Na deze telling komt er geen volgende meer als er alleen nog {more}. Wacht liever op allemaal."
