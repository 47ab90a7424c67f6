"""What one municipality has filled in so far beside its opinions; for that municipality itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count
from regions.models import AnswerSheet, MunicipalFact, Municipality, TaskPreference, WorkSession
from regions.rules.inventory import FACTS_BY_KEY, SCALE_LABELS, TASKS_BY_CODE, Fact, FactValue, Task, words


@dataclass(frozen=True, slots=True)
class OwnInventory:
    """The questions of this session with what stands; `refused` says why nothing can be changed, or is empty."""

    sheet: AnswerSheet | None
    tasks: Sequence[Task]
    facts: Sequence[Fact]
    preferences: Mapping[str, TaskPreference]
    given: Mapping[tuple[str, int], MunicipalFact]
    refused: str

    @property
    def tasks_done(self) -> int:
        return sum(bool(row.arrange or row.execute) for row in self.preferences.values())

    @property
    def facts_done(self) -> int:
        return len({key for (key, _), _ in self.told_rows})

    @property
    def told_rows(self) -> list[tuple[tuple[str, int], MunicipalFact]]:
        """Return what was filled in, by question and row; what was emptied is left out."""
        filled = [(place, row) for place, row in self.given.items() if not stored(row).is_empty]
        return sorted(filled, key=lambda one: one[0])

    @property
    def told_tasks(self) -> list[tuple[str, str, str]]:
        """Return name, choice in words and note of every task, to read only."""
        return [(task.name, _choice(self.preferences.get(task.code)), _note(self, task)) for task in self.tasks]

    @property
    def told_facts(self) -> list[tuple[str, list[str]]]:
        """Return every question with its answers in words, to read only."""
        return [
            (fact.label, [words(fact, stored(row)) for (key, _), row in self.told_rows if key == fact.key])
            for fact in self.facts
        ]

    @property
    def tasks_words(self) -> str:
        return f"{self.tasks_done} van {count(len(self.tasks), 'taak', 'taken')} ingevuld"

    @property
    def facts_words(self) -> str:
        return f"{self.facts_done} van {count(len(self.facts), 'vraag', 'vragen')} ingevuld"


def build(session: WorkSession, municipality: Municipality) -> OwnInventory:
    """Return the facts and tasks of a municipality, as far as whoever asks may read its sheet."""
    sheet = AnswerSheet.objects.filter(session=session, organisation_id=municipality.organisation_id).first()
    preferences = {row.task: row for row in sheet.task_preferences.all()} if sheet else {}
    given = {(row.key, row.row): row for row in sheet.facts.all()} if sheet else {}
    return OwnInventory(
        sheet,
        [TASKS_BY_CODE[code] for code in session.task_keys if code in TASKS_BY_CODE],
        [FACTS_BY_KEY[key] for key in session.fact_keys if key in FACTS_BY_KEY],
        preferences,
        given,
        _refused(session, sheet),
    )


def stored(row: MunicipalFact | None) -> FactValue:
    """Return the value of a stored fact; empty when there is none."""
    return FactValue(row.is_true, row.amount, row.day, row.text) if row else FactValue()


def _choice(row: TaskPreference | None) -> str:
    arrange, execute = (row.arrange, row.execute) if row else ("", "")
    return f"regelen: {SCALE_LABELS.get(arrange, 'geen mening')}, uitvoeren: {SCALE_LABELS.get(execute, 'geen mening')}"


def _note(own: OwnInventory, task: Task) -> str:
    return own.preferences[task.code].note if task.code in own.preferences else ""


def _refused(session: WorkSession, sheet: AnswerSheet | None) -> str:
    if not session.is_open:
        return "De werksessie is niet open. Wat jullie invulden, is bewaard."
    if sheet and sheet.status != AnswerSheet.Status.PROVISIONAL:
        return f"De antwoorden zijn {sheet.get_status_display().lower()}. Ze wijzigen niet meer."
    return ""
