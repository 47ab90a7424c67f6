"""A statement that was changed after somebody answered it: old words beside new, and why."""

from dataclasses import dataclass

from regions.models import Answer, Seat, Statement, StatementWording


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """What was answered and what is asked now; `reasons` of every change since, the oldest first."""

    old_text: str
    old_hint: str
    new_text: str
    new_hint: str
    reasons: tuple[str, ...]


def build(seat: Seat, statement: Statement, answer: Answer | None) -> ChangedStatement | None:
    """Return the change that this answer has not been confirmed after; None when it speaks of the present words."""
    if answer is None or not answer.is_given or answer.wording >= statement.wording:
        return None
    former = list(
        StatementWording.objects.for_seat(seat)
        .filter(statement=statement, wording__gte=answer.wording)
        .order_by("wording")
    )
    if not former:
        return None
    reasons = tuple(dict.fromkeys(one.reason for one in former if one.reason))
    return ChangedStatement(former[0].text, former[0].hint, statement.text, statement.hint, reasons)
