"""Asking at which scale a municipality wants each task arranged and carried out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from regions.actions.inventory import TaskWish
from regions.forms.page_form import PageForm, version_seen
from regions.models import TaskPreference
from regions.rules.inventory import SCALE_LABELS, SCALES, Task

NO_OPINION = "Geen mening"
NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class TaskRow:
    task: Task
    arrange: BoundField
    execute: BoundField
    note: BoundField
    seen: BoundField


class TasksForm(PageForm):
    def __init__(
        self, *args: Any, tasks: Sequence[Task], standing: Mapping[str, TaskPreference], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._tasks = tasks
        for task in tasks:
            row = standing.get(task.code)
            shown = (row.arrange, row.execute, row.note) if row else ("", "", "")
            for part, label, value in zip(("arrange", "execute"), ("Regelen", "Uitvoeren"), shown[:2], strict=True):
                self.fields[f"{task.code}-{part}"] = forms.ChoiceField(
                    label=label, required=False, initial=value, choices=[("", NO_OPINION), *SCALES],
                    error_messages={"invalid_choice": "Kies een van de zes mogelijkheden"},
                )  # fmt: skip
            self.fields[f"{task.code}-note"] = forms.CharField(
                label="Toelichting", required=False, initial=shown[2], widget=forms.Textarea(attrs={"rows": 2})
            )
            self.hide(task.code, row.version if row else 0, shown)

    def clean(self) -> dict[str, Any]:
        for task in self._tasks:
            note = str(self.cleaned_data.get(f"{task.code}-note", "")).replace("\r\n", "\n")
            self.cleaned_data[f"{task.code}-note"] = note
            if len(note) > NOTE_LENGTH:
                self.add_error(f"{task.code}-note", f"De toelichting is te lang (maximaal {NOTE_LENGTH} tekens)")
        return self.cleaned_data

    def rows(self) -> Iterator[TaskRow]:
        for task in self._tasks:
            yield TaskRow(task, *(self[f"{task.code}-{part}"] for part in ("arrange", "execute", "note", "seen")))

    def wanted(self) -> list[TaskWish]:
        """Return the tasks at which something was chosen, cleared or written on this page."""
        found = []
        for task in self._tasks:
            sent = [self.cleaned_data[f"{task.code}-{part}"] for part in ("arrange", "execute", "note")]
            if self.was_touched(task.code, sent):
                found.append(TaskWish(task.code, *sent, seen=version_seen(self.sent(task.code))))
        return found

    def show_changed(self, rows: Mapping[str, TaskPreference]) -> None:
        for code, row in rows.items():
            scales = [SCALE_LABELS.get(scale, NO_OPINION.lower()) for scale in (row.arrange, row.execute)]
            told = f"regelen {scales[0]}, uitvoeren {scales[1]}"
            self.overtaken(code, f"{code}-arrange", row.version, (row.arrange, row.execute, row.note), told)
