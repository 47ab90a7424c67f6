"""Recording a besluit of college or council, and taking the record back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from inburgering.day_field import DayField
from procurement.actions.besluit import Words
from procurement.forms.fields import line
from procurement.forms.sometimes import SometimesField
from procurement.models import Besluit

TEXT_LENGTH, REFERENCE_LENGTH, BECAUSE_LENGTH = 1000, 120, 300
SAYS_WHAT = {Besluit.Outcome.CHANGED, Besluit.Outcome.REFUSED}


def _choice(label: str, missing: str, **options: Any) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, error_messages=errors, **options)


class BesluitForm(forms.Form):
    municipality = _choice("Gemeente", "Kies de gemeente")
    body = _choice("Wie besloot?", "Kies het college of de gemeenteraad", widget=forms.RadioSelect)
    decided_on = DayField(label="Datum van het besluit")
    outcome = _choice("Wat is het besluit?", "Kies wat het besluit is", widget=forms.RadioSelect)
    text = SometimesField(
        label="Wat is er besloten?",
        length=TEXT_LENGTH,
        help_text="Nodig bij een wijziging en als er niet is ingestemd.",
        rows=3,
    )
    reference = line(
        "Kenmerk",
        REFERENCE_LENGTH,
        "",
        required=False,
        help_text="Bijvoorbeeld het zaaknummer of de besluitenlijst.",
    )

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [] if len(names) == 1 else [("", "Kies een gemeente")]
        self.fields["municipality"].choices = [*first, *names.items()]
        self.fields["body"].choices = [(code, label[:1].upper() + label[1:]) for code, label in Besluit.Body.choices]
        outcomes = [(code, label[:1].upper() + label[1:]) for code, label in Besluit.Outcome.choices]
        self.fields["outcome"].choices = outcomes

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        day = typed.get("decided_on")
        if day and day > timezone.localdate():
            self.add_error("decided_on", "Deze dag moet nog komen. Leg het besluit vast als het genomen is")
        if typed.get("outcome") in SAYS_WHAT and not typed.get("text") and "text" not in self.errors:
            self.add_error("text", "Vul in wat er is besloten")
        return typed

    def words(self) -> Words:
        """Return what the act takes, from a valid form."""
        typed = dict(self.cleaned_data)
        typed.pop("municipality")
        return Words(**typed)


class WithdrawForm(forms.Form):
    reason = line("Reden", BECAUSE_LENGTH, "Vul de reden in")
