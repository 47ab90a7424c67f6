"""Asking what a municipality says, and why its answers become concept again."""

from typing import Any

from django import forms

from inburgering.notation import number
from regions.actions.settlement import REASON_LENGTH
from regions.forms.answer import MunicipalAnswerForm
from regions.forms.work_session import one_line


class MunicipalForm(MunicipalAnswerForm):
    """In a next round a municipality also says what would make it move."""

    would_move = forms.CharField(
        required=False,
        label="Wat zou jullie doen bewegen?",
        help_text="Wat hier staat, kan een voorwaarde worden bij de scenario’s.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_next_round: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_next_round:
            del self.fields["would_move"]

    def clean_would_move(self) -> str:
        typed = self.cleaned_data["would_move"].replace("\r\n", "\n").strip()
        if len(typed) > self.longest_note:
            raise forms.ValidationError(f"Deze tekst is te lang (maximaal {number(self.longest_note)} tekens)")
        return typed

    def content(self) -> dict[str, Any]:
        given = super().content()
        return given | {"would_move": self.cleaned_data["would_move"]} if "would_move" in self.fields else given


class ReopenForm(forms.Form):
    reason = one_line(
        "Waarom worden de antwoorden weer concept?",
        REASON_LENGTH,
        "Vul in waarom, bijvoorbeeld: het college wil stelling 4 opnieuw bespreken",
        help_text="Dit staat daarna in het logboek van de gemeente.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
