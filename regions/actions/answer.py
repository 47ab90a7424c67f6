"""Giving an answer. Each change is a new revision, so the row is its own trail and no event is written beside it."""

from typing import TypedDict

from django.db import connection, transaction
from django.utils import timezone

from inburgering.audit.record import Actor
from inburgering.notation import time_of_day
from regions.actions.refusal import Changed, NotNow
from regions.models import Answer, Seat, Statement

__all__ = ["AnswerChanged", "Content", "NotNow", "confirm", "give", "give_at"]

FIELDS = [field.attname for field in Answer._meta.concrete_fields]
# One statement locks the seat, reads, compares, closes the former revision, adds the new one and counts: see
# app.give_answer in the migrations. It runs with the powers of the asker, so below row-level security.
GIVE = f"SELECT {', '.join(FIELDS)} FROM app.give_answer({', '.join(['%s'] * 12)})"  # noqa: S608 - names of our own


class Content(TypedDict):
    """What somebody answered to one statement."""

    value: int | None
    is_unknown: bool
    importance: str
    is_limit: bool
    note: str
    would_move: str


PARTS = tuple(Content.__annotations__)


class AnswerChanged(Changed):
    """The same answer was changed on another device or in another window."""

    current: Answer


@transaction.atomic
def give(  # noqa: PLR0913 - an answer has this many parts
    *, seat: Seat, statement: Statement, value: int | None, is_unknown: bool, importance: str, is_limit: bool,
    note: str, replaces: int, by: Actor, would_move: str = "", wording: int | None = None, screen: str = "",
) -> Answer:  # fmt: skip
    """Append an answer and return it; the same answer twice makes no second revision.

    `replaces` is the revision that was on the screen, 0 when there was none; `wording` which wording of the statement,
    None for the present one; `screen` names the window that sent it. Raises AnswerChanged when somebody else's revision
    stands now, NotNow when the session takes no answers.
    """
    if statement.session_id != seat.session_id:
        raise Statement.DoesNotExist(f"{statement} staat niet in de werksessie van deze plek")
    content: Content = {
        "value": value, "is_unknown": is_unknown, "importance": importance, "is_limit": is_limit, "note": note,
        "would_move": would_move,
    }  # fmt: skip
    return _give(seat.pk, statement.number, replaces, wording, screen, content)


@transaction.atomic
def confirm(*, seat: Seat, statement: Statement, revision: int, wording: int, by: Actor) -> Answer:
    """Say that an answer stays as it is after its statement was changed; a new revision under the new words.

    `revision` and `wording` are what was on the screen. Raises AnswerChanged when another answer stands now, NotNow
    when the session takes no answers, and Answer.DoesNotExist when there is nothing to confirm.
    """
    standing = Answer.objects.get(seat=seat, statement=statement, is_current=True)
    if standing.revision != revision:
        raise _changed(standing)
    content: Content = {part: getattr(standing, part) for part in PARTS}  # type: ignore[assignment, misc]
    return _give(seat.pk, statement.number, revision, wording, "", content)


def give_at(*, seat_id: int, number: int, content: Content, replaces: int, wording: int | None, screen: str) -> Answer:
    """Let a seat itself give its answer to the statement with this number, as `give` does.

    A room that answers at the same time comes here: nothing is read that the answer does not need, and the one
    statement is its own transaction. Raises Seat.DoesNotExist or Statement.DoesNotExist as well.
    """
    return _give(seat_id, number, replaces, wording, screen, content)


def _give(seat_id: int, number: int, replaces: int, wording: int | None, screen: str, content: Content) -> Answer:
    sent = [content[part] for part in PARTS]  # type: ignore[literal-required]
    with connection.cursor() as cursor:
        cursor.execute(GIVE, [seat_id, number, replaces, wording, screen, *sent, timezone.now()])
        row = cursor.fetchone()
    if row is None:
        raise _reason(seat_id, number)
    standing = Answer.from_db(connection.alias, FIELDS, row)
    if any(getattr(standing, part) != given for part, given in content.items()):
        raise _changed(standing)
    return standing


def _changed(standing: Answer) -> AnswerChanged:
    when = time_of_day(timezone.localtime(standing.given_at).time())
    return AnswerChanged(
        f"Dit antwoord is om {when} op een ander scherm gewijzigd. Kies welk antwoord blijft", standing
    )


def _reason(seat_id: int, number: int) -> Exception:
    """Say why no answer was taken."""
    seat = Seat.objects.select_related("session").filter(pk=seat_id).first()
    if seat is None:
        return Seat.DoesNotExist(f"Plek {seat_id}")
    if seat.refused_at:
        return NotNow("Je plek is niet toegelaten. Vraag de begeleider wat er moet gebeuren.")
    if not seat.session.is_open:
        return NotNow("De werksessie is gesloten. Je eerdere antwoorden zijn bewaard. Wijzigen kan niet meer.")
    return Statement.DoesNotExist(f"Stelling {number} in {seat.session}")
