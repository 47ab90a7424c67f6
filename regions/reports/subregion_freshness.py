"""Whether a proposal still stands on the answers as they are now. The proposal itself never changes."""

from collections.abc import Iterator

from django.utils import timezone

from inburgering import notation
from regions.models import SubregionProposal
from regions.reports.answers import GivenAnswer, SharedAnswers, shared_answers
from regions.reports.subregion_question import Question


def notices(question: Question, proposal: SubregionProposal) -> Iterator[str]:
    """Yield in Dutch since when the proposal is out of date, and because of whom; nothing while it is not."""
    changed = _changed(question.shared, shared_answers(proposal.session))
    if not changed:
        return
    made = timezone.localtime(proposal.made_at)
    moment = f"{notation.date_long(made.date())}, {notation.time_of_day(made.time())}"
    verb = "heeft" if len(changed) == 1 else "hebben"
    yield (
        f"Dit voorstel is verouderd. {notation.listing(changed)} {verb} na {moment} andere antwoorden gedeeld. "
        "Het voorstel zelf verandert niet mee; maak een nieuw voorstel om daarmee te rekenen."
    )


def _changed(then: SharedAnswers, now: SharedAnswers) -> list[str]:
    """Return the names of those whose answers count otherwise than they did.

    Who asks may no longer see a sheet that was in the proposal; that is no change of its answers.
    """
    keys = [statement.key for statement in then.statements]
    asked_then = {one.code for one in then.municipalities}
    return [
        one.name
        for one in now.municipalities
        if one.code not in asked_then
        or any(_counts(then.of(one.code, key)) != _counts(now.of(one.code, key)) for key in keys)
    ]


def _counts(answer: GivenAnswer) -> tuple[object, ...]:
    return answer.value, answer.importance, answer.is_limit
