"""What somebody fills in about letting dossiers go, and about holding one."""

from __future__ import annotations

from django import forms

from inburgering.day_field import DayField
from trajectories.forms.typed import choice, free_text
from trajectories.models import RetentionHold


class ConfirmForm(forms.Form):
    """`expected` is the list that was shown; destroying is confirmed in so many words."""

    expected = forms.CharField(widget=forms.HiddenInput)
    checked = forms.BooleanField(
        label="Ik heb de lijst nagekeken. Er loopt geen bezwaar, beroep of rechtszaak die ik ken, en onze archivaris "
        "heeft geen langere termijn genoemd.",
        error_messages={"required": "Kijk de lijst na en zet hier een vinkje. Vernietigen kun je niet terugdraaien"},
    )


class HoldForm(forms.Form):
    ground = choice(
        "Waarom blijft dit dossier?", "Kies waarom het dossier blijft", RetentionHold.Ground.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = free_text(
        "Toelichting", 300, "", rows=2, required=False,
        help_text="Zonder namen of gezondheid. Bij een andere regel: welke, bijvoorbeeld de categorie.",
    )  # fmt: skip
    until_on = DayField(
        label="Uitgesteld tot", help_text="Op die dag komt het dossier terug in de lijst. Bijvoorbeeld 1-6-2027"
    )
