"""Asking what the next round is called and which statements it asks again."""

from collections.abc import Sequence
from typing import Any

from django import forms

from inburgering.notation import count
from regions.actions.work_session import FEWEST
from regions.forms.work_session import TITLE_LENGTH, one_line


class NextRoundForm(forms.Form):
    title = one_line("Titel", TITLE_LENGTH, "Vul een titel in, bijvoorbeeld Tweede ronde: waar we verschilden")
    keys = forms.MultipleChoiceField(
        label="Stellingen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": f"Kies minstens {FEWEST} stellingen",
            "invalid_choice": "Een van de gekozen stellingen zit niet in deze ronde. Kies opnieuw",
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = list(choices)

    def clean_keys(self) -> list[str]:
        keys: list[str] = self.cleaned_data["keys"]
        if len(keys) < FEWEST:
            raise forms.ValidationError(
                f"Je koos {count(len(keys), 'stelling', 'stellingen')}. Kies er minstens {FEWEST}"
            )
        return keys
