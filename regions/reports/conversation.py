"""The minutes of a group conversation: conclusions first, what was said per statement, and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inburgering.notation import count, date_long
from regions.models import AgreedAction, Minute, Statement, WorkSession
from regions.rules.finding import Part

Row = Sequence[str | int | date | datetime | None]
MINUTE_HEADER = (
    "Stelling",
    "Tekst van de stelling",
    "Conclusie",
    "Wat is er gezegd",
    "Geschreven op",
    "Geschreven door",
)
ACTION_HEADER = ("Actie", "Wat", "Wie", "Voor", "Stand", "Gedaan op", "Gemeld door", "Stelling")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written about one statement; `number` is 0 for the session as a whole."""

    number: int
    statement: str
    text: str
    conclusion: str
    written_at: datetime | None
    written_by: str

    @property
    def title(self) -> str:
        return f"{self.number}. {self.statement}" if self.number else "De werksessie als geheel"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreed action; `state` says in words how it stands on the day asked."""

    number: int
    text: str
    who: str
    due_on: date | None
    statement_number: int | None
    done_at: datetime | None
    done_by: str
    state: str
    is_late: bool

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class GroupConversation:
    finding: Sequence[Part]
    written: Sequence[Written]
    not_discussed: Sequence[Statement]
    actions: Sequence[Agreed]
    source: str

    @property
    def has_whole(self) -> bool:
        """Whether anything was written about the session as a whole."""
        return any(one.number == 0 for one in self.written)

    def minute_rows(self) -> list[Row]:
        return [
            (one.number or None, one.statement, one.conclusion, one.text, one.written_at, one.written_by)
            for one in self.written
        ]

    def action_rows(self) -> list[Row]:
        return [
            (one.number, one.text, one.who, one.due_on, one.state, one.done_at, one.done_by, one.statement_number)
            for one in self.actions
        ]


def build(session: WorkSession, *, on: date) -> GroupConversation:
    """Return the minutes as they stand: the whole session first, then by statement; open actions by day, done last."""
    minutes = list(Minute.objects.filter(session=session).select_related("statement"))
    rows = AgreedAction.objects.filter(session=session).select_related("municipality", "statement")
    actions = sorted((_agreed(row, session, on) for row in rows), key=_urgency)
    touched = {one.statement_id for one in minutes}
    statements = list(session.statements.order_by("number"))
    written = [_written(minute) for minute in minutes]
    return GroupConversation(
        finding=_finding(written, actions),
        written=sorted(written, key=lambda one: one.number),
        not_discussed=[one for one in statements if one.pk not in touched],
        actions=actions,
        source=f"Bron: verslag werksessie {session.number}, regio {session.region.name}, stand van {date_long(on)}.",
    )


def _written(minute: Minute) -> Written:
    number, statement = (minute.statement.number, minute.statement.text) if minute.statement else (0, "")
    return Written(number, statement, minute.text, minute.conclusion, minute.written_at, _name(minute.written_by))


def _agreed(action: AgreedAction, session: WorkSession, on: date) -> Agreed:
    place = action.municipality.name if action.municipality else f"Regio {session.region.name}"
    return Agreed(
        number=action.number,
        text=action.text,
        who=f"{place}, {action.who}" if action.who else place,
        due_on=action.due_on,
        statement_number=action.statement.number if action.statement else None,
        done_at=action.done_at,
        done_by=_name(action.done_by),
        state=_state(action, on),
        is_late=bool(not action.done_at and action.due_on and action.due_on < on),
    )


def _state(action: AgreedAction, on: date) -> str:
    if action.done_at:
        return "Gedaan"
    if not action.due_on:
        return "Zonder datum"
    days = (action.due_on - on).days
    if days < 0:
        return f"Te laat: {count(-days, 'dag', 'dagen')}"
    return f"Nog {count(days, 'dag', 'dagen')}" if days else "Vandaag"


def _urgency(action: Agreed) -> tuple[bool, date, int]:
    return (action.is_done, action.due_on or date.max, action.number)


def _finding(written: Sequence[Written], actions: Sequence[Agreed]) -> Sequence[Part]:
    """Say how many conclusions and actions there are, and which comes first."""
    conclusions = sum(bool(one.conclusion) for one in written)
    if not written and not actions:
        return (Part("Er is nog niets opgeschreven.", strong=True),)
    core = f"{count(conclusions, 'conclusie', 'conclusies')} en {count(len(actions), 'actie', 'acties')}"
    return (Part(core, strong=True), Part(_next_due(actions)))


def _next_due(actions: Sequence[Agreed]) -> str:
    standing = [one for one in actions if not one.is_done]
    if actions and not standing:
        return "; alle acties zijn gedaan."
    late = sum(one.is_late for one in standing)
    dated = [(one.due_on, one.who.split(", ")[0]) for one in standing if one.due_on]
    if not dated:
        return "."
    day, who = dated[0]
    first = f"{date_long(day).rsplit(' ', 1)[0]}, {who}."  # the year stands in the table
    if late:
        return f"; {count(late, 'actie is', 'acties zijn')} te laat, de oudste van {first}"
    return f"; eerstvolgende: {first}"


def _name(audit_name: str) -> str:
    return audit_name.split(" <")[0].split(" (")[0]
