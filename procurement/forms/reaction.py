"""Reacting to a report in three choices."""

from typing import Any

from django import forms

from procurement.forms.sometimes import SometimesField
from procurement.models import Reaction

REASON_LENGTH = 1000


class ReactionForm(forms.Form):
    stance = forms.ChoiceField(
        label="Wat is de reactie?",
        choices=Reaction.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een van de drie reacties",
            "invalid_choice": "Kies een van de drie reacties",
        },
    )
    reason = SometimesField(
        label="Reden",
        length=REASON_LENGTH,
        help_text="Nodig bij ‘mits’ en bij ‘niet’. Bij ‘mits’: onder welke voorwaarde?",
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        stance = typed.get("stance")
        if stance and stance != Reaction.Stance.FOR and not typed.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Vul de reden in")
        return typed
