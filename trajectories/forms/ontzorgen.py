"""Asking for a bill that the municipality pays, and what the supplier says."""

from __future__ import annotations

from django import forms

from inburgering.day_field import DayField
from trajectories.forms.typed import choice, free_text, text
from trajectories.models import Ontzorgen


class AskForm(forms.Form):
    kind = choice("Rekening", "Kies huur, energie of zorgverzekering", Ontzorgen.Kind.choices, widget=forms.RadioSelect)
    supplier = text("Leverancier", 120, "Vul in aan wie de gemeente betaalt", help_text="Zoals de woningcorporatie")
    starts_on = DayField(label="Vanaf")
    ends_on = DayField(label="Tot en met", required=False, help_text="Leeg: zo lang als de wet zegt (Pw art. 56a)")


class ArrangeForm(forms.Form):
    paid_until_on = DayField(label="Betaald tot en met", required=False, help_text="Dag-maand-jaar. Mag leeg blijven")
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class RefuseForm(forms.Form):
    refused_on = DayField(label="Geweigerd op")
    because = free_text("Reden van de leverancier", 300, "Vul in waarom de leverancier weigert", rows=2)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class HandBackForm(forms.Form):
    ended_on = DayField(label="De gemeente betaalt tot en met")
    plan = free_text(
        "Hoe gaat de inburgeraar het zelf doen", 150, "Vul in hoe de inburgeraar het zelf gaat doen", rows=2,
        help_text="Dit wordt een taak van de inburgeraar",
    )  # fmt: skip
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SignaalForm(forms.Form):
    text = free_text("Wat de regio leest", 400, "Vul in wat er misgaat, zonder naam of nummer", rows=2)
