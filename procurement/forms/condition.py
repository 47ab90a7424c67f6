"""Asking whether a scenario meets a condition."""

from typing import Any

from django import forms

from procurement.forms.fields import line
from procurement.models import ScenarioCondition

EXPLANATION_LENGTH = 300
Verdict = ScenarioCondition.Verdict


class JudgeForm(forms.Form):
    verdict = forms.ChoiceField(
        label="Oordeel",
        choices=[(one.value, one.label) for one in Verdict],
        error_messages={"required": "Kies een oordeel", "invalid_choice": "Kies een oordeel uit de lijst"},
    )
    explanation = line(
        "Toelichting",
        EXPLANATION_LENGTH,
        "",
        required=False,
        help_text="Schrijf waarom, als het scenario niet of maar deels voldoet.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A municipality that does not get what it asked reads why."""
        typed = super().clean() or {}
        if typed.get("verdict") in {Verdict.PARTLY, Verdict.NOT_MET} and not typed.get("explanation", "x"):
            self.add_error("explanation", "Schrijf in één zin waarom dit scenario niet helemaal voldoet")
        return typed
