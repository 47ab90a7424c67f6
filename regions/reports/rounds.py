"""The rounds of one session: the same statements asked again, and how each round stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from inburgering.notation import count, date_long, listing, time_of_day
from regions.models import WorkSession
from regions.models.work_session import WorkSessionQuerySet
from regions.reports.answers import shared_answers
from regions.rules.divergence import Label, by_divergence

HEADER = ["Ronde", "Werksessie", "Titel", "Stand", "Stellingen", "Gemeenten die deelden", "Gemeenten", "Geopend op",
          "Gesloten op", "Uitkomst getoond op"]  # fmt: skip
DIFFERENT = (Label.STRONGLY_DIVIDED, Label.PARTLY_DIVIDED)


@dataclass(frozen=True, slots=True)
class Round:
    """One round; `shared` of `municipalities` shared their answers. `former` is the number of the round before it."""

    session: WorkSession
    statements: int
    shared: int
    municipalities: int
    former: int | None

    @property
    def state(self) -> str:
        return "Uitkomst getoond" if self.session.is_revealed else str(self.session.get_state_display())

    @property
    def is_compared(self) -> bool:
        """Return whether before and after may be seen by everybody: both rounds were shown."""
        former = self.session.former
        return bool(former and former.is_revealed and self.session.is_revealed)


@dataclass(frozen=True, slots=True)
class Rounds:
    """`rows` from the first round on. `why_not` says why there can be no next round now; empty when there can."""

    finding: str
    rows: tuple[Round, ...]
    why_not: str
    source: str

    @property
    def newest(self) -> WorkSession:
        return self.rows[-1].session

    def table(self) -> list[list[str | int | datetime | None]]:
        return [
            [row.session.round, row.session.number, row.session.title, row.state, row.statements, row.shared,
             row.municipalities, row.session.opened_at, row.session.closed_at, row.session.revealed_at]
            for row in self.rows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement that may be asked again, and what the municipalities said to it."""

    key: str
    number: int
    text: str
    verdict: str
    is_different: bool


def build(session: WorkSession, sessions: WorkSessionQuerySet) -> Rounds:
    """Return the rounds to which a session belongs, as far as they are among `sessions`: what the asker may see."""
    found = {
        one.pk: one
        for one in sessions.filter(region_id=session.region_id)
        .select_related("region", "former")
        .annotate(statement_count=Count("statements"))
    }
    rows = tuple(_row(one) for one in _chain(session, found))
    return Rounds(_finding(rows), rows, _why_not(rows[-1].session), _source())


def _chain(session: WorkSession, found: dict[int, WorkSession]) -> list[WorkSession]:
    first = found[session.pk]
    while first.former_id in found:
        first = found[first.former_id]
    later = {one.former_id: one for one in found.values() if one.former_id}
    chain = [first]
    while chain[-1].pk in later:
        chain.append(later[chain[-1].pk])
    return chain


def _row(session: WorkSession) -> Round:
    day = timezone.localdate(session.opened_at or session.made_at)
    former = session.former.number if session.former_id else None
    return Round(
        session, session.statement_count, session.shared_count(), session.region.municipalities_on(day).count(), former
    )


def _finding(rows: Sequence[Round]) -> str:
    last = rows[-1]
    stand = {
        "CONCEPT": "wordt voorbereid",
        "OPEN": f"is open: {last.shared} van de {count(last.municipalities, 'gemeente', 'gemeenten')} deelden",
        "CLOSED": "is gesloten" if not last.session.is_revealed else "is gesloten en de uitkomst is getoond",
    }[last.session.state]
    if len(rows) == 1:
        return f"Deze werksessie heeft 1 ronde. Die {stand}."
    return f"Deze werksessie heeft {len(rows)} rondes. Ronde {last.session.round} {stand}."


def _why_not(newest: WorkSession) -> str:
    if newest.is_revealed and newest.state == WorkSession.State.CLOSED:
        return ""
    steps = []
    if newest.state == WorkSession.State.CONCEPT:
        steps.append("open is geweest")
    if newest.state != WorkSession.State.CLOSED:
        steps.append("gesloten is")
    if not newest.is_revealed:
        steps.append("de uitkomst is getoond")
    return f"Een volgende ronde maak je zodra ronde {newest.round} {listing(steps)}."


def _source() -> str:
    now = timezone.localtime()
    return f"Bron: Inburgering Regionaal, stand van {date_long(now.date())}, {time_of_day(now.time())}."


def choices(session: WorkSession) -> list[Choice]:
    """Return the statements of a round, the most divided first.

    The different ones are worth asking again.
    """
    shared = shared_answers(session)
    asked = {one.key: one for one in shared.statements}
    return [
        Choice(one.key, asked[one.key].number, asked[one.key].text, one.label.value, one.label in DIFFERENT)
        for one in by_divergence(shared.distribution(key) for key in asked)
    ]
