"""Asking one answer: a value, how heavy it weighs, whether a limit lies here, and what the group must know."""

from typing import Any

from django import forms

from inburgering.notation import number
from regions.models import Answer, MunicipalAnswer
from regions.models.answer import NOTE_LENGTH, Importance, Value

UNKNOWN = "weet-niet"
VALUES = [*((str(value), label) for value, label in Value.choices), (UNKNOWN, "Weet ik niet of niet van toepassing")]
WEIGHTS = [(Importance.MINDER, "Minder"), (Importance.GEWOON, "Gewoon"), (Importance.ZWAAR, "Zwaar")]


class AnswerForm(forms.Form):
    value = forms.ChoiceField(
        choices=VALUES,
        required=False,
        widget=forms.RadioSelect,
        label="Antwoord",
        error_messages={"invalid_choice": "Kies een van de zes antwoorden"},
    )
    importance = forms.ChoiceField(
        choices=WEIGHTS,
        widget=forms.RadioSelect,
        initial=Importance.GEWOON,
        label="Hoe belangrijk is dit voor jullie?",
        error_messages={
            "required": "Kies hoe belangrijk dit is: minder, gewoon of zwaar",
            "invalid_choice": "Kies hoe belangrijk dit is: minder, gewoon of zwaar",
        },
    )
    is_limit = forms.BooleanField(required=False, label="Hier ligt een grens")
    note = forms.CharField(
        required=False,
        label="Wat moet de groep hiervan weten?",
        widget=forms.Textarea(attrs={"rows": 2, "data-count": NOTE_LENGTH, "data-max": NOTE_LENGTH}),
    )
    replaces = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput(attrs={"data-version": True}))

    longest_note = NOTE_LENGTH

    def clean_note(self) -> str:
        # A browser counts a line end as one sign and sends it as two.
        note = self.cleaned_data["note"].replace("\r\n", "\n").strip()
        too_long = len(note) - self.longest_note
        if too_long > 0:
            signs = "teken" if too_long == 1 else "tekens"
            raise forms.ValidationError(
                f"De toelichting is {number(too_long)} {signs} te lang (maximaal {number(self.longest_note)})"
            )
        return note

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered, weighed or written: going on without an answer is allowed."""
        given = self.cleaned_data
        return not (given["value"] or given["note"] or given["is_limit"] or given["importance"] != Importance.GEWOON)

    def content(self) -> dict[str, Any]:
        """Return the answer in the words of the act that stores it."""
        given = self.cleaned_data
        is_unknown = given["value"] == UNKNOWN
        return {
            "value": int(given["value"]) if given["value"] and not is_unknown else None,
            "is_unknown": is_unknown,
            "importance": given["importance"],
            "is_limit": given["is_limit"],
            "note": given["note"],
        }


class MunicipalAnswerForm(AnswerForm):
    """The same for a municipality: the notes of several people stand in one."""

    longest_note = 2000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["value"].error_messages["required"] = "Kies een van de zes antwoorden"


def initial(answer: Answer | MunicipalAnswer | None, seen: int) -> dict[str, Any]:
    """Return what the form shows for a stored answer; `seen` is the revision or version it is."""
    if answer is None:
        return {"replaces": seen}
    value = UNKNOWN if answer.is_unknown else "" if answer.value is None else str(answer.value)
    same = {field: getattr(answer, field) for field in ("importance", "is_limit", "note")}
    return same | {"value": value, "replaces": seen}
