"""Asking for a better number, with where it comes from and from when it is."""

from django import forms

from inburgering.day_field import DayField
from procurement.forms.fields import AmountField, line

SOURCE_LENGTH = 300


class FigureForm(forms.Form):
    value = AmountField(label="Waarde")
    source = line(
        "Bron",
        SOURCE_LENGTH,
        "Vul in waar dit getal vandaan komt",
        help_text="Bijvoorbeeld: offerte taalschool, contract 2025",
    )
    source_on = DayField(label="Datum van de bron")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
