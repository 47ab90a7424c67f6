"""Giving an answer. Each change is a new revision, so the row is its own trail and no event is written beside it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inburgering.audit.record import Actor
from inburgering.notation import time_of_day
from regions.actions.refusal import Changed, NotNow
from regions.models import Answer, Seat, Statement

__all__ = ["AnswerChanged", "NotNow", "give"]


class AnswerChanged(Changed):
    """The same answer was changed on another device or in another window."""

    current: Answer


@transaction.atomic
def give(  # noqa: PLR0913 - an answer has this many parts
    *, seat: Seat, statement: Statement, value: int | None, is_unknown: bool, importance: str, is_limit: bool,
    note: str, replaces: int, by: Actor,
) -> Answer:  # fmt: skip
    """Append an answer and return it; the same answer twice makes no second revision.

    `replaces` is the revision that was on the screen, 0 when there was none. Raises AnswerChanged when another revision
    stands now, NotNow when the session takes no answers.
    """
    seat = Seat.objects.select_for_update(of=("self",), no_key=True).select_related("session").get(pk=seat.pk)
    _may_answer(seat)
    former = Answer.objects.filter(seat=seat, statement=statement, is_current=True).first()
    given = {
        "value": value, "is_unknown": is_unknown, "importance": importance, "is_limit": is_limit, "note": note,
    }  # fmt: skip
    if former and all(getattr(former, field) == content for field, content in given.items()):
        return former
    if replaces != (former.revision if former else 0):
        when = f" om {time_of_day(timezone.localtime(former.given_at).time())}" if former else ""
        raise AnswerChanged(f"Dit antwoord is{when} op een ander scherm gewijzigd. Kies welk antwoord blijft", former)
    if former:
        Answer.objects.filter(pk=former.pk).update(is_current=False)
    answer = Answer.objects.create(
        organisation_id=seat.organisation_id,
        host_id=seat.host_id,
        seat=seat,
        statement=statement,
        revision=replaces + 1,
        **given,
    )
    _count(seat, int(answer.is_given) - int(bool(former and former.is_given)))
    return answer


def _may_answer(seat: Seat) -> None:
    if seat.refused_at:
        raise NotNow("Je plek is niet toegelaten. Vraag de begeleider wat er moet gebeuren.")
    if not seat.session.is_open:
        raise NotNow("De werksessie is gesloten. Je eerdere antwoorden zijn bewaard. Wijzigen kan niet meer.")


def _count(seat: Seat, more: int) -> None:
    if more:
        Seat.objects.filter(pk=seat.pk).update(answered=F("answered") + more)
