"""Asking for the answer of the region to a signaal."""

from django import forms


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Antwoord van de regio",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De gemeente leest dit bij de rekening",
        error_messages={"required": "Vul in wat de regio deed of gaat doen"},
    )
