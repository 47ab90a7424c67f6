"""The questionnaire of a session as its leader puts it together, and who must confirm after a change of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.db import connection

from inburgering.notation import count, listing
from regions.models import LibraryStatement, Municipality, Statement, StatementWording, WorkSession
from regions.reports import library
from regions.reports.joining import SECONDS_EACH
from regions.rules.finding import Part
from regions.rules.inventory import FACTS, TASKS
from regions.rules.questionnaire import LEERROUTE_NAMES, base_key


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One statement in the list, with what can be done with it."""

    statement: Statement
    leerroute: str  # its name, empty when the statement is asked for all
    may_split: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class OppositePair:
    """Two statements that say the opposite of each other; `other` is empty when the list asks only one of them."""

    one: Statement
    other: Statement | None
    missing: LibraryStatement | None


@dataclass(frozen=True, slots=True)
class Tick:
    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Questionnaire:
    finding: tuple[Part, ...]
    rows: Sequence[QuestionRow]
    themes: Sequence[tuple[str, int]]
    pairs: Sequence[OppositePair]
    alone: Sequence[OppositePair]  # of these pairs one is asked
    shelf: Sequence[tuple[str, Sequence[LibraryStatement]]]
    facts: Sequence[Tick]
    tasks: Sequence[Tick]

    @property
    def lonely_sentence(self) -> str:
        return f"Van {count(len(self.alone), 'paar', 'paren')} vraag je maar 1 kant."


@dataclass(frozen=True, slots=True)
class Touched:
    """A municipality that answered a statement: how many people did, and whether its own answer stands on the sheet."""

    municipality: str
    people: int
    on_sheet: bool

    @property
    def words(self) -> str:
        return f"{self.municipality} ({count(self.people, 'deelnemer', 'deelnemers')})" if self.people else (
            f"{self.municipality} (antwoord van de gemeente)"
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A statement whose words changed while people answered it: the words before and now, and who is still asked."""

    statement: Statement
    former: StatementWording
    waiting: Sequence[Touched]
    confirmed: Sequence[str]

    @property
    def changed_by(self) -> str:
        """Return the name without the address that the trail keeps beside it."""
        return self.former.replaced_by.partition(" <")[0]

    @property
    def sentence(self) -> str:
        if not self.waiting and not self.confirmed:
            return "Niemand had deze stelling al beantwoord. Er is niets te bevestigen."
        done = count(len(self.confirmed), "gemeente is", "gemeenten zijn") + " bij." if self.confirmed else ""
        if not self.waiting:
            return f"Iedereen die antwoordde, heeft de nieuwe tekst gezien. {done}"
        return f"Nog te bevestigen: {listing([one.words for one in self.waiting])}. {done}".strip()


def build(session: WorkSession) -> Questionnaire:
    """Return the questionnaire in its order, with the statements of the library that can still be added."""
    statements = list(session.statements.order_by("number"))
    shelf = library.newest_rows()
    pairs = _pairs(statements, {one.key: one for one in shelf})
    present = {base_key(one.key) for one in statements}
    themes: dict[str, int] = {}
    for one in statements:
        themes[one.theme] = themes.get(one.theme, 0) + 1
    return Questionnaire(
        finding=_finding(session, len(statements)),
        rows=[_row(one, place, len(statements)) for place, one in enumerate(statements)],
        themes=list(themes.items()),
        pairs=[pair for pair in pairs if pair.other],
        alone=[pair for pair in pairs if not pair.other],
        shelf=_per_theme([one for one in shelf if one.key not in present]),
        facts=_facts(session),
        tasks=_tasks(session),
    )


def on_paper(session: WorkSession, total: int) -> dict[str, object]:
    """Return what the printed list says beside its statements: how long it takes, and the facts and tasks asked."""
    facts, tasks = ([one for one in ticks if one.is_chosen] for ticks in (_facts(session), _tasks(session)))
    return {"minutes": minutes(total), "facts": facts, "tasks": tasks}


def minutes(statements: int) -> int:
    """Return how long answering takes, rounded up to five minutes, as the door of the session says it."""
    return ceil(statements * SECONDS_EACH / 300) * 5


def touched_by(statement: Statement) -> list[Touched]:
    """Return who answered a statement, in whichever words: who is asked again when they change."""
    found: dict[str, Touched] = {}
    for _, one in _answered(statement):
        former = found.get(one.municipality, Touched(one.municipality, 0, on_sheet=False))
        both = former.people + one.people, former.on_sheet or one.on_sheet
        found[one.municipality] = Touched(one.municipality, *both)
    return list(found.values())


def to_confirm(session: WorkSession) -> list[ToConfirm]:
    """Return for each statement that was reworded which municipalities answered older words and did not confirm yet."""
    former: dict[int, StatementWording] = {}
    for one in StatementWording.objects.filter(statement__session=session).order_by("wording"):
        former[one.statement_id] = one
    changed = session.statements.filter(pk__in=former).order_by("number")
    return [_confirmation(one, former[one.pk]) for one in changed]


def _confirmation(statement: Statement, former: StatementWording) -> ToConfirm:
    given = _answered(statement)
    waiting = [touched for wording, touched in given if wording < statement.wording]
    names = {one.municipality for one in waiting}
    confirmed = {touched.municipality for wording, touched in given if wording == statement.wording} - names
    return ToConfirm(statement, former, waiting, sorted(confirmed))


def _answered(statement: Statement) -> list[tuple[int, Touched]]:
    """Return per municipality and wording how many people answered; never what they answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT municipality_id, wording, people, on_sheet FROM app.answered_by(%s)", [statement.pk])
        found = cursor.fetchall()
    names = dict(Municipality.objects.filter(pk__in={row[0] for row in found}).values_list("pk", "name"))
    rows = [(wording, Touched(names[pk], people, on_sheet)) for pk, wording, people, on_sheet in found]
    return sorted(rows, key=lambda row: (row[1].municipality, row[0]))


def _facts(session: WorkSession) -> list[Tick]:
    return [Tick(one.key, one.label, one.key in session.fact_keys) for one in FACTS]


def _tasks(session: WorkSession) -> list[Tick]:
    return [Tick(one.code, f"{one.code} {one.name}", one.code in session.task_keys) for one in TASKS]


def _row(statement: Statement, place: int, total: int) -> QuestionRow:
    return QuestionRow(
        statement,
        LEERROUTE_NAMES.get(statement.leerroute, ""),
        may_split=not statement.leerroute and statement.key in library.suited_per_leerroute(),
        is_first=place == 0,
        is_last=place == total - 1,
    )


def _pairs(statements: Sequence[Statement], shelf: dict[str, LibraryStatement]) -> list[OppositePair]:
    """Return each pair once, in the order of the list. Per leerroute each copy has its own opposite."""
    by_key = {one.key: one for one in statements}
    done: set[str] = set()
    pairs = []
    for one in statements:
        if not one.opposite_key or one.key in done:
            continue
        other = by_key.get(one.opposite_key) or _asked_per_leerroute(one.opposite_key, statements)
        done |= {one.key, other.key if other else ""}
        missing = None if other else shelf.get(base_key(one.opposite_key))
        if other or missing:
            pairs.append(OppositePair(one, other, missing))
    return pairs


def _asked_per_leerroute(key: str, statements: Sequence[Statement]) -> Statement | None:
    return next((one for one in statements if base_key(one.key) == base_key(key)), None)


def _per_theme(rows: Sequence[LibraryStatement]) -> list[tuple[str, list[LibraryStatement]]]:
    grouped: dict[str, list[LibraryStatement]] = {}
    for one in rows:
        grouped.setdefault(one.theme, []).append(one)
    return list(grouped.items())


def _finding(session: WorkSession, total: int) -> tuple[Part, ...]:
    parts = [Part(count(total, "stelling", "stellingen"), strong=True), Part(f", ongeveer {minutes(total)} minuten.")]
    inventory = [
        text
        for quantity, text in (
            (len(session.fact_keys), count(len(session.fact_keys), "feit", "feiten")),
            (len(session.task_keys), count(len(session.task_keys), "taak", "taken")),
        )
        if quantity
    ]
    if inventory:
        parts.append(Part(f" Elke gemeente vult daarnaast {listing(inventory)} in."))
    return tuple(parts)
