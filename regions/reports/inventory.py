"""What one municipality has filled in so far beside its opinions; for that municipality itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count
from regions.models import AnswerSheet, MunicipalFact, Municipality, TaskPreference, WorkSession
from regions.rules.inventory import FACTS_BY_KEY, TASKS_BY_CODE, Fact, FactValue, Task


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
        return len({key for (key, _), row in self.given.items() if not stored(row).is_empty})

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


def _refused(session: WorkSession, sheet: AnswerSheet | None) -> str:
    if not session.is_open:
        return "De werksessie is niet open. Wat jullie invulden, is bewaard."
    if sheet and sheet.status != AnswerSheet.Status.PROVISIONAL:
        return f"De antwoorden zijn {sheet.get_status_display().lower()}. Ze wijzigen niet meer."
    return ""
