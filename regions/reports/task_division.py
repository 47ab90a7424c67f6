"""Who does what: at which scale the municipalities want each task arranged and carried out, after the reveal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from inburgering.notation import count, date_long
from regions.models import Municipality, TaskPreference, WorkSession
from regions.rules.finding import Finding
from regions.rules.inventory import SCALES, TASKS_BY_CODE, Task
from regions.rules.task_agreement import TaskVerdict, tasks_finding, verdict

NO_OPINION = "geen mening"
COLUMNS = [*SCALES, ("", NO_OPINION)]
# Heads of narrow columns: soft hyphens say where a word may break.
HEADS = ("lokaal", "sub\u00adregionaal", "regionaal", "boven\u00adregionaal", "geclus\u00adterd", "geen mening")
FILTERS = {"nog-niet-eens": "nog niet eens", "eens": "eens", "alles": "alles"}


@dataclass(frozen=True, slots=True)
class ScaleCount:
    """How many municipalities chose one scale, and which; `is_mine` when the chosen municipality is among them.

    `weight` is most (more than half of those who chose), some, or empty; "geen mening" weighs nothing.
    """

    label: str
    names: tuple[str, ...]
    is_mine: bool
    weight: str

    @property
    def count(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    task: Task
    arrange: Sequence[ScaleCount]
    execute: Sequence[ScaleCount]
    notes: Sequence[tuple[str, str]]
    verdict: TaskVerdict

    @property
    def both(self) -> list[tuple[str, Sequence[ScaleCount]]]:
        return [("Regelen", self.arrange), ("Uitvoeren", self.execute)]

    @property
    def opinions(self) -> list[tuple[str, list[ScaleCount]]]:
        """Per question the scales that were chosen, for a list; a scale nobody chose is left out."""
        return [(title, [one for one in counts if one.count]) for title, counts in self.both]


@dataclass(frozen=True, slots=True)
class Filter:
    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TaskDivision:
    session: WorkSession
    finding: Finding
    rows: Sequence[DivisionRow]
    shown: Sequence[DivisionRow]
    filters: Sequence[Filter]
    municipalities: Sequence[Municipality]
    chosen: Municipality | None
    columns: Sequence[str]
    source: str

    def header(self) -> list[str]:
        scales = [f"{title}: {label}" for title in ("Regelen", "Uitvoeren") for _, label in COLUMNS]
        return ["Nummer", "Taak", *scales, "Stand", "Uitleg", "Wettelijke grens", *self._per_municipality()]

    def table(self) -> list[list[str | int]]:
        """Return every task with its counts, and who chose what."""
        return [
            [
                row.task.code, row.task.name, *(one.count for one in (*row.arrange, *row.execute)),
                row.verdict.standing.value, row.verdict.told, row.task.limit_line, *self._choices(row),
            ]
            for row in self.rows
        ]  # fmt: skip

    def _per_municipality(self) -> list[str]:
        return [f"{one.name} {what}" for one in self.municipalities for what in ("regelen", "uitvoeren")]

    def _choices(self, row: DivisionRow) -> list[str]:
        return [
            next((one.label for one in counts if municipality.name in one.names), "")
            for municipality in self.municipalities
            for counts in (row.arrange, row.execute)
        ]


def build(session: WorkSession, municipality_slug: str = "", wish: str = "") -> TaskDivision:
    """Return the tasks of a revealed session with the choices that were shared. `wish` is a code of FILTERS."""
    day = timezone.localdate(session.opened_at or session.made_at)
    municipalities = sorted(session.region.municipalities_on(day), key=lambda one: one.name)
    sheets = {sheet.municipality_id: sheet for sheet in session.sheets.exclude(shared_at=None)}
    chosen = next((one for one in municipalities if one.slug == municipality_slug), None)
    names = {sheets[one.pk].pk: one.name for one in municipalities if one.pk in sheets}
    given: dict[str, dict[int, TaskPreference]] = {}
    for row in TaskPreference.objects.filter(sheet__in=names):
        given.setdefault(row.task, {})[row.sheet_id] = row
    mine = chosen.name if chosen else ""
    rows = [
        _row(TASKS_BY_CODE[code], given.get(code, {}), names, mine, len(municipalities)) for code in session.task_keys
    ]
    filters = _filters(rows, wish)
    last = max((row.given_at for by_sheet in given.values() for row in by_sheet.values()), default=None)
    return TaskDivision(
        session,
        tasks_finding([row.verdict for row in rows]),
        rows,
        [row for row in rows if _passes(row, next(one.code for one in filters if one.is_chosen))],
        filters,
        municipalities,
        chosen,
        HEADS,
        _source(session, len(sheets), len(municipalities), date_long(timezone.localdate(last)) if last else ""),
    )


def _row(
    task: Task, given: Mapping[int, TaskPreference], names: Mapping[int, str], mine: str, municipalities: int
) -> DivisionRow:
    arrange = {name: given[sheet].arrange if sheet in given else "" for sheet, name in names.items()}
    execute = {name: given[sheet].execute if sheet in given else "" for sheet, name in names.items()}
    notes = [(names[sheet], row.note) for sheet, row in given.items() if row.note]
    found = verdict(list(arrange.values()), list(execute.values()), municipalities)
    return DivisionRow(task, _counts(arrange, mine), _counts(execute, mine), sorted(notes), found)


def _counts(choices: Mapping[str, str], mine: str) -> list[ScaleCount]:
    answered = sum(map(bool, choices.values()))
    found = []
    for code, label in COLUMNS:
        names = tuple(sorted(name for name, choice in choices.items() if choice == code))
        weight = "" if not (code and names) else "most" if 2 * len(names) > answered else "some"
        found.append(ScaleCount(label, names, mine in names, weight))
    return found


def _filters(rows: Sequence[DivisionRow], wish: str) -> list[Filter]:
    """Return the choices of what to show; without a wish, or an unknown one, what is not agreed yet."""
    counts = {code: sum(_passes(row, code) for row in rows) for code in FILTERS}
    default = "nog-niet-eens" if counts["nog-niet-eens"] else "alles"
    chosen = wish if wish in FILTERS else default
    return [Filter(code, label, counts[code], code == chosen) for code, label in FILTERS.items()]


def _passes(row: DivisionRow, code: str) -> bool:
    return code == "alles" or row.verdict.is_agreed == (code == "eens")


def _source(session: WorkSession, shared: int, municipalities: int, last: str) -> str:
    newest = f" Laatste wijziging {last}." if last else ""
    return (
        f"Bron: opgave van {shared} van de {count(municipalities, 'gemeente', 'gemeenten')} in werksessie "
        f"{session.number}.{newest} Een taak is eens als meer dan de helft van de gemeenten een schaal voor regelen "
        f"koos en iedereen dezelfde koos. Uitvoeren mag verschillen."
    )
